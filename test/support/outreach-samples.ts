import type { z } from 'zod';
import type { campaignDetail, outreachDelivery } from '../../src/server/contract/campaigns.ts';
import type { careCalendar, careYear } from '../../src/server/contract/care.ts';
import type { template } from '../../src/server/contract/outreach-words.ts';
import { ago, ahead } from './admin-samples.ts';

export type Campaign = z.infer<typeof campaignDetail>;
export type Template = z.infer<typeof template>;

/** A campaign that goes out, unless told otherwise. */
export function sampleCampaign(id: string, change: Partial<Campaign> = {}): Campaign {
  return {
    id,
    name: '中秋问候',
    occasionKey: `campaign:${id}`,
    pushClass: 'care',
    isUrgent: false,
    carePlanId: null,
    occasionOn: null,
    templateId: 'otp_1',
    values: {},
    audienceRule: { all: [{ kind: 'city_in', cities: ['苏州市'] }] },
    ways: ['wechat', 'sms'],
    shareOfB: 50,
    status: 'running',
    reason: null,
    startsAt: ago(600),
    endsAt: ahead(300),
    dailyFrom: '09:00',
    dailyUntil: '20:00',
    perMinute: null,
    planned: 12_400,
    isPlanned: true,
    createdBy: 'agt_li',
    createdAt: ago(3600),
    startedAt: ago(600),
    finishedAt: null,
    updatedAt: ago(2),
    audience: {
      sentence: '车辆或住址在苏州市的客户。',
      join: 'all',
      parts: [{ text: '车辆或住址在苏州市', join: null, parts: [] }],
    },
    counts: [
      { status: 'planned', reason: null, count: 6_000 },
      { status: 'planned', reason: 'rate', count: 400 },
      { status: 'sending', reason: null, count: 20 },
      { status: 'sent', reason: null, count: 4_500 },
      { status: 'delivered', reason: null, count: 380 },
      { status: 'suppressed', reason: 'no_consent', count: 900 },
      { status: 'suppressed', reason: 'open_complaint', count: 160 },
      { status: 'failed', reason: 'unreachable', count: 30 },
      { status: 'unknown', reason: 'sender_died', count: 10 },
    ],
    doneBy: ahead(45),
    ...change,
  };
}

/** One person of a campaign. */
export function sampleDelivery(
  id: string,
  change: Partial<z.infer<typeof outreachDelivery>> = {},
): z.infer<typeof outreachDelivery> {
  return {
    id,
    campaignId: 'cmp_run',
    campaignName: '中秋问候',
    occasionKey: 'campaign:cmp_run',
    customerNo: `C00${id}`,
    customerName: '王*',
    pushClass: 'care',
    variant: 'A',
    status: 'sent',
    reason: null,
    way: 'wechat',
    account: 'wechat-oa:main',
    conversationId: 'con_1',
    notBefore: ago(600),
    releasedAt: ago(120),
    settledAt: ago(119),
    openedAt: null,
    answeredAt: null,
    createdAt: ago(700),
    ...change,
  };
}

/** An approved template of two texts. */
export function sampleTemplate(id: string, change: Partial<Template> = {}): Template {
  return {
    id,
    code: 'mid_autumn',
    version: 2,
    isNewest: true,
    pushClass: 'care',
    occasion: 'mid_autumn',
    title: '中秋问候',
    variants: [
      {
        key: 'A',
        text: '{称呼}，中秋将至，祝您和家人团圆安康。出行请留意路况。',
        smsText: null,
        smsSegments: 1,
      },
      {
        key: 'B',
        text: '{称呼}，月圆人安。节日出行多，慢一点更安心。',
        smsText: '{称呼}，祝您中秋安康。',
        smsSegments: 1,
      },
    ],
    actions: [{ label: '道路救援', action: 'roadside_assistance' }],
    status: 'approved',
    authorId: 'agt_chen',
    writerIds: ['agt_chen'],
    reviewerId: 'agt_li',
    reviewNote: '语气得体',
    submittedAt: ago(7200),
    reviewedAt: ago(3600),
    createdAt: ago(9000),
    updatedAt: ago(3600),
    findings: [],
    ...change,
  };
}

type CareDay = z.infer<typeof careCalendar>['items'][number];
const DAY_MS = 86_400_000;
const FIRST = Date.parse('2026-09-01T00:00:00Z');
const NO_MARKS = { holiday: null, silent: [], greetingFree: null, occasions: [], items: [] };

