import type { Handoff } from '../../domain/handoff/handoff.ts';
import { isOwned } from '../../domain/handoff/machine.ts';
import { addMs, MINUTE_MS } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import { type DeskAgent, lockAgent } from './candidates.ts';
import { carryOut } from './carry-out.ts';
import { readDeskSettings } from './desk-settings.ts';
import { type HandoffStoreDeps, onHandoff, ROUTER } from './desk-work.ts';

/** Who works by the API alone, without a console, has so long to answer before the customer is given to others. */
export const BY_HAND_MAX_MS = 10 * MINUTE_MS;
/** More than anybody can have. */
const HANDOFFS_MAX = 200;

/** Passes on what was offered to somebody who is not there, and puts whoever waits for their answer back in the queue. */
export async function giveBack(deps: HandoffStoreDeps, agentId: Id<'agent'>): Promise<void> {
  const { goneSeconds } = await readDeskSettings(deps.pool);
  const { rows } = await deps.pool.query<{ id: string }>(
    `SELECT id FROM handoffs WHERE (state = 'offered' AND offered_to = $1)
       OR (state IN ('with_agent', 'wrapping_up') AND agent_id = $1) LIMIT $2`,
    [agentId, HANDOFFS_MAX],
  );
  for (const { id } of rows) await giveBackOne(deps, { id, agentId, goneSeconds });
}

/** Decides anew under the locks: the person may have answered, or come back, meanwhile. */
export async function giveBackOne(
  deps: HandoffStoreDeps,
  which: {
    readonly id: Id<'handoff'>;
    readonly agentId: Id<'agent'>;
    readonly goneSeconds: number;
  },
): Promise<void> {
  const { id, agentId, goneSeconds } = which;
  await onHandoff(deps, id, async (desk, handoff) => {
    const isOffered = handoff.state === 'offered' && handoff.offeredTo === agentId;
    const isTheirs = isOwned(handoff) && handoff.agentId === agentId;
    if (!isOffered && !isTheirs) return;
    const agent = await lockAgent(desk.sql, agentId, { now: desk.now, goneSeconds, besides: id });
    const why = whyNotThere(
      agent,
      isOffered ? undefined : lastSaid(handoff, desk.conversation),
      desk.now,
    );
    if (why === undefined) return;
    if (isOffered) {
      const pass = why === 'disabled' ? 'gone' : why;
      await carryOut(desk, handoff, { event: { name: 'pass', agentId, why: pass }, by: ROUTER });
    } else if (waitsForAnswer(handoff, desk.conversation.lastInboundAt)) {
      await carryOut(desk, handoff, { event: { name: 'requeue', why }, by: ROUTER });
    }
  });
}

/** `askedAt`: since when a customer of theirs waits; undefined for what is only offered. */
function whyNotThere(
  agent: DeskAgent | undefined,
  askedAt: Date | undefined,
  now: Date,
): 'away' | 'gone' | 'disabled' | undefined {
  if (agent === undefined) return 'disabled';
  if (agent.presence === 'away') return 'away';
  // Without a console there are no signs of life that a customer could rely on, only answers or none.
  const isLate = askedAt !== undefined && addMs(askedAt, BY_HAND_MAX_MS) <= now;
  const isThere = agent.hasConsole || askedAt === undefined ? agent.isHere : !isLate;
  return isThere ? undefined : 'gone';
}

function lastSaid(handoff: Handoff, { lastInboundAt }: { readonly lastInboundAt?: Date }): Date {
  const times = [handoff.queuedAt, handoff.lastCustomerAt, lastInboundAt];
  return new Date(Math.max(...times.map((time) => time?.getTime() ?? 0)));
}

/** True while the customer spoke last, or was told that somebody is there and heard nothing yet. */
function waitsForAnswer(handoff: Handoff, lastInboundAt: Date | undefined): boolean {
  if (handoff.state === 'wrapping_up') return false;
  const { lastAgentAt, queuedAt } = handoff;
  // What an earlier person said does not answer whoever was passed on since.
  if (lastAgentAt === undefined || lastAgentAt <= queuedAt) return true;
  const said = lastInboundAt ?? handoff.lastCustomerAt;
  return said !== undefined && said > lastAgentAt;
}
