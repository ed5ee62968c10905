import type { Pool } from 'pg';
import type { Id } from '../lib/ids.ts';
import type { Sql } from './sql.ts';

/** What is known of a stored file; its bytes are in the object store under the same id. */
export interface FileRecord {
  readonly id: Id<'file'>;
  /** Null: it was put with a complaint at the desk. */
  readonly conversationId: Id<'conversation'> | null;
  /** Null: it came, or went, in a conversation. */
  readonly complaintNo: string | null;
  /** As the customer named it: shown, never used as a path. */
  readonly name: string;
  /** By the content, never by what the sender said. */
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly createdAt: Date;
}

/** The table `files`. */
export interface FileTable {
  insert(file: FileRecord, sql?: Sql): Promise<void>;
  find(id: Id<'file'>): Promise<FileRecord | undefined>;
  remove(ids: readonly Id<'file'>[]): Promise<void>;
}

interface FileRow {
  readonly id: string;
  readonly conversation_id: string | null;
  readonly complaint_no: string | null;
  readonly name: string;
  readonly content_type: string;
  readonly size_bytes: number;
  readonly sha256: string;
  readonly created_at: Date;
}

/** The table `files` on PostgreSQL. */
export function makeFileTable(deps: { readonly pool: Pool }): FileTable {
  return {
    insert: (file, sql = deps.pool) => insert(sql, file),
    find: async (id) => {
      const { rows } = await deps.pool.query<FileRow>('SELECT * FROM files WHERE id = $1', [id]);
      const row = rows[0];
      return row === undefined ? undefined : toRecord(row);
    },
    remove: async (ids) => {
      await deps.pool.query('DELETE FROM files WHERE id = ANY($1)', [[...ids]]);
    },
  };
}

async function insert(sql: Sql, file: FileRecord): Promise<void> {
  await sql.query(
    `INSERT INTO files (id, conversation_id, complaint_no, name, content_type, size_bytes, sha256, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      file.id,
      file.conversationId,
      file.complaintNo,
      file.name,
      file.contentType,
      file.sizeBytes,
      file.sha256,
      file.createdAt,
    ],
  );
}

function toRecord(row: FileRow): FileRecord {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    complaintNo: row.complaint_no,
    name: row.name,
    contentType: row.content_type,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    createdAt: row.created_at,
  };
}
