import type { Pool } from 'pg';
import type { NewAnswers } from '../../domain/questionnaire/answer.ts';
import {
  type AnswerOutcome,
  type OpenInvitation,
  openness,
} from '../../domain/questionnaire/invitation.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Random } from '../../lib/ids.ts';
import { inTransaction } from '../sql.ts';
import { OPEN_ROWS, toOpenInvitation, toOpenRow } from './open-row.ts';
import { saveAnswers } from './save-answers.ts';

export interface FormStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

const OPENED = `UPDATE invitations SET opened_at = COALESCE(opened_at, $2), updated_at = $2,
    status = CASE WHEN status IN ('planned', 'sent') THEN 'opened' ELSE status END WHERE id = $1`;
const PUSH_OPENED = `UPDATE outreach_deliveries SET opened_at = COALESCE(opened_at, $2)
  WHERE opened_at IS NULL
    AND id IN (SELECT unnest(ARRAY[delivery_id, reminder_delivery_id]) FROM invitations WHERE id = $1)`;

/** What stands behind the web form of one invitation: whoever has its signed link is the one who was asked. */
export function makeFormStore({ pool, clock, random }: FormStoreDeps) {
  return {
    /** The invitation, and from now on it was opened; undefined: there is none. */
    open: async (invitationId: string): Promise<OpenInvitation | undefined> => {
      const now = clock.now();
      const { rows } = await pool.query(`${OPEN_ROWS} WHERE i.id = $1`, [invitationId]);
      if (rows[0] === undefined) return undefined;
      const found = toOpenInvitation(toOpenRow(rows[0]));
      if (openness(found, now) === 'open' && found.completedAt === undefined) {
        await inTransaction(pool, async (sql) => {
          await sql.query(OPENED, [invitationId, now]);
          await sql.query(PUSH_OPENED, [invitationId, now]);
        });
      }
      return found;
    },
    answer: async (input: Omit<NewAnswers, 'via'>): Promise<AnswerOutcome> =>
      inTransaction(pool, (sql) =>
        saveAnswers(sql, { ...input, via: 'web_form' }, { now: clock.now(), random }),
      ),
  };
}
