import { readFile } from 'node:fs/promises';
import { ConnectionStatus } from 'botframework-directlinejs';
import { afterEach, describe, expect, it } from 'vitest';
import {
  makeStores,
  type RunningDirectLine,
  runDirectLine,
  SECRET,
} from '../../support/running-direct-line.ts';
import { originalOf, type StockClient, startStockClient } from '../../support/stock-client.ts';

const servers: RunningDirectLine[] = [];
const clients: StockClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.end();
  for (const server of servers.splice(0)) {
    await server.stop();
    expect(server.problems).toEqual([]);
  }
});

async function run(options: Parameters<typeof runDirectLine>[0] = {}): Promise<RunningDirectLine> {
  const server = await runDirectLine(options);
  servers.push(server);
  return server;
}

function connect(options: Parameters<typeof startStockClient>[0]): StockClient {
  const client = startStockClient({ pollingInterval: 200, ...options });
  clients.push(client);
  return client;
}

const TRANSPORTS = [
  { transport: 'WebSocket', webSocket: true },
  { transport: 'polling', webSocket: false },
] as const;

describe.each(TRANSPORTS)('the unmodified DirectLineJS over $transport', ({ webSocket }) => {
  it.each(['token', 'secret'] as const)(
    'is greeted, says something and hears it back with a %s',
    async (by) => {
      const { domain, token } = await run();
      const credential =
        by === 'token' ? { token: (await token('dl_12345')).token } : { secret: SECRET };
      const client = connect({ ...credential, domain, webSocket });
      await client.waitFor(({ text }) => text === 'Welcome');
      const id = await client.post({
        text: 'Hello, World!',
        channelData: { clientActivityID: 'c1' },
      });
      const echo = await client.waitFor((activity) => activity['id'] === id);
      expect(echo).toMatchObject({
        text: 'Hello, World!',
        channelData: { clientActivityID: 'c1' },
        from: { id: by === 'token' ? 'dl_12345' : 'u-12345', role: 'user' },
      });
      const reply = await client.waitFor((activity) => originalOf(activity) !== undefined);
      expect(reply).toMatchObject({ from: { role: 'bot' }, replyToId: id });
      expect(originalOf(reply)).toMatchObject({ text: 'Hello, World!', id });
      expect(client.statuses.at(-1)).toBe(ConnectionStatus.Online);
    },
  );

  it.each([
    [undefined, 'Welcome'],
    [{}, 'Welcome'],
    [{ locale: 'en-US' }, 'Welcome'],
    [{ locale: 'zh-CN' }, '欢迎'],
  ])('starts with the properties %o and is greeted with %s', async (properties, greeting) => {
    const { domain, token } = await run();
    const client = connect({
      token: (await token('dl_1')).token,
      domain,
      webSocket,
      ...(properties !== undefined && { conversationStartProperties: properties }),
    });
    await client.waitFor(({ text }) => text === greeting);
  });

  it('uploads two photos that come back byte for byte, with their thumbnails', async () => {
    const { base, domain, token } = await run();
    const client = connect({ token: (await token('dl_1')).token, domain, webSocket });
    await client.waitFor(({ text }) => text === 'Welcome');
    const names = ['surface1.jpg', 'surface2.jpg'];
    const attachments = names.map((name, index) => ({
      contentType: 'image/jpg',
      contentUrl: `${base}/public/assets/${name}`,
      // Not an image at all, and still the client's business.
      thumbnailUrl: `data:image/png;base64,===${index}.jpg`,
    }));
    await client.post({ text: 'two photos', attachments });
    const reply = await client.waitFor(
      (activity) => originalOf(activity)?.['text'] === 'two photos',
    );
    const seen = originalOf(reply)?.['attachments'] as {
      contentUrl: string;
      thumbnailUrl: string;
    }[];
    const bytes = await Promise.all(
      seen.map(async ({ contentUrl }) =>
        Buffer.from(await (await fetch(contentUrl)).arrayBuffer()),
      ),
    );
    const expected = await Promise.all(
      names.map((name) => readFile(new URL(`../../fixtures/direct-line/${name}`, import.meta.url))),
    );
    expect(bytes.map((each) => each.toString('hex')).sort()).toEqual(
      expected.map((each) => each.toString('hex')).sort(),
    );
    expect(seen.map(({ thumbnailUrl }) => thumbnailUrl).sort()).toEqual(
      attachments.map(({ thumbnailUrl }) => thumbnailUrl),
    );
  });

  it('fails one post that is too large and keeps talking', async () => {
    const { domain, token } = await run();
    const client = connect({ token: (await token('dl_1')).token, domain, webSocket });
    await client.waitFor(({ text }) => text === 'Welcome');
    await expect(client.post({ text: 'x'.repeat(1_000_000) })).rejects.toMatchObject({
      status: 413,
    });
    await client.post({ text: 'still here' });
    await client.waitFor(({ text }) => text === 'you said: still here');
  });
});

