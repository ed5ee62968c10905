import type { Actor } from '../../domain/audit.ts';
import type { Handoff, HandoffReason } from '../../domain/handoff/handoff.ts';
import { addFlags, rankAt } from '../../domain/handoff/priority.ts';
import type { Id } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import type { Sql } from '../sql.ts';
import { lockConversation, lockHandoff, type QueueHandoffNews } from './desk-work.ts';
import { readNeeds } from './read-needs.ts';
import { insertHandoff, insertStep, setMode, updateHandoff } from './save-handoff.ts';

export interface HandoffRequest {
  /** The id of the new request. One that exists already, from an attempt that crashed, asks for nothing. */
  readonly id: Id<'handoff'>;
  readonly conversationId: Id<'conversation'>;
  readonly reason: HandoffReason;
  /** What whoever takes it must know; none: what the reason says. */
  readonly skill?: string | undefined;
  /** Default: the customer. */
  readonly by?: Actor;
  readonly now: Date;
  readonly queueNews?: QueueHandoffNews;
}

/**
 * Asks for a person, in the caller's transaction: one open request a conversation. Asking again never moves anybody
 * back; a more urgent reason moves them forward. Undefined: there is no such conversation, it has ended, or
 * the id is one of before.
 */
export async function requestHandoff(
  sql: Sql,
  request: HandoffRequest,
): Promise<Handoff | undefined> {
  const conversation = await lockConversation(sql, request.conversationId);
  if (conversation === undefined || conversation.isEnded) return undefined;
  const open = await lockHandoff(sql, { openOf: conversation.id });
  const by = request.by ?? { kind: 'customer', id: conversation.identityId };
  if (open !== undefined) return askAgain(sql, open, { ...request, by });
  const { id, now, reason, skill } = request;
  const needs = await readNeeds(sql, { conversation, reason, now });
  const handoff: Handoff = {
    id,
    conversationId: conversation.id,
    reason,
    state: 'queued',
    version: 0,
    requestedAt: now,
    queuedAt: now,
    rankAt: rankAt(needs.flags, now),
    ...needs.flags,
    ...needs.wishes,
    ...(skill === undefined ? {} : { skill }),
    passedBy: [],
    lastCustomerAt: conversation.lastInboundAt ?? now,
  };
  if (!(await insertHandoff(sql, handoff))) return undefined;
  await setMode(sql, handoff);
  await insertStep(sql, {
    handoff,
    name: 'request',
    fromState: undefined,
    by,
    now,
    data: { reason },
  });
  await request.queueNews?.(sql, { type: 'handoff.requested', handoff, at: now });
  await insertAudit(sql, [toAudit(handoff, by)], now);
  return handoff;
}

async function askAgain(
  sql: Sql,
  open: Handoff,
  request: HandoffRequest & { readonly by: Actor },
): Promise<Handoff> {
  const { reason, now, by } = request;
  const isInjury = reason === 'injury' || reason === 'self_harm';
  const flags = addFlags(open, { isInjury, isComplaint: reason === 'complaint', isVip: false });
  const isSame =
    flags.isInjury === open.isInjury &&
    flags.isComplaint === open.isComplaint &&
    flags.isVip === open.isVip;
  if (isSame) return open;
  const handoff: Handoff = {
    ...open,
    ...flags,
    reason,
    version: open.version + 1,
    rankAt: rankAt(flags, open.requestedAt),
  };
  await updateHandoff(sql, handoff);
  const step = { handoff, name: 'request', fromState: open.state, by, now, data: { reason } };
  await insertStep(sql, step);
  return handoff;
}

function toAudit(handoff: Handoff, actor: Actor) {
  return {
    actor,
    action: 'handoff.requested',
    subjectKind: 'handoff',
    subjectId: handoff.id,
    reason: handoff.reason,
    data: { conversationId: handoff.conversationId },
  };
}
