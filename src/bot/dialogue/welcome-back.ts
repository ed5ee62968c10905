import { copy } from '../../flows/copy/zh-cn.ts';
import { DAY_MS, MINUTE_MS } from '../../lib/clock.ts';
import { contextOf, note, type Turn } from './turn.ts';

/** After this long in silence an unfinished flow says what it is about before it goes on. */
const WELCOME_AFTER_MS = 30 * MINUTE_MS;

/** What was left unfinished: picked up with what is known so far, or closed when it waited for too long. */
export function welcomeBack(turn: Turn): void {
  const { identity, now } = turn.input;
  if (turn.stack.length === 0 || identity.lastInboundAt === undefined) return;
  const idleMs = now.getTime() - identity.lastInboundAt.getTime();
  if (idleMs < WELCOME_AFTER_MS) return;
  closeExpired(turn, idleMs);
  const frame = turn.stack.findLast(({ isService }) => !isService);
  const flow = frame === undefined ? undefined : turn.flows.get(frame.flow);
  if (frame === undefined || flow === undefined || flow.isPassing === true) return;
  const summary = flow.summary?.(frame.slots, contextOf(turn));
  note(turn, copy.dialogue.welcomeBack(flow.title, summary));
}

/** A flow goes with the ones that only serve it. */
function closeExpired(turn: Turn, idleMs: number): void {
  const kept: Turn['stack'] = [];
  let isServedGone = false;
  for (const frame of turn.stack) {
    const flow = turn.flows.get(frame.flow);
    const isExpired = idleMs > (flow?.keptMs ?? DAY_MS);
    isServedGone = frame.isService ? isServedGone || isExpired : isExpired;
    if (!isServedGone) kept.push(frame);
    else if (!frame.isService && flow?.isPassing !== true)
      note(turn, copy.dialogue.expired(flow?.title ?? ''));
  }
  turn.stack = kept;
}
