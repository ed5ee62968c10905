import {
  type PushClass,
  type PushSettings,
  type PushWay,
  pushSettingsSchema,
} from '../../../src/domain/push/settings.ts';

/** Everything in a history happens at a multiple of this: a search that steps by it misses nothing. */
export const STEP_MS = 1_800_000;
/** Thursday, 10 September 2026 in Shanghai: two make-up days and two holidays lie within the next weeks. */
export const START_MS = Date.parse('2026-09-10T00:00:00+08:00');
const STEPS_A_DAY = 48;
const DAYS = 36;

/** Half-open, in milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Said {
  readonly atMs: number;
  readonly purpose: 'care' | 'marketing' | 'survey';
  readonly way: PushWay | null;
  readonly isGranted: boolean;
}

/** Somebody wants something sent. */
export interface Want {
  readonly atMs: number;
  readonly pushClass: PushClass;
  readonly isUrgent: boolean;
  readonly isAboutCase: boolean;
  readonly isGreeting: boolean;
  readonly ways: readonly PushWay[];
  readonly dailyFrom?: string;
  readonly dailyUntil?: string;
  readonly notAfterMs?: number;
}

/** The customer writes on WeChat: so many answers for 48 hours, of which the bot uses some at once. */
export interface Written {
  readonly atMs: number;
  readonly repliesUsed: number;
}

/** A customer's weeks, as they would be told by somebody who saw them. */
export interface History {
  readonly city: string | undefined;
  readonly said: readonly Said[];
  readonly complaints: readonly Span[];
  readonly injuries: readonly Span[];
  readonly withPerson: readonly (Span & { readonly way: PushWay })[];
  /** They are in the middle of something with the bot on WeChat. */
  readonly talks: readonly Span[];
  readonly rejectedAtMs: readonly number[];
  readonly bereavedAtMs: number | undefined;
  readonly blockedAtMs: number | undefined;
  readonly surveySilent: Span | undefined;
  readonly leftWechatAtMs: number | undefined;
  readonly written: readonly Written[];
  readonly allowedByMessage: number;
  readonly hasWechaty: boolean;
  readonly hasWeb: boolean;
  readonly hasPhone: boolean;
  readonly wants: readonly Want[];
  readonly settings: PushSettings;
}

/** Silent days of the histories' time. */
export const SILENT = [
  { day: '09-18', region: '', classes: ['marketing'] },
  { day: '2026-09-14', region: '郑州市', classes: ['care', 'marketing', 'survey'] },
  { day: '2026-09-15', region: '郑州市', classes: ['care', 'marketing'] },
  { day: '2026-10-06', region: '', classes: ['care', 'marketing'] },
] as const;

const DEFAULTS = pushSettingsSchema.parse({});
const NIGHTS: PushSettings = {
  ...DEFAULTS,
  hours: {
    service: {
      workday: { from: '18:00', until: '06:00' },
      dayOff: { from: '00:00', until: '00:00' },
    },
    others: {
      workday: { from: '20:00', until: '02:00' },
      dayOff: { from: '22:00', until: '00:30' },
    },
  },
};
const TIGHT: PushSettings = {
  ...DEFAULTS,
  consent: { care: 'not_refused', marketing: 'granted', survey: 'not_refused' },
  caps: {
    marketing: [{ count: 1, days: 2 }],
    care: [{ count: 2, days: 3 }],
    survey: [{ count: 1, days: 5 }],
    total: [{ count: 3, days: 7 }],
  },
  quietDaysAfterRejection: 2,
};

type Draw = () => number;

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The same history for the same seed. */
export function makeHistory(seed: number): History {
  const draw = drawFrom(seed);
  const maybe = (share: number): boolean => draw() < share;
  const upTo = (count: number): number => Math.floor(draw() * (count + 1));
  const some = <T>(count: number, make: () => T): readonly T[] =>
    Array.from({ length: upTo(count) }, make);
  const time = (): number => START_MS + upTo(DAYS * STEPS_A_DAY) * STEP_MS;
  const span = (): Span => {
    const fromMs = time();
    return { fromMs, toMs: fromMs + upTo(6 * STEPS_A_DAY) * STEP_MS };
  };
  return {
    city: pick(draw, ['郑州市', '洛阳市', undefined]),
    said: [...agreed(draw), ...some(4, () => say(draw, time()))],
    complaints: maybe(0.3) ? some(2, span) : [],
    injuries: maybe(0.2) ? some(2, span) : [],
    withPerson: some(3, () => ({ ...span(), way: pick(draw, ['wechat', 'web'] as const) })),
    talks: some(3, span),
    rejectedAtMs: maybe(0.2) ? some(2, time) : [],
    bereavedAtMs: maybe(0.1) ? time() : undefined,
    blockedAtMs: maybe(0.1) ? time() : undefined,
    surveySilent: maybe(0.2) ? span() : undefined,
    leftWechatAtMs: maybe(0.2) ? time() : undefined,
    written: some(6, () => ({ atMs: time(), repliesUsed: upTo(4) })).toSorted(
      (a, b) => a.atMs - b.atMs,
    ),
    allowedByMessage: pick(draw, [5, 20]),
    hasWechaty: maybe(0.2),
    hasWeb: maybe(0.4),
    hasPhone: maybe(0.6),
    wants: Array.from({ length: 3 + upTo(6) }, () => want(draw, time())),
    settings: pick(draw, [DEFAULTS, DEFAULTS, NIGHTS, TIGHT]),
  };
}

function pick<T>(draw: Draw, from: readonly T[]): T {
  const index = Math.floor(draw() * from.length);
  for (const [at, one] of from.entries()) if (at === index) return one;
  throw new Error('nothing to pick from');
}

/** Most people agreed to most classes before it begins. */
function agreed(draw: Draw): readonly Said[] {
  return (['care', 'marketing', 'survey'] as const)
    .filter(() => draw() < 0.85)
    .map((purpose) => ({ atMs: START_MS, purpose, way: null, isGranted: true }));
}

function say(draw: Draw, atMs: number): Said {
  return {
    atMs,
    purpose: pick(draw, ['care', 'marketing', 'survey'] as const),
    way: pick(draw, [null, 'wechat', 'web', 'sms'] as const),
    isGranted: draw() < 0.4,
  };
}

const DAILY = [
  {},
  {},
  {},
  { dailyFrom: '14:00', dailyUntil: '16:30' },
  { dailyFrom: '18:00', dailyUntil: '09:30' },
  { dailyFrom: '21:30', dailyUntil: '00:30' },
  { dailyFrom: '11:00' },
];

function want(draw: Draw, atMs: number): Want {
  const pushClass = pick(draw, ['service', 'care', 'care', 'survey', 'marketing'] as const);
  const ways = (['wechat', 'web', 'sms'] as const)
    .map((way) => ({ way, rank: draw() }))
    .filter(({ rank }) => rank < 0.75)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ way }) => way);
  const waits = Math.floor(draw() * 10 * STEPS_A_DAY) * STEP_MS;
  return {
    atMs,
    pushClass,
    isUrgent: draw() < 0.15,
    isAboutCase: draw() < 0.3,
    isGreeting: draw() < 0.3,
    ways,
    ...pick(draw, DAILY),
    ...(draw() < 0.5 ? { notAfterMs: atMs + waits } : {}),
  };
}
