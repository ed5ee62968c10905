import { accidentAtOf, isDayOnly, isLongAgo } from '../domain/accident/accident-time.ts';
import { policeReasons } from '../domain/accident/police.ts';
import {
  ACCIDENT_KINDS,
  type AccidentKind,
  type GeoPoint,
  LOSS_KINDS,
  type LossKind,
  type PoliceReason,
} from '../domain/accident/report.ts';
import { isJsonObject, textField } from '../lib/json.ts';
import type { Slots } from './flow.ts';

/** Slots whose words alone make the police necessary, with the reason they stand for. */
const TOLD: readonly (readonly [slot: string, reason: PoliceReason])[] = [
  ['alcohol_or_drugs', 'alcohol_or_drugs'],
  ['licence', 'licence'],
  ['plate_wrong', 'plate'],
  ['other_party_left', 'other_party_left'],
  ['intent', 'intent'],
  ['dangerous_goods', 'dangerous_goods'],
  ['facility', 'facility'],
];

/** A stolen, flooded or burnt car is not driven, whatever its owner thinks: nobody is asked to try. */
const NOT_DRIVEN: readonly LossKind[] = ['theft', 'water', 'fire'];

/** What happened to the car; a collision when nothing else was said. */
export function lossOf(slots: Slots): LossKind {
  return LOSS_KINDS.find((kind) => kind === slots['loss']) ?? 'collision';
}

/** How many took part; alone when it was no collision and nobody else was named. */
export function kindOf(slots: Slots): AccidentKind | undefined {
  const said = ACCIDENT_KINDS.find((kind) => kind === slots['kind']);
  // A car found scratched has no other party that anybody could name.
  if (lossOf(slots) === 'scratch' && slots['unknown_party'] === true) return 'single';
  return said ?? (lossOf(slots) === 'collision' ? undefined : 'single');
}

/** Whether the car can be driven; undefined while nobody said. */
export function drivableOf(slots: Slots): boolean | undefined {
  if (NOT_DRIVEN.includes(lossOf(slots))) return false;
  const said = slots['drivable'];
  return typeof said === 'boolean' ? said : undefined;
}

/** Why 122 must be called, from what is known by now. */
export function policeReasonsOf(slots: Slots): readonly PoliceReason[] {
  return policeReasons({
    hasInjury: slots['injury'] === true,
    isDrivable: drivableOf(slots) !== false,
    lossKind: lossOf(slots),
    accidentKind: kindOf(slots) ?? 'single',
    told: TOLD.flatMap(([slot, reason]) => (slots[slot] === true ? [reason] : [])),
  });
}

/** True when nobody stands at the scene any more. */
export function isAway(slots: Slots, now: Date): boolean {
  const at = textField(slots, 'occurred_at');
  return slots['is_away'] === true || (at !== undefined && isLongAgo(at, now));
}

/** When it happened, and how sure that is. */
export interface AccidentTime {
  readonly at: Date;
  readonly isApproximate: boolean;
  /** Only the day is known: the hour stands for nothing. */
  readonly isDayOnly: boolean;
}

/** The time of the accident; undefined while none was said. */
export function timeOf(slots: Slots, now: Date): AccidentTime | undefined {
  const value = textField(slots, 'occurred_at');
  if (value === undefined) return undefined;
  const about = textField(slots, 'about_when');
  return {
    at: accidentAtOf(value, about, now),
    isApproximate: isDayOnly(value) || slots['is_vague_time'] === true,
    isDayOnly: isDayOnly(value) && about === undefined,
  };
}

/** The place shared from the device. */
export function locationOf(slots: Slots): GeoPoint | undefined {
  const shared = slots['location'];
  if (!isJsonObject(shared)) return undefined;
  const { latitude, longitude } = shared;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  return { latitude, longitude };
}
