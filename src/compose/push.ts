import type { Pool } from 'pg';
import type { PushFacts, PushRules } from '../domain/push/push.ts';
import type { Clock } from '../lib/clock.ts';
import type { Id } from '../lib/ids.ts';
import type { PushAdminDeps } from '../server/admin/ports-push.ts';
import { makePushChecker } from '../store/push/check.ts';
import { type LastLookVerdict, type LookedAt, makeLastLook } from '../store/push/last-look.ts';
import { loadPushFacts } from '../store/push/load-facts.ts';
import { makePushRules } from '../store/push/rules.ts';
import { makePushSettingsStore } from '../store/push/settings-store.ts';
import type { Sql } from '../store/sql.ts';

export interface PushDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Sends of a customer's message that pushes leave to news, by the settings of a WeChat account. Default: none. */
  readonly keptForNews?: (channelAccount: string) => number;
  /** Short messages can be sent. Default: yes. */
  readonly hasSms?: boolean;
}

/** The one push policy: what it knows, what it goes by, and how people change and ask it. */
export interface Push {
  readonly admin: PushAdminDeps;
  readonly rules: { current(): Promise<PushRules> };
  loadFacts(
    sql: Sql,
    customerIds: readonly Id<'customer'>[],
    options: { readonly now: Date; readonly touchDays?: number },
  ): Promise<ReadonlyMap<Id<'customer'>, PushFacts>>;
  /** For the code that sends: the last look at each row (jobs/deliver-outbox.ts). */
  readonly lastLook: (row: LookedAt) => Promise<LastLookVerdict>;
}

/** Everything of the push policy that has a database below it. */
export function makePush(deps: PushDeps): Push {
  const { keptForNews, hasSms = true } = deps;
  const places = { hasSms, ...(keptForNews === undefined ? {} : { keptForNews }) };
  return {
    admin: { pushSettings: makePushSettingsStore(deps), pushChecks: makePushChecker(deps) },
    rules: makePushRules(deps),
    loadFacts: (sql, customerIds, options) =>
      loadPushFacts(sql, customerIds, { ...places, ...options }),
    lastLook: makeLastLook(deps),
  };
}