describe('the unmodified DirectLineJS', () => {
  it('loses and doubles nothing when the server stops and comes back', async () => {
    const stores = makeStores();
    const first = await run({ stores });
    const { token, conversationId } = await first.token('dl_1');
    const client = connect({ token, domain: first.domain, webSocket: true });
    await client.waitFor(({ text }) => text === 'Welcome');
    await client.post({ text: 'before' });
    await client.waitFor(({ text }) => text === 'you said: before');
    await first.settled();
    await first.stop();
    servers.splice(servers.indexOf(first), 1);
    for (const text of ['gap 1', 'gap 2', 'gap 3'])
      await stores.log.append(
        conversationId,
        [{ author: 'bot', activity: { type: 'message', text } }],
        new Date(),
      );
    const second = await run({ stores, port: first.port });
    await client.waitFor(({ text }) => text === 'gap 3');
    await client.post({ text: 'after' });
    await client.waitFor(({ text }) => text === 'after');
    await second.settled();
    const texts = client.received.flatMap((activity) =>
      'text' in activity ? [activity.text] : [],
    );
    expect(texts.slice(0, 6)).toEqual([
      'Welcome',
      'before',
      'you said: before',
      'gap 1',
      'gap 2',
      'gap 3',
    ]);
    const ids = client.received.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(client.statuses.at(-1)).toBe(ConnectionStatus.Online);
  });

  it('gets what was said before its first message when its socket broke at once', async () => {
    const stores = makeStores();
    const server = await run({ stores });
    const { token } = await server.token('dl_1');
    const client = connect({ token, domain: server.domain, webSocket: true });
    await client.waitFor(({ text }) => text === 'Welcome');
    // As after a drop before anything arrived: the stock client sends an empty watermark.
    const again = connect({ token, domain: server.domain, webSocket: true });
    await again.waitFor(({ text }) => text === 'Welcome');
    expect(again.received).toHaveLength(1);
  });

  it('goes on with a refreshed token', async () => {
    const { domain, token, tokens } = await run();
    const { token: bearer, conversationId } = await token('dl_1');
    const client = connect({ token: bearer, domain, webSocket: true });
    await client.waitFor(({ text }) => text === 'Welcome');
    const refresh = client.directLine as unknown as {
      refreshToken(): {
        subscribe(next: (token: string) => void, error: (e: unknown) => void): void;
      };
    };
    const fresh = await new Promise<string>((resolve, reject) => {
      refresh.refreshToken().subscribe(resolve, reject);
    });
    expect(tokens.verify(fresh)).toMatchObject({
      kind: 'ok',
      subject: { conversationId, userId: 'dl_1' },
    });
    Object.assign(client.directLine, { token: fresh });
    await client.post({ text: 'with a new token' });
    await client.waitFor(({ text }) => text === 'you said: with a new token');
  });

  it('reconnects to a conversation by its id before anybody started it', async () => {
    const { domain, token } = await run();
    const { token: bearer, conversationId } = await token('dl_1');
    const client = connect({ token: bearer, conversationId, domain, webSocket: true });
    await client.waitFor(({ text }) => text === 'Welcome');
  });

  it('sees the typing of the bot, and its watermark survives it', async () => {
    const { domain, token } = await run();
    const client = connect({ token: (await token('dl_1')).token, domain, webSocket: true });
    await client.waitFor(({ text }) => text === 'Welcome');
    await client.post({ text: 'hello' });
    await client.waitFor(({ type }) => type === 'typing');
    await client.waitFor(({ text }) => text === 'you said: hello');
    const { watermark } = client.directLine as unknown as { watermark: string };
    expect(watermark).toBe('3');
  });

  it('takes the user id that it was given before it connected', async () => {
    const { domain } = await run();
    const client = startStockClientWithUser(domain, 'u_test');
    await client.waitFor(({ text }) => text === 'Welcome');
    await client.post({ text: 'Hello, World!' });
    const echo = await client.waitFor(({ text }) => text === 'Hello, World!');
    expect(echo['from']).toMatchObject({ id: 'u_test' });
    expect(() => client.directLine.setUserId('e_test')).toThrow('we cannot set user id');
  });
});

function startStockClientWithUser(domain: string, userId: string): StockClient {
  const client = connect({ secret: SECRET, domain, webSocket: true });
  client.directLine.setUserId(userId);
  return client;
}
