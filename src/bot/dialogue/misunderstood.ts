import type { Offer } from '../../flows/command.ts';
import { copy } from '../../flows/copy/zh-cn.ts';
import type { Flow, Prompt, SlotSpec } from '../../flows/flow.ts';
import { searchBeforeGivingUp } from '../../flows/knowledge.ts';
import { confirmPrompt, offersFor } from './advance.ts';
import { touch } from './frame.ts';
import type { Frame } from './state.ts';
import {
  contextOf,
  handoffOffer,
  menuOffers,
  note,
  offersMaxOf,
  saidIn,
  say,
  startOffer,
  type Turn,
  topOf,
} from './turn.ts';

/** After this many misunderstandings in a row a person is offered (domain.md 3.6). */
const MISSES_MAX = 2;

/** Nothing was understood: an article may answer it; else said kindly, and the second time with a person. */
export async function misunderstood(turn: Turn): Promise<void> {
  const frame = topOf(turn);
  const flow = frame === undefined ? undefined : turn.flows.get(frame.flow);
  const spec = flow?.slots.find(({ name }) => name === frame?.asked);
  if (frame !== undefined && flow !== undefined) {
    // Nothing was being asked, for instance after a deploy took the question away: it is asked now.
    if (spec === undefined && frame.retry === undefined && !frame.isConfirming) return;
    if (takesLeftover(turn, frame, flow)) return;
    if (asks(saidIn(turn)) && (await answeredByArticle(turn))) {
      note(turn, copy.dialogue.resumed(flow.title));
      return;
    }
    wrongAnswer(turn, { frame, flow, spec });
    return;
  }
  if (copy.words.swears.test(saidIn(turn))) {
    say(turn, swornAt());
    return;
  }
  if (await answeredByArticle(turn)) return;
  turn.misses += 1;
  if (turn.misses < MISSES_MAX) {
    say(turn, { text: copy.dialogue.unknown, offers: menuOffers() });
    return;
  }
  say(turn, offerPerson(copy.dialogue.unknownTwice(turn.input.brand)));
}

/** True when an article surely answers what was said, and was told. */
async function answeredByArticle(turn: Turn): Promise<boolean> {
  const found = await searchBeforeGivingUp(saidIn(turn), contextOf(turn));
  for (const prompt of found?.replies ?? []) say(turn, prompt);
  return found !== undefined;
}

/** Only a question is looked up in the middle of something: an answer that went wrong is none. */
function asks(said: string): boolean {
  return copy.words.asks.test(said);
}

/** What was told beside the question goes where the flow wants it; the question is put again. */
function takesLeftover(turn: Turn, frame: Frame, flow: Flow): boolean {
  const left = flow.leftover?.(saidIn(turn), frame.slots);
  if (left === undefined) return false;
  Object.assign(frame.slots, left.set);
  touch(frame);
  note(turn, left.note);
  return true;
}

/** Somebody curses: no word about it, and what helps. */
export function swornAt(): Prompt {
  return {
    text: copy.dialogue.swornAt,
    offers: [
      startOffer('complaint_file', copy.intentTitles['complaint_file'] ?? ''),
      handoffOffer(),
    ],
  };
}

interface WrongAnswer {
  readonly frame: Frame;
  readonly flow: Flow;
  readonly spec: SlotSpec | undefined;
}

function wrongAnswer(turn: Turn, { frame, flow, spec }: WrongAnswer): void {
  frame.wrong += 1;
  turn.isHeld = true;
  const question = questionOf(turn, { frame, flow, spec });
  const offers = question.offers ?? [];
  const isAgain = frame.wrong >= MISSES_MAX;
  const words = isAgain ? copy.dialogue.wrongTwice : copy.dialogue.wrongAnswer;
  const text = [words, question.text].filter((line) => line !== '').join('\n');
  const person = handoffOffer('misunderstood_twice');
  say(turn, { ...question, text, offers: isAgain ? withPerson(offers, person) : offers });
}

/** The question's own choices first: where taps are numbers to type, theirs are the same as ever. */
function withPerson(offers: readonly Offer[], person: Offer): readonly Offer[] {
  return [...offers.slice(0, offersMaxOf({}) - 1), person];
}

/** A question that cannot be skipped, with a person beside it. */
export function insist(turn: Turn, spec: SlotSpec): void {
  const frame = topOf(turn);
  const flow = frame === undefined ? undefined : turn.flows.get(frame.flow);
  if (frame === undefined || flow === undefined) return;
  const { retry: _retry, ...asked } = spec;
  const question = questionOf(turn, { frame, flow, spec: asked });
  const text = [copy.dialogue.cannotSkip, question.text].filter((line) => line !== '').join('\n');
  say(turn, { ...question, text, offers: withPerson(question.offers ?? [], handoffOffer()) });
  turn.isHeld = true;
}

/** What is asked again: with a hint of the form wanted, where the slot has one. */
function questionOf(turn: Turn, { frame, flow, spec }: WrongAnswer): Prompt {
  const context = contextOf(turn);
  const prompt = spec?.retry?.(frame.slots, context) ??
    spec?.ask?.(frame.slots, context) ??
    frame.retry ??
    (frame.isConfirming ? confirmPrompt(turn, frame, flow) : undefined) ?? { text: '' };
  if (spec === undefined) return prompt;
  const asked = spec.ask?.(frame.slots, context);
  const isListed = prompt.isListed ?? asked?.isListed;
  const taps = {
    text: '',
    offers: prompt.offers ?? asked?.offers ?? [],
    ...(isListed === undefined ? {} : { isListed }),
  };
  return { ...prompt, offers: offersFor(turn, frame, { spec, prompt: taps }) };
}

function offerPerson(text: string): Prompt {
  const offer = handoffOffer('misunderstood_twice');
  return {
    text,
    offers: [offer, ...menuOffers().filter(({ label }) => label !== offer.label)],
    yes: offer.commands,
    no: [{ do: 'social', kind: 'fine' }],
  };
}
