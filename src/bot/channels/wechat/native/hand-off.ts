import type { SendResult } from '../../../../domain/outbox.ts';
import type { ApiFailure } from '../../../../domain/wechat/errors.ts';
import {
  NATIVE_FIRST_MS,
  type NativeDesk,
  type NativePlace,
  nativeHubOf,
} from '../../../../domain/wechat/native.ts';
import type { WechatLedger } from '../../../../domain/wechat/ports.ts';
import { addMs, type Clock, HOUR_MS } from '../../../../lib/clock.ts';
import { askState, type NativeAccount } from './ask-state.ts';

export interface HandOffDeps {
  readonly desk: NativeDesk;
  readonly ledger: Pick<WechatLedger, 'grant' | 'exhaust'>;
  readonly clock: Clock;
}

/** The code of a move to the pool allows one text in this time (wechat.md 4.5). */
const QUEUE_NOTICE_MS = 48 * HOUR_MS;
/** Servicers of an official account that are tried: one may sign off between the list and the call. */
const SERVICERS_MAX = 3;

/** What came of asking WeChat to take the customer. */
type Given =
  | { readonly kind: 'given'; readonly servicerId?: string; readonly code?: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'again'; readonly reason: string };

/**
 * Gives a waiting customer to WeChat's own people. While that may still work it is tried again; then they wait in our
 * own queue, and the row says why.
 */
export async function handOff(
  deps: HandOffDeps,
  account: NativeAccount,
  place: NativePlace,
): Promise<SendResult> {
  const { desk, clock } = deps;
  const hub = { id: nativeHubOf(place.channelAccount) };
  const waiting = await desk.reserve(place.id, hub);
  if (waiting === undefined) return { kind: 'suppressed', reason: 'nobody_waits' };
  const given =
    account.kind === 'kf'
      ? await toPool(account.api, account, place)
      : await toServicer(account.api, account, place);
  if (given.kind === 'given') {
    await follow(deps, place, given);
    return { kind: 'sent' };
  }
  const isLate = clock.now() >= addMs(waiting.requestedAt, NATIVE_FIRST_MS);
  if (given.kind === 'again' && !isLate) return { kind: 'retry', reason: given.reason };
  await desk.release(place.id, hub, given.reason);
  return { kind: 'failed', reason: given.reason };
}

async function follow(
  { desk, ledger, clock }: HandOffDeps,
  place: NativePlace,
  { servicerId, code }: Extract<Given, { readonly kind: 'given' }>,
): Promise<void> {
  const now = clock.now();
  if (place.address.openKfid !== undefined) {
    // From here on nothing leaves but by the code: every other message would be refused (95018).
    await ledger.exhaust(place.id, 'message');
    if (code !== undefined) {
      const expiresAt = addMs(now, QUEUE_NOTICE_MS);
      const grant = { conversationId: place.id, code, grantedAt: now, expiresAt, allowed: 1 };
      await ledger.grant({ kind: 'queue_notice', ...grant });
    }
  }
  const hub = {
    id: nativeHubOf(place.channelAccount),
    ...(servicerId === undefined ? {} : { name: servicerId }),
  };
  const greeting = servicerId !== undefined ? 'joined' : code === undefined ? 'none' : 'pooled';
  await desk.accepted(place.id, hub, { at: now, greeting });
}

type KfAccount = Extract<NativeAccount, { readonly kind: 'kf' }>;
type OfficialAccount = Extract<NativeAccount, { readonly kind: 'official-account' }>;

async function toPool(
  api: KfAccount['api'],
  account: NativeAccount,
  place: NativePlace,
): Promise<Given> {
  const { openKfid, userId } = place.address;
  if (openKfid === undefined) return refused('no_open_kfid');
  const servicers = await api.servicers(openKfid);
  // Nobody reads the pool then; whether the list could be had at all is no reason against it.
  const isEmpty = servicers.kind === 'ok' && !servicers.value.some(({ isServing }) => isServing);
  if (isEmpty) return refused('nobody_serving');
  const moved = await api.transfer({ openKfid, userId, state: 'pool' });
  if (moved.kind === 'ok') return { kind: 'given', ...moved.value };
  if (moved.errorClass !== 'state') return toGiven(moved);
  // Not from here to the pool: it may be there already, by an attempt whose answer was lost or by a servicer's hand.
  const found = await askState(account, place);
  if (found.kind === 'failed') return toGiven(found);
  const { state } = found.value;
  return state === 'pool' || state === 'person' ? { kind: 'given' } : refused(moved.reason);
}

async function toServicer(
  api: OfficialAccount['api'],
  account: NativeAccount,
  place: NativePlace,
): Promise<Given> {
  const { userId } = place.address;
  // An attempt whose answer was lost may have opened it.
  const open = await askState(account, place);
  if (open.kind === 'failed') return toGiven(open);
  if (open.value.servicerId !== undefined) return { kind: 'given', ...open.value };
  const online = await api.onlineServicers();
  if (online.kind === 'failed') return toGiven(online);
  const serving = online.value.filter(({ isServing }) => isServing);
  let last: Given = refused('nobody_serving');
  for (const { servicerId } of fromAny(serving, place.id).slice(0, SERVICERS_MAX)) {
    const created = await api.createSession({ userId, servicerId });
    if (created.kind === 'ok') return { kind: 'given', servicerId };
    last = toGiven(created);
    // Whether this one was opened is not known: the next attempt looks first.
    if (created.mayHaveHappened) return last;
  }
  return last;
}

/** Begins somewhere else for every conversation, so that not everybody gets the first of the list. */
function fromAny<T>(all: readonly T[], id: string): readonly T[] {
  const start = [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  return all
    .map((_, index) => all[(index + start) % all.length])
    .filter((one) => one !== undefined);
}

function refused(reason: string): Given {
  return { kind: 'refused', reason };
}

/** Asked twice nothing happens twice here: WeChat knows whose session it is. */
function toGiven({ errorClass, mayHaveHappened, reason }: ApiFailure): Given {
  const mayRepeat = mayHaveHappened || errorClass === 'retry' || errorClass === 'refresh_token';
  return { kind: mayRepeat ? 'again' : 'refused', reason };
}
