import { addMs, SECOND_MS } from '../../lib/clock.ts';
import { type DemoLine, joinedText } from './data/handoff-words.ts';
import type { DemoRow } from './demo-row.ts';
import type { DemoHandoff } from './make-handoffs.ts';

/** How the demo's customers were recognised: by plate and phone. */
const LEVEL = 1;

/** Ids of the desk's accounts by their names. */
export type AgentIds = ReadonlyMap<string, string>;

/** A row of table `channel_identities`. */
export function identityRow({ identityId, customer, beforeAt }: DemoHandoff): DemoRow {
  return {
    id: identityId,
    channel_account: 'web',
    external_user_id: `demo-${customer.customerNo}`,
    display_name: null,
    customer_id: customer.id,
    subject_kind: 'customer',
    level: LEVEL,
    verified_at: beforeAt[0],
    verified_by: 'plate_phone',
    created_at: beforeAt[0],
  };
}

interface Said {
  readonly author: 'customer' | 'bot' | 'agent' | 'system';
  readonly at: Date;
  readonly text?: string;
  /** Bot Framework's word of how the hand-off stands. */
  readonly status?: 'accepted' | 'completed';
}

const AUTHORS = { c: 'customer', b: 'bot', a: 'agent' } as const;

function saidIn(demo: DemoHandoff): readonly Said[] {
  const say = (lines: readonly DemoLine[], times: readonly Date[]): readonly Said[] =>
    lines.map(([who, text], i) => ({
      author: AUTHORS[who],
      text,
      at: times[i] ?? demo.requestedAt,
    }));
  return [
    ...say(demo.talk.before, demo.beforeAt),
    { author: 'system', text: joinedText(demo.agent.displayName), at: demo.acceptedAt },
    { author: 'system', status: 'accepted', at: addMs(demo.acceptedAt, 1) },
    ...say(demo.talk.with, demo.withAt),
    { author: 'system', status: 'completed', at: demo.closedAt },
  ];
}

/** A row of table `conversations`: everything in it is answered. */
export function conversationRow(demo: DemoHandoff): DemoRow {
  const said = saidIn(demo);
  const inbound = said.flatMap(({ author }, i) => (author === 'customer' ? [i + 1] : []));
  const lastInboundSeq = inbound.at(-1) ?? 0;
  return {
    id: demo.conversationId,
    channel_account: 'web',
    identity_id: demo.identityId,
    locale: 'zh-CN',
    mode: 'bot',
    state: {},
    state_version: 0,
    last_seq: said.length,
    last_inbound_seq: lastInboundSeq,
    previous_inbound_seq: inbound.at(-2) ?? 0,
    handled_seq: lastInboundSeq,
    last_message_at: demo.closedAt,
    last_inbound_at: said[lastInboundSeq - 1]?.at,
    created_at: demo.beforeAt[0],
  };
}

/** A conversation's rows of table `messages`. */
export function messageRows(demo: DemoHandoff): readonly DemoRow[] {
  return saidIn(demo).map(({ author, at, text, status }, i) => ({
    conversation_id: demo.conversationId,
    seq: i + 1,
    direction: author === 'customer' ? 'in' : 'out',
    author,
    author_name: author === 'agent' ? demo.agent.displayName : null,
    at,
    activity:
      status === undefined
        ? { type: 'message', text, textFormat: 'plain' }
        : { type: 'event', name: 'handoff.status', value: { state: status } },
    channel_account: author === 'customer' ? 'web' : null,
    channel_message_id: author === 'customer' ? `${demo.conversationId}:${i + 1}` : null,
    generated_by: generatedBy(author),
    delivery: author === 'customer' ? null : 'sent',
  }));
}

function generatedBy(author: Said['author']): string | null {
  if (author === 'customer') return null;
  return author === 'agent' ? 'person' : 'template';
}

/** A row of table `handoffs`. */
export function handoffRow(demo: DemoHandoff, agents: AgentIds): DemoRow {
  const { talk, flags } = demo;
  const linesAt = (who: DemoLine[0]): readonly (Date | undefined)[] =>
    talk.with.flatMap(([author], i) => (author === who ? [demo.withAt[i]] : []));
  return {
    id: demo.id,
    conversation_id: demo.conversationId,
    reason: talk.reason,
    state: talk.resultCode === undefined ? 'returned' : 'closed',
    version: 3,
    requested_at: demo.requestedAt,
    queued_at: demo.requestedAt,
    rank_at: demo.rankAt,
    is_injury: flags.isInjury,
    is_complaint: flags.isComplaint,
    is_vip: flags.isVip,
    skill: flags.isInjury ? 'injury' : null,
    language: 'zh',
    branch: demo.customer.branch.name,
    preferred: [],
    recused: [],
    passed_by: [],
    agent_id: agents.get(demo.agent.username) ?? null,
    agent_name: demo.agent.displayName,
    accepted_at: demo.acceptedAt,
    first_reply_at: linesAt('a')[0] ?? null,
    last_agent_at: linesAt('a').at(-1) ?? null,
    last_customer_at: linesAt('c').at(-1) ?? demo.requestedAt,
    closed_at: demo.closedAt,
    outcome: outcomeOf(demo),
    result_code: talk.resultCode ?? null,
    note: talk.note ?? null,
  };
}

function outcomeOf({ talk }: DemoHandoff): string {
  if (talk.resultCode === undefined) return 'returned_to_bot';
  return talk.resultCode === 'no_answer' ? 'customer_silent' : 'agent_closed';
}

/** A hand-off's rows of table `handoff_events`. */
export function stepRows(demo: DemoHandoff, agents: AgentIds): readonly DemoRow[] {
  const agentId = agents.get(demo.agent.username) ?? null;
  const own = { handoff_id: demo.id, conversation_id: demo.conversationId };
  const customer = { actor_kind: 'customer', actor_id: demo.identityId };
  const desk = { actor_kind: 'system', actor_id: 'desk' };
  const agent = { actor_kind: 'agent', actor_id: agentId ?? 'unknown' };
  const isReturned = demo.talk.resultCode === undefined;
  const isSilent = demo.talk.resultCode === 'no_answer';
  return [
    step(own, 'request', { at: demo.requestedAt, to: 'queued', by: customer }),
    step(own, 'offer', { at: demo.offeredAt, from: 'queued', to: 'offered', by: desk, agentId }),
    step(own, 'accept', {
      at: demo.acceptedAt,
      from: 'offered',
      to: 'with_agent',
      by: agent,
      agentId,
    }),
    step(own, isReturned ? 'return_to_bot' : 'close', {
      at: demo.closedAt,
      from: 'with_agent',
      to: isReturned ? 'returned' : 'closed',
      by: isSilent ? desk : agent,
      agentId,
    }),
  ];
}

function step(
  own: DemoRow,
  name: string,
  done: {
    readonly at: Date;
    readonly from?: string;
    readonly to: string;
    readonly by: DemoRow;
    readonly agentId?: string | null;
  },
): DemoRow {
  return {
    ...own,
    at: done.at,
    name,
    from_state: done.from ?? null,
    to_state: done.to,
    ...done.by,
    agent_id: done.agentId ?? null,
    data: {},
  };
}

/** A row of table `handoff_ratings`; none for whoever was not asked. */
export function ratingRows({ id, closedAt, rating }: DemoHandoff): readonly DemoRow[] {
  if (rating === undefined) return [];
  return [
    {
      handoff_id: id,
      asked_at: addMs(closedAt, SECOND_MS),
      score: rating.score,
      comment: rating.comment ?? null,
      answered_at: rating.answeredAt,
    },
  ];
}
