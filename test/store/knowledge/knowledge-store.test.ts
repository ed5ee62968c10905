import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/audit.ts';
import type { ArticlePut } from '../../../src/domain/knowledge/record.ts';
import { addMs } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeKnowledgeReader } from '../../../src/store/knowledge/knowledge-reader.ts';
import { makeKnowledgeStore } from '../../../src/store/knowledge/knowledge-store.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
let time = new Date('2026-06-11T02:30:00.000Z');
const clock = { now: () => time, sleep: async () => undefined };
const pass = (ms: number): void => {
  time = addMs(time, ms);
};
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());

const WRITER: Actor = { kind: 'agent', id: 'agt_writer' };
const OTHER: Actor = { kind: 'agent', id: 'agt_other' };
const REVIEWER: Actor = { kind: 'agent', id: 'agt_reviewer' };

const article = (slug: string, more: Partial<ArticlePut> = {}): ArticlePut => ({
  slug,
  title: '停车被刮怎么办',
  category: 'claims',
  questions: ['停着的车被刮了怎么理赔'],
  body: '先拍照，再找监控，然后报案，由理赔人员核定。',
  keywords: ['停车'],
  ...more,
});

const makeStore = () => makeKnowledgeStore({ pool: db.pool, clock, random: systemRandom });

async function trailOf(slug: string): Promise<readonly string[]> {
  const { rows } = await db.pool.query<{ line: string }>(
    `SELECT action || ' ' || actor_id AS line FROM audit WHERE subject_id = $1 ORDER BY id`,
    [slug],
  );
  return rows.map(({ line }) => line);
}

describe('writing and reviewing', () => {
  it('publishes only what somebody else has reviewed, and every step is in the trail', async () => {
    const store = makeStore();
    const created = await store.put(article('reviewed'), WRITER);
    expect(created).toMatchObject({ kind: 'created', article: { status: 'draft', version: 1 } });
    const own = await store.publish({ slug: 'reviewed', version: 1 }, WRITER);
    expect(own).toEqual({ kind: 'own_text' });
    const published = await store.publish({ slug: 'reviewed', version: 1 }, REVIEWER);
    expect(published).toMatchObject({
      kind: 'published',
      article: { status: 'published', reviewer: 'agent:agt_reviewer', publishedVersion: 2 },
    });
    expect(await trailOf('reviewed')).toEqual([
      'knowledge.created agt_writer',
      'knowledge.published agt_reviewer',
    ]);
  });

  it('lets nobody review a text that he changed before the last writer did', async () => {
    const store = makeStore();
    await store.put(article('two-hands'), WRITER);
    await store.put(article('two-hands', { title: '停车被刮了怎么办' }), OTHER);
    const publish = (actor: Actor) => store.publish({ slug: 'two-hands', version: 2 }, actor);
    expect(await publish(WRITER)).toEqual({ kind: 'own_text' });
    expect(await publish(OTHER)).toEqual({ kind: 'own_text' });
    expect((await publish(REVIEWER)).kind).toBe('published');
    // What was published is nobody's draft any more: the next change begins anew.
    await store.put(article('two-hands'), OTHER);
    expect((await store.publish({ slug: 'two-hands', version: 4 }, WRITER)).kind).toBe('published');
  });

  it('does not publish a version that nobody read', async () => {
    const store = makeStore();
    await store.put(article('changed-since'), WRITER);
    await store.put(article('changed-since', { title: '后来改的标题' }), OTHER);
    const outcome = await store.publish({ slug: 'changed-since', version: 1 }, REVIEWER);
    expect(outcome).toEqual({ kind: 'version_conflict', version: 2 });
  });

  it('overwrites nothing that was changed since it was read', async () => {
    const store = makeStore();
    await store.put(article('lost-update'), WRITER);
    await store.put(article('lost-update', { title: '第二版', version: 1 }), OTHER);
    const late = await store.put(article('lost-update', { title: '迟到', version: 1 }), WRITER);
    expect(late).toEqual({ kind: 'version_conflict', version: 2 });
  });

  it('changes nothing when the same words come again', async () => {
    const store = makeStore();
    await store.put(article('same'), WRITER);
    await store.publish({ slug: 'same', version: 1 }, REVIEWER);
    const again = await store.put(article('same'), OTHER);
    expect(again).toMatchObject({
      kind: 'unchanged',
      article: { status: 'published', version: 2, author: 'agent:agt_writer' },
    });
  });

  it('makes one article out of two writers at once', async () => {
    const store = makeStore();
    const titles = ['甲的标题', '乙的标题'];
    const outcomes = await Promise.all(
      titles.map((title, i) => store.put(article('race', { title }), i === 0 ? WRITER : OTHER)),
    );
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['created', 'updated']);
    expect((await store.find('race'))?.version).toBe(2);
  });

  it('archives and brings back as a draft', async () => {
    const store = makeStore();
    await store.put(article('old'), WRITER);
    await store.publish({ slug: 'old', version: 1 }, REVIEWER);
    expect(await store.archive('old', REVIEWER)).toBe('archived');
    expect(await store.archive('old', REVIEWER)).toBe('archived');
    expect(await store.find('old')).toMatchObject({ status: 'archived', version: 3 });
    expect(await store.publish({ slug: 'old', version: 3 }, OTHER)).toEqual({ kind: 'archived' });
    expect((await store.put(article('old'), WRITER)).kind).toBe('updated');
    expect(await store.find('old')).toMatchObject({ status: 'draft' });
    expect(await store.archive('never-there', REVIEWER)).toBe('not_found');
    expect(await trailOf('old')).toHaveLength(4);
  });

  it('lists by slug in pages, by status and by a part of the text, without wildcards', async () => {
    const store = makeStore();
    await store.put(article('list-a', { title: '一百个%问题' }), WRITER);
    await store.put(article('list-b'), WRITER);
    const first = await store.list({ limit: 1, q: 'list-' });
    expect(first.items.map(({ slug }) => slug)).toEqual(['list-a']);
    const second = await store.list({ limit: 1, q: 'list-', cursor: first.nextCursor });
    expect(second.items.map(({ slug }) => slug)).toEqual(['list-b']);
    expect(second.nextCursor).toBeUndefined();
    const found = await store.list({ limit: 50, q: '%' });
    expect(found.items.map(({ slug }) => slug)).toEqual(['list-a']);
    const archived = await store.list({ limit: 50, status: 'archived', q: 'list-' });
    expect(archived.items).toEqual([]);
  });
});

