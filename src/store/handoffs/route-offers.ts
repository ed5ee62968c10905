import {
  assignedAt,
  type Candidate,
  type Chosen,
  chooseAgent,
} from '../../domain/handoff/assign.ts';
import type { Handoff } from '../../domain/handoff/handoff.ts';
import { addMs, SECOND_MS } from '../../lib/clock.ts';
import { lockAgent } from './candidates.ts';
import { carryOut } from './carry-out.ts';
import { type HandoffStoreDeps, onHandoff, ROUTER } from './desk-work.ts';
import type { Queue } from './queue.ts';

/** Offers made by one look; the next look, a second later, makes the rest. */
const OFFERS_MAX = 200;

/**
 * Offers the queue, next first, to whoever suits each best. What was decided on what was read is checked under the
 * locks: another process, or the person themselves, may have been faster; then it is decided anew by the next look.
 */
export async function offerQueue(deps: HandoffStoreDeps, queue: Queue): Promise<number> {
  let agents: readonly Candidate[] = queue.agents;
  let offers = 0;
  for (const { handoff } of queue.waiting) {
    if (offers >= OFFERS_MAX) break;
    if (handoff.state !== 'queued') continue;
    const chosen = chooseAgent(handoff, agents);
    if (chosen === undefined) continue;
    const lastAssignedAt = assignedAt(deps.clock.now(), agents);
    const seen = agents.find(({ id }) => id === chosen.agentId);
    if (seen === undefined) continue;
    const isOffered = await offer(deps, { queue, handoff, chosen, seen, lastAssignedAt });
    // What could not be offered leaves the person out of this look: what they have is not what was read.
    const now = isOffered
      ? { ...seen, active: seen.active + 1, lastAssignedAt }
      : { ...seen, capacity: 0 };
    agents = agents.map((agent) => (agent.id === seen.id ? now : agent));
    if (isOffered) offers += 1;
  }
  return offers;
}

async function offer(
  deps: HandoffStoreDeps,
  plan: {
    readonly queue: Queue;
    readonly handoff: Handoff;
    readonly chosen: Chosen;
    readonly seen: Candidate;
    readonly lastAssignedAt: Date;
  },
): Promise<boolean> {
  const { queue, handoff, chosen, seen, lastAssignedAt } = plan;
  const { goneSeconds, offerSeconds } = queue.settings;
  const { agentId, because } = chosen;
  const isOffered = await onHandoff(deps, handoff.id, async (desk, current) => {
    if (current.state !== 'queued' || current.version !== handoff.version) return false;
    const life = { now: desk.now, goneSeconds, besides: handoff.id };
    const agent = await lockAgent(desk.sql, agentId, life);
    const isNamed = current.toAgentId === agentId;
    const isAsSeen =
      agent?.isHere === true &&
      (agent.presence === 'online' || (isNamed && agent.presence === 'busy')) &&
      agent.active === seen.active &&
      agent.lastAssignedAt?.getTime() === seen.lastAssignedAt?.getTime();
    if (!isAsSeen) return false;
    const until = addMs(desk.now, offerSeconds * SECOND_MS);
    const event = { name: 'offer', agentId, until } as const;
    const moved = await carryOut(desk, current, { event, by: ROUTER, data: { because } });
    if (moved.kind === 'refused') return false;
    await desk.sql.query('UPDATE agents SET last_assigned_at = $2 WHERE id = $1', [
      agentId,
      lastAssignedAt,
    ]);
    return true;
  });
  return isOffered ?? false;
}

/** Passes on offers that nobody took in time, or whose person is not there any more. */
export async function passOffers(deps: HandoffStoreDeps, queue: Queue): Promise<number> {
  let passed = 0;
  for (const { handoff } of queue.waiting) {
    const { offeredTo, offeredUntil } = handoff;
    if (offeredTo === undefined || offeredUntil === undefined) continue;
    const why = whyPassed(queue, { offeredTo, offeredUntil });
    if (why === undefined) continue;
    await onHandoff(deps, handoff.id, async (desk, current) => {
      // A newer offer to the same person is another one.
      if (current.version !== handoff.version) return;
      const event = { name: 'pass', agentId: offeredTo, why } as const;
      await carryOut(desk, current, { event, by: ROUTER });
      passed += 1;
    });
  }
  return passed;
}

function whyPassed(
  { agents, now }: Queue,
  offer: { readonly offeredTo: string; readonly offeredUntil: Date },
): 'timed_out' | 'away' | 'gone' | undefined {
  if (offer.offeredUntil <= now) return 'timed_out';
  const agent = agents.find(({ id }) => id === offer.offeredTo);
  if (agent?.isHere !== true) return 'gone';
  return agent.presence === 'away' ? 'away' : undefined;
}
