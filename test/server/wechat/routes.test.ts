import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/errors.ts';
import { sendProblem } from '../../../src/server/problem.ts';
import { wechatRoutes } from '../../../src/server/wechat/routes.ts';

let app: FastifyInstance;
let seen: unknown[];
let fails: boolean;

beforeEach(async () => {
  seen = [];
  fails = false;
  app = fastify();
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler(() => {
    throw new AppError('not_found', 'there is nothing at this address');
  });
  await app.register(
    wechatRoutes({
      callbacks: {
        check: (kind, account, query) => {
          seen.push({ kind, account, query });
          return { status: 200, body: '<script>1</script>' };
        },
        receive: async (kind, account, given) => {
          if (fails) throw new Error('a secret inside');
          seen.push({ kind, account, ...given });
          return { status: 403, body: 'stale' };
        },
      },
    }),
  );
  app.post('/json', async (request) => request.body);
});
afterEach(() => app.close());

const post = (url: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload, headers });

it.each(['official-account', 'kf'])('the check of %s is answered word for word', async (kind) => {
  const url = `/webhooks/wechat/${kind}/main?echostr=a%2Bb%3D&nonce=1&nonce=2`;
  const response = await app.inject({ method: 'GET', url });
  expect([response.statusCode, response.body]).toEqual([200, '<script>1</script>']);
  // Whoever makes us echo a page must not get one.
  expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(seen).toEqual([{ kind, account: 'main', query: { echostr: 'a+b=' } }]);
});

describe('a callback', () => {
  it.each([
    ['text/xml', '<xml>你好</xml>'],
    ['application/json', '{"encrypt":"x"}'],
    ['application/json', '{"broken'],
    ['application/x-www-form-urlencoded', 'a=b'],
    ['', '<xml/>'],
  ])('of type %j comes through as it is', async (type, body) => {
    const headers = type === '' ? {} : { 'content-type': type };
    const response = await post('/webhooks/wechat/kf/main?timestamp=1', body, headers);
    expect([response.statusCode, response.body]).toEqual([403, 'stale']);
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(seen).toEqual([{ kind: 'kf', account: 'main', query: { timestamp: '1' }, body }]);
  });

  it('of a million bytes is taken, and one more is not', async () => {
    const url = '/webhooks/wechat/official-account/main';
    expect((await post(url, 'x'.repeat(1_000_000))).statusCode).toBe(403);
    const refused = await post(url, 'x'.repeat(1_000_001));
    expect([refused.statusCode, refused.body]).toEqual([413, 'too large']);
    expect(seen).toHaveLength(1);
  });

  it('that fails in a way nobody thought of tells nothing of it', async () => {
    fails = true;
    const response = await post('/webhooks/wechat/kf/main', '<xml/>');
    expect([response.statusCode, response.body]).toEqual([500, 'later']);
  });
});

it('another address of WeChat is none of ours', async () => {
  const response = await post('/webhooks/wechat/other/main', '<xml/>');
  expect(response.statusCode).toBe(404);
});

it('what others post is read as before', async () => {
  const headers = { 'content-type': 'application/json' };
  expect((await post('/json', '{"a":1}', headers)).json()).toEqual({ a: 1 });
  expect((await post('/json', '<xml/>', { 'content-type': 'text/xml' })).statusCode).toBe(415);
});
