import { copy } from '../../flows/copy/zh-cn.ts';
import type { Flow, Prompt, SlotSpec } from '../../flows/flow.ts';
import { offersFor } from './advance.ts';
import type { Frame } from './state.ts';
import { contextOf, handoffOffer, menuOffers, say, type Turn, topOf } from './turn.ts';

/** After this many misunderstandings in a row a person is offered (domain.md 3.6). */
const MISSES_MAX = 2;

/** Nothing was understood: said kindly, and the second time with a person beside it. */
export function misunderstood(turn: Turn): void {
  const frame = topOf(turn);
  const flow = frame === undefined ? undefined : turn.flows.get(frame.flow);
  const spec = flow?.slots.find(({ name }) => name === frame?.asked);
  if (frame !== undefined && flow !== undefined) {
    // Nothing was being asked, for instance after a deploy took the question away: it is asked now.
    if (spec === undefined && frame.retry === undefined && !frame.isConfirming) return;
    wrongAnswer(turn, { frame, flow, spec });
    return;
  }
  turn.misses += 1;
  if (turn.misses < MISSES_MAX) {
    say(turn, { text: copy.dialogue.unknown, offers: menuOffers() });
    return;
  }
  say(turn, offerPerson(copy.dialogue.unknownTwice(turn.input.brand)));
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
  say(turn, { ...question, text, offers: isAgain ? [person, ...offers] : offers });
}

/** A question that cannot be skipped, with a person beside it. */
export function insist(turn: Turn, spec: SlotSpec): void {
  const frame = topOf(turn);
  const flow = frame === undefined ? undefined : turn.flows.get(frame.flow);
  if (frame === undefined || flow === undefined) return;
  const { retry: _retry, ...asked } = spec;
  const question = questionOf(turn, { frame, flow, spec: asked });
  const text = [copy.dialogue.cannotSkip, question.text].filter((line) => line !== '').join('\n');
  say(turn, { ...question, text, offers: [handoffOffer(), ...(question.offers ?? [])] });
  turn.isHeld = true;
}

/** What is asked again: with a hint of the form wanted, where the slot has one. */
function questionOf(turn: Turn, { frame, flow, spec }: WrongAnswer): Prompt {
  const context = contextOf(turn);
  const prompt = spec?.retry?.(frame.slots, context) ??
    spec?.ask?.(frame.slots, context) ??
    frame.retry ??
    (frame.isConfirming ? flow.confirm?.(frame.slots, context) : undefined) ?? { text: '' };
  if (spec === undefined) return prompt;
  const asked = spec.ask?.(frame.slots, context);
  const taps = { text: '', offers: prompt.offers ?? asked?.offers ?? [] };
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
