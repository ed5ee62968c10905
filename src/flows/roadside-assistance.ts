import { ROADSIDE_PROBLEMS } from '../domain/service-request.ts';
import { addMs, DAY_MS, HOUR_MS } from '../lib/clock.ts';
import { isJsonObject, textField } from '../lib/json.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Option, Outcome, Prepared, Prompt, Slots } from './flow.ts';
import { calledOff, handoffOffer, keptWaiting, registered } from './roadside-assistance-outcome.ts';
import {
  isInDanger,
  needsDirection,
  phoneOptions,
  problemOf,
  readBack,
  safetyOf,
} from './roadside-assistance-slots.ts';
import {
  acceptedPlace,
  destinationType,
  directionType,
  placeSlotType,
  problemType,
  safeType,
  stopType,
} from './roadside-assistance-types.ts';
import { callsOff, roadsideProblemIn } from './roadside-assistance-words.ts';
import {
  choiceType,
  internalType,
  locationType,
  phoneType,
  plateType,
  textType,
} from './slot-types.ts';

const text = copy.roadside;
/** A call for help that nobody finished is of no use to anybody after this long. */
const KEPT_MS = 2 * HOUR_MS;
/** A rescue of this age may still be under way: it is asked about before a second one is sent. */
const OPEN_FOR_MS = DAY_MS;
const NOTE_LENGTH_MAX = 300;

/** Help on the road: danger first, then what, where and whom to call; never held up by identity. */
export const roadsideAssistanceFlow: Flow = {
  id: 'roadside_assistance',
  version: 1,
  title: text.title,
  keptMs: KEPT_MS,
  prepare,
  slots: [
    { name: 'open_no', type: internalType, label: '' },
    { name: 'open_about', type: internalType, label: '' },
    { name: 'known_phone', type: internalType, label: '', sensitive: true },
    {
      name: 'said',
      type: textType,
      label: '',
      onlyWhenAsked: true,
      opening: (said) => said.slice(0, NOTE_LENGTH_MAX),
    },
    { name: 'stop', type: stopType, label: '', opening: (said) => callsOff(said) || undefined },
    {
      name: 'standing',
      type: choiceType,
      label: '',
      onlyWhenAsked: true,
      when: (slots) => slots['open_no'] !== undefined,
      ask: askStanding,
      options: () => choices(text.standingOptions, text.standingWords),
    },
    {
      name: 'safe',
      type: safeType,
      label: text.labels.safe,
      when: isAsking(isInDanger),
      ask: (slots, context) => ({ text: text.askSafe(safetyOf(slots, context)) }),
      options: () => choices(text.safeOptions),
      opening: (said, context) =>
        safeType.parse?.(said, { now: context.now, isAsked: false, options: [] }),
    },
    {
      name: 'moved',
      type: choiceType,
      label: '',
      onlyWhenAsked: true,
      when: isAsking((slots) => slots['safe'] === 'no'),
      ask: (_slots, { brand }) => ({ text: text.askMoved(brand) }),
      options: () => choices(text.movedOptions),
    },
    {
      name: 'problem',
      type: problemType,
      label: text.labels.problem,
      words: ['项目', '救援类型'],
      optional: true,
      when: isAsking(),
      ask: askProblem,
      retry: () => ({ text: text.retryProblem }),
      options: problemOptions,
      opening: (said) => roadsideProblemIn(said),
    },
    { name: 'location', type: locationType, label: '' },
    {
      name: 'place',
      type: placeSlotType,
      label: text.labels.place,
      words: ['位置', '地点', '地址'],
      when: isAsking((slots) => slots['location'] === undefined),
      ask: () => ({ text: text.askPlace, offers: [handoffOffer()] }),
      retry: () => ({ text: text.retryPlace }),
      accept: acceptedPlace,
    },
    {
      name: 'direction',
      type: directionType,
      label: text.labels.direction,
      words: ['方向', '桩号'],
      onlyWhenAsked: true,
      optional: true,
      when: isAsking(needsDirection),
      ask: () => skippable(text.askDirection),
    },
    {
      name: 'plate',
      type: plateType,
      label: text.labels.plate,
      words: ['车牌', '车号'],
      optional: true,
      when: isAsking(),
      ask: () => skippable(text.askPlate),
    },
    {
      name: 'phone',
      type: phoneType,
      label: text.labels.phone,
      words: ['电话', '手机', '号码'],
      sensitive: true,
      when: isAsking(),
      ask: askPhone,
      retry: () => ({ text: copy.identify.formats.phone }),
      options: phoneOptions,
    },
    {
      name: 'destination',
      type: destinationType,
      label: text.labels.destination,
      words: ['目的地', '拖到'],
      onlyWhenAsked: true,
      optional: true,
      when: isAsking((slots) => problemOf(slots) === 'tow'),
      ask: () => skippable(text.askDestination),
    },
  ],
  beforeCancel,
  summary: (slots, context) => text.summary(readBack(slots, context).lines),
  confirm: (slots, context) => (isEnding(slots) ? undefined : confirm(slots, context)),
  complete: (slots, context) => Promise.resolve(complete(slots, context)),
};

