import { addMs, SECOND_MS } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { type DemoRow, NEVER_TOLD } from './demo-row.ts';
import type { DemoClaim } from './insurer.ts';

/** What an event takes from the insurer's system to us. */
const RECEIVED_AFTER_MS = 2 * SECOND_MS;

/** A claim with what the domain derived from its events, as store/claims/save-events.ts writes it. */
export function claimRow(claim: DemoClaim): DemoRow {
  const { derived, reporter } = claim;
  return {
    id: claim.id,
    claim_no: claim.claimNo,
    report_no: claim.reportNo,
    customer_id: claim.customer.id,
    vehicle_id: claim.vehicle.id,
    policy_id: claim.policy.id,
    plate: claim.vehicle.plate ?? null,
    status: derived.status,
    raw_status: derived.rawStatus ?? null,
    status_at: derived.statusAt,
    accident_at: claim.accidentAt,
    accident_place: claim.accidentPlace,
    accident_kind: claim.accidentKind,
    has_injury: claim.hasInjury,
    reported_at: claim.reportedAt,
    reporter: reporter ?? null,
    reporter_phone: reporter?.phone ?? null,
    handler_name: derived.handler?.name ?? null,
    handler_phone: derived.handler?.phone ?? null,
    facts: derived.facts,
    source_updated_at: NEVER_TOLD,
    created_at: addMs(claim.reportedAt, RECEIVED_AFTER_MS),
    updated_at: updatedAt(claim),
  };
}

/** A claim's rows of table `claim_events`. */
export function eventRows(claim: DemoClaim, random: Random): readonly DemoRow[] {
  return claim.events.map((event) => ({
    id: newId('claimEvent', random),
    claim_id: claim.id,
    source_event_id: event.sourceEventId,
    source: event.source,
    status: event.status ?? null,
    raw_status: event.rawStatus ?? null,
    loss_item_no: event.lossItemNo ?? null,
    occurred_at: event.occurredAt,
    received_at: addMs(event.occurredAt, RECEIVED_AFTER_MS),
    anomaly: claim.derived.anomalies.get(event.sourceEventId) ?? null,
    facts: { ...event.facts, handler: event.handler, lossItemKind: event.lossItemKind },
    actor: event.actor ?? null,
  }));
}

/** A claim's rows of table `loss_items`. */
export function lossItemRows(claim: DemoClaim, random: Random): readonly DemoRow[] {
  return claim.derived.lossItems.map((item) => ({
    id: newId('lossItem', random),
    claim_id: claim.id,
    item_no: item.itemNo,
    kind: item.kind,
    status: item.status,
    amount_fen: item.amountFen ?? null,
    updated_at: updatedAt(claim),
  }));
}

function updatedAt(claim: DemoClaim): Date {
  const times = claim.events.map(({ occurredAt }) => occurredAt.getTime());
  return addMs(new Date(Math.max(...times)), RECEIVED_AFTER_MS);
}
