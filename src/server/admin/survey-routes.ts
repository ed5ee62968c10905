import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Questionnaire } from '../../domain/questionnaire/questionnaire.ts';
import { AppError } from '../../lib/errors.ts';
import { idParams } from '../contract/access.ts';
import { pageOf } from '../contract/common.ts';
import { results, resultsQuery } from '../contract/survey-results.ts';
import {
  newQuestionnaireInput,
  questionnaire,
  questionnaireInput,
  questionnaireQuery,
} from '../contract/surveys.ts';
import { PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { type SurveyRouteDeps, toQuestionnaireAnswer, toResultsAnswer } from './survey-answers.ts';

const TAGS = ['questionnaires'];

const LIST = {
  tags: TAGS,
  operationId: 'listQuestionnaires',
  summary: 'Questionnaires by code, the newest version first',
  querystring: questionnaireQuery,
  response: { 200: pageOf(questionnaire), ...PROBLEMS },
};

const GET = {
  tags: TAGS,
  operationId: 'getQuestionnaire',
  summary: 'One version of a questionnaire',
  params: idParams,
  response: { 200: questionnaire, ...PROBLEMS },
};

const CREATE = {
  tags: TAGS,
  operationId: 'createQuestionnaire',
  summary: 'The next version of a code, as a draft; nobody is asked more than five questions',
  body: newQuestionnaireInput,
  response: { 201: questionnaire, ...PROBLEMS },
};

const PUT = {
  tags: TAGS,
  operationId: 'putQuestionnaire',
  summary: 'Change a draft; what was published never changes',
  params: idParams,
  body: questionnaireInput,
  response: { 200: questionnaire, ...PROBLEMS },
};

const PUBLISH = {
  tags: TAGS,
  operationId: 'publishQuestionnaire',
  summary: 'From now on whoever is asked gets this version',
  params: idParams,
  response: { 200: questionnaire, ...PROBLEMS },
};

const RETIRE = {
  tags: TAGS,
  operationId: 'retireQuestionnaire',
  summary: 'Nobody is asked by it any more; whoever was asked may still answer',
  params: idParams,
  response: { 200: questionnaire, ...PROBLEMS },
};

const RESULTS = {
  tags: TAGS,
  operationId: 'getQuestionnaireResults',
  summary: 'What it came to, with n and 95 % intervals; groups are never ordered by score',
  params: idParams,
  querystring: resultsQuery,
  response: { 200: results, ...PROBLEMS },
};

/** Questionnaires with their results, invitations and answers. */
export function surveyRoutes(deps: SurveyRouteDeps): FastifyPluginAsyncZod {
  const { questionnaires, audit } = deps;
  return async (app) => {
    app.get('/questionnaires', { schema: LIST }, async (request) =>
      toList(await questionnaires.list(request.query), toQuestionnaireAnswer),
    );
    app.get('/questionnaires/:id', { schema: GET }, async (request) => {
      const found = await questionnaires.find(request.params.id);
      return toQuestionnaireAnswer(orThrow(found ?? 'not_found'));
    });
    app.post('/questionnaires', { schema: CREATE }, async (request, reply) => {
      const made = await questionnaires.create(request.body, actorOf(request));
      return reply.code(201).send(toQuestionnaireAnswer(made));
    });
    app.put('/questionnaires/:id', { schema: PUT }, async (request) => {
      const { params, body } = request;
      return toQuestionnaireAnswer(
        orThrow(await questionnaires.put(params.id, body, actorOf(request))),
      );
    });
    app.post('/questionnaires/:id/publish', { schema: PUBLISH }, async (request) =>
      toQuestionnaireAnswer(
        orThrow(await questionnaires.publish(request.params.id, actorOf(request))),
      ),
    );
    app.post('/questionnaires/:id/retire', { schema: RETIRE }, async (request) =>
      toQuestionnaireAnswer(
        orThrow(await questionnaires.retire(request.params.id, actorOf(request))),
      ),
    );
    app.get('/questionnaires/:id/results', { schema: RESULTS }, async (request) => {
      const { params, query } = request;
      const found = await questionnaires.results(params.id, query);
      if (found === undefined) throw orNothing('not_found');
      const subject = { subjectKind: 'questionnaire', subjectId: params.id };
      const actor = actorOf(request);
      await audit.record([{ actor, action: 'questionnaire.results_read', ...subject }]);
      return toResultsAnswer(found);
    });
    await app.register(invitationRoutes(deps));
  };
}

function orThrow(outcome: Questionnaire | Refusal): Questionnaire {
  if (typeof outcome === 'string') throw orNothing(outcome);
  return outcome;
}

type Refusal = 'not_found' | 'not_draft' | 'not_published';

function orNothing(refusal: Refusal): AppError {
  switch (refusal) {
    case 'not_found':
      return new AppError('not_found', 'there is no such questionnaire');
    case 'not_draft':
      return new AppError(
        'conflict',
        'it was published and never changes: POST the next version of its code',
      );
    case 'not_published':
      return new AppError('conflict', 'it is not published');
  }
}
