import type { AppliedEvents } from '../../domain/claim/apply.ts';
import type { ClaimEventInput, DerivedClaim } from '../../domain/claim/record.ts';
import { newId, type Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

interface Saved {
  readonly claimId: string;
  readonly fresh: readonly ClaimEventInput[];
  readonly applied: AppliedEvents;
  readonly now: Date;
}

/**
 * Appends events and brings what is derived from them up to date: the claim and its loss items. An event's
 * `anomaly` column keeps what was seen when it arrived (rows of events never change); a late event can
 * make the step legal, so readers derive the flags anew.
 */
export async function saveEvents(
  deps: { readonly sql: Sql; readonly random: Random },
  saved: Saved,
): Promise<void> {
  await insertEvents(deps, saved);
  await saveDerived(deps, saved.claimId, { derived: saved.applied.claim, now: saved.now });
}

async function insertEvents(
  { sql, random }: { readonly sql: Sql; readonly random: Random },
  { claimId, fresh, applied, now }: Saved,
): Promise<void> {
  const rows = fresh.map((event) => ({
    id: newId('claimEvent', random),
    source_event_id: event.sourceEventId,
    source: event.source,
    status: event.status,
    raw_status: event.rawStatus,
    loss_item_no: event.lossItemNo,
    occurred_at: event.occurredAt,
    anomaly: applied.claim.anomalies.get(event.sourceEventId),
    facts: { ...event.facts, handler: event.handler, lossItemKind: event.lossItemKind },
    actor: event.actor,
  }));
  await sql.query(
    `INSERT INTO claim_events (id, claim_id, source_event_id, source, status, raw_status, loss_item_no,
       occurred_at, received_at, anomaly, facts, actor)
     SELECT e.id, $1, e.source_event_id, e.source, e.status, e.raw_status, e.loss_item_no,
       e.occurred_at, $2, e.anomaly, e.facts, e.actor
     FROM jsonb_to_recordset($3::jsonb) AS e (id text, source_event_id text, source text, status text,
       raw_status text, loss_item_no text, occurred_at timestamptz, anomaly text, facts jsonb, actor text)`,
    [claimId, now, JSON.stringify(rows)],
  );
}

/** Writes what the events say into the columns that lists and searches read. */
async function saveDerived(
  { sql, random }: { readonly sql: Sql; readonly random: Random },
  claimId: string,
  { derived, now }: { readonly derived: DerivedClaim; readonly now: Date },
): Promise<void> {
  await sql.query(
    `UPDATE claims SET status = $2, raw_status = $3, status_at = $4, facts = $5, handler_name = $6,
       handler_phone = $7, updated_at = $8 WHERE id = $1`,
    [
      claimId,
      derived.status,
      derived.rawStatus ?? null,
      derived.statusAt,
      JSON.stringify(derived.facts),
      derived.handler?.name ?? null,
      derived.handler?.phone ?? null,
      now,
    ],
  );
  if (derived.lossItems.length === 0) return;
  const items = derived.lossItems.map((item) => ({ ...item, id: newId('lossItem', random) }));
  await sql.query(
    `INSERT INTO loss_items (id, claim_id, item_no, kind, status, amount_fen, updated_at)
     SELECT i.id, $1, i."itemNo", i.kind, i.status, i."amountFen", $2
     FROM jsonb_to_recordset($3::jsonb) AS i (id text, "itemNo" text, kind text, status text, "amountFen" bigint)
     ON CONFLICT (claim_id, item_no) DO UPDATE SET kind = excluded.kind, status = excluded.status,
       amount_fen = excluded.amount_fen, updated_at = excluded.updated_at`,
    [claimId, now, JSON.stringify(items)],
  );
}
