import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../../domain/audit.ts';
import { deriveClaim } from '../../domain/claim/derive.ts';
import type {
  ClaimDetail,
  ClaimEventInput,
  ClaimPut,
  DerivedClaim,
} from '../../domain/claim/record.ts';
import { factsAt } from '../../domain/claim/stage-facts.ts';
import type { PutOutcome } from '../../domain/customer/record.ts';
import { newId } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { findCustomerId } from '../customers/put-customer.ts';
import { type PutRow, putRow } from '../put-row.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { SNAPSHOT_SOURCE } from './read-claims.ts';
import { applyEvents, type ClaimStoreDeps, lockClaim } from './record-events.ts';

/**
 * Stores a claim as the insurer's system knows it now, in one transaction. A stage it tells joins the
 * claim's events at its own time, so a PUT and events can arrive in any order. The customer is told of a
 * new stage of a claim we knew; a claim that is new to us may be an import of old ones.
 */
export async function putClaim(
  deps: ClaimStoreDeps,
  put: ClaimPut,
  actor: Actor,
): Promise<PutOutcome> {
  const { outcome, told } = await inTransaction(deps.pool, async (sql) => {
    const references = await findReferences(sql, put);
    if (references.kind === 'unknown_reference') return { outcome: references, told: [] };
    await takeOverProvisional(sql, put);
    const { kind } = await putRow(sql, toRow(deps, put, references));
    if (kind === 'older') return { outcome: { kind } as const, told: [] };
    const audit = { actor, action: `claim.${kind}`, subjectKind: 'claim', subjectId: put.claimNo };
    await insertAudit(sql, [audit], deps.clock.now());
    const claim = await lockClaim(sql, put.claimNo);
    if (claim === undefined) throw new Error('a claim vanished inside its own transaction');
    const events = toSnapshotEvents(put, claim);
    const sent = { events, actor, mayTell: kind === 'updated' };
    const applied = await applyEvents({ ...deps, sql }, claim, sent);
    return { outcome: { kind } as const, told: applied.told };
  });
  if (told.length > 0) deps.news.publish(told);
  return outcome;
}

/**
 * A case that this desk opened for a report bears the report's number until now: the insurer's first claim of
 * that report gives its number to the same row, so that its history stays and nothing is shown twice. A second
 * claim of one report (交强 beside 商业) is a row of its own.
 */
async function takeOverProvisional(sql: Sql, { claimNo, reportNo }: ClaimPut): Promise<void> {
  if (typeof reportNo !== 'string' || reportNo === claimNo) return;
  await sql.query(
    `UPDATE claims SET claim_no = $1 WHERE claim_no = $2 AND report_no = $2 AND source_updated_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM claims WHERE claim_no = $1)`,
    [claimNo, reportNo],
  );
}

type References =
  | {
      readonly kind: 'found';
      readonly customerId: string;
      readonly policyId: string | null | undefined;
      readonly vehicleId: string | null | undefined;
    }
  | Extract<PutOutcome, { kind: 'unknown_reference' }>;

async function findReferences(sql: Sql, put: ClaimPut): Promise<References> {
  const customerId = await findCustomerId(sql, put.customerNo);
  if (customerId === undefined) return { kind: 'unknown_reference', field: 'customerNo' };
  let policyId: string | null | undefined = put.policyNo === null ? null : undefined;
  if (typeof put.policyNo === 'string') {
    policyId = await findId(sql, 'SELECT id FROM policies WHERE policy_no = $1', [put.policyNo]);
    if (policyId === undefined) return { kind: 'unknown_reference', field: 'policyNo' };
  }
  const vehicleId =
    typeof put.plate === 'string'
      ? await findId(sql, 'SELECT id FROM vehicles WHERE customer_id = $1 AND plate = $2 LIMIT 1', [
          customerId,
          put.plate,
        ])
      : put.plate;
  return { kind: 'found', customerId, policyId, vehicleId };
}

async function findId(sql: Sql, query: string, values: unknown[]): Promise<string | undefined> {
  const { rows } = await sql.query<{ id: string }>(query, values);
  return rows[0]?.id;
}

