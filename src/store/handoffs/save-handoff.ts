import type { Actor } from '../../domain/audit.ts';
import { type Handoff, modeOf } from '../../domain/handoff/handoff.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Sql } from '../sql.ts';
import { HANDOFF_COLUMNS, toValues } from './handoff-row.ts';

const NAMES = HANDOFF_COLUMNS.join(', ');
const PLACES = HANDOFF_COLUMNS.map((_, index) => `$${index + 1}`).join(', ');
const SETS = HANDOFF_COLUMNS.slice(2)
  .map((name, index) => `${name} = $${index + 3}`)
  .join(', ');

const INSERT = {
  name: 'handoff-insert',
  text: `INSERT INTO handoffs (${NAMES}) VALUES (${PLACES}) ON CONFLICT (id) DO NOTHING`,
};
const UPDATE = {
  name: 'handoff-update',
  // Both keys, so that every value has a place; the conversation never changes.
  text: `UPDATE handoffs SET ${SETS} WHERE id = $1 AND conversation_id = $2`,
};
const EVENT = {
  name: 'handoff-event',
  text: `INSERT INTO handoff_events (handoff_id, conversation_id, at, name, from_state, to_state, actor_kind, actor_id,
      agent_id, data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};

/** Inserts a new hand-off; false when there is one of that id. The caller holds the conversation's lock. */
export async function insertHandoff(sql: Sql, handoff: Handoff): Promise<boolean> {
  const { rowCount } = await sql.query({ ...INSERT, values: toValues(handoff) });
  return rowCount === 1;
}

/** Writes a hand-off that the caller has locked. */
export async function updateHandoff(sql: Sql, handoff: Handoff): Promise<void> {
  await sql.query({ ...UPDATE, values: toValues(handoff) });
}

/** Who answers in the conversation, as the state of its hand-off says. */
export async function setMode(sql: Sql, handoff: Handoff): Promise<void> {
  await sql.query({
    name: 'handoff-mode',
    text: 'UPDATE conversations SET mode = $2 WHERE id = $1 AND mode <> $2',
    values: [handoff.conversationId, modeOf(handoff)],
  });
}

/** One line of a hand-off's history. */
export interface HandoffStep {
  readonly handoff: Handoff;
  readonly name: string;
  readonly fromState: string | undefined;
  readonly by: Actor;
  readonly now: Date;
  readonly data?: JsonObject;
}

export async function insertStep(sql: Sql, step: HandoffStep): Promise<void> {
  const { handoff, by } = step;
  await sql.query({
    ...EVENT,
    values: [
      handoff.id,
      handoff.conversationId,
      step.now,
      step.name,
      step.fromState ?? null,
      handoff.state,
      by.kind,
      by.id,
      handoff.agentId ?? handoff.offeredTo ?? null,
      JSON.stringify(step.data ?? {}),
    ],
  });
}
