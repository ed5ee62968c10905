import { createSigner } from 'fast-jwt';
import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeTokens } from '../../../src/server/direct-line/tokens.ts';
import { webchatRoutes } from '../../../src/server/webchat/webchat-routes.ts';
import { makeManualClock } from '../../support/manual-clock.ts';

const SECRET = 'a-direct-line-secret';
const IDENTITY_SECRET = 'shared-with-the-insurer';
const BRAND = { name: '安途车险', color: '#1456d9', hotline: '400-000-0000' };

let clock: ReturnType<typeof makeManualClock>;
let app: FastifyInstance;
let conversations: Map<string, string>;
let bound: object[];
let used: Set<string>;

beforeEach(() => {
  clock = makeManualClock();
  conversations = new Map();
  bound = [];
  used = new Set();
  app = build(IDENTITY_SECRET);
});
afterEach(() => app.close());

function build(identityTokenSecret?: string): FastifyInstance {
  const built = fastify();
  built.register(
    webchatRoutes({
      tokens: makeTokens({ secret: SECRET, clock }),
      findOpenByUser: async (userId) => {
        const id = conversations.get(userId);
        return id === undefined ? undefined : { id };
      },
      bindIdentityToken: async (input) => {
        if (input.customerNo === 'C404') return { kind: 'unknown_customer' };
        if (used.has(input.jti)) return { kind: 'used' };
        used.add(input.jti);
        bound.push(input);
        return { kind: 'bound' };
      },
      identityTokenSecret,
      publicUrl: 'https://care.example.cn',
      allowedOrigins: '*',
      brand: BRAND,
      uploadBytesMax: 20_000_000,
      clock,
      random: systemRandom,
    }),
  );
  return built;
}

