import type { PauseReason } from '../sla/clock.ts';
import type { ActRefusal, ComplaintActName, ComplaintActor } from './acts.ts';
import type { ComplaintCase } from './case.ts';
import { CUSTOMER_ACTS } from './complainant.ts';
import { reopenUntil, replyUntil, reviewUntil } from './follow-up.ts';
import {
  COMPLAINT_STATUSES,
  type ComplaintSeverity,
  type ComplaintStatus,
  isEnded,
} from './record.ts';

/** Where a complaint stands still, and why. */
export const PAUSED_AS: Readonly<Record<PauseReason, ComplaintStatus>> = {
  waiting_customer: 'WAITING_CUSTOMER',
  external_appraisal: 'EXTERNAL_APPRAISAL',
  mediation: 'MEDIATION',
};

/** What it stands still for; undefined: it does not. */
export function pauseOf(status: ComplaintStatus): PauseReason | undefined {
  switch (status) {
    case 'WAITING_CUSTOMER':
      return 'waiting_customer';
    case 'EXTERNAL_APPRAISAL':
      return 'external_appraisal';
    case 'MEDIATION':
      return 'mediation';
    default:
      return undefined;
  }
}

const PAUSED = Object.values(PAUSED_AS);
const OPEN = COMPLAINT_STATUSES.filter((status) => !isEnded(status));
/** Whatever is received is registered in the same act, so nothing is done with it before. */
const REGISTERED = OPEN.filter((status) => status !== 'RECEIVED');
/** Somebody has it. */
const HANDLED = REGISTERED.filter((status) => status !== 'REGISTERED' && status !== 'REOPENED');
const WORKED_ON: readonly ComplaintStatus[] = ['INVESTIGATING', ...PAUSED];
/** Before the first plan: a case may still go into another. */
const UNDECIDED = ['REGISTERED', 'ASSIGNED', ...WORKED_ON] as const;
const UNSETTLED: readonly ComplaintStatus[] = [...UNDECIDED, 'REOPENED', 'PROPOSED', 'DISPUTED'];

/** True while the regulator's clock may still start anew: nothing was decided or agreed. */
export function takesNewFacts(status: ComplaintStatus): boolean {
  return UNSETTLED.includes(status);
}

/** From which states each act is possible (domain.md 2.4). Where it leads to is the act's own. */
const FROM: Readonly<Record<ComplaintActName, readonly ComplaintStatus[]>> = {
  // Whoever falls ill, or should never have had it, is replaced in any state.
  assign: REGISTERED,
  contact: HANDLED,
  pause: ['INVESTIGATING'],
  resume: PAUSED,
  propose: WORKED_ON,
  decide: [...WORKED_ON, 'DISPUTED'],
  confirm: ['PROPOSED', 'DECIDED'],
  dispute: ['PROPOSED'],
  expire: ['PROPOSED'],
  withdraw: OPEN,
  decline: ['RECEIVED', 'REGISTERED', 'ASSIGNED'],
  close: ['CONFIRMED', 'NO_REPLY', 'DECIDED', 'REVIEW_DECIDED'],
  reopen: ['CLOSED'],
  extend: UNSETTLED,
  merge: ['RECEIVED', ...UNDECIDED],
  supplement: OPEN,
  request_review: ['DECIDED', 'CLOSED'],
  decide_review: ['REVIEW_REQUESTED'],
  relabel: OPEN,
  escalate: OPEN,
  note: OPEN,
  rectify: COMPLAINT_STATUSES,
  rate: ['CLOSED'],
};

const BY_CUSTOMER: ReadonlySet<ComplaintActName> = new Set(CUSTOMER_ACTS);
/** What the desk's clocks and rules do by themselves. */
const BY_SYSTEM: ReadonlySet<ComplaintActName> = new Set(['expire', 'assign', 'escalate', 'note']);
/** What only a lead does. */
const BY_LEAD: ReadonlySet<ComplaintActName> = new Set(['decline', 'decide_review']);

/** Who wants to do what, and when it happened. */
export interface Asked {
  readonly name: ComplaintActName;
  readonly by: ComplaintActor;
  readonly at: Date;
}

