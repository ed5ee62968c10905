import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { FollowUpView } from '../../domain/questionnaire/follow-up-view.ts';
import type { AnswerOutcome, AnswerView } from '../../domain/questionnaire/invitation.ts';
import type { InvitationView } from '../../domain/questionnaire/invitation-view.ts';
import type { Questionnaire } from '../../domain/questionnaire/questionnaire.ts';
import type { SurveyResults } from '../../domain/questionnaire/results.ts';
import { AppError } from '../../lib/errors.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { followUp } from '../contract/follow-ups.ts';
import type { results } from '../contract/survey-results.ts';
import type { answer, answersSaved, invitation, questionnaire } from '../contract/surveys.ts';
import { iso, isoOrNull } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { complaintActorOf } from './complaint-actor.ts';
import type { AdminDeps } from './ports.ts';
import type { FollowUpActor, FollowUpRefusal, SurveyAdminDeps } from './ports-surveys.ts';

/** What the routes of surveys need of the rest of the API. */
export type SurveyRouteDeps = SurveyAdminDeps & Pick<AdminDeps, 'audit'>;

const plainSchema = z.record(z.string(), z.json());

function plain(facts: JsonObject): z.infer<typeof plainSchema> {
  return plainSchema.parse(facts);
}

/** A questionnaire as answers write it. */
export function toQuestionnaireAnswer(one: Questionnaire): z.infer<typeof questionnaire> {
  return { ...one, createdAt: iso(one.createdAt), publishedAt: isoOrNull(one.publishedAt) };
}

/** An invitation as answers write it. */
export function toInvitationAnswer(one: InvitationView): z.infer<typeof invitation> {
  return {
    ...one,
    sentAt: isoOrNull(one.sentAt),
    openedAt: isoOrNull(one.openedAt),
    remindedAt: isoOrNull(one.remindedAt),
    completedAt: isoOrNull(one.completedAt),
    expiresAt: iso(one.expiresAt),
    createdAt: iso(one.createdAt),
  };
}

/** What somebody answered, as answers write it. */
export function toSurveyAnswer(one: AnswerView): z.infer<typeof answer> {
  const { snapshot, answers, ...rest } = one;
  return {
    ...rest,
    answers: answers.map(({ questionId, value, at }) => ({ questionId, value, at })),
    snapshot: plain(snapshot),
    startedAt: iso(one.startedAt),
    updatedAt: iso(one.updatedAt),
    completedAt: isoOrNull(one.completedAt),
  };
}

/** A follow-up as answers write it. */
export function toFollowUpAnswer(one: FollowUpView): z.infer<typeof followUp> {
  return {
    ...one,
    facts: plain(one.facts),
    createdAt: iso(one.createdAt),
    dueAt: iso(one.dueAt),
    contactedAt: isoOrNull(one.contactedAt),
    doneAt: isoOrNull(one.doneAt),
  };
}

/** Results as answers write them. */
export function toResultsAnswer(one: SurveyResults): z.infer<typeof results> {
  return {
    ...one,
    byWay: [...one.byWay],
    questions: one.questions.map((question) => ({ ...question, shares: [...question.shares] })),
    groups: [...one.groups],
    comments: one.comments.map((comment) => ({ ...comment, at: iso(comment.at) })),
  };
}

/** What was written; a refusal is thrown as its problem. */
export function toSaved(outcome: AnswerOutcome): z.infer<typeof answersSaved> {
  switch (outcome.kind) {
    case 'saved':
      return { status: outcome.state, followUpIds: [...outcome.followUps] };
    case 'not_found':
      throw new AppError('not_found', 'there is no such invitation');
    case 'expired':
      throw new AppError('too_late', 'the invitation is over: nothing is taken for it any more');
    case 'closed':
      throw new AppError('conflict', 'it was refused, or answered too long ago to be changed');
    case 'invalid':
      throw new AppError('unprocessable', 'some answers are none to their questions', {
        details: outcome.questionIds.map((id) => ({
          path: `body.values.${id}`,
          problem: 'no answer to this question',
        })),
      });
  }
}

/** Who acts on a follow-up. */
export function followUpActorOf(request: FastifyRequest): FollowUpActor {
  const by = complaintActorOf(request);
  return { actor: actorOf(request), isLead: by.kind === 'agent' && by.isLead };
}

const REFUSALS: Readonly<Record<FollowUpRefusal, () => AppError>> = {
  not_found: () => new AppError('not_found', 'there is no such follow-up'),
  done: () => new AppError('conflict', 'it is done'),
  excluded: () => new AppError('recused', 'it is about you: somebody else sees to it'),
  not_owner: () =>
    new AppError('not_handler', 'only its owner and those who lead may do this: take it first'),
  wrong_time: () =>
    new AppError('wrong_time', 'nobody was reached before it was opened, or after now'),
};

/** The follow-up as it is now; a refusal is thrown as its problem. */
export function toFollowUpOrThrow(
  outcome: FollowUpView | FollowUpRefusal,
): z.infer<typeof followUp> {
  if (typeof outcome === 'string') throw REFUSALS[outcome]();
  return toFollowUpAnswer(outcome);
}
