import type { Pool } from 'pg';
import { z } from 'zod';
import type { ClaimDocument, ClaimDocumentReader } from '../../domain/claim/document.ts';

const rowSchema = z.object({
  case_no: z.string(),
  document: z.string(),
  file_ids: z.array(z.string()),
  received_at: z.date(),
});

/** What was handed in for a case, oldest first. */
export function makeClaimDocumentReader({ pool }: { readonly pool: Pool }): ClaimDocumentReader {
  return {
    receivedFor: async (caseNo) => {
      const { rows } = await pool.query(
        `SELECT case_no, document, file_ids, received_at FROM claim_documents
         WHERE case_no = $1 ORDER BY received_at, id`,
        [caseNo],
      );
      return z.array(rowSchema).parse(rows).map(toDocument);
    },
  };
}

function toDocument(row: z.infer<typeof rowSchema>): ClaimDocument {
  return {
    caseNo: row.case_no,
    document: row.document,
    fileIds: row.file_ids,
    receivedAt: row.received_at,
  };
}
