import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { outreachDelivery } from '../../src/server/contract/campaigns.ts';
import { ago, ahead } from './admin-samples.ts';
import {
  type Campaign,
  SAMPLE_RESULTS,
  sampleCalendar,
  sampleCampaign,
  sampleTemplate,
  sampleYear,
  type Template,
} from './outreach-samples.ts';

type Query = { readonly Querystring: Readonly<Record<string, string>> };
type Written = { readonly Body: Readonly<Record<string, unknown>> };
type Of = { readonly Params: { readonly id: string; readonly act: string } };

const EXPLANATION = { sentence: '车辆或住址在苏州市的客户。', join: 'all', parts: [] };

/** What is sent to many, in memory and to be looked at. */
export class FakeOutreach {
  readonly campaigns = new Map<string, Campaign>();
  readonly deliveries: z.infer<typeof outreachDelivery>[] = [];
  readonly templates = new Map<string, Template>();

  change(id: string, change: Partial<Campaign>): Campaign {
    const before = this.campaigns.get(id);
    if (before === undefined) throw new Error(`no campaign ${id}`);
    const campaign = { ...before, ...change };
    this.campaigns.set(id, campaign);
    return campaign;
  }

  addTo(api: FastifyInstance): void {
    this.#addCampaigns(api);
    this.#addWords(api);
    this.#addCare(api);
    this.#addSettings(api);
  }

  #addCampaigns(api: FastifyInstance): void {
    api.get<Query>('/outreach/campaigns', async ({ query }) => ({
      items: [...this.campaigns.values()].filter(
        ({ status }) => query['status'] === undefined || query['status'] === status,
      ),
      nextCursor: null,
    }));
    api.get<Of>('/outreach/campaigns/:id', async ({ params }, reply) => {
      return this.campaigns.get(params.id) ?? reply.code(404).send({ code: 'not_found' });
    });
    api.get('/outreach/campaigns/:id/results', async () => SAMPLE_RESULTS);
    api.post<{ Body: Partial<Campaign> }>('/outreach/campaigns', async ({ body }, reply) => {
      const made = sampleCampaign('cmp_new', { ...body, status: 'draft', counts: [], planned: 0 });
      this.campaigns.set('cmp_new', made);
      return reply.code(201).send(made);
    });
    api.post('/outreach/campaign-estimate', async () => ESTIMATE);
    const outcomes: Readonly<Record<string, Partial<Campaign>>> = {
      start: { status: 'scheduled' },
      pause: { status: 'paused' },
      resume: { status: 'running' },
      cancel: { status: 'cancelled', reason: 'campaign_cancelled' },
      decide: { status: 'running', endsAt: ahead(900) },
    };
    api.post<Of>('/outreach/campaigns/:id/:act', async ({ params }) =>
      this.change(params.id, outcomes[params.act] ?? {}),
    );
    api.get<Query>('/outreach/deliveries', async ({ query }) => ({
      items: this.deliveries.filter(
        ({ status }) => query['status'] === undefined || query['status'] === status,
      ),
      nextCursor: null,
    }));
    api.post('/outreach/disaster-notices', async (_request, reply) => {
      this.campaigns.set('cmp_storm', sampleCampaign('cmp_storm', { name: '苏州市暴雨提醒' }));
      return reply.code(201).send(NOTICE);
    });
  }

  #addWords(api: FastifyInstance): void {
    api.get<Query>('/outreach/templates', async ({ query }) => ({
      items: [...this.templates.values()].filter(
        ({ status, code }) =>
          (query['status'] === undefined || query['status'] === status) &&
          (query['code'] === undefined || query['code'] === code),
      ),
      nextCursor: null,
      variables: [
        { name: 'salutation', placeholder: '{称呼}' },
        { name: 'plate', placeholder: '{车牌}' },
        { name: 'region', placeholder: '{地区}' },
      ],
      actions: ['roadside_assistance', 'knowledge', 'handoff'],
    }));
    api.get<Of>('/outreach/templates/:id', async ({ params }, reply) => {
      return this.templates.get(params.id) ?? reply.code(404).send({ code: 'not_found' });
    });
    api.post<{ Body: Pick<Template, 'variants'> }>(
      '/outreach/template-check',
      async ({ body }) => ({
        items: body.variants.flatMap(({ key, text }) =>
          text.includes('最好') ? [{ ...FINDING, variant: key, at: text.indexOf('最好') }] : [],
        ),
      }),
    );
    api.post<{ Body: Partial<Template> }>('/outreach/templates', async ({ body }, reply) => {
      const made = sampleTemplate('otp_new', {
        ...body,
        variants: (body.variants ?? []).map((one) => ({ ...one, smsText: null, smsSegments: 1 })),
        ...{ status: 'draft', version: 1, writerIds: ['agt_me'], reviewerId: null },
      });
      this.templates.set('otp_new', made);
      return reply.code(201).send(made);
    });
    api.post('/outreach/templates/:id/preview', async () => PREVIEW);
    const outcomes: Readonly<Record<string, Partial<Template>>> = {
      submit: { status: 'in_review' },
      approve: { status: 'approved' },
      reject: { status: 'rejected' },
      retire: { status: 'retired' },
    };
    api.post<Of & { readonly Body: { readonly note?: string } | null }>(
      '/outreach/templates/:id/:act',
      async ({ params, body }) => {
        const before = this.templates.get(params.id) ?? sampleTemplate(params.id);
        const reviewNote = body?.note ?? null;
        const next = { ...before, ...outcomes[params.act], reviewNote, reviewerId: 'agt_me' };
        this.templates.set(params.id, next);
        return next;
      },
    );
    const saved = { id: 'aud_1', name: '苏州客户', rule: RULE, explanation: EXPLANATION };
    api.get('/outreach/audiences', async () => ({
      items: [{ ...saved, createdBy: 'agt_li', createdAt: ago(99), updatedAt: ago(99) }],
      nextCursor: null,
    }));
    api.post('/outreach/audience-preview', async () => PEOPLE);
  }

  #addCare(api: FastifyInstance): void {
    api.get('/outreach/calendar', async () => sampleCalendar());
    api.get('/outreach/year', async () => sampleYear());
    api.get('/outreach/plans', async () => ({ items: [PLAN], nextCursor: null }));
    api.put<Written>('/outreach/plans/:id', async ({ body }) => ({ ...PLAN, ...body }));
    api.get('/outreach/silent-days', async () => ({ items: [SILENT], nextCursor: null }));
  }

  #addSettings(api: FastifyInstance): void {
    api.get('/outreach/settings', async () => SETTINGS);
    api.put<Written>('/outreach/settings', async ({ body }) => ({ ...SETTINGS, ...body }));
    api.get('/outreach/accounts', async () => ({
      items: [
        account('web', 60_000, 10_000_000, 0),
        account('wechat-oa', 1_200, 500_000, 48_213),
        { ...account('wechaty:main', 6, 300, 212), switchMinMs: 3_000, switchMaxMs: 9_000 },
      ],
      nextCursor: null,
    }));
  }
}

