import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeBotFramework } from '../../../src/bot/channels/botframework/bot-framework.ts';
import type { Inbound } from '../../../src/domain/conversation.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { makeLog } from '../../../src/lib/log.ts';
import { botFrameworkRoutes } from '../../../src/server/botframework/routes.ts';
import { sendProblem } from '../../../src/server/problem.ts';
import { readFixture } from '../../bot/channels/botframework/fixtures.ts';

let stored: Inbound[];
let app: FastifyInstance;

/** The route with the channel behind it; what is accepted is only counted. */
async function open(options: { readonly isRegistered: boolean }): Promise<FastifyInstance> {
  const channel = makeBotFramework({
    log: makeLog({ level: 'silent' }),
    clock: systemClock,
    conversations: {
      open: async () => undefined,
      accept: async (inbound) => {
        stored.push(inbound);
        const { conversationId, activity, at } = inbound;
        const message = { conversationId, seq: 1, direction: 'in', author: 'customer' } as const;
        return { kind: 'accepted', message: { ...message, activity, at } };
      },
    },
    saveAddress: async () => undefined,
    wake: () => undefined,
    ...(options.isRegistered
      ? { app: { id: 'a0000000-0000-0000-0000-000000000001', password: 'secret' } }
      : {}),
  });
  const server = fastify();
  server.setErrorHandler(sendProblem);
  await server.register(
    botFrameworkRoutes({ loopbackOnly: !options.isRegistered, post: channel.post }),
  );
  return server;
}

beforeEach(async () => {
  stored = [];
  app = await open({ isRegistered: false });
});
afterEach(() => app.close());

interface Call {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly remoteAddress?: string;
}

const local = () => readFixture('emulator-message');

function post(call: Call = {}) {
  const { body = local(), headers = {}, remoteAddress = '127.0.0.1' } = call;
  return app.inject({
    method: 'POST',
    url: '/api/messages',
    remoteAddress,
    headers: { 'content-type': 'application/json', host: 'localhost:3978', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

describe('POST /api/messages in local mode', () => {
  it('takes an activity and answers with an empty 200', async () => {
    const answer = await post();
    expect([answer.statusCode, answer.body]).toEqual([200, '']);
    expect(stored).toHaveLength(1);
  });

  it('answers an invoke with its own status', async () => {
    expect((await post({ body: readFixture('emulator-invoke') })).statusCode).toBe(501);
  });

  it.each<[string, number, string, Call]>([
    ['no JSON', 400, 'bad_request', { body: '{"type":' }],
    ['nothing', 400, 'bad_request', { body: '' }],
    ['null', 400, 'bad_request', { body: 'null' }],
    ['a list', 400, 'bad_request', { body: [] }],
    ['an activity without a type', 400, 'bad_request', { body: { ...local(), type: undefined } }],
    [
      "an activity of another machine's service",
      400,
      'bad_request',
      { body: { ...local(), serviceUrl: 'http://169.254.169.254/' } },
    ],
    [
      '1 MB of text',
      413,
      'payload_too_large',
      { body: { ...local(), text: 'x'.repeat(1_000_000) } },
    ],
    ['a form', 415, 'unsupported_media_type', { headers: { 'content-type': 'text/xml' } }],
    ['a caller from elsewhere', 403, 'forbidden', { remoteAddress: '203.0.113.7' }],
    ['a caller on the local network', 403, 'forbidden', { remoteAddress: '192.168.1.5' }],
    ['a caller behind a proxy', 403, 'forbidden', { headers: { 'x-forwarded-for': '127.0.0.1' } }],
    [
      'a caller behind another proxy',
      403,
      'forbidden',
      { headers: { forwarded: 'for=127.0.0.1' } },
    ],
    ['a web page', 403, 'forbidden', { headers: { origin: 'https://example.com' } }],
    ['a name that was pointed here', 403, 'forbidden', { headers: { host: 'example.com' } }],
  ])('refuses %s with %i %s and stores nothing', async (_name, status, code, call) => {
    const answer = await post(call);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ code });
    expect(stored).toEqual([]);
  });

  it('says which field was wrong, without its value', async () => {
    const answer = await post({ body: { ...local(), serviceUrl: 'http://secret.example/' } });
    expect(answer.json().errors).toMatchObject([{ path: 'serviceUrl' }]);
    expect(answer.body).not.toContain('secret.example');
  });

  it.each(['::1', '::ffff:127.0.0.1'])('takes a caller at %s', async (remoteAddress) => {
    expect((await post({ remoteAddress })).statusCode).toBe(200);
  });
});

describe('POST /api/messages with a registration', () => {
  beforeEach(async () => {
    await app.close();
    app = await open({ isRegistered: true });
  });

  it.each([{}, { authorization: 'Bearer garbage' }])('refuses %j with 401', async (headers) => {
    const body = readFixture('teams-message');
    const answer = await post({ body, headers, remoteAddress: '203.0.113.7' });
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ code: 'unauthenticated' });
    expect(stored).toEqual([]);
  });
});
