import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let writer: string;
let reviewer: string;
beforeAll(async () => {
  desk = await startAdminApp();
  writer = await desk.signIn('agent');
  reviewer = await desk.signIn('supervisor');
});
afterAll(() => desk.stop());

const ARTICLE = {
  title: '停车被刮怎么办',
  category: 'claims',
  questions: ['停着的车被刮了怎么理赔'],
  body: '先拍照，再找监控。\n然后报案，由理赔人员核定。',
  keywords: ['停车'],
};

const put = (slug: string, body: unknown = ARTICLE, token = writer) =>
  desk.call('PUT', `/knowledge/${slug}`, { token, body });
const publish = (slug: string, version: number, token = reviewer) =>
  desk.call('POST', `/knowledge/${slug}/publish`, { token, body: { version } });

describe('articles', () => {
  it('are written by one, published by another, and read', async () => {
    const created = await put('parked');
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      ...ARTICLE,
      status: 'draft',
      publishedVersion: null,
      basis: null,
      reviewer: null,
      version: 1,
    });
    const published = await publish('parked', 1);
    expect(published.status).toBe(200);
    expect(published.body).toMatchObject({ status: 'published', publishedVersion: 2, version: 2 });
    const read = await desk.call('GET', '/knowledge/parked', { token: writer });
    expect(read.body).toEqual(published.body);
    expect(read.body.author).not.toBe(read.body.reviewer);
  });

  it('are never published by who wrote them, whatever the role', async () => {
    expect((await put('own', ARTICLE, reviewer)).status).toBe(201);
    const answer = await publish('own', 1);
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
    const other = await desk.signIn('admin');
    expect((await publish('own', 1, other)).status).toBe(200);
  });

  it('are refused when they changed meanwhile', async () => {
    await put('moving');
    await put('moving', { ...ARTICLE, title: '第二版' });
    const stale = await put('moving', { ...ARTICLE, version: 1 });
    expect([stale.status, stale.body.code]).toEqual([409, 'conflict']);
    expect((await publish('moving', 1)).status).toBe(409);
    expect((await publish('moving', 2)).status).toBe(200);
  });

  it('are listed in pages and filtered', async () => {
    await put('zz-list-1');
    await put('zz-list-2');
    const get = (query: string) => desk.call('GET', `/knowledge?${query}`, { token: writer });
    const first = await get('q=zz-list&limit=1');
    expect(first.body.items.map((a: { slug: string }) => a.slug)).toEqual(['zz-list-1']);
    const next = await get(`q=zz-list&limit=1&cursor=${first.body.nextCursor}`);
    expect(next.body.items.map((a: { slug: string }) => a.slug)).toEqual(['zz-list-2']);
    expect(next.body.nextCursor).toBeNull();
    expect((await get('status=published&q=zz-list')).body.items).toEqual([]);
    expect((await get('status=other')).status).toBe(400);
    expect((await get('cursor=nonsense')).status).toBe(400);
  });

  it('are archived, not removed', async () => {
    await put('gone');
    const gone = await desk.call('DELETE', '/knowledge/gone', { token: reviewer });
    expect(gone.status).toBe(204);
    const read = await desk.call('GET', '/knowledge/gone', { token: writer });
    expect(read.body.status).toBe('archived');
    expect((await publish('gone', 2)).status).toBe(409);
  });

  it.each(['GET', 'DELETE'] as const)('that do not exist are not found: %s', async (method) => {
    const answer = await desk.call(method, '/knowledge/none', { token: reviewer });
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  });

  it.each([
    ['a slug in capitals', 'Parked', {}],
    ['a long title', 'bad', { title: '一'.repeat(21) }],
    ['no question', 'bad', { questions: [] }],
    ['an empty body', 'bad', { body: '  ' }],
    ['a control character', 'bad', { body: `${ARTICLE.body}${ARTICLE.body}\u0007` }],
    ['an unknown category', 'bad', { category: 'life' }],
  ])('with %s are refused', async (_name, slug, part) => {
    const answer = await put(slug, { ...ARTICLE, ...part });
    expect([answer.status, answer.body.code]).toEqual([400, 'bad_request']);
  });

  it('are written once for one Idempotency-Key, and the trail names each change', async () => {
    const headers = { 'idempotency-key': 'article-once' };
    const send = () =>
      desk.call('PUT', '/knowledge/once', { token: writer, body: ARTICLE, headers });
    expect([(await send()).status, (await send()).status]).toEqual([201, 201]);
    const { rows } = await desk.db.pool.query(
      `SELECT action FROM audit WHERE subject_kind = 'knowledge_article' AND subject_id = 'once'`,
    );
    expect(rows).toEqual([{ action: 'knowledge.created' }]);
  });

  it('may be written by a machine with the scope, and reviewed only by people', async () => {
    const key = await desk.key(['knowledge:write']);
    expect((await put('by-machine', ARTICLE, key)).status).toBe(201);
    expect((await publish('by-machine', 1, key)).status).toBe(403);
    expect((await publish('by-machine', 1)).body.author).toMatch(/^api_key:/);
  });
});
