import type { Activity } from '../../domain/activity.ts';
import type { DeskActor, HandoffRefusal, Sent } from '../../domain/handoff/desk.ts';
import { isOwned } from '../../domain/handoff/machine.ts';
import { insertAudit } from '../audit.ts';
import { TRANSCRIPT_CHANNELS } from '../conversations/append.ts';
import { actsByHand } from './candidates.ts';
import { carryOut } from './carry-out.ts';
import { readDeskSettings } from './desk-settings.ts';
import { append, type DeskWork, lockHandoff } from './desk-work.ts';

/** Appends an agent's message to a conversation that is theirs; nobody else can speak in it as a person. */
export async function send(desk: DeskWork, by: DeskActor, activity: Activity): Promise<Sent> {
  const handoff = await lockHandoff(desk.sql, { openOf: desk.conversation.id });
  if (handoff === undefined) return refused('not_with_agent');
  if (isOwned(handoff) && handoff.agentId !== by.actor.id) return refused('owned_by_another');
  const moved = await carryOut(desk, handoff, { event: { name: 'agent_wrote' }, by: by.actor });
  if (moved.kind === 'refused') return moved;
  if (by.actor.kind === 'agent') {
    const { goneSeconds } = await readDeskSettings(desk.sql);
    await actsByHand(desk.sql, by.actor.id, { now: desk.now, goneSeconds });
  }
  const [message] = await append(desk, [
    { author: 'agent', authorName: by.name, generatedBy: 'person', activity },
  ]);
  if (message === undefined) throw new Error('an appended message got no number');
  const subject = { subjectKind: 'conversation', subjectId: desk.conversation.id };
  const entry = { actor: by.actor, action: 'message.sent', ...subject, data: { seq: message.seq } };
  await insertAudit(desk.sql, [entry], desk.now);
  const { conversationId, seq, at } = message;
  const said = { conversationId, seq, at, author: 'agent', text: activity.text } as const;
  await desk.deps.queueSaid?.(desk.sql, said);
  const isSent = TRANSCRIPT_CHANNELS.includes(desk.conversation.channelAccount);
  return { kind: 'sent', message, delivery: isSent ? 'sent' : 'queued' };
}

function refused(why: HandoffRefusal): Sent {
  return { kind: 'refused', why };
}
