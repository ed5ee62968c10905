import type { AccidentReport } from '../../domain/accident/report.ts';
import { applyClaimEvents } from '../../domain/claim/apply.ts';
import type { ClaimEventInput } from '../../domain/claim/record.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { saveEvents } from '../claims/save-events.ts';
import type { Sql } from '../sql.ts';
import type { InsuredCar } from './find-insured.ts';

/** The source of events that this desk makes itself. */
const OWN_SOURCE = 'careline';
/** The handler calls within this time (domain.md 1.4). */
const CONTACT_WITHIN_MINUTES = 10;

/**
 * Opens the case of a report, so that asking for its progress finds it at once. Its number is the report's until
 * the insurer's system gives its own (put-claim.ts). Returns the claim's id; a number given out twice throws.
 */
export async function openClaim(
  deps: { readonly sql: Sql; readonly random: Random; readonly now: Date },
  report: AccidentReport,
  car: InsuredCar,
): Promise<string> {
  const { sql, random, now } = deps;
  const claimId = newId('claim', random);
  const isByOther = report.reporterPhone !== car.customerPhone;
  // What the insured's own phone reported needs no reporter beside them.
  const reporter = { name: report.reporterName ?? '', phone: report.reporterPhone };
  await sql.query(
    `INSERT INTO claims (id, claim_no, report_no, customer_id, vehicle_id, policy_id, plate, status, status_at,
       accident_at, accident_place, accident_kind, has_injury, reported_at, reporter, reporter_phone,
       created_at, updated_at)
     VALUES ($1, $2, $2, $3, $4, $5, $6, 'REPORTED', $7, $8, $9, $10, $11, $7, $12, $13, $14, $14)`,
    [
      claimId,
      report.reportNo,
      car.customerId,
      car.vehicleId,
      car.policyId,
      report.plate,
      report.reportedAt,
      report.accidentAt,
      report.accidentPlace,
      report.accidentKind,
      report.hasInjury,
      isByOther ? JSON.stringify(reporter) : null,
      isByOther ? report.reporterPhone : null,
      now,
    ],
  );
  const fresh = eventsOf(report);
  const applied = applyClaimEvents({ reportedAt: report.reportedAt }, [], fresh);
  await saveEvents(deps, { claimId, fresh, applied, now });
  return claimId;
}

function eventsOf({ reportedAt, handler }: AccidentReport): readonly ClaimEventInput[] {
  const base = { occurredAt: reportedAt, source: OWN_SOURCE, isSnapshot: false } as const;
  const reported = {
    ...base,
    sourceEventId: `${OWN_SOURCE}:reported`,
    status: 'REPORTED',
    facts: {},
  } as const;
  if (handler === undefined) return [reported];
  return [
    reported,
    {
      ...base,
      sourceEventId: `${OWN_SOURCE}:dispatched`,
      status: 'DISPATCHED',
      facts: { contactWithinMinutes: CONTACT_WITHIN_MINUTES },
      handler: { name: handler.name, phone: handler.phone },
    },
  ];
}
