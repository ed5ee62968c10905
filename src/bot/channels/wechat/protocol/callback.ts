import { sha256 } from '../../../../lib/sha256.ts';
import type { KfSettings, OfficialAccountSettings } from '../../../../lib/wechat-accounts.ts';
import { makeWechatCrypto, signatureOf, verifyPlain, type WechatCrypto } from './crypto.ts';
import { openEnvelope, readMessage } from './envelope.ts';
import type { XmlNode } from './xml.ts';

/** A request's query; a name that came twice is absent. */
export type CallbackQuery = Readonly<Record<string, string | undefined>>;
type Settings = OfficialAccountSettings | KfSettings;

export interface Refused {
  readonly kind: 'refused';
  /** 403: not WeChat, or not now. 400: nothing that can be read. */
  readonly status: 400 | 403;
  /** For logs; says nothing of what was expected. */
  readonly reason:
    | 'unsigned'
    | 'wrong_signature'
    | 'stale'
    | 'clear_text'
    | 'encrypted'
    | 'wrong_receiver'
    | 'not_decrypted'
    | 'not_readable';
}

export type OpenedCallback =
  | {
      readonly kind: 'ok';
      readonly xml: XmlNode;
      /** What a copy of this callback shows again: domain/wechat/ports.ts. */
      readonly mark: { readonly signature: string; readonly bodyHash: string };
    }
  | Refused;

/** How far WeChat's clock and ours may be apart, and how long a copied request lives: our own policy (wechat.md 3.1). */
const AGE_MAX_MS = 300_000;

/** Verified, decrypted and parsed, or refused. Never throws for what a request may hold. */
export function openCallback(
  account: Settings,
  given: { readonly query: CallbackQuery; readonly body: string; readonly now: Date },
): OpenedCallback {
  const stamp = stampOf(given.query);
  if (stamp === undefined) return refused(403, 'unsigned');
  const opened = isEncrypted(account, given.query)
    ? openEncrypted(account, stamp, given)
    : openClear(account, stamp, given);
  if (opened.kind === 'refused') return opened;
  const { timestamp, nonce } = stamp;
  const signature = [markedSignature(account, stamp), timestamp, nonce].join(':');
  return { kind: 'ok', xml: opened.xml, mark: { signature, bodyHash: sha256(given.body) } };
}

/** What the GET of a URL check answers, word for word. */
export function openUrlCheck(
  account: Settings,
  query: CallbackQuery,
  now: Date,
): { readonly kind: 'ok'; readonly echo: string } | Refused {
  const stamp = stampOf(query);
  const echo = query['echostr'];
  if (stamp === undefined || echo === undefined) return refused(403, 'unsigned');
  const crypto = stamp.encryptedSignature === undefined ? undefined : cryptoOf(account);
  if (crypto === undefined) {
    const problem =
      account.kind === 'kf' ? refused(403, 'unsigned') : checkClear(account, stamp, now);
    return problem ?? { kind: 'ok', echo };
  }
  // Read as a form, a "+" of base64 has become a space.
  const opened = decrypted(crypto, stamp, { encrypted: echo.replaceAll(' ', '+'), now });
  return opened.kind === 'refused' ? opened : { kind: 'ok', echo: opened.text };
}

interface Stamp {
  readonly timestamp: string;
  readonly nonce: string;
  /** `signature`: over token, timestamp and nonce. */
  readonly clearSignature: string | undefined;
  /** `msg_signature`: over the encrypted text too. */
  readonly encryptedSignature: string | undefined;
}

/**
 * Strict in form: the signed parts are joined without marks between them, so what belongs to which must not be
 * a matter of opinion.
 */
function stampOf(query: CallbackQuery): Stamp | undefined {
  const { timestamp, nonce } = query;
  if (timestamp === undefined || !/^\d{10}$/.test(timestamp)) return undefined;
  if (nonce === undefined || !/^[\w-]{1,64}$/.test(nonce)) return undefined;
  return {
    timestamp,
    nonce,
    clearSignature: query['signature'],
    encryptedSignature: query['msg_signature'],
  };
}