/** Why this may not be done at all, whatever is written into it; undefined: it may. */
export function refusalOf(complaint: ComplaintCase, asked: Asked): ActRefusal | undefined {
  return (
    whoMayNot(complaint, asked) ?? fromWhereNot(complaint, asked.name) ?? whenNot(complaint, asked)
  );
}

function whoMayNot(complaint: ComplaintCase, { name, by }: Asked): ActRefusal | undefined {
  switch (by.kind) {
    case 'customer':
      return BY_CUSTOMER.has(name) ? undefined : 'not_handler';
    case 'system':
      return BY_SYSTEM.has(name) ? undefined : 'not_handler';
    case 'api_key':
      return undefined;
    case 'agent':
      if (complaint.excludedIds.includes(by.id)) return 'recused';
      return agentMayNot(complaint, name, by);
  }
}

function agentMayNot(
  complaint: ComplaintCase,
  name: ComplaintActName,
  by: Extract<ComplaintActor, { readonly kind: 'agent' }>,
): ActRefusal | undefined {
  const isHandler = by.id === complaint.handlerId;
  if (!by.isLead && !isHandler && !mayStranger(complaint, name, by.id)) return 'not_handler';
  if (BY_LEAD.has(name) && !by.isLead) return 'needs_supervisor';
  if (name === 'decide_review' && isHandler) return 'needs_supervisor';
  if (name === 'decide' && isForLead(complaint) && (isHandler || !by.isLead)) {
    return 'needs_supervisor';
  }
  if (name === 'close' && isHandler && isGrave(complaint.severity)) return 'handler_closes';
  return undefined;
}

/** One takes what nobody has, and whoever has something to put right says that it is. */
function mayStranger(complaint: ComplaintCase, name: ComplaintActName, id: string): boolean {
  if (name === 'assign') return complaint.handlerId === undefined;
  return name === 'rectify' && complaint.rootCause?.ownerId === id;
}

/** The gravest, and what the customer did not accept once: a lead who does not handle it decides. */
function isForLead(complaint: ComplaintCase): boolean {
  return isGrave(complaint.severity) || complaint.disputes > 0;
}

function isGrave(severity: ComplaintSeverity): boolean {
  return severity === 'S1' || severity === 'S2';
}

function fromWhereNot({ status }: ComplaintCase, name: ComplaintActName): ActRefusal | undefined {
  const wantsFeedback = name === 'pause' || name === 'propose' || name === 'decide';
  if (wantsFeedback && status === 'ASSIGNED') return 'no_feedback_yet';
  if (name === 'resume' && pauseOf(status) === undefined && !isEnded(status)) return 'not_paused';
  return FROM[name].includes(status) ? undefined : 'illegal_move';
}

function whenNot(complaint: ComplaintCase, { name, at }: Asked): ActRefusal | undefined {
  switch (name) {
    case 'confirm': {
      const isAccepted = complaint.status === 'DECIDED' && complaint.answer === 'accepted';
      return isAccepted ? 'illegal_move' : undefined;
    }
    case 'expire':
      return at < replyUntil(complaint) ? 'reply_still_possible' : undefined;
    case 'reopen':
      return at > reopenUntil(complaint) ? 'too_late' : undefined;
    case 'request_review':
      return reviewNot(complaint, at);
    case 'rate':
      if (complaint.rating !== undefined) return 'already_rated';
      return complaint.ratingAskedAt === undefined ? 'not_asked' : undefined;
    case 'rectify':
      if (complaint.rootCause === undefined) return 'root_cause_missing';
      return complaint.rootCause.doneAt === undefined ? undefined : 'illegal_move';
    default:
      return undefined;
  }
}

/** One review of each decision. Where nothing was decided there is nothing to review: withdrawn, for one. */
function reviewNot(complaint: ComplaintCase, at: Date): ActRefusal | undefined {
  const until = reviewUntil(complaint);
  if (until === undefined || complaint.reviewRequestedAt !== undefined) return 'illegal_move';
  return at > until ? 'too_late' : undefined;
}
