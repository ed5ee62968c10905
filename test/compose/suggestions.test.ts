import { describe, expect, it } from 'vitest';
import { makeSuggestions } from '../../src/compose/suggestions.ts';
import { demoKnowledge } from '../support/demo-knowledge.ts';

const clock = { now: () => new Date('2026-06-20T02:00:00Z'), sleep: async () => undefined };
const QUESTION = '交强险能赔多少';

async function suggest(
  questions: readonly string[],
  draft?: (titles: readonly string[]) => string,
) {
  const drafter = draft && {
    draft: async (
      _: string,
      articles: readonly { readonly title: string; readonly body: string }[],
    ) => ({
      text: draft(articles.map(({ title }) => title)),
    }),
  };
  const port = makeSuggestions({
    clock,
    knowledge: demoKnowledge,
    newestQuestions: async () => questions,
    ...(drafter === undefined ? {} : { drafterFor: () => drafter }),
  });
  return port.suggest('con_1');
}

describe('suggestions', () => {
  it('are at most three articles without a model, none of it labelled as its', async () => {
    const found = (await suggest([QUESTION])) ?? [];
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(3);
    expect(found.every(({ by, slug }) => by === 'template' && slug !== null)).toBe(true);
  });

  it('pass over small talk to the question before it', async () => {
    expect(await suggest(['嗯嗯好的呢', QUESTION])).toEqual(await suggest([QUESTION]));
    expect(await suggest(['嗯嗯好的呢'])).toEqual([]);
  });

  it('begin with the model’s words when they stand in the articles, and say whose they are', async () => {
    const [own] = (await suggest([QUESTION])) ?? [];
    const sentence = own?.text.split('\n')[0] ?? '';
    const found = await suggest(
      [QUESTION],
      ([title]) => `${sentence.slice(0, 150)}详见《${title}》。`,
    );
    expect(found?.[0]).toMatchObject({ by: 'model', slug: own?.slug, title: own?.title });
    expect(found?.[1]).toMatchObject({ by: 'template', slug: own?.slug });
  });

  it('leave out what the model made up', async () => {
    const found = await suggest([QUESTION], ([title]) => `保证全赔八千万元，详见《${title}》。`);
    expect(found?.every(({ by }) => by === 'template')).toBe(true);
  });
});
