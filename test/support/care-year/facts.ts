import type { Pool } from 'pg';

/** What the insurer knows, as far as care goes by it: read once from the demo, then kept by whoever plays the year. */
export interface Customer {
  readonly id: string;
  readonly customerNo: string;
  readonly name: string;
  readonly phone: string | null;
  readonly tier: string;
  readonly birthday: string | null;
  readonly birthdayKind: string;
  readonly birthdayInLeapMonth: boolean;
  readonly licenceExpiresOn: string | null;
  readonly inspections: readonly string[];
  /** Null: a new car that is not registered yet. */
  readonly plates: readonly (string | null)[];
  /** When the desk learned of it. */
  bereavedAt: Date | null;
  readonly blockedAt: Date | null;
  /** Said no to a visit: left alone until then. */
  silentUntil?: Date;
}

export interface Policy {
  readonly no: string;
  readonly customerId: string;
  readonly vehicleId: string | null;
  readonly kind: 'commercial' | 'compulsory';
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Written as over by the insurer: never in force. */
  readonly isExpired: boolean;
  readonly knownAt: Date;
  cancelledAt?: Date;
}

export interface Claim {
  readonly no: string;
  readonly customerId: string;
  readonly hasInjury: boolean;
  readonly knownAt: Date;
  closedAt?: Date;
  closedAs?: string;
  paidFen?: number;
  /** The money had left when the year began. */
  readonly isPaid: boolean;
  readonly isTotalLoss: boolean;
}

export interface Complaint {
  readonly no: string;
  readonly customerId: string;
  readonly openedAt: Date;
  readonly severity: string;
  closedAt?: Date;
  isAsked?: boolean;
}

export interface Consent {
  readonly customerId: string;
  readonly purpose: string;
  readonly way: string | null;
  readonly isGranted: boolean;
  readonly at: Date;
}

export interface Facts {
  readonly customers: ReadonlyMap<string, Customer>;
  readonly policies: Policy[];
  readonly claims: Claim[];
  readonly complaints: Complaint[];
  readonly consents: Consent[];
}

const CLOSED = ['CLOSED_PAID', 'CLOSED_ZERO', 'CANCELLED', 'REJECTED'];

/** Everything that is known at the beginning of the year. */
export async function readFacts(pool: Pool): Promise<Facts> {
  const long = new Date(0);
  const customers = await pool.query<Customer>(
    `SELECT id, customer_no AS "customerNo", name, phone, tier, birthday, birthday_kind AS "birthdayKind",
       birthday_in_leap_month AS "birthdayInLeapMonth", licence_expires_on AS "licenceExpiresOn",
       ARRAY(SELECT inspection_due_on FROM vehicles v WHERE v.customer_id = c.id AND inspection_due_on IS NOT NULL)
         AS inspections, ARRAY(SELECT plate FROM vehicles v WHERE v.customer_id = c.id) AS plates, bereaved_at AS "bereavedAt", marketing_blocked_at AS "blockedAt" FROM customers c`,
  );
  const policies = await pool.query<Policy & { readonly status: string }>(
    `SELECT policy_no AS no, customer_id AS "customerId", vehicle_id AS "vehicleId", kind, starts_at AS "startsAt",
       ends_at AS "endsAt", status FROM policies`,
  );
  const claims = await pool.query<{
    no: string;
    customerId: string;
    hasInjury: boolean;
    status: string;
    at: Date;
    paidFen: number | null;
    isTotalLoss: boolean;
  }>(
    `SELECT claim_no AS no, customer_id AS "customerId", has_injury AS "hasInjury", status, status_at AS at,
       (facts->>'payableFen')::float8 AS "paidFen", COALESCE(facts->>'handlingMode' LIKE '%全损%', false) AS "isTotalLoss"
     FROM claims`,
  );
  const complaints = await pool.query<Complaint & { readonly ended: Date | null }>(
    `SELECT complaint_no AS no, customer_id AS "customerId", received_at AS "openedAt", severity,
       CASE WHEN status IN ('CLOSED', 'WITHDRAWN', 'DECLINED', 'MERGED') THEN COALESCE(closed_at, updated_at) END AS ended
     FROM complaints WHERE customer_id IS NOT NULL`,
  );
  const consents = await pool.query<Consent>(
    `SELECT customer_id AS "customerId", purpose, way, is_granted AS "isGranted", decided_at AS at FROM consents
     WHERE customer_id IS NOT NULL`,
  );
  return {
    customers: new Map(customers.rows.map((row) => [row.id, row])),
    policies: policies.rows.map(({ status, ...row }) => ({
      ...row,
      knownAt: long,
      isExpired: status === 'expired',
      ...(status === 'cancelled' ? { cancelledAt: long } : {}),
    })),
    claims: claims.rows.map(({ status, at, paidFen, ...row }) => ({
      ...row,
      knownAt: long,
      isPaid: status === 'PAID',
      ...(paidFen === null ? {} : { paidFen }),
      ...(CLOSED.includes(status) ? { closedAt: at, closedAs: status } : {}),
    })),
    complaints: complaints.rows.map(({ ended, ...row }) => ({
      ...row,
      ...(ended === null ? {} : { closedAt: ended }),
    })),
    consents: consents.rows,
  };
}
