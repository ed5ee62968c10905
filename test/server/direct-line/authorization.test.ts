import { createSigner } from 'fast-jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../src/lib/clock.ts';
import { makeTokens } from '../../../src/server/direct-line/tokens.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import {
  type RunningDirectLine,
  runDirectLine,
  SECRET,
} from '../../support/running-direct-line.ts';

const clock = makeManualClock();
let server: RunningDirectLine;

beforeAll(async () => {
  server = await runDirectLine({ clock });
});
afterAll(async () => {
  await server.stop();
  expect(server.problems).toEqual([]);
});

describe('who may do what', () => {
  it.each([
    ['no header', {}, 401, 'Unauthorized'],
    ['no scheme', { authorization: SECRET }, 401, 'Unauthorized'],
    ['another scheme', { authorization: 'Basic dXNlcjpwYXNz' }, 401, 'Unauthorized'],
    ['an empty bearer', { authorization: 'Bearer ' }, 401, 'Unauthorized'],
    ['a wrong secret', { authorization: 'Bearer not-the-secret' }, 403, 'Forbidden'],
    ['garbage', { authorization: 'Bearer a.b.c' }, 403, 'Forbidden'],
  ])('%s is answered %s', async (_name, headers, status, code) => {
    const { conversationId } = await server.token('u');
    for (const [method, path] of [
      ['POST', '/tokens/generate'],
      ['POST', '/tokens/refresh'],
      ['POST', '/conversations'],
      ['GET', `/conversations/${conversationId}`],
      ['GET', `/conversations/${conversationId}/activities`],
      ['POST', `/conversations/${conversationId}/activities`],
      ['POST', `/conversations/${conversationId}/upload`],
    ] as const) {
      const answer = await server.call(method, path, { headers });
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.body).toEqual({ error: { code, message: expect.any(String) } });
    }
  });

  it('refuses a token that somebody else signed, of another kind, or without a signature', async () => {
    const { conversationId } = await server.token('u');
    const claims = {
      conv: conversationId,
      user: 'u',
      exp: 4e9,
      iss: 'careline',
      aud: 'careline-conversation',
    };
    const own = makeTokens({ secret: SECRET, clock });
    const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;
    const bad = [
      createSigner({ key: 'another key', algorithm: 'HS256' })(claims),
      createSigner({ key: SECRET, algorithm: 'HS256' })(claims),
      own.issueStream({ conversationId, knownAfterSeq: 0 }),
      own.issueVisitor({ userId: 'u', expiresAt: new Date(4e12) }),
      unsigned,
    ];
    for (const bearer of bad) {
      const answer = await server.call('POST', '/conversations', { bearer });
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'Forbidden' } } });
    }
  });

  it("refuses a token on another customer's conversation and stores nothing there", async () => {
    const mine = await server.token('me');
    const other = await server.token('other');
    await server.call('POST', '/conversations', { bearer: other.token });
    await server.settled();
    const path = `/conversations/${other.conversationId}`;
    for (const [method, address] of [
      ['GET', path],
      ['GET', `${path}/activities`],
      ['POST', `${path}/activities`],
      ['POST', `${path}/upload`],
    ] as const) {
      const answer = await server.call(method, address, {
        bearer: mine.token,
        ...(method === 'POST' && { body: { type: 'message', text: 'hi' } }),
      });
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'Forbidden' } } });
    }
    expect(await server.stores.log.read(other.conversationId, 0, 10)).toHaveLength(1);
  });

  it('says TokenExpired one hour later, and a refresh before that gives another hour', async () => {
    const { token, conversationId } = await server.token('u');
    clock.advance(HOUR_MS - 1_000);
    const refreshed = await server.call('POST', '/tokens/refresh', { bearer: token });
    expect(refreshed).toMatchObject({ status: 200, body: { conversationId, expires_in: 3600 } });
    clock.advance(1_000);
    const late = await server.call('POST', '/tokens/refresh', { bearer: token });
    expect(late).toMatchObject({ status: 403, body: { error: { code: 'TokenExpired' } } });
    const started = await server.call('POST', '/conversations', { bearer: refreshed.body.token });
    expect(started.status).toBe(201);
  });

  it('keeps working when the clock jumps back', async () => {
    const { token } = await server.token('u');
    clock.advance(-2 * HOUR_MS);
    expect((await server.call('POST', '/conversations', { bearer: token })).status).toBe(201);
    clock.advance(2 * HOUR_MS);
  });

  it('lets only the secret generate tokens', async () => {
    const { token } = await server.token('u');
    expect((await server.call('POST', '/tokens/generate', { bearer: token })).status).toBe(403);
    expect((await server.call('POST', '/tokens/refresh', { bearer: SECRET })).status).toBe(400);
  });

  it.each([
    ['no body', undefined, undefined],
    ['an announced but empty body', '', undefined],
    ['lower case', { user: { id: 'dl_a' } }, 'dl_a'],
    ['pascal case', { User: { Id: 'dl_b' } }, 'dl_b'],
  ])('generates a token from %s', async (_name, body, user) => {
    const answer = await server.call('POST', '/tokens/generate', {
      bearer: SECRET,
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(200);
    const claims = JSON.parse(
      Buffer.from(answer.body.token.split('.')[1], 'base64url').toString('utf8'),
    );
    expect(claims).toMatchObject({ conv: answer.body.conversationId, iss: 'careline' });
    expect(claims.user).toBe(user);
    expect(answer.body.streamUrl).toBeUndefined();
  });

  it('keeps a token to the pages it names', async () => {
    const { body } = await server.call('POST', '/tokens/generate', {
      bearer: SECRET,
      body: { user: { id: 'u' }, trustedOrigins: ['https://insurer.example'] },
    });
    const from = (origin: string) =>
      server.call('POST', '/conversations', { bearer: body.token, headers: { origin } });
    expect((await from('https://evil.example')).status).toBe(403);
    const good = await from('https://insurer.example');
    expect(good.status).toBe(201);
    const open = async (origin: string) => {
      const answer = await fetch(good.body.streamUrl.replace(/^ws/, 'http'), {
        headers: { origin },
      });
      return answer.status;
    };
    // Not an upgrade, but past the door: 400 says what is missing.
    expect([await open('https://evil.example'), await open('https://insurer.example')]).toEqual([
      403, 400,
    ]);
  });

  it('never lets a browser name somebody else as its user', async () => {
    const { token, conversationId } = await server.token();
    await server.call('POST', '/conversations', {
      bearer: token,
      body: { user: { id: 'customer:C001' } },
    });
    expect(await server.stores.log.findByUser('web', 'customer:C001')).toBeUndefined();
    const own = await server.stores.log.findByUser('web', `anonymous:${conversationId}`);
    expect(own?.id).toBe(conversationId);
  });
});

