import type { Pool } from 'pg';
import type { Id } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';

/** Keeps where a conversation is reached outside a request. Writes only what changed. */
export function makeChannelAddresses(deps: { readonly pool: Pool }): {
  save(id: Id<'conversation'>, address: JsonObject): Promise<void>;
} {
  return {
    save: async (id, address) => {
      await deps.pool.query({
        name: 'save-channel-address',
        text: `UPDATE conversations SET address = $2::jsonb
               WHERE id = $1 AND address IS DISTINCT FROM $2::jsonb`,
        values: [id, JSON.stringify(address)],
      });
    },
  };
}
