import type { Pool } from 'pg';
import { z } from 'zod';
import type { WebhookAddress } from '../../domain/webhook.ts';
import type { Clock } from '../../lib/clock.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction } from '../sql.ts';
import { secretsSchema } from './secrets.ts';

export interface EndpointReader {
  /** Where events of an endpoint go; undefined when it was removed. */
  find(id: string): Promise<WebhookAddress | undefined>;
  /** The receiver said that it is gone (410): nothing more is told to it until an administrator enables it. */
  disable(id: string): Promise<void>;
}

const rowSchema = z.object({
  url: z.string(),
  secrets: secretsSchema,
  disabled_at: z.date().nullable(),
});

/** The endpoints as their sender needs them. */
export function makeEndpointReader({
  pool,
  clock,
}: {
  readonly pool: Pool;
  readonly clock: Clock;
}): EndpointReader {
  return {
    find: async (id) => {
      const { rows } = await pool.query({
        name: 'webhook-endpoint-find',
        text: 'SELECT url, secrets, disabled_at FROM webhook_endpoints WHERE id = $1',
        values: [id],
      });
      if (rows[0] === undefined) return undefined;
      const { url, secrets, disabled_at: disabledAt } = rowSchema.parse(rows[0]);
      const now = clock.now();
      const valid = secrets.filter(
        ({ expiresAt }) => expiresAt === undefined || new Date(expiresAt) > now,
      );
      return { url, secrets: valid.map(({ value }) => value), isEnabled: disabledAt === null };
    },
    disable: (id) => {
      const now = clock.now();
      return inTransaction(pool, async (sql) => {
        const { rowCount } = await sql.query(
          `UPDATE webhook_endpoints SET disabled_at = $2, updated_at = $2
           WHERE id = $1 AND disabled_at IS NULL`,
          [id, now],
        );
        if (rowCount !== 1) return;
        const actor = { kind: 'system', id: 'outbox' } as const;
        const subject = { subjectKind: 'webhook', subjectId: id };
        await insertAudit(
          sql,
          [{ actor, action: 'webhook.disabled', ...subject, data: { why: 'gone' } }],
          now,
        );
      });
    },
  };
}
