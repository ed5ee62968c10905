import { wantsCallBack } from '../../domain/complaint/follow-up.ts';
import type { ComplaintSeverity } from '../../domain/complaint/record.ts';
import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import type { JsonObject } from '../../lib/json.ts';
import {
  type PeopleToTell,
  peopleToTell,
  type Recipient,
  readDeskPeople,
} from '../clocks/recipients.ts';
import { insertNotices } from '../notices/insert-notice.ts';
import type { Sql } from '../sql.ts';
import type { DoneAct } from './done-act.ts';

interface Warning {
  readonly kind: 'assigned' | 'answered' | 'escalated' | 'rating';
  readonly to: (people: PeopleToTell) => readonly Recipient[];
}

const HANDLER_AND_LEAD: Warning['to'] = ({ handler, supervisors }) => [...handler, ...supervisors];
const LEADS: Warning['to'] = ({ supervisors, managers }) => [...supervisors, ...managers];

const EVERYBODY: Warning['to'] = (people) => [...people.handler, ...LEADS(people)];

/** Whom the desk tells of an act at once; nobody of those that they see anyway. */
function warningOf({ locked, act, after, given }: DoneAct): Warning | undefined {
  // A first dispute is the customer's answer; from the second on, and for threats, it is more than that.
  const isHigher = after.escalation > locked.complaint.escalation;
  const isFirstDispute = act.name === 'dispute' && after.disputes === 1;
  if (isHigher && !isFirstDispute) return { kind: 'escalated', to: EVERYBODY };
  switch (act.name) {
    case 'assign':
      return { kind: 'assigned', to: ({ handler }) => handler };
    case 'dispute':
    case 'withdraw':
    case 'supplement':
    case 'request_review':
    case 'reopen':
      return { kind: 'answered', to: HANDLER_AND_LEAD };
    case 'confirm':
    case 'expire':
      return { kind: 'answered', to: ({ handler }) => handler };
    case 'relabel':
      return graverWarning(locked.complaint.severity, after.severity);
    case 'rate':
      return wantsCallBack(act) ? { kind: 'rating', to: LEADS } : undefined;
    default:
      return given.by.kind === 'customer' ? { kind: 'answered', to: HANDLER_AND_LEAD } : undefined;
  }
}

/** The same as of one that was registered so grave; whoever was told is not told again. */
function graverWarning(before: ComplaintSeverity, after: ComplaintSeverity): Warning | undefined {
  if (before === after) return undefined;
  if (after === 'S1') return { kind: 'escalated', to: LEADS };
  const isGraver = after === 'S2' && before !== 'S1';
  return isGraver ? { kind: 'escalated', to: ({ supervisors }) => supervisors } : undefined;
}

/** Writes the notices of an act: never to whoever did it, nor to whom it is about. */
export async function warnOfAct(sql: Sql, done: DoneAct): Promise<readonly DeskEvent[]> {
  const warning = warningOf(done);
  if (warning === undefined) return [];
  const { act, after, given } = done;
  const told = warning
    .to(await readPeople(sql, after))
    .filter(({ agentId }) => agentId !== given.by.id);
  return sendNotices(sql, {
    to: told,
    kind: warning.kind,
    complaintNo: after.complaintNo,
    data: { act: act.name, severity: after.severity },
    given,
  });
}

/** Who of the desk is to be told of this complaint. */
export async function readPeople(
  sql: Sql,
  of: {
    readonly handlerId?: string | undefined;
    readonly supervisorId?: string | undefined;
    readonly excludedIds: readonly string[];
  },
): Promise<PeopleToTell> {
  return peopleToTell(await readDeskPeople(sql), {
    handlerId: of.handlerId ?? null,
    supervisorId: of.supervisorId ?? null,
    excludedIds: of.excludedIds,
  });
}

/** One notice each, and the events that make their bells ring. */
export async function sendNotices(
  sql: Sql,
  notices: {
    readonly to: readonly Recipient[];
    readonly kind: string;
    readonly complaintNo: string;
    readonly data: JsonObject;
    readonly given: Parameters<typeof insertNotices>[2];
  },
): Promise<readonly DeskEvent[]> {
  const { kind, complaintNo, data, given } = notices;
  const roles = new Map(notices.to.toReversed().map(({ agentId, role }) => [agentId, role]));
  const rows = [...roles].map(([agentId, role]) => ({
    agentId,
    kind,
    complaintNo,
    data: { ...data, role },
  }));
  await insertNotices(sql, rows, given);
  return rows.map(({ agentId }) => ({ kind: 'notice', agentId }));
}
