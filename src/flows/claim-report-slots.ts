import {
  aboutWhenOfDay,
  isAboutReporting,
  isDayOnly,
  isVague,
  timeProblem,
  withEarlierTime,
} from '../domain/accident/accident-time.ts';
import { SIGNALS, signalIn } from '../domain/accident/read-signals.ts';
import { injuredCountIn, isUnplated, lossKindIn } from '../domain/accident/read-words.ts';
import { UNPLATED } from '../domain/accident/report.ts';
import { textField } from '../lib/json.ts';
import { isAway, kindOf, locationOf, lossOf, policeReasonsOf } from './claim-report-facts.ts';
import { foundablePlace, isWholeMotorway, placeType } from './claim-report-place.ts';
import { afterSafety, drivable, injury, kind, NOTES, safe } from './claim-report-scene.ts';
import {
  aboutWhenType,
  occurredAtType,
  othersIn,
  ownPhone,
  ownPlate,
  ownPlateType,
  readType,
  setOffer,
  signalSlot,
  storyIn,
  yesNoOffers,
} from './claim-report-types.ts';
import type { Offer } from './command.ts';
import { day } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';
import type { Prompt, SlotSpec } from './flow.ts';
import {
  choiceType,
  fileIdsIn,
  filesType,
  locationType,
  phoneType,
  textType,
} from './slot-types.ts';

const text = copy.claimReport;

const occurredAt: SlotSpec = {
  name: 'occurred_at',
  type: occurredAtType,
  label: text.time.label,
  words: ['时间', '几点'],
  ask: (slots) => afterSafety(slots, { text: text.time.ask }),
  retry: () => ({ text: text.time.retry }),
  accept: (value, { old, said, now }) => {
    if (typeof old !== 'string')
      return withEarlierTime(String(value), { old: undefined, said, now });
    return isAboutReporting(said) ? undefined : withEarlierTime(String(value), { old, said, now });
  },
  validate: (value, _slots, { now }) => {
    const problem = timeProblem(String(value), now);
    if (problem === undefined) return undefined;
    return { text: problem === 'future' ? text.time.future : text.time.tooOld };
  },
};

/** Once more for a day without an hour; 记不清 is an answer. */
const aboutWhen: SlotSpec = {
  name: 'about_when',
  type: aboutWhenType,
  label: '',
  optional: true,
  opening: aboutWhenOfDay,
  when: (slots) => isDayOnly(textField(slots, 'occurred_at') ?? 'T'.repeat(16)),
  ask: (slots) => ({
    text: text.time.about(day(new Date(`${textField(slots, 'occurred_at')}T12:00:00+08:00`))),
    offers: [{ label: text.time.unknown, commands: [{ do: 'skip' }] }],
  }),
};

const place: SlotSpec = {
  name: 'place',
  type: placeType,
  label: text.place.label,
  words: ['地点', '位置', '地址'],
  when: (slots) => slots['place'] !== undefined || locationOf(slots) === undefined,
  ask: (slots) => afterSafety(slots, { text: text.place.ask }),
  retry: () => ({ text: text.place.retry }),
  accept: foundablePlace,
};

/** Once more for a motorway without a part of it; 不知道 is an answer. */
const placeDetail: SlotSpec = {
  name: 'place_detail',
  type: textType,
  label: '',
  optional: true,
  onlyWhenAsked: true,
  when: (slots) =>
    locationOf(slots) === undefined && isWholeMotorway(textField(slots, 'place') ?? ''),
  ask: (slots) => ({
    text: text.place.askPart(textField(slots, 'place') ?? ''),
    offers: [{ label: text.place.unknownPart, commands: [{ do: 'skip' }] }],
  }),
};

const location: SlotSpec = {
  name: 'location',
  type: locationType,
  label: text.place.locationLabel,
  words: ['地点', '位置', '地址'],
};

const plate: SlotSpec = {
  name: 'plate',
  type: ownPlateType,
  label: text.plate.label,
  words: ['车牌', '车号', '牌照'],
  opening: (said) => (isUnplated(said) ? UNPLATED : undefined),
  ask: () => ({
    text: text.plate.ask,
    offers: [setOffer(text.plate.unplated, 'plate', UNPLATED)],
  }),
  retry: () => ({ text: text.plate.retry }),
  accept: (value, { said }) => ownPlate(value, said),
};

