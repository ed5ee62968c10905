import type { Actor } from '../../domain/audit.ts';
import { type Handoff, isOpen } from '../../domain/handoff/handoff.ts';
import { type HandoffEvent, type Moved, move } from '../../domain/handoff/machine.ts';
import { isNativeHub, type NativeGreeting } from '../../domain/wechat/native.ts';
import type { JsonObject } from '../../lib/json.ts';
import { insertAudit } from '../audit.ts';
import { append, type DeskWork, type HandoffNews, sayAsSystem, statusEvent } from './desk-work.ts';
import { insertStep, setMode, updateHandoff } from './save-handoff.ts';
import { tellBot } from './tell-bot.ts';

export interface Decision {
  readonly event: HandoffEvent;
  readonly by: Actor;
  /** For the history. */
  readonly data?: JsonObject;
  /** What the customer is told of an acceptance; default: who is there now. */
  readonly greeting?: NativeGreeting;
}

/**
 * Carries out one event on a locked hand-off: its state, who answers, what the customer is told, history, audit
 * and the news for other desks. What it cannot be is refused and nothing is written.
 */
export async function carryOut(
  desk: DeskWork,
  before: Handoff,
  decision: Decision,
): Promise<Moved> {
  const { event, by } = decision;
  const moved = move(heard(before, desk), event, desk.now);
  if (moved.kind === 'refused') return moved;
  const { handoff } = moved;
  await updateHandoff(desk.sql, handoff);
  const isSilent = SILENT.has(event.name) && before.state === handoff.state;
  if (!isSilent) {
    const { now } = desk;
    const step = { handoff, name: event.name, fromState: before.state, by, now };
    await insertStep(desk.sql, { ...step, data: { ...dataOf(event), ...decision.data } });
    desk.told.events.push(toDeskEvent(handoff));
  }
  await setMode(desk.sql, handoff);
  await tellCustomer(desk, handoff, decision);
  await record(desk, handoff, decision);
  return moved;
}

/** Words go to and fro all day: the history has only those that change the state. */
const SILENT: ReadonlySet<HandoffEvent['name']> = new Set(['agent_wrote', 'customer_wrote']);

/** While the bot still answered, nobody counted the customer's messages here: the conversation knows the newest. */
function heard(handoff: Handoff, { conversation }: DeskWork): Handoff {
  const { lastInboundAt } = conversation;
  if (lastInboundAt === undefined || !isOpen(handoff)) return handoff;
  const known = handoff.lastCustomerAt;
  return known === undefined || known < lastInboundAt
    ? { ...handoff, lastCustomerAt: lastInboundAt }
    : handoff;
}

/** What consoles are told of a hand-off. */
export function toDeskEvent(handoff: Handoff) {
  return {
    kind: 'handoff',
    handoffId: handoff.id,
    conversationId: handoff.conversationId,
    state: handoff.state,
    ...(handoff.agentId === undefined ? {} : { agentId: handoff.agentId }),
    ...(handoff.offeredTo === undefined ? {} : { offeredTo: handoff.offeredTo }),
  } as const;
}

/** What the history keeps of an event beside its name. */
function dataOf(event: HandoffEvent): JsonObject {
  switch (event.name) {
    case 'pass':
      return { agentId: event.agentId, why: event.why };
    case 'requeue':
      return { why: event.why };
    case 'transfer':
      return { to: { ...event.to } };
    case 'close':
      return {
        outcome: event.outcome,
        ...(event.resultCode === undefined ? {} : { resultCode: event.resultCode }),
      };
    default:
      return {};
  }
}

async function tellCustomer(
  desk: DeskWork,
  handoff: Handoff,
  { event, greeting = 'joined' }: Decision,
): Promise<void> {
  const { texts } = desk.deps;
  switch (event.name) {
    case 'accept':
    case 'take_over': {
      const name = isNativeHub(handoff.agentId) ? '' : (handoff.agentName ?? '');
      await append(desk, [{ author: 'system', activity: statusEvent('accepted', name) }]);
      if (greeting === 'none') return;
      return sayAsSystem(desk, greeting === 'pooled' ? texts.pooled : texts.joined(name));
    }
    case 'transfer':
      // Whoever never had a person is told of their place in the queue, and nothing of what goes on behind it.
      if (handoff.acceptedAt !== undefined) await sayAsSystem(desk, texts.transferring);
      return;
    case 'requeue':
      return sayAsSystem(desk, texts.requeued);
    case 'close':
    case 'return_to_bot':
      return tellEnd(desk, handoff);
    default:
      return;
  }
}

/** The bot has the last word: its next turn says good-bye, or offers to go on. */
async function tellEnd(desk: DeskWork, handoff: Handoff): Promise<void> {
  const hadPerson = handoff.acceptedAt !== undefined;
  const state = hadPerson ? 'completed' : 'failed';
  await append(desk, [{ author: 'system', activity: statusEvent(state) }]);
  // Whoever no person had helped was the bot's all the time: there is nothing to come back from.
  if (!hadPerson && handoff.state === 'closed') return;
  const mayRate = handoff.state === 'closed' && handoff.firstReplyAt !== undefined;
  if (mayRate) {
    await desk.sql.query(
      'INSERT INTO handoff_ratings (handoff_id, asked_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [handoff.id, desk.now],
    );
  }
  // WeChat tells the account of its people, which no customer should read, and no name.
  const agentName = isNativeHub(handoff.agentId) ? undefined : handoff.agentName;
  await tellBot(desk, {
    state: handoff.state === 'closed' ? 'closed' : 'returned',
    handoffId: handoff.id,
    mayRate,
    ...(handoff.outcome === undefined ? {} : { outcome: handoff.outcome }),
    ...(agentName === undefined ? {} : { agentName }),
  });
}

const NEWS: Partial<Record<HandoffEvent['name'], HandoffNews['type']>> = {
  accept: 'handoff.accepted',
  take_over: 'handoff.accepted',
  transfer: 'handoff.transferred',
  requeue: 'handoff.transferred',
  return_to_bot: 'handoff.returned',
  close: 'handoff.closed',
};

async function record(desk: DeskWork, handoff: Handoff, { event, by }: Decision): Promise<void> {
  const type = NEWS[event.name];
  if (type !== undefined) await desk.deps.queueNews?.(desk.sql, { type, handoff, at: desk.now });
  // An offer that ran out is nobody's deed; its history has it.
  const isDeed = type !== undefined || by.kind !== 'system';
  const action = AUDITED[event.name] ?? type;
  if (action === undefined || !isDeed) return;
  await insertAudit(
    desk.sql,
    [
      {
        actor: by,
        action,
        subjectKind: 'handoff',
        subjectId: handoff.id,
        data: { conversationId: handoff.conversationId, ...dataOf(event) },
      },
    ],
    desk.now,
  );
}

const AUDITED: Partial<Record<HandoffEvent['name'], string>> = {
  take_over: 'handoff.taken_over',
  requeue: 'handoff.requeued',
  pass: 'handoff.declined',
};