/** What is due in the September of 2026, in which mid-autumn is on the 25th. */
export function sampleCalendar(): z.infer<typeof careCalendar> {
  const days = Array.from({ length: 30 }, (_, nth): CareDay => {
    const date = new Date(FIRST + nth * DAY_MS).toISOString().slice(0, 10);
    // The first of September 2026 is the 20th of the 7th lunar month, which has 29 days... 11 September is the first.
    const lunar = nth < 10 ? { month: 7, day: 20 + nth } : { month: 8, day: nth - 9 };
    return { date, lunar: { ...lunar, isLeap: false }, ...NO_MARKS, ...MARKED[date] };
  });
  return { items: days, holidaysKnownUntil: '2026-12-31', isBeyondHolidays: false };
}

const item = (planName: string, change: Partial<CareDay['items'][number]> = {}) => ({
  planId: `cpl_${planName}`,
  planName,
  occasion: 'birthday' as const,
  templateCode: 'birthday',
  hasApprovedTemplate: true,
  campaign: null,
  expected: 128,
  isAtLeast: false,
  skip: null,
  startsAt: '2026-09-25T01:00:00.000Z',
  endsAt: '2026-09-25T12:00:00.000Z',
  ...change,
});

const MARKED: Readonly<Record<string, Partial<CareDay>>> = {
  '2026-09-03': {
    items: [
      item('生日祝福', {
        expected: null,
        campaign: {
          id: 'cmp_b',
          status: 'finished',
          reason: null,
          planned: 131,
          sent: 118,
          suppressed: 13,
        },
      }),
    ],
  },
  '2026-09-18': {
    silent: [{ name: '九一八事变纪念日', region: '', classes: ['care', 'marketing'] }],
  },
  '2026-09-20': { holiday: { name: '国庆节调休', isWorkday: true } },
  '2026-09-23': { occasions: ['term_qiufen'] },
  '2026-09-25': {
    holiday: { name: '中秋节', isWorkday: false },
    occasions: ['mid_autumn'],
    items: [
      item('生日祝福'),
      item('中秋问候', { occasion: 'mid_autumn', expected: 100_000, isAtLeast: true }),
      item('续保提醒 30 天', {
        occasion: 'commercial_ends_30',
        expected: 42,
        hasApprovedTemplate: false,
        skip: 'no_approved_template',
      }),
      item('年检提醒', { occasion: 'inspection_due_30', expected: 17 }),
    ],
  },
};

/** A year of two occasions, with everything that can become of what was due. */
export function sampleYear(): z.infer<typeof careYear> {
  const birthdays = Array.from({ length: 12 }, (_, nth) => ({
    month: `2026-${String(nth + 1).padStart(2, '0')}`,
    occasion: 'birthday',
    due: 140 + nth,
    sent: 120 + nth,
    waiting: 0,
    suppressed: 17,
    suppressedBy: [
      { reason: 'no_consent', count: 12 },
      { reason: 'open_complaint', count: 5 },
    ],
    failed: 2,
    unknown: 1,
    missed: 0,
    missedBy: [],
  }));
  return {
    occasions: [
      ...birthdays,
      {
        month: '2026-09',
        occasion: 'mid_autumn',
        due: 1200,
        sent: 0,
        waiting: 0,
        suppressed: 0,
        suppressedBy: [],
        failed: 0,
        unknown: 0,
        missed: 1200,
        missedBy: [{ reason: 'no_approved_template', count: 1200 }],
      },
    ],
    pushes: [
      {
        month: '2026-09',
        pushClass: 'survey',
        due: 60,
        sent: 48,
        waiting: 0,
        suppressed: 12,
        suppressedBy: [{ reason: 'cap_class', count: 12 }],
        failed: 0,
        unknown: 0,
      },
    ],
    visits: [
      {
        month: '2026-09',
        kind: 'NEW_POLICY',
        due: 30,
        done: 24,
        open: 0,
        stopped: 2,
        stoppedBy: [{ reason: 'refused', count: 2 }],
        missed: 4,
        missedBy: [{ reason: 'no_answer', count: 4 }],
      },
    ],
  };
}

const share = (count: number, n: number, low: number, high: number) => ({
  ...{ count, n, share: count / n, low, high },
});
/** Two texts: one difference that shows, and one that does not. */
export const SAMPLE_RESULTS = {
  variants: [
    {
      ...{ variant: 'A', planned: 6_200, sent: 2_440 },
      opened: share(610, 2_440, 0.2332, 0.2676),
      answered: share(24, 2_440, 0.0066, 0.0146),
    },
    {
      ...{ variant: 'B', planned: 6_200, sent: 2_440 },
      opened: share(780, 2_440, 0.3014, 0.3384),
      answered: share(27, 2_440, 0.0076, 0.0161),
    },
  ],
  comparison: {
    opened: { difference: 0.0697, low: 0.0445, high: 0.0947, isShown: true },
    answered: { difference: 0.0012, low: -0.0047, high: 0.0072, isShown: false },
  },
};
