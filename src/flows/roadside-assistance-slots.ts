import { maskPhone } from '../domain/mask.ts';
import { ROADSIDE_PROBLEMS, type RoadsideProblem } from '../domain/service-request.ts';
import { isJsonObject, textField } from '../lib/json.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Option, Slots } from './flow.ts';
import {
  isCalmPlace,
  isOnHighway,
  type RoadDanger,
  roadDangersIn,
  tellsCollision,
  tellsDirection,
} from './roadside-assistance-words.ts';

const text = copy.roadside;
/** Metres enough to find a car, and no more of a place than that needs. */
const DECIMALS = 6;

/** The help that was asked for; `unknown` when the customer could not say. */
export function problemOf(slots: Slots): RoadsideProblem {
  return ROADSIDE_PROBLEMS.find((problem) => problem === slots['problem']) ?? 'unknown';
}

/** Everything said about where the car stands. */
function wordsOf(slots: Slots): string {
  return [
    textField(slots, 'said'),
    textField(slots, 'place'),
    textField(slots['location'], 'label'),
    textField(slots, 'direction'),
  ]
    .filter((part) => part !== undefined)
    .join('，');
}

/** The dangers of the place by what is known of it. */
export function dangersOf(slots: Slots, { saidAt }: FlowContext): readonly RoadDanger[] {
  return roadDangersIn(wordsOf(slots), saidAt);
}

/** False at home, in a car park and the like: nobody there has to be sent behind a guard rail first. */
export function isInDanger(slots: Slots): boolean {
  return !isCalmPlace(wordsOf(slots));
}

/** What to do at once, by where they are. */
export function safetyOf(slots: Slots, context: FlowContext): string {
  const dangers = dangersOf(slots, context);
  const { safety } = text;
  const first = (['tunnel', 'highway', 'bend'] as const).find((danger) => dangers.includes(danger));
  return [safety[first ?? 'other'], ...(dangers.includes('night') ? [safety.night] : [])].join('');
}

/** On a motorway a place without its direction is two places. */
export function needsDirection(slots: Slots): boolean {
  const place = textField(slots, 'place') ?? '';
  const isKnown = place !== '' || slots['location'] !== undefined;
  return isKnown && isOnHighway(wordsOf(slots)) && !tellsDirection(place);
}

/** The number on record as a tap, masked. */
export function phoneOptions(slots: Slots): readonly Option[] {
  const known = textField(slots, 'known_phone') ?? '';
  return known === '' ? [] : [{ label: maskPhone(known), value: known }];
}

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** The place shared from the device, if there is one. */
export function pointOf(slots: Slots): Point | undefined {
  const point = slots['location'];
  if (!isJsonObject(point)) return undefined;
  const { latitude, longitude } = point;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  return { latitude: rounded(latitude), longitude: rounded(longitude) };
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(DECIMALS));
}

/** The place in words, for the read-back and for the rescue service. */
export function placeTextOf(slots: Slots): string {
  const point = pointOf(slots);
  const place = textField(slots, 'place') ?? textField(slots['location'], 'label');
  const direction = textField(slots, 'direction');
  const where =
    point === undefined
      ? (place ?? '')
      : place === undefined
        ? text.locationOnly
        : text.withLocation(place);
  return direction === undefined ? where : text.withDirection(where, direction);
}

/** What is read back before it is registered, and what is known when somebody comes back. */
export function readBack(slots: Slots, context: FlowContext) {
  const phone = textField(slots, 'phone');
  const plate = textField(slots, 'plate');
  const destination = textField(slots, 'destination');
  const problem = text.problem(problemOf(slots));
  const place = placeTextOf(slots);
  const hasPartner = context.features.rescuePartner === true;
  return {
    hasCollision: tellsCollision(wordsOf(slots)),
    question: text.confirm({
      problem,
      place,
      plate,
      phone: phone === undefined ? '' : maskPhone(phone),
      destination,
      hasPartner,
    }),
    lines: [problem, place, plate, destination].filter(
      (line): line is string => line !== undefined && line !== '',
    ),
  };
}