/** Which of the two it says it is; whether the account takes that is for `openClear` and `openEncrypted`. */
function isEncrypted(account: Settings, query: CallbackQuery): boolean {
  return (
    account.kind === 'kf' || query['msg_signature'] !== undefined || query['encrypt_type'] === 'aes'
  );
}

type Opened = { readonly kind: 'ok'; readonly xml: XmlNode } | Refused;
interface Request {
  readonly body: string;
  readonly now: Date;
}

function openClear(account: Settings, stamp: Stamp, request: Request): Opened {
  if (account.kind === 'kf' || account.mode === 'safe') return refused(403, 'clear_text');
  return checkClear(account, stamp, request.now) ?? read(request.body);
}

function checkClear(account: Settings, stamp: Stamp, now: Date): Refused | undefined {
  const signature = stamp.clearSignature;
  if (signature === undefined) return refused(403, 'unsigned');
  if (!verifyPlain(account.token, { ...stamp, signature })) return refused(403, 'wrong_signature');
  return isStale(stamp, now) ? refused(403, 'stale') : undefined;
}

function openEncrypted(account: Settings, stamp: Stamp, request: Request): Opened {
  const crypto = cryptoOf(account);
  if (crypto === undefined) return refused(403, 'encrypted');
  if (stamp.encryptedSignature === undefined) return refused(403, 'unsigned');
  const encrypted = openEnvelope(request.body);
  if (encrypted === undefined) return refused(400, 'not_readable');
  const opened = decrypted(crypto, stamp, { encrypted, now: request.now });
  return opened.kind === 'refused' ? opened : read(opened.text);
}

function read(message: string): Opened {
  const xml = readMessage(message);
  return xml === undefined ? refused(400, 'not_readable') : { kind: 'ok', xml };
}

function decrypted(
  crypto: WechatCrypto,
  stamp: Stamp,
  given: { readonly encrypted: string; readonly now: Date },
): { readonly kind: 'ok'; readonly text: string } | Refused {
  const signature = stamp.encryptedSignature;
  if (signature === undefined) return refused(403, 'unsigned');
  if (!crypto.verify(signature, { ...stamp, encrypted: given.encrypted })) {
    return refused(403, 'wrong_signature');
  }
  if (isStale(stamp, given.now)) return refused(403, 'stale');
  const opened = crypto.decrypt(given.encrypted);
  if (opened.kind === 'ok') return opened;
  return opened.reason === 'receiver'
    ? refused(403, 'wrong_receiver')
    : refused(400, 'not_decrypted');
}

/** None where the account has no key, or is set to clear text. */
function cryptoOf(account: Settings): WechatCrypto | undefined {
  const { token, encodingAesKey } = account;
  if (account.kind === 'kf') {
    return makeWechatCrypto({
      token,
      encodingAesKey: account.encodingAesKey,
      receiveId: account.corpId,
    });
  }
  if (account.mode === 'plain' || encodingAesKey === undefined) return undefined;
  return makeWechatCrypto({ token, encodingAesKey, receiveId: account.appId });
}

/**
 * The clear signature, made by us, where an account takes clear text: it does not cover the body, so whoever saw
 * an encrypted callback's address could send a clear one of their own with it, once.
 */
function markedSignature(account: Settings, stamp: Stamp): string {
  if (account.kind === 'official-account' && account.mode !== 'safe') {
    return signatureOf([account.token, stamp.timestamp, stamp.nonce]);
  }
  return stamp.encryptedSignature ?? '';
}

function isStale(stamp: Stamp, now: Date): boolean {
  return Math.abs(now.getTime() - Number(stamp.timestamp) * 1_000) > AGE_MAX_MS;
}

function refused(status: Refused['status'], reason: Refused['reason']): Refused {
  return { kind: 'refused', status, reason };
}
