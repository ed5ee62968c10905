import { describe, expect, it } from 'vitest';
import { findEntities } from '../../../src/domain/entities/find-entities.ts';
import { amountPhrases, askedAmounts } from './amount-phrases.ts';
import { timePhrases } from './time-phrases.ts';
import {
  askedNames,
  askedPlaces,
  askedScores,
  namePhrases,
  placePhrases,
  scorePhrases,
} from './words-phrases.ts';

/** A Wednesday. */
const now = new Date('2024-06-12T10:30:00+08:00');

describe('occurred_at', () => {
  it.each(timePhrases)('%s → %s', (text, occurredAt) => {
    expect(findEntities(text, { now }).entities.occurred_at).toBe(occurredAt);
  });

  it('is not read without knowing when it was said', () => {
    expect(findEntities('昨天下午三点').entities).toEqual({});
  });

  it.each([
    ['6.10', '2024-06-10'],
    ['12/1', '2023-12-01'],
    ['早上', '2024-06-12'],
    ['八点', '2024-06-12T08:00'],
  ])('%s is an answer to when', (text, occurredAt) => {
    expect(findEntities(text, { now, asked: 'occurred_at' }).entities.occurred_at).toBe(occurredAt);
    expect(findEntities(text, { now, asked: 'plate' }).entities.place).toBeUndefined();
  });

  it.each([
    ['昨天', { precision: 'day', isApproximate: false }],
    ['昨天下午', { precision: 'part_of_day', isApproximate: false, partOfDay: 'afternoon' }],
    ['昨天下午三点', { precision: 'hour', isApproximate: false, partOfDay: 'afternoon' }],
    ['昨天下午三点左右', { precision: 'hour', isApproximate: true, partOfDay: 'afternoon' }],
    ['昨天下午三点来钟', { precision: 'hour', isApproximate: true, partOfDay: 'afternoon' }],
    ['昨天大概15:20', { precision: 'minute', isApproximate: true }],
    ['昨天15:20', { precision: 'minute', isApproximate: false }],
    [
      '昨天下午三四点',
      {
        precision: 'hour',
        isApproximate: true,
        partOfDay: 'afternoon',
        end: '2024-06-11T16:00',
      },
    ],
    [
      '昨天下午五点到晚上七点半',
      {
        precision: 'hour',
        isApproximate: true,
        partOfDay: 'afternoon',
        end: '2024-06-11T19:30',
      },
    ],
    ['6月3号到5号', { precision: 'day', isApproximate: false, end: '2024-06-05' }],
    ['5月1日至6月2日', { precision: 'day', isApproximate: false, end: '2024-06-02' }],
    ['上周末', { precision: 'day', isApproximate: false, end: '2024-06-09' }],
    ['五一期间', { precision: 'day', isApproximate: true }],
    ['昨天三点', { precision: 'hour', isApproximate: false, isHalfDayGuessed: true }],
    ['一个多小时前', { precision: 'minute', isApproximate: true }],
  ])('%s is said as exactly as %j', (text, detail) => {
    expect(findEntities(text, { now }).occurredAtDetail).toEqual(detail);
  });

  it.each([
    ['昨天星期二', '2024-06-11'],
    ['6月10日（周一）下午两点', '2024-06-10T14:00'],
    ['上周五6月7号晚上九点', '2024-06-07T21:00'],
    ['昨天报的案，5月3号撞的', '2024-05-03'],
    ['昨天打的电话', '2024-06-11'],
  ])('%s names one day', (text, occurredAt) => {
    expect(findEntities(text, { now }).entities.occurred_at).toBe(occurredAt);
  });

  it('counts in Shanghai, whatever the hour in the rest of the world', () => {
    const late = new Date('2024-06-12T23:30:00Z');
    expect(findEntities('昨天', { now: late }).entities.occurred_at).toBe('2024-06-12');
    const newYear = new Date('2024-01-01T01:00:00+08:00');
    expect(findEntities('昨晚十一点', { now: newYear }).entities.occurred_at).toBe(
      '2023-12-31T23:00',
    );
  });
});

describe('amount_yuan', () => {
  it.each(amountPhrases)('%s → %s', (text, amount) => {
    expect(findEntities(text, { now }).entities.amount_yuan).toBe(amount);
  });

  it.each(askedAmounts)('%s → %s, when it was asked for', (text, amount) => {
    const { entities } = findEntities(text, { now, asked: 'amount_yuan' });
    expect(entities.amount_yuan).toBe(amount);
  });

  it.each([
    ['三千块', { isApproximate: false }],
    ['三千多块', { isApproximate: true }],
    ['大概三千块', { isApproximate: true }],
    ['两万块左右', { isApproximate: true }],
    ['七八百块', { isApproximate: true, end: 800 }],
    ['3000到5000块', { isApproximate: true, end: 5000 }],
    ['十五六万块', { isApproximate: true, end: 160_000 }],
    ['一万二三千块', { isApproximate: true, end: 13_000 }],
  ])('%s is said as exactly as %j', (text, detail) => {
    expect(findEntities(text, { now }).amountDetail).toEqual(detail);
  });
});

describe('score', () => {
  it.each(scorePhrases)('%s → %s', (text, score) => {
    expect(findEntities(text, { now }).entities.score).toBe(score);
  });

  it.each(askedScores)('%s → %s, when it was asked for', (text, score) => {
    expect(findEntities(text, { now, asked: 'score' }).entities.score).toBe(score);
  });

  it('keeps the scale where it was said', () => {
    expect(findEntities('满分10分我给8分')).toMatchObject({
      entities: { score: 8 },
      scoreScaleMax: 10,
    });
    expect(findEntities('打8分').scoreScaleMax).toBeUndefined();
  });

  it('takes 满分 for the highest of the question', () => {
    expect(findEntities('满分', { scoreMax: 10 }).entities.score).toBe(10);
  });
});

describe('place', () => {
  it.each(placePhrases)('%s → %s', (text, place) => {
    expect(findEntities(text, { now }).entities.place).toBe(place);
  });

  it.each(askedPlaces)('%s → %s, when it was asked for', (text, place) => {
    expect(findEntities(text, { now, asked: 'place' }).entities.place).toBe(place);
  });
});

describe('person_name', () => {
  it.each(namePhrases)('%s → %s', (text, name) => {
    expect(findEntities(text, { now }).entities.person_name).toBe(name);
  });

  it.each(askedNames)('%s → %s, when it was asked for', (text, name) => {
    expect(findEntities(text, { now, asked: 'person_name' }).entities.person_name).toBe(name);
  });
});
