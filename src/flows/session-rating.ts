import { digitView, foldText } from '../domain/entities/fold.ts';
import { DAY_MS } from '../lib/clock.ts';
import { type Json, textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Outcome, Prompt, Slots, SlotType } from './flow.ts';
import { internalType, textType } from './slot-types.ts';

const words = copy.sessionRating;
type Score = 1 | 2 | 3 | 4 | 5;
/** Up to this score somebody is asked what went wrong. */
const LOW_MAX = 2;
/** Characters up to which words are a rating and not a story of their own. */
const RATING_LENGTH_MAX = 40;
const COMMENT_LENGTH_MIN = 5;
const DIGIT = /^(?:打|给|评)?([1-5])(?:分|星|颗星)?$/;
const POINTS = /(?:打|给|评)?([1-5])(?:分|颗?星)(?!钟)/;
/** A question or a wish is none, whatever it holds. */
const NO_RATING =
  /\?|[吗么呢]$|(?<![没不])怎么|什么时候|帮我|我要|我想|想要|查一?下|另外|转人工|多少/;

/** What a text says on a scale of one to five; undefined: it is about something else. */
export function readScore(text: string): Score | undefined {
  const said = foldText(text).trim();
  if (said.length > RATING_LENGTH_MAX || NO_RATING.test(said)) return undefined;
  const digits = digitView(said);
  const points = (DIGIT.exec(digits.replace(/[。.!！]$/, '')) ?? POINTS.exec(digits))?.[1];
  const score = points === undefined ? undefined : Number(points);
  return toScore(score) ?? words.words.find(({ pattern }) => pattern.test(said))?.score;
}

function toScore(value: unknown): Score | undefined {
  return words.scale.find(({ score }) => score === value)?.score;
}

const scoreType: SlotType = {
  name: 'score',
  takesNumbers: true,
  parse: (text, { isAsked }) => (isAsked ? readScore(text) : undefined),
  check: toScore,
};

/** Asked for, or said in the same breath as the score. */
const commentType: SlotType = {
  ...textType,
  name: 'comment',
  parse: (text, { isAsked }): Json | undefined =>
    !isAsked && text.trim().length >= COMMENT_LENGTH_MIN && isMoreThanScore(text)
      ? text.trim()
      : undefined,
};

function isMoreThanScore(text: string): boolean {
  const isLabel = words.scale.some(({ label }) => label === text.trim());
  return !isLabel && readScore(text) !== undefined && text.trim().length > COMMENT_LENGTH_MIN;
}

/** How the help by a person was. Begun by the end of it (bot/dialogue/handoff-ended.ts), never by words. */
export const sessionRatingFlow: Flow = {
  id: 'session_rating',
  version: 1,
  title: words.title,
  empathy: words.sorry,
  isPassing: true,
  keptMs: DAY_MS,
  slots: [
    { name: 'agent', type: internalType, label: '' },
    { name: 'isStored', type: internalType, label: '' },
    {
      name: 'score',
      type: scoreType,
      label: words.scoreLabel,
      onlyWhenAsked: true,
      ask: (slots) => ({
        text: words.ask(textField(slots, 'agent')),
        offers: words.scale.map(({ score, label }) => setScore(score, label)),
        isScale: true,
      }),
    },
    {
      name: 'comment',
      type: commentType,
      label: words.commentLabel,
      holdsStory: true,
      optional: true,
      // As it was written: what is read from a text has lost its own characters.
      accept: (value, { said }) => (said === '' ? value : said),
    },
  ],
  complete: (slots, context) => Promise.resolve(complete(slots, context)),
};

function setScore(score: Score, label: string): Offer {
  return { label, commands: [{ do: 'setSlot', slot: 'score', value: score }] };
}

/** The score is kept at once: whoever gives it may say nothing more. */
function complete(slots: Slots, { conversationId }: FlowContext): Outcome {
  const score = toScore(slots['score']);
  const comment = textField(slots, 'comment');
  if (score === undefined) return { kind: 'done', replies: [{ text: words.declined }] };
  const write = {
    kind: 'rateHandoff',
    conversationId,
    score,
    ...(comment === undefined ? {} : { comment }),
  } as const;
  const isStored = slots['isStored'] === true;
  const isToAsk = score <= LOW_MAX && slots['comment'] === undefined && !isStored;
  if (isToAsk) {
    const prompt: Prompt = { text: words.askWhatWrong, offers: lowOffers(), no: [{ do: 'skip' }] };
    return { kind: 'ask', slot: 'comment', prompt, set: { isStored: true }, writes: [write] };
  }
  const isNews = !isStored || comment !== undefined;
  return { kind: 'done', replies: [closing(score, comment)], writes: isNews ? [write] : [] };
}

function lowOffers(): readonly Offer[] {
  return [personOffer(), { label: words.labels.skip, commands: [{ do: 'skip' }] }];
}

function personOffer(): Offer {
  return { label: words.labels.person, commands: [{ do: 'handoff', reason: 'low_score' }] };
}

function closing(score: Score, comment: string | undefined): Prompt {
  if (score > LOW_MAX) return { text: score === 5 ? words.thanksGood : words.thanks };
  const fine: Offer = { label: words.labels.fine, commands: [{ do: 'social', kind: 'fine' }] };
  return {
    text: comment === undefined ? words.notedOnly : words.noted,
    offers: [personOffer(), fine],
    yes: personOffer().commands,
    no: fine.commands,
  };
}
