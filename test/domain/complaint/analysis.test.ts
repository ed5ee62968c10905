import { describe, expect, it } from 'vitest';
import { durationsOf, numbersOf, rateOf } from '../../../src/domain/complaint/analysis.ts';
import { causesOf } from '../../../src/domain/complaint/analysis-causes.ts';
import { qualityOf, satisfactionOf } from '../../../src/domain/complaint/analysis-quality.ts';
import { regulatorFiguresOf } from '../../../src/domain/complaint/analysis-regulator.ts';
import { baseOf } from '../../../src/domain/complaint/analysis-rows.ts';
import { aftermathOf, analysed, june } from './analysis-samples.ts';

describe('a rate', () => {
  // Published in domain.md 4.5, and checked with a pocket calculator.
  it.each([
    [45, 50, 0.9, 0.786, 0.957],
    [90, 100, 0.9, 0.826, 0.945],
    [5, 5, 1, 0.566, 1],
    [0, 10, 0, 0, 0.2775],
    [1, 1, 1, 0.207, 1],
  ])('of %d of %d has the interval of Wilson', (numerator, denominator, rate, low, high) => {
    const found = rateOf(numerator, denominator);
    expect(found).toMatchObject({ numerator, denominator, rate });
    expect(found.low).toBeCloseTo(low, 3);
    expect(found.high).toBeCloseTo(high, 3);
  });

  it('of nothing is no rate', () => {
    expect(rateOf(0, 0)).toEqual({
      numerator: 0,
      denominator: 0,
      rate: null,
      low: null,
      high: null,
    });
  });
});

describe('durations', () => {
  it.each([
    [[], 0, null, null, null],
    [[7], 1, 7, 7, 7],
    [[3, 1, 2], 3, 2, 2, 3],
    [[4, 1, 2, 3], 4, 2.5, 2.5, 4],
    // One that took long moves the mean, and not the median.
    [[1, 1, 1, 1, 1, 1, 1, 1, 1, 991], 10, 100, 1, 1],
    [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 989], 11, 90.818_181_818, 1, 1],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20], 20, 10.5, 10.5, 18],
  ])('of %j', (values, n, mean, median, p90) => {
    const found = durationsOf(values);
    expect([found.n, found.medianMs, found.p90Ms]).toEqual([n, median, p90]);
    if (mean === null) expect(found.meanMs).toBeNull();
    else expect(found.meanMs).toBeCloseTo(mean, 6);
  });
});

describe('the numbers behind a figure', () => {
  it('are the newest first, and two hundred at most', () => {
    const many = Array.from({ length: 250 }, (_, i) =>
      analysed(i, { receivedAt: new Date(june('1').getTime() + i) }),
    );
    const numbers = numbersOf(many);
    expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([200, 'TS249', 'TS050']);
  });
});

describe('what is counted', () => {
  it('leaves out what is no complaint, not ours, or counted already, and says how many', () => {
    const all = [
      analysed(1),
      analysed(2, { nature: 'suggestion' }),
      analysed(3, { nature: 'report', status: 'DECLINED' }),
      analysed(4, { status: 'DECLINED' }),
      analysed(5, { status: 'MERGED' }),
      analysed(6, { status: 'REGISTERED' }),
    ];
    expect(baseOf(all)).toEqual({
      received: 6,
      counted: 2,
      notComplaints: 2,
      declined: 1,
      merged: 1,
    });
  });
});

describe('causes', () => {
  const all = [
    analysed(1, { category: 'CLAIM.DELAY', branch: '上海', handlerId: 'agt_1', handlerName: '王' }),
    analysed(2, { category: 'CLAIM.DELAY', branch: '上海', severity: 'S1' }),
    analysed(3, { category: 'CLAIM.DOCS', branch: '苏州', receivedAt: june('1 00:00') }),
    analysed(4, { category: 'CLAIM.DELAY', receivedAt: new Date('2026-05-31T15:59:59Z') }),
    analysed(5, { category: 'SERVICE.ATTITUDE', receivedAt: new Date('2026-05-31T16:00:00Z') }),
    analysed(6, { category: 'CLAIM.DELAY', status: 'MERGED' }),
    analysed(7, { category: 'CLAIM.DELAY', nature: 'suggestion' }),
  ];
  const rowsOf = (dimension: string) =>
    causesOf(all)
      .find((one) => one.dimension === dimension)
      ?.rows.map(({ key, count, share, cumulativeShare }) => [key, count, share, cumulativeShare]);

  it('are a Pareto: the most frequent first, and the shares add up to one', () => {
    expect(rowsOf('category')).toEqual([
      ['CLAIM.DELAY', 3, 0.6, 0.6],
      ['CLAIM.DOCS', 1, 0.2, 0.8],
      ['SERVICE.ATTITUDE', 1, 0.2, 1],
    ]);
    expect(rowsOf('category_group')).toEqual([
      ['CLAIM', 4, 0.8, 0.8],
      ['SERVICE', 1, 0.2, 1],
    ]);
  });

  it('count what nobody filled in, at the end', () => {
    expect(rowsOf('branch')).toEqual([
      ['上海', 2, 0.4, 0.4],
      ['苏州', 1, 0.2, 0.6],
      [null, 2, 0.4, 1],
    ]);
    expect(rowsOf('repair_shop')).toEqual([[null, 5, 1, 1]]);
  });

  it('keep months and severities in their own order, months by the calendar of Shanghai', () => {
    expect(rowsOf('month')).toEqual([
      ['2026-05', 1, 0.2, 0.2],
      ['2026-06', 4, 0.8, 1],
    ]);
    expect(rowsOf('severity')).toEqual([
      ['S1', 1, 0.2, 0.2],
      ['S3', 4, 0.8, 1],
    ]);
  });

  it('name people, and the complaints behind each number', () => {
    const handlers = causesOf(all).find(({ dimension }) => dimension === 'handler');
    expect(handlers?.rows[0]).toMatchObject({
      key: 'agt_1',
      label: '王',
      complaintNos: ['TS001'],
    });
  });

  it('are empty where nothing was received', () => {
    expect(causesOf([]).every(({ rows }) => rows.length === 0)).toBe(true);
  });
});

