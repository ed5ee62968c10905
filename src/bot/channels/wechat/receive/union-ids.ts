import { addMs, DAY_MS } from '../../../../lib/clock.ts';
import type { Place } from './conversation.ts';
import type { ReceiveDeps } from './receive-deps.ts';

/** Asks WeChat, in the background, who else a customer is. */
export interface UnionIds {
  ask(place: Place): void;
}

const ASKED_EVERY_MS = DAY_MS;
const ASKED_MAX = 50_000;
/** More at once would be the desk's own load on WeChat; whoever is left out is asked about with the next message. */
const AT_ONCE_MAX = 4;

/**
 * One union id for one person over all accounts of a developer: at most once a day for each identity, as far as this
 * process remembers. Nobody waits for it, and a failure costs nothing but the joining.
 */
export function makeUnionIds({
  accounts,
  people,
  clock,
  log,
}: Pick<ReceiveDeps, 'accounts' | 'people' | 'clock' | 'log'>): UnionIds {
  const askedAt = new Map<string, Date>();
  let running = 0;
  const join = async ({ identityId, inbound }: Place): Promise<void> => {
    const account = accounts.get(inbound.channelAccount);
    const unionId = await account?.findUnionId(inbound.userId);
    if (unionId !== undefined) await people.join(identityId, unionId, clock.now());
  };
  return {
    ask: (place) => {
      const { identityId } = place;
      const now = clock.now();
      const before = askedAt.get(identityId);
      if (before !== undefined && addMs(before, ASKED_EVERY_MS) > now) return;
      if (running >= AT_ONCE_MAX) return;
      if (askedAt.size >= ASKED_MAX) askedAt.clear();
      askedAt.set(identityId, now);
      running += 1;
      // Not awaited: the customer's message must not wait for it.
      void join(place)
        .catch((err: unknown) => log.warn({ err, identityId }, 'nobody could be joined'))
        .finally(() => {
          running -= 1;
        });
    },
  };
}
