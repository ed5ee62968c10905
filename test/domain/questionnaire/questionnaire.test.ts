import { describe, expect, it } from 'vitest';
import { checkAnswer, scoresOf } from '../../../src/domain/questionnaire/answer.ts';
import { findingsOf, hasComplaintWords } from '../../../src/domain/questionnaire/findings.ts';
import { followUpVerdict } from '../../../src/domain/questionnaire/follow-up.ts';
import {
  isComplete,
  longestPath,
  nextQuestion,
  progress,
  turnOf,
} from '../../../src/domain/questionnaire/paths.ts';
import { SHOWN_MAX } from '../../../src/domain/questionnaire/question.ts';
import { questionnaireContentSchema } from '../../../src/domain/questionnaire/questionnaire.ts';
import { surveyBank } from '../../../src/flows/copy/survey-bank.ts';

const say = (zh: string) => ({ 'zh-CN': zh });
const csat = (id: string, more: object = {}) => ({ id, kind: 'csat', texts: say('？'), ...more });
const parse = (content: object) => questionnaireContentSchema.safeParse(content);
const bank = surveyBank('安途').map(({ code, content }) => ({
  code,
  content: questionnaireContentSchema.parse(content),
}));

function contentOf(code: string) {
  const found = bank.find((one) => one.code === code);
  if (found === undefined) throw new Error(code);
  return found.content;
}

describe('the bank', () => {
  it.each(bank)('$code asks nobody more than five questions, in any turn', ({ content }) => {
    for (let turn = 0; turn < content.turns; turn += 1) {
      expect(longestPath(content, turn)).toBeLessThanOrEqual(SHOWN_MAX);
      expect(content.questions.findIndex(({ kind }) => kind === 'text')).toBeOneOf([
        -1,
        content.questions.length - 1,
      ]);
    }
  });

  it('gives every turn to about as many people', () => {
    const content = contentOf('POST_CLAIM');
    const first = Array.from({ length: 4_000 }, (_, nth) => turnOf(content, `inv_${nth * 7}`));
    const share = first.filter((turn) => turn === 0).length / first.length;
    expect(share).toBeGreaterThan(0.46);
    expect(share).toBeLessThan(0.54);
    expect(new Set(first)).toEqual(new Set([0, 1]));
  });
});

describe('a questionnaire', () => {
  it.each([
    ['asks six in a row', { questions: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => csat(id)) }],
    [
      'goes back',
      {
        questions: [
          csat('a'),
          csat('b', { next: [{ when: { questionId: 'a', op: 'eq', value: 1 }, goTo: 'a' }] }),
        ],
      },
    ],
    [
      'leads nowhere',
      {
        questions: [
          csat('a', { next: [{ when: { questionId: 'a', op: 'eq', value: 1 }, goTo: 'z' }] }),
        ],
      },
    ],
    [
      'asks about what comes later',
      {
        questions: [
          csat('a', { next: [{ when: { questionId: 'b', op: 'eq', value: 1 }, goTo: 'b' }] }),
          csat('b'),
        ],
      },
    ],
    [
      'asks a scale for an option',
      {
        questions: [
          csat('a', { next: [{ when: { questionId: 'a', op: 'eq', value: 'yes' }, goTo: 'end' }] }),
        ],
      },
    ],
    ['has a question twice', { questions: [csat('a'), csat('a')] }],
    [
      'has a choice without options',
      { questions: [{ id: 'a', kind: 'choice', texts: say('？') }] },
    ],
    [
      'has a scale with options',
      {
        questions: [
          csat('a', {
            options: [
              { id: 'x', labels: say('一') },
              { id: 'y', labels: say('二') },
            ],
          }),
        ],
      },
    ],
    ['is stood for by another kind', { questions: [csat('a')], whole: { nps: 'a' } }],
    ['asks in a turn that there is not', { questions: [csat('a', { turns: [1] })], turns: 1 }],
    ['asks nothing in a turn', { questions: [csat('a', { turns: [0] })], turns: 2 }],
    ['asks nothing', { questions: [] }],
  ])('is none that %s', (_why, content) => {
    expect(parse(content).success).toBe(false);
  });

  it('may hold more than five over its branches', () => {
    const branch = { when: { questionId: 'a', op: 'lte', value: 2 }, goTo: 'd' };
    const questions = [
      csat('a', { next: [branch] }),
      ...['b', 'c'].map((id) =>
        csat(id, { next: [{ when: { questionId: 'a', op: 'gte', value: 1 }, goTo: 'end' }] }),
      ),
      ...['d', 'e'].map((id) => csat(id)),
    ];
    expect(parse({ questions }).success).toBe(true);
  });
});

