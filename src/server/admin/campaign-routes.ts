import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { audienceRuleSchema } from '../../domain/outreach/audience.ts';
import type { CampaignDetail, CampaignRecord } from '../../domain/outreach/record.ts';
import { AppError } from '../../lib/errors.ts';
import {
  campaignDecisionInput,
  campaignDetail,
  campaignEstimate,
  campaignEstimateInput,
  campaignInput,
  campaignPage,
  campaignParams,
  campaignQuery,
  campaignResults,
} from '../contract/campaigns.ts';
import { iso, isoOrNull, PROBLEMS, toList } from './answers.ts';
import { explainAudience } from './audience-answers.ts';
import { actorOf } from './authenticate.ts';
import type { CampaignAdminDeps, CampaignCommand, CampaignOutcome } from './ports-campaigns.ts';
import type { AudiencesPort, WordsAdminDeps } from './ports-words.ts';

const TAGS = ['outreach'];

const LIST = {
  tags: TAGS,
  operationId: 'listCampaigns',
  summary: 'Campaigns, newest first: of people and of care plans',
  querystring: campaignQuery,
  response: { 200: campaignPage, ...PROBLEMS },
};

const GET = {
  tags: TAGS,
  operationId: 'getCampaign',
  summary: 'A campaign with what became of its people so far, and when it will be done',
  params: campaignParams,
  response: { 200: campaignDetail, ...PROBLEMS },
};

const RESULTS = {
  tags: TAGS,
  operationId: 'getCampaignResults',
  summary: 'How its texts did: opened and answered, with intervals and how many people they are of',
  params: campaignParams,
  response: { 200: campaignResults, ...PROBLEMS },
};

const CREATE = {
  tags: TAGS,
  operationId: 'createCampaign',
  summary: 'A draft: nobody is written to before it is started',
  body: campaignInput,
  response: { 201: campaignDetail, ...PROBLEMS },
};

const ESTIMATE = {
  tags: TAGS,
  operationId: 'estimateCampaign',
  summary: 'How many people it would reach, by which accounts, and when it would be done',
  body: campaignEstimateInput,
  response: { 200: campaignEstimate, ...PROBLEMS },
};

const DECIDE = {
  tags: TAGS,
  operationId: 'decideCampaign',
  summary: 'Its window is over: a new one for whoever is left, or nobody more',
  params: campaignParams,
  body: campaignDecisionInput,
  response: { 200: campaignDetail, ...PROBLEMS },
};

const COMMANDS: Readonly<Record<CampaignCommand, string>> = {
  start: 'From its start on everybody of its audience is written to, within its windows',
  pause: 'Nothing more leaves, from now on',
  resume: 'Goes on where it was; nobody is written to twice',
  cancel: 'Whoever was not written to will not be',
};

type Deps = Pick<CampaignAdminDeps, 'campaigns'> & Pick<WordsAdminDeps, 'audiences'>;

/** Campaigns: one text for many people. */
export function campaignRoutes({ campaigns, audiences }: Deps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/outreach/campaigns', { schema: LIST }, async (request) =>
      toList(await campaigns.list(request.query), toCampaign),
    );
    app.get('/outreach/campaigns/:id', { schema: GET }, async (request) => {
      const found = await campaigns.find(request.params.id);
      if (found === undefined) throw noCampaign();
      return toDetail(found, audiences);
    });
    app.get('/outreach/campaigns/:id/results', { schema: RESULTS }, async (request) => {
      const found = await campaigns.results(request.params.id);
      if (found === undefined) throw noCampaign();
      return { ...found, variants: [...found.variants] };
    });
    app.post('/outreach/campaigns', { schema: CREATE }, async (request, reply) => {
      const outcome = await campaigns.create(request.body, actorOf(request));
      return reply.code(201).send(toAnswer(outcome, audiences));
    });
    app.post('/outreach/campaign-estimate', { schema: ESTIMATE }, async (request) => {
      const found = await campaigns.estimate(request.body);
      return {
        ...found,
        byAccount: [...found.byAccount],
        refusedInSample: [...found.refusedInSample],
        startsAt: iso(found.startsAt),
        doneBy: isoOrNull(found.doneBy),
      };
    });
    await app.register(actRoutes({ campaigns, audiences }));
  };
}

function actRoutes({ campaigns, audiences }: Deps): FastifyPluginAsyncZod {
  return async (app) => {
    for (const command of ['start', 'pause', 'resume', 'cancel'] as const) {
      const schema = {
        tags: TAGS,
        operationId: `${command}Campaign`,
        summary: COMMANDS[command],
        params: campaignParams,
        response: { 200: campaignDetail, ...PROBLEMS },
      };
      app.post(`/outreach/campaigns/:id/${command}`, { schema }, async (request) =>
        toAnswer(await campaigns.act(request.params.id, command, actorOf(request)), audiences),
      );
    }
    app.post('/outreach/campaigns/:id/decide', { schema: DECIDE }, async (request) =>
      toAnswer(
        await campaigns.decide(request.params.id, request.body, actorOf(request)),
        audiences,
      ),
    );
  };
}

function noCampaign(): AppError {
  return new AppError('not_found', 'there is no such campaign');
}

const REFUSALS = {
  illegal_move: ['illegal_move', 'the campaign is not in a state that allows this'],
  template_not_approved: ['conflict', 'its template is not approved: have it reviewed first'],
  window_over: ['unprocessable', 'its window is over: give it a later end'],
} as const;

function toAnswer(
  outcome: CampaignOutcome,
  audiences: AudiencesPort,
): z.infer<typeof campaignDetail> {
  switch (outcome.kind) {
    case 'done':
      return toDetail(outcome.campaign, audiences);
    case 'not_found':
      throw noCampaign();
    case 'unknown_template':
      throw new AppError('unprocessable', 'there is no such template of this class', {
        details: [{ path: 'body.templateId', problem: 'unknown template' }],
      });
    case 'refused': {
      const [code, message] = REFUSALS[outcome.code];
      throw new AppError(code, message);
    }
  }
}

function toDetail(
  { counts, doneBy, ...record }: CampaignDetail,
  audiences: AudiencesPort,
): z.infer<typeof campaignDetail> {
  const rule = audienceRuleSchema.safeParse(record.audienceRule);
  return {
    ...toCampaign(record),
    audience: rule.success ? explainAudience(rule.data, audiences) : null,
    counts: counts.map(({ state, reason, count }) => ({ status: state, reason, count })),
    doneBy: isoOrNull(doneBy),
  };
}

function toCampaign(record: CampaignRecord) {
  return {
    ...record,
    values: { ...record.values },
    audienceRule: z.record(z.string(), z.json()).parse(record.audienceRule),
    ways: [...record.ways],
    startsAt: iso(record.startsAt),
    endsAt: iso(record.endsAt),
    createdAt: iso(record.createdAt),
    startedAt: isoOrNull(record.startedAt),
    finishedAt: isoOrNull(record.finishedAt),
    updatedAt: iso(record.updatedAt),
  };
}
