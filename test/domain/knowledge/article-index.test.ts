import { describe, expect, it } from 'vitest';
import { makeArticleIndex } from '../../../src/domain/knowledge/article-index.ts';
import { judgeHits } from '../../../src/domain/knowledge/judge-hits.ts';
import { DEMO_ARTICLES, demoIndex } from '../../support/demo-knowledge.ts';
import { questionsByOthers } from './questions-by-others.ts';
import { questionsByStrangers } from './questions-by-strangers.ts';
import { heldOutForeign, heldOutQuestions } from './questions-held-out.ts';
import { questionsOblique } from './questions-oblique.ts';
import { tuningForeign, tuningQuestions } from './questions-tuning.ts';

type Table = readonly (readonly [question: string, ...slugs: string[]])[];

function measure(table: Table) {
  let first = 0;
  let among = 0;
  let sure = 0;
  let sureAndWrong = 0;
  for (const [question, ...slugs] of table) {
    const hits = demoIndex().search(question, 3);
    const found = hits.map(({ article }) => slugs.includes(article.slug));
    if (found[0] === true) first += 1;
    if (found.includes(true)) among += 1;
    if (judgeHits(hits) !== 'sure') continue;
    sure += 1;
    if (found[0] !== true) sureAndWrong += 1;
  }
  const n = table.length;
  return { first: first / n, among: among / n, sure: sure / n, sureAndWrong: sureAndWrong / n };
}

function withoutPauses([question, ...slugs]: Table[number]): Table[number] {
  return [question.replaceAll(/\s/g, ''), ...slugs];
}

describe('search over the demo articles', () => {
  it('knows every article that a table asks for', () => {
    const slugs = [
      ...tuningQuestions,
      ...heldOutQuestions,
      ...questionsByOthers,
      ...questionsByStrangers,
      ...questionsOblique,
    ].flatMap(([, ...wanted]) => wanted);
    expect(slugs.filter((slug) => demoIndex().bySlug(slug) === undefined)).toEqual([]);
  });

  it('finds the right article for our own questions, none of which stands in an article', () => {
    const asked = new Set(DEMO_ARTICLES.flatMap(({ title, questions }) => [title, ...questions]));
    const own = [...tuningQuestions, ...heldOutQuestions];
    expect(own.filter(([question]) => asked.has(question))).toEqual([]);
    const { first, among, sureAndWrong } = measure(own);
    expect(first).toBeGreaterThanOrEqual(0.85);
    expect(among).toBeGreaterThanOrEqual(0.95);
    expect(sureAndWrong).toBeLessThanOrEqual(0.03);
  });

  it.each([
    ['questions by another hand', questionsByOthers],
    ['questions by strangers', questionsByStrangers],
    ['the same without a pause', questionsByStrangers.map(withoutPauses)],
  ] as const)('is robust for %s', (_, table) => {
    const { first, among, sureAndWrong } = measure(table);
    expect(first).toBeGreaterThanOrEqual(0.8);
    expect(among).toBeGreaterThanOrEqual(0.92);
    expect(sureAndWrong).toBeLessThanOrEqual(0.03);
  });

  it('seldom answers wrongly what it cannot understand', () => {
    const { first, among, sureAndWrong } = measure(questionsOblique);
    expect(first).toBeGreaterThanOrEqual(0.55);
    expect(among).toBeGreaterThanOrEqual(0.75);
    expect(sureAndWrong).toBeLessThanOrEqual(0.05);
  });

  it('has nothing to say about what is not ours', () => {
    const foreign = [...tuningForeign, ...heldOutForeign];
    const verdicts = foreign.map((question) => judgeHits(demoIndex().search(question, 3)));
    expect(
      verdicts.filter((verdict) => verdict === 'nothing').length / foreign.length,
    ).toBeGreaterThan(0.9);
    expect(verdicts.filter((verdict) => verdict === 'sure').length).toBeLessThanOrEqual(1);
  });

  it.each(['', '   ', '？？？', '😀', '\u0000', 'select * from', '哈'.repeat(5_000)])(
    'finds nothing sure in %j and does not fail',
    (query) => {
      expect(judgeHits(demoIndex().search(query, 3))).toBe('nothing');
    },
  );

  it('gives a margin to the first hit alone, and no more hits than wanted', () => {
    const hits = demoIndex().search('互碰自赔是什么意思', 2);
    expect(hits.map(({ article }) => article.slug)[0]).toBe('mutual-self-settlement');
    expect(hits).toHaveLength(2);
    expect(hits[0]?.margin).toBeCloseTo((hits[0]?.score ?? 0) - (hits[1]?.score ?? 0));
    expect(hits[1]?.margin).toBe(0);
  });

  it('is empty without articles', () => {
    const none = makeArticleIndex([]);
    expect(none.search('互碰自赔', 3)).toEqual([]);
    expect(none.bySlug('jiaoqiang-cover')).toBeUndefined();
  });
});
