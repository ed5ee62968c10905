import type { AttachClaimDocument } from '../../domain/write.ts';
import { newId, type Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

/**
 * Stores the files handed in for one document. A file that was not sent in this very conversation is refused:
 * that is a bug or a forged id, and the turn rolls back.
 */
export async function applyAttachDocument(
  sql: Sql,
  write: AttachClaimDocument,
  deps: { readonly now: Date; readonly random: Random },
): Promise<void> {
  const { caseNo, document, fileIds, receivedAt } = write.document;
  const ids = [...new Set(fileIds)];
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM files f JOIN conversations c ON c.id = f.conversation_id
     WHERE f.id = ANY($1) AND c.id = $2 AND c.identity_id = $3`,
    [ids, write.conversationId, write.identityId],
  );
  if (ids.length === 0 || rows[0]?.count !== ids.length) {
    throw new Error('a document names a file that is not of this conversation');
  }
  await sql.query(
    `INSERT INTO claim_documents (id, case_no, document, file_ids, identity_id, received_at)
     VALUES ($1, $2, $3, $4::jsonb, $5, $6)`,
    [
      newId('claimDocument', deps.random),
      caseNo,
      document,
      JSON.stringify(ids),
      write.identityId,
      receivedAt,
    ],
  );
}
