import { describe, expect, it } from 'vitest';
import {
  paretoData,
  rowPlace,
} from '../../../src/web/console/pages/complaint-analysis/cause-rows.ts';
import { monthIn, rangeOf } from '../../../src/web/console/pages/complaint-analysis/range.ts';
import { sortActs } from '../../../src/web/console/pages/complaints/acts/sort-acts.ts';
import { isWrittenLater, linesOf } from '../../../src/web/console/pages/complaints/event-text.ts';
import { amountOf, lengthOf, unitOf } from '../../../src/web/console/pages/sla/length-unit.ts';
import {
  keptMs,
  stateOf,
  toneOf,
  usedShareOf,
} from '../../../src/web/console/parts/clock-state.ts';
import { groupText } from '../../../src/web/console/parts/group-text.ts';
import { lengthText } from '../../../src/web/console/parts/length-text.ts';
import { fromLocal, toLocal } from '../../../src/web/console/parts/local-moment.ts';
import { showDeadline, showNearDeadline } from '../../../src/web/console/parts/show.ts';
import { isUrgent, noticeText } from '../../../src/web/console/shell/notice-text.ts';
import { type ComplaintClock, sampleClock } from '../../support/complaint-samples.ts';

const NOW = Date.parse('2026-11-23T04:00:00Z');
const at = (ms: number): string => new Date(NOW + ms).toISOString();
const HOUR = 3_600_000;

describe('a clock', () => {
  const clock = { startedAt: at(-HOUR), dueAt: at(HOUR), pausedAt: null };

  it.each([
    ['runs before its deadline', clock, 'running', 'half'],
    ['is in time at its very deadline', { ...clock, dueAt: at(0) }, 'running', 'most'],
    ['is late a millisecond after it', { ...clock, dueAt: at(-1) }, 'late', 'late'],
    ['stands still', { ...clock, dueAt: null, pausedAt: at(-5) }, 'paused', 'paused'],
    [
      'stays late while it stands still',
      { ...clock, dueAt: at(-9), pausedAt: at(-5) },
      'late',
      'late',
    ],
    ['has no deadline', { ...clock, dueAt: null }, 'none', 'paused'],
    ['is calm in its first half', { ...clock, dueAt: at(2 * HOUR) }, 'running', 'calm'],
  ])('%s', (_, given, kind, tone) => {
    const state = stateOf(given, NOW);
    expect(state.kind).toBe(kind);
    expect(toneOf(state)).toBe(tone);
  });

  it('fills its bar by the marks of working time, not by the wall', () => {
    const marks = sampleClock('resolution', {
      startedAt: at(-HOUR),
      halfAt: at(0),
      mostAt: at(10 * HOUR),
      dueAt: at(11 * HOUR),
    });
    expect(usedShareOf(marks, NOW)).toBe(0.5);
    expect(usedShareOf(marks, NOW + 5 * HOUR)).toBeCloseTo(0.65);
    expect(usedShareOf(marks, NOW + 12 * HOUR)).toBe(1);
  });
});

describe('a clock that stands still', () => {
  const paused = sampleClock('resolution', {
    startedAt: at(-10 * HOUR),
    dueAt: null,
    halfAt: null,
    mostAt: null,
    pausedAt: at(-4 * HOUR),
    pausedMs: 2 * HOUR,
    changes: [
      { at: at(-9 * HOUR), why: 'pause', from: at(0), to: null },
      { at: at(-7 * HOUR), why: 'resume', from: null, to: at(12 * HOUR) },
      { at: at(-4 * HOUR), why: 'pause', from: at(12 * HOUR), to: null },
    ],
  });

  it('keeps what was left, and its bar where it was', () => {
    expect(keptMs(paused)).toBe(16 * HOUR);
    // Four of twenty hours: ten on the wall less those of the pauses.
    expect(usedShareOf(paused, NOW)).toBe(0.2);
  });

  const unknown: readonly (readonly [string, Partial<ComplaintClock>])[] = [
    [
      'working time is not the wall’s',
      { length: { basis: 'working', minutes: 60, calendarId: 'desk' } },
    ],
    ['it runs', { pausedAt: null }],
    ['it never had a deadline', { changes: [] }],
  ];
  it.each(unknown)('says no time when %s', (_, change) => {
    expect(keptMs({ ...paused, ...change })).toBeUndefined();
  });
});

