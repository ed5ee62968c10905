import { z } from 'zod';
import { REPEAT_MS } from '../../domain/complaint/promises.ts';
import { COMPLAINT_CATEGORIES } from '../../domain/complaint/record.ts';
import {
  type BrokerSignal,
  findBrokerSignals,
  findRepeated,
  GROUP_MIN,
  GROUP_MS,
  type Matter,
} from '../../domain/complaint/signals.ts';
import { addMs } from '../../lib/clock.ts';
import type { Sql } from '../sql.ts';

/** What a new complaint has in common with others. */
export interface Likeness {
  /** The one that it repeats. */
  readonly repeatOfNo: string | undefined;
  readonly brokerSignals: readonly BrokerSignal[];
  readonly isProxySuspected: boolean;
  /** How many there are of its cause within seven days, this one counted. */
  readonly groupCount: number;
  readonly isGroup: boolean;
}

const rowSchema = z.object({
  complaint_no: z.string(),
  received_at: z.date(),
  category: z.enum(COMPLAINT_CATEGORIES),
  claim_no: z.string().nullable(),
  matter: z.string(),
  request: z.string().nullable(),
  identity_id: z.string().nullable(),
  customer_id: z.string().nullable(),
  contact_phone: z.string().nullable(),
  plate: z.string().nullable(),
});

/** Of the last 90 days: all that the same person said, and of the others the newest of its category. */
const OTHERS = {
  name: 'complaint-others',
  text: `SELECT complaint_no, received_at, category, claim_no, matter, request, identity_id, customer_id,
      contact_phone, plate FROM complaints
    WHERE received_at > $1 AND received_at <= $2 AND complaint_no <> $8
      AND (identity_id = $3 OR customer_id = $4 OR contact_phone = $5 OR plate = $6 OR category = $7)
    ORDER BY (identity_id = $3 OR customer_id = $4 OR contact_phone = $5 OR plate = $6) IS TRUE DESC,
      received_at DESC LIMIT 300`,
};

/** Customers, or cars when nobody is known, that one phone or chat identity complained for. */
const HOLDERS = {
  name: 'complaint-holders',
  text: `SELECT count(DISTINCT holder)::int AS holders FROM (
      SELECT COALESCE(customer_id, plate) AS holder FROM complaints
        WHERE received_at > $1 AND (identity_id = $2 OR contact_phone = $3)
      UNION ALL SELECT $4) h`,
};

/** What a complaint that is about to be registered repeats, resembles and belongs to. */
export async function readLikeness(
  sql: Sql,
  matter: Matter,
  groupKey: string | undefined,
): Promise<Likeness> {
  const from = addMs(matter.receivedAt, -REPEAT_MS);
  const others = await readOthers(sql, matter, from);
  const holdersOfContact = await countHolders(sql, matter, from);
  const broker = findBrokerSignals({ matter, others, holdersOfContact });
  const groupCount = await countGroup(sql, matter, groupKey);
  return {
    repeatOfNo: findRepeated(matter, others)?.complaintNo,
    brokerSignals: broker.signals,
    isProxySuspected: broker.isSuspected,
    groupCount,
    isGroup: groupCount >= GROUP_MIN,
  };
}

async function readOthers(sql: Sql, matter: Matter, from: Date): Promise<readonly Matter[]> {
  const { rows } = await sql.query({
    ...OTHERS,
    values: [
      from,
      matter.receivedAt,
      matter.identityId ?? null,
      matter.customerId ?? null,
      matter.phone ?? null,
      matter.plate ?? null,
      matter.category,
      matter.complaintNo,
    ],
  });
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => ({
      complaintNo: row.complaint_no,
      receivedAt: row.received_at,
      category: row.category,
      aboutNo: row.claim_no ?? undefined,
      words: wordsOf(row),
      identityId: row.identity_id ?? undefined,
      customerId: row.customer_id ?? undefined,
      phone: row.contact_phone ?? undefined,
      plate: row.plate ?? undefined,
    }));
}

async function countHolders(sql: Sql, matter: Matter, from: Date): Promise<number> {
  const { identityId, customerId, phone, plate } = matter;
  const { rows } = await sql.query<{ holders: number }>({
    ...HOLDERS,
    values: [from, identityId ?? null, phone ?? null, customerId ?? plate ?? null],
  });
  return rows[0]?.holders ?? 0;
}

/** Registrations of one cause wait for each other, so that the fifth knows that it is. */
async function countGroup(
  sql: Sql,
  { receivedAt }: Matter,
  groupKey: string | undefined,
): Promise<number> {
  if (groupKey === undefined) return 1;
  await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `complaint group ${groupKey}`,
  ]);
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM complaints
     WHERE group_key = $1 AND received_at > $2 AND received_at <= $3`,
    [groupKey, addMs(receivedAt, -GROUP_MS), receivedAt],
  );
  return (rows[0]?.count ?? 0) + 1;
}

/** Everything that the customer told. */
export function wordsOf(of: {
  readonly matter: string;
  readonly request?: string | null | undefined;
}): string {
  return [of.matter, of.request ?? ''].join('。');
}
