import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeKfClient } from '../../../../../src/bot/channels/wechat/protocol/kf-client.ts';
import { makeOfficialAccountClient } from '../../../../../src/bot/channels/wechat/protocol/official-account-client.ts';
import type { WechatErrorClass } from '../../../../../src/domain/wechat/errors.ts';
import type { TokenStore } from '../../../../../src/domain/wechat/ports.ts';
import { makeManualClock } from '../../../../support/manual-clock.ts';
import {
  type Answer,
  type FakeWechatServer,
  sayJson,
  startFakeWechatServer,
} from './fake-wechat-server.ts';
import { makeMemoryTokenStore } from './memory-token-store.ts';
import { kfSettings, officialAccountSettings } from './settings.ts';

let server: FakeWechatServer;
const KF_SEND = '/cgi-bin/kf/send_msg';
const OA_SEND = '/cgi-bin/message/custom/send';
const GETTOKEN = '/cgi-bin/gettoken';
const OK = { errcode: 0, errmsg: 'ok' };

beforeAll(async () => {
  server = await startFakeWechatServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.reset();
  let issued = 0;
  const token: Answer = (_, response) => {
    issued += 1;
    sayJson(response, { errcode: 0, access_token: `T${issued}`, expires_in: 7200 });
  };
  server.on(GETTOKEN, token);
  server.on('/cgi-bin/stable_token', token);
});

function makeKf(given: { tokens?: TokenStore; baseUrl?: string; timeoutMs?: number } = {}) {
  return makeKfClient({
    settings: kfSettings(given.baseUrl ?? server.baseUrl),
    tokens: given.tokens ?? makeMemoryTokenStore(),
    clock: makeManualClock(),
    timeoutMs: given.timeoutMs ?? 10_000,
  });
}

function makeOfficialAccount(given: { baseUrl?: string; timeoutMs?: number } = {}) {
  return makeOfficialAccountClient({
    settings: officialAccountSettings(given.baseUrl ?? server.baseUrl),
    tokens: makeMemoryTokenStore(),
    clock: makeManualClock(),
    timeoutMs: given.timeoutMs ?? 10_000,
  });
}

function sendKf(api = makeKf(), text = '您好') {
  return api.send({
    openKfid: 'wk1',
    userId: 'wm1',
    sendId: 's1',
    message: { kind: 'text', text },
  });
}

function sendOfficialAccount(api = makeOfficialAccount()) {
  return api.send({ userId: 'o1', message: { kind: 'text', text: '您好' } });
}

/** The access tokens that a path was called with, in order. */
function tokensAt(path: string): (string | undefined)[] {
  return server.of(path).map((request) => request.query['access_token']);
}

describe('an errcode', () => {
  const kf: readonly [number, WechatErrorClass][] = [
    [-1, 'retry'],
    [95002, 'window_closed'],
    [95001, 'quota'],
    [40096, 'user_gone'],
    [40201, 'content'],
    [60020, 'config'],
    [95018, 'state'],
    [987_654, 'unknown'],
  ];
  for (const [code, errorClass] of kf) {
    it(`${code} of 微信客服 is ${errorClass}`, async () => {
      server.says(KF_SEND, { errcode: code, errmsg: '微信的原话' });
      expect(await sendKf()).toEqual({
        kind: 'failed',
        errorClass,
        code,
        reason: `errcode_${code}`,
        mayHaveHappened: errorClass === 'unknown',
      });
      expect(server.of(KF_SEND)).toHaveLength(1);
    });
  }

  const officialAccount: readonly [number, WechatErrorClass][] = [
    [45015, 'window_closed'],
    [45047, 'quota'],
    [43004, 'user_gone'],
    [45002, 'content'],
    [40164, 'config'],
    [45009, 'retry'],
    [987_654, 'unknown'],
  ];
  for (const [code, errorClass] of officialAccount) {
    it(`${code} of an Official Account is ${errorClass}`, async () => {
      server.says(OA_SEND, { errcode: code });
      expect(await sendOfficialAccount()).toMatchObject({ errorClass, code });
      expect(server.of(OA_SEND)).toHaveLength(1);
    });
  }
});

