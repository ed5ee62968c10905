import type { Command } from '../../flows/command.ts';
import { copy } from '../../flows/copy/zh-cn.ts';
import { ACCEPT_MIN, TALK, type Wishes } from './find-wishes.ts';
import type { DialogueView } from './understanding.ts';

/** The best guess must be at least this likely to be worth asking back, and the others this. */
const CLARIFY_BEST_MIN = 0.2;
const CLARIFY_OTHERS_MIN = 0.05;
/** A wish that is said to be none of ours is lost: that must be surer than a wish. */
const NOT_OURS_MIN = 0.75;
/** In the middle of something an intent must be surer: an answer must not start something else by accident. */
const ACTIVE_MIN = 0.7;
/** Surer still when the words answer what was asked, or when any words would; and then it must be asked for. */
const ANSWER_MIN = 0.9;
/** Where any question is the answer, only a request is something else. */
const QUESTIONS = 'knowledge';
const REQUESTS = /我要|想要|帮我|给我|查一?下|等等|等一下|对了|另外|顺便|还要|转/;
const ASKS =
  /\?|[吗呢么]|怎么|咋|啥|什么|多少|多久|哪|几时|几天|我要|我想|想要|帮我|给我|查|等等|等一下|先|对了|另外|顺便|还要|还想|转/;
const STOP_LENGTH_MAX = 12;
/** Taps to choose from; a person is always one more. */
const CLARIFY_OPTIONS_MAX = 3;

export interface Situation {
  /** Readable. */
  readonly said: string;
  readonly view: DialogueView;
  /** The text gave a value to the running flow. */
  readonly isAnswer: boolean;
}

/** The commands for what was asked for; none when nothing is sure enough. */
export function acceptedWishes(wishes: Wishes, situation: Situation): readonly Command[] {
  const { view } = situation;
  const least = leastFor(situation);
  const several = wishes.several.filter(({ confidence }) => confidence >= least);
  if (several.length > 1) return several.flatMap(({ intent }) => commandFor(intent, situation));
  const top = wishes.scores[0];
  if (top !== undefined && isMasked(top.intent, view)) return [];
  const isSure = top !== undefined && top.confidence >= leastOf(top.intent, least, situation);
  // One matter of ours beside what is not: `我社保断了，另外车险的理赔到哪了`.
  const taken = isSure && !TALK.has(top.intent) ? top : (several[0] ?? (isSure ? top : undefined));
  return taken === undefined ? [] : commandFor(taken.intent, situation);
}

/** How sure an intent must be; more than 1 when these words start nothing. */
function leastFor({ said, view: { active }, isAnswer }: Situation): number {
  if (active === undefined) return ACCEPT_MIN;
  const asked = active.flow.slots.find(({ name }) => name === active.asked);
  if (!isAnswer && asked?.type.isFreeText !== true) return ACTIVE_MIN;
  const cue = active.flow.id === QUESTIONS ? REQUESTS : ASKS;
  return cue.test(said) ? ANSWER_MIN : Number.POSITIVE_INFINITY;
}

function leastOf(intent: string, least: number, situation: Situation): number {
  if (intent === 'none') return Math.max(least, NOT_OURS_MIN);
  return isStop(intent, situation) ? ACTIVE_MIN : least;
}

/** Short words that stop it all or call for a person count whatever was asked. */
function isStop(intent: string, { said, isAnswer }: Situation): boolean {
  return (
    (intent === 'cancel' || intent === 'handoff') && said.length <= STOP_LENGTH_MAX && !isAnswer
  );
}

/** Yes and no mean something only when they were asked for. */
function isMasked(intent: string, view: DialogueView): boolean {
  return (intent === 'affirm' || intent === 'deny') && !view.isYesNoAsked;
}

function commandFor(intent: string, { view, isAnswer }: Situation): readonly Command[] {
  switch (intent) {
    case 'none':
      return view.active === undefined ? [{ do: 'outOfScope' }] : [];
    case 'handoff':
      return [{ do: 'handoff', reason: 'asked' }];
    case 'cancel':
      return isAnswer ? [] : [{ do: 'cancel' }];
    case 'affirm':
    case 'deny':
      return isAnswer ? [] : [{ do: intent }];
    case 'greeting':
    case 'thanks':
    case 'goodbye':
      return isAnswer ? [] : [{ do: 'social', kind: intent }];
    default:
      return wishFor(intent, view, isAnswer);
  }
}

/** A flow that exists is begun; anything else people ask for is answered honestly. */
function wishFor(intent: string, view: DialogueView, isAnswer: boolean): readonly Command[] {
  // What is said about the running matter belongs to it; `手机号改成139…` is no request to change the records.
  if (view.active?.flow.id === intent) return [];
  if (isAnswer && view.active !== undefined && intent === 'profile_update') return [];
  return [view.flows.has(intent) ? { do: 'startFlow', flow: intent } : { do: 'notYet', intent }];
}

/** True when something of ours is likely enough to be asked back. */
export function isGuessed({ scores }: Wishes): boolean {
  const best = scores.find(({ intent }) => intent in copy.intentTitles);
  return (best?.confidence ?? 0) >= CLARIFY_BEST_MIN;
}

/** What to do with words that were nothing sure: ask back, say that it is not ours, or own up. */
export function lastResort({ scores }: Wishes, view: DialogueView): Command {
  if (view.active !== undefined) return { do: 'unknown' };
  const titled = scores.filter(({ intent }) => intent in copy.intentTitles);
  if (!isGuessed({ scores, several: [] })) return { do: 'unknown' };
  const intents = titled
    .filter(({ confidence }) => confidence >= CLARIFY_OTHERS_MIN)
    .slice(0, CLARIFY_OPTIONS_MAX)
    .map(({ intent }) => intent);
  return { do: 'clarify', intents };
}
