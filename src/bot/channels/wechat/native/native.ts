import type { WechatInbound } from '../../../../domain/wechat/inbound.ts';
import {
  type Native,
  type NativeHub,
  type NativePlace,
  nativeHubOf,
} from '../../../../domain/wechat/native.ts';
import { addMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../lib/clock.ts';
import type { Id } from '../../../../lib/ids.ts';
import type { Log } from '../../../../lib/log.ts';
import { askState, type NativeAccount } from './ask-state.ts';
import { type HandOffDeps, handOff } from './hand-off.ts';

export interface NativeDeps extends HandOffDeps {
  /** By channel account. */
  readonly accounts: ReadonlyMap<string, NativeAccount>;
  readonly log: Log;
}

/** A closing code's life (wechat.md 4.5). */
const CLOSING_MS = 20 * SECOND_MS;
/** WeChat is asked no more often than this whether its people still have a customer who writes. */
const ASKED_EVERY_MS = MINUTE_MS;
/** In which nobody said anything for this long, a session may have ended without a word to us. */
const SILENT_MS = HOUR_MS;
/** Asked about by one look; the next one asks about the rest. */
const TENDED_MAX = 100;
/** More customers than write to people within a minute; beyond it somebody is asked about once more. */
const ASKED_MAX = 10_000;

/**
 * Hand-off to people in WeChat's own client: WeCom for 微信客服, the account's customer service for an official account.
 * Their sessions are WeChat's, and it is believed about them; ours only follows.
 */
export function makeNative(deps: NativeDeps): Native {
  const { accounts, desk, log } = deps;
  const askedAt = new Map<string, Date>();
  return {
    handOff: async (id) => {
      const place = await desk.find(id);
      const account = place === undefined ? undefined : accounts.get(place.channelAccount);
      if (place === undefined || account === undefined) {
        return { kind: 'suppressed', reason: 'no_conversation' };
      }
      const result = await handOff(deps, account, place);
      if (result.kind !== 'sent') {
        const { kind, reason } = result;
        log.info({ conversationId: id, result: kind, reason }, 'nobody in WeChat took a customer');
      }
      return result;
    },
    session: (inbound) => followSession(deps, inbound),
    wrote: async (inbound, activity) => {
      const { content, channelAccount, messageId, sentAt } = inbound;
      const place = await placeOf(deps, inbound);
      if (place === undefined || content.kind !== 'servicer_wrote') return;
      const hub = hubOf(place, content.servicerId);
      await desk.wrote(place.id, hub, { channelAccount, messageId, activity, at: sentAt });
    },
    stateLost: async (id) => {
      const found = await findOut(deps, id);
      if (found.state === 'ended') await isOver(deps, found.place);
      return found.state;
    },
    customerWrote: async (id) => {
      const place = await desk.find(id);
      if (place === undefined || place.ownerId !== nativeHubOf(place.channelAccount)) return;
      const now = deps.clock.now();
      const before = askedAt.get(id);
      if (before !== undefined && addMs(before, ASKED_EVERY_MS) > now) return;
      if (askedAt.size >= ASKED_MAX) askedAt.clear();
      askedAt.set(id, now);
      await findOut(deps, id);
    },
    tend: async () => {
      const before = addMs(deps.clock.now(), -SILENT_MS);
      const silent = await desk.findSilent(before, TENDED_MAX);
      for (const id of silent) await findOut(deps, id);
      return silent.length;
    },
  };
}

async function placeOf(
  { desk }: NativeDeps,
  { channelAccount, userId, openKfid }: WechatInbound,
): Promise<NativePlace | undefined> {
  if (userId === undefined) return undefined;
  const address = openKfid === undefined ? { userId } : { userId, openKfid };
  return desk.locate(channelAccount, address);
}

function hubOf({ channelAccount }: NativePlace, servicerId: string | undefined): NativeHub {
  const id = nativeHubOf(channelAccount);
  return servicerId === undefined ? { id } : { id, name: servicerId };
}

async function followSession(deps: NativeDeps, inbound: WechatInbound): Promise<void> {
  const { content, sentAt: at } = inbound;
  const place = await placeOf(deps, inbound);
  if (place === undefined || content.kind !== 'session') return;
  const hub = hubOf(place, content.servicerId);
  if (content.change !== 'ended') {
    // Taken, handed on, opened again: WeChat's client tells the customer itself.
    await deps.desk.accepted(place.id, hub, { at, greeting: 'none' });
    return;
  }
  await isOver(deps, place);
  if (content.code !== undefined) {
    await deps.ledger.grant({
      kind: 'closing',
      conversationId: place.id,
      code: content.code,
      grantedAt: at,
      expiresAt: addMs(at, CLOSING_MS),
      allowed: 1,
    });
  }
  await deps.desk.ended(place.id, hub, at);
}

/** 微信客服 takes no message in a session that has ended: what was granted for it is void until the customer writes. */
async function isOver({ ledger }: NativeDeps, { id, address }: NativePlace): Promise<void> {
  if (address.openKfid === undefined) return;
  await ledger.exhaust(id, 'message');
  await ledger.exhaust(id, 'queue_notice');
}

type Found =
  | { readonly state: 'person' | 'ours' | 'unknown' }
  | { readonly state: 'ended'; readonly place: NativePlace };

/** Asks WeChat who has the customer, and follows what it says. */
async function findOut(deps: NativeDeps, id: Id<'conversation'>): Promise<Found> {
  const { accounts, desk, clock, log } = deps;
  const place = await desk.find(id);
  const account = place === undefined ? undefined : accounts.get(place.channelAccount);
  if (place === undefined || account === undefined) return { state: 'unknown' };
  const found = await askState(account, place);
  if (found.kind === 'failed') {
    const { reason } = found;
    log.warn({ conversationId: id, reason }, 'WeChat does not say who has a customer');
    return { state: 'unknown' };
  }
  const { state, servicerId } = found.value;
  const hub = hubOf(place, servicerId);
  const now = clock.now();
  if (state === 'pool' || state === 'person') {
    await desk.accepted(id, hub, { at: now, greeting: 'none' });
    return { state: 'person' };
  }
  await desk.ended(id, hub, now);
  return state === 'ended' ? { state, place } : { state };
}
