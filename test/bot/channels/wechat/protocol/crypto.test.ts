import { createCipheriv } from 'node:crypto';
import * as wecom from '@wecom/crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  makeWechatCrypto,
  signatureOf,
  verifyPlain,
} from '../../../../../src/bot/channels/wechat/protocol/crypto.ts';
import { ABSENT, type Vector, vectors } from './reference.ts';

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const stamp = { timestamp: '1800000000', nonce: '461056294' };
const random16 = Buffer.from('aaaabbbbccccdddd');
const crypto = makeWechatCrypto({ token: 'pamtest', encodingAesKey: KEY, receiveId: 'wx1' });

/** The receiver that a vector names, or that is in its own text where it names none. */
function cryptoOf(vector: Vector) {
  const named = /<ToUserName><!\[CDATA\[(\w+)\]\]>/.exec(vector.plain ?? '')?.[1];
  return makeWechatCrypto({
    token: vector.token,
    encodingAesKey: vector.aesKey ?? '',
    receiveId: vector.receiveId ?? named ?? '',
  });
}
const signedBy = ({ timestamp = '', nonce = '', encrypt = '' }: Vector) => ({
  timestamp,
  nonce,
  encrypted: encrypt,
});

describe.skipIf(vectors === undefined)(`the vectors of seven libraries (${ABSENT})`, () => {
  const all = vectors ?? [];
  const opened = all.filter(({ kind }) => kind === 'verifyurl' || kind === 'decrypt');
  const made = all.filter(({ kind }) => kind === 'encrypt');

  it('are sixteen', () => {
    expect([all.length, opened.length, made.length]).toEqual([16, 11, 3]);
  });

  it.each(opened)('$id: is verified and decrypted', (vector) => {
    const theirs = cryptoOf(vector);
    expect(theirs.verify(vector.msg_signature ?? '', signedBy(vector))).toBe(true);
    expect(theirs.decrypt(vector.encrypt ?? '')).toEqual({ kind: 'ok', text: vector.plain });
  });

  it.each(opened)('$id: is encrypted to the same bytes again', (vector) => {
    const random = Buffer.from(vector.randomHex ?? '', 'hex');
    const { timestamp = '', nonce = '' } = vector;
    expect(
      cryptoOf(vector).encrypt(vector.plain ?? '', { random16: random, timestamp, nonce }),
    ).toEqual({ encrypted: vector.encrypt, signature: vector.msg_signature });
  });

  it.each(made)('$id: is encrypted byte for byte', (vector) => {
    const { timestamp = '', nonce = '' } = vector;
    const random = Buffer.from(vector.random ?? '');
    const ours = cryptoOf(vector).encrypt(vector.plain ?? '', {
      random16: random,
      timestamp,
      nonce,
    });
    expect(ours.encrypted).toBe(vector.encrypt);
    if (vector.msg_signature !== undefined) expect(ours.signature).toBe(vector.msg_signature);
  });

  it.each(opened)('$id: is refused for another receiver, key or signature', (vector) => {
    const { token, aesKey = '' } = vector;
    const stranger = makeWechatCrypto({ token, encodingAesKey: aesKey, receiveId: 'wx0' });
    expect(stranger.decrypt(vector.encrypt ?? '')).toEqual({ kind: 'failed', reason: 'receiver' });
    expect(crypto.decrypt(vector.encrypt ?? '').kind).toBe('failed');
    const signed = signedBy(vector);
    const theirs = cryptoOf(vector);
    const signature = vector.msg_signature ?? '';
    expect(theirs.verify(signature, { ...signed, nonce: `${signed.nonce}0` })).toBe(false);
    expect(theirs.verify(signature.toUpperCase(), signed)).toBe(false);
    expect(theirs.verify('', signed)).toBe(false);
  });

  it('signs what an Official Account sends in clear, and what wechat-crypto signs', () => {
    const clear = all.find(({ kind }) => kind === 'sha1');
    const { token = '', timestamp = '', nonce = '', signature = '' } = clear ?? {};
    expect(verifyPlain(token, { signature, timestamp, nonce })).toBe(true);
    expect(verifyPlain(`${token}x`, { signature, timestamp, nonce })).toBe(false);
    const named = all.find(({ kind }) => kind === 'sig-src');
    expect(signatureOf([named?.token ?? '', 'timestamp', 'nonce', 'encrypt'])).toBe(
      named?.msg_signature,
    );
  });
});