describe('quality', () => {
  const rated = (score: number, solved: 'solved' | 'partly' | 'not_solved') => ({
    rating: { score, solved },
  });
  const all = [
    analysed(1, rated(5, 'solved')),
    analysed(2, { ...rated(4, 'solved'), isRepeat: true }),
    analysed(3, { ...rated(4, 'solved'), disputes: 1, escalation: 1 }),
    analysed(4, rated(3, 'partly')),
    analysed(5, { ...rated(1, 'not_solved'), escalation: 2 }),
    analysed(6, { status: 'MERGED', isRepeat: true }),
    analysed(7, { status: 'INVESTIGATING' }),
    analysed(8, { status: 'DECLINED', isRepeat: true }),
  ];
  const aftermaths = [
    aftermathOf(1),
    aftermathOf(2, { cameAgain: true }),
    aftermathOf(3, { wasReopened: true }),
    aftermathOf(4, { cameThroughRegulator: true }),
    aftermathOf(5),
    aftermathOf(6, { wasTold: false, wasClosed: false }),
    aftermathOf(7, { wasTold: false, wasClosed: false }),
    aftermathOf(8, { wasTold: false, wasClosed: false }),
  ];
  it.each([
    // A merged one is the same matter again; a declined one was never ours.
    ['repeat', 2, 7, ['TS006', 'TS002']],
    ['escalated_to_regulator', 1, 7, ['TS004']],
    ['escalated_inside', 2, 7, ['TS005', 'TS003']],
    ['disputed', 1, 5, ['TS003']],
    ['reopened', 1, 5, ['TS003']],
    ['satisfied', 3, 5, ['TS003', 'TS002', 'TS001']],
    // Solved, and neither complained of again nor opened again.
    ['first_contact_resolved', 1, 5, ['TS001']],
  ])('%s is %d of %d', (measure, numerator, denominator, numbers) => {
    const found = qualityOf(all, aftermaths).find((one) => one.measure === measure);
    expect(found?.rate).toMatchObject({ numerator, denominator, rate: numerator / denominator });
    expect(found?.complaintNos).toEqual(numbers);
  });

  it('counts the scores, and names those to call back', () => {
    expect(satisfactionOf(all)).toEqual({
      n: 5,
      mean: 3.4,
      scores: [1, 0, 1, 2, 1],
      lowNos: ['TS005'],
    });
    expect(satisfactionOf([])).toEqual({ n: 0, mean: null, scores: [0, 0, 0, 0, 0], lowNos: [] });
  });
});

describe("the regulator's figures", () => {
  const all = [
    analysed(1, { source: 'regulator_12378' }),
    analysed(2, { source: 'regulator_12378', status: 'MERGED', category: 'SALES.GIFT' }),
    analysed(3, { source: 'regulator_12378', status: 'DECLINED' }),
    analysed(4, { source: '12315' }),
    analysed(5, { source: 'regulator_12378' }),
  ];

  it('are made of what the regulator passed on, by premium and by policies', () => {
    // 3 / 1.5 亿元 = 2 件/亿元; 3 / 12 万张 = 0.25 件/万张.
    expect(
      regulatorFiguresOf(all, {
        premiumFen: 15_000_000_000,
        policiesWithoutPremium: 2,
        policiesInForce: 120_000,
      }),
    ).toEqual({
      transferred: {
        count: 3,
        complaintNos: ['TS005', 'TS002', 'TS001'],
        byCategory: [
          { category: 'CLAIM.DELAY', count: 2 },
          { category: 'SALES.GIFT', count: 1 },
        ],
      },
      premiumFen: 15_000_000_000,
      policiesWithoutPremium: 2,
      policiesInForce: 120_000,
      perHundredMillionYuan: 2,
      perTenThousandPolicies: 0.25,
    });
  });

  it.each([[{ premiumFen: null, policiesInForce: null }], [{ premiumFen: 0, policiesInForce: 0 }]])(
    'are none without what they are divided by: %j',
    (business) => {
      expect(regulatorFiguresOf(all, { ...business, policiesWithoutPremium: 0 })).toMatchObject({
        perHundredMillionYuan: null,
        perTenThousandPolicies: null,
      });
    },
  );
});