describe('a token that is refused in the middle', () => {
  for (const code of [40001, 40014, 42001]) {
    it(`is renewed once and the call repeated once (${code})`, async () => {
      server.says(KF_SEND, { errcode: code }, { errcode: 0, msgid: 's1' });
      expect(await sendKf()).toEqual({ kind: 'ok', value: { sendId: 's1' } });
      expect(tokensAt(KF_SEND)).toEqual(['T1', 'T2']);
      expect(server.of(GETTOKEN)).toHaveLength(2);
    });
  }

  it('is a matter of time when the new one is refused too', async () => {
    server.says(KF_SEND, { errcode: 42001 });
    expect(await sendKf()).toEqual({
      kind: 'failed',
      errorClass: 'retry',
      code: 42001,
      reason: 'errcode_42001',
      mayHaveHappened: false,
    });
    expect(tokensAt(KF_SEND)).toEqual(['T1', 'T2']);
  });

  it('is fetched once for 50 calls of two processes, at the start and when it is refused', async () => {
    const tokens = makeMemoryTokenStore();
    const processes = [makeKf({ tokens }), makeKf({ tokens })];
    const all = () =>
      Promise.all(Array.from({ length: 50 }, (_, index) => sendKf(processes[index % 2])));
    const good = new Set(['T1']);
    server.on(KF_SEND, (request, response) =>
      sayJson(response, good.has(request.query['access_token'] ?? '') ? OK : { errcode: 42001 }),
    );
    expect((await all()).filter((one) => one.kind === 'ok')).toHaveLength(50);
    expect(server.of(GETTOKEN)).toHaveLength(1);
    good.clear();
    good.add('T2');
    expect((await all()).filter((one) => one.kind === 'ok')).toHaveLength(50);
    expect(server.of(GETTOKEN)).toHaveLength(2);
  });

  it('makes a wrong secret a failure of the settings, asked for once', async () => {
    server.says(GETTOKEN, { errcode: 40001, errmsg: 'invalid credential' });
    const api = makeKf();
    for (let call = 0; call < 5; call += 1) {
      expect(await sendKf(api)).toMatchObject({ errorClass: 'config', mayHaveHappened: false });
    }
    expect(server.of(GETTOKEN)).toHaveLength(1);
    expect(server.of(KF_SEND)).toEqual([]);
  });
});

