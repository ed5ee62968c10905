import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import { dayAt, formatDay } from '../../domain/calendar/shanghai-day.ts';
import { maskName, maskPhone, maskPlate } from '../../domain/mask.ts';
import { type AudienceRule, conditionSchema } from '../../domain/outreach/audience.ts';
import type { PushWay } from '../../domain/push/settings.ts';
import type { Clock } from '../../lib/clock.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction } from '../sql.ts';
import { toAudienceSql } from './audience-sql.ts';

/** Beyond so many it is enough to know that there are more. */
const COUNT_MAX = 100_000;
/** A manager who presses a button waits so long for the count, and then gets an estimate. */
const COUNT_TIMEOUT_MS = 2_000;
/** Share of the pages of the table that an estimate looks at, in percent. */
const SAMPLE_PERCENT = 1;
const EXAMPLES = 5;

/** Whom a rule means, as of now. */
export interface AudiencePreviewRow {
  readonly count: number;
  readonly countKind: 'exact' | 'at_least' | 'estimated';
  readonly reachable: Readonly<Record<PushWay, number>>;
  readonly examples: readonly {
    readonly customerNo: string;
    readonly name: string;
    readonly phone: string | null;
    readonly plates: readonly string[];
    readonly tier: string;
    readonly city: string | null;
  }[];
}

interface Counted extends Pick<AudiencePreviewRow, 'count' | 'countKind' | 'reachable'> {}

/** Counts and shows whom a rule means; who looked is in the audit trail. */
export function makeAudiencePreview({
  pool,
  clock,
}: {
  readonly pool: Pool;
  readonly clock: Clock;
}) {
  return async (asked: {
    readonly rule: AudienceRule;
    readonly day?: string | undefined;
    readonly actor: Actor;
  }): Promise<AudiencePreviewRow> => {
    const now = clock.now();
    const day = asked.day ?? formatDay(dayAt(now.getTime()));
    const counted =
      (await count(pool, { rule: asked.rule, day })) ??
      (await estimate(pool, { rule: asked.rule, day }));
    const examples =
      (await withinTime(pool, (sql) => readExamples(sql, { rule: asked.rule, day }))) ?? [];
    const entry = {
      actor: asked.actor,
      action: 'audience.previewed',
      subjectKind: 'customer',
      subjectId: '*',
      data: { shown: examples.map(({ customerNo }) => customerNo), counted: counted.count },
    };
    // Before anything is shown: without its row in the trail there is no look.
    await insertAudit(pool, [entry], now);
    return { ...counted, examples };
  };
}

interface Asked {
  readonly rule: AudienceRule;
  readonly day: string;
}

/** A statement over customers `c` with its values. */
function statement({ rule, day }: Asked, toText: (test: string, more: typeof WAYS) => string) {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const test = toAudienceSql(rule, { add, day });
  return { text: toText(test, WAYS), values };
}

const WAYS: readonly { readonly way: PushWay; readonly test: string }[] = (
  ['wechat', 'web', 'sms'] as const
).map((way) => {
  const condition = conditionSchema.parse({ kind: 'reachable_by', way });
  return { way, test: toAudienceSql({ all: [condition] }, { add: () => '', day: '2000-01-01' }) };
});

const countsSchema = z.object({
  total: z.coerce.number(),
  wechat: z.coerce.number(),
  web: z.coerce.number(),
  sms: z.coerce.number(),
});

/** PostgreSQL's code for a statement that took longer than allowed. */
const QUERY_CANCELLED = '57014';

/** Undefined: it takes too long. */
async function count(pool: Pool, asked: Asked): Promise<Counted | undefined> {
  const { text, values } = statement(
    asked,
    (test, ways) => `SELECT count(*) AS total, ${waysOf(ways)}
      FROM (SELECT c.* FROM customers c WHERE ${test} LIMIT ${COUNT_MAX + 1}) c`,
  );
  return withinTime(pool, async (sql) => {
    const { rows } = await sql.query(text, values);
    const { total, ...reachable } = countsSchema.parse(rows[0]);
    const shown = (found: number): number => Math.min(found, COUNT_MAX);
    return {
      count: shown(total),
      countKind: total > COUNT_MAX ? 'at_least' : 'exact',
      reachable: {
        wechat: shown(reachable.wechat),
        web: shown(reachable.web),
        sms: shown(reachable.sms),
      },
    };
  });
}

/** What `work` reads; undefined when it took longer than anybody waits. */
async function withinTime<T>(
  pool: Pool,
  work: (sql: PoolClient) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await inTransaction(pool, async (sql) => {
      await sql.query(`SET LOCAL statement_timeout = ${COUNT_TIMEOUT_MS}`);
      return work(sql);
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === QUERY_CANCELLED)
      return undefined;
    throw error;
  }
}

function waysOf(ways: typeof WAYS): string {
  return ways.map(({ way, test }) => `count(*) FILTER (WHERE ${test}) AS ${way}`).join(', ');
}

async function estimate(pool: Pool, asked: Asked): Promise<Counted> {
  const { text, values } = statement(
    asked,
    (test, ways) => `SELECT count(*) AS total, ${waysOf(ways)}
      FROM customers c TABLESAMPLE SYSTEM (${SAMPLE_PERCENT}) REPEATABLE (1) WHERE ${test}`,
  );
  const { rows } = await pool.query(text, values);
  const { total, wechat, web, sms } = countsSchema.parse(rows[0]);
  const scaled = (found: number): number => Math.round((found * 100) / SAMPLE_PERCENT);
  return {
    count: scaled(total),
    countKind: 'estimated',
    reachable: { wechat: scaled(wechat), web: scaled(web), sms: scaled(sms) },
  };
}

interface ExampleRow {
  readonly customer_no: string;
  readonly name: string;
  readonly phone: string | null;
  readonly plates: readonly string[];
  readonly tier: string;
  readonly city: string | null;
}

async function readExamples(
  sql: PoolClient,
  asked: Asked,
): Promise<AudiencePreviewRow['examples']> {
  const { text, values } = statement(
    asked,
    (test) => `SELECT c.customer_no, c.name, c.phone, c.tier, c.city,
        ARRAY(SELECT v.plate FROM vehicles v WHERE v.customer_id = c.id AND v.plate IS NOT NULL ORDER BY v.plate) AS plates
      FROM customers c WHERE ${test} LIMIT ${EXAMPLES}`,
  );
  const { rows } = await sql.query<ExampleRow>(text, values);
  return rows.map((row) => ({
    customerNo: row.customer_no,
    name: maskName(row.name),
    phone: row.phone === null ? null : maskPhone(row.phone),
    plates: row.plates.map(maskPlate),
    tier: row.tier,
    city: row.city,
  }));
}