describe('what is asked next', () => {
  const content = contentOf('RENEWAL');

  it('follows the answers', () => {
    const sure = { overall: 4, used: ['claim'], intent: 'yes' };
    expect(nextQuestion(content, {}, 0)?.id).toBe('overall');
    expect(nextQuestion(content, sure, 0)?.id).toBe('recommend');
    expect(nextQuestion(content, { ...sure, intent: 'comparing' }, 0)?.id).toBe('reasons');
    expect(isComplete(content, { ...sure, recommend: 9 }, 0)).toBe(true);
    expect(isComplete(content, { ...sure, recommend: null }, 0)).toBe(true);
    expect(progress(content, { overall: 4 }, 0)).toEqual({ answered: 1, atMost: 5 });
    expect(progress(content, { ...sure, recommend: 9 }, 0)).toEqual({ answered: 4, atMost: 4 });
  });

  it('counts no score of a question that was not asked', () => {
    const answers = { easy: 7, overall: 3 };
    expect(scoresOf(contentOf('POST_CLAIM'), answers, 1)).toMatchObject({ csat: 3, ces: null });
  });
});

describe('an answer', () => {
  const [question] = contentOf('ANNUAL').questions;
  const used = contentOf('ANNUAL').questions.find(({ id }) => id === 'used');

  it.each([
    [question, 5, 5],
    [question, 0, undefined],
    [question, 6, undefined],
    [question, 4.5, undefined],
    [question, '5', undefined],
    [question, null, null],
    [used, ['advice', 'claim', 'claim'], ['claim', 'advice']],
    [used, 'claim', ['claim']],
    [used, ['moon'], undefined],
    [used, [], null],
  ])('of $id', (asked, value, taken) => {
    if (asked === undefined) throw new Error('no question');
    expect(checkAnswer(asked, value)).toEqual(taken);
  });
});

describe('what is followed up', () => {
  const content = contentOf('ANNUAL');

  it.each([
    [{ overall: 2 }, 1, false],
    [{ overall: 3 }, 0, false],
    [{ overall: 5, contact: 1 }, 1, false],
    [{ overall: 4, recommend: 6 }, 0, false],
    [{ overall: 4, recommend: 6, comment: '一般' }, 1, false],
    [{ overall: 4, recommend: 7, comment: '一般' }, 0, false],
    [{ overall: 5, comment: '我要去12378' }, 0, true],
  ])('%o', (answers, low, hasWords) => {
    const findings = findingsOf(content, answers);
    expect(findings.low).toHaveLength(low);
    expect(findings.hasComplaintWords).toBe(hasWords);
  });

  it.each([
    ['我要投诉', true],
    ['打12378', true],
    ['我找媒体曝光你们', true],
    ['要个说法', true],
    ['没有什么要投诉的', false],
    ['没投诉过', false],
    ['都挺好', false],
  ])('%s', (text, isComplaint) => {
    expect(hasComplaintWords(text)).toBe(isComplaint);
  });
});

describe('the verdict of a follow-up', () => {
  const dueAt = new Date('2026-06-12T00:00:00Z');
  const before = new Date(dueAt.getTime() - 1);

  it.each([
    ['open', null, null, before],
    ['overdue', null, null, dueAt],
    ['in_time', before, null, dueAt],
    ['late', dueAt, null, dueAt],
    ['in_time', null, before, dueAt],
    ['late', null, dueAt, dueAt],
    ['in_time', before, dueAt, dueAt],
  ] as const)('is %s', (verdict, contactedAt, doneAt, now) => {
    expect(followUpVerdict({ dueAt, contactedAt, doneAt }, now)).toBe(verdict);
  });
});