describe('a bad line', () => {
  /** What happens to the answer, and what a send with a key and one without make of it. */
  const faults: readonly [string, Answer, object, object][] = [
    [
      'a connection that breaks',
      (_, response) => void response.destroy(),
      { errorClass: 'retry', mayHaveHappened: true },
      { errorClass: 'unknown', mayHaveHappened: true },
    ],
    [
      'half an answer',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"errcode"', () => response.destroy());
      },
      { errorClass: 'retry', mayHaveHappened: true },
      { errorClass: 'unknown', mayHaveHappened: true },
    ],
    [
      'a bad gateway',
      (_, response) => void response.writeHead(502).end('<html>'),
      { errorClass: 'retry', reason: 'http_502', mayHaveHappened: true },
      { errorClass: 'unknown', reason: 'http_502', mayHaveHappened: true },
    ],
    [
      'too many requests',
      (_, response) => void response.writeHead(429).end(),
      { errorClass: 'retry', reason: 'http_429', mayHaveHappened: false },
      { errorClass: 'retry', reason: 'http_429', mayHaveHappened: false },
    ],
    [
      'a page instead of JSON',
      (_, response) => void response.end('<html>welcome</html>'),
      { errorClass: 'retry', reason: 'no_json', mayHaveHappened: true },
      { errorClass: 'unknown', reason: 'no_json', mayHaveHappened: true },
    ],
    [
      'an errcode that is no number',
      (_, response) => sayJson(response, { errcode: 'sorry' }),
      { errorClass: 'unknown', reason: 'bad_answer', mayHaveHappened: true },
      { errorClass: 'unknown', reason: 'bad_answer', mayHaveHappened: true },
    ],
    [
      'a redirect, which would carry the token away',
      (_, response) => void response.writeHead(302, { location: `${server.baseUrl}/gone` }).end(),
      { errorClass: 'config', reason: 'http_302', mayHaveHappened: false },
      { errorClass: 'config', reason: 'http_302', mayHaveHappened: false },
    ],
    [
      'more than an answer can be',
      (_, response) => sayJson(response, { errcode: 0, errmsg: 'x'.repeat(1_048_576) }),
      { errorClass: 'content', reason: 'answer_too_large' },
      { errorClass: 'content', reason: 'answer_too_large' },
    ],
  ];
  for (const [name, answer, keyed, keyless] of faults) {
    it(`${name}: with a key against repeating and without`, async () => {
      server.on(KF_SEND, answer);
      server.on(OA_SEND, answer);
      const [one, other] = await Promise.all([sendKf(), sendOfficialAccount()]);
      expect(one).toMatchObject({ kind: 'failed', ...keyed });
      expect(other).toMatchObject({ kind: 'failed', ...keyless });
      expect([server.of(KF_SEND).length, server.of(OA_SEND).length]).toEqual([1, 1]);
      expect(server.of('/gone')).toEqual([]);
    });
  }

  it('that brings no answer in time leaves open what was done', async () => {
    server.on(KF_SEND, () => {});
    server.on(OA_SEND, () => {});
    // The token's call must be in time on a busy machine.
    const limits = { timeoutMs: 1_500 };
    const results = await Promise.all([
      sendKf(makeKf(limits)),
      sendOfficialAccount(makeOfficialAccount(limits)),
    ]);
    expect(results).toEqual(
      ['retry', 'unknown'].map((errorClass) => ({
        kind: 'failed',
        errorClass,
        reason: 'timeout',
        mayHaveHappened: true,
      })),
    );
  });

  it('certainly did nothing when nobody listens', async () => {
    const closed = await startFakeWechatServer();
    await closed.stop();
    const failure = { errorClass: 'retry', reason: 'network_econnrefused', mayHaveHappened: false };
    expect(
      await sendOfficialAccount(makeOfficialAccount({ baseUrl: closed.baseUrl })),
    ).toMatchObject(failure);
    expect(await sendKf(makeKf({ baseUrl: closed.baseUrl }))).toMatchObject(failure);
  });

  it('that loses the token is not a send that may have arrived', async () => {
    server.on('/cgi-bin/stable_token', (_, response) => void response.destroy());
    expect(await sendOfficialAccount()).toMatchObject({
      errorClass: 'retry',
      mayHaveHappened: false,
    });
    expect(server.of(OA_SEND)).toEqual([]);
  });
});

describe('the log', () => {
  it('names the account, the path and the code of wrong settings, and no token, secret or word', async () => {
    const lines: string[] = [];
    const log = pino({ base: null }, { write: (line) => void lines.push(line) });
    server.says(KF_SEND, { errcode: 60020, errmsg: 'from ip: 10.0.0.1' });
    const api = makeKfClient({
      settings: kfSettings(server.baseUrl),
      tokens: makeMemoryTokenStore(),
      clock: makeManualClock(),
      log,
    });
    await sendKf(api, '我的身份证号');
    const text = lines.join('');
    expect(text).toContain('errcode_60020');
    expect(text).toContain('wechat-kf:kf');
    for (const secret of ['T1', 'kf-secret', '身份证', 'wm1']) expect(text).not.toContain(secret);
  });
});
