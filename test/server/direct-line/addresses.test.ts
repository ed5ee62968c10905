import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { redactUrl } from '../../../src/server/direct-line/addresses.ts';
import { directLineRoutes } from '../../../src/server/direct-line/direct-line-routes.ts';
import { type RunningDirectLine, runDirectLine } from '../../support/running-direct-line.ts';

let server: RunningDirectLine;

beforeAll(async () => {
  server = await runDirectLine();
});
afterAll(() => server.stop());

async function streamUrl(publicUrl?: string): Promise<string> {
  const app = fastify({ trustProxy: true });
  app.register(
    directLineRoutes({
      directLine: server.channel,
      tokens: server.tokens,
      clock: systemClock,
      random: systemRandom,
      allowedOrigins: '*',
      uploadBytesMax: 1_000_000,
      publicUrl,
    }),
  );
  const answer = await app.inject({
    method: 'POST',
    url: '/v3/directline/conversations',
    headers: {
      authorization: `Bearer ${(await server.token('u')).token}`,
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'chat.example.cn',
    },
  });
  await app.close();
  return answer.json().streamUrl;
}

describe('the address of the stream', () => {
  it('is wss behind a proxy that says https', async () => {
    expect(await streamUrl()).toMatch(
      /^wss:\/\/chat\.example\.cn\/v3\/directline\/conversations\/con_\w+\/stream\?/,
    );
  });

  it('follows PUBLIC_URL', async () => {
    expect(await streamUrl('https://care.example.cn/')).toMatch(/^wss:\/\/care\.example\.cn\/v3\//);
  });
});

describe('an address in the log', () => {
  it.each([
    ['/v3/x/stream?watermark=1&t=abc', '/v3/x/stream?watermark=1&t=[redacted]'],
    ['/v3/x/stream?t=abc&watermark=1', '/v3/x/stream?t=[redacted]&watermark=1'],
    ['/files/fil_1?exp=1&sig=abc', '/files/fil_1?exp=1&sig=[redacted]'],
    ['/v3/x?watermark=t', '/v3/x?watermark=t'],
  ])('%s is written as %s', (url, written) => {
    expect(redactUrl(url)).toBe(written);
  });
});
