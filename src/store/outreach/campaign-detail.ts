import { type AccountLoad, forecastFrom } from '../../domain/outreach/estimate.ts';
import type {
  CampaignDetail,
  CampaignRecord,
  DeliveryCount,
} from '../../domain/outreach/record.ts';
import type { Sql } from '../sql.ts';
import { Budgets } from './accounts.ts';
import { CAMPAIGN_COLUMNS, toCampaign } from './campaign-rows.ts';
import { readCounts } from './counts.ts';
import { type EstimateDeps, scheduleOf } from './estimate.ts';

/** States in which a campaign will send what it has left. */
const GOES_ON: readonly CampaignRecord['status'][] = ['scheduled', 'planning', 'running'];

/** A campaign with what became of its people so far; undefined: there is none. */
export async function readDetail(
  deps: EstimateDeps,
  id: string,
): Promise<CampaignDetail | undefined> {
  const { rows } = await deps.pool.query(
    `SELECT ${CAMPAIGN_COLUMNS} FROM campaigns p WHERE p.id = $1`,
    [id],
  );
  if (rows[0] === undefined) return undefined;
  const campaign = toCampaign(rows[0]);
  const counts = await readCounts(deps.pool, id);
  return { ...campaign, counts, doneBy: await doneByOf(deps, campaign, counts) };
}

/** Whoever is left will leave by the accounts in the shares in which the others did. */
async function doneByOf(
  deps: EstimateDeps,
  campaign: CampaignRecord,
  counts: readonly DeliveryCount[],
): Promise<Date | null> {
  const left = counts
    .filter(({ state }) => state === 'planned')
    .reduce((sum, { count }) => sum + count, 0);
  if (left === 0 || !GOES_ON.includes(campaign.status)) return null;
  const now = deps.clock.now();
  const rules = await deps.rules.current();
  const budgets = await Budgets.read(deps.pool, now);
  const shares = await readShares(deps.pool, campaign);
  const sum = shares.reduce((total, { count }) => total + count, 0);
  const loads = shares.map(({ account, count }): AccountLoad => {
    const { state } = budgets.of(account);
    return { people: (left * count) / sum, limits: state, sentToday: state.daySent };
  });
  return forecastFrom(loads, scheduleOf(campaign, rules, campaign.startsAt), now).doneBy;
}

/** The newest rows that left stand for the others; before the first one, the first way's kind does. */
const SHARES = `SELECT account, count(*)::int AS count FROM (
    SELECT account FROM outreach_deliveries WHERE campaign_id = $1 AND status IN ('sent', 'delivered', 'sending')
      AND account IS NOT NULL LIMIT 2000) d
  GROUP BY account`;

async function readShares(
  sql: Sql,
  campaign: CampaignRecord,
): Promise<readonly { readonly account: string; readonly count: number }[]> {
  const { rows } = await sql.query<{ account: string; count: number }>(SHARES, [campaign.id]);
  if (rows.length > 0) return rows;
  const [way = 'web'] = campaign.ways;
  return [{ account: way === 'wechat' ? 'wechat-oa' : way, count: 1 }];
}
