import { describe, expect, it } from 'vitest';
import {
  aboutWhen,
  accidentAtOf,
  isAboutReporting,
  isLongAgo,
  isOccurredAt,
  isVague,
  timeProblem,
  toOccurredAt,
  withEarlierTime,
} from '../../../src/domain/accident/accident-time.ts';

/** 10:00 on 12 June in Shanghai. */
const NOW = new Date('2026-06-12T02:00:00Z');

describe('the form of a time', () => {
  it.each([
    ['2026-06-11T15:00', true],
    ['2026-06-11', true],
    ['2026-13-01', false],
    ['2026-06-11T25:00', false],
    ['昨天', false],
    ['2026-06-11T15:00:00Z', false],
  ])('%s', (value, is) => expect(isOccurredAt(value)).toBe(is));

  it('of a moment is the clock in China', () => {
    expect(toOccurredAt(new Date('2026-06-11T16:30:00Z'))).toBe('2026-06-12T00:30');
  });
});

describe('a time that cannot be an accident’s', () => {
  it.each([
    ['2026-06-12T10:00', undefined],
    ['2026-06-12T10:10', undefined],
    ['2026-06-12T10:11', 'future'],
    ['2026-06-13', 'future'],
    ['2025-06-13', undefined],
    ['2025-06-11', 'too_old'],
  ])('%s', (value, problem) => expect(timeProblem(value, NOW)).toBe(problem));
});

describe('the moment that is stored', () => {
  it.each([
    ['2026-06-11T15:00', undefined, '2026-06-11T07:00:00.000Z'],
    ['2026-06-11', '20:00', '2026-06-11T12:00:00.000Z'],
    ['2026-06-11', undefined, '2026-06-11T04:00:00.000Z'],
    ['2026-06-12', undefined, '2026-06-12T02:00:00.000Z'],
    ['2026-06-12T10:05', undefined, '2026-06-12T02:00:00.000Z'],
  ])('%s %s', (value, about, at) => {
    expect(accidentAtOf(value, about, NOW).toISOString()).toBe(at);
  });
});

describe('a time beside an earlier one', () => {
  it.each([
    [undefined, '2026-06-12T04:00', '四点', '2026-06-12T04:00'],
    ['2026-06-11T15:00', '2026-06-12T04:00', '不对，是四点', '2026-06-11T16:00'],
    ['2026-06-11T08:00', '2026-06-12T04:00', '是四点', '2026-06-11T04:00'],
    ['2026-06-11T15:00', '2026-06-12T09:30', '上午九点半', '2026-06-11T09:30'],
    ['2026-06-11', '2026-06-12T03:00', '三点', '2026-06-11T15:00'],
    ['2026-06-12', '2026-06-12T03:00', '三点', '2026-06-12T03:00'],
    ['2026-06-11', '2026-06-12T08:00', '八点', '2026-06-11T08:00'],
    ['2026-06-11T15:00', '2026-06-10', '是前天', '2026-06-10T15:00'],
    ['2026-06-11T08:30', '2026-06-11', '是昨天晚上', '2026-06-11T20:30'],
    ['2026-06-11T20:30', '2026-06-11', '昨天早上', '2026-06-11T08:30'],
    ['2026-06-11', '2026-06-12', '下午', '2026-06-11'],
    ['2026-06-11T15:00', '2026-06-09T10:00', '6月9号十点', '2026-06-09T10:00'],
  ])('%s then %s (%s)', (old, value, said, taken) => {
    expect(withEarlierTime(value, { old, said, now: NOW })).toBe(taken);
  });
});

it.each([
  ['2026-06-12T08:01', false],
  ['2026-06-12T07:59', true],
  ['2026-06-12', false],
  ['2026-06-11', true],
])('%s is long ago: %s', (value, is) => expect(isLongAgo(value, NOW)).toBe(is));

it.each([
  ['下午吧', '15:00'],
  ['早上', '08:00'],
  ['半夜', '23:00'],
  ['凌晨', '03:00'],
  ['不清楚', undefined],
])('%s stands for %s', (said, clock) => expect(aboutWhen(said)).toBe(clock));

it.each([
  ['三点左右', true],
  ['大概三点', true],
  ['三点多', true],
  ['三点十分', false],
  ['15:20', false],
  ['昨天', undefined],
])('%s is vague: %s', (said, is) => expect(isVague(said)).toBe(is));

it.each([
  ['我回来了，继续昨天的报案', true],
  ['昨天报的那个案还没弄完', true],
  ['昨天下午出的事，要报案', false],
  ['是前天', false],
])('%s tells when it was reported, not when it happened: %s', (said, is) =>
  expect(isAboutReporting(said)).toBe(is),
);
