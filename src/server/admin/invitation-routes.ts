import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../lib/errors.ts';
import { idParams } from '../contract/access.ts';
import { pageOf } from '../contract/common.ts';
import {
  answer,
  answerQuery,
  answersSaved,
  invitation,
  invitationDetail,
  invitationInput,
  invitationMade,
  invitationQuery,
  phoneAnswersInput,
} from '../contract/surveys.ts';
import { PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import {
  type SurveyRouteDeps,
  toInvitationAnswer,
  toSaved,
  toSurveyAnswer,
} from './survey-answers.ts';

const TAGS = ['surveys'];

const LIST = {
  tags: TAGS,
  operationId: 'listInvitations',
  summary: 'Who was asked what, and what became of it, newest first, masked',
  querystring: invitationQuery,
  response: { 200: pageOf(invitation), ...PROBLEMS },
};

const GET = {
  tags: TAGS,
  operationId: 'getInvitation',
  summary: 'An invitation with its questions and, unless it was given without a name, its answer',
  params: idParams,
  response: { 200: invitationDetail, ...PROBLEMS },
};

const CREATE = {
  tags: TAGS,
  operationId: 'createInvitation',
  summary: 'Ask a customer; one of the same event is there once, whoever asks again',
  body: invitationInput,
  // 200: that event was asked about already.
  response: { 200: invitationMade, 201: invitationMade, ...PROBLEMS },
};

const ANSWER = {
  tags: TAGS,
  operationId: 'putInvitationAnswers',
  summary: 'Write down what was answered on the phone; every change is kept as a version',
  params: idParams,
  body: phoneAnswersInput,
  response: { 200: answersSaved, ...PROBLEMS },
};

const LIST_ANSWERS = {
  tags: TAGS,
  operationId: 'listSurveyAnswers',
  summary: 'Answers, newest first, masked; those given without a name say nothing of whom',
  querystring: answerQuery,
  response: { 200: pageOf(answer), ...PROBLEMS },
};

/** Who is asked, and what they answer. Reading it is audited. */
export function invitationRoutes({
  invitations,
  audit,
}: Pick<SurveyRouteDeps, 'invitations' | 'audit'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/invitations', { schema: LIST }, async (request) => {
      const page = await invitations.list(request.query);
      const data = { found: page.items.length };
      const subject = { subjectKind: 'invitation', subjectId: '*' };
      const actor = actorOf(request);
      await audit.record([{ actor, action: 'invitations.listed', ...subject, data }]);
      return toList(page, toInvitationAnswer);
    });
    app.get('/invitations/:id', { schema: GET }, async (request) => {
      const { id } = request.params;
      const found = await invitations.find(id);
      if (found === undefined) throw new AppError('not_found', 'there is no such invitation');
      const subject = { subjectKind: 'invitation', subjectId: id };
      await audit.record([{ actor: actorOf(request), action: 'invitation.read', ...subject }]);
      return {
        ...toInvitationAnswer(found),
        content: found.content,
        turn: found.turn,
        answer: found.answer === null ? null : toSurveyAnswer(found.answer),
      };
    });
    app.post('/invitations', { schema: CREATE }, async (request, reply) => {
      const { customerNo, subject = { kind: 'customer', no: customerNo } as const } = request.body;
      const made = await invitations.invite({ ...request.body, subject }, actorOf(request));
      if (made.kind !== 'invited') throw notInvited(made.kind);
      const found = await invitations.find(made.invitationId);
      if (found === undefined) throw new Error('an invitation was made and is not there');
      const body = { isNew: made.isNew, invitation: toInvitationAnswer(found) };
      return reply.code(made.isNew ? 201 : 200).send(body);
    });
    app.put('/invitations/:id/answers', { schema: ANSWER }, async (request) =>
      toSaved(await invitations.answer(request.params.id, request.body, actorOf(request))),
    );
    app.get('/answers', { schema: LIST_ANSWERS }, async (request) => {
      const page = await invitations.answers(request.query);
      const data = { found: page.items.length };
      const subject = { subjectKind: 'survey_answer', subjectId: '*' };
      const actor = actorOf(request);
      await audit.record([{ actor, action: 'survey_answers.listed', ...subject, data }]);
      return toList(page, toSurveyAnswer);
    });
  };
}

function notInvited(kind: 'unknown_customer' | 'no_questionnaire' | 'wrong_time'): AppError {
  switch (kind) {
    case 'unknown_customer':
      return new AppError('not_found', 'the customer is not known', {
        details: [{ path: 'body.customerNo', problem: 'unknown' }],
      });
    case 'no_questionnaire':
      return new AppError('not_found', 'no questionnaire of that code is published', {
        details: [{ path: 'body.questionnaireCode', problem: 'not published' }],
      });
    case 'wrong_time':
      return new AppError('unprocessable', 'it would never be sent', {
        details: [{ path: 'body.dueUntil', problem: 'use a time after now and after dueFrom' }],
      });
  }
}