const phone: SlotSpec = {
  name: 'phone',
  type: phoneType,
  label: text.phone.label,
  words: ['手机', '电话', '号码'],
  when: (slots) => slots['uses_known_phone'] !== true || slots['phone'] !== undefined,
  ask: (_slots, { level, subject }): Prompt => ({
    text: text.phone.ask,
    offers:
      level >= 1 && subject?.kind === 'customer'
        ? [setOffer(text.phone.useKnown, 'uses_known_phone', true)]
        : [],
  }),
  retry: () => ({ text: text.phone.retry }),
  accept: (value, { said }) => ownPhone(value, said),
};

const police: SlotSpec = {
  name: 'police_called',
  type: readType({
    name: 'police_called',
    read: (said) => signalIn('police_called', said),
    answer: { yes: /报了|已经|打了|来了|到了/, no: /没|不|等/ },
    show: text.police.shown,
  }),
  label: text.police.label,
  words: ['报警'],
  optional: true,
  opening: (said) => signalIn('police_called', said),
  when: (slots) => policeReasonsOf(slots).length > 0,
  ask: (slots, { now }) => ({
    text: text.police.ask(policeReasonsOf(slots), isAway(slots, now)),
    offers: yesNoOffers('police_called', text.police),
  }),
  retry: () => ({ text: text.police.retry }),
};

const photos: SlotSpec = {
  name: 'photos',
  type: filesType,
  label: text.photos.label,
  words: ['照片', '图片'],
  collects: true,
  ask: (slots, { now }) => {
    const count = fileIdsIn(slots['photos']).length;
    const done: Offer = { label: text.photos.done, commands: [{ do: 'skip' }] };
    if (count > 0) return { text: text.photos.more(count), offers: [done] };
    const isWithOthers = kindOf(slots) !== 'single';
    const maySettle = isWithOthers && policeReasonsOf(slots).length === 0 && !isAway(slots, now);
    const lines = [
      ...(maySettle ? [text.photos.settle] : []),
      ...(isWithOthers ? [text.photos.noWaiver] : []),
      text.photos.what(lossOf(slots), isWithOthers),
    ];
    const skip: Offer = { label: text.photos.skip, commands: [{ do: 'skip' }] };
    return { text: lines.join('\n'), offers: [skip] };
  },
  retry: () => ({ text: text.photos.retry }),
};

/** Asked by the completion when the same car and about the same time were reported before. */
const sameAccident: SlotSpec = {
  name: 'same_accident',
  type: {
    ...choiceType,
    parse: (said, { isAsked }) => {
      if (!isAsked) return undefined;
      if (/另|不是|不同/.test(said) || copy.words.no.test(said.trim())) return 'other';
      return /同一|就是/.test(said) || copy.words.yes.test(said.trim()) ? 'same' : undefined;
    },
    check: (value) => (value === 'same' || value === 'other' ? value : undefined),
  },
  label: '',
  onlyWhenAsked: true,
  keepsConfirmed: true,
  retry: () => ({ text: text.same.retry }),
};

/** `用登记的那个号`. */
function knownPhoneIn(said: string): true | undefined {
  const isMeant = /(?:登记|预留|保单上?|投保时?)的?(?:那个)?(?:手机|电话|号)/.test(said);
  return isMeant ? true : undefined;
}

/** In the order of domain.md 1.5; what is only read from words comes first, since others depend on it. */
export const reportSlots: readonly SlotSpec[] = [
  signalSlot('loss', lossKindIn),
  ...SIGNALS.filter((name) => name !== 'police_called').map((name) =>
    signalSlot(name, (said) => signalIn(name, said)),
  ),
  signalSlot('is_vague_time', isVague),
  signalSlot('injured_count', injuredCountIn),
  ...NOTES,
  signalSlot('other_plates', othersIn),
  injury,
  safe,
  kind,
  drivable,
  occurredAt,
  aboutWhen,
  place,
  placeDetail,
  location,
  plate,
  phone,
  signalSlot('uses_known_phone', knownPhoneIn),
  police,
  photos,
  sameAccident,
  {
    name: 'reporter_name',
    type: {
      name: 'person_name',
      entity: 'person_name',
      check: (value) =>
        typeof value === 'string' && value.length > 0 && value.length <= 30 ? value : undefined,
      show: String,
    },
    label: text.name.label,
  },
  {
    name: 'story',
    type: textType,
    label: '',
    opening: storyIn,
  },
];
