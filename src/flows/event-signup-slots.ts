import type { OfferedEvent, OwnSignUp } from '../domain/owner-event/owner-event.ts';
import { isJsonObject, type JsonObject, textField } from '../lib/json.ts';
import type { Command } from './command.ts';
import { day } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Option, Prompt, SlotSpec, Slots, SlotType } from './flow.ts';
import { phoneSlot } from './policy-known.ts';
import { choiceType, internalType, yesNoType } from './slot-types.ts';

const words = copy.event;

export type EventAct = 'sign_up' | 'cancel' | 'mine' | 'check_in';
const ACTS: readonly EventAct[] = ['sign_up', 'cancel', 'mine', 'check_in'];

/** What somebody wants with events: to come, unless they say otherwise. */
export function actOf(slots: Slots): EventAct {
  return ACTS.find((act) => act === slots['act']) ?? 'sign_up';
}

function readAct(said: string): EventAct | undefined {
  const { cancel, checkIn, mine } = words.words;
  if (cancel.test(said)) return 'cancel';
  if (checkIn.test(said)) return 'check_in';
  return mine.test(said) ? 'mine' : undefined;
}

const objectType: SlotType = {
  name: 'event_facts',
  check: (value) => (isJsonObject(value) ? value : undefined),
};
const objectsType: SlotType = {
  name: 'event_choices',
  check: (value) => (Array.isArray(value) && value.every(isJsonObject) ? value : undefined),
};
const eventType: SlotType = { ...choiceType, name: 'event' };
const codeType: SlotType = {
  name: 'door_code',
  entity: 'one_time_code',
  takesNumbers: true,
  check: (value) => (typeof value === 'string' && /^\d{6}$/.test(value) ? value : undefined),
};
const NAME_LENGTH_MAX = 30;
const nameType: SlotType = {
  name: 'person_name',
  entity: 'person_name',
  isFreeText: true,
  check: (value) => {
    const name = typeof value === 'string' ? value.trim() : '';
    const isName = name.length > 0 && name.length <= NAME_LENGTH_MAX && !/\d{4}|[?？]/.test(name);
    return isName && !copy.words.yes.test(name) && !copy.words.no.test(name) ? name : undefined;
  },
  show: String,
};

/** One event to choose from, as the slots keep it. */
export function choiceOf(event: OfferedEvent, now: Date): JsonObject {
  return {
    label: words.option(event),
    value: event.eventNo,
    words: [event.eventNo, event.title, day(event.startsAt, now), event.city],
  };
}

/** What the questions about one event need to know. */
export function factsOf(event: OfferedEvent, own: OwnSignUp | undefined): JsonObject {
  const { capacity, taken, waiting, title, city, place } = event;
  return {
    eventNo: event.eventNo,
    title,
    when: words.when(event),
    where: `${city} ${place}`,
    isFull: taken >= capacity || waiting > 0,
    ahead: waiting,
    ...(own === undefined ? {} : { own: own.status }),
  };
}

function choicesIn(slots: Slots): readonly Option[] {
  const kept = slots['choices'];
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one) => {
    const label = textField(one, 'label');
    const value = textField(one, 'value');
    const said = isJsonObject(one) && Array.isArray(one['words']) ? one['words'].map(String) : [];
    return label === undefined || value === undefined ? [] : [{ label, value, words: said }];
  });
}

/** True while the questions of somebody new on the list are to be asked. */
function isNew(slots: Slots): boolean {
  const facts = slots['facts'];
  return actOf(slots) === 'sign_up' && isJsonObject(facts) && facts['own'] === undefined;
}

function isFull(slots: Slots): boolean {
  const facts = slots['facts'];
  return isJsonObject(facts) && facts['isFull'] === true;
}

/** The slots of the flow, in the order in which they are asked. */
export function eventSlots(): readonly SlotSpec[] {
  return [
    { name: 'act', type: internalType, label: '', opening: readAct, reopens: true },
    {
      name: 'code',
      type: codeType,
      label: words.codeLabel,
      when: (slots) => actOf(slots) === 'check_in',
      opening: (said) => words.words.code.exec(said)?.[0],
      ask: () => ({ text: words.askCode }),
      retry: () => ({ text: words.wrongCode }),
    },
    { name: 'choices', type: objectsType, label: '' },
    { name: 'list', type: internalType, label: '' },
    { name: 'facts', type: objectType, label: '' },
    {
      name: 'event',
      type: eventType,
      label: words.eventLabel,
      when: (slots) => actOf(slots) === 'sign_up' || actOf(slots) === 'cancel',
      opening: (said) => {
        const number = words.words.eventNo.exec(said)?.[1];
        return number === undefined ? undefined : `E${number}`;
      },
      options: choicesIn,
      ask: (slots) => ({
        text: actOf(slots) === 'cancel' ? words.askWhichCancel : (textField(slots, 'list') ?? ''),
      }),
      retry: () => ({ text: words.askWhichAgain }),
    },
    {
      name: 'wait',
      type: yesNoType,
      label: '',
      onlyWhenAsked: true,
      when: (slots) => isNew(slots) && isFull(slots),
      ask: (slots) => askToWait(slots),
    },
    {
      name: 'name',
      type: nameType,
      label: words.nameLabel,
      words: ['姓名', '名字'],
      when: (slots) => isNew(slots) && mayGoOn(slots),
      ask: () => ({ text: words.askName }),
    },
    {
      ...phoneSlot,
      label: words.phoneLabel,
      when: (slots) => isNew(slots) && mayGoOn(slots),
      ask: () => ({ text: words.askPhone }),
      retry: () => ({ text: words.phoneFormat }),
    },
    {
      name: 'photo',
      type: yesNoType,
      label: words.photoLabel,
      onlyWhenAsked: true,
      when: (slots) => isNew(slots) && mayGoOn(slots),
      ask: () => askYesNo('photo', words.askPhoto, [words.photoYes, words.photoNo]),
    },
    {
      name: 'sure',
      type: yesNoType,
      label: '',
      onlyWhenAsked: true,
      when: (slots) => actOf(slots) === 'cancel' && slots['event'] !== undefined,
      ask: (slots) =>
        askYesNo('sure', textField(slots, 'list') ?? '', [words.cancelYes, words.cancelNo]),
    },
  ];
}

/** Whoever does not want to wait for a place is asked nothing more. */
function mayGoOn(slots: Slots): boolean {
  return !isFull(slots) || slots['wait'] === true;
}

/** The question whether to wait, by how many are before. */
export function askToWait(slots: Slots): Prompt {
  const facts = slots['facts'];
  const ahead = isJsonObject(facts) && typeof facts['ahead'] === 'number' ? facts['ahead'] : 0;
  return askYesNo('wait', words.askWaitlist(ahead), [words.waitYes, words.waitNo]);
}

function askYesNo(slot: string, text: string, labels: readonly [string, string]): Prompt {
  const set = (value: boolean): readonly Command[] => [{ do: 'setSlot', slot, value }];
  return {
    text,
    offers: [
      { label: labels[0], commands: set(true) },
      { label: labels[1], commands: set(false) },
    ],
    yes: set(true),
    no: set(false),
  };
}

/** The customer who was proved, and this chat: whose sign-ups they are. */
export function personOf({ subject, level, identityId }: FlowContext) {
  return {
    identityId,
    ...(level >= 1 && subject?.kind === 'customer' ? { customerId: subject.customerId } : {}),
  };
}
