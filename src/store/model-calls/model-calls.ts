import { z } from 'zod';
import {
  MODEL_CALL_OUTCOMES,
  MODEL_PURPOSES,
  type ModelCall,
  type ModelCallLog,
} from '../../domain/language-model.ts';
import { maskText } from '../../domain/mask.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { type Id, newId, type Random } from '../../lib/ids.ts';
import type { Log } from '../../lib/log.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import type { Sql } from '../sql.ts';

/** Calls being written at a time; more means that the database is away, and then records are what gives. */
const WRITING_MAX = 200;

export interface ModelCallQuery extends PageRequest {
  readonly conversationId?: string | undefined;
  readonly purpose?: string | undefined;
  readonly outcome?: string | undefined;
  /** Half-open: [from, to). */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** A call as administrators and auditors read it. */
export interface ModelCallView extends ModelCall {
  readonly id: Id<'modelCall'>;
}

/** Keeps calls of the model in `model_calls`, without anybody waiting. A call that cannot be kept is counted in the log. */
export function makeModelCallLog(deps: {
  readonly pool: Sql;
  readonly random: Random;
  readonly log: Log;
}): ModelCallLog & {
  /** Resolves when all that was recorded is written. */ flush(): Promise<void>;
} {
  const writing = new Set<Promise<void>>();
  return {
    record: (call) => {
      const ids = { purpose: call.purpose, outcome: call.outcome };
      if (writing.size >= WRITING_MAX) {
        deps.log.warn(ids, 'a call of the model was not recorded: too many wait to be');
        return;
      }
      const write = insert(deps, call)
        .catch((err: unknown) =>
          deps.log.warn({ err, ...ids }, 'a call of the model was not recorded'),
        )
        .finally(() => writing.delete(write));
      writing.add(write);
    },
    flush: async () => {
      await Promise.all(writing);
    },
  };
}

async function insert(
  deps: { readonly pool: Sql; readonly random: Random },
  call: ModelCall,
): Promise<void> {
  // Hidden already; masked once more, because here it stays for half a year.
  const sent = call.sent.map(({ role, content }) => ({ role, content: maskText(content) }));
  await deps.pool.query(
    `INSERT INTO model_calls (id, conversation_id, purpose, model, at, duration_ms, outcome, reason, sent, answered)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      newId('modelCall', deps.random),
      call.conversationId ?? null,
      call.purpose,
      call.model,
      call.at,
      call.durationMs,
      call.outcome,
      call.reason ?? null,
      JSON.stringify(sent),
      call.answered === undefined ? null : JSON.stringify(maskText(call.answered)),
    ],
  );
}

const rowSchema = z.object({
  id: z.string(),
  conversation_id: z.string().nullable(),
  purpose: z.enum(MODEL_PURPOSES),
  model: z.string(),
  at: z.date(),
  duration_ms: z.number(),
  outcome: z.enum(MODEL_CALL_OUTCOMES),
  reason: z.string().nullable(),
  sent: z.array(z.object({ role: z.enum(['system', 'user']), content: z.string() })),
  answered: z.string().nullable(),
});

/** Recorded calls, newest first. */
export function makeModelCallReader({ pool }: { readonly pool: Sql }): {
  list(query: ModelCallQuery): Promise<Page<ModelCallView>>;
} {
  return {
    list: async (query) => {
      const [at, id] = decodeCursor(query.cursor, 2) ?? [];
      const isPlace = at !== undefined && !Number.isNaN(Date.parse(at));
      const { rows } = await pool.query(
        `SELECT id, conversation_id, purpose, model, at, duration_ms, outcome, reason, sent, answered
         FROM model_calls
         WHERE ($1::timestamptz IS NULL OR (at, id) < ($1, $2)) AND ($3::text IS NULL OR conversation_id = $3)
           AND ($4::text IS NULL OR purpose = $4) AND ($5::text IS NULL OR outcome = $5)
           AND ($6::timestamptz IS NULL OR at >= $6) AND ($7::timestamptz IS NULL OR at < $7)
         ORDER BY at DESC, id DESC LIMIT $8`,
        [
          isPlace ? new Date(at) : null,
          id ?? null,
          query.conversationId ?? null,
          query.purpose ?? null,
          query.outcome ?? null,
          query.from ?? null,
          query.to ?? null,
          query.limit + 1,
        ],
      );
      return toPage(
        rows.map((row) => rowSchema.parse(row)),
        {
          limit: query.limit,
          cursorOf: (row) => [row.at.toISOString(), row.id],
          toItem: toView,
        },
      );
    },
  };
}

function toView(row: z.infer<typeof rowSchema>): ModelCallView {
  return {
    id: row.id,
    ...(row.conversation_id === null ? {} : { conversationId: row.conversation_id }),
    purpose: row.purpose,
    model: row.model,
    at: row.at,
    durationMs: row.duration_ms,
    outcome: row.outcome,
    ...(row.reason === null ? {} : { reason: row.reason }),
    sent: row.sent,
    ...(row.answered === null ? {} : { answered: row.answered }),
  };
}
