import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/lib/clock.ts';
import { articleInput, articleParams } from '../../../src/server/contract/knowledge.ts';
import { loadDemo } from '../../../src/store/demo/load-demo.ts';
import { makeKnowledgeReader } from '../../../src/store/knowledge/knowledge-reader.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { DEMO_ARTICLES } from '../../support/demo-knowledge.ts';

const NOW = new Date('2026-06-11T02:30:00.000Z');
let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
  await loadDemo({ pool: db.pool, log: pino({ level: 'silent' }) }, NOW);
});
afterAll(() => db.stop());

describe('the demo articles', () => {
  it('are in the table, published, and answered from', async () => {
    const { rows } = await db.pool.query(
      `SELECT count(*)::int AS count, bool_and(status = 'published') AS published,
         bool_and(updated_at < $1) AS past FROM knowledge_articles`,
      [NOW],
    );
    expect(rows).toEqual([{ count: DEMO_ARTICLES.length, published: true, past: true }]);
    expect(DEMO_ARTICLES.length).toBeGreaterThanOrEqual(66);
    const reader = makeKnowledgeReader({ pool: db.pool, clock: systemClock });
    const [hit] = await reader.search('互碰自赔是什么意思', 1);
    expect(hit?.article).toMatchObject({ slug: 'mutual-self-settlement', category: 'claims' });
  });

  it.each(DEMO_ARTICLES.map((article) => [article.slug, article] as const))(
    '%s is one that the API would take, short enough to read in a chat',
    (_slug, { slug, updatedAt: _, ...text }) => {
      articleParams.parse({ slug });
      articleInput.parse(text);
      const length = [...text.body.replaceAll('\n', '')].length;
      expect(length).toBeGreaterThanOrEqual(120);
      expect(length).toBeLessThanOrEqual(350);
      expect(text.questions.length).toBeGreaterThanOrEqual(3);
      expect(text.questions.length).toBeLessThanOrEqual(20);
    },
  );

  it('share no slug, title or question', () => {
    for (const values of [
      DEMO_ARTICLES.map(({ slug }) => slug),
      DEMO_ARTICLES.map(({ title }) => title),
      DEMO_ARTICLES.flatMap(({ questions }) => questions),
    ]) {
      expect(values.filter((value, i) => values.indexOf(value) !== i)).toEqual([]);
    }
  });

  it('promise nothing, refuse nothing and advise nobody to buy', () => {
    const forbidden =
      /一定(?:会|能|可以)?赔|保证赔|肯定赔|必赔|包赔|全额赔|百分之百|建议(?:您)?(?:购买|投保)|最低价|返现|已过时效/;
    const said = DEMO_ARTICLES.filter(({ body }) => forbidden.test(body));
    expect(said.map(({ slug }) => slug)).toEqual([]);
  });

  it('say that the contract decides wherever a clause, a limit or a waiting period may differ', () => {
    const unsure = [
      'jiaoqiang-limits',
      'own-damage-cover',
      'new-energy-insurance',
      'report-deadline',
      'documents-theft-fire',
      'deductible',
      'wading-cover',
    ];
    const bodies = DEMO_ARTICLES.filter(({ slug }) => unsure.includes(slug));
    expect(bodies).toHaveLength(unsure.length);
    for (const { body } of bodies) expect(body).toMatch(/为准/);
  });
});
