import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { SECOND_MS } from '../../../../src/lib/clock.ts';
import { type Allowances, makeAllowances } from '../core/allowances.ts';
import type { CallbackSender } from '../core/callback-sender.ts';
import { makePhone, type Phone } from '../core/phone.ts';
import type { SimCore } from '../core/sim-core.ts';
import { readXml, writeXml, type XmlField } from '../core/xml.ts';
import type { OfficialAccountOptions } from '../options.ts';
import type { CallbackSeen, SignedRequest } from '../types.ts';

/** A person who follows the account, or did. */
export interface Follower {
  readonly openId: string;
  unionId?: string;
  isFollowing: boolean;
  readonly followedAt: Date;
  readonly phone: Phone;
  readonly allowances: Allowances;
  lastWroteAt?: number;
  typingUntil?: number;
  /** Template to what is left of the customer's consent. */
  readonly consents: Map<string, number>;
  /** With a person of the account's customer service; empty: waiting for one. */
  session?: { kfAccount: string; readonly createdAt: number; lastAt: number };
}

/** One Official Account at WeChat's. */
export interface OfficialAccount {
  readonly options: OfficialAccountOptions;
  readonly core: SimCore;
  /** `gh_...`: the account's name in its own callbacks. */
  readonly originalId: string;
  readonly followers: ReadonlyMap<string, Follower>;
  callbackUrl: string | undefined;
  readonly servicers: Map<string, { isOnline: boolean; heard: { userId: string; text: string }[] }>;
  menu: unknown;
  follower(openId: string): Follower;
  nextMessageId(): string;
  seconds(): number;
  /** Signs a callback's content, and encrypts it as the account's mode says. */
  sign(xml: string, openId?: string): SignedRequest;
  /** The address's check, as WeChat's console does it. */
  signCheck(echo: string): string;
  /** Sends a callback about a customer; without an address nothing happens. */
  tell(
    follower: Follower,
    fields: readonly XmlField[],
    messageId?: string,
  ): Promise<CallbackSeen | undefined>;
  pushXml(xml: string): Promise<CallbackSeen | undefined>;
}

const OUT_OF_ORDER = '该公众号提供的服务出现故障，请稍后再试';

export function makeOfficialAccount(
  core: SimCore,
  options: OfficialAccountOptions,
  sender: CallbackSender,
  retriesAre: 'same' | 'signed_again',
): OfficialAccount {
  const followers = new Map<string, Follower>();
  const servicers: OfficialAccount['servicers'] = new Map();
  for (const { kfAccount, isOnline } of options.servicers ?? []) {
    servicers.set(kfAccount, { isOnline, heard: [] });
  }
  const account: OfficialAccount = {
    options,
    core,
    originalId: `gh_${options.account}`,
    followers,
    callbackUrl: options.callbackUrl,
    servicers,
    menu: undefined,
    follower: (openId) => {
      const known = followers.get(openId) ?? newFollower(core, options.account, openId);
      followers.set(openId, known);
      return known;
    },
    // A number of 64 bits, as the real ones are.
    nextMessageId: () => (24_000_000_000_000_000n + BigInt(core.next()) * 1_009n).toString(),
    seconds: () => Math.floor(core.timers.now().getTime() / SECOND_MS),
    sign: (xml, openId = '') => signed(account, xml, openId),
    signCheck: (echo) => {
      const { timestamp, nonce, signature } = marks(account);
      const query = new URLSearchParams({ signature, timestamp, nonce, echostr: echo });
      return withQuery(account.callbackUrl ?? '', query);
    },
    tell: (follower, fields, messageId = '') => {
      const xml = writeXml([
        ['ToUserName', account.originalId],
        ['FromUserName', follower.openId],
        ['CreateTime', account.seconds()],
        ...fields,
      ]);
      return deliver(account, { sender, retriesAre, xml, follower, messageId });
    },
    pushXml: (xml) => {
      const openId = readXml(xml)?.['FromUserName'] ?? '';
      const follower = openId === '' ? undefined : account.follower(openId);
      return deliver(account, { sender, retriesAre, xml, follower, messageId: '' });
    },
  };
  return account;
}