describe('what customers read', () => {
  it('is the reviewed text, while a change of it waits for review', async () => {
    const store = makeStore();
    const read = () => makeKnowledgeReader({ pool: db.pool, clock }).bySlug('live');
    await store.put(article('live', { body: '第一版的正文，大家都看得到的一段话。' }), WRITER);
    expect(await read()).toBeUndefined();
    await store.publish({ slug: 'live', version: 1 }, REVIEWER);
    await store.put(article('live', { body: '第二版的正文，还没有人审核过这段话。' }), WRITER);
    expect((await read())?.body).toContain('第一版');
    await store.publish({ slug: 'live', version: 3 }, REVIEWER);
    expect(await read()).toMatchObject({
      body: expect.stringContaining('第二版'),
      updatedAt: time,
    });
    await store.archive('live', REVIEWER);
    expect(await read()).toBeUndefined();
  });

  it('is looked up anew five seconds later, and not before', async () => {
    const store = makeStore();
    let reads = 0;
    const pool: typeof db.pool = Object.create(db.pool, {
      query: {
        value: (...args: Parameters<typeof db.pool.query>) => {
          reads += 1;
          return db.pool.query(...args);
        },
      },
    });
    const reader = makeKnowledgeReader({ pool, clock });
    await Promise.all([reader.bySlug('fresh'), reader.search('停车', 3), reader.bySlug('x')]);
    expect(reads).toBe(2);
    await store.put(article('fresh'), WRITER);
    await store.publish({ slug: 'fresh', version: 1 }, REVIEWER);
    pass(4_999);
    expect(await reader.bySlug('fresh')).toBeUndefined();
    pass(2);
    expect((await reader.bySlug('fresh'))?.title).toBe('停车被刮怎么办');
    expect(reads).toBe(4);
    // Nothing changed: a look at the stamp, and no more.
    pass(6_000);
    expect((await reader.search('停着的车被刮了怎么理赔', 1))[0]?.article.title).toContain('停车');
    expect(reads).toBe(5);
  });
});
