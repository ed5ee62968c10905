import { z } from 'zod';
import type { AuditEntry } from '../domain/audit.ts';
import type { AuditView } from '../domain/desk-view.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { Clock } from '../lib/clock.ts';
import { insertAudit } from './audit.ts';
import { decodeCursor, toPage } from './cursor.ts';
import type { Sql } from './sql.ts';

export interface AuditQuery extends PageRequest {
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  /** Half-open: [from, to). */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface AuditStore {
  record(entries: readonly AuditEntry[]): Promise<void>;
  /** Newest first. */
  list(query: AuditQuery): Promise<Page<AuditView>>;
}

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly actor_name: string | null;
  readonly action: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly reason: string | null;
  readonly data: unknown;
}

/** What the column `data` holds. */
export const auditDataSchema = z.record(z.string(), z.json());

/** The audit trail: written by whoever reads or changes personal data outside a transaction of the store. */
export function makeAuditStore(deps: { readonly pool: Sql; readonly clock: Clock }): AuditStore {
  return {
    record: (entries) => insertAudit(deps.pool, entries, deps.clock.now()),
    list: async (query) => {
      const [before] = decodeCursor(query.cursor, 1) ?? [];
      const { rows } = await deps.pool.query<Row>(
        // The alias: plain `id` in ORDER BY would be the text of the answer, in which 99 is more than 100.
        `SELECT a.id::text, at, actor_kind, actor_id, COALESCE(p.display_name, k.name) AS actor_name,
           action, subject_kind, subject_id, reason, data
         FROM audit a
         LEFT JOIN agents p ON actor_kind = 'agent' AND p.id = actor_id
         LEFT JOIN api_keys k ON actor_kind = 'api_key' AND k.id = actor_id
         WHERE ($1::bigint IS NULL OR a.id < $1) AND ($2::text IS NULL OR subject_kind = $2)
           AND ($3::text IS NULL OR subject_id = $3) AND ($4::text IS NULL OR actor_id = $4)
           AND ($5::text IS NULL OR action = $5) AND ($6::timestamptz IS NULL OR at >= $6)
           AND ($7::timestamptz IS NULL OR at < $7)
         ORDER BY a.id DESC LIMIT $8`,
        [
          before !== undefined && /^\d{1,18}$/.test(before) ? before : null,
          query.subjectKind ?? null,
          query.subjectId ?? null,
          query.actorId ?? null,
          query.action ?? null,
          query.from ?? null,
          query.to ?? null,
          query.limit + 1,
        ],
      );
      return toPage(rows, { limit: query.limit, cursorOf: (row) => [row.id], toItem: toView });
    },
  };
}

function toView(row: Row): AuditView {
  return {
    id: row.id,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    reason: row.reason,
    data: auditDataSchema.parse(row.data),
  };
}