/** Nothing more is asked of somebody who calls it off, or who only waits for an earlier one. */
function isEnding(slots: Slots): boolean {
  const standing = slots['standing'];
  if (standing === 'again') return false;
  return slots['stop'] === true || standing === 'cancel' || standing === 'keep';
}

function isAsking(and: (slots: Slots, context: FlowContext) => boolean = () => true) {
  return (slots: Slots, context: FlowContext): boolean => !isEnding(slots) && and(slots, context);
}

/** An earlier rescue under way, and the number on record: read once, when the flow begins. */
async function prepare(slots: Slots, context: FlowContext): Promise<Prepared> {
  const { identityId, now, reads, subject, level } = context;
  const isAbout = slots['open_no'] !== undefined || slots['standing'] !== undefined;
  const since = addMs(now, -OPEN_FOR_MS);
  const [open] = isAbout ? [] : await reads.rescues.openOf(identityId, since);
  const about =
    open === undefined
      ? {}
      : {
          open_no: open.requestNo,
          open_about: text.about(text.problem(open.problem), open.place),
        };
  if (level < 1 || subject?.kind !== 'customer' || slots['known_phone'] !== undefined) {
    return { slots: about };
  }
  const profile = await reads.policies.profile(subject.customerId);
  const audit = {
    actor: { kind: 'customer' as const, id: identityId },
    action: 'customer.read',
    subjectKind: 'customer',
    subjectId: subject.customerId,
    data: { fields: ['phone'], level },
  };
  return { slots: { ...about, known_phone: profile?.phone ?? '' }, audit: [audit] };
}

function askStanding(slots: Slots): Prompt {
  const about = textField(slots, 'open_about') ?? '';
  const requestNo = textField(slots, 'open_no') ?? '';
  return {
    text:
      slots['stop'] === true
        ? text.askCallOff(about, requestNo)
        : text.askStanding(about, requestNo),
  };
}

function choices<Key extends string>(
  labels: Readonly<Record<Key, string>>,
  words?: Readonly<Record<Key, readonly string[]>>,
): readonly Option[] {
  return Object.entries<string>(labels).map(([value, label]) => ({
    label,
    value,
    ...(words === undefined ? {} : { words: wordsOf(words, value) }),
  }));
}

function wordsOf(words: Readonly<Record<string, readonly string[]>>, key: string) {
  return words[key] ?? [];
}

function problemOptions(): readonly Option[] {
  return ROADSIDE_PROBLEMS.map((problem) => ({
    label: text.problem(problem),
    value: problem,
    words: text.problemWords(problem),
  }));
}

function askProblem(): Prompt {
  const lines = ROADSIDE_PROBLEMS.map((one, i) => text.problemLine(i + 1, text.problem(one)));
  return { text: text.askProblem(lines) };
}

function askPhone(slots: Slots): Prompt {
  const [known] = phoneOptions(slots);
  return { text: known === undefined ? text.askPhone : text.askPhoneKnown(known.label) };
}

/** A question that 没有 answers as well as 跳过 does. */
function skippable(question: string): Prompt {
  return { text: question, no: [{ do: 'skip' }] };
}

/** 取消 may mean the rescue that is under way: this is never left in doubt. */
function beforeCancel(slots: Slots) {
  if (slots['open_no'] === undefined || slots['standing'] === 'again') return undefined;
  const { text: question } = askStanding({ ...slots, stop: true });
  const { cancel, keep } = text.standingOptions;
  return {
    set: { standing: 'cancel' },
    prompt: {
      text: question,
      offers: [
        { label: cancel, commands: [{ do: 'affirm' } as const] },
        { label: keep, commands: [{ do: 'setSlot', slot: 'standing', value: 'keep' } as const] },
      ],
      no: [{ do: 'setSlot', slot: 'standing', value: 'keep' } as const],
    },
  };
}

function confirm(slots: Slots, context: FlowContext): Prompt {
  const { question, hasCollision } = readBack(slots, context);
  if (!hasCollision) return { text: question };
  const commands = [{ do: 'startFlow', flow: 'claim_report', slots: reportSlots(slots) } as const];
  return { text: question, offers: [{ label: text.labels.report, commands }] };
}

/** What a report of the accident need not ask again. */
export function reportSlots(slots: Slots): Slots {
  const { plate, phone, place, location } = slots;
  return {
    ...(typeof plate === 'string' ? { plate } : {}),
    ...(typeof phone === 'string' ? { phone } : {}),
    ...(typeof place === 'string' ? { place } : {}),
    ...(isJsonObject(location) ? { location } : {}),
  };
}

function complete(slots: Slots, context: FlowContext): Outcome {
  const openNo = textField(slots, 'open_no');
  if (slots['standing'] === 'cancel' && openNo !== undefined) return calledOff(openNo, context);
  if (slots['standing'] === 'keep') return keptWaiting(context);
  if (slots['stop'] === true) return { kind: 'done', replies: [{ text: text.notCalled }] };
  return registered(slots, context, reportSlots(slots));
}
