import { copy } from '../../flows/copy/zh-cn.ts';
import type { HandoffEnd, Utterance } from '../understanding/understanding.ts';
import { advance, beginFlow } from './advance.ts';
import { askToResume } from './ask-to-resume.ts';
import { menuOffers, note, say, type Turn } from './turn.ts';

const RATING_FLOW = 'session_rating';
const words = copy.handoff;

/** The newest end of a person's part among these messages. */
export function handoffEndIn(utterances: readonly Utterance[]): HandoffEnd | undefined {
  return utterances.findLast(({ ended }) => ended !== undefined)?.ended;
}

/**
 * The person's part is over and said to be so. What was interrupted is offered again, never simply gone on with: the
 * person may have done it. Whoever wrote something meanwhile is answered instead.
 */
export async function hearHandoffEnd(
  turn: Turn,
  end: HandoffEnd,
  hasWords: boolean,
): Promise<void> {
  turn.upset = 0;
  turn.misses = 0;
  if (hasWords) return note(turn, words.returnedBriefly);
  if (end.state === 'closed') return sayGoodbye(turn, end);
  note(turn, words.returned);
  if (askToResume(turn)) return;
  say(turn, { text: words.returnedOffer, offers: menuOffers() });
}

async function sayGoodbye(turn: Turn, { asksRating, agentName }: HandoffEnd): Promise<void> {
  say(turn, { text: words.closedByPerson });
  if (!asksRating || !turn.flows.has(RATING_FLOW)) {
    askToResume(turn);
    return;
  }
  await beginFlow(turn, RATING_FLOW, agentName === undefined ? {} : { agent: agentName });
  await advance(turn);
}
