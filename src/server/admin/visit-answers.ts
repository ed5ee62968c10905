import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { VisitActed, VisitActor, VisitRefusal } from '../../domain/visit/acts.ts';
import type { VisitDetail, VisitRates, VisitSummary } from '../../domain/visit/desk-view.ts';
import { isVisitEnded, VISIT_STATUSES, type VisitStatus } from '../../domain/visit/visit.ts';
import { AppError, type ErrorCode } from '../../lib/errors.ts';
import type { visitDetail, visitRates, visitSummary } from '../contract/visits.ts';
import { iso, isoOrNull } from './answers.ts';

/** Who has to do with a visit: a person who signed in, or another system with its key. */
export function visitActorOf({ principal }: FastifyRequest): VisitActor {
  if (principal === undefined) throw new AppError('unauthenticated', 'nobody signed in');
  const actor = { kind: principal.kind, id: principal.id } as const;
  const isLead =
    principal.kind === 'agent' && (principal.role === 'supervisor' || principal.role === 'admin');
  return { actor, isLead };
}

/** `open` stands for every state before the end. */
export function statusesOf(
  asked: readonly (VisitStatus | 'open')[] | undefined,
): readonly VisitStatus[] | undefined {
  const open = VISIT_STATUSES.filter((status) => !isVisitEnded(status));
  return asked?.flatMap((one) => (one === 'open' ? open : [one]));
}

/** There is none of this id. */
export function noVisit(): AppError {
  return new AppError('not_found', 'there is no such return visit');
}

/** What is wrong, and what to do about it. */
const REFUSALS: Readonly<Record<VisitRefusal, { readonly code: ErrorCode; readonly why: string }>> =
  {
    not_found: { code: 'not_found', why: 'there is no such return visit' },
    excluded: {
      code: 'forbidden',
      why: 'whoever handled the complaint, or whom it is about, does not make its return visit: leave it to a colleague',
    },
    ended: { code: 'ended', why: 'the visit is over' },
    owned_by_another: {
      code: 'owned_by_another',
      why: 'somebody else has it; only those who lead may take it over',
    },
    not_owner: { code: 'not_owner', why: 'take it first' },
    not_calling: {
      code: 'not_calling',
      why: 'nobody is to call yet: the customer is asked by message first',
    },
    on_hold: {
      code: 'on_hold',
      why: 'a complaint, an injury claim or a rejection is open: the visit waits',
    },
    not_yet: { code: 'not_yet', why: 'the customer asked to be called later' },
    same_slot: {
      code: 'same_slot',
      why: 'they were tried at this time of day already: call at another',
    },
    outside_hours: {
      code: 'outside_hours',
      why: 'customers are called from 09:00 to 20:00, on days off from 10:00 to 19:00',
    },
    not_identified: {
      code: 'not_identified',
      why: 'an answer counts only from the customer: prove who is on the phone by identify first',
    },
    wrong_time: {
      code: 'wrong_time',
      why: 'callLaterAt is after now, in the window of the visit and in the hours of calls',
    },
    no_questionnaire: {
      code: 'unprocessable',
      why: 'no questionnaire of this kind is published: record the result without values',
    },
    answers_closed: {
      code: 'conflict',
      why: 'the questions were answered elsewhere meanwhile, or take no answers any more',
    },
  };

/** A refusal as a problem. */
export function toVisitRefusal(acted: Exclude<VisitActed, { readonly kind: 'done' }>): AppError {
  if (acted.kind === 'invalid') {
    const details = acted.questionIds.map((id) => ({
      path: `body.values.${id}`,
      problem: 'no answer to this question',
    }));
    return new AppError('unprocessable', 'some answers are not valid', { details });
  }
  const { code, why } = REFUSALS[acted.why];
  const { from } = acted;
  if (from === undefined) return new AppError(code, why);
  return new AppError(code, why, {
    details: [{ path: 'visit.nextAttemptAt', problem: iso(from) }],
  });
}

/** A visit in a list. */
export function toVisitSummary(visit: VisitSummary): z.infer<typeof visitSummary> {
  return {
    id: visit.id,
    kind: visit.kind,
    status: visit.status,
    customerNo: visit.customerNo,
    customerName: visit.customerName,
    tier: visit.tier,
    branch: visit.branch,
    ownerId: visit.ownerId,
    ownerName: visit.ownerName,
    dueFrom: iso(visit.dueFrom),
    dueUntil: iso(visit.dueUntil),
    nextAttemptAt: isoOrNull(visit.nextAttemptAt),
    attempts: visit.attempts,
    attemptsMax: visit.attemptsMax,
    lastWay: visit.lastWay,
    result: visit.result,
    reason: visit.reason,
    resultAt: isoOrNull(visit.resultAt),
  };
}

/** A visit whole. */
export function toVisitDetail(visit: VisitDetail): z.infer<typeof visitDetail> {
  const { about, script } = visit;
  return {
    ...toVisitSummary(visit),
    phone: visit.phone,
    invitationId: visit.invitationId,
    tries: visit.tries.map((one) => ({
      ...one,
      at: iso(one.at),
      identity: one.identity && { ok: one.identity.ok, asked: [...one.identity.asked] },
    })),
    script: {
      introduction: script.introduction,
      closing: script.closing,
      identity: script.identity.map((one) => ({ ...one })),
      questions: script.questions.map((one) => ({ ...one, options: [...one.options] })),
    },
    isIdentified: visit.isIdentified,
    about: about && {
      ...about,
      startsAt: isoOrNull(about.startsAt),
      endsAt: isoOrNull(about.endsAt),
    },
    isExcluded: visit.isExcluded,
    may: [...visit.may],
    createdAt: iso(visit.createdAt),
    updatedAt: iso(visit.updatedAt),
  };
}

/** Rates with what they are made of. */
export function toVisitRates(rates: VisitRates): z.infer<typeof visitRates>['total'] {
  return {
    ...rates,
    coverage: { ...rates.coverage },
    success: { ...rates.success },
    timeliness: { ...rates.timeliness },
  };
}
