import type { FastifyPluginAsync } from 'fastify';
import type { FastifyPluginAsyncZod, ZodTypeProvider } from 'fastify-type-provider-zod';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { NewAnswers } from '../../domain/questionnaire/answer.ts';
import { CALL_BACK_HOURS, findingsOf } from '../../domain/questionnaire/findings.ts';
import {
  type AnswerOutcome,
  type OpenInvitation,
  openness,
} from '../../domain/questionnaire/invitation.ts';
import { progress, turnOf, walk } from '../../domain/questionnaire/paths.ts';
import {
  inLocale,
  isScale,
  type Question,
  SCALES,
  type ScaleKind,
  type SurveyLocale,
} from '../../domain/questionnaire/question.ts';
import type { Clock } from '../../lib/clock.ts';
import { AppError } from '../../lib/errors.ts';
import { readLink } from '../../lib/link-token.ts';
import { problem } from '../contract/common.ts';
import {
  surveyAnswersInput,
  surveyForm,
  surveyFormQuery,
  surveyTokenParams,
} from '../contract/survey-form.ts';
import { NewcomerLimit } from '../webchat/newcomer-limit.ts';

export interface SurveyFormPort {
  /** The invitation, which is opened by it; undefined: there is none. */
  open(invitationId: string): Promise<OpenInvitation | undefined>;
  answer(input: Omit<NewAnswers, 'via'>): Promise<AnswerOutcome>;
}

export interface SurveyFormDeps {
  readonly form: SurveyFormPort;
  readonly clock: Clock;
  readonly linkSecret: string;
  readonly brand: {
    readonly name: string;
    readonly color: string;
    readonly hotline: string;
    readonly logoUrl?: string | undefined;
  };
  /** What the ends of a scale mean, by language. */
  readonly ends: (
    kind: ScaleKind,
    locale: SurveyLocale,
  ) => { readonly low: string; readonly high: string };
}

const BODY_BYTES_MAX = 16_384;
const PROBLEMS = { '4xx': problem, '5xx': problem };
const READ = {
  hide: true,
  params: surveyTokenParams,
  querystring: surveyFormQuery,
  response: { 200: surveyForm, ...PROBLEMS },
};
const WRITE = {
  hide: true,
  params: surveyTokenParams,
  body: surveyAnswersInput,
  response: { 200: surveyForm, ...PROBLEMS },
};
const REFUSE = {
  hide: true,
  params: surveyTokenParams,
  response: { 200: surveyForm, ...PROBLEMS },
};

/**
 * What the page behind a survey's link reads and writes. The signed link is all that proves who answers, so nothing of
 * the person is in any answer; it opens one invitation and ends with it.
 */
export function surveyFormRoutes(deps: SurveyFormDeps): FastifyPluginAsync {
  const limit = new NewcomerLimit(deps.clock);
  const routes: FastifyPluginAsyncZod = async (app) => {
    app.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
      const waitMs = limit.take(request.ip);
      if (waitMs === undefined) return;
      throw new AppError('too_many_requests', 'too many requests from this address', {
        retryAfterMs: waitMs,
      });
    });
    app.get('/:token', { schema: READ }, async (request) => {
      const found = await findForm(deps, request.params.token);
      return toForm(deps, found, request.query.locale);
    });
    app.put('/:token/answers', { schema: WRITE, bodyLimit: BODY_BYTES_MAX }, async (request) => {
      const { token } = request.params;
      const { values, locale, isAnonymous, wantsCallBack } = request.body;
      const invitationId = invitationIdOf(deps, token);
      const outcome = await deps.form.answer({
        invitationId,
        values,
        locale,
        ...(isAnonymous === undefined ? {} : { isAnonymous }),
        ...(wantsCallBack ? { wish: 'call_back' } : {}),
      });
      refuseUnsaved(outcome);
      return toForm(deps, await findForm(deps, token), locale);
    });
    app.post('/:token/refuse', { schema: REFUSE }, async (request) => {
      const { token } = request.params;
      const invitationId = invitationIdOf(deps, token);
      const outcome = await deps.form.answer({
        invitationId,
        values: {},
        locale: 'zh-CN',
        isRefused: true,
      });
      // To refuse twice is to refuse.
      if (outcome.kind !== 'closed') refuseUnsaved(outcome);
      return toForm(deps, await findForm(deps, token), 'zh-CN');
    });
  };
  return async (root) => {
    await root.register(
      async (app) => {
        app.setValidatorCompiler(validatorCompiler);
        app.setSerializerCompiler(serializerCompiler);
        await app.withTypeProvider<ZodTypeProvider>().register(routes);
      },
      { prefix: '/api/forms/surveys' },
    );
  };
}

