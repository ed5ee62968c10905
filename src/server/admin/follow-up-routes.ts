import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../lib/errors.ts';
import { idParams } from '../contract/access.ts';
import { pageOf } from '../contract/common.ts';
import {
  followUp,
  followUpContactInput,
  followUpFinishInput,
  followUpQuery,
} from '../contract/follow-ups.ts';
import { PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { agentOf } from './desk-actor.ts';
import {
  followUpActorOf,
  type SurveyRouteDeps,
  toFollowUpAnswer,
  toFollowUpOrThrow,
} from './survey-answers.ts';

const TAGS = ['follow-ups'];

const LIST = {
  tags: TAGS,
  operationId: 'listFollowUps',
  summary: 'What has to be seen to after answers and visits, the next due first, masked',
  querystring: followUpQuery,
  response: { 200: pageOf(followUp), ...PROBLEMS },
};

const GET = {
  tags: TAGS,
  operationId: 'getFollowUp',
  summary: 'One follow-up',
  params: idParams,
  response: { 200: followUp, ...PROBLEMS },
};

const TAKE = {
  tags: TAGS,
  operationId: 'takeFollowUp',
  summary: 'I see to it; nobody may of what is about themselves',
  params: idParams,
  response: { 200: followUp, ...PROBLEMS },
};

const CONTACT = {
  tags: TAGS,
  operationId: 'contactFollowUp',
  summary: 'The customer was reached: whether in time follows from when, not from when it is told',
  params: idParams,
  body: followUpContactInput.nullish(),
  response: { 200: followUp, ...PROBLEMS },
};

const FINISH = {
  tags: TAGS,
  operationId: 'finishFollowUp',
  summary: 'It is done, and how it ended',
  params: idParams,
  body: followUpFinishInput,
  response: { 200: followUp, ...PROBLEMS },
};

/** Low scores, words of complaint, calls that were asked for. Reading them is audited. */
export function followUpRoutes({
  followUps,
  audit,
}: Pick<SurveyRouteDeps, 'followUps' | 'audit'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/follow-ups', { schema: LIST }, async (request) => {
      const { ownerId, ...query } = request.query;
      const mine = ownerId === 'me' ? agentOf(request).id : ownerId;
      const page = await followUps.list({ ...query, ownerId: mine });
      const data = { found: page.items.length };
      const subject = { subjectKind: 'follow_up', subjectId: '*' };
      const actor = actorOf(request);
      await audit.record([{ actor, action: 'follow_ups.listed', ...subject, data }]);
      return toList(page, toFollowUpAnswer);
    });
    app.get('/follow-ups/:id', { schema: GET }, async (request) => {
      const { id } = request.params;
      const found = await followUps.find(id);
      if (found === undefined) throw new AppError('not_found', 'there is no such follow-up');
      const subject = { subjectKind: 'follow_up', subjectId: id };
      await audit.record([{ actor: actorOf(request), action: 'follow_up.read', ...subject }]);
      return toFollowUpAnswer(found);
    });
    app.post('/follow-ups/:id/take', { schema: TAKE }, async (request) =>
      toFollowUpOrThrow(await followUps.take(request.params.id, followUpActorOf(request))),
    );
    app.post('/follow-ups/:id/contact', { schema: CONTACT }, async (request) => {
      const { params, body } = request;
      return toFollowUpOrThrow(
        await followUps.contact(params.id, body ?? {}, followUpActorOf(request)),
      );
    });
    app.post('/follow-ups/:id/finish', { schema: FINISH }, async (request) => {
      const { params, body } = request;
      return toFollowUpOrThrow(await followUps.finish(params.id, body, followUpActorOf(request)));
    });
  };
}
