import fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOutreachWords } from '../../../src/compose/outreach-words.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { audienceRoutes } from '../../../src/server/admin/audience-routes.ts';
import { templateRoutes } from '../../../src/server/admin/template-routes.ts';
import { sendProblem } from '../../../src/server/problem.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';

let db: TestDatabase;
let app: FastifyInstance;

beforeAll(async () => {
  db = await startTestDatabase();
  const brand = { name: '示例车险', hotline: '95000' };
  const deps = { pool: db.pool, clock: makeManualClock(), random: systemRandom, brand };
  const { admin } = makeOutreachWords(deps);
  app = fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendProblem);
  // Who signs in, and who may do what, is the admin API's own business (access-care.ts).
  app.addHook('onRequest', async (request) => {
    const id = String(request.headers['x-agent']);
    request.principal = {
      kind: 'agent',
      id,
      sessionId: 'ses_1',
      username: id,
      displayName: id,
      role: 'supervisor',
    };
  });
  await app.register(templateRoutes(admin));
  await app.register(audienceRoutes(admin));
  await db.pool.query(`INSERT INTO customers (id, customer_no, name, phone, created_at, updated_at)
    VALUES ('c1', 'C1', '欧阳明', '13800000001', now(), now())`);
});
afterAll(async () => {
  await app.close();
  await db.stop();
});

async function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  { body, as = 'author' }: { readonly body?: object; readonly as?: string } = {},
) {
  const headers = { 'x-agent': as };
  const answer = await app.inject({
    method,
    url,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
}

const WORDS = {
  pushClass: 'care',
  title: '问候',
  variants: [{ key: 'A', text: '{姓名}，您好' }],
  actions: [{ label: '报案', action: 'claim_report' }],
};

describe('templates', () => {
  it('are checked while they are written, without being saved', async () => {
    const text = '{姓名}，这是最好的保险';
    const asked = { ...WORDS, variants: [{ key: 'A', text }] };
    const checked = await call('POST', '/outreach/template-check', { body: asked });
    expect(checked.status).toBe(200);
    expect(checked.body.items).toContainEqual(
      expect.objectContaining({ variant: 'A', field: 'text', kind: 'blocked' }),
    );
    const clean = await call('POST', '/outreach/template-check', { body: WORDS });
    expect(clean.body).toEqual({ items: [] });
    expect((await call('GET', '/outreach/templates')).body.items).toEqual([]);
  });

  it('are written, handed in, approved by another and looked at', async () => {
    const made = await call('POST', '/outreach/templates', { body: { ...WORDS, code: 'hello' } });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ version: 1, status: 'draft', findings: [] });
    const at = `/outreach/templates/${made.body.id}`;
    expect((await call('POST', `${at}/submit`)).body.status).toBe('in_review');
    const own = await call('POST', `${at}/approve`);
    expect([own.status, own.body.code]).toEqual([409, 'recused']);
    const approved = await call('POST', `${at}/approve`, { as: 'other', body: { note: '好' } });
    expect(approved.body).toMatchObject({ status: 'approved', reviewerId: 'other' });
    const shown = await call('POST', `${at}/preview`, { body: { way: 'web' } });
    expect(shown.body.items).toEqual([
      {
        customerNo: 'C1',
        name: '欧阳*',
        text: '欧阳*，您好',
        taps: ['报案', '不再接收祝福'],
        smsSegments: null,
        missing: [],
      },
    ]);
    const next = await call('PUT', at, { body: { ...WORDS, title: '新' } });
    expect([next.status, next.body.version]).toEqual([201, 2]);
    const list = await call('GET', '/outreach/templates?code=hello&allVersions=true');
    expect(list.body.items.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    expect(list.body.variables).toContainEqual({ name: 'salutation', placeholder: '{称呼}' });
    expect(list.body.actions).toContain('claim_report');
  });

  it('say where their words are wrong, and are not handed in so', async () => {
    const variants = [{ key: 'A', text: '续保返现 {昵称}' }];
    const made = await call('POST', '/outreach/templates', {
      body: { ...WORDS, variants, code: 'bad' },
    });
    expect(made.body.findings).toEqual([
      expect.objectContaining({ code: 'cash_back', at: 2, length: 2, kind: 'blocked' }),
      expect.objectContaining({ code: 'unknown_variable', at: 5, word: '昵称' }),
    ]);
    const refused = await call('POST', `/outreach/templates/${made.body.id}/submit`);
    expect([refused.status, refused.body.code]).toEqual([422, 'forbidden_words']);
    expect(refused.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'body.variants.A.text@2',
      'body.variants.A.text@5',
    ]);
  });

  it.each([
    ['POST', '/outreach/templates', { ...WORDS, code: 'hello' }, 409],
    ['POST', '/outreach/templates', { ...WORDS, code: 'NO SPACE' }, 400],
    [
      'POST',
      '/outreach/templates',
      { ...WORDS, code: 'b', variants: [{ key: 'B', text: 'x' }] },
      400,
    ],
    ['GET', '/outreach/templates/otp_no', undefined, 404],
    ['POST', '/outreach/templates/otp_no/retire', undefined, 404],
    ['POST', '/outreach/templates/otp_no/reject', {}, 400],
  ] as const)('%s %s with %j answers %i', async (method, url, body, status) => {
    expect((await call(method, url, body === undefined ? {} : { body })).status).toBe(status);
  });
});

describe('audiences', () => {
  it('are saved, explained, counted and removed', async () => {
    const rule = { all: [{ kind: 'reachable_by', way: 'sms' }] };
    const made = await call('POST', '/outreach/audiences', { body: { name: '有手机', rule } });
    expect(made.status).toBe(201);
    expect(made.body.explanation.sentence).toBe('可以用短信联系的客户。');
    const taken = await call('POST', '/outreach/audiences', { body: { name: '有手机', rule } });
    expect(taken.status).toBe(409);
    const shown = await call('POST', '/outreach/audience-preview', { body: { rule } });
    expect(shown.body).toMatchObject({
      count: 1,
      countKind: 'exact',
      reachable: { wechat: 0, web: 0, sms: 1 },
      examples: [{ customerNo: 'C1', name: '欧阳*', phone: '138****0001' }],
    });
    const at = `/outreach/audiences/${made.body.id}`;
    expect((await call('PUT', at, { body: { name: '所有人', rule: {} } })).body.rule).toEqual({});
    expect((await call('DELETE', at)).status).toBe(204);
    expect((await call('GET', '/outreach/audiences')).body.items).toEqual([]);
  });

  it('are refused when nobody could explain them', async () => {
    const rule = { all: [{ kind: 'sql', text: 'true' }] };
    expect((await call('POST', '/outreach/audience-preview', { body: { rule } })).status).toBe(400);
  });
});
