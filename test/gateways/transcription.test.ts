import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTranscriber, TRANSCRIPTION_BUDGET_MS } from '../../src/gateways/transcription.ts';
import { HeldClock } from '../jobs/held-clock.ts';

const VOICE = {
  bytes: Buffer.from('#!AMR\nhello'),
  name: '微信语音.amr',
  contentType: 'audio/amr',
};

interface Seen {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly form: FormData;
}

let server: Server;
let clock: HeldClock;
let seen: Seen[];
let reply: { readonly status: number; readonly body: string } | 'silent' | 'reset';
let url: string;

beforeEach(async () => {
  seen = [];
  reply = { status: 200, body: JSON.stringify({ text: ' 我的车被刮了 ' }) };
  clock = new HeldClock(new Date('2026-06-12T02:00:00Z'));
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const type = request.headers['content-type'] ?? '';
    const form = await new Response(Buffer.concat(chunks), {
      headers: { 'content-type': type },
    }).formData();
    seen.push({ url: request.url ?? '', authorization: request.headers.authorization, form });
    if (reply === 'silent') return;
    if (reply === 'reset') return void request.socket.destroy();
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}/v1`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const open = (baseUrl = url) =>
  makeTranscriber({ baseUrl, apiKey: 'key-1', model: 'whisper-1', clock });

it.each(['', '/', '/audio/transcriptions'])(
  'sends the bytes as they came to an address that ends with %j',
  async (end) => {
    expect(await open(url + end)(VOICE)).toEqual({ kind: 'ok', text: '我的车被刮了' });
    const [{ form, ...request } = { form: new FormData() }] = seen;
    expect(request).toEqual({ url: '/v1/audio/transcriptions', authorization: 'Bearer key-1' });
    expect(form.get('model')).toBe('whisper-1');
    const file = form.get('file');
    if (!(file instanceof File)) throw new Error('no file was sent');
    expect([file.name, file.type]).toEqual([VOICE.name, VOICE.contentType]);
    expect(Buffer.from(await file.arrayBuffer()).equals(VOICE.bytes)).toBe(true);
  },
);

describe('an endpoint', () => {
  it.each([
    ['that cannot read it', { status: 415, body: '{}' }, 'http_415'],
    ['that is broken', { status: 500, body: '{}' }, 'http_500'],
    ['that hears nothing', { status: 200, body: '{"text":"  "}' }, 'no_text'],
    ['that answers something else', { status: 200, body: '{"words":"a"}' }, 'no_text'],
    ['that hangs up', 'reset', 'network'],
  ] as const)('%s is a failure, said once', async (_name, given, reason) => {
    reply = given;
    expect(await open()(VOICE)).toEqual({ kind: 'failed', reason });
    expect(seen).toHaveLength(1);
  });

  it('that is silent is waited for eight seconds and no longer', async () => {
    reply = 'silent';
    let outcome: unknown;
    const heard = open()(VOICE).then((one) => {
      outcome = one;
    });
    await expect.poll(() => seen.length).toBe(1);
    clock.advance(TRANSCRIPTION_BUDGET_MS - 1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(outcome).toBeUndefined();
    clock.advance(1);
    await heard;
    expect(outcome).toEqual({ kind: 'failed', reason: 'timeout' });
  });

  it('that nobody answers at is a failure', async () => {
    expect(await open('http://127.0.0.1:1/v1')(VOICE)).toEqual({
      kind: 'failed',
      reason: 'network',
    });
  });
});
