import type { TurnCommit } from '../../domain/conversation.ts';
import type { Sql } from '../sql.ts';
import { insertMessagesSql, takeNumbersSql, toAppendRows } from './append.ts';
import type { AppendedRow } from './rows.ts';

/** What committing one turn gave its messages. */
export type CommittedRow = AppendedRow & { readonly nth: number; readonly has_more: boolean };

/**
 * State, replies, audit and the turn's own row of turns of different conversations, in one statement. A turn whose
 * state was changed meanwhile, or whose conversation a person took over, is left out. Rows are locked in the order
 * of their ids, as accepting does. Not prepared: its plan must follow the size of the tables.
 */
const COMMIT = `WITH input AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS i(nth int, id text, count int, now timestamptz, state jsonb,
      version int, handled_seq int, messages jsonb, turn_id text, from_seq int, started_at timestamptz, intent text,
      confidence float8, understood_by text, outcome text, audit jsonb)),
  locked AS MATERIALIZED (
    SELECT id FROM conversations WHERE id = ANY($2) ORDER BY id FOR NO KEY UPDATE),
  numbered AS (
    UPDATE conversations c
    SET ${takeNumbersSql({ count: 'i.count', now: 'i.now' })}, state = i.state, state_version = c.state_version + 1,
        handled_seq = i.handled_seq, turn_by = CASE WHEN c.last_inbound_seq > i.handled_seq THEN c.turn_by END
    FROM locked l JOIN input i ON i.id = l.id
    WHERE c.id = l.id AND c.state_version = i.version AND c.mode <> 'agent'
    RETURNING i.*, c.last_seq, c.last_message_at, c.channel_account, c.last_inbound_seq > i.handled_seq AS has_more),
  inserted AS (${insertMessagesSql({ messages: 'n.messages', turnId: 'n.turn_id' })}),
  turn AS (
    INSERT INTO turns (id, conversation_id, from_seq, to_seq, started_at, committed_at, intent, confidence,
      understood_by, outcome)
    SELECT turn_id, id, from_seq, handled_seq, started_at, now, intent, confidence, understood_by, outcome
    FROM numbered),
  audited AS (
    INSERT INTO audit (at, actor_kind, actor_id, action, subject_kind, subject_id, reason, data)
    SELECT n.now, a->'actor'->>'kind', a->'actor'->>'id', a->>'action', a->>'subjectKind', a->>'subjectId',
      a->>'reason', COALESCE(a->'data', '{}') FROM numbered n, jsonb_array_elements(n.audit) AS a)
  SELECT nth, last_seq, last_message_at, has_more FROM numbered`;

/** Commits turns of different conversations; null for one that came too late. */
export async function commitTurns(
  sql: Sql,
  commits: readonly TurnCommit[],
): Promise<readonly (CommittedRow | null)[]> {
  const input = JSON.stringify(commits.map(toInput));
  const ids = commits.map((commit) => commit.conversationId);
  const { rows } = await sql.query<CommittedRow>(COMMIT, [input, ids]);
  const byNth = new Map(rows.map((row) => [row.nth, row]));
  return commits.map((_, nth) => byNth.get(nth) ?? null);
}

function toInput(commit: TurnCommit, nth: number): object {
  return {
    nth,
    id: commit.conversationId,
    count: commit.messages.length,
    now: commit.now,
    state: commit.state,
    version: commit.stateVersion,
    handled_seq: commit.handledSeq,
    messages: toAppendRows(commit.messages),
    turn_id: commit.turnId,
    from_seq: commit.fromSeq,
    started_at: commit.startedAt,
    intent: commit.understood?.intent,
    confidence: commit.understood?.confidence,
    understood_by: commit.understood?.by,
    outcome: commit.outcome,
    audit: commit.audit,
  };
}
