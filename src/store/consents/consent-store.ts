import { z } from 'zod';
import {
  CONSENT_PURPOSES,
  CONSENT_SOURCES,
  CONSENT_WAYS,
  type ConsentDecision,
  type ConsentEvidence,
  type ConsentReader,
  type ConsentView,
} from '../../domain/consent.ts';
import { maskText } from '../../domain/mask.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Id } from '../../lib/ids.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import type { Sql } from '../sql.ts';

export interface ConsentStore extends ConsentReader {
  /** Every decision of a customer, newest first. */
  list(query: PageRequest & { readonly customerNo: string }): Promise<Page<ConsentView>>;
}

const rowSchema = z.object({
  id: z.string(),
  /** Null: decided outside our chats. */
  identity_id: z.string().nullable(),
  customer_id: z.string().nullable(),
  conversation_id: z.string().nullable(),
  channel_account: z.string(),
  purpose: z.enum(CONSENT_PURPOSES),
  way: z.enum(CONSENT_WAYS).nullable(),
  is_granted: z.boolean(),
  text_version: z.string(),
  decided_at: z.date(),
});

/** Agreements and refusals, as they count and as they came about. */
export function makeConsentStore({ pool }: { readonly pool: Sql }): ConsentStore {
  return {
    currentOf: async (identityId) => {
      const { rows } = await pool.query(CURRENT, [identityId]);
      return z
        .array(rowSchema)
        .parse(rows)
        .map((row) => toDecision(row, identityId));
    },
    list: (query) => list(pool, query),
  };
}

/**
 * What the customer of this identity decided on any channel counts here too, and what somebody said before it was
 * known who they are counts for the customer whom that chat identity then proved to be.
 */
const CURRENT = `SELECT DISTINCT ON (purpose, COALESCE(way, '')) id, identity_id, customer_id, conversation_id,
    channel_account, purpose, way, is_granted, text_version, decided_at
  FROM consents
  WHERE identity_id = $1
    OR customer_id = (SELECT customer_id FROM channel_identities
      WHERE id = $1 AND subject_kind = 'customer')
    OR identity_id IN (SELECT other.id FROM channel_identities me
      JOIN channel_identities other ON other.customer_id = me.customer_id
      WHERE me.id = $1 AND me.subject_kind = 'customer' AND other.subject_kind = 'customer')
  ORDER BY purpose, COALESCE(way, ''), decided_at DESC, id DESC`;

const evidenceSchema = z
  .object({
    text: z.string().optional(),
    messageSeq: z.number().int().optional(),
    documentNo: z.string().optional(),
    recordingNo: z.string().optional(),
    note: z.string().optional(),
  })
  .catch({});

const viewRowSchema = rowSchema.extend({
  is_current: z.boolean(),
  source: z.enum(CONSENT_SOURCES),
  evidence: evidenceSchema,
  recorded_by: z.string().nullable(),
});

async function list(
  sql: Sql,
  { customerNo, limit, cursor }: PageRequest & { readonly customerNo: string },
): Promise<Page<ConsentView>> {
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  const before = at === undefined || Number.isNaN(Date.parse(at)) ? null : new Date(at);
  const { rows } = await sql.query(
    `SELECT * FROM (
       SELECT c.id, c.identity_id, c.customer_id, c.conversation_id, c.channel_account, c.purpose,
         c.way, c.is_granted, c.text_version, c.decided_at, c.source, c.evidence, c.recorded_by,
         row_number() OVER (PARTITION BY c.purpose, COALESCE(c.way, '') ORDER BY c.decided_at DESC, c.id DESC) = 1
           AND (c.way IS NULL OR c.decided_at > COALESCE(
             max(c.decided_at) FILTER (WHERE c.way IS NULL) OVER (PARTITION BY c.purpose), '-infinity')) AS is_current
       FROM consents c JOIN customers u ON u.customer_no = $1
       WHERE c.customer_id = u.id OR c.customer_id IS NULL AND c.identity_id IN
         (SELECT id FROM channel_identities WHERE customer_id = u.id AND subject_kind = 'customer')
     ) AS of_customer
     WHERE $2::timestamptz IS NULL OR (decided_at, id) < ($2, $3)
     ORDER BY decided_at DESC, id DESC LIMIT $4`,
    [customerNo, before, id ?? null, limit + 1],
  );
  return toPage(z.array(viewRowSchema).parse(rows), {
    limit,
    cursorOf: (row) => [row.decided_at.toISOString(), row.id],
    toItem: (row) => ({
      purpose: row.purpose,
      way: row.way,
      isGranted: row.is_granted,
      isCurrent: row.is_current,
      source: row.source,
      textVersion: row.text_version,
      evidence: shownEvidence(row.evidence),
      recordedBy: row.recorded_by,
      channelAccount: row.channel_account,
      conversationId: row.conversation_id,
      decidedAt: row.decided_at,
    }),
  });
}

/** What somebody said or wrote down may hold anything. */
function shownEvidence({ text, note, ...numbers }: ConsentEvidence): ConsentEvidence {
  return {
    ...numbers,
    ...(text === undefined ? {} : { text: maskText(text) }),
    ...(note === undefined ? {} : { note: maskText(note) }),
  };
}

/** One that was decided outside our chats counts for the identity that is asked about. */
function toDecision(row: z.infer<typeof rowSchema>, identityId: Id<'identity'>): ConsentDecision {
  return {
    identityId: row.identity_id ?? identityId,
    ...(row.customer_id === null ? {} : { customerId: row.customer_id }),
    conversationId: row.conversation_id ?? '',
    channelAccount: row.channel_account,
    purpose: row.purpose,
    ...(row.way === null ? {} : { way: row.way }),
    isGranted: row.is_granted,
    textVersion: row.text_version,
    decidedAt: row.decided_at,
  };
}
