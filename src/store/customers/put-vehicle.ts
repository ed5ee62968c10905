import type { VehiclePut } from '../../domain/customer/record.ts';
import { newId, type Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

interface PutVehicle {
  readonly customerId: string;
  readonly vehicle: VehiclePut;
  readonly random: Random;
  readonly now: Date;
}

/**
 * Stores a vehicle of a customer and returns its id. A known VIN keeps its row when the car changes
 * hands or plates; without a VIN the plate among this customer's vehicles says which one it is.
 */
export async function putVehicle(sql: Sql, put: PutVehicle): Promise<string> {
  const { vehicle, customerId, now } = put;
  const found = await findVehicleId(sql, put);
  if (found !== undefined) {
    await sql.query(
      `UPDATE vehicles SET customer_id = $2, plate = CASE WHEN $3 THEN $4 ELSE plate END,
         vin = COALESCE($5, vin), model = CASE WHEN $6 THEN $7 ELSE model END,
         energy = CASE WHEN $8 THEN $9 ELSE energy END, updated_at = $10,
         inspection_due_on = CASE WHEN $11 THEN $12 ELSE inspection_due_on END,
         registered_on = CASE WHEN $13 THEN $14 ELSE registered_on END,
         city = CASE WHEN $15 THEN $16 ELSE city END WHERE id = $1`,
      [
        found,
        customerId,
        vehicle.plate !== undefined,
        vehicle.plate ?? null,
        vehicle.vin ?? null,
        vehicle.model !== undefined,
        vehicle.model ?? null,
        vehicle.energy !== undefined,
        vehicle.energy ?? null,
        now,
        vehicle.inspectionDueOn !== undefined,
        vehicle.inspectionDueOn ?? null,
        vehicle.registeredOn !== undefined,
        vehicle.registeredOn ?? null,
        vehicle.city !== undefined,
        vehicle.city ?? null,
      ],
    );
    return found;
  }
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO vehicles (id, customer_id, plate, vin, model, energy, created_at, updated_at,
       inspection_due_on, registered_on, city)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10)
     ON CONFLICT (vin) DO UPDATE SET customer_id = excluded.customer_id, updated_at = excluded.updated_at
     RETURNING id`,
    [
      newId('vehicle', put.random),
      customerId,
      vehicle.plate ?? null,
      vehicle.vin ?? null,
      vehicle.model ?? null,
      vehicle.energy ?? null,
      now,
      vehicle.inspectionDueOn ?? null,
      vehicle.registeredOn ?? null,
      vehicle.city ?? null,
    ],
  );
  return rows[0]?.id ?? '';
}

async function findVehicleId(sql: Sql, put: PutVehicle): Promise<string | undefined> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM vehicles
     WHERE vin = $1 OR (customer_id = $2 AND plate = $3 AND (vin IS NULL OR $1::text IS NULL))
     ORDER BY vin = $1 DESC NULLS LAST, created_at LIMIT 1`,
    [put.vehicle.vin ?? null, put.customerId, put.vehicle.plate ?? null],
  );
  return rows[0]?.id;
}
