import { randomBytes } from 'node:crypto';
import { encrypt, getSignature } from '@wecom/crypto';
import { SECOND_MS, systemClock } from '../../src/lib/clock.ts';
import { AES_KEY, CALLBACK_TOKEN, KF, OFFICIAL_ACCOUNT } from './world-accounts.ts';

type Channel = 'official-account' | 'kf';

/** A callback as it goes over the wire. */
export interface RawCallback {
  readonly query: URLSearchParams;
  readonly body: string;
}

/** What is wrong with a callback; nothing: it is as WeChat sends it. */
export interface Spoilt {
  readonly key?: string;
  readonly token?: string;
  readonly receiver?: string;
  readonly ageSeconds?: number;
  /** In front of the content's end. */
  readonly padding?: string;
}

const OTHER_KEY = 'GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba';

/** A text of somebody's, or a doorbell, made by Tencent's own library. */
export function makeCallback(channel: Channel, spoilt: Spoilt = {}): RawCallback {
  const { key = AES_KEY, token = CALLBACK_TOKEN, ageSeconds = 0 } = spoilt;
  const receiver = spoilt.receiver ?? (channel === 'kf' ? KF.corpId : OFFICIAL_ACCOUNT.appId);
  const seconds = Math.floor(systemClock.now().getTime() / SECOND_MS) - ageSeconds;
  const timestamp = String(seconds);
  const nonce = String(randomBytes(4).readUInt32BE());
  const cipher = encrypt(key, contentOf(channel, seconds) + (spoilt.padding ?? ''), receiver);
  const query = new URLSearchParams({
    signature: getSignature(token, timestamp, nonce, ''),
    timestamp,
    nonce,
    encrypt_type: 'aes',
    msg_signature: getSignature(token, timestamp, nonce, cipher),
  });
  return { query, body: `<xml><ToUserName><![CDATA[to]]></ToUserName>${enveloped(cipher)}</xml>` };
}

function enveloped(cipher: string): string {
  return `<Encrypt><![CDATA[${cipher}]]></Encrypt>`;
}

function contentOf(channel: Channel, seconds: number): string {
  const facts =
    channel === 'kf'
      ? `<MsgType>event</MsgType><Event>kf_msg_or_event</Event><Token>T</Token><OpenKfId>${KF.openKfids[0].openKfid}</OpenKfId>`
      : `<FromUserName>stranger</FromUserName><MsgType>text</MsgType><Content>hello</Content><MsgId>${randomBytes(6).readUIntBE(0, 6)}</MsgId>`;
  return `<xml><ToUserName>to</ToUserName><CreateTime>${seconds}</CreateTime>${facts}</xml>`;
}

/** Something that may reach the address and is not WeChat's, or cannot be read. */
export interface RefusedCallback {
  readonly what: string;
  readonly status: 400 | 403 | 413;
  /** Made when it is sent: its time is part of it. */
  readonly make: () => RawCallback;
}

/** Each with the status that it must get. */
export function refusedCallbacks(channel: Channel): readonly RefusedCallback[] {
  const good = () => makeCallback(channel);
  const spoilt = (how: Spoilt) => () => makeCallback(channel, how);
  return [
    { what: 'unsigned', status: 403, make: () => without(good(), ['signature', 'msg_signature']) },
    { what: 'without a query', status: 403, make: () => ({ ...good(), query: NO_QUERY }) },
    { what: 'wrongly signed', status: 403, make: () => signedAs(good(), 'a'.repeat(40)) },
    { what: 'signed with another token', status: 403, make: spoilt({ token: 'other' }) },
    {
      what: 'signed for another body',
      status: 403,
      make: () => ({ ...good(), body: good().body }),
    },
    { what: 'stale', status: 403, make: spoilt({ ageSeconds: 302 }) },
    { what: 'of the future', status: 403, make: spoilt({ ageSeconds: -305 }) },
    { what: 'for another receiver', status: 403, make: spoilt({ receiver: 'wx-other' }) },
    { what: 'encrypted with another key', status: 400, make: spoilt({ key: OTHER_KEY }) },
    { what: 'in clear text', status: 403, make: () => inClear(good()) },
    { what: 'truncated', status: 400, make: () => cut(good()) },
    { what: 'empty', status: 400, make: () => ({ ...good(), body: '' }) },
    { what: 'no XML', status: 400, make: () => ({ ...good(), body: '{"Encrypt":"x"}' }) },
    { what: 'over 1 MB', status: 413, make: spoilt({ padding: ' '.repeat(1_048_576) }) },
  ];
}

const NO_QUERY = new URLSearchParams();

function without({ query, body }: RawCallback, names: readonly string[]): RawCallback {
  const less = new URLSearchParams(query);
  for (const name of names) less.delete(name);
  return { query: less, body };
}

function signedAs({ query, body }: RawCallback, signature: string): RawCallback {
  const other = new URLSearchParams(query);
  other.set('msg_signature', signature);
  return { query: other, body };
}

function inClear(callback: RawCallback): RawCallback {
  const body = '<xml><FromUserName>me</FromUserName><MsgType>text</MsgType></xml>';
  return { ...without(callback, ['encrypt_type', 'msg_signature']), body };
}

function cut({ query, body }: RawCallback): RawCallback {
  return { query, body: body.slice(0, 90) };
}
