import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { CapUse } from '../../domain/push/caps.ts';
import type { ExplainedPush, ExplainedWay } from '../../domain/push/explain.ts';
import type { PushFacts } from '../../domain/push/push.ts';
import { AppError } from '../../lib/errors.ts';
import {
  type PushCheckAnswer,
  pushCheck,
  pushCheckInput,
  pushSettings,
  pushSettingsInput,
} from '../contract/push.ts';
import { iso, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { PushAdminDeps } from './ports-push.ts';

const TAGS = ['outreach'];

const GET_SETTINGS = {
  tags: TAGS,
  operationId: 'getPushSettings',
  summary: 'When pushes may be sent, how many, and to whom',
  response: { 200: pushSettings, ...PROBLEMS },
};

const PUT_SETTINGS = {
  tags: TAGS,
  operationId: 'putPushSettings',
  summary: 'Set the hours, caps and consents of pushes; they count within seconds',
  body: pushSettingsInput,
  response: { 200: pushSettings, ...PROBLEMS },
};

const CHECK = {
  tags: TAGS,
  operationId: 'checkPush',
  summary: 'What would become of a push to a customer, and why; nothing is sent',
  body: pushCheckInput,
  response: { 200: pushCheck, ...PROBLEMS },
};

/** The settings of the one push policy, and its answer for one customer. */
export function pushRoutes(deps: PushAdminDeps): FastifyPluginAsyncZod {
  const { pushSettings: settings, pushChecks } = deps;
  return async (app) => {
    app.get('/outreach/settings', { schema: GET_SETTINGS }, () => settings.read());
    app.put('/outreach/settings', { schema: PUT_SETTINGS }, (request) =>
      settings.write(request.body, actorOf(request)),
    );
    app.post(
      '/outreach/check',
      // It changes nothing, and asked again it may answer something else.
      { schema: CHECK, config: { idempotent: false } },
      async (request) => {
        const checked = await pushChecks.check(request.body, actorOf(request));
        if (checked === undefined) throw new AppError('not_found', 'there is no such customer');
        return toAnswer(checked);
      },
    );
  };
}

function toAnswer(
  checked: ExplainedPush & { readonly at: Date; readonly facts: PushFacts },
): PushCheckAnswer {
  const { decision, facts } = checked;
  const place = decision.kind === 'send' ? decision.place : undefined;
  return {
    at: iso(checked.at),
    decision: decision.kind,
    reason: decision.kind === 'send' ? null : decision.reason,
    until: decision.kind === 'later' ? iso(decision.until) : null,
    way: place?.way ?? null,
    account: place?.account ?? null,
    ways: checked.ways.map((way) => toWay(way, facts)),
    caps: checked.caps.map(toCap),
    consents: facts.consents.map(({ decidedAt, ...rest }) => ({
      ...rest,
      decidedAt: iso(decidedAt),
    })),
    touches: facts.touches.map(({ at, ...rest }) => ({ ...rest, at: iso(at) })),
  };
}

function toWay(
  { way, account, reason }: ExplainedWay,
  { places }: PushFacts,
): PushCheckAnswer['ways'][number] {
  const place = places.find((each) => each.way === way && each.account === account);
  return {
    way,
    account: account ?? null,
    reason: reason ?? null,
    sendsLeft: place?.sendsLeft ?? null,
  };
}

function toCap({ freeAtMs, ...use }: CapUse): PushCheckAnswer['caps'][number] {
  const isSometime = freeAtMs !== undefined && Number.isFinite(freeAtMs);
  return {
    ...use,
    left: Math.max(0, use.count - use.used),
    freeAt: isSometime ? iso(new Date(freeAtMs)) : null,
  };
}
