import { describe, expect, it } from 'vitest';
import { evidenceText } from '../../../src/web/console/pages/customers/evidence-text.ts';
import { followUpFacts } from '../../../src/web/console/pages/follow-ups/follow-up-facts.ts';
import { branchText } from '../../../src/web/console/pages/questionnaires/branch-text.ts';
import {
  addQuestion,
  type Content,
  changeQuestion,
  moveQuestion,
  NO_CONTENT_YET,
  removeQuestion,
} from '../../../src/web/console/pages/questionnaires/draft.ts';
import { draftProblems } from '../../../src/web/console/pages/questionnaires/draft-problems.ts';
import { intervalsOf } from '../../../src/web/console/pages/questionnaires/intervals.ts';
import {
  daysIn,
  daysOf,
  readMonth,
  shiftMonth,
  weekdayOf,
} from '../../../src/web/console/pages/return-visits/month.ts';
import { visitQueryOf } from '../../../src/web/console/pages/return-visits/visit-query.ts';

describe('the month of visits', () => {
  it.each([
    ['2026-02', 28, 7],
    ['2028-02', 29, 2],
    ['2026-06', 30, 1],
    ['2026-11', 30, 7],
  ])('%s has %i days and begins on weekday %i', (month, count, weekday) => {
    expect(daysIn(month)).toHaveLength(count);
    expect(weekdayOf(`${month}-01`)).toBe(weekday);
    expect(daysOf(month)).toEqual({ from: `${month}-01`, to: `${month}-${count}` });
  });

  it.each([
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
  ])('leaves %s by %i for %s', (month, by, other) => {
    expect(shiftMonth(month, by)).toBe(other);
  });

  it.each(['2026-13', 'x', '', undefined])('takes no address for a month: %s', (text) => {
    expect(readMonth(text, '2026-11')).toBe('2026-11');
  });
});

it.each([
  [{ view: 'today' }, { due: 'today', status: 'calling' }],
  [
    { view: 'mine', status: 'done' },
    { ownerId: 'me', status: 'open' },
  ],
  [{ view: 'all', status: 'missed' }, { status: 'missed' }],
  [
    { view: 'all', day: '2026-11-23' },
    { from: '2026-11-22T16:00:00.000Z', to: '2026-11-23T16:00:00.000Z' },
  ],
  [{ view: 'all', day: 'never' }, {}],
] as const)('asks for visits as the list shows them: %o', (filters, query) => {
  const asked = Object.entries(visitQueryOf(filters)).filter(([, value]) => value !== undefined);
  expect(Object.fromEntries(asked)).toEqual(query);
});

const SCORED: Content = {
  turns: 1,
  whole: { csat: 'q1' },
  questions: [
    {
      id: 'q1',
      kind: 'csat',
      texts: { 'zh-CN': '满意吗？' },
      next: [{ when: { questionId: 'q1', op: 'gte', value: 4 }, goTo: 'q3' }],
    },
    {
      id: 'q2',
      kind: 'choice',
      texts: { 'zh-CN': '哪里不好？' },
      options: [
        { id: 'o1', labels: { 'zh-CN': '太慢' } },
        { id: 'o2', labels: { 'zh-CN': '态度' } },
      ],
      next: [{ when: { questionId: 'q2', op: 'eq', value: 'o1' }, goTo: 'end' }],
    },
    { id: 'q3', kind: 'text', texts: { 'zh-CN': '还想说什么？' } },
  ],
};

