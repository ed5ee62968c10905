import type { Pool } from 'pg';
import { audienceRuleSchema } from '../../domain/outreach/audience.ts';
import { type AccountLoad, forecast, laterOf } from '../../domain/outreach/estimate.ts';
import { dayOn } from '../../domain/outreach/rates.ts';
import type {
  AccountShare,
  CampaignEstimate,
  CampaignInput,
} from '../../domain/outreach/record.ts';
import { decidePush } from '../../domain/push/decide.ts';
import { nextRightHour } from '../../domain/push/hours.ts';
import type { PushFacts, PushRequest, PushRules } from '../../domain/push/push.ts';
import type { Clock } from '../../lib/clock.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import type { Sql } from '../sql.ts';
import { Budgets } from './accounts.ts';
import { toAudienceSql } from './audience-sql.ts';
import type { ReleaseDeps } from './release.ts';

/** People who are asked about one by one; of a larger audience so many stand for all. */
export const SAMPLE_MAX = 2_000;
/** Facts that are read at a time. */
const FACTS_MAX = 1_000;

export interface EstimateDeps extends Pick<ReleaseDeps, 'rules' | 'loadFacts'> {
  readonly pool: Pool;
  readonly clock: Clock;
}

export type EstimateInput = Omit<CampaignInput, 'name' | 'templateId' | 'values' | 'shareOfB'>;

/**
 * What can be said of a campaign before it starts: who is meant, whom the policy would let through and by which
 * account, and when all of them will have been written to. Up to SAMPLE_MAX people it is exact as of now; beyond, the
 * shares are those of a sample, which the answer says.
 */
export async function estimateCampaign(
  deps: EstimateDeps,
  input: EstimateInput,
): Promise<CampaignEstimate> {
  const now = deps.clock.now();
  const rules = await deps.rules.current();
  const { people, sample } = await drawSample(deps.pool, input);
  const startsAt = laterOf(input.startsAt, now);
  const judged = await judgeSample(deps, { input, rules, sample, startsAt });
  const scale = sample.length === 0 ? 0 : people / sample.length;
  const budgets = await Budgets.read(deps.pool, now);
  const byAccount = judged.accounts.map(({ way, account, count }): AccountShare => {
    const { perMinute, perDay } = budgets.of(account).state;
    return { way, account, people: Math.round(count * scale), perMinute, perDay };
  });
  const loads = byAccount.map(({ account, people: count }): AccountLoad => {
    const state = budgets.of(account).state;
    return { people: count, limits: state, sentToday: state.daySent };
  });
  const { doneBy, leftOver } = forecast(loads, scheduleOf(input, rules, startsAt));
  const sendAtMost = byAccount.reduce((sum, one) => sum + one.people, 0);
  const unreachable = judged.refused.get('no_way') ?? 0;
  return {
    people,
    byAccount,
    unreachable: Math.round(unreachable * scale),
    sampled: sample.length,
    refusedInSample: [...judged.refused].map(([reason, count]) => ({ reason, count })),
    sendAtMost,
    startsAt,
    doneBy: sendAtMost === 0 ? null : doneBy,
    leftOver,
  };
}

/** When a campaign may send, as the policy has it for everybody wherever they live. */
export function scheduleOf(
  input: Pick<
    EstimateInput,
    'pushClass' | 'isUrgent' | 'ways' | 'dailyFrom' | 'dailyUntil' | 'endsAt' | 'perMinute'
  >,
  rules: PushRules,
  startsAt: Date,
) {
  const request = toRequest(input, '');
  const limitMs = addMs(input.endsAt, DAY_MS).getTime();
  return {
    startsAt,
    endsAt: input.endsAt,
    perMinute: input.perMinute,
    nextRightHour: (atMs: number) =>
      nextRightHour({ request, city: undefined, rules }, atMs, limitMs),
  };
}

function toRequest(
  input: Pick<
    EstimateInput,
    'pushClass' | 'isUrgent' | 'ways' | 'dailyFrom' | 'dailyUntil' | 'endsAt'
  >,
  customerId: string,
): PushRequest {
  return {
    customerId,
    pushClass: input.pushClass,
    isUrgent: input.isUrgent,
    isAboutCase: false,
    isGreeting: false,
    ways: input.ways,
    dailyFrom: input.dailyFrom,
    dailyUntil: input.dailyUntil,
    notAfter: input.endsAt,
  };
}

/** Everybody is counted; the sample is every n-th of them by a hash of the id, so that it is nobody's choice. */
async function drawSample(
  sql: Sql,
  input: EstimateInput,
): Promise<{ readonly people: number; readonly sample: readonly string[] }> {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const audience = audienceRuleSchema.parse(input.audienceRule);
  const rule = `(${toAudienceSql(audience, { add, day: dayOn(input.startsAt) })})`;
  const counted = await sql.query<{ people: number }>(
    `SELECT count(*)::int AS people FROM customers c WHERE ${rule}`,
    values,
  );
  const people = counted.rows[0]?.people ?? 0;
  const every = Math.max(1, Math.ceil(people / SAMPLE_MAX));
  const { rows } = await sql.query<{ id: string }>(
    `SELECT c.id FROM customers c WHERE ${rule} AND abs(hashtext(c.id)) % ${add(every)}::int = 0 LIMIT ${SAMPLE_MAX}`,
    values,
  );
  return { people, sample: rows.map(({ id }) => id) };
}

interface Judged {
  readonly accounts: readonly {
    readonly way: AccountShare['way'];
    readonly account: string;
    readonly count: number;
  }[];
  readonly refused: ReadonlyMap<string, number>;
}

async function judgeSample(
  deps: EstimateDeps,
  given: {
    readonly input: EstimateInput;
    readonly rules: PushRules;
    readonly sample: readonly string[];
    readonly startsAt: Date;
  },
): Promise<Judged> {
  const { input, rules, sample, startsAt } = given;
  const accounts = new Map<string, Judged['accounts'][number]>();
  const refused = new Map<string, number>();
  for (let from = 0; from < sample.length; from += FACTS_MAX) {
    const ids = sample.slice(from, from + FACTS_MAX);
    const known = await deps.loadFacts(deps.pool, ids, { now: startsAt });
    for (const id of ids) {
      const place = placeOf(toRequest(input, id), known.get(id), { rules, startsAt });
      if (typeof place === 'string') {
        refused.set(place, (refused.get(place) ?? 0) + 1);
        continue;
      }
      const { way, account } = place;
      const count = (accounts.get(account)?.count ?? 0) + 1;
      accounts.set(account, { way, account, count });
    }
  }
  return { accounts: [...accounts.values()].toSorted((a, b) => b.count - a.count), refused };
}

/** Where somebody would be written to, now or when what keeps them back is over; or why they would not be. */
function placeOf(
  request: PushRequest,
  facts: PushFacts | undefined,
  { rules, startsAt }: { readonly rules: PushRules; readonly startsAt: Date },
): { readonly way: AccountShare['way']; readonly account: string } | string {
  if (facts === undefined) return 'no_way';
  const first = decidePush(request, facts, rules, startsAt);
  const decision = first.kind === 'later' ? decidePush(request, facts, rules, first.until) : first;
  if (decision.kind === 'send') return decision.place;
  return decision.reason;
}
