import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type { NewConsent } from '../../domain/consent.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';

export interface ConsentRecorder {
  /** How many customers it is written down for; `not_found`: no customer of this number. */
  record(input: NewConsent, actor: Actor): Promise<number | 'not_found'>;
}

/** In place of a channel account, of what was decided outside our channels. */
const OUTSIDE = 'outside';

/** Writes down what was decided outside our chats: rows are only ever added, and count from their commit on. */
export function makeConsentRecorder(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}): ConsentRecorder {
  const { pool, clock, random } = deps;
  return {
    record: (input, actor) =>
      inTransaction(pool, async (sql) => {
        const customers = await find(sql, input);
        if (customers.length === 0) return 'customerNo' in input.who ? 'not_found' : 0;
        const now = clock.now();
        await insert(sql, { customers, input, actor, random });
        const { purposes, way, isGranted, source } = input;
        const entries = customers.map(({ customer_no }) => ({
          actor,
          action: isGranted ? 'consent.granted' : 'consent.refused',
          subjectKind: 'customer',
          subjectId: customer_no,
          data: { purposes: [...purposes], way, source },
        }));
        await insertAudit(sql, entries, now);
        return customers.length;
      }),
  };
}

interface Found {
  readonly id: string;
  readonly customer_no: string;
}

/** A refusal by a phone holds for everybody who has it: nothing may go to that number any more. */
async function find(sql: Sql, { who }: NewConsent): Promise<readonly Found[]> {
  const [column, value] =
    'customerNo' in who
      ? (['customer_no', who.customerNo] as const)
      : (['phone', who.phone] as const);
  const { rows } = await sql.query<{ id: string; customer_no: string }>(
    `SELECT id, customer_no FROM customers WHERE ${column} = $1 ORDER BY id`,
    [value],
  );
  return rows;
}

async function insert(
  sql: Sql,
  given: {
    readonly customers: readonly Found[];
    readonly input: NewConsent;
    readonly actor: Actor;
    readonly random: Random;
  },
): Promise<void> {
  const { customers, input, actor, random } = given;
  const rows = customers.flatMap(({ id: customerId }) =>
    input.purposes.map((purpose) => ({ id: newId('consent', random), customerId, purpose })),
  );
  await sql.query(
    `INSERT INTO consents (id, customer_id, channel_account, purpose, way, is_granted, text_version, decided_at,
       source, evidence, recorded_by)
     SELECT r->>'id', r->>'customerId', $2, r->>'purpose', $3, $4, $5, $6, $7, $8::jsonb, $9
     FROM jsonb_array_elements($1::jsonb) AS r`,
    [
      JSON.stringify(rows),
      OUTSIDE,
      input.way,
      input.isGranted,
      input.textVersion,
      input.decidedAt,
      input.source,
      JSON.stringify(input.evidence),
      `${actor.kind}:${actor.id}`,
    ],
  );
}