describe('a draft', () => {
  it('is told in plain words where its branches lead', () => {
    const branches = SCORED.questions.flatMap(({ next = [] }) => next);
    expect(branches.map((one) => branchText(SCORED, one))).toEqual([
      '如果第 1 题不低于 4 分，就转到第 3 题',
      '如果第 2 题等于“太慢”，就结束',
    ]);
    expect(draftProblems(SCORED)).toEqual([]);
  });

  it('lets the first scale of a kind stand for the whole, and forgets it with its question', () => {
    const twice = addQuestion(addQuestion(NO_CONTENT_YET, 'csat'), 'csat');
    expect(twice.whole).toEqual({ csat: 'q1' });
    expect(twice.questions.map(({ id }) => id)).toEqual(['q1', 'q2']);
    expect(removeQuestion(twice, 'q1').whole).toEqual({});
  });

  it('takes the branches that lead to a question away with it', () => {
    const without = removeQuestion(SCORED, 'q3');
    expect(without.questions[0]).not.toHaveProperty('next');
    expect(without.questions[1]?.next).toHaveLength(1);
    expect(draftProblems(without)).toEqual([]);
  });

  it('says in words what is wrong, each once', () => {
    expect(draftProblems(NO_CONTENT_YET)).toEqual(['请至少加一题']);
    expect(draftProblems(addQuestion(NO_CONTENT_YET, 'choice'))).toEqual([
      '第 1 题还没有写题目',
      '第 1 题至少要两个选项，每个都要有文字',
    ]);
    expect(draftProblems(moveQuestion(SCORED, 'q3', -1)).length).toBe(0);
    expect(draftProblems(moveQuestion(moveQuestion(SCORED, 'q3', -1), 'q3', -1))).toEqual([
      '第 2 题的跳转只能往后',
    ]);
  });

  it('may not ask anybody more than five questions', () => {
    const kinds = ['csat', 'nps', 'ces', 'text', 'text', 'text'] as const;
    const six = kinds.reduce(addQuestion, NO_CONTENT_YET);
    const written = six.questions.reduce(
      (content, one) => changeQuestion(content, one.id, { ...one, texts: { 'zh-CN': '问' } }),
      six,
    );
    expect(draftProblems(written)).toEqual(['有的客户会被问到五题以上，请减少题目，或用跳转分开']);
    expect(draftProblems(removeQuestion(written, 'q6'))).toEqual([]);
  });
});

describe('scores', () => {
  const funnel = {
    ...{ invited: 0, sent: 0, delivered: 0, opened: 0, answered: 0, completed: 0 },
    ...{ refused: 0, expired: 0, notSent: 0 },
    ...{ responseRate: null, completionRate: null, medianSeconds: null },
  };
  it('are placed on their scales with what they may be off by', () => {
    const { csat, nps, ces } = intervalsOf({
      funnel,
      csat: { n: 40, topTwo: 0.8, mean: 4.1, low: 0.65, high: 0.9, isSmall: false },
      nps: {
        n: 10,
        promoters: 5,
        passives: 2,
        detractors: 3,
        score: 20,
        margin: 90,
        isSmall: true,
      },
      ces: { n: 0, mean: null, easy: null, low: null, high: null, isSmall: true },
    });
    expect(csat).toMatchObject({ text: '80%', hint: '95% 区间 65% – 90%', isSmall: false });
    expect(nps).toMatchObject({ text: '+20', hint: '95% 区间 -70 – +100', isSmall: true });
    expect(nps.at).toEqual({ value: 0.6, low: 0.15, high: 1 });
    expect(ces).toMatchObject({ text: '还没有评分', at: undefined });
  });
});

describe('what is told in words', () => {
  it('is what a follow-up came from', () => {
    expect(
      followUpFacts({
        questionnaire: 'POST_CLAIM',
        subject: { kind: 'claim', no: 'CL1' },
        low: [{ questionId: 'q1', kind: 'csat', score: 1 }],
        words: ['太慢了'],
      }),
    ).toEqual({
      subject: { label: '赔案', kind: 'claim', no: 'CL1' },
      low: ['满意度（CSAT） 1 分'],
      words: ['太慢了'],
      visit: undefined,
    });
    expect(
      followUpFacts({ visitKind: 'POST_CLAIM', result: 'OPEN_COMPLAINT', claimNo: 'CL2' }),
    ).toEqual({
      subject: { label: '赔案', kind: 'claim', no: 'CL2' },
      low: [],
      words: [],
      visit: '结案回访，客户有投诉',
    });
  });

  it('is what proves a decision', () => {
    expect(evidenceText({ text: '别再发了', recordingNo: 'L7' })).toBe('原话：别再发了；录音 L7');
    expect(evidenceText({})).toBe('');
  });
});
