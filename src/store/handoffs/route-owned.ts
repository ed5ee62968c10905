import type { DeskSettings } from '../../domain/handoff/settings.ts';
import { addMs, MINUTE_MS, SECOND_MS } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import { carryOut } from './carry-out.ts';
import { type HandoffStoreDeps, onHandoff, ROUTER, sayAsSystem } from './desk-work.ts';
import { BY_HAND_MAX_MS, giveBackOne } from './give-back.ts';

/** Decisions of one kind made by one look; the next look, a second later, makes the rest. */
const DECISIONS_MAX = 200;

const LAST_SAID = "GREATEST(h.last_customer_at, c.last_inbound_at, 'epoch')";

/** Disabled, away, with a console that is closed, or without any and late with the answer. */
const NOT_THERE = `(a.disabled_at IS NOT NULL OR a.presence = 'away' OR a.seen_at < $2
  OR (a.seen_at IS NULL AND GREATEST(h.queued_at, ${LAST_SAID}) < $6))`;

/** A session of WeChat's own people ends in WeChat: nothing that we could send would arrive there. */
const IS_OURS = "h.agent_id NOT LIKE 'hub:wechat-%'";

/**
 * Talks that need a decision nobody makes: whose agent is not there while the customer waits, whose customer is
 * silent, and those that ended without a result code. Other desks' keys give no signs of life, so they are never gone.
 */
const FIND_DUE = {
  name: 'handoff-owned-due',
  text: `SELECT h.id, h.agent_id, CASE
      WHEN h.state = 'wrapping_up' THEN 'wrap_up_over'
      WHEN a.id IS NOT NULL AND ${NOT_THERE}
        AND (h.last_agent_at IS NULL OR h.last_agent_at <= h.queued_at OR ${LAST_SAID} > h.last_agent_at)
        THEN 'abandoned'
      WHEN h.reminded_at IS NULL THEN 'silent' ELSE 'gone_silent' END AS due
    FROM handoffs h JOIN conversations c ON c.id = h.conversation_id LEFT JOIN agents a ON a.id = h.agent_id
    WHERE (h.state = 'wrapping_up' AND h.wrap_up_at <= $3)
      OR (h.state = 'with_agent' AND (
        (a.id IS NOT NULL AND ${NOT_THERE}
          AND (h.last_agent_at IS NULL OR h.last_agent_at <= h.queued_at OR ${LAST_SAID} > h.last_agent_at))
        OR (${IS_OURS} AND h.last_agent_at > ${LAST_SAID} AND h.reminded_at IS NULL AND h.last_agent_at <= $4)
        OR (${IS_OURS} AND h.last_agent_at > ${LAST_SAID} AND h.reminded_at <= $5)))
    ORDER BY h.rank_at LIMIT $1`,
};

interface DueRow {
  readonly id: Id<'handoff'>;
  readonly agent_id: string;
  readonly due: 'wrap_up_over' | 'abandoned' | 'silent' | 'gone_silent';
}

/** Carries out what is due in talks that people have. Each is decided anew under its locks. */
export async function tendOwned(
  deps: HandoffStoreDeps,
  { settings, now }: { readonly settings: DeskSettings; readonly now: Date },
): Promise<number> {
  const { goneSeconds, wrapUpMinutes, remindMinutes, closeMinutes } = settings;
  const { rows } = await deps.pool.query<DueRow>({
    ...FIND_DUE,
    values: [
      DECISIONS_MAX,
      addMs(now, -goneSeconds * SECOND_MS),
      addMs(now, -wrapUpMinutes * MINUTE_MS),
      addMs(now, -remindMinutes * MINUTE_MS),
      addMs(now, -closeMinutes * MINUTE_MS),
      addMs(now, -BY_HAND_MAX_MS),
    ],
  });
  for (const row of rows) {
    switch (row.due) {
      case 'abandoned':
        await giveBackOne(deps, { id: row.id, agentId: row.agent_id, goneSeconds });
        break;
      case 'wrap_up_over':
        await endWrapUp(deps, row.id, addMs(now, -wrapUpMinutes * MINUTE_MS));
        break;
      case 'silent':
        await remind(deps, row.id, settings);
        break;
      case 'gone_silent':
        await closeSilent(deps, row.id);
        break;
    }
  }
  return rows.length;
}

async function endWrapUp(deps: HandoffStoreDeps, id: Id<'handoff'>, before: Date): Promise<void> {
  await onHandoff(deps, id, async (desk, handoff) => {
    const { state, wrapUpAt } = handoff;
    if (state !== 'wrapping_up' || wrapUpAt === undefined || wrapUpAt > before) return;
    const { lastInboundAt } = desk.conversation;
    // What the customer said after the good-bye, and no turn has told yet: the talk goes on.
    const hasMore = lastInboundAt !== undefined && lastInboundAt > wrapUpAt;
    const event = hasMore
      ? ({ name: 'customer_wrote' } as const)
      : ({ name: 'close', by: { kind: 'desk' }, outcome: 'agent_closed' } as const);
    await carryOut(desk, handoff, { event, by: ROUTER });
  });
}

async function remind(
  deps: HandoffStoreDeps,
  id: Id<'handoff'>,
  { closeMinutes }: DeskSettings,
): Promise<void> {
  await onHandoff(deps, id, async (desk, handoff) => {
    const isDue = handoff.remindedAt === undefined && isSilent(handoff, desk.conversation);
    if (!isDue) return;
    const moved = await carryOut(desk, handoff, { event: { name: 'remind' }, by: ROUTER });
    if (moved.kind === 'moved') await sayAsSystem(desk, deps.texts.reminder(closeMinutes));
  });
}

async function closeSilent(deps: HandoffStoreDeps, id: Id<'handoff'>): Promise<void> {
  await onHandoff(deps, id, async (desk, handoff) => {
    const isDue = handoff.remindedAt !== undefined && isSilent(handoff, desk.conversation);
    if (handoff.state !== 'with_agent' || !isDue) return;
    const event = { name: 'close', by: { kind: 'desk' }, outcome: 'customer_silent' } as const;
    await carryOut(desk, handoff, { event, by: ROUTER });
  });
}

function isSilent(
  handoff: { readonly lastAgentAt?: Date },
  conversation: { readonly lastInboundAt?: Date },
): boolean {
  const { lastAgentAt } = handoff;
  if (lastAgentAt === undefined) return false;
  return conversation.lastInboundAt === undefined || conversation.lastInboundAt < lastAgentAt;
}
