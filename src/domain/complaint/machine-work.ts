import { isOpenClock, type SlaClock } from '../sla/clock.ts';
import type { ClockHappening } from '../sla/clock-event.ts';
import { REGULATOR_DAYS } from '../sla/policy.ts';
import type { Acted } from './acts.ts';
import type { ComplaintCase } from './case.ts';
import { contactedAgain, heard, oneLevelUp } from './escalation.ts';
import { PAUSED_AS, pauseOf, takesNewFacts } from './machine-gate.ts';
import {
  type ActOf,
  type Circumstances,
  done,
  flagged,
  isOtherLead,
  refused,
} from './machine-given.ts';
import type { ComplaintSeverity } from './record.ts';

type Work = ActOf<
  | 'assign'
  | 'contact'
  | 'pause'
  | 'resume'
  | 'supplement'
  | 'extend'
  | 'relabel'
  | 'escalate'
  | 'note'
  | 'rectify'
>;

/** What is done while a complaint is worked on. Who may, and from where, was asked before. */
export function workOn(complaint: ComplaintCase, act: Work, given: Circumstances): Acted {
  const { at } = given;
  switch (act.name) {
    case 'assign':
      return assign(complaint, act, given);
    case 'contact':
      return contact(complaint, act, given);
    case 'pause':
      return done(
        complaint,
        { status: PAUSED_AS[act.reason] },
        { at, happened: [{ kind: 'paused', reason: act.reason }] },
      );
    case 'resume':
      return done(complaint, { status: 'INVESTIGATING' }, { at, happened: resumed(complaint) });
    case 'supplement':
      return supplement(complaint, act, given);
    case 'extend':
      return extend(complaint, act, given);
    case 'relabel':
      return relabel(complaint, act, given);
    case 'escalate':
      return done(complaint, oneLevelUp(complaint), given);
    case 'note':
      return done(complaint, {}, given);
    case 'rectify': {
      const { rootCause } = complaint;
      if (rootCause === undefined) return refused('root_cause_missing');
      return done(complaint, { rootCause: { ...rootCause, doneAt: at } }, given);
    }
  }
}

/** What ends the pause that it stands in, if any. */
export function resumed({ status }: ComplaintCase): readonly ClockHappening[] {
  const reason = pauseOf(status);
  return reason === undefined ? [] : [{ kind: 'resumed', reason }];
}

function assign(
  complaint: ComplaintCase,
  { handlerId }: ActOf<'assign'>,
  given: Circumstances,
): Acted {
  if (complaint.excludedIds.includes(handlerId)) return refused('recused');
  const isNew = complaint.status === 'REGISTERED' || complaint.status === 'REOPENED';
  // In any other state the new one goes on where the old one stopped: the customer does not begin again.
  return done(complaint, { handlerId, status: isNew ? 'ASSIGNED' : complaint.status }, given);
}

function contact(complaint: ComplaintCase, act: ActOf<'contact'>, given: Circumstances): Acted {
  const { at } = given;
  if (act.nextAt <= at) return refused('wrong_time');
  if (at.getTime() < openedAt(complaint, given.clocks)) return refused('wrong_time');
  const { status, firstFeedbackAt } = complaint;
  // A call from before the dispute, written down after it, does not answer the dispute.
  const isTaken = status === 'ASSIGNED' || (status === 'DISPUTED' && at >= complaint.since);
  return done(
    complaint,
    {
      ...(isTaken ? {} : contactedAgain(complaint)),
      status: isTaken ? 'INVESTIGATING' : status,
      firstFeedbackAt: firstFeedbackAt === undefined || at < firstFeedbackAt ? at : firstFeedbackAt,
    },
    { at, happened: [{ kind: 'contacted' }] },
  );
}

/** When its clocks began: received, or opened again. Nothing from before counts for them. Milliseconds since 1970. */
function openedAt({ receivedAt }: ComplaintCase, clocks: readonly SlaClock[]): number {
  const starts = clocks.filter(({ kind }) => kind === 'first_feedback' || kind === 'resolution');
  return Math.max(receivedAt.getTime(), ...starts.map(({ startedAt }) => startedAt.getTime()));
}

