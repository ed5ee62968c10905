import { z } from 'zod';
import { HANDOFF_REASONS, HANDOFF_STATES, isOpen } from '../../domain/handoff/handoff.ts';
import { isOwned } from '../../domain/handoff/machine.ts';
import type { HandoffItem } from '../../domain/handoff/view.ts';
import { effectiveLevel } from '../../domain/identity.ts';
import { maskName, maskText } from '../../domain/mask.ts';
import { levelSchema } from '../customers/read-contacts.ts';

/** A hand-off's row with what lists show of its conversation and its customer. */
export interface ItemRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly channel_account: string;
  readonly reason: string;
  readonly state: string;
  readonly requested_at: Date;
  readonly queued_at: Date;
  readonly rank_at: Date;
  readonly is_injury: boolean;
  readonly is_complaint: boolean;
  readonly is_vip: boolean;
  readonly skill: string | null;
  readonly language: string;
  readonly team_id: string | null;
  readonly position: number | null;
  readonly offered_to: string | null;
  readonly offered_until: Date | null;
  readonly agent_id: string | null;
  readonly agent_name: string | null;
  readonly accepted_at: Date | null;
  readonly first_reply_at: Date | null;
  readonly last_agent_at: Date | null;
  readonly last_customer_at: Date | null;
  readonly closed_at: Date | null;
  readonly outcome: string | null;
  readonly result_code: string | null;
  readonly rating_score: number | null;
  readonly note: string | null;
  readonly last_seq: number;
  readonly last_inbound_at: Date | null;
  readonly identity_id: string;
  readonly display_name: string | null;
  readonly level: number;
  readonly verified_at: Date | null;
  readonly customer_no: string | null;
  readonly customer_name: string | null;
  readonly last_text: string | null;
  readonly unanswered_since: Date | null;
}

const stateSchema = z.enum(HANDOFF_STATES);
const reasonSchema = z.enum(HANDOFF_REASONS);

/** Characters of the newest words that a list shows. */
const LAST_TEXT_MAX = 80;

/** A row as lists show it: masked. */
export function parseItem(row: ItemRow, now: Date): HandoffItem {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    channelAccount: row.channel_account,
    reason: reasonSchema.parse(row.reason),
    state: stateSchema.parse(row.state),
    requestedAt: row.requested_at,
    queuedAt: row.queued_at,
    isInjury: row.is_injury,
    isComplaint: row.is_complaint,
    isVip: row.is_vip,
    skill: row.skill,
    language: row.language,
    teamId: row.team_id,
    position: row.position,
    offeredTo: row.offered_to,
    offeredUntil: row.offered_until,
    agentId: row.agent_id,
    agentName: row.agent_name,
    acceptedAt: row.accepted_at,
    firstReplyAt: row.first_reply_at,
    lastAgentAt: row.last_agent_at,
    lastCustomerAt: row.last_customer_at,
    waitingSince: waitingSince(row),
    closedAt: row.closed_at,
    outcome: row.outcome,
    resultCode: row.result_code,
    ratingScore: row.rating_score,
    note: row.note === null ? null : maskText(row.note),
    customerName: shownName(row),
    customerNo: row.customer_no,
    level: levelOf(row, now),
    lastText: row.last_text === null ? null : cut(maskText(row.last_text)),
    lastSeq: row.last_seq,
  };
}

/** What was proved and has not lapsed. */
export function levelOf(
  row: Pick<ItemRow, 'level' | 'verified_at' | 'last_inbound_at'>,
  now: Date,
) {
  return effectiveLevel(
    {
      level: levelSchema.parse(row.level),
      ...(row.verified_at === null ? {} : { verifiedAt: row.verified_at }),
      ...(row.last_inbound_at === null ? {} : { lastInboundAt: row.last_inbound_at }),
    },
    now,
  );
}

/** Somebody's name, masked; `访客` with four letters of their chat identity when nobody is known. */
export function shownName(
  row: Pick<ItemRow, 'customer_name' | 'display_name' | 'identity_id'>,
): string {
  const name = row.customer_name ?? row.display_name;
  if (name !== null && name !== '') return maskName(name);
  return `访客${row.identity_id.slice(-4).toUpperCase()}`;
}

/** Since when the customer waits: for anybody, for the first words of whoever accepted, or for an answer. */
function waitingSince(row: ItemRow): Date | null {
  const state = stateSchema.parse(row.state);
  if (!isOpen({ state })) return null;
  if (!isOwned({ state }) || row.last_agent_at === null) return row.queued_at;
  if (row.last_agent_at < row.queued_at) return row.queued_at;
  return row.unanswered_since;
}

function cut(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ')];
  if (characters.length <= LAST_TEXT_MAX) return characters.join('');
  return `${characters.slice(0, LAST_TEXT_MAX - 1).join('')}…`;
}
