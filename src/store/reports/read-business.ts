import { z } from 'zod';
import type { Business } from '../../domain/complaint/analysis-regulator.ts';
import type { Rectification } from '../../domain/complaint/analysis-root-causes.ts';
import { maskText } from '../../domain/mask.ts';
import { rootCauseSchema } from '../complaints/complaint-row.ts';
import type { Sql } from '../sql.ts';
import type { Received } from './report-rows.ts';

const businessSchema = z.object({
  premium_fen: z.string().transform(Number).nullable(),
  without_premium: z.number().int(),
  in_force: z.number().int(),
  known: z.boolean(),
});

/**
 * Premium income is what the policies that began in these days cost, whatever became of them later (what was paid back
 * is not known here). In force at the end is what its dates and its status say; one that was cancelled is not, because
 * since when is not known.
 */
const BUSINESS = `SELECT
    (SELECT sum(premium_fen)::text FROM policies
      WHERE starts_at >= $1 AND starts_at < $2 AND status <> 'pending') AS premium_fen,
    (SELECT count(*)::int FROM policies
      WHERE starts_at >= $1 AND starts_at < $2 AND status <> 'pending' AND premium_fen IS NULL) AS without_premium,
    (SELECT count(*)::int FROM policies
      WHERE starts_at < $2 AND ends_at >= $2 AND status IN ('active', 'expired')) AS in_force,
    EXISTS (SELECT 1 FROM policies) AS known`;

/** What the insurer earned in these days and insured at their end. */
export async function readBusiness(sql: Sql, { from, before }: Received): Promise<Business> {
  const { rows } = await sql.query(BUSINESS, [from, before]);
  const row = businessSchema.parse(rows[0]);
  return {
    premiumFen: row.premium_fen,
    policiesWithoutPremium: row.without_premium,
    policiesInForce: row.known ? row.in_force : null,
  };
}

const openSchema = z.object({
  complaint_no: z.string(),
  root_cause: rootCauseSchema,
  owner_name: z.string().nullable(),
});

/** A list of more is nothing that anybody works through; the longest overdue come first. */
const OPEN_MAX = 1000;

/** What was to be put right before a day (`YYYY-MM-DD`) and is not, whenever the complaint was received. */
export async function readOverdueRectifications(
  sql: Sql,
  today: string,
): Promise<readonly Rectification[]> {
  const { rows } = await sql.query(
    `SELECT c.complaint_no, c.root_cause, a.display_name AS owner_name
     FROM complaints c LEFT JOIN agents a ON a.id = c.root_cause->>'ownerId'
     WHERE c.root_cause IS NOT NULL AND c.root_cause->>'doneAt' IS NULL AND c.root_cause->>'dueOn' < $1
     ORDER BY c.root_cause->>'dueOn', c.complaint_no LIMIT $2`,
    [today, OPEN_MAX],
  );
  return rows.map((raw) => {
    const row = openSchema.parse(raw);
    return {
      complaintNo: row.complaint_no,
      // A report names no customer.
      rootCause: { ...row.root_cause, action: maskText(row.root_cause.action) },
      ownerName: row.owner_name,
    };
  });
}