function supplement(
  complaint: ComplaintCase,
  { text, isNewFacts = false }: ActOf<'supplement'>,
  { at, by }: Circumstances,
): Acted {
  // New facts give the insurer more time, so they are ours to recognise and never read out of the customer's words.
  const restarts = isNewFacts && by.kind !== 'customer' && complaint.nature === 'complaint';
  if (restarts && !takesNewFacts(complaint.status)) return refused('illegal_move');
  // What was waited for is there; whatever was said before the question is no answer to it.
  const answers = complaint.status === 'WAITING_CUSTOMER' && at >= complaint.since;
  const happened: readonly ClockHappening[] = [
    ...(answers ? resumed(complaint) : []),
    { kind: 'customer_spoke' },
    ...(restarts ? [{ kind: 'new_facts' } as const] : []),
  ];
  return done(
    complaint,
    {
      ...heard(complaint, text),
      status: answers ? 'INVESTIGATING' : complaint.status,
      ...(restarts ? { regulatorDays: REGULATOR_DAYS[0] } : {}),
    },
    { at, happened },
  );
}

function extend(complaint: ComplaintCase, act: ActOf<'extend'>, given: Circumstances): Acted {
  const { at, by } = given;
  if (act.notice.trim() === '' || act.reason.trim() === '') return refused('notice_incomplete');
  const to = extendedTo(complaint, act);
  if (to === undefined) return refused('no_extension');
  const [, daysOfHandler] = REGULATOR_DAYS;
  const isHandlers = 'days' in to && to.days <= daysOfHandler;
  if (!isHandlers && !isOtherLead(complaint, by)) return refused('needs_supervisor');
  const clock = given.clocks.filter((one) => one.kind === act.clock && isOpenClock(one)).at(-1);
  if (clock === undefined) return refused('no_extension');
  const { dueAt, verdict } = clock;
  if (verdict === 'breached' || (dueAt !== null && dueAt < at)) return refused('already_overdue');
  if ('until' in to && (dueAt === null || to.until <= dueAt)) return refused('no_extension');
  return done(
    complaint,
    {
      flags: flagged(complaint, 'extended'),
      ...('days' in to ? { regulatorDays: to.days } : {}),
    },
    { at, happened: [{ kind: 'extended', clock: act.clock, to }] },
  );
}

/** The regulator's clock goes step by step: 15, 30, 60 days. The promise goes to a time that the customer agreed to. */
function extendedTo(
  { regulatorDays }: ComplaintCase,
  { clock, days, until }: ActOf<'extend'>,
): { readonly days: number } | { readonly until: Date } | undefined {
  if (clock === 'resolution') {
    return until === undefined || days !== undefined ? undefined : { until };
  }
  const next = REGULATOR_DAYS.find((step) => step > regulatorDays);
  return next === undefined || days !== next || until !== undefined ? undefined : { days };
}

function relabel(complaint: ComplaintCase, act: ActOf<'relabel'>, given: Circumstances): Acted {
  const { source } = complaint;
  const severity = act.severity ?? complaint.severity;
  const category = act.category ?? complaint.category;
  const nature = act.nature ?? complaint.nature;
  const isLighter =
    rankOf(severity) < rankOf(complaint.severity) ||
    (complaint.nature === 'complaint' && nature !== 'complaint');
  if (isLighter && !isOtherLead(complaint, given.by)) return refused('needs_supervisor');
  const isOther =
    severity !== complaint.severity ||
    category !== complaint.category ||
    nature !== complaint.nature;
  const happened: readonly ClockHappening[] = isOther
    ? [{ kind: 'retargeted', ...given.targetsOf({ severity, category, source, nature }) }]
    : [];
  return done(complaint, { severity, category, nature }, { at: given.at, happened });
}

const GRAVITY: Readonly<Record<ComplaintSeverity, number>> = { S1: 4, S2: 3, S3: 2, S4: 1 };

function rankOf(severity: ComplaintSeverity): number {
  return GRAVITY[severity];
}
