import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import { longestCapDays } from '../../domain/push/caps.ts';
import { type ExplainedPush, explainPush } from '../../domain/push/explain.ts';
import type { PushFacts, PushRequest } from '../../domain/push/push.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction } from '../sql.ts';
import { loadPushFacts } from './load-facts.ts';
import type { PlaceRules } from './read-places.ts';
import { readPushRules } from './rules.ts';

/** Somebody asks what would become of a push. */
export interface PushCheck extends Omit<PushRequest, 'customerId'> {
  readonly customerNo: string;
  /** When it would be sent. Default: now. What is known of the customer is always what is known now. */
  readonly at?: Date | undefined;
}

/** What would become of it, and what of the customer counted. */
export interface PushChecked extends ExplainedPush {
  readonly at: Date;
  readonly facts: PushFacts;
}

export interface PushChecker {
  /** Undefined: there is no such customer. */
  check(check: PushCheck, actor: Actor): Promise<PushChecked | undefined>;
}

/** Tells people at the desk why somebody is or is not written to. That they looked is in the audit. */
export function makePushChecker(
  deps: Omit<PlaceRules, 'now'> & { readonly pool: Pool; readonly clock: Clock },
): PushChecker {
  return {
    check: ({ customerNo, at, ...wanted }, actor) =>
      inTransaction(deps.pool, async (sql) => {
        const { rows } = await sql.query<{ id: Id<'customer'> }>(
          'SELECT id FROM customers WHERE customer_no = $1',
          [customerNo],
        );
        const [row] = rows;
        if (row === undefined) return undefined;
        const rules = await readPushRules(sql);
        const now = at ?? deps.clock.now();
        const touchDays = longestCapDays(rules.settings);
        const facts = (await loadPushFacts(sql, [row.id], { ...deps, now, touchDays })).get(row.id);
        if (facts === undefined) return undefined;
        const data = { pushClass: wanted.pushClass };
        const subject = { actor, subjectKind: 'customer', subjectId: customerNo };
        await insertAudit(sql, [{ ...subject, action: 'push.checked', data }], deps.clock.now());
        const explained = explainPush({ ...wanted, customerId: row.id }, facts, rules, now);
        return { ...explained, at: now, facts };
      }),
  };
}
