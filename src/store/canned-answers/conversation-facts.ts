import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import { CLAIM_STATUSES, type ClaimStatus } from '../../domain/claim/status.ts';
import type { Clock } from '../../lib/clock.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction } from '../sql.ts';

/** What a canned answer may say of whom the conversation is with. */
export interface ConversationFacts {
  readonly customer?: { readonly name: string; readonly gender?: string };
  readonly claim?: {
    readonly claimNo: string;
    /** Null: a status of the insurer's system that is none of ours. */
    readonly status: ClaimStatus | null;
    readonly handlerName?: string;
  };
  readonly complaintNo?: string;
  readonly plate?: string;
  readonly policyEndsAt?: Date;
}

const rowSchema = z.object({
  name: z.string().nullable(),
  gender: z.string().nullable(),
  claim_no: z.string().nullable(),
  claim_status: z.enum(CLAIM_STATUSES).nullable().catch(null),
  handler_name: z.string().nullable(),
  complaint_no: z.string().nullable(),
  plate: z.string().nullable(),
  policy_ends_at: z.date().nullable(),
});

/**
 * Nothing personal before the person is known (law 8): a customer's things when that customer was proved, one
 * claim's for whoever reported it, and of a stranger nothing but the complaint made in this very conversation.
 * A claim that an agent linked comes before the newest one. $2 is now.
 */
const FACTS = `SELECT u.name, u.gender, k.claim_no, k.status AS claim_status, k.handler_name, o.complaint_no,
    COALESCE(k.plate, v.plate) AS plate, p.ends_at AS policy_ends_at
  FROM conversations c
  JOIN channel_identities i ON i.id = c.identity_id
  LEFT JOIN customers u ON u.id = i.customer_id AND i.level >= 1 AND i.subject_kind = 'customer'
  LEFT JOIN LATERAL (
    SELECT k.claim_no, k.status, k.handler_name, k.plate FROM claims k
    LEFT JOIN conversation_links l
      ON l.conversation_id = c.id AND l.kind = 'claim' AND l.ref = k.claim_no
    WHERE k.customer_id = u.id OR (i.subject_kind = 'reporter' AND i.level >= 1 AND k.claim_no = i.reporter_claim_no)
    ORDER BY l.at DESC NULLS LAST, k.reported_at DESC, k.id LIMIT 1) k ON true
  LEFT JOIN LATERAL (
    SELECT o.complaint_no FROM complaints o WHERE o.conversation_id = c.id OR o.customer_id = u.id
    ORDER BY o.received_at DESC, o.id LIMIT 1) o ON true
  LEFT JOIN LATERAL (
    SELECT v.plate FROM vehicles v WHERE v.customer_id = u.id AND v.plate IS NOT NULL
    ORDER BY v.updated_at DESC, v.id LIMIT 1) v ON true
  LEFT JOIN LATERAL (
    SELECT p.ends_at FROM policies p WHERE p.customer_id = u.id AND p.ends_at > $2
    ORDER BY p.ends_at, p.id LIMIT 1) p ON true
  WHERE c.id = $1`;

/** Reads what may be said, and writes the audit row with it; undefined when there is no such conversation. */
export function makeConversationFacts({
  pool,
  clock,
}: {
  readonly pool: Pool;
  readonly clock: Clock;
}) {
  return (conversationId: string, actor: Actor): Promise<ConversationFacts | undefined> =>
    inTransaction(pool, async (sql) => {
      const now = clock.now();
      const { rows } = await sql.query(FACTS, [conversationId, now]);
      if (rows[0] === undefined) return undefined;
      const subject = { subjectKind: 'conversation', subjectId: conversationId };
      await insertAudit(sql, [{ actor, action: 'canned_answer.rendered', ...subject }], now);
      return toFacts(rows[0]);
    });
}

function toFacts(raw: unknown): ConversationFacts {
  const row = rowSchema.parse(raw);
  const { name, gender, claim_no: claimNo, claim_status: status, handler_name: handlerName } = row;
  return {
    ...(name === null ? {} : { customer: { name, ...(gender === null ? {} : { gender }) } }),
    ...(claimNo === null
      ? {}
      : { claim: { claimNo, status, ...(handlerName === null ? {} : { handlerName }) } }),
    ...(row.complaint_no === null ? {} : { complaintNo: row.complaint_no }),
    ...(row.plate === null ? {} : { plate: row.plate }),
    ...(row.policy_ends_at === null ? {} : { policyEndsAt: row.policy_ends_at }),
  };
}
