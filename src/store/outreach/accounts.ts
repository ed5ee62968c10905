import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import {
  AccountBudget,
  type AccountState,
  DEFAULT_LIMITS,
  dayOn,
  defaultLimits,
} from '../../domain/outreach/rates.ts';
import type { AccountLimits, AccountRecord } from '../../domain/outreach/record.ts';
import type { PushWay } from '../../domain/push/settings.ts';
import { isOnWechat } from '../../domain/wechat/account.ts';
import type { Clock } from '../../lib/clock.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';

const rowSchema = z.object({
  account: z.string(),
  per_minute: z.number(),
  per_day: z.number(),
  per_chat_ms: z.number(),
  switch_min_ms: z.number(),
  switch_max_ms: z.number(),
  tokens: z.number(),
  refilled_at: z.date().nullable(),
  next_at: z.date().nullable(),
  day_on: z.string().nullable(),
  day_sent: z.number(),
  updated_by: z.string(),
});
type Row = z.infer<typeof rowSchema>;
const COLUMNS = Object.keys(rowSchema.shape).join(', ');

function toLimits(row: Row): AccountLimits {
  return {
    perMinute: row.per_minute,
    perDay: row.per_day,
    perChatMs: row.per_chat_ms,
    switchMinMs: row.switch_min_ms,
    switchMaxMs: row.switch_max_ms,
  };
}

function toState(row: Row): AccountState {
  return {
    ...toLimits(row),
    account: row.account,
    tokens: row.tokens,
    refilledAt: row.refilled_at,
    nextAt: row.next_at,
    dayOn: row.day_on,
    daySent: row.day_sent,
  };
}

/** The accounts' limits as administrators see and set them. */
export function makeOutreachAccounts(deps: { readonly pool: Pool; readonly clock: Clock }): {
  list(): Promise<readonly AccountRecord[]>;
  put(account: string, limits: AccountLimits, actor: Actor): Promise<AccountRecord>;
} {
  return {
    list: async () => {
      const rows = await readRows(deps.pool);
      const known = new Set(rows.map(({ account }) => account));
      const today = dayOn(deps.clock.now());
      const defaults = Object.entries(DEFAULT_LIMITS)
        .filter(([account]) => !known.has(account))
        .map(([account, limits]) => ({ account, ...limits, sentToday: 0, updatedBy: 'system' }));
      return [...rows.map((row) => toRecord(row, today)), ...defaults].toSorted((a, b) =>
        a.account < b.account ? -1 : 1,
      );
    },
    put: (account, limits, actor) =>
      inTransaction(deps.pool, (sql) =>
        put(sql, { account, limits, actor, now: deps.clock.now() }),
      ),
  };
}

function toRecord(row: Row, today: string): AccountRecord {
  return {
    account: row.account,
    ...toLimits(row),
    sentToday: row.day_on === today ? row.day_sent : 0,
    updatedBy: row.updated_by,
  };
}

async function readRows(sql: Sql, more = ''): Promise<readonly Row[]> {
  const { rows } = await sql.query(
    `SELECT ${COLUMNS} FROM outreach_accounts ORDER BY account ${more}`,
  );
  return z.array(rowSchema).parse(rows);
}

async function put(
  sql: Sql,
  change: {
    readonly account: string;
    readonly limits: AccountLimits;
    readonly actor: Actor;
    readonly now: Date;
  },
): Promise<AccountRecord> {
  const { account, limits, actor, now } = change;
  // What was sent today counts on; a bucket that was larger than it may be now is cut down when it is next filled.
  const { rows } = await sql.query(
    `INSERT INTO outreach_accounts (account, per_minute, per_day, per_chat_ms, switch_min_ms, switch_max_ms, updated_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (account) DO UPDATE SET per_minute = $2, per_day = $3, per_chat_ms = $4, switch_min_ms = $5,
       switch_max_ms = $6, updated_by = $7, next_at = NULL
     RETURNING ${COLUMNS}`,
    [account, ...limitValues(limits), actor.id],
  );
  const data = { ...limits };
  await insertAudit(
    sql,
    [
      {
        actor,
        action: 'outreach_account.changed',
        subjectKind: 'outreach_account',
        subjectId: account,
        data,
      },
    ],
    now,
  );
  return toRecord(rowSchema.parse(rows[0]), dayOn(now));
}

