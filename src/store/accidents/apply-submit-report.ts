import type { AccidentReport } from '../../domain/accident/report.ts';
import type { SubmitAccidentReport } from '../../domain/write.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import type { Sql } from '../sql.ts';
import { findInsured, type InsuredCar, type ReportFlag } from './find-insured.ts';
import { openClaim } from './open-claim.ts';

/**
 * Stores a report, opens its case when the car is known, and links its photos, inside the turn's transaction.
 * A report is stored whoever reports and whatever is known of the car. A number given out twice throws: the turn
 * rolls back and is run again with another one.
 */
export async function applySubmitReport(
  sql: Sql,
  { report }: SubmitAccidentReport,
  deps: { readonly now: Date; readonly random: Random },
): Promise<void> {
  const found = await findInsured(sql, report.plate, report.accidentAt);
  const { car } = found;
  const flags: readonly ReportFlag[] =
    report.isInjuryUnclear === true ? [...found.flags, 'injury_unclear'] : found.flags;
  const claimId = car === undefined ? null : await openClaim({ ...deps, sql }, report, car);
  const photoIds = await ownPhotos(sql, report);
  await insertReport(sql, { report, car, flags, claimId, photoIds, ...deps });
  if (claimId === null) return;
  const actor = { kind: 'customer', id: report.identityId } as const;
  const entry = {
    actor,
    action: 'claim.opened',
    subjectKind: 'claim',
    subjectId: report.reportNo,
    data: { flags: [...flags] },
  };
  await insertAudit(sql, [entry], deps.now);
}

/** Only files of this very conversation, in the order in which they were sent. */
async function ownPhotos(
  sql: Sql,
  { photoIds, conversationId }: AccidentReport,
): Promise<readonly string[]> {
  if (photoIds.length === 0) return [];
  const { rows } = await sql.query<{ id: string }>(
    'SELECT id FROM files WHERE id = ANY($1) AND conversation_id = $2',
    [[...photoIds], conversationId],
  );
  const own = new Set(rows.map(({ id }) => id));
  return [...new Set(photoIds)].filter((id) => own.has(id));
}

interface Stored {
  readonly report: AccidentReport;
  readonly car: InsuredCar | undefined;
  readonly flags: readonly ReportFlag[];
  readonly claimId: string | null;
  readonly photoIds: readonly string[];
  readonly now: Date;
  readonly random: Random;
}

async function insertReport(sql: Sql, stored: Stored): Promise<void> {
  const { report, car } = stored;
  const row = {
    id: newId('accidentReport', stored.random),
    report_no: report.reportNo,
    reported_at: report.reportedAt,
    identity_id: report.identityId,
    conversation_id: report.conversationId,
    customer_id: car?.customerId ?? null,
    vehicle_id: car?.vehicleId ?? null,
    policy_id: car?.policyId ?? null,
    claim_id: stored.claimId,
    plate: report.plate,
    reporter_phone: report.reporterPhone,
    reporter_name: report.reporterName ?? null,
    accident_at: report.accidentAt,
    is_accident_time_approximate: report.isAccidentTimeApproximate,
    accident_place: report.accidentPlace,
    latitude: report.location?.latitude ?? null,
    longitude: report.location?.longitude ?? null,
    accident_kind: report.accidentKind,
    loss_kind: report.lossKind,
    description: report.description ?? null,
    has_injury: report.hasInjury,
    injured_count: report.injuredCount ?? null,
    other_plates: JSON.stringify(report.otherPlates),
    is_in_safe_place: report.isInSafePlace ?? null,
    is_drivable: report.isDrivable,
    police_reported: report.policeReported ?? null,
    police_reasons: JSON.stringify(report.policeReasons),
    photo_ids: JSON.stringify(stored.photoIds),
    documents: JSON.stringify(report.documents),
    urgency: report.urgency,
    flags: JSON.stringify(stored.flags),
    adjuster_id: report.handler?.id ?? null,
    created_at: stored.now,
  };
  const columns = Object.keys(row);
  const places = columns.map((_, i) => `$${i + 1}`);
  await sql.query(
    `INSERT INTO accident_reports (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  );
}