it.each([
  ['2026-12-08T16:00:00.000Z', '2026-12-08 24:00'],
  ['2026-12-31T16:00:00.000Z', '2026-12-31 24:00'],
  ['2026-12-08T16:01:00.000Z', '2026-12-09 00:01'],
  ['2026-12-08T04:00:00.000Z', '2026-12-08 12:00'],
])('the deadline %s reads %s', (given, shown) => expect(showDeadline(given)).toBe(shown));

it.each([
  ['2026-11-23T09:30:00.000Z', '今天 17:30'],
  ['2026-11-23T16:00:00.000Z', '今天 24:00'],
  ['2026-11-23T16:01:00.000Z', '明天 00:01'],
  ['2026-11-24T16:00:00.000Z', '明天 24:00'],
  ['2026-11-21T16:00:00.000Z', '2026-11-21 24:00'],
  ['2026-11-22T01:05:00.000Z', '昨天 09:05'],
  ['2026-11-25T01:05:00.000Z', '2026-11-25 09:05'],
])('somebody who works towards %s reads %s', (given, shown) =>
  expect(showNearDeadline(given, NOW)).toBe(shown),
);

describe('what may be done', () => {
  it('shows what the state waits for first, then the rest', () => {
    const may = ['note', 'confirm', 'dispute', 'extend', 'expire'];
    expect(sortActs('PROPOSED', may)).toEqual({
      shown: ['confirm', 'dispute', 'note'],
      more: ['extend'],
    });
  });
});

describe('words', () => {
  it('tells an event field by field, names people, and leaves our own numbers out', () => {
    const data = {
      handlerId: 'agt_li',
      notice: { findings: '查实', channel: 'phone', at: '2026-11-23T04:00:00Z' },
      reason: 'waiting_customer',
      regulatorDays: 30,
      nextAt: '2026-11-23T04:00:00Z',
      isNewFacts: false,
    };
    expect(linesOf({ data }, new Map([['agt_li', '李静']]))).toEqual([
      { label: '处理人', text: '李静' },
      { label: '原因', text: '等客户补充' },
      { label: '核实情况', text: '查实' },
      { label: '约定下次联系', text: '2026-11-23 12:00' },
      { label: '方式', text: '电话' },
    ]);
  });

  it('tells a notice as the customer reads it, in whatever order it was stored', () => {
    const notice = { basis: '第八条', proof: '录音 1', decision: '补赔', findings: '漏列' };
    expect(linesOf({ data: { notice } }, new Map()).map(({ text }) => text)).toEqual([
      '漏列',
      '补赔',
      '第八条',
      '录音 1',
    ]);
  });

  it.each([
    ['contact', 4 * 60_000, true],
    ['contact', 30_000, false],
    // Registered is always after made.
    ['register', 4 * 60_000, false],
  ])('says of %s, recorded %i ms after it happened, written later: %s', (name, ms, expected) => {
    expect(isWrittenLater({ name, occurredAt: at(0), recordedAt: at(ms) })).toBe(expected);
  });

  it.each([
    ['shop:顺达汽修', '修理厂 顺达汽修'],
    ['branch:北京分公司:CLAIM.DELAY', '机构 北京分公司 理赔时效'],
    ['event:PRIVACY.LEAK', '事件 信息泄露'],
  ])('calls the group %s %s', (key, text) => {
    expect(groupText(key)).toBe(text);
  });

  it.each([
    [{ kind: 'clock', clock: 'regulator', level: 0, count: 1 }, '监管办理时限已用一半时间', false],
    [{ kind: 'clock', clock: 'regulator', level: 2, count: 1 }, '监管办理时限已到期未完成', true],
    [
      { kind: 'clock', clock: 'resolution', level: 5, count: 1 },
      '告知处理方案已超时 3 天仍未完成',
      true,
    ],
    [{ kind: 'digest', clock: null, level: null, count: 7 }, '这一小时有 7 条时限提醒', true],
    [{ kind: 'assigned', clock: null, level: null, count: 1 }, '投诉分派给您', false],
  ] as const)('%o is told as %s', (notice, text, urgent) => {
    expect(noticeText(notice)).toBe(text);
    expect(isUrgent(notice)).toBe(urgent);
  });

  it.each([
    [{ basis: 'continuous', minutes: 2880 }, '48 小时', 'continuous hours', 48],
    [{ basis: 'continuous', minutes: 1 }, '1 分钟', 'continuous minutes', 1],
    [{ basis: 'working', minutes: 90, calendarId: 'c' }, '工作时间 90 分钟', 'working minutes', 90],
    [{ basis: 'natural_days', days: 15 }, '15 个自然日', 'natural_days', 15],
  ] as const)('%o reads %s and is typed in %s', (length, text, unit, amount) => {
    expect(lengthText(length)).toBe(text);
    expect(unitOf(length)).toBe(unit);
    expect(amountOf(length, unit)).toBe(amount);
    expect(lengthOf(amount, unit, 'c')).toEqual(length);
  });
});