function toRow(
  deps: ClaimStoreDeps,
  put: ClaimPut,
  references: Extract<References, { kind: 'found' }>,
): PutRow {
  const { reporter } = put;
  return {
    table: 'claims',
    keyColumn: 'claim_no',
    key: put.claimNo,
    newId: newId('claim', deps.random),
    values: {
      report_no: put.reportNo,
      customer_id: references.customerId,
      policy_id: references.policyId,
      vehicle_id: references.vehicleId,
      plate: put.plate,
      accident_at: put.accidentAt,
      accident_place: put.accidentPlace,
      accident_kind: put.accidentKind,
      has_injury: put.hasInjury,
      reported_at: put.reportedAt,
      reporter: reporter ? JSON.stringify(reporter) : reporter,
      reporter_phone: reporter ? reporter.phone : reporter,
    },
    initial: { status: 'REPORTED', status_at: put.reportedAt },
    sourceUpdatedAt: put.updatedAt,
    now: deps.clock.now(),
  };
}

/** What this PUT says beyond what the events already say; nothing for a repeated one. */
function toSnapshotEvents(put: ClaimPut, claim: ClaimDetail): readonly ClaimEventInput[] {
  const moves = [...stageEvents(put, claim), ...itemEvents(put, claim)];
  // A step ends what was told for the stage before, so what is news is seen from where the claim then stands.
  const moved = deriveClaim({ reportedAt: claim.reportedAt }, [...claim.events, ...moves]);
  return [...moves, ...factEvents(put, moved)];
}

function stageEvents(put: ClaimPut, { derived }: ClaimDetail): readonly ClaimEventInput[] {
  const isNews =
    put.status === undefined
      ? put.rawStatus !== undefined && put.rawStatus !== derived.rawStatus
      : put.status !== derived.status;
  if (!isNews) return [];
  const told = {
    ...defined('status', put.status),
    ...defined('rawStatus', put.rawStatus),
    facts: {},
  };
  return [{ ...snapshot(put, 'stage'), occurredAt: put.statusAt ?? put.updatedAt, ...told }];
}

function itemEvents(put: ClaimPut, { derived }: ClaimDetail): readonly ClaimEventInput[] {
  const changed = (put.lossItems ?? []).filter(({ itemNo, kind, status, amountFen }) => {
    const known = derived.lossItems.find((one) => one.itemNo === itemNo);
    return !isDeepStrictEqual(known, { itemNo, kind, status, ...defined('amountFen', amountFen) });
  });
  const events: ClaimEventInput[] = changed.map((item) => ({
    ...snapshot(put, item.itemNo),
    status: item.status,
    lossItemNo: item.itemNo,
    lossItemKind: item.kind,
    facts: defined('assessedFen', item.amountFen),
  }));
  // Told together with its items, the case's stage is what was told, and not the lowest of the items'.
  if (events.length > 0 && put.status !== undefined) {
    events.push({ ...snapshot(put, 'still'), status: put.status, facts: {} });
  }
  return events;
}

function factEvents(put: ClaimPut, derived: DerivedClaim): readonly ClaimEventInput[] {
  const { handler, facts = {} } = put;
  const isHandlerNews = handler !== undefined && !isDeepStrictEqual(handler, derived.handler);
  const told = factsAt({ ...derived.facts, ...facts }, derived.status);
  const isFactNews = !isDeepStrictEqual(told, derived.facts);
  if (!isHandlerNews && !isFactNews) return [];
  return [{ ...snapshot(put, 'facts'), facts, ...defined('handler', handler) }];
}

function snapshot(put: ClaimPut, part: string) {
  const sourceEventId = `put:${put.updatedAt.toISOString()}:${part}`;
  return {
    sourceEventId,
    occurredAt: put.updatedAt,
    source: SNAPSHOT_SOURCE,
    isSnapshot: true,
  } as const;
}

function defined<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  if (value === undefined) return {};
  const one: { [P in K]?: V } = {};
  one[key] = value;
  return one;
}