async function ask(payload?: object | string, headers: Record<string, string> = {}) {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/webchat/tokens',
    headers: {
      ...(typeof payload === 'string' && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload !== undefined && { payload }),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}

function identityToken(
  claims: object = {},
  key = IDENTITY_SECRET,
  algorithm: 'HS256' | 'HS512' = 'HS256',
) {
  const exp = Math.floor((clock.now().getTime() + 5 * MINUTE_MS) / 1_000);
  const all = { sub: 'C001', aud: 'careline', jti: systemRandom.text(16), exp, ...claims };
  return createSigner({ key, algorithm, noTimestamp: true })(all);
}

describe('a token for the page', () => {
  it('lets a stranger in', async () => {
    const { status, body, headers } = await ask();
    expect(status).toBe(200);
    expect(body).toEqual({
      token: expect.any(String),
      conversationId: expect.stringMatching(/^con_/),
      userId: expect.stringMatching(/^visitor:/),
      visitor: expect.any(String),
      expiresIn: 3600,
      domain: 'https://care.example.cn/v3/directline',
      brand: BRAND,
      uploadBytesMax: 20_000_000,
    });
    expect(headers['cache-control']).toBe('no-store');
    const tokens = makeTokens({ secret: SECRET, clock });
    expect(tokens.verify(body.token)).toMatchObject({
      kind: 'ok',
      subject: { conversationId: body.conversationId, userId: body.userId },
    });
  });

  it('brings the same browser back to its conversation for 180 days after its last visit', async () => {
    const first = await ask({ locale: 'zh-CN' });
    conversations.set(first.body.userId, first.body.conversationId);
    let { visitor } = first.body;
    for (const days of [100, 179, 179]) {
      clock.advance(days * DAY_MS);
      const again = await ask({ visitor });
      expect(again.body).toMatchObject({
        userId: first.body.userId,
        conversationId: first.body.conversationId,
      });
      visitor = again.body.visitor;
    }
    clock.advance(181 * DAY_MS);
    expect((await ask({ visitor })).body.userId).not.toBe(first.body.userId);
  });

  it('gives a new conversation when the old one has ended', async () => {
    const first = await ask();
    const again = await ask({ visitor: first.body.visitor });
    expect(again.body.userId).toBe(first.body.userId);
    expect(again.body.conversationId).not.toBe(first.body.conversationId);
  });

  it('starts a new visitor when the old one is broken, foreign, or a conversation token', async () => {
    const { body } = await ask();
    const foreign = makeTokens({ secret: 'another secret', clock }).issueVisitor({
      userId: body.userId,
      expiresAt: new Date(4e12),
    });
    for (const visitor of ['', 'x', `${body.visitor}x`, foreign, body.token, null]) {
      const answer = await ask({ visitor });
      expect(answer.status).toBe(200);
      expect(answer.body.userId).not.toBe(body.userId);
    }
  });

  it.each([
    ['malformed JSON', '{', 400, 'bad_request'],
    ['a visitor that is a number', { visitor: 7 }, 400, 'bad_request'],
    ['a list', [], 400, 'bad_request'],
    ['a large body', { locale: 'x'.repeat(50_000) }, 413, 'payload_too_large'],
  ])('refuses %s', async (_name, body, status, code) => {
    const answer = await ask(body);
    expect(answer).toMatchObject({ status, body: { status, code, title: expect.any(String) } });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('slows down an address that brings newcomers by the hundred, and never a known visitor', async () => {
    const { body } = await ask();
    for (let count = 1; count < 60; count += 1) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(refused.headers['retry-after']).toBe('1');
    expect((await ask({ visitor: body.visitor })).status).toBe(200);
    clock.advance(1_000);
    expect((await ask()).status).toBe(200);
  });
});

describe('a customer whom the insurer vouches for', () => {
  it('is bound and gets the same conversation on every device', async () => {
    const first = await ask({ identityToken: identityToken() });
    expect(first.body.userId).toBe('customer:C001');
    expect(bound).toMatchObject([
      { customerNo: 'C001', userId: 'customer:C001', jti: expect.any(String) },
    ]);
    conversations.set('customer:C001', first.body.conversationId);
    const other = await ask({
      identityToken: identityToken(),
      visitor: (await ask()).body.visitor,
    });
    expect(other.body.conversationId).toBe(first.body.conversationId);
  });

  it('may come back for a day without being vouched for again', async () => {
    const { body } = await ask({ identityToken: identityToken() });
    clock.advance(DAY_MS - MINUTE_MS);
    const soon = await ask({ visitor: body.visitor });
    expect(soon.body.userId).toBe('customer:C001');
    clock.advance(2 * MINUTE_MS);
    expect((await ask({ visitor: soon.body.visitor })).body.userId).toMatch(/^visitor:/);
  });

  const past = () => Math.floor(clock.now().getTime() / 1_000) - 120;
  const far = () => Math.floor(clock.now().getTime() / 1_000) + 3_600;
  it.each([
    ['another key', () => identityToken({}, 'somebody else'), 'not signed'],
    ['another algorithm', () => identityToken({}, IDENTITY_SECRET, 'HS512'), 'not signed'],
    ['another audience', () => identityToken({ aud: 'somebody' }), 'not signed'],
    ['an end in the past', () => identityToken({ exp: past() }), 'expired'],
    ['too long a life', () => identityToken({ exp: far() }), '10 minutes'],
    ['no jti', () => identityToken({ jti: undefined }), '"jti"'],
    ['no subject', () => identityToken({ sub: undefined }), '"sub"'],
    ['no end', () => identityToken({ exp: undefined }), '"exp"'],
    ['a customer nobody knows', () => identityToken({ sub: 'C404' }), 'no such customer'],
    ['rubbish', () => 'rubbish', 'not signed'],
  ])('is refused with %s, and told why', async (_name, make, why) => {
    const answer = await ask({ identityToken: make() });
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_request' } });
    expect(answer.body.detail).toContain(why);
    expect(bound).toEqual([]);
  });

  it('is refused when the token was used before', async () => {
    const token = identityToken();
    expect((await ask({ identityToken: token })).status).toBe(200);
    const again = await ask({ identityToken: token });
    expect(again.body.detail).toContain('used before');
  });

  it('is refused where no secret is shared', async () => {
    await app.close();
    app = build();
    const answer = await ask({ identityToken: identityToken() });
    expect(answer.status).toBe(400);
    expect(bound).toEqual([]);
  });
});