describe('times', () => {
  it.each([
    ['2026-11-23T14:05', '2026-11-23T06:05:00.000Z'],
    ['2026-11-23T00:00', '2026-11-22T16:00:00.000Z'],
    ['', undefined],
    ['2026-11', undefined],
  ])('takes %s of the browser for %s', (text, instant) => {
    expect(fromLocal(text)).toBe(instant);
    if (instant !== undefined) expect(toLocal(instant)).toBe(text);
  });

  it('keeps a month inside the range, and an address that names no day means the last thirty', () => {
    const range = { from: '2026-02-10', to: '2026-03-05' };
    expect(monthIn('2026-02', range)).toEqual({ from: '2026-02-10', to: '2026-02-28' });
    expect(monthIn('2026-03', range)).toEqual({ from: '2026-03-01', to: '2026-03-05' });
    expect(rangeOf(() => 'x', NOW)).toEqual({ from: '2026-10-25', to: '2026-11-23' });
  });
});

describe('causes', () => {
  const row = (key: string | null, count: number, cumulativeShare: number | null) => ({
    ...{ key, count, cumulativeShare, label: null, share: 0.1, complaintNos: [] },
  });

  it('draws at most twelve bars, the rest as one, with the line that they add up to', () => {
    const rows = Array.from({ length: 20 }, (_, index) => row(`门店${index}`, 1, (index + 1) / 20));
    const data = paretoData({ dimension: 'repair_shop', rows });
    expect(data.categories).toHaveLength(12);
    expect(data.categories.at(-1)).toBe('其余');
    expect(data.series[0]?.values.reduce((sum, value) => sum + value, 0)).toBe(20);
    expect(data.line?.shares.at(-1)).toBe(1);
  });

  it('draws months without a line', () => {
    const data = paretoData({ dimension: 'month', rows: [row('2026-10', 3, 1)] });
    expect(data.line).toBeUndefined();
  });

  it('leads to the list of a row where there is one', () => {
    const range = { from: '2026-11-01', to: '2026-11-23' };
    expect(rowPlace('handler', 'agt_1', range)).toBe(
      '/complaints?view=all&from=2026-11-01&to=2026-11-23&handlerId=agt_1',
    );
    expect(rowPlace('repair_shop', '顺达', range)).toBeUndefined();
    expect(rowPlace('category', null, range)).toBeUndefined();
  });
});
