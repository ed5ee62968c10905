import {
  aboutWhen,
  aboutWhenOfDay,
  accidentAtOf,
  isDayOnly,
  isOccurredAt,
  tellsOfTheFuture,
  toOccurredAt,
} from '../domain/accident/accident-time.ts';
import { type ByOwner, phonesIn, platesIn } from '../domain/accident/by-owner.ts';
import { signalIn } from '../domain/accident/read-signals.ts';
import {
  accidentKindIn,
  drivableIn,
  injuryIn,
  isUnplated,
  safePlaceIn,
} from '../domain/accident/read-words.ts';
import { UNPLATED } from '../domain/accident/report.ts';
import { isPlate } from '../domain/entities/plate.ts';
import { addMs, DAY_MS } from '../lib/clock.ts';
import type { Json } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { day, dayTime } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';
import type { SlotSpec, SlotType } from './flow.ts';
import { plateType } from './slot-types.ts';

const text = copy.claimReport;
const WORDS_LENGTH_MAX = 500;

/** A tap that gives a slot a value. */
export function setOffer(label: string, slot: string, value: boolean | string): Offer {
  return { label, commands: [{ do: 'setSlot', slot, value }] };
}

/** The taps of a question that is answered by yes or no. */
export function yesNoOffers(
  slot: string,
  { yes, no }: { readonly yes: string; readonly no: string },
): readonly Offer[] {
  return [setOffer(yes, slot, true), setOffer(no, slot, false)];
}

interface Reading {
  readonly name: string;
  /** What any words say, asked or not. */
  readonly read: (said: string) => boolean | undefined;
  /** What short words mean as the answer to its question. */
  readonly answer: { readonly yes: RegExp; readonly no: RegExp };
  readonly show: (value: boolean) => string;
}

/** What words say by themselves is no answer to another question: `没人受伤` to whether it can be driven. */
const READERS: Readonly<Record<string, (said: string) => unknown>> = {
  injury: injuryIn,
  safe: safePlaceIn,
  drivable: drivableIn,
  kind: accidentKindIn,
  police_called: (said) => signalIn('police_called', said),
};

function isAboutElse(name: string, said: string): boolean {
  return Object.entries(READERS).some(
    ([reader, read]) => reader !== name && read(said) !== undefined,
  );
}

/** Longer words are a story, and a story is no answer to yes or no. */
const ANSWER_LENGTH_MAX = 12;

/** Yes or no, out of the words of this flow's own reader, or of a short answer when it was asked. */
export function readType({ name, read, answer, show }: Reading): SlotType {
  const answered = (said: string): boolean | undefined => {
    const words = said.trim();
    if (words.length > ANSWER_LENGTH_MAX || isAboutElse(name, words)) return undefined;
    if (copy.words.no.test(words) || answer.no.test(words)) return false;
    return copy.words.yes.test(words) || answer.yes.test(words) ? true : undefined;
  };
  return {
    name,
    parse: (said, { isAsked }) => read(said) ?? (isAsked ? answered(said) : undefined),
    check: (value) => (typeof value === 'boolean' ? value : undefined),
    show: (value) => show(value === true),
  };
}

/** A fact beside the questions: read from whatever is said, never asked, wiped when all is asked anew. */
export function signalSlot(name: string, read: (said: string) => Json | undefined): SlotSpec {
  return {
    name,
    label: '',
    type: {
      name: 'signal',
      parse: (said) => read(said),
      check: (value) => (value === null || typeof value === 'object' ? undefined : toJson(value)),
    },
    opening: (said) => read(said),
  };
}

function toJson(value: unknown): Json | undefined {
  const isPlain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? value : undefined;
}

/** `2026-06-11T15:00`, or the day alone. 刚刚 is now. */
export const occurredAtType: SlotType = {
  name: 'occurred_at',
  entity: 'occurred_at',
  parse: (said, { now, isAsked }) => {
    if (!isAsked) return undefined;
    if (JUST_NOW.test(said)) return toOccurredAt(now);
    // Refused with its own words: 这个时间还没有到.
    return tellsOfTheFuture(said) ? toOccurredAt(addMs(now, DAY_MS)) : undefined;
  },
  check: (value) => (typeof value === 'string' && isOccurredAt(value) ? value : undefined),
  show: (value) => shownTime(String(value)),
};

function shownTime(value: string): string {
  const at = accidentAtOf(value, undefined, FAR_FUTURE);
  return isDayOnly(value) ? day(at) : dayTime(at);
}

/** Later than any accident: what is shown is what was said. */
const FAR_FUTURE = new Date(8.64e15);

const JUST_NOW =
  /^(?:就?是?)(?:刚刚?才?子?|刚才|现在|方才|将才|才将|啱啱|头先)(?:发生的?|出的事|撞的)?[的吧啊]?$/;

/** `15:00` for 下午, when only the day was known. */
export const aboutWhenType: SlotType = {
  name: 'about_when',
  parse: (said, { isAsked }) => (isAsked ? aboutWhen(said) : aboutWhenOfDay(said)),
  check: (value) => (typeof value === 'string' && /^\d{2}:\d{2}$/.test(value) ? value : undefined),
  show: String,
};

/** The plate of the car that the report is about, or that it has none yet. */
export const ownPlateType: SlotType = {
  ...plateType,
  name: 'own_plate',
  parse: (said) => (isUnplated(said) ? UNPLATED : undefined),
  check: (value) =>
    typeof value === 'string' && (value === UNPLATED || isPlate(value)) ? value : undefined,
  show: (value) => (value === UNPLATED ? text.plate.unplated : String(value)),
};

/** The reporter's own among the plates that were said; those of others are kept apart. */
export function ownPlate(value: Json, said: string): Json | undefined {
  return ownOf(value, platesIn(said));
}

/** The reporter's own among the phones that were said. */
export function ownPhone(value: Json, said: string): Json | undefined {
  return ownOf(value, phonesIn(said));
}

function ownOf(value: Json, { own, others }: ByOwner): Json | undefined {
  if (own.length === 0) return others.length === 0 ? value : undefined;
  return typeof value === 'string' && own.includes(value) ? value : own.at(-1);
}

/** Plates of others, separated by spaces. */
export function othersIn(said: string): string | undefined {
  const { others } = platesIn(said);
  return others.length === 0 ? undefined : others.join(' ');
}

/** The customer's own words, when they tell more than the bare wish. */
export function storyIn(said: string): string | undefined {
  const rest = said.replace(BARE_WISH, '').trim();
  return rest.length < STORY_LENGTH_MIN ? undefined : said.slice(0, WORDS_LENGTH_MAX);
}

const BARE_WISH = /你好|您好|我?[要想]?(?:来|帮我)?报个?案|事故报案|[,，。!！?？\s]/g;
const STORY_LENGTH_MIN = 3;
