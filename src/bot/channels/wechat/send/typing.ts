import { addMs, type Clock, SECOND_MS } from '../../../../lib/clock.ts';
import type { Id } from '../../../../lib/ids.ts';
import type { OfficialAccountApi } from '../protocol/api.ts';

export interface WechatTypingDeps {
  /** Official accounts by channel account: 微信客服 has no sign of typing. */
  readonly accounts: ReadonlyMap<string, { readonly api: Pick<OfficialAccountApi, 'typing'> }>;
  /** Whom a conversation is with; undefined on other channels. */
  readonly find: (id: Id<'conversation'>) => Promise<
    | {
        readonly channelAccount: string;
        readonly userId: string;
        /** Absent before they wrote. */
        readonly lastInboundAt?: Date;
      }
    | undefined
  >;
  readonly clock: Clock;
}

/** WeChat shows it for 15 s and refuses it again meanwhile (45081); it must not end while somebody still types. */
const AGAIN_AFTER_MS = 10 * SECOND_MS;
/** Only within 30 s of the customer's last act (45080; wechat.md 3.5). */
const WITHIN_MS = 30 * SECOND_MS;
/** Conversations remembered; beyond it somebody is shown typing once too often, and WeChat refuses it. */
const REMEMBERED_MAX = 10_000;

/** Shows a customer that somebody types, where WeChat lets us; resolves whatever became of it. */
export function makeWechatTyping(
  deps: WechatTypingDeps,
): (id: Id<'conversation'>) => Promise<void> {
  const shownAt = new Map<string, Date>();
  return async (id) => {
    const now = deps.clock.now();
    const before = shownAt.get(id);
    if (before !== undefined && now < addMs(before, AGAIN_AFTER_MS)) return;
    if (shownAt.size >= REMEMBERED_MAX) shownAt.clear();
    shownAt.set(id, now);
    try {
      const place = await deps.find(id);
      const account = place === undefined ? undefined : deps.accounts.get(place.channelAccount);
      if (place?.lastInboundAt === undefined || account === undefined) return;
      if (now >= addMs(place.lastInboundAt, WITHIN_MS)) return;
      await account.api.typing(place.userId);
    } catch {
      // Nobody misses it: the answer itself is on its way.
    }
  };
}
