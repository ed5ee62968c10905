import type { HandoffStoreDeps } from './desk-work.ts';
import { type Queue, readQueue } from './queue.ts';
import { endLeft } from './route-left.ts';
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
 * is made and marked in one transaction under its locks.
 */
export function makeRoute(deps: HandoffStoreDeps): () => Promise<Routed> {
  return async () => {
    const first = await readQueue(deps.pool, deps.clock.now());
    const passed = await passOffers(deps, first);
    const tended = await tendOwned(deps, first);
    // What came back a moment ago is offered at once.
    const queue: Queue =
      passed + tended === 0 ? first : await readQueue(deps.pool, deps.clock.now());
    if (queue.waiting.length === 0) return { passed, tended, offered: 0, told: 0, left: 0 };
    const offered = await offerQueue(deps, queue);
    const told = await tellPlaces(deps, queue);
    const left = await endLeft(deps, queue);
    return { passed, tended, offered, told, left };
  };
}
