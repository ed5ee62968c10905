import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type { CustomerPut, PolicyPut, PutOutcome } from '../../domain/customer/record.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { putRow } from '../put-row.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { putVehicle } from './put-vehicle.ts';

export interface PutCustomerDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

/** Stores a customer and their vehicles as the insurer's system knows them now, in one transaction. */
export function putCustomer(
  deps: PutCustomerDeps,
  put: CustomerPut,
  actor: Actor,
): Promise<PutOutcome> {
  const now = deps.clock.now();
  return inTransaction(deps.pool, async (sql) => {
    const { id, kind } = await putRow(sql, {
      table: 'customers',
      keyColumn: 'customer_no',
      key: put.customerNo,
      newId: newId('customer', deps.random),
      values: {
        name: put.name,
        gender: put.gender,
        phone: put.phone,
        id_type: put.idType,
        id_number: put.idNumber,
        birthday: put.birthday,
        birthday_kind: put.birthdayKind,
        birthday_in_leap_month: put.birthdayInLeapMonth,
        city: put.city,
        licence_expires_on: put.licenceExpiresOn,
        bereaved_at: put.bereaved === false ? null : undefined,
        marketing_blocked_at: put.marketingBlocked === false ? null : undefined,
        email: put.email,
        address: put.address,
        branch: put.branch,
        tier: put.tier,
        tags: put.tags === undefined ? undefined : JSON.stringify(put.tags),
        relationship_manager: put.relationshipManager,
      },
      since: {
        ...(put.bereaved === true ? { bereaved_at: now } : {}),
        ...(put.marketingBlocked === true ? { marketing_blocked_at: now } : {}),
      },
      sourceUpdatedAt: put.updatedAt,
      now,
    });
    if (kind === 'older') return { kind };
    for (const vehicle of put.vehicles ?? []) {
      await putVehicle(sql, { customerId: id, vehicle, random: deps.random, now });
    }
    const entry = {
      actor,
      action: `customer.${kind}`,
      subjectKind: 'customer',
      subjectId: put.customerNo,
    };
    await insertAudit(sql, [entry], now);
    return { kind };
  });
}

/** Stores a policy; its customer must be known, its vehicle is stored with it. */
export function putPolicy(
  deps: PutCustomerDeps,
  put: PolicyPut,
  actor: Actor,
): Promise<PutOutcome> {
  const now = deps.clock.now();
  return inTransaction(deps.pool, async (sql) => {
    const customerId = await findCustomerId(sql, put.customerNo);
    if (customerId === undefined) return { kind: 'unknown_reference', field: 'customerNo' };
    const { id, kind } = await putRow(sql, {
      table: 'policies',
      keyColumn: 'policy_no',
      key: put.policyNo,
      newId: newId('policy', deps.random),
      values: {
        customer_id: customerId,
        kind: put.kind,
        status: put.status,
        starts_at: put.startsAt,
        ends_at: put.endsAt,
        premium_fen: put.premiumFen,
        covers: put.covers === undefined ? undefined : JSON.stringify(put.covers),
        branch: put.branch,
      },
      sourceUpdatedAt: put.updatedAt,
      now,
    });
    if (kind === 'older') return { kind };
    if (put.vehicle !== undefined) {
      const vehicle = { customerId, vehicle: put.vehicle, random: deps.random, now };
      const vehicleId = await putVehicle(sql, vehicle);
      await sql.query('UPDATE policies SET vehicle_id = $2 WHERE id = $1', [id, vehicleId]);
    }
    const entry = {
      actor,
      action: `policy.${kind}`,
      subjectKind: 'policy',
      subjectId: put.policyNo,
    };
    await insertAudit(sql, [entry], now);
    return { kind };
  });
}

/** The id behind the insurer's number of a customer. */
export async function findCustomerId(sql: Sql, customerNo: string): Promise<string | undefined> {
  const { rows } = await sql.query<{ id: string }>(
    'SELECT id FROM customers WHERE customer_no = $1',
    [customerNo],
  );
  return rows[0]?.id;
}
