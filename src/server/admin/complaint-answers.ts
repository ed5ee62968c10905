import { z } from 'zod';
import type {
  ComplaintDetail,
  ComplaintEventView,
  ComplaintSummary,
} from '../../domain/complaint/desk-view.ts';
import type { SlaClock } from '../../domain/sla/clock.ts';
import type {
  complaint,
  complaintClock,
  complaintEvent,
  complaintSummary,
} from '../contract/complaint.ts';
import { iso, isoOrNull } from './answers.ts';

/** A complaint in a list as answers write it. */
export function toComplaintSummary(view: ComplaintSummary): z.infer<typeof complaintSummary> {
  const { nextClock } = view;
  return {
    ...view,
    flags: [...view.flags],
    standingClocks: [...view.standingClocks],
    receivedAt: iso(view.receivedAt),
    registeredAt: iso(view.registeredAt),
    firstFeedbackDueAt: iso(view.firstFeedbackDueAt),
    resolutionDueAt: iso(view.resolutionDueAt),
    firstFeedbackAt: isoOrNull(view.firstFeedbackAt),
    closedAt: isoOrNull(view.closedAt),
    nextClock:
      nextClock === null
        ? null
        : {
            ...nextClock,
            startedAt: iso(nextClock.startedAt),
            dueAt: isoOrNull(nextClock.dueAt),
            pausedAt: isoOrNull(nextClock.pausedAt),
          },
  };
}

/** A complaint whole as answers write it. */
export function toComplaint(view: ComplaintDetail): z.infer<typeof complaint> {
  const { notice, rootCause, rating } = view;
  return {
    ...view,
    ...toComplaintSummary(view),
    evidenceIds: [...view.evidenceIds],
    respondents: [...view.respondents],
    excluded: [...view.excluded],
    notice: notice === null ? null : { ...notice, at: iso(notice.at) },
    answeredAt: isoOrNull(view.answeredAt),
    rootCause:
      rootCause === null ? null : { ...rootCause, doneAt: isoOrNull(rootCause.doneAt ?? null) },
    rating:
      rating === null ? null : { ...rating, comment: rating.comment ?? null, at: iso(rating.at) },
    acknowledgedAt: isoOrNull(view.acknowledgedAt),
    clocks: view.clocks.map(toComplaintClock),
    may: [...view.may],
    updatedAt: iso(view.updatedAt),
  };
}

/** A clock as answers write it: what it promises, how it stands, and every deadline that it had. */
export function toComplaintClock(clock: SlaClock): z.infer<typeof complaintClock> {
  const { target, calendarVersion: _, ...rest } = clock;
  return {
    ...rest,
    length: target.length,
    pausedBy: [...target.pausedBy],
    startedAt: iso(clock.startedAt),
    firstDueAt: isoOrNull(clock.firstDueAt),
    dueAt: isoOrNull(clock.dueAt),
    pausedAt: isoOrNull(clock.pausedAt),
    doneAt: isoOrNull(clock.doneAt),
    breachedAt: isoOrNull(clock.breachedAt),
    endedAt: isoOrNull(clock.endedAt),
    halfAt: isoOrNull(clock.halfAt),
    mostAt: isoOrNull(clock.mostAt),
    changes: clock.changes.map((change) => ({
      ...change,
      at: iso(change.at),
      from: isoOrNull(change.from),
      to: isoOrNull(change.to),
    })),
  };
}

const dataSchema = z.record(z.string(), z.json());

/** A line of the history as answers write it. */
export function toComplaintEvent(event: ComplaintEventView): z.infer<typeof complaintEvent> {
  return {
    ...event,
    occurredAt: iso(event.occurredAt),
    recordedAt: iso(event.recordedAt),
    // Keys without a value leave.
    data: dataSchema.parse(JSON.parse(JSON.stringify(event.data))),
  };
}