describe('what a browser is told across origins', () => {
  it('answers the preflight that the stock client sends, and lets it be cached', async () => {
    const answer = await server.call('OPTIONS', '/conversations', {
      headers: {
        origin: 'https://insurer.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers':
          'authorization,content-type,x-ms-bot-agent,x-requested-with',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://insurer.example');
    expect(answer.headers.get('access-control-allow-headers')).toContain('x-ms-bot-agent');
    expect(Number(answer.headers.get('access-control-max-age'))).toBeGreaterThan(600);
  });

  it('shows refusals to the page as well, and only to pages that are allowed', async () => {
    const listed = await runDirectLine({ allowedOrigins: 'https://a.example, https://b.example' });
    const ask = async (origin: string) => {
      const answer = await listed.call('POST', '/conversations', { headers: { origin } });
      return [answer.status, answer.headers.get('access-control-allow-origin')];
    };
    expect(await ask('https://b.example')).toEqual([401, 'https://b.example']);
    expect(await ask('https://c.example')).toEqual([401, null]);
    await listed.stop();
  });

  it('has its own answer for what is not there', async () => {
    const answer = await server.call('GET', '/nothing/here');
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'NotFound' } } });
    const session = await server.call('GET', '/session/getsessionid');
    expect(session).toMatchObject({ status: 200, body: { sessionId: '' } });
  });
});
