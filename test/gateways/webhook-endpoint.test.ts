import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutboxRow } from '../../src/domain/outbox.ts';
import type { WebhookAddress } from '../../src/domain/webhook.ts';
import { isPublicAddress } from '../../src/gateways/private-address.ts';
import {
  IN_FLIGHT_MAX,
  type LookupAll,
  makeWebhookEndpoints,
  type WebhookEndpointDeps,
} from '../../src/gateways/webhook-endpoint.ts';

const now = new Date('2026-11-23T08:00:00.750Z');
const clock = { now: () => now, sleep: async () => undefined };
const KEY = Buffer.alloc(32, 5);
const OLD_KEY = Buffer.alloc(32, 6);
const secretOf = (key: Buffer) => `whsec_${key.toString('base64')}`;
const event = {
  type: 'handoff.requested',
  timestamp: '2026-11-23T07:59:58.000Z',
  data: { conversationId: 'con_1' },
};
const row: OutboxRow = {
  id: 'out_1',
  kind: 'webhook',
  orderKey: 'webhook:whk_1:con_1',
  payload: { target: 'whk_1', event },
  address: null,
  attempt: 1,
  createdAt: now,
};

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/hook`;
}

function open(
  address: Partial<WebhookAddress> | undefined,
  deps: Partial<WebhookEndpointDeps> = {},
) {
  const disabled: string[] = [];
  const sender = makeWebhookEndpoints({
    endpoints: {
      find: async () =>
        address === undefined
          ? undefined
          : { url: 'https://x.example/', secrets: [secretOf(KEY)], isEnabled: true, ...address },
      disable: async (id) => void disabled.push(id),
    },
    mayTellPrivate: true,
    clock,
    timeoutMs: 2_000,
    ...deps,
  });
  const send = (over: Partial<OutboxRow> = {}) =>
    sender.send({ ...row, ...over }, new AbortController().signal);
  return { send, disabled };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('what an endpoint gets', () => {
  it('is the event, signed with the new secret and with the old one', async () => {
    const received: { headers: IncomingMessage['headers']; body: string }[] = [];
    const url = await listen(async (request, response) => {
      received.push({ headers: request.headers, body: await bodyOf(request) });
      response.writeHead(200).end('thank you');
    });
    const secrets = [secretOf(KEY), secretOf(OLD_KEY)];
    expect(await open({ url, secrets }).send()).toEqual({ kind: 'sent' });
    const [got] = received;
    expect(JSON.parse(got?.body ?? '')).toEqual(event);
    const content = `out_1.1795420800.${got?.body}`;
    const sign = (key: Buffer) =>
      `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
    expect(got?.headers).toMatchObject({
      'webhook-id': 'out_1',
      'webhook-timestamp': '1795420800',
      'webhook-signature': `${sign(KEY)} ${sign(OLD_KEY)}`,
    });
  });

  it.each([
    [201, { kind: 'sent' }],
    [301, { kind: 'retry', reason: 'http_301' }],
    [307, { kind: 'retry', reason: 'http_307' }],
    [400, { kind: 'retry', reason: 'http_400' }],
    [404, { kind: 'retry', reason: 'http_404' }],
    [408, { kind: 'unknown', reason: 'http_408' }],
    [429, { kind: 'retry', reason: 'http_429' }],
    [500, { kind: 'unknown', reason: 'http_500' }],
  ])('answered with %i comes to %j, and a redirect is not followed', async (status, expected) => {
    let asked = 0;
    const elsewhere = await listen((_request, response) => {
      asked += 1;
      response.writeHead(200).end();
    });
    const url = await listen((_request, response) => {
      response.writeHead(status, { location: elsewhere }).end();
    });
    const { send, disabled } = open({ url });
    expect(await send()).toEqual(expected);
    expect([asked, disabled]).toEqual([0, []]);
  });

  it('answered with 410 disables the endpoint', async () => {
    const url = await listen((_request, response) => void response.writeHead(410).end());
    const { send, disabled } = open({ url });
    expect(await send()).toEqual({ kind: 'failed', reason: 'http_410' });
    expect(disabled).toEqual(['whk_1']);
  });

  it('and does not answer may have come', async () => {
    const url = await listen(() => undefined);
    expect(await open({ url }, { timeoutMs: 50 }).send()).toEqual({
      kind: 'unknown',
      reason: 'timeout',
    });
  });

  it('does not wait for an answer that never ends', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(200);
      response.write('x'.repeat(100));
    });
    expect(await open({ url }, { timeoutMs: 1_000 }).send()).toEqual({ kind: 'sent' });
  });

  it.each([
    ['removed', undefined, { kind: 'suppressed', reason: 'endpoint_removed' }],
    ['disabled', { isEnabled: false }, { kind: 'suppressed', reason: 'endpoint_disabled' }],
  ])('is nothing once it was %s', async (_word, address, expected) => {
    expect(await open(address).send()).toEqual(expected);
  });

  it.each([null, {}, { target: 'whk_1' }, { target: 'whk_1', event: { type: 'x' } }])(
    'is not the payload %j',
    async (payload) => {
      expect(await open({}).send({ payload })).toEqual({ kind: 'failed', reason: 'bad_payload' });
    },
  );
});

