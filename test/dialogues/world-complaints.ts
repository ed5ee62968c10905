import type { ComplaintCase } from '../../src/domain/complaint/case.ts';
import {
  type ComplaintPromise,
  type ComplaintReader,
  type ComplaintView,
  CUSTOMER_ACTS,
  type CustomerAct,
} from '../../src/domain/complaint/complainant.ts';
import { actOn, mayDo } from '../../src/domain/complaint/machine.ts';
import { promisesOf } from '../../src/domain/complaint/promises.ts';
import { isOpenClock } from '../../src/domain/sla/clock.ts';
import type { ClockEvent, ClockHappening } from '../../src/domain/sla/clock-event.ts';
import { defaultTargets } from '../../src/domain/sla/policy.ts';
import { replayClocks } from '../../src/domain/sla/replay.ts';
import type { Write } from '../../src/domain/write.ts';

/** A complaint that works: the machine decides what may be done with it, and its clocks are replayed. */
export interface WorldComplaint {
  readonly complaint: ComplaintCase;
  readonly matter: string;
  readonly events: readonly ClockEvent[];
  readonly view?: Partial<ComplaintView>;
}

/** Complaints of the insurer's one chatter: as given, with everything done to them in earlier turns. */
export function complaintsOf(
  given: readonly (ComplaintView | WorldComplaint)[],
  written: readonly Write[],
): ComplaintReader {
  const find = (number: string): WorldComplaint | undefined =>
    given
      .flatMap((one) => ('events' in one ? [afterActs(one, written)] : []))
      .find(({ complaint }) => complaint.complaintNo === number);
  return {
    ofComplainant: ({ now }) =>
      Promise.resolve([
        ...written.flatMap((write) => (write.kind === 'fileComplaint' ? [filed(write)] : [])),
        ...given.map((one) => ('events' in one ? viewOf(afterActs(one, written), now) : one)),
      ]),
    promisesFor: ({ severity }, receivedAt) => Promise.resolve(promisesOf(severity, receivedAt)),
    promisesAfter: (number, act, now) => {
      const one = find(number);
      return Promise.resolve(one === undefined ? [] : promisesIn(apply(one, act, now), now));
    },
  };
}

function filed({ complaint }: Extract<Write, { kind: 'fileComplaint' }>): ComplaintView {
  const { request: _, ...view } = complaint;
  return { ...view, status: 'REGISTERED', may: ['withdraw', 'supplement'], promises: [] };
}

/** What was done in earlier turns happened when the turn ended; the stories have half a minute between them. */
function afterActs(one: WorldComplaint, written: readonly Write[]): WorldComplaint {
  return written.reduce((before, write) => {
    const isOf = write.kind === 'actOnComplaint' && write.complaintNo === one.complaint.complaintNo;
    return isOf ? apply(before, write.act, before.complaint.since) : before;
  }, one);
}

function apply(one: WorldComplaint, act: CustomerAct, at: Date): WorldComplaint {
  const { complaint, events } = one;
  const acted = actOn(complaint, act, {
    by: { kind: 'customer', id: 'idn_1' },
    at,
    now: at,
    targetsOf: ({ severity }) => ({ targets: defaultTargets(severity), calendars: {} }),
    clocks: [],
    remediesOf: () => '',
  });
  if (acted.kind === 'refused') throw new Error(`the machine refuses ${act.name}: ${acted.why}`);
  const more = acted.happened.map((happened) => ({ at, seq: acted.complaint.lastSeq, happened }));
  return { ...one, complaint: acted.complaint, events: [...events, ...more] };
}

function viewOf({ complaint, matter, events, view }: WorldComplaint, now: Date): ComplaintView {
  const { notice, answer, decidedAt, firstFeedbackAt, closedAt, ratingAskedAt } = complaint;
  const allowed = mayDo(complaint, { kind: 'customer', id: 'idn_1' }, now);
  const usual = promisesOf(complaint.severity, complaint.receivedAt);
  return {
    ...usual,
    complaintNo: complaint.complaintNo,
    status: complaint.closeReason === 'withdrawn' ? 'WITHDRAWN' : complaint.status,
    category: complaint.category,
    matter,
    receivedAt: complaint.receivedAt,
    may: CUSTOMER_ACTS.filter((name) => allowed.includes(name)),
    promises: promisesIn({ complaint, matter, events }, now),
    ...(notice && { notice }),
    ...(answer && { answer }),
    ...(decidedAt && { decidedAt }),
    ...(firstFeedbackAt && { firstFeedbackAt }),
    ...(closedAt && { closedAt }),
    ...(ratingAskedAt && { ratingAskedAt }),
    ...view,
  };
}

function promisesIn({ events }: WorldComplaint, now: Date): readonly ComplaintPromise[] {
  const clocks = replayClocks({ events, calendarOf: () => undefined, asOf: now });
  return clocks.filter(isOpenClock).map(({ kind, dueAt }) => ({ kind, dueAt }));
}

/** A history from what happened, in hours after a time. */
export function historyOf(
  from: Date,
  happened: readonly (readonly [hours: number, ...ClockHappening[]])[],
): readonly ClockEvent[] {
  return happened.flatMap(([hours, ...all], i) =>
    all.map((one) => ({
      at: new Date(from.getTime() + hours * 3_600_000),
      seq: i + 1,
      happened: one,
    })),
  );
}
