import type { Pool } from 'pg';
import { z } from 'zod';
import { isMobile } from '../../domain/identifiers.ts';
import type {
  CustomerProfile,
  PolicyCover,
  PolicyFacts,
  PolicyReader,
} from '../../domain/policy/view.ts';

/** Newest terms that are read: whoever has more is a fleet, and has a person. */
const POLICIES_MAX = 200;
const PLATES_MAX = 50;

/** Policies and own details of a known customer. */
export function makePolicyReader({ pool }: { readonly pool: Pool }): PolicyReader {
  return {
    ofCustomer: async (customerId) => {
      const { rows } = await pool.query<PolicyRow>(
        `SELECT p.id, p.policy_no, p.kind, p.status, p.starts_at, p.ends_at, p.premium_fen, p.covers, v.plate
         FROM policies p LEFT JOIN vehicles v ON v.id = p.vehicle_id
         WHERE p.customer_id = $1 ORDER BY p.starts_at DESC, p.id LIMIT $2`,
        [customerId, POLICIES_MAX],
      );
      return rows.map(toFacts);
    },
    profile: async (customerId) => {
      const { rows } = await pool.query<ProfileRow>(
        `SELECT c.customer_no, c.name, c.phone, c.email, c.address,
           ARRAY(SELECT v.plate FROM vehicles v WHERE v.customer_id = c.id AND v.plate IS NOT NULL
             ORDER BY v.created_at, v.id LIMIT $2) AS plates
         FROM customers c WHERE c.id = $1`,
        [customerId, PLATES_MAX],
      );
      return rows[0] === undefined ? undefined : toProfile(rows[0]);
    },
  };
}

interface PolicyRow {
  readonly id: string;
  readonly policy_no: string;
  readonly kind: string;
  readonly status: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly premium_fen: string | null;
  readonly covers: unknown;
  readonly plate: string | null;
}

const kindSchema = z.enum(['compulsory', 'commercial']);
const money = z.number().int().nonnegative().optional().catch(undefined);
const coverSchema = z.object({
  code: z.string().catch(''),
  name: z.string().min(1),
  sumInsuredFen: money,
  deductibleFen: money,
});

/** A cover without a name cannot be told to anybody; the others of its policy can. */
function toCovers(column: unknown): readonly PolicyCover[] {
  if (!Array.isArray(column)) return [];
  return column.flatMap((item) => {
    const parsed = coverSchema.safeParse(item);
    if (!parsed.success) return [];
    const { code, name, sumInsuredFen, deductibleFen } = parsed.data;
    return {
      code,
      name,
      ...(sumInsuredFen === undefined ? {} : { sumInsuredFen }),
      ...(deductibleFen === undefined ? {} : { deductibleFen }),
    };
  });
}

function toFacts(row: PolicyRow): PolicyFacts {
  return {
    id: row.id,
    policyNo: row.policy_no,
    kind: kindSchema.parse(row.kind),
    status: row.status,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    ...(row.premium_fen === null ? {} : { premiumFen: Number(row.premium_fen) }),
    ...(row.plate === null ? {} : { plate: row.plate }),
    covers: toCovers(row.covers),
  };
}

interface ProfileRow {
  readonly customer_no: string;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly plates: readonly string[];
}

function toProfile(row: ProfileRow): CustomerProfile {
  return {
    customerNo: row.customer_no,
    name: row.name,
    ...(row.phone !== null && isMobile(row.phone) ? { phone: row.phone } : {}),
    ...(row.email === null ? {} : { email: row.email }),
    ...(row.address === null ? {} : { address: row.address }),
    plates: row.plates,
  };
}