const account = (name: string, perMinute: number, perDay: number, sentToday: number) => ({
  account: name,
  perMinute,
  perDay,
  sentToday,
  perChatMs: 1_000,
  switchMinMs: 0,
  switchMaxMs: 0,
  updatedBy: 'system',
});

const RULE = { all: [{ kind: 'city_in', cities: ['苏州市'] }] };
const PEOPLE = {
  count: 3_210,
  countKind: 'exact',
  reachable: { wechat: 2_400, web: 600, sms: 3_100 },
  examples: [
    {
      customerNo: 'C000017',
      name: '王*',
      phone: null,
      plates: ['苏E1***5'],
      tier: 'gold',
      city: '苏州市',
    },
  ],
  explanation: EXPLANATION,
};
const ESTIMATE = {
  people: 12_900,
  byAccount: [
    { way: 'wechat', account: 'wechat-oa:main', people: 8_400, perMinute: 1_200, perDay: 500_000 },
    { way: 'sms', account: 'sms', people: 4_000, perMinute: 600, perDay: 100_000 },
  ],
  unreachable: 500,
  sampled: 1_000,
  refusedInSample: [
    { reason: 'no_consent', count: 90 },
    { reason: 'cap_total', count: 4 },
  ],
  sendAtMost: 12_400,
  startsAt: ahead(5),
  doneBy: '2026-11-23T10:40:00.000Z',
  leftOver: 0,
};
const NOTICE = {
  campaignId: 'cmp_storm',
  isNew: true,
  status: 'scheduled',
  people: 3_210,
  ways: ['wechat', 'web', 'sms'],
  byWay: [
    { way: 'wechat', people: 2_400 },
    { way: 'sms', people: 700 },
  ],
  unreachable: 110,
  doneBy: '2026-11-23T10:40:00.000Z',
};
const PREVIEW = {
  items: [
    {
      customerNo: 'C000017',
      name: '王*',
      text: '王先生，苏州市未来数小时可能有暴雨，请把车停到高处，水漫过轮胎不要启动。',
      taps: ['道路救援', '报案'],
      smsSegments: null,
      missing: [],
    },
  ],
};
const FINDING = {
  field: 'text',
  code: 'superlative',
  kind: 'blocked',
  why: '“最好”是绝对化用语，请删去或换成事实',
  length: 2,
  word: '最好',
};
const PLAN = {
  id: 'cpl_1',
  occasion: 'birthday',
  name: '生日祝福',
  templateCode: 'birthday',
  template: { id: 'otp_1', version: 2, title: '生日祝福' },
  audienceRule: {},
  ways: ['wechat', 'web', 'sms'],
  dailyFrom: '09:00',
  dailyUntil: '20:00',
  graceDays: 0,
  isActive: true,
  pushClass: 'care',
  plannedUntil: '2026-11-23',
  updatedBy: 'agt_li',
  updatedAt: ago(9000),
};
const SILENT = {
  day: '09-18',
  region: '',
  name: '九一八事变纪念日',
  classes: ['care', 'marketing'],
  updatedBy: 'system',
  updatedAt: ago(9000),
};
const hours = (from: string, until: string) => ({ from, until });
const SETTINGS = {
  hours: {
    service: { workday: hours('08:00', '21:00'), dayOff: hours('08:00', '21:00') },
    others: { workday: hours('09:00', '20:00'), dayOff: hours('10:00', '19:00') },
  },
  caps: {
    marketing: [
      { count: 1, days: 7 },
      { count: 2, days: 30 },
    ],
    care: [{ count: 1, days: 1 }],
    survey: [{ count: 1, days: 30 }],
    total: [{ count: 5, days: 30 }],
  },
  consent: { marketing: 'granted', care: 'granted', survey: 'not_refused' },
  quietDaysAfterRejection: 7,
  surveySilentMonths: 12,
  referralReward: 'NONE',
  followUpHours: 24,
};
