import { z } from 'zod';
import { differenceOf, proportionOf } from '../../domain/outreach/ab.ts';
import type { CampaignResults, VariantResult } from '../../domain/outreach/record.ts';
import type { Sql } from '../sql.ts';

const rowSchema = z.object({
  variant: z.string(),
  planned: z.number(),
  sent: z.number(),
  opened: z.number(),
  answered: z.number(),
});

/** Whoever certainly or perhaps got it is who could open it; who opened it certainly got it. */
const RESULTS = {
  name: 'outreach-results',
  text: `SELECT COALESCE(variant, 'A') AS variant, count(*)::int AS planned,
      count(*) FILTER (WHERE is_sent)::int AS sent,
      count(*) FILTER (WHERE is_sent AND opened_at IS NOT NULL)::int AS opened,
      count(*) FILTER (WHERE is_sent AND answered_at IS NOT NULL)::int AS answered
    FROM (SELECT *, status IN ('sent', 'delivered') AS is_sent FROM outreach_deliveries WHERE campaign_id = $1) d
    GROUP BY 1 ORDER BY 1`,
};

/** How the texts of a campaign did; undefined: there is no such campaign. */
export async function readResults(sql: Sql, id: string): Promise<CampaignResults | undefined> {
  const { rowCount } = await sql.query('SELECT 1 FROM campaigns WHERE id = $1', [id]);
  if (rowCount === 0) return undefined;
  const { rows } = await sql.query({ ...RESULTS, values: [id] });
  const variants = z
    .array(rowSchema)
    .parse(rows)
    .map(
      ({ opened, answered, ...row }): VariantResult => ({
        ...row,
        opened: proportionOf(opened, row.sent),
        answered: proportionOf(answered, row.sent),
      }),
    );
  return { variants, comparison: compare(variants) };
}

function compare(variants: readonly VariantResult[]): CampaignResults['comparison'] {
  const first = variants.find(({ variant }) => variant === 'A');
  const second = variants.find(({ variant }) => variant === 'B');
  if (first === undefined || second === undefined) return null;
  const opened = differenceOf(first.opened, second.opened);
  const answered = differenceOf(first.answered, second.answered);
  return opened === undefined || answered === undefined ? null : { opened, answered };
}
