import { addMs } from '../../lib/clock.ts';
import type { HandoffStoreDeps } from './desk-work.ts';
import { type Queue, readQueue } from './queue.ts';
import { endLeft } from './route-left.ts';
import { withoutKept } from './route-native.ts';
import { offerQueue, passOffers } from './route-offers.ts';
import { tendOwned } from './route-owned.ts';
import { tellPlaces } from './route-places.ts';

/** What one look decided. */
export interface Routed {
  readonly passed: number;
  readonly tended: number;
  readonly offered: number;
  readonly told: number;
  readonly left: number;
}

/**
 * One look at everybody who waits and everybody who could help. Any number of processes may look at once: each decision
 * is made and marked in one transaction under its locks. For `judgesAfterMs` from now nobody is taken for gone: while
 * the desk was down no console could give a sign of life.
 */
export function makeRoute(
  deps: HandoffStoreDeps,
  { judgesAfterMs = 0 }: { readonly judgesAfterMs?: number } = {},
): () => Promise<Routed> {
  const judgesFrom = addMs(deps.clock.now(), judgesAfterMs);
  return async () => {
    const now = deps.clock.now();
    const first = await readQueue(deps.pool, now);
    const mayJudge = now >= judgesFrom;
    const passed = mayJudge ? await passOffers(deps, first) : 0;
    const tended = mayJudge ? await tendOwned(deps, first) : 0;
    // What came back a moment ago is offered at once.
    const queue: Queue =
      passed + tended === 0 ? first : await readQueue(deps.pool, deps.clock.now());
    if (queue.waiting.length === 0) return { passed, tended, offered: 0, told: 0, left: 0 };
    const open = withoutKept(queue, deps.isNative);
    const offered = await offerQueue(deps, open);
    const told = await tellPlaces(deps, open);
    const left = await endLeft(deps, queue);
    return { passed, tended, offered, told, left };
  };
}
