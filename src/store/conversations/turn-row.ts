import type { TurnWork } from '../../domain/conversation.ts';
import type { ChannelIdentity, IdentityLevel, Subject } from '../../domain/identity.ts';
import { type ConversationRow, type MessageRow, toConversation, toMessage } from './rows.ts';

/** A conversation and its identity as a turn reads them; without the messages that wait. */
export interface TurnRow extends ConversationRow {
  readonly turn_by: string | null;
  readonly state: unknown;
  readonly state_version: number;
  readonly external_user_id: string;
  readonly customer_id: string | null;
  readonly subject_kind: 'customer' | 'reporter' | null;
  readonly reporter_claim_no: string | null;
  readonly level: IdentityLevel;
  readonly verified_at: Date | null;
  /** When the newest handled message came. */
  readonly previous_at: Date | null;
}

/** The identity's columns of a turn, under the alias `i`. */
export const IDENTITY_COLUMNS =
  'i.external_user_id, i.customer_id, i.subject_kind, i.reporter_claim_no, i.level, i.verified_at';

export function toWork(row: TurnRow, waiting: readonly MessageRow[]): TurnWork {
  const subject = toSubject(row);
  const identity: ChannelIdentity = {
    id: row.identity_id,
    channelAccount: row.channel_account,
    externalUserId: row.external_user_id,
    level: row.level,
    ...(subject === undefined ? {} : { subject }),
    ...(row.verified_at === null ? {} : { verifiedAt: row.verified_at }),
    ...(row.previous_at === null ? {} : { lastInboundAt: row.previous_at }),
  };
  return {
    conversation: toConversation(row),
    identity,
    state: row.state,
    stateVersion: row.state_version,
    waiting: waiting.map((message) => toMessage(row.id, message)),
  };
}

function toSubject(row: TurnRow): Subject | undefined {
  if (row.subject_kind === 'customer' && row.customer_id !== null) {
    return { kind: 'customer', customerId: row.customer_id };
  }
  if (row.subject_kind === 'reporter' && row.reporter_claim_no !== null) {
    return { kind: 'reporter', claimNo: row.reporter_claim_no };
  }
  return undefined;
}
