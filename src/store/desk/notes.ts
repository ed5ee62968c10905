import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type { ConversationNote } from '../../domain/handoff/view.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import { inTransaction, type Sql } from '../sql.ts';

export interface NoteStore {
  /** Oldest first; undefined when there is no such conversation. */
  list(conversationId: string, page: PageRequest): Promise<Page<ConversationNote> | undefined>;
  add(note: NewNote): Promise<ConversationNote | undefined>;
}

export interface NewNote {
  readonly conversationId: string;
  readonly text: string;
  readonly authorName: string;
  readonly actor: Actor;
}

interface NoteRow {
  readonly id: string;
  readonly author_name: string;
  readonly text: string;
  readonly at: Date;
}

/** What agents write for each other about a conversation. */
export function makeNoteStore(deps: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}): NoteStore {
  return {
    list: (conversationId, page) => list(deps.pool, conversationId, page),
    add: (note) =>
      inTransaction(deps.pool, async (sql) => {
        const now = deps.clock.now();
        const id = newId('note', deps.random);
        const { rowCount } = await sql.query(
          `INSERT INTO conversation_notes (id, conversation_id, author_id, author_name, text, at)
           SELECT $1, c.id, $3, $4, $5, $6 FROM conversations c WHERE c.id = $2`,
          [id, note.conversationId, note.actor.id, note.authorName, note.text, now],
        );
        if (rowCount !== 1) return undefined;
        const subject = { subjectKind: 'conversation', subjectId: note.conversationId };
        const entry = { actor: note.actor, action: 'note.added', ...subject, data: { noteId: id } };
        await insertAudit(sql, [entry], now);
        return { id, authorName: note.authorName, text: note.text, at: now };
      }),
  };
}

async function list(
  sql: Sql,
  conversationId: string,
  page: PageRequest,
): Promise<Page<ConversationNote> | undefined> {
  const [at, id] = decodeCursor(page.cursor, 2) ?? [];
  const found = await sql.query('SELECT 1 FROM conversations WHERE id = $1', [conversationId]);
  if (found.rows.length === 0) return undefined;
  const { rows } = await sql.query<NoteRow>(
    `SELECT id, author_name, text, at FROM conversation_notes
     WHERE conversation_id = $1 AND ($2::timestamptz IS NULL OR (at, id) > ($2, $3))
     ORDER BY at, id LIMIT $4`,
    [
      conversationId,
      at === undefined || Number.isNaN(Date.parse(at)) ? null : new Date(at),
      id ?? null,
      page.limit + 1,
    ],
  );
  return toPage(rows, {
    limit: page.limit,
    cursorOf: (row) => [row.at.toISOString(), row.id],
    toItem: (row) => ({ id: row.id, authorName: row.author_name, text: row.text, at: row.at }),
  });
}