/** Throws not_found for a token that is none of ours, gone for one whose time is over. */
function invitationIdOf({ linkSecret, clock }: SurveyFormDeps, token: string): string {
  const link = readLink({ secret: linkSecret, kind: 'survey' }, token, clock.now());
  switch (link.kind) {
    case 'ok':
      return link.id;
    case 'expired':
      throw new AppError('gone', 'the link is over');
    case 'foreign':
      throw new AppError('not_found', 'there is no such survey');
  }
}

async function findForm(deps: SurveyFormDeps, token: string): Promise<OpenInvitation> {
  const found = await deps.form.open(invitationIdOf(deps, token));
  if (found === undefined) throw new AppError('not_found', 'there is no such survey');
  if (openness(found, deps.clock.now()) === 'expired') throw new AppError('gone', 'it is over');
  return found;
}

function refuseUnsaved(outcome: AnswerOutcome): void {
  switch (outcome.kind) {
    case 'saved':
      return;
    case 'not_found':
      throw new AppError('not_found', 'there is no such survey');
    case 'expired':
      throw new AppError('gone', 'it is over');
    case 'closed':
      throw new AppError('conflict', 'it cannot be changed any more');
    case 'invalid':
      throw new AppError('unprocessable', 'some answers are none to their questions', {
        details: outcome.questionIds.map((id) => ({
          path: `body.values.${id}`,
          problem: 'no answer to this question',
        })),
      });
  }
}

function stateOf(found: OpenInvitation, now: Date): z.infer<typeof surveyForm>['state'] {
  if (found.state === 'refused') return 'refused';
  if (found.completedAt === undefined) return 'open';
  return openness(found, now) === 'open' ? 'completed' : 'closed';
}

function toForm(
  deps: SurveyFormDeps,
  found: OpenInvitation,
  locale: SurveyLocale,
): z.infer<typeof surveyForm> {
  const { content, title, offersAnonymity } = found.questionnaire;
  const turn = turnOf(content, found.id);
  const asked = content.questions.filter(
    ({ turns }) => turns === undefined || turns.includes(turn),
  );
  const { answered, next } = walk(content, found.answers, turn);
  const { low, hasComplaintWords } = findingsOf(content, found.answers);
  const { logoUrl, ...brand } = deps.brand;
  return {
    state: stateOf(found, deps.clock.now()),
    title,
    locale,
    questions: asked.map((question) => toQuestion(deps, question, locale)),
    answers: Object.fromEntries(
      Object.entries(found.answers).flatMap(([id, value]) =>
        value === undefined
          ? []
          : [[id, typeof value === 'object' && value !== null ? [...value] : value] as const],
      ),
    ),
    answeredIds: answered.map(({ id }) => id),
    nextQuestionId: next?.id ?? null,
    progress: progress(content, found.answers, turn),
    offersAnonymity,
    isAnonymous: found.isAnonymous,
    offersHelp: !found.isAnonymous && (low.length > 0 || hasComplaintWords),
    callBackHours: CALL_BACK_HOURS,
    expiresAt: found.expiresAt.toISOString(),
    brand: { ...brand, ...(logoUrl === undefined ? {} : { logoUrl }) },
  };
}

function toQuestion({ ends }: SurveyFormDeps, question: Question, locale: SurveyLocale) {
  const { id, kind, texts, options = [], isMultiple, isOptional } = question;
  return {
    id,
    kind,
    text: inLocale(texts, locale),
    options: options.map((one) => ({ id: one.id, label: inLocale(one.labels, locale) })),
    isMultiple: isMultiple === true,
    isOptional: isOptional === true || kind === 'text',
    scale: isScale(kind) ? { ...SCALES[kind] } : null,
    ends: isScale(kind) ? { ...ends(kind, locale) } : null,
  };
}
