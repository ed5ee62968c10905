import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { MINUTE_MS, SECOND_MS } from '../../../../src/lib/clock.ts';
import type { CallbackSender } from '../core/callback-sender.ts';
import type { SimCore } from '../core/sim-core.ts';
import { readXml, writeXml } from '../core/xml.ts';
import type { DoorbellKnobs, KfAccountOptions } from '../options.ts';
import type { CallbackSeen, SignedRequest } from '../types.ts';

const TOKEN_LIFE_MS = 10 * MINUTE_MS;
/** A bell that waits for the next one to go first does not wait longer. */
const HELD_MS = 300;
const NORMAL: DoorbellKnobs = {
  ...{ isDropped: false, delayMs: 0, perMessage: 1, copies: 1, isReordered: false },
};

/** The callback that says nothing but that there is something. */
export interface Doorbell {
  callbackUrl: string | undefined;
  tune(knobs: Partial<DoorbellKnobs>): void;
  /** Resolves after the first attempt of the first bell; at once when it is dropped, delayed or held. */
  ring(openKfid: string): Promise<CallbackSeen | undefined>;
  sign(openKfid: string): SignedRequest;
  /** The address's check: what must be answered, and the address. */
  signCheck(echo: string): string;
  isTokenGood(openKfid: string, token: string): boolean;
}

interface DoorbellDeps {
  readonly core: SimCore;
  readonly options: KfAccountOptions;
  readonly sender: CallbackSender;
  readonly retriesAre: 'same' | 'signed_again';
}

export function makeDoorbell(deps: DoorbellDeps): Doorbell {
  const { core, options } = deps;
  const tokens = new Map<string, { readonly openKfid: string; readonly until: number }>();
  let knobs = NORMAL;
  let held: SignedRequest[] = [];

  function contentOf(openKfid: string): string {
    const token = `ENC${randomBytes(24).toString('base64url')}`;
    const now = core.timers.now().getTime();
    tokens.set(token, { openKfid, until: now + TOKEN_LIFE_MS });
    return writeXml([
      ['ToUserName', options.corpId],
      ['CreateTime', Math.floor(now / SECOND_MS)],
      ['MsgType', 'event'],
      ['Event', 'kf_msg_or_event'],
      ['Token', token],
      ['OpenKfId', openKfid],
    ]);
  }

  const sign = (openKfid: string): SignedRequest =>
    seal(deps, doorbell.callbackUrl, contentOf(openKfid));

  function send(bells: readonly SignedRequest[]): Promise<CallbackSeen | undefined> {
    const sent = bells.flatMap((bell) =>
      Array.from({ length: knobs.copies }, () => sendOne(deps, doorbell.callbackUrl, bell)),
    );
    return Promise.race(sent);
  }

  async function ring(openKfid: string): Promise<CallbackSeen | undefined> {
    if (knobs.isDropped || doorbell.callbackUrl === undefined) return undefined;
    const bells = Array.from({ length: knobs.perMessage }, () => sign(openKfid));
    if (knobs.isReordered && held.length === 0) {
      held = bells;
      core.timers.after(HELD_MS, () => void flush());
      return undefined;
    }
    const inOrder = [...bells, ...held];
    held = [];
    if (knobs.delayMs === 0) return await send(inOrder);
    core.timers.after(knobs.delayMs, () => void send(inOrder));
    return undefined;
  }

  async function flush(): Promise<void> {
    const bells = held;
    held = [];
    if (bells.length > 0) await send(bells);
  }

  const doorbell: Doorbell = {
    callbackUrl: options.callbackUrl,
    tune: (changes) => {
      knobs = { ...NORMAL, ...changes };
    },
    ring,
    sign,
    signCheck: (echo) => {
      const cipher = encrypt(options.encodingAesKey, echo, options.corpId);
      const { query } = marks(deps, cipher);
      query.set('echostr', cipher);
      return `${doorbell.callbackUrl ?? ''}?${query}`;
    },
    isTokenGood: (openKfid, token) => {
      const known = tokens.get(token);
      return known?.openKfid === openKfid && known.until > core.timers.now().getTime();
    },
  };
  return doorbell;
}

function marks({ core, options }: DoorbellDeps, cipher: string) {
  const timestamp = String(Math.floor(core.timers.now().getTime() / SECOND_MS));
  const nonce = String(randomBytes(4).readUInt32BE());
  const signature = getSignature(options.token, timestamp, nonce, cipher);
  return { query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }) };
}

function seal(deps: DoorbellDeps, url: string | undefined, xml: string): SignedRequest {
  const { corpId, encodingAesKey } = deps.options;
  const cipher = encrypt(encodingAesKey, xml, corpId);
  const body = writeXml([
    ['ToUserName', corpId],
    ['Encrypt', cipher],
    ['AgentID', ''],
  ]);
  return { url: `${url ?? ''}?${marks(deps, cipher).query}`, body };
}

function sendOne(
  deps: DoorbellDeps,
  url: string | undefined,
  bell: SignedRequest,
): Promise<CallbackSeen> {
  const again = (): SignedRequest => {
    const cipher = readXml(bell.body)?.['Encrypt'] ?? '';
    return seal(deps, url, decrypt(deps.options.encodingAesKey, cipher).message);
  };
  return deps.sender.send({
    account: deps.options.account,
    about: 'kf_msg_or_event',
    messageId: '',
    request: (attempt) => (attempt === 1 || deps.retriesAre === 'same' ? bell : again()),
    accept: () => false,
  });
}
