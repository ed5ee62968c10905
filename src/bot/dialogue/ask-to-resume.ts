import { copy } from '../../flows/copy/zh-cn.ts';
import { say, type Turn, topOf, yesNoPrompt } from './turn.ts';

/** Whether to go on with what waits, when something does; the customer decides. True when it was asked. */
export function askToResume(turn: Turn): boolean {
  const frame = turn.stack.findLast(({ isService }) => !isService);
  const flow = turn.flows.get(frame?.flow ?? '');
  if (flow === undefined) return false;
  const { labels, dialogue } = copy;
  say(
    turn,
    yesNoPrompt(dialogue.askResume(flow.title), {
      yes: [{ do: 'resume' }],
      no: [{ do: 'cancel' }],
      yesLabel: labels.resume,
      noLabel: labels.drop,
    }),
  );
  // A bare 好的 answers this question now, and not the one that was interrupted.
  const top = topOf(turn);
  if (top !== undefined) top.asked = undefined;
  turn.isHeld = true;
  return true;
}