it('gets only so many at a time, so that a slow one holds up nobody else', async () => {
  const waiting: (() => void)[] = [];
  const url = await listen((_request, response) => {
    waiting.push(() => response.writeHead(204).end());
  });
  const { send } = open({ url });
  const first = Array.from({ length: IN_FLIGHT_MAX }, () => send());
  expect(await send()).toEqual({ kind: 'retry', reason: 'endpoint_busy' });
  await expect.poll(() => waiting.length).toBe(IN_FLIGHT_MAX);
  for (const answer of waiting.splice(0)) answer();
  expect(await Promise.all(first)).toEqual(Array(IN_FLIGHT_MAX).fill({ kind: 'sent' }));
  const next = send();
  await expect.poll(() => waiting.length).toBe(1);
  for (const answer of waiting.splice(0)) answer();
  expect(await next).toEqual({ kind: 'sent' });
});

describe('an address that is not public', () => {
  const refused = { kind: 'failed', reason: 'address_not_allowed' };

  it.each([
    'http://example.com/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f.0.0.1/',
    'https://2130706433/',
    'https://10.1.2.3:8443/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://0.0.0.0/',
    'https://192.168.1.1/',
  ])('%s is not asked', async (url) => {
    const lookup = () => {
      throw new Error('nobody has to be asked');
    };
    expect(await open({ url }, { mayTellPrivate: false, lookup }).send()).toEqual(refused);
  });

  it.each([
    ['leads inside', ['10.0.0.5']],
    ['also leads inside', ['93.184.215.14', '127.0.0.1']],
    ['leads to this machine by IPv6', ['::1']],
    ['leads nowhere', []],
  ])('behind a name that %s is not asked', async (_what, addresses) => {
    const lookup: LookupAll = (_host, _options, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    const url = 'https://innocent.example/';
    expect(await open({ url }, { mayTellPrivate: false, lookup }).send()).toEqual(refused);
  });

  it('behind a name that led outside a moment ago is not asked', async () => {
    const answers = ['93.184.215.14', '127.0.0.1'];
    const asked: string[] = [];
    const lookup: LookupAll = (_host, _options, done) => {
      asked.push(answers[0] ?? '');
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    };
    const url = 'https://rebinding.example/';
    expect(await open({ url }, { mayTellPrivate: false, lookup }).send()).toEqual(refused);
    // Looked up once, by the connection itself: there is no second look that could differ.
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['8.8.8.8', true],
    ['2606:4700::1111', true],
    ['172.15.255.255', true],
    ['172.16.0.0', false],
    ['172.31.255.255', false],
    ['172.32.0.0', true],
    ['100.64.0.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['64:ff9b::7f00:1', false],
    ['2002:7f00:1::', false],
    ['nonsense', false],
  ])('%s: public is %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });
});
