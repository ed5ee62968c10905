import type { DeskActor, HandoffRefusal, HandoffResult } from '../../domain/handoff/desk.ts';
import type { Handoff } from '../../domain/handoff/handoff.ts';
import type { HandoffEvent } from '../../domain/handoff/machine.ts';
import { newId } from '../../lib/ids.ts';
import { lockAgent } from './candidates.ts';
import { carryOut } from './carry-out.ts';
import { readDeskSettings } from './desk-settings.ts';
import type { DeskWork } from './desk-work.ts';

export interface Transfer {
  readonly by: DeskActor;
  readonly to: Extract<HandoffEvent, { readonly name: 'transfer' }>['to'];
  readonly note?: string | undefined;
}

/** Gives a hand-off to somebody else. The note is for whoever comes next, so it is a note of the conversation. */
export async function transfer(
  desk: DeskWork,
  handoff: Handoff,
  { by, to, note }: Transfer,
): Promise<HandoffResult> {
  const problem = await findProblem(desk, handoff, to);
  if (problem !== undefined) return { kind: 'refused', why: problem };
  const { actor, isSupervisor } = by;
  const moved = await carryOut(desk, handoff, {
    event: { name: 'transfer', by: { id: actor.id, isSupervisor }, to },
    by: actor,
    data: handoff.agentId === undefined ? {} : { from: handoff.agentId },
  });
  if (moved.kind === 'refused') return moved;
  if (note !== undefined) await insertNote(desk, by, note);
  return { kind: 'done', handoff: moved.handoff };
}

/** Nobody is sent to a person who is not there. Teams and supervisors are waited for. */
async function findProblem(
  desk: DeskWork,
  handoff: Handoff,
  to: Transfer['to'],
): Promise<HandoffRefusal | undefined> {
  switch (to.kind) {
    case 'agent': {
      const { now } = desk;
      const { goneSeconds } = await readDeskSettings(desk.sql);
      const agent = await lockAgent(desk.sql, to.agentId, {
        now,
        goneSeconds,
        besides: handoff.id,
      });
      if (agent === undefined || agent.role === 'auditor') return 'unknown_target';
      return agent.isHere && agent.presence !== 'away' ? undefined : 'agent_unavailable';
    }
    case 'team': {
      const { rows } = await desk.sql.query('SELECT 1 FROM teams WHERE id = $1', [to.teamId]);
      return rows.length === 0 ? 'unknown_target' : undefined;
    }
    case 'supervisor':
      return undefined;
  }
}

async function insertNote(desk: DeskWork, by: DeskActor, text: string): Promise<void> {
  const conversationId = desk.conversation.id;
  await desk.sql.query(
    `INSERT INTO conversation_notes (id, conversation_id, author_id, author_name, text, at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [newId('note', desk.deps.random), conversationId, by.actor.id, by.name, text, desk.now],
  );
  desk.told.events.push({ kind: 'note', conversationId });
}
