import {
  accidentKindIn,
  drivableIn,
  injuryIn,
  safePlaceIn,
  tellsOfThePast,
} from '../domain/accident/read-words.ts';
import { ACCIDENT_KINDS } from '../domain/accident/report.ts';
import { drivableOf, isAway, kindOf, lossOf } from './claim-report-facts.ts';
import { readType, setOffer, signalSlot, yesNoOffers } from './claim-report-types.ts';
import { copy } from './copy/zh-cn.ts';
import type { Prompt, SlotSpec, Slots } from './flow.ts';
import { choiceType } from './slot-types.ts';

const text = copy.claimReport;

/** First: whether anybody is hurt. A yes is danger, whenever it comes. */
export const injury: SlotSpec = {
  name: 'injury',
  type: readType({
    name: 'injury',
    read: injuryIn,
    answer: { yes: /^有|伤/, no: /^(?:都|人|大家)*(?:没|无|平安|好|不(?![知清确晓记]))/ },
    show: text.injury.shown,
  }),
  label: text.injury.label,
  words: ['受伤', '伤人'],
  opening: (said) => injuryIn(said),
  when: (slots) => lossOf(slots) !== 'theft',
  optional: true,
  ask: () => ({
    text: text.injury.ask,
    offers: [setOffer(text.injury.no, 'injury', false), setOffer(text.injury.yes, 'injury', true)],
  }),
  retry: () => ({ text: text.injury.retry }),
  raises: (value, said) =>
    value === true
      ? { do: 'safety', danger: tellsOfThePast(said) ? 'past_injury' : 'injury' }
      : undefined,
};

/** Not asked of somebody who is home, or whose car was found damaged. */
export const safe: SlotSpec = {
  name: 'safe',
  type: readType({
    name: 'safe',
    read: safePlaceIn,
    answer: {
      yes: /安全|到了|出来|撤|在(?:外|边|路边|里面)|挪/,
      no: /^(?:还|都|人|我们?|暂时|现在)*(?:没|不[是在]?)|还在/,
    },
    show: text.safe.shown,
  }),
  label: text.safe.label,
  optional: true,
  opening: (said) => safePlaceIn(said),
  when: (slots, { now }) =>
    !['theft', 'scratch', 'glass'].includes(lossOf(slots)) && !isAway(slots, now),
  ask: (slots) => ({
    text: text.safe.ask(lossOf(slots), slots['is_highway'] === true),
    offers: yesNoOffers('safe', text.safe),
  }),
  retry: () => ({ text: text.safe.retry }),
};

/** Alone, with one other, or with more. */
export const kind: SlotSpec = {
  name: 'kind',
  type: {
    ...choiceType,
    parse: (said) => accidentKindIn(said),
    check: (value) => ACCIDENT_KINDS.find((one) => one === value),
    show: (value) => text.kind.shown(ACCIDENT_KINDS.find((one) => one === value) ?? 'single'),
  },
  label: text.kind.label,
  words: ['单方', '双方'],
  opening: (said) => accidentKindIn(said),
  when: (slots) => slots['kind'] !== undefined || kindOf(slots) === undefined,
  options: () => ACCIDENT_KINDS.map((value) => ({ value, label: text.kind.options[value] })),
  ask: (slots) => afterSafety(slots, { text: text.kind.ask }),
  retry: () => ({ text: text.kind.retry }),
};

/** Decides about the police and about a tow. */
export const drivable: SlotSpec = {
  name: 'drivable',
  type: readType({
    name: 'drivable',
    read: drivableIn,
    // Whoever is not sure should not try.
    answer: { yes: /^(?:还|都|应该)?(?:能|可以|行|正常|没问题)/, no: /不|没|坏|难/ },
    show: text.drivable.shown,
  }),
  label: text.drivable.label,
  words: ['能开', '行驶'],
  opening: (said) => drivableIn(said),
  when: (slots) => slots['drivable'] !== undefined || drivableOf(slots) === undefined,
  ask: (slots) =>
    afterSafety(slots, {
      text: text.drivable.ask,
      offers: yesNoOffers('drivable', text.drivable),
    }),
  retry: () => ({ text: text.drivable.retry }),
};

/** Notes of this flow's own, which nobody says. */
export const NOTES: readonly SlotSpec[] = ['unsafe_told', 'told_before_safe', 'asked_to_drop'].map(
  (name) => signalSlot(name, () => undefined),
);

/** Nobody is hurried on who said that they are not safe yet; said once, with the tap that takes it back. */
export function afterSafety(slots: Slots, prompt: Prompt): Prompt {
  if (slots['unsafe_told'] !== 'now') return prompt;
  const isSafeNow = setOffer(text.safe.yes, 'safe', true);
  return {
    text: `${text.safe.unsafe}\n${prompt.text}`,
    offers: [isSafeNow, ...(prompt.offers ?? [])],
  };
}

const FACTS = [
  'injury',
  'loss',
  'kind',
  'drivable',
  'occurred_at',
  'place',
  'location',
  'plate',
  'phone',
];

/** How many of the facts are told. */
export function countFacts(slots: Slots): number {
  return FACTS.filter((name) => (slots[name] ?? null) !== null).length;
}

/** Whoever goes on telling instead of answering whether they are safe is not asked it over and over. */
export function prepareScene(slots: Slots): Slots {
  if (slots['safe'] === false) {
    return { unsafe_told: slots['unsafe_told'] === undefined ? 'now' : 'before' };
  }
  if (slots['safe'] !== undefined) return { unsafe_told: undefined };
  const before = slots['told_before_safe'];
  const facts = countFacts(slots);
  if (slots['injury'] === undefined) return {};
  if (before === undefined) return { told_before_safe: facts };
  return typeof before === 'number' && facts > before ? { safe: null } : {};
}
