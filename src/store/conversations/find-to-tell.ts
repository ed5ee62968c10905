import type { IdentityLevel } from '../../domain/identity.ts';
import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

/** A conversation in which somebody is told about a claim, and how well that somebody is known. */
export interface ConversationToTell {
  readonly conversationId: Id<'conversation'>;
  readonly channelAccount: string;
  readonly isReporter: boolean;
  readonly level: IdentityLevel;
  readonly verifiedAt?: Date;
  readonly lastInboundAt?: Date;
}

interface Row {
  readonly id: string;
  readonly channel_account: string;
  readonly subject_kind: string;
  readonly level: IdentityLevel;
  readonly verified_at: Date | null;
  readonly last_inbound_at: Date | null;
}

/**
 * Where news of a claim goes: the one conversation in which the insured wrote last, on whatever channel, and the
 * same for each person who reported it and is not the insured. Whoever left a channel is told there only when they
 * are nowhere else.
 */
export async function findConversationsToTell(
  sql: Sql,
  about: { readonly customerId: Id<'customer'>; readonly claimNo: string },
): Promise<readonly ConversationToTell[]> {
  const { rows } = await sql.query<Row>(
    `SELECT DISTINCT ON (i.subject_kind, CASE WHEN i.subject_kind = 'reporter' THEN i.id END)
       c.id, c.channel_account, i.subject_kind, i.level, i.verified_at, c.last_inbound_at
     FROM channel_identities i JOIN conversations c ON c.identity_id = i.id
     WHERE c.ended_at IS NULL AND i.level >= 1
       AND ((i.subject_kind = 'customer' AND i.customer_id = $1)
         OR (i.subject_kind = 'reporter' AND i.reporter_claim_no = $2))
     ORDER BY i.subject_kind, CASE WHEN i.subject_kind = 'reporter' THEN i.id END,
       (i.unreachable IS NOT NULL), c.last_inbound_at DESC NULLS LAST, c.created_at DESC`,
    [about.customerId, about.claimNo],
  );
  return rows.map((row) => ({
    conversationId: row.id,
    channelAccount: row.channel_account,
    isReporter: row.subject_kind === 'reporter',
    level: row.level,
    ...(row.verified_at === null ? {} : { verifiedAt: row.verified_at }),
    ...(row.last_inbound_at === null ? {} : { lastInboundAt: row.last_inbound_at }),
  }));
}
