import { mayAccept } from '../../domain/handoff/assign.ts';
import type {
  DeskActor,
  HandoffDesk,
  HandoffRefusal,
  HandoffResult,
} from '../../domain/handoff/desk.ts';
import type { Handoff } from '../../domain/handoff/handoff.ts';
import { type HandoffEvent, isOwned } from '../../domain/handoff/machine.ts';
import { type Id, newId } from '../../lib/ids.ts';
import { actsByHand, lockAgent } from './candidates.ts';
import { carryOut, type Decision } from './carry-out.ts';
import { readDeskSettings } from './desk-settings.ts';
import {
  type DeskWork,
  type HandoffStoreDeps,
  lockHandoff,
  onConversation,
  onHandoff,
} from './desk-work.ts';
import { setPresence } from './presence.ts';
import { requestHandoff } from './request-handoff.ts';
import { send } from './send.ts';
import { transfer } from './transfer.ts';

/** What people do with hand-offs, on PostgreSQL: each call one transaction (domain/handoff/desk.ts). */
export function makeHandoffDesk(deps: HandoffStoreDeps): HandoffDesk {
  return {
    accept: (id, by) => change(deps, id, (desk, handoff) => accept(desk, handoff, by)),
    decline: (id, by) =>
      change(deps, id, (desk, handoff) =>
        decide(desk, handoff, {
          event: { name: 'pass', agentId: by.actor.id, why: 'declined' },
          by: by.actor,
        }),
      ),
    takeOver: (id, by) => change(deps, id, (desk, handoff) => takeOver(desk, handoff, by)),
    takeConversation: async (id, by) =>
      (await onConversation(deps, id, (desk) => takeConversation(desk, by))) ??
      refused('not_found'),
    transfer: (id, by, input) =>
      change(deps, id, (desk, handoff) => transfer(desk, handoff, { by, ...input })),
    returnToBot: (id, by, note) =>
      change(deps, id, (desk, handoff) =>
        decide(desk, handoff, {
          event: { name: 'return_to_bot', by: toMachine(by), ...withNote(note) },
          by: by.actor,
        }),
      ),
    close: (id, by, input) =>
      change(deps, id, (desk, handoff) =>
        decide(desk, handoff, { event: closing(handoff, by, input), by: by.actor }),
      ),
    send: async (id, by, activity) =>
      (await onConversation(deps, id, (desk) => send(desk, by, activity))) ?? refused('not_found'),
    setPresence: (agentId, presence, by) => setPresence(deps, { agentId, presence, by }),
    seen: async (agentId) => {
      await deps.pool.query({
        name: 'agent-seen',
        text: 'UPDATE agents SET seen_at = $2 WHERE id = $1',
        values: [agentId, deps.clock.now()],
      });
    },
  };
}

async function change(
  deps: HandoffStoreDeps,
  id: Id<'handoff'>,
  work: (desk: DeskWork, handoff: Handoff) => Promise<HandoffResult>,
): Promise<HandoffResult> {
  return (await onHandoff(deps, id, work)) ?? refused('not_found');
}

/** Carries out a decision that needs nothing but the state machine's consent. */
export async function decide(
  desk: DeskWork,
  handoff: Handoff,
  decision: Decision,
): Promise<HandoffResult> {
  const moved = await carryOut(desk, handoff, decision);
  return moved.kind === 'moved' ? { kind: 'done', handoff: moved.handoff } : moved;
}

async function accept(desk: DeskWork, handoff: Handoff, by: DeskActor): Promise<HandoffResult> {
  const { actor, name } = by;
  // Twice the same click: the customer is not greeted twice.
  if (isOwned(handoff) && handoff.agentId === actor.id) return { kind: 'done', handoff };
  const decision: Decision = {
    event: { name: 'accept', agentId: actor.id, agentName: name },
    by: actor,
  };
  // Another desk has its own people and counts them itself.
  if (actor.kind !== 'agent') return decide(desk, handoff, decision);
  const { goneSeconds } = await readDeskSettings(desk.sql);
  const agent = await lockAgent(desk.sql, actor.id, {
    now: desk.now,
    goneSeconds,
    besides: handoff.id,
  });
  if (agent === undefined) return refused('agent_unavailable');
  const may = isOwned(handoff) ? 'may' : mayAccept(handoff, agent);
  if (may !== 'may') return refused(may);
  const result = await decide(desk, handoff, decision);
  if (result.kind === 'done') await isBack(desk, actor.id, goneSeconds);
  return result;
}

