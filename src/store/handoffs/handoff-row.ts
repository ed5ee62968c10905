import { z } from 'zod';
import {
  HANDOFF_REASONS,
  HANDOFF_STATES,
  type Handoff,
  type PreferredAgent,
} from '../../domain/handoff/handoff.ts';

const OUTCOMES = [
  'agent_closed',
  'returned_to_bot',
  'customer_silent',
  'customer_left',
  'withdrawn',
  'call_back',
] as const;

/** The columns of a hand-off under the alias `h`, in the order in which they are written. */
export const HANDOFF_COLUMNS = [
  'id',
  'conversation_id',
  'reason',
  'state',
  'version',
  'requested_at',
  'queued_at',
  'rank_at',
  'is_injury',
  'is_complaint',
  'is_vip',
  'skill',
  'language',
  'branch',
  'team_id',
  'to_agent_id',
  'preferred',
  'recused',
  'passed_by',
  'offered_to',
  'offered_until',
  'agent_id',
  'agent_name',
  'accepted_at',
  'first_reply_at',
  'last_agent_at',
  'last_customer_at',
  'told_position',
  'told_at',
  'reminded_at',
  'wrap_up_at',
  'closed_at',
  'outcome',
  'result_code',
  'note',
] as const;

const preferredSchema = z.array(
  z.object({
    agentId: z.string(),
    because: z.enum(['handler', 'relationship_manager', 'last_agent']),
  }),
) satisfies z.ZodType<readonly PreferredAgent[]>;
const idsSchema = z.array(z.string());
const text = z.string().nullable();
const instant = z.date().nullable();

const rowSchema = z.object({
  id: z.string(),
  conversation_id: z.string(),
  // A request of before the reasons had a list is one that a flow made.
  reason: z.enum(HANDOFF_REASONS).catch('flow'),
  state: z.enum(HANDOFF_STATES),
  version: z.number(),
  requested_at: z.date(),
  queued_at: z.date(),
  rank_at: z.date(),
  is_injury: z.boolean(),
  is_complaint: z.boolean(),
  is_vip: z.boolean(),
  skill: text,
  language: z.string(),
  branch: text,
  team_id: text,
  to_agent_id: text,
  preferred: preferredSchema,
  recused: idsSchema,
  passed_by: idsSchema,
  offered_to: text,
  offered_until: instant,
  agent_id: text,
  agent_name: text,
  accepted_at: instant,
  first_reply_at: instant,
  last_agent_at: instant,
  last_customer_at: instant,
  told_position: z.number().nullable(),
  told_at: instant,
  reminded_at: instant,
  wrap_up_at: instant,
  closed_at: instant,
  outcome: z.enum(OUTCOMES).nullable(),
  result_code: text,
  note: text,
});
type HandoffRow = z.infer<typeof rowSchema>;

/** A row of `handoffs` as the domain knows it. Throws when it is none of ours. */
export function toHandoff(raw: unknown): Handoff {
  const row = rowSchema.parse(raw);
  return {
    id: row.id,
    conversationId: row.conversation_id,
    reason: row.reason,
    state: row.state,
    version: row.version,
    requestedAt: row.requested_at,
    queuedAt: row.queued_at,
    rankAt: row.rank_at,
    isInjury: row.is_injury,
    isComplaint: row.is_complaint,
    isVip: row.is_vip,
    language: row.language,
    preferred: row.preferred,
    recused: row.recused,
    passedBy: row.passed_by,
    ...routeOf(row),
    ...ownerOf(row),
    ...timesOf(row),
    ...endOf(row),
  };
}

function routeOf(row: HandoffRow) {
  return {
    ...(row.skill === null ? {} : { skill: row.skill }),
    ...(row.branch === null ? {} : { branch: row.branch }),
    ...(row.team_id === null ? {} : { teamId: row.team_id }),
    ...(row.to_agent_id === null ? {} : { toAgentId: row.to_agent_id }),
    ...(row.offered_to === null ? {} : { offeredTo: row.offered_to }),
    ...(row.offered_until === null ? {} : { offeredUntil: row.offered_until }),
  };
}

function ownerOf(row: HandoffRow) {
  return {
    ...(row.agent_id === null ? {} : { agentId: row.agent_id }),
    ...(row.agent_name === null ? {} : { agentName: row.agent_name }),
  };
}

function timesOf(row: HandoffRow) {
  return {
    ...(row.accepted_at === null ? {} : { acceptedAt: row.accepted_at }),
    ...(row.first_reply_at === null ? {} : { firstReplyAt: row.first_reply_at }),
    ...(row.last_agent_at === null ? {} : { lastAgentAt: row.last_agent_at }),
    ...(row.last_customer_at === null ? {} : { lastCustomerAt: row.last_customer_at }),
    ...(row.told_position === null ? {} : { toldPosition: row.told_position }),
    ...(row.told_at === null ? {} : { toldAt: row.told_at }),
    ...(row.reminded_at === null ? {} : { remindedAt: row.reminded_at }),
    ...(row.wrap_up_at === null ? {} : { wrapUpAt: row.wrap_up_at }),
  };
}

function endOf(row: HandoffRow) {
  return {
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    ...(row.result_code === null ? {} : { resultCode: row.result_code }),
    ...(row.note === null ? {} : { note: row.note }),
  };
}

/** The values of a hand-off's columns, in their order. */
export function toValues(handoff: Handoff): unknown[] {
  return [
    handoff.id,
    handoff.conversationId,
    handoff.reason,
    handoff.state,
    handoff.version,
    handoff.requestedAt,
    handoff.queuedAt,
    handoff.rankAt,
    handoff.isInjury,
    handoff.isComplaint,
    handoff.isVip,
    handoff.skill ?? null,
    handoff.language,
    handoff.branch ?? null,
    handoff.teamId ?? null,
    handoff.toAgentId ?? null,
    JSON.stringify(handoff.preferred),
    JSON.stringify(handoff.recused),
    JSON.stringify(handoff.passedBy),
    handoff.offeredTo ?? null,
    handoff.offeredUntil ?? null,
    handoff.agentId ?? null,
    handoff.agentName ?? null,
    handoff.acceptedAt ?? null,
    handoff.firstReplyAt ?? null,
    handoff.lastAgentAt ?? null,
    handoff.lastCustomerAt ?? null,
    handoff.toldPosition ?? null,
    handoff.toldAt ?? null,
    handoff.remindedAt ?? null,
    handoff.wrapUpAt ?? null,
    handoff.closedAt ?? null,
    handoff.outcome ?? null,
    handoff.resultCode ?? null,
    handoff.note ?? null,
  ];
}
