import { makeHolidayTable } from '../../../src/domain/calendar/holiday-table.ts';
import { STATE_COUNCIL_2026 } from '../../../src/domain/calendar/state-council-2026.ts';
import { decidePush } from '../../../src/domain/push/decide.ts';
import type {
  PushConsent,
  PushFacts,
  PushPlace,
  PushRequest,
  PushTouch,
} from '../../../src/domain/push/push.ts';
import { makeRules } from '../../../src/domain/push/rules.ts';
import {
  type PushClass,
  type PushSettings,
  type PushWay,
  pushSettingsSchema,
} from '../../../src/domain/push/settings.ts';

/** `06-10 09:00`, `2027-01-01 09:00:30`: a wall clock in Shanghai, of 2026 unless it says otherwise. */
export function at(text: string): Date {
  const [day = '', time = '00:00'] = text.split(' ');
  const date = new Date(`${day.length === 5 ? `2026-${day}` : day}T${time}+08:00`);
  if (Number.isNaN(date.getTime())) throw new Error(`no time: ${text}`);
  return date;
}

/** The other way round, to the second; milliseconds only when there are any. */
export function told(date: Date): string {
  const [day = '', time = ''] = new Date(date.getTime() + 8 * 3_600_000).toISOString().split('T');
  const exact = time
    .replace('Z', '')
    .replace(/\.000$/, '')
    .replace(/:00$/, '');
  return `${day.replace(/^2026-/, '')} ${exact}`;
}

/** What a case changes of an ordinary push: care to somebody who agreed to everything, on a working day at ten. */
export interface PolicyCase {
  readonly at?: string;
  readonly push?: Partial<Omit<PushRequest, 'notAfter'>> & { readonly notAfter?: string };
  readonly facts?: Partial<PushFacts>;
  readonly settings?: Partial<PushSettings>;
}

/** Wednesday, a working day. */
export const NOON = '06-10 12:00';
const ALL_WAYS: readonly PushWay[] = ['wechat', 'web', 'sms'];

export const WECHAT: PushPlace = {
  way: 'wechat',
  account: 'wechat-kf:main',
  conversationId: 'con_w',
  sendsLeft: 4,
  isWindowOpen: true,
};
export const WEB: PushPlace = { way: 'web', account: 'web', conversationId: 'con_b' };
export const SMS: PushPlace = { way: 'sms', account: 'sms', phone: '13800000000' };

/** A decision about a purpose: of every way unless one is named. */
export function said(
  purpose: PushConsent['purpose'],
  isGranted: boolean,
  when = '01-01',
  way: PushConsent['way'] = null,
): PushConsent {
  return { purpose, way, isGranted, decidedAt: at(when) };
}
export const AGREED = [said('care', true), said('survey', true), said('marketing', true)];

/** Touches of a class at these times, newest first. */
export function sent(pushClass: PushClass, ...times: readonly string[]): readonly PushTouch[] {
  return times.map((time) => ({ pushClass, way: 'wechat' as const, at: at(time) }));
}

const SILENT_DAYS = [
  { day: '12-13', region: '', name: '国家公祭日', classes: ['care', 'marketing'] as const },
  {
    day: '2026-06-11',
    region: '郑州市',
    name: '暴雨',
    classes: ['care', 'marketing', 'survey'] as const,
  },
  { day: '2026-06-12', region: '', name: '哀悼日', classes: ['marketing'] as const },
];
const HOLIDAYS = makeHolidayTable(STATE_COUNCIL_2026);

/** What the policy says of a case: `send web`, `later quiet_hours 06-11 09:00`, `refuse no_way [wechat:quota]`. */
export function judge({
  at: now = NOON,
  push = {},
  facts = {},
  settings = {},
}: PolicyCase): string {
  const { notAfter, ...wanted } = push;
  const decision = decidePush(
    {
      customerId: 'cus_1',
      pushClass: 'care',
      isUrgent: false,
      isAboutCase: false,
      isGreeting: false,
      ways: ALL_WAYS,
      ...wanted,
      ...(notAfter === undefined ? {} : { notAfter: at(notAfter) }),
    },
    {
      customerId: 'cus_1',
      consents: AGREED,
      touches: [],
      places: [WECHAT, WEB, SMS],
      hasOpenComplaint: false,
      hasOpenInjuryClaim: false,
      ...facts,
    },
    makeRules({
      settings: { ...pushSettingsSchema.parse({}), ...settings },
      holidays: HOLIDAYS,
      silentDays: SILENT_DAYS.map((row) => ({ ...row, classes: [...row.classes] })),
    }),
    at(now),
  );
  switch (decision.kind) {
    case 'send':
      return `send ${decision.place.account}`;
    case 'later':
      return `later ${decision.reason} ${told(decision.until)}`;
    case 'refuse': {
      const closed = decision.closed.map(({ way, reason }) => `${way}:${reason}`).join(' ');
      return `refuse ${decision.reason}${closed === '' ? '' : ` [${closed}]`}`;
    }
  }
}
