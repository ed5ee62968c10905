import type { Pool } from 'pg';
import type { OutboxRow } from '../../domain/outbox.ts';
import type { WritePush } from '../../domain/outreach/job.ts';
import type { PushFacts, PushRules } from '../../domain/push/push.ts';
import { PUSH_WAYS, type PushWay } from '../../domain/push/settings.ts';
import { addMs } from '../../lib/clock.ts';
import type { Id, Random } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { Budgets } from './accounts.ts';
import { CampaignRates, tokensOf } from './campaign-rates.ts';
import {
  type DueRow,
  lockDue,
  type OpenCampaign,
  readOpenCampaigns,
  type Source,
} from './candidates.ts';
import { readChatTimes } from './chat-times.ts';
import { isOutOfHours, judge } from './judge.ts';
import { type Decided, saveRelease } from './save-release.ts';

/** Why a push waits that the policy has nothing against: its account or its campaign has sent enough for now. */
const RATE = 'rate';
/** Looked at beyond what may leave: some of them the policy refuses or puts off. */
const MARGIN = 8;

export interface ReleaseDeps {
  readonly pool: Pool;
  readonly random: Random;
  readonly rules: { current(): Promise<PushRules> };
  readonly loadFacts: (
    sql: Sql,
    customerIds: readonly Id<'customer'>[],
    options: { readonly now: Date },
  ) => Promise<ReadonlyMap<string, PushFacts>>;
  readonly write: WritePush;
  /** The dialogue's state of a conversation in which nobody has said anything yet. */
  readonly freshState: JsonObject;
}

/** What one batch came to. */
export interface Released {
  /** `busy`: another sender releases just now; ask again in a moment. */
  readonly kind: 'released' | 'busy';
  /** Rows that were looked at; 0: nothing is due. */
  readonly looked: number;
  /** To be sent at once: they are marked as being sent. */
  readonly rows: readonly OutboxRow[];
  /** Conversations that grew and need no sending. */
  readonly grew: readonly Id<'conversation'>[];
}

const NOTHING: Released = { kind: 'released', looked: 0, rows: [], grew: [] };

/**
 * One release at a time, over all processes: two of them must not spend one customer's budget, or one account's. The
 * statements of the transaction are planned each time: one that was planned while the outbox was empty would read all
 * of it for every customer until statistics are taken. For a whole batch planning costs nothing.
 */
const LOCK = {
  name: 'outreach-lock-release',
  text: `SELECT pg_try_advisory_xact_lock(hashtextextended('outreach-release', 0)) AS is_mine,
    set_config('plan_cache_mode', 'force_custom_plan', true)`,
};

/**
 * Judges up to `limit` due pushes and marks each in the same transaction: suppressed, put off, or being sent, with its
 * message and its outbox row. Who dies before the commit has done nothing; who dies after it leaves rows whose lease
 * runs out (jobs/deliver-outbox.ts).
 */
export async function release(
  deps: ReleaseDeps,
  given: { readonly now: Date; readonly leasedUntil: Date; readonly limit: number },
): Promise<Released> {
  const rules = await deps.rules.current();
  return inTransaction(deps.pool, async (sql) => {
    const { rows } = await sql.query<{ is_mine: boolean }>(LOCK);
    if (rows[0]?.is_mine !== true) return { ...NOTHING, kind: 'busy' as const };
    const { now, limit } = given;
    const open = await readOpenCampaigns(sql, now);
    const budgets = await Budgets.lock(sql, now);
    const campaigns = open.filter(
      (one) =>
        !isOutOfHours(one, rules, now) && tokensOf(one, now) >= 1 && roomOf(one.ways, budgets) >= 1,
    );
    const room = roomOf(PUSH_WAYS, budgets);
    const wanted = { sources: sourcesOf(campaigns), now, limit: Math.min(limit, room + MARGIN) };
    const due = await lockDue(sql, wanted);
    if (due.length === 0) return NOTHING;
    const decided = await decideAll(sql, deps, { due, campaigns, rules, budgets, now });
    const saved = await saveRelease(sql, deps, { ...decided, budgets, ...given });
    return { kind: 'released' as const, looked: due.length, ...saved };
  });
}

/** How many may leave by any of these ways. */
function roomOf(ways: readonly PushWay[], budgets: Budgets): number {
  return ways.reduce((sum, way) => sum + budgets.roomOf(way), 0);
}

/** Dangers before pushes of their own, which somebody waits for; those before all other campaigns. */
function sourcesOf(campaigns: readonly OpenCampaign[]): readonly Source[] {
  const toSource = ({ id }: OpenCampaign): Source => ({ campaignId: id });
  const urgent = campaigns.filter((one) => one.is_urgent);
  const others = campaigns.filter((one) => !one.is_urgent);
  return [...urgent.map(toSource), 'alone', ...others.map(toSource)];
}

interface Batch {
  readonly due: readonly DueRow[];
  readonly campaigns: readonly OpenCampaign[];
  readonly rules: PushRules;
  readonly budgets: Budgets;
  readonly now: Date;
}

/** The policy first, then the rates: what the policy refuses uses up nothing. */
async function decideAll(
  sql: Sql,
  deps: ReleaseDeps,
  { due, campaigns, rules, budgets, now }: Batch,
): Promise<{
  readonly decided: readonly Decided[];
  readonly rates: CampaignRates;
}> {
  const customerIds = due.map(({ customer_id: id }) => id);
  const facts = await deps.loadFacts(sql, customerIds, { now });
  const chats = await readChatTimes(sql, customerIds, now);
  const rates = new CampaignRates(now);
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const decided = due.map((row): Decided => {
    const campaign = row.campaign_id === null ? undefined : byId.get(row.campaign_id);
    const verdict = judge(row, { campaign, facts: facts.get(row.customer_id), rules, now });
    if (verdict.kind !== 'send') return { row, campaign, verdict };
    const { account } = verdict.place;
    const budget = budgets.of(account);
    const lastAt = chats.get(`${row.customer_id} ${account}`);
    const chatFreeAt = lastAt === undefined ? now : addMs(lastAt, budget.state.perChatMs);
    const share = Number(deps.random.digits(4)) / 10_000;
    const until = chatFreeAt > now ? chatFreeAt : (rates.take(campaign) ?? budget.take(share));
    if (until === undefined) return { row, campaign, verdict };
    return { row, campaign, verdict: { kind: 'wait', until, reason: RATE } };
  });
  return { decided, rates };
}
