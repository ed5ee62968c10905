import { isDayOnly } from '../domain/accident/accident-time.ts';
import { UNPLATED } from '../domain/accident/report.ts';
import { maskPhone } from '../domain/mask.ts';
import { textField } from '../lib/json.ts';
import {
  drivableOf,
  kindOf,
  locationOf,
  lossOf,
  policeReasonsOf,
  timeOf,
} from './claim-report-facts.ts';
import { isWholeMotorway } from './claim-report-place.ts';
import { day } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Slots } from './flow.ts';
import { fileIdsIn } from './slot-types.ts';

const text = copy.claimReport;

type Line = readonly [label: string, value: string];

/** Everything filled so far, as it is read back. */
export function readBack(slots: Slots, context: FlowContext): readonly Line[] {
  const photoCount = fileIdsIn(slots['photos']).length;
  const lines: readonly (readonly [string, string | undefined])[] = [
    [text.injury.label, injuryText(slots)],
    [text.kind.label, kindText(slots)],
    [text.drivable.label, drivableText(slots)],
    [text.time.label, timeText(slots, context)],
    [text.place.label, placeText(slots)],
    [text.plate.label, plateText(slots)],
    [text.plate.othersLabel, textField(slots, 'other_plates')],
    [text.phone.label, phoneText(slots)],
    [text.police.label, policeText(slots)],
    [text.photos.label, slots['photos'] === undefined ? undefined : text.photos.shown(photoCount)],
  ];
  return lines.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
}

function injuryText(slots: Slots): string | undefined {
  const { injury, injured_count: count } = slots;
  if (injury === null) return text.injury.unknown;
  if (typeof injury !== 'boolean') return undefined;
  return injury && typeof count === 'number'
    ? text.injury.counted(count)
    : text.injury.shown(injury);
}

function kindText(slots: Slots): string | undefined {
  const loss = lossOf(slots);
  const kind = kindOf(slots);
  if (loss === 'collision') return kind === undefined ? undefined : text.kind.shown(kind);
  return kind === undefined || kind === 'single'
    ? text.loss.shown(loss)
    : `${text.loss.shown(loss)}，${text.kind.shown(kind)}`;
}

function drivableText(slots: Slots): string | undefined {
  const isDrivable = drivableOf(slots);
  return isDrivable === undefined || lossOf(slots) === 'theft'
    ? undefined
    : text.drivable.shown(isDrivable);
}

function timeText(slots: Slots, { now }: FlowContext): string | undefined {
  const time = timeOf(slots, now);
  const said = textField(slots, 'occurred_at') ?? '';
  if (time === undefined) return undefined;
  if (time.isDayOnly) return text.time.shownDay(day(time.at, now));
  const isAbout = time.isApproximate || isDayOnly(said);
  return isAbout ? text.time.shownAbout(time.at, now) : text.time.shown(time.at, now);
}

/** Where it happened, in the customer's words, or else the place shared, in words when it has some. */
export function placeText(slots: Slots): string | undefined {
  const location = locationOf(slots);
  const shared =
    location === undefined ? undefined : text.place.shared(location.latitude, location.longitude);
  const place = textField(slots, 'place') ?? textField(slots['location'], 'label');
  const detail = textField(slots, 'place_detail');
  const isPart = place !== undefined && detail !== undefined && isWholeMotorway(place);
  return isPart ? `${place} ${detail}` : (place ?? shared);
}

function plateText(slots: Slots): string | undefined {
  const plate = textField(slots, 'plate');
  return plate === UNPLATED ? text.plate.unplated : plate;
}

function phoneText(slots: Slots): string | undefined {
  const phone = textField(slots, 'phone');
  if (phone !== undefined) return maskPhone(phone);
  return slots['uses_known_phone'] === true ? text.phone.known : undefined;
}

function policeText(slots: Slots): string | undefined {
  const called = slots['police_called'];
  if (typeof called === 'boolean') return text.police.shown(called);
  return policeReasonsOf(slots).length > 0 && called === null
    ? text.police.shown(false)
    : undefined;
}