function newFollower(core: SimCore, account: string, openId: string): Follower {
  const phone = makePhone((entry) =>
    core.emit({ kind: 'thread', channel: 'official-account', account, customer: openId, entry }),
  );
  return {
    openId,
    isFollowing: true,
    followedAt: core.timers.now(),
    phone,
    allowances: makeAllowances(core.timers),
    consents: new Map(),
  };
}

function marks(account: OfficialAccount) {
  const timestamp = String(account.seconds());
  const nonce = String(randomBytes(4).readUInt32BE());
  // The plain signature is the same sum over three parts: the empty fourth sorts to the front and adds nothing.
  const signature = getSignature(account.options.token, timestamp, nonce, '');
  return { timestamp, nonce, signature };
}

function withQuery(url: string, query: URLSearchParams): string {
  return `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

function signed(account: OfficialAccount, xml: string, openId: string): SignedRequest {
  const { options, callbackUrl } = account;
  const { timestamp, nonce, signature } = marks(account);
  const query = new URLSearchParams({ signature, timestamp, nonce, openid: openId });
  if (options.mode === 'plain') return { url: withQuery(callbackUrl ?? '', query), body: xml };
  const cipher = encrypt(options.encodingAesKey ?? '', xml, options.appId);
  query.set('encrypt_type', 'aes');
  query.set('msg_signature', getSignature(options.token, timestamp, nonce, cipher));
  const envelope: XmlField = ['Encrypt', cipher];
  const body =
    options.mode === 'safe'
      ? writeXml([['ToUserName', account.originalId], envelope])
      : xml.replace(/<\/xml>\s*$/, `<Encrypt><![CDATA[${cipher}]]></Encrypt></xml>`);
  return { url: withQuery(callbackUrl ?? '', query), body };
}

async function deliver(
  account: OfficialAccount,
  given: {
    readonly sender: CallbackSender;
    readonly retriesAre: 'same' | 'signed_again';
    readonly xml: string;
    readonly follower: Follower | undefined;
    readonly messageId: string;
  },
): Promise<CallbackSeen | undefined> {
  if (account.callbackUrl === undefined) return undefined;
  const { xml, follower, messageId } = given;
  const content = readXml(xml);
  const sign = (): SignedRequest => account.sign(xml, follower?.openId);
  const once = sign();
  return await given.sender.send({
    account: account.options.account,
    about: content?.['Event'] ?? content?.['MsgType'] ?? '',
    messageId,
    request: (attempt) => (attempt === 1 || given.retriesAre === 'same' ? once : sign()),
    accept: (answer) => follower !== undefined && acceptReply(account, follower, answer),
    onGivenUp: () => follower !== undefined && showOutOfOrder(account, follower),
  });
}

function showOutOfOrder(account: OfficialAccount, follower: Follower): void {
  const { core } = account;
  const id = `wechat-${core.next()}`;
  const at = core.timers.now();
  follower.phone.show({ id, at, kind: 'text', text: OUT_OF_ORDER, options: [], via: 'wechat' });
}

/** A passive answer: a text for the customer, or the customer for the account's own people. */
function acceptReply(account: OfficialAccount, follower: Follower, answer: string): boolean {
  const reply = openReply(account, answer);
  if (reply === undefined || reply['ToUserName'] !== follower.openId) return false;
  const { core } = account;
  if (reply['MsgType'] === 'transfer_customer_service') {
    const now = core.timers.now().getTime();
    follower.session ??= { kfAccount: '', createdAt: now, lastAt: now };
    core.emit({ kind: 'changed' });
    return true;
  }
  if (reply['MsgType'] !== 'text' || reply['Content'] === undefined) return false;
  const id = `passive-${core.next()}`;
  const at = core.timers.now();
  const text = reply['Content'];
  follower.phone.show({ id, at, kind: 'text', text, options: [], via: 'passive' });
  return true;
}

function openReply(
  account: OfficialAccount,
  answer: string,
): Readonly<Record<string, string>> | undefined {
  const outer = readXml(answer);
  const cipher = outer?.['Encrypt'];
  if (outer === undefined || cipher === undefined) return outer;
  const { token, encodingAesKey = '', appId } = account.options;
  const sum = getSignature(token, outer['TimeStamp'] ?? '', outer['Nonce'] ?? '', cipher);
  if (sum !== outer['MsgSignature']) return undefined;
  const { message, id } = decrypt(encodingAesKey, cipher);
  return id === appId ? readXml(message) : undefined;
}
