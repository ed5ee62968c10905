import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  openCallback,
  openUrlCheck,
} from '../../../../../src/bot/channels/wechat/protocol/callback.ts';
import {
  clear,
  encrypted,
  encryptedByAnother,
  kf,
  MESSAGE,
  NONCE,
  NOW,
  official,
  sha1,
  TIMESTAMP,
} from './callback-fixtures.ts';
import { ABSENT, vectors } from './reference.ts';

const refused = (status: number, reason: string) => ({ kind: 'refused', status, reason });
const opened = { FromUserName: 'o1', Content: '你好' };

describe('a callback in clear', () => {
  it.each(['plain', 'compatible'] as const)('is taken where the mode is %s', (mode) => {
    const body = MESSAGE;
    expect(openCallback(official(mode), { query: clear(), body, now: NOW })).toEqual({
      kind: 'ok',
      xml: opened,
      mark: {
        signature: `${clear()['signature']}:${TIMESTAMP}:${NONCE}`,
        bodyHash: createHash('sha256').update(body).digest('hex'),
      },
    });
  });

  it.each([
    ['where the mode is safe', official('safe'), clear(), MESSAGE, refused(403, 'clear_text')],
    ['by 微信客服', kf(), clear(), MESSAGE, refused(403, 'unsigned')],
    ['without any query', official('plain'), {}, MESSAGE, refused(403, 'unsigned')],
    [
      'without a signature',
      official('plain'),
      clear({ signature: undefined }),
      MESSAGE,
      refused(403, 'unsigned'),
    ],
    [
      'with another signature',
      official('plain'),
      clear({ signature: sha1('other', TIMESTAMP, NONCE) }),
      MESSAGE,
      refused(403, 'wrong_signature'),
    ],
    [
      'signed for another time',
      official('plain'),
      clear({ timestamp: '1800000001' }),
      MESSAGE,
      refused(403, 'wrong_signature'),
    ],
    [
      'with the border between time and nonce moved',
      official('plain'),
      clear({ timestamp: TIMESTAMP.slice(0, -1), nonce: `${TIMESTAMP.slice(-1)}${NONCE}` }),
      MESSAGE,
      refused(403, 'unsigned'),
    ],
    [
      'with half a body',
      official('plain'),
      clear(),
      MESSAGE.slice(0, 40),
      refused(400, 'not_readable'),
    ],
    ['without a body', official('plain'), clear(), '', refused(400, 'not_readable')],
    [
      'with a DTD',
      official('plain'),
      clear(),
      `<!DOCTYPE a>${MESSAGE}`,
      refused(400, 'not_readable'),
    ],
  ])('is refused %s', (_name, account, query, body, expected) => {
    expect(openCallback(account, { query, body, now: NOW })).toEqual(expected);
  });

  it.each([
    [-300_001, false],
    [-300_000, true],
    [300_000, true],
    [300_001, false],
  ])('that is %i ms away from our clock is fresh: %s', (ms, isFresh) => {
    const now = new Date(NOW.getTime() + ms);
    const result = openCallback(official('plain'), { query: clear(), body: MESSAGE, now });
    if (isFresh) expect(result.kind).toBe('ok');
    else expect(result).toEqual(refused(403, 'stale'));
    expect(openUrlCheck(official('plain'), clear({ echostr: '1' }), now).kind).toBe(result.kind);
  });
});

describe('an encrypted callback', () => {
  it.each([
    ['an Official Account in safe mode', official('safe'), 'wx1'],
    ['an Official Account in compatible mode', official('compatible'), 'wx1'],
    ['微信客服', kf(), 'ww1'],
  ])('is opened for %s', (_name, account, receiveId) => {
    const { query, body } = encrypted(receiveId);
    expect(openCallback(account, { query, body, now: NOW })).toMatchObject({
      kind: 'ok',
      xml: opened,
    });
  });

  it('is opened from JSON too, outside and inside', () => {
    const message =
      '{"MsgType":"event","Event":"kf_msg_or_event","CreateTime":1800000000,"OpenKfId":"wk1"}';
    const { query, text } = encrypted('ww1', { message });
    const body = JSON.stringify({ tousername: 'ww1', encrypt: text, agentid: '' });
    expect(openCallback(kf(), { query, body, now: NOW })).toMatchObject({
      kind: 'ok',
      xml: { MsgType: 'event', CreateTime: '1800000000', OpenKfId: 'wk1' },
    });
  });

  const good = encrypted('ww1');
  const stranger = encrypted('ww2');
  const old = encrypted('ww1', { timestamp: '1799999699' });
  const otherKey = encryptedByAnother('ww1');
  const garbled = encrypted('ww1', { message: '<xml><A>1' });
  it.each([
    ['another’s receiver', stranger.query, stranger.body, refused(403, 'wrong_receiver')],
    ['an old time', old.query, old.body, refused(403, 'stale')],
    ['another key', otherKey.query, otherKey.body, refused(400, 'not_decrypted')],
    ['half a message inside', garbled.query, garbled.body, refused(400, 'not_readable')],
    ['the text of another callback', good.query, stranger.body, refused(403, 'wrong_signature')],
    [
      'a signature in capitals',
      { ...good.query, msg_signature: good.query['msg_signature']?.toUpperCase() },
      good.body,
      refused(403, 'wrong_signature'),
    ],
    ['no signature', clear({ encrypt_type: 'aes' }), good.body, refused(403, 'unsigned')],
    ['no text', good.query, '<xml><ToUserName>a</ToUserName></xml>', refused(400, 'not_readable')],
    ['broken JSON', good.query, `{"encrypt":"${good.text}"`, refused(400, 'not_readable')],
    ['a number for a text', good.query, '{"encrypt":1}', refused(400, 'not_readable')],
  ])('is refused with %s', (_name, query, body, expected) => {
    expect(openCallback(kf(), { query, body, now: NOW })).toEqual(expected);
  });

  it('is refused cut off anywhere', () => {
    for (let length = 0; length < good.body.length; length += 7) {
      const body = good.body.slice(0, length);
      expect(openCallback(kf(), { query: good.query, body, now: NOW }).kind).toBe('refused');
    }
  });

  it('is refused by an account that is set to clear text', () => {
    const { query, body } = encrypted('wx1');
    expect(openCallback(official('plain'), { query, body, now: NOW })).toEqual(
      refused(403, 'encrypted'),
    );
  });

  it('shares its mark with a clear one of the same address where both are taken, so that one is a copy', () => {
    const { query, body } = encrypted('wx1');
    const account = official('compatible');
    const genuine = openCallback(account, { query, body, now: NOW });
    const forged = openCallback(account, { query: clear(), body: MESSAGE, now: NOW });
    if (genuine.kind !== 'ok' || forged.kind !== 'ok') return expect.fail('refused');
    expect(forged.mark.signature).toBe(genuine.mark.signature);
    expect(forged.mark.bodyHash).not.toBe(genuine.mark.bodyHash);
  });
});

