import type { Pool } from 'pg';
import { openness, type SurveyReader } from '../../domain/questionnaire/invitation.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import { OPEN_ROWS, toOpenInvitation, toOpenRow } from './open-row.ts';

/** How long after it was pushed a bare score is still an answer to it. */
const HEARD_MS = 7 * DAY_MS;

const OPEN_IN = {
  name: 'survey-open-in',
  text: `${OPEN_ROWS} JOIN outreach_deliveries d ON d.id IN (i.delivery_id, i.reminder_delivery_id)
    WHERE d.conversation_id = $1 AND d.push_class = 'survey' AND d.released_at > $2 AND d.released_at <= $3
      AND d.status IN ('sending', 'sent', 'delivered', 'unknown')
      AND i.status IN ('planned', 'sent', 'opened', 'partial') AND i.expires_at > $3
    ORDER BY d.released_at DESC LIMIT 1`,
};

const FIND = {
  name: 'survey-of-person',
  text: `${OPEN_ROWS} WHERE i.id = $1 AND (i.customer_id = $2 OR EXISTS (
    SELECT 1 FROM outreach_deliveries d
    WHERE d.conversation_id = $3 AND d.id IN (i.delivery_id, i.reminder_delivery_id)))`,
};

/** What flows read of surveys, whatever became of the push since. */
export function makeSurveyReader({ pool }: { readonly pool: Pool }): SurveyReader {
  return {
    openIn: async (conversationId, now) => {
      const { rows } = await pool.query({
        ...OPEN_IN,
        values: [conversationId, addMs(now, -HEARD_MS), now],
      });
      if (rows[0] === undefined) return undefined;
      const found = toOpenInvitation(toOpenRow(rows[0]));
      return openness(found, now) === 'open' ? found : undefined;
    },
    find: async (invitationId, { conversationId, customerId }) => {
      const { rows } = await pool.query({
        ...FIND,
        values: [invitationId, customerId ?? null, conversationId],
      });
      return rows[0] === undefined ? undefined : toOpenInvitation(toOpenRow(rows[0]));
    },
  };
}
