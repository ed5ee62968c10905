import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

/** WeChat pads to 32 bytes, not to AES's 16 (wechat.md 3.2). */
const PAD_BLOCK_BYTES = 32;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** What `signature` and `msg_signature` are made of, beside the token. */
interface Stamp {
  readonly timestamp: string;
  readonly nonce: string;
}

export type Decrypted =
  | { readonly kind: 'ok'; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: 'not_base64' | 'cipher' | 'padding' | 'receiver' };

/** Signing and encryption of one account's callbacks. */
export interface WechatCrypto {
  /** Constant in time. */
  verify(signature: string, signed: Stamp & { readonly encrypted: string }): boolean;
  /** The text, if it was encrypted for this account. Never throws. */
  decrypt(encrypted: string): Decrypted;
  encrypt(
    text: string,
    given: Stamp & { readonly random16: Uint8Array },
  ): { readonly encrypted: string; readonly signature: string };
}

/**
 * `receiveId`: appid of an Official Account, corpid of WeCom. Throws for an `encodingAesKey` that is not one.
 * The key's last character may have stray low bits: Node's base64 ignores them, as WeChat's own library does.
 */
export function makeWechatCrypto(of: {
  readonly token: string;
  readonly encodingAesKey: string;
  readonly receiveId: string;
}): WechatCrypto {
  if (!/^[A-Za-z0-9+/]{43}$/.test(of.encodingAesKey)) {
    throw new Error('an EncodingAESKey has 43 characters of base64');
  }
  const key = Buffer.from(`${of.encodingAesKey}=`, 'base64');
  const receiver = Buffer.from(of.receiveId, 'utf8');
  const sign = (stamp: Stamp, encrypted: string) =>
    signatureOf([of.token, stamp.timestamp, stamp.nonce, encrypted]);
  return {
    verify: (signature, signed) => isSame(signature, sign(signed, signed.encrypted)),
    decrypt: (encrypted) => decrypt(key, receiver, encrypted),
    encrypt: (text, given) => {
      const encrypted = encrypt(key, receiver, { text, random16: given.random16 });
      return { encrypted, signature: sign(given, encrypted) };
    },
  };
}

/** The `signature` of an Official Account's clear callbacks and URL check: it does not cover the body. */
export function verifyPlain(token: string, given: Stamp & { readonly signature: string }): boolean {
  return isSame(given.signature, signatureOf([token, given.timestamp, given.nonce]));
}

/** SHA-1 in hex over the sorted parts, joined (wechat.md 3.1). */
export function signatureOf(parts: readonly string[]): string {
  // The default order is by UTF-16 units, which for the ASCII of tokens and base64 is the order of bytes.
  return createHash('sha1')
    .update([...parts].sort().join(''), 'utf8')
    .digest('hex');
}

/** Hashed first: equal lengths for the comparison, and nothing to learn from how long it took. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(value: string | Uint8Array): Buffer {
  return createHash('sha256').update(value).digest();
}

function decrypt(key: Buffer, receiver: Buffer, encrypted: string): Decrypted {
  if (encrypted.length % 4 !== 0 || !BASE64.test(encrypted)) return failed('not_base64');
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length === 0 || bytes.length % PAD_BLOCK_BYTES !== 0) return failed('cipher');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16));
  decipher.setAutoPadding(false);
  const plain = unpad(Buffer.concat([decipher.update(bytes), decipher.final()]));
  if (plain === undefined) return failed('padding');
  const start = RANDOM_BYTES + LENGTH_BYTES;
  if (plain.length < start) return failed('receiver');
  const end = start + plain.readUInt32BE(RANDOM_BYTES);
  // A length beyond the end leaves nothing to compare, which is no receiver either.
  if (!timingSafeEqual(digest(plain.subarray(end)), digest(receiver))) return failed('receiver');
  return { kind: 'ok', text: plain.toString('utf8', start, end) };
}

function failed(reason: Extract<Decrypted, { kind: 'failed' }>['reason']): Decrypted {
  return { kind: 'failed', reason };
}

/** Strict, unlike most of the public libraries: 1 to 32, and every byte of it the same. */
function unpad(padded: Buffer): Buffer | undefined {
  const length = padded.at(-1) ?? 0;
  if (length < 1 || length > PAD_BLOCK_BYTES) return undefined;
  const content = padded.subarray(0, padded.length - length);
  return padded.subarray(content.length).every((byte) => byte === length) ? content : undefined;
}

function encrypt(
  key: Buffer,
  receiver: Buffer,
  given: { readonly text: string; readonly random16: Uint8Array },
): string {
  if (given.random16.length !== RANDOM_BYTES) throw new Error('encryption needs 16 random bytes');
  const text = Buffer.from(given.text, 'utf8');
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([given.random16, length, text, receiver]);
  const padding = PAD_BLOCK_BYTES - (plain.length % PAD_BLOCK_BYTES);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16));
  cipher.setAutoPadding(false);
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}