const text = fc.string({ unit: 'binary', maxLength: 400 });
const key = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('base64').slice(0, 43));
const id = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 });
const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('beside @wecom/crypto', () => {
  it('decrypts what it encrypts, and signs alike', () => {
    fc.assert(
      fc.property(text, key, id, sixteen, (message, encodingAesKey, receiveId, random) => {
        const ours = makeWechatCrypto({ token: 'QDG6eK', encodingAesKey, receiveId });
        const encrypted = wecom.encrypt(encodingAesKey, message, receiveId, Buffer.from(random));
        expect(ours.decrypt(encrypted)).toEqual({ kind: 'ok', text: message });
        const signature = wecom.getSignature('QDG6eK', stamp.timestamp, stamp.nonce, encrypted);
        expect(ours.verify(signature, { ...stamp, encrypted })).toBe(true);
        expect(ours.encrypt(message, { ...stamp, random16: random })).toEqual({
          encrypted,
          signature,
        });
      }),
      { numRuns: 500 },
    );
  });

  it('is decrypted by it', () => {
    fc.assert(
      fc.property(text, key, id, sixteen, (message, encodingAesKey, receiveId, random) => {
        const ours = makeWechatCrypto({ token: 'QDG6eK', encodingAesKey, receiveId });
        const { encrypted } = ours.encrypt(message, { ...stamp, random16: random });
        expect(wecom.decrypt(encodingAesKey, encrypted)).toMatchObject({ message, id: receiveId });
      }),
      { numRuns: 500 },
    );
  });
});

describe('decryption', () => {
  it('never throws, whatever comes', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.base64String({ maxLength: 300 }),
      // Whole blocks, so that the cipher is reached and not only the form refused.
      fc
        .uint8Array({ minLength: 32, maxLength: 320 })
        .map((bytes) => Buffer.from(bytes.slice(0, bytes.length - (bytes.length % 32))))
        .map((bytes) => bytes.toString('base64')),
    );
    fc.assert(
      fc.property(anything, (encrypted) => {
        expect(crypto.decrypt(encrypted).kind).toBe('failed');
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses a text of which any byte is missing', () => {
    const { encrypted } = crypto.encrypt('<xml><A>1</A></xml>', { ...stamp, random16 });
    for (let length = 0; length < encrypted.length; length += 1) {
      expect(crypto.decrypt(encrypted.slice(0, length)).kind).toBe('failed');
    }
  });

  /** Encrypts bytes as they are: what a text would have to be made of to be wrong inside. */
  function raw(plain: Buffer): string {
    const aesKey = Buffer.from(`${KEY}=`, 'base64');
    const cipher = createCipheriv('aes-256-cbc', aesKey, aesKey.subarray(0, 16));
    cipher.setAutoPadding(false);
    return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
  }
  const length = (bytes: number) => Buffer.from([0, 0, 0, bytes]);
  const body = (bytes: number, tail: Buffer) =>
    Buffer.concat([random16, length(bytes), Buffer.from('ab'), Buffer.from('wx1'), tail]);
  const good = Buffer.alloc(7, 7);

  it.each([
    ['as it should be', body(2, good), { kind: 'ok', text: 'ab' }],
    ['a padding of none', body(2, Buffer.alloc(7, 0)), { kind: 'failed', reason: 'padding' }],
    [
      'a padding of 33',
      body(2, Buffer.concat([Buffer.alloc(6, 7), Buffer.from([33])])),
      { kind: 'failed', reason: 'padding' },
    ],
    [
      'a padding of different bytes',
      body(2, Buffer.concat([Buffer.alloc(5, 6), Buffer.from([7, 7])])),
      { kind: 'failed', reason: 'padding' },
    ],
    ['a length beyond the end', body(200, good), { kind: 'failed', reason: 'receiver' }],
    ['a length that eats the receiver', body(5, good), { kind: 'failed', reason: 'receiver' }],
    ['nothing but padding', Buffer.alloc(32, 32), { kind: 'failed', reason: 'receiver' }],
  ])('takes %s for what it is', (_name, plain, expected) => {
    expect(crypto.decrypt(raw(plain))).toEqual(expected);
  });

  it('counts the length in bytes', () => {
    const message = '我是中文abcd123🚗';
    const { encrypted } = crypto.encrypt(message, { ...stamp, random16 });
    expect(crypto.decrypt(encrypted)).toEqual({ kind: 'ok', text: message });
  });
});

describe('an EncodingAESKey', () => {
  it.each([
    ['42 characters', KEY.slice(1)],
    ['44 characters', `${KEY}a`],
    ['the "=" that is not part of it', `${KEY.slice(1)}=`],
    ['a "$"', `${KEY.slice(1)}$`],
    ['nothing', ''],
  ])('with %s is refused at once', (_name, encodingAesKey) => {
    expect(() => makeWechatCrypto({ token: 't', encodingAesKey, receiveId: 'r' })).toThrow(
      /EncodingAESKey/,
    );
  });

  it('may end with stray bits', () => {
    // The last two of its 258 bits are not the key's: these four differ in nothing else.
    const ends = ['A', 'B', 'C', 'D'].map((end) => `${KEY.slice(0, -1)}${end}`);
    const texts = ends.map(
      (encodingAesKey) =>
        makeWechatCrypto({ token: 't', encodingAesKey, receiveId: 'r' }).encrypt('x', {
          ...stamp,
          random16,
        }).encrypted,
    );
    expect(new Set(texts).size).toBe(1);
  });
});

it('encrypts with 16 random bytes and no other number', () => {
  expect(() => crypto.encrypt('x', { ...stamp, random16: random16.subarray(1) })).toThrow(/16/);
});
