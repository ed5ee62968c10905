import type { FastifyRequest } from 'fastify';
import type { ActRefusal, ComplaintActName, ComplaintActor } from '../../domain/complaint/acts.ts';
import type { ComplaintCase } from '../../domain/complaint/case.ts';
import { mayDo } from '../../domain/complaint/machine.ts';
import { NO_REPLY_DAYS, REGULATOR_DAYS, REVIEW_DAYS } from '../../domain/sla/policy.ts';
import { AppError } from '../../lib/errors.ts';

/** Who acts on a complaint: a person who signed in, or another system with its key. */
export function complaintActorOf(request: FastifyRequest): ComplaintActor {
  const { principal } = request;
  if (principal === undefined) throw new AppError('unauthenticated', 'nobody signed in');
  if (principal.kind === 'api_key') {
    return { kind: 'api_key', id: principal.id, name: principal.name };
  }
  const isLead = principal.role === 'supervisor' || principal.role === 'admin';
  return { kind: 'agent', id: principal.id, name: principal.displayName, isLead };
}

/** What is wrong, and what to do about it. `illegal_move` is told with the state in it. */
const REFUSALS: Readonly<Record<Exclude<ActRefusal, 'illegal_move'>, string>> = {
  recused:
    'whoever it is about, or handled that claim, may have nothing to do with it: choose somebody of GET candidates who is not excluded',
  not_handler: 'only its handler and those who lead may do this: have it assigned to you first',
  needs_supervisor:
    'only somebody who leads and is not its handler may do this: ask a supervisor or escalate it',
  no_feedback_yet:
    'the first feedback comes before this: contact the customer and write it down by contact',
  not_paused: 'it does not stand still: there is nothing to resume',
  notice_incomplete:
    'a notice has its findings, its decision and its basis (art. 19): fill in what is empty or was left to fill in',
  proof_missing:
    'outside the chat a notice needs its proof, such as the number of a recording or a waybill: send proof',
  root_cause_missing: 'it cannot be closed without its cause: send rootCause',
  answer_missing:
    'it cannot be closed before it is known what the customer says to the decision: send answer',
  reply_still_possible: `the customer has ${NO_REPLY_DAYS} days to answer: no_reply is only true after them`,
  handler_closes: 'of severity S1 and S2 somebody else than its handler closes: ask a colleague',
  too_late: `this is possible for ${REVIEW_DAYS} days only, and they are over: register a new complaint instead`,
  no_extension: `no step that there is: the regulator's clock goes from ${REGULATOR_DAYS.join(' to ')} days, by days; the promise to a time after the present deadline, by until`,
  already_overdue: 'the deadline has passed: what is overdue is not extended',
  merge_into_itself: 'a complaint is not merged into itself: name an earlier one',
  merge_into_later:
    'a complaint is merged into one of the same customer that was received earlier: merge the other way round',
  merge_into_ended: 'the other complaint has ended: reopen that one, or go on with this one',
  wrong_time:
    'occurredAt is not before what has happened already, not in the future and at most 30 days ago: correct it or leave it out',
  already_rated: 'the customer has said already how it was',
  not_asked: 'the customer is asked how it was after it is closed, and was not asked yet',
};

/** A refusal of the machine as a problem whose code is the refusal's own word. */
export function toActRefusal(
  refused: { readonly why: ActRefusal; readonly complaint: ComplaintCase },
  given: { readonly name: ComplaintActName; readonly by: ComplaintActor; readonly now: Date },
): AppError {
  const { why, complaint } = refused;
  if (why !== 'illegal_move') return new AppError(why, REFUSALS[why]);
  const may = mayDo(complaint, given.by, given.now);
  const rest = may.length === 0 ? 'you may do nothing with it now' : `you may: ${may.join(', ')}`;
  return new AppError(
    why,
    `${given.name} is not possible while it is ${complaint.status}; ${rest}`,
    {
      details: [
        { path: 'complaint.status', problem: complaint.status },
        { path: 'complaint.may', problem: may.join(',') },
      ],
    },
  );
}
