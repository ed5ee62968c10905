import type { Pool } from 'pg';
import { z } from 'zod';
import {
  type OpenRescue,
  type RescueReader,
  ROADSIDE_PROBLEMS,
} from '../../domain/service-request.ts';

const rowSchema = z.object({
  request_no: z.string(),
  requested_at: z.date(),
  details: z.object({ problem: z.enum(ROADSIDE_PROBLEMS), place: z.string() }),
});

/** Requests for roadside assistance that are still under way, newest first. */
export function makeRescueReader({ pool }: { readonly pool: Pool }): RescueReader {
  return {
    openOf: async (identityId, since) => {
      const { rows } = await pool.query(
        `SELECT request_no, requested_at, details FROM service_requests
         WHERE identity_id = $1 AND kind = 'roadside_assistance' AND requested_at >= $2
           AND status IN ('open', 'in_progress')
         ORDER BY requested_at DESC LIMIT 5`,
        [identityId, since],
      );
      return z.array(rowSchema).parse(rows).map(toRescue);
    },
  };
}

function toRescue(row: z.infer<typeof rowSchema>): OpenRescue {
  const { problem, place } = row.details;
  return { requestNo: row.request_no, requestedAt: row.requested_at, problem, place };
}
