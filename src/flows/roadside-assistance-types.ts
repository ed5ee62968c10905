import { safePlaceIn } from '../domain/accident/read-words.ts';
import { foldText } from '../domain/entities/fold.ts';
import { findPlaces } from '../domain/entities/place.ts';
import { ROADSIDE_PROBLEMS } from '../domain/service-request.ts';
import type { Json } from '../lib/json.ts';
import { copy } from './copy/zh-cn.ts';
import type { Brought, SlotType } from './flow.ts';
import {
  callsOff,
  fullPlaceIn,
  isCalmPlace,
  isCorrection,
  isTooVague,
  roadsideProblemIn,
  tellsDirection,
} from './roadside-assistance-words.ts';
import { textType } from './slot-types.ts';

/** Words of this many characters are about the question itself, even when it was not asked. */
const SHORT_MAX = 8;

/** Which help is needed. Unasked it is read from a correction or from a few words only. */
export const problemType: SlotType = {
  name: 'roadside_problem',
  parse: (said, { isAsked }) =>
    isAsked || isCorrection(said) || said.length <= SHORT_MAX ? roadsideProblemIn(said) : undefined,
  check: (value) => ROADSIDE_PROBLEMS.find((problem) => problem === value),
  show: (value) => {
    const problem = ROADSIDE_PROBLEMS.find((one) => one === value);
    return problem === undefined ? '' : copy.roadside.problem(problem);
  },
};

/** `yes` or `no`: whether everybody is out of the traffic. */
export const safeType: SlotType = {
  name: 'safe_place',
  parse: (said, { isAsked }) => {
    const isSafe = safePlaceIn(said);
    if (isSafe !== undefined) return isSafe ? 'yes' : 'no';
    if (!isAsked) return undefined;
    if (isCalmPlace(said)) return 'yes';
    if (copy.words.no.test(said)) return 'no';
    return copy.words.yes.test(said) ? 'yes' : undefined;
  },
  check: (value) => (value === 'yes' || value === 'no' ? value : undefined),
};

/** Said while the rescue is being asked for: it is not wanted after all. */
export const stopType: SlotType = {
  name: 'roadside_stop',
  parse: (said) => (callsOff(said) ? true : undefined),
  check: (value) => (value === true ? true : undefined),
};

/** Where the car stands, in words. */
export const placeSlotType: SlotType = {
  ...textType,
  name: 'roadside_place',
  entity: 'place',
  show: String,
};

/** Direction and stake number, as they are said. */
export const directionType: SlotType = {
  ...textType,
  name: 'roadside_direction',
  parse: (said, { isAsked }) =>
    isAsked && /方向|往|去|桩|K\s?\d|\d+公里|[东南西北]/i.test(said) ? said : undefined,
  show: String,
};

/** Where to tow it: the whole answer, which is a place but not the car's. */
export const destinationType: SlotType = {
  ...textType,
  name: 'roadside_destination',
  parse: (said, { isAsked }) => {
    if (!isAsked || isCorrection(said)) return undefined;
    return findPlaces(foldText(said), true).length > 0 ? said : undefined;
  },
  show: String,
};

/**
 * The first place said stands, and another only takes its seat when it is said to be the right one. 在高速上 is no
 * place yet; one that can be found may stand beside it.
 */
export function acceptedPlace(value: Json, { old, said }: Brought): Json | undefined {
  if (typeof value !== 'string' || isYesOrNo(value)) return undefined;
  if (old !== undefined && old !== null && !isCorrection(said)) return undefined;
  const others = findPlaces(foldText(said), false).map((found) => found.value);
  return [value, ...others]
    .map((place) => ({ place, full: fullPlaceIn(place, said) }))
    .find(({ place, full }) => !isTooVague(place) || tellsDirection(full))?.full;
}

/** 是的 is said to something else, and found by nobody. */
function isYesOrNo(value: string): boolean {
  return copy.words.yes.test(value.trim()) || copy.words.no.test(value.trim());
}