function limitValues(limits: AccountLimits): number[] {
  const { perMinute, perDay, perChatMs, switchMinMs, switchMaxMs } = limits;
  return [perMinute, perDay, perChatMs, switchMinMs, switchMaxMs];
}

/** Limits for a whole kind of accounts have a row, too. */
function isAccount(name: string): boolean {
  return name.includes(':') || name === 'sms' || name === 'web';
}

/** By which way an account's messages reach people, as store/push/read-places.ts has it. */
function wayOf(account: string): PushWay {
  if (account === 'sms') return 'sms';
  return isOnWechat(account) ? 'wechat' : 'web';
}

/** What every account may send now, read under its rows' locks. */
export class Budgets {
  readonly #known: ReadonlyMap<string, Row>;
  readonly #now: Date;
  readonly #taken = new Map<string, AccountBudget>();

  private constructor(rows: readonly Row[], now: Date) {
    this.#known = new Map(rows.map((row) => [row.account, row]));
    this.#now = now;
  }

  /** Locks all accounts until the transaction ends: there are a few, and one release at a time. */
  static async lock(sql: Sql, now: Date): Promise<Budgets> {
    return new Budgets(await readRows(sql, 'FOR UPDATE'), now);
  }

  /** As of now, without locks: for an estimate. */
  static async read(sql: Sql, now: Date): Promise<Budgets> {
    return new Budgets(await readRows(sql), now);
  }

  /** How many messages may leave by a way now; of a way that nothing has left by yet, any number. */
  roomOf(way: PushWay): number {
    const accounts = [...this.#known.keys()].filter(
      (name) => isAccount(name) && wayOf(name) === way,
    );
    if (accounts.length === 0) return Number.POSITIVE_INFINITY;
    return accounts.reduce((sum, name) => sum + this.of(name).room, 0);
  }

  of(account: string): AccountBudget {
    const there = this.#taken.get(account);
    if (there !== undefined) return there;
    const budget = new AccountBudget(this.#stateOf(account), this.#now);
    this.#taken.set(account, budget);
    return budget;
  }

  #stateOf(account: string): AccountState {
    const row = this.#known.get(account);
    if (row !== undefined) return toState(row);
    const ofKind = new Map([...this.#known].map(([name, one]) => [name, toLimits(one)]));
    const empty = { tokens: 0, refilledAt: null, nextAt: null, dayOn: null, daySent: 0 };
    return { account, ...defaultLimits(account, ofKind), ...empty };
  }

  /** Writes down what was taken. */
  async save(sql: Sql): Promise<void> {
    const states = [...this.#taken.values()].map(({ state }) => state);
    if (states.length === 0) return;
    await sql.query({ ...SAVE, values: [JSON.stringify(states)] });
  }
}

/** Limits of an account that was there stay as they are: only people change them. */
const SAVE = {
  name: 'outreach-save-accounts',
  text: `INSERT INTO outreach_accounts (account, per_minute, per_day, per_chat_ms, switch_min_ms, switch_max_ms, tokens,
      refilled_at, next_at, day_on, day_sent)
    SELECT account, "perMinute", "perDay", "perChatMs", "switchMinMs", "switchMaxMs", tokens, "refilledAt", "nextAt",
      "dayOn", "daySent"
    FROM jsonb_to_recordset($1::jsonb) AS a(account text, "perMinute" int, "perDay" int, "perChatMs" int,
      "switchMinMs" int, "switchMaxMs" int, tokens float8, "refilledAt" timestamptz, "nextAt" timestamptz,
      "dayOn" text, "daySent" int)
    ON CONFLICT (account) DO UPDATE SET tokens = excluded.tokens, refilled_at = excluded.refilled_at,
      next_at = excluded.next_at, day_on = excluded.day_on, day_sent = excluded.day_sent`,
};
