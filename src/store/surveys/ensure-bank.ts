import type { Pool } from 'pg';
import {
  type Questionnaire,
  questionnaireContentSchema,
} from '../../domain/questionnaire/questionnaire.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { inTransaction } from '../sql.ts';
import { lockCode } from './questionnaire-store.ts';

/** A questionnaire that comes with the desk: its first version. */
export type BankEntry = Pick<
  Questionnaire,
  'code' | 'purpose' | 'title' | 'offersAnonymity' | 'expiresAfterDays' | 'remindAfterDays'
> & { readonly content: unknown };

/** Who wrote and published what comes with the desk. */
const AUTHOR = 'system';

/**
 * Loads what is not there of the question bank (domain.md 4.3), published. Whatever the insurer made of a code, or
 * retired, stays as it is. Returns how many were loaded; safe in several processes at once.
 */
export async function ensureBank(
  {
    pool,
    random,
    bank,
  }: { readonly pool: Pool; readonly random: Random; readonly bank: readonly BankEntry[] },
  now: Date,
): Promise<number> {
  let loaded = 0;
  for (const entry of bank) {
    loaded += await inTransaction(pool, async (sql) => {
      await lockCode(sql, entry.code);
      const content = questionnaireContentSchema.parse(entry.content);
      const { rowCount } = await sql.query(
        `INSERT INTO questionnaires (id, code, version, status, purpose, title, content, offers_anonymity,
           expires_after_days, remind_after_days, created_by, created_at, published_by, published_at)
         SELECT $1, $2, 1, 'published', $3, $4, $5, $6, $7, $8, $9, $10, $9, $10
         WHERE NOT EXISTS (SELECT 1 FROM questionnaires WHERE code = $2)`,
        [
          newId('questionnaire', random),
          entry.code,
          entry.purpose,
          entry.title,
          JSON.stringify(content),
          entry.offersAnonymity,
          entry.expiresAfterDays,
          entry.remindAfterDays,
          AUTHOR,
          now,
        ],
      );
      return rowCount ?? 0;
    });
  }
  return loaded;
}