/** Not limited by capacity: a supervisor steps in because nobody else can. */
async function takeOver(desk: DeskWork, handoff: Handoff, by: DeskActor): Promise<HandoffResult> {
  const { actor, name, isSupervisor } = by;
  if (!isSupervisor || actor.kind !== 'agent') return refused('owned_by_another');
  if (handoff.state === 'with_agent' && handoff.agentId === actor.id) {
    return { kind: 'done', handoff };
  }
  const { goneSeconds } = await readDeskSettings(desk.sql);
  const agent = await lockAgent(desk.sql, actor.id, {
    now: desk.now,
    goneSeconds,
    besides: handoff.id,
  });
  if (agent === undefined) return refused('agent_unavailable');
  const event: HandoffEvent = { name: 'take_over', agentId: actor.id, agentName: name };
  const data = handoff.agentId === undefined ? {} : { from: handoff.agentId };
  const result = await decide(desk, handoff, { event, by: actor, data });
  if (result.kind === 'done') await isBack(desk, actor.id, goneSeconds);
  return result;
}

/** Whoever takes a customer while they are away is back, but for nobody else: what they have now is kept. */
async function isBack(desk: DeskWork, agentId: Id<'agent'>, goneSeconds: number): Promise<void> {
  const { rowCount } = await desk.sql.query(
    `UPDATE agents SET presence = 'busy', presence_at = $2 WHERE id = $1 AND presence = 'away'`,
    [agentId, desk.now],
  );
  await actsByHand(desk.sql, agentId, { now: desk.now, goneSeconds });
  if (rowCount === 1) desk.told.events.push({ kind: 'presence', agentId });
}

async function takeConversation(desk: DeskWork, by: DeskActor): Promise<HandoffResult> {
  const open = await lockHandoff(desk.sql, { openOf: desk.conversation.id });
  if (open !== undefined) return takeOver(desk, open, by);
  if (!by.isSupervisor || by.actor.kind !== 'agent') return refused('owned_by_another');
  const { queueNews, random } = desk.deps;
  await desk.sql.query('SAVEPOINT before_taking');
  const handoff = await requestHandoff(desk.sql, {
    conversationId: desk.conversation.id,
    id: newId('handoff', random),
    reason: 'taken_over',
    by: by.actor,
    now: desk.now,
    ...(queueNews === undefined ? {} : { queueNews }),
  });
  if (handoff === undefined) return refused('ended');
  const result = await takeOver(desk, handoff, by);
  // Refused, such as to whom the customer complains about: then nobody asked for a person either.
  if (result.kind === 'refused') await desk.sql.query('ROLLBACK TO SAVEPOINT before_taking');
  return result;
}

function closing(
  { state, firstReplyAt, acceptedAt }: Handoff,
  by: DeskActor,
  input: Parameters<HandoffDesk['close']>[2],
): HandoffEvent {
  const { resultCode, note, wrapUp = false } = input;
  // A code can only be waited for where a person had the talk.
  const waitsForCode = wrapUp && resultCode === undefined && state === 'with_agent';
  if (waitsForCode && firstReplyAt !== undefined) return { name: 'wrap_up', by: toMachine(by) };
  return {
    name: 'close',
    by: toMachine(by),
    outcome: acceptedAt === undefined ? 'withdrawn' : 'agent_closed',
    ...(resultCode === undefined ? {} : { resultCode }),
    ...withNote(note),
  };
}

function withNote(note: string | undefined) {
  return note === undefined ? {} : { note };
}

/** A person of ours or another desk's key, as the state machine knows them. */
export function toMachine({ actor, isSupervisor }: DeskActor) {
  return { kind: 'agent', id: actor.id, isSupervisor } as const;
}

/** The answer to what cannot be. */
export function refused(why: HandoffRefusal): {
  readonly kind: 'refused';
  readonly why: HandoffRefusal;
} {
  return { kind: 'refused', why };
}
