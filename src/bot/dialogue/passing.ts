import type { Command } from '../../flows/command.ts';
import { copy } from '../../flows/copy/zh-cn.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { askToResume } from './ask-to-resume.ts';
import { say, type Turn, topOf } from './turn.ts';

/** The question beside the conversation that waits for an answer, if there is one. */
function passingFlow(turn: Turn) {
  const flow = turn.flows.get(topOf(turn)?.flow ?? '');
  return flow?.isPassing === true ? flow : undefined;
}

/**
 * Drops a question beside the conversation when what was said is no answer to it. True when it was dropped: what was
 * said is then to be understood anew, as if it had never been asked.
 */
export function dropUnanswered(turn: Turn, understood: Understanding | undefined): boolean {
  const flow = passingFlow(turn);
  if (flow === undefined) return false;
  const commands = understood?.commands ?? [];
  const isAnswer = (command: Command): boolean =>
    command.do === 'setSlot' && flow.slots.some(({ name }) => name === command.slot);
  if (commands.some((command) => isAnswer(command) || isRefusal(command))) return false;
  turn.stack.pop();
  return true;
}

/** `不用了`, `算了`, `跳过`: said so kindly, and what waits is offered. True when that was all. */
export function refusedPassing(turn: Turn, commands: readonly Command[]): boolean {
  const flow = passingFlow(turn);
  const isOnlyRefusal = commands.length > 0 && commands.every(isRefusal);
  // The second question follows words that were given already: its completion says what becomes of them.
  if (
    flow === undefined ||
    !isOnlyRefusal ||
    topOf(turn)?.asked !== flow.slots.find((s) => s.ask)?.name
  )
    return false;
  turn.stack.pop();
  turn.hasFinished = true;
  say(turn, { text: copy.sessionRating.declined });
  askToResume(turn);
  return true;
}

function isRefusal({ do: kind }: Command): boolean {
  return kind === 'skip' || kind === 'deny' || kind === 'cancel';
}