describe('the check of an address', () => {
  it('is answered word for word in clear', () => {
    for (const mode of ['plain', 'compatible', 'safe'] as const) {
      const echo = openUrlCheck(official(mode), clear({ echostr: '5927782489442352469' }), NOW);
      expect(echo).toEqual({ kind: 'ok', echo: '5927782489442352469' });
    }
  });

  it.each([
    ['an Official Account', official('safe'), 'wx1'],
    ['微信客服', kf(), 'ww1'],
  ])('is answered decrypted for %s, with "+" become a space', (_name, account, receiveId) => {
    const { query, text } = encrypted(receiveId, { message: '1616140317555161061' });
    const check = { ...query, echostr: text.replaceAll('+', ' ') };
    expect(openUrlCheck(account, check, NOW)).toEqual({ kind: 'ok', echo: '1616140317555161061' });
  });

  it.each([
    ['nothing to echo', official('plain'), clear(), refused(403, 'unsigned')],
    [
      'a wrong signature',
      official('plain'),
      clear({ signature: '0', echostr: '1' }),
      refused(403, 'wrong_signature'),
    ],
    ['clear text to 微信客服', kf(), clear({ echostr: '1' }), refused(403, 'unsigned')],
    [
      'a wrong signature to 微信客服',
      kf(),
      clear({ msg_signature: '0', echostr: '1' }),
      refused(403, 'wrong_signature'),
    ],
  ])('is refused with %s', (_name, account, query, expected) => {
    expect(openUrlCheck(account, query, NOW)).toEqual(expected);
  });
});

describe.skipIf(vectors === undefined)(`callbacks of other libraries (${ABSENT})`, () => {
  const all = (vectors ?? []).filter(({ id }) => id.startsWith('wecom-'));
  it.each(all)('$id: the whole request', (vector) => {
    const { token, aesKey = '', timestamp = '', nonce, plain = '' } = vector;
    const named = /<ToUserName><!\[CDATA\[(\w+)\]\]>/.exec(plain)?.[1];
    const account = kf({ token, aesKey, corpId: vector.receiveId ?? named ?? '' });
    const query = { msg_signature: vector.msg_signature, timestamp, nonce };
    const now = new Date(Number(timestamp) * 1_000);
    if (vector.kind === 'verifyurl') {
      const echo = openUrlCheck(account, { ...query, echostr: vector.encrypt }, now);
      expect(echo).toEqual({ kind: 'ok', echo: plain });
      return;
    }
    const body = `<xml><Encrypt><![CDATA[${vector.encrypt}]]></Encrypt></xml>`;
    const result = openCallback(account, { query, body, now });
    // One of them holds JSON that is none.
    if (vector.id === 'wecom-python-json-decrypt') {
      expect(result).toEqual(refused(400, 'not_readable'));
    } else {
      expect(result).toMatchObject({ kind: 'ok', xml: { MsgType: 'text' } });
    }
  });
});

it('never throws, whatever a request holds', () => {
  const value = fc.option(fc.oneof(fc.string(), fc.constant(TIMESTAMP), fc.constant(NONCE)), {
    nil: undefined,
  });
  const query = fc.record({
    signature: fc.oneof(value, fc.constant(clear()['signature'])),
    msg_signature: value,
    timestamp: fc.oneof(value, fc.constant(TIMESTAMP)),
    nonce: fc.oneof(value, fc.constant(NONCE)),
    encrypt_type: fc.option(fc.constant('aes'), { nil: undefined }),
    echostr: value,
  });
  const accounts = fc.constantFrom(
    official('plain'),
    official('compatible'),
    official('safe'),
    kf(),
  );
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constant(MESSAGE),
    fc.constant('<xml><Encrypt>QUJD</Encrypt></xml>'),
  );
  fc.assert(
    fc.property(accounts, query, body, (account, given, text) => {
      expect(openCallback(account, { query: given, body: text, now: NOW }).kind).toMatch(
        /ok|refused/,
      );
      expect(openUrlCheck(account, given, NOW).kind).toMatch(/ok|refused/);
    }),
    { numRuns: 1_000 },
  );
});
