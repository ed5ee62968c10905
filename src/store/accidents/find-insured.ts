import { UNPLATED } from '../../domain/accident/report.ts';
import type { Sql } from '../sql.ts';

/** Things that the handler must look at. They never reach the reporter. */
export type ReportFlag =
  | 'unplated'
  | 'unknown_plate'
  | 'outside_policy_period'
  | 'several_owners'
  | 'injury_unclear';

/** Whose car it is and which policy covers the accident's time; nothing of it is known outside the store. */
export interface InsuredCar {
  readonly customerId: string;
  readonly customerPhone: string | null;
  readonly vehicleId: string;
  readonly policyId: string | null;
}

interface Row {
  readonly customer_id: string;
  readonly phone: string | null;
  readonly vehicle_id: string;
  readonly policy_id: string | null;
}

/**
 * The car of a plate with the policy whose period covers the accident, the commercial one first (the period is
 * half-open; a cancelled policy covers nothing). A plate may have moved on: the car that is covered wins.
 */
export async function findInsured(
  sql: Sql,
  plate: string,
  accidentAt: Date,
): Promise<{ readonly car?: InsuredCar; readonly flags: readonly ReportFlag[] }> {
  if (plate === UNPLATED) return { flags: ['unplated'] };
  const { rows } = await sql.query<Row>(
    `SELECT v.customer_id, c.phone, v.id AS vehicle_id, p.id AS policy_id
     FROM vehicles v JOIN customers c ON c.id = v.customer_id
     LEFT JOIN LATERAL (
       SELECT p.id FROM policies p
       WHERE p.vehicle_id = v.id AND p.status <> 'cancelled' AND p.starts_at <= $2 AND p.ends_at > $2
       ORDER BY p.kind = 'commercial' DESC, p.ends_at DESC, p.id LIMIT 1) p ON TRUE
     WHERE v.plate = $1
     ORDER BY p.id IS NULL, v.updated_at DESC, v.id LIMIT 2`,
    [plate, accidentAt],
  );
  const [row, other] = rows;
  if (row === undefined) return { flags: ['unknown_plate'] };
  const isShared = other !== undefined && other.customer_id !== row.customer_id;
  return {
    car: {
      customerId: row.customer_id,
      customerPhone: row.phone,
      vehicleId: row.vehicle_id,
      policyId: row.policy_id,
    },
    flags: [
      ...(row.policy_id === null ? (['outside_policy_period'] as const) : []),
      ...(isShared ? (['several_owners'] as const) : []),
    ],
  };
}
