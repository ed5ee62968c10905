import { findEntities } from '../domain/entities/find-entities.ts';
import { maskAddress, maskName, maskPhone, maskText } from '../domain/mask.ts';
import {
  addressIn,
  isAddress,
  newPlateIn,
  profileFieldIn,
} from '../domain/policy/profile-field.ts';
import { PROFILE_FIELDS, type ProfileField } from '../domain/service-request.ts';
import type { Json } from '../lib/json.ts';
import { textField } from '../lib/json.ts';
import { copy } from './copy/zh-cn.ts';
import type { Brought, FlowContext, Option, Prompt, SlotSpec, Slots, SlotType } from './flow.ts';
import { plateText } from './policy-car.ts';
import { carSlot, ownPlates, platesSlot } from './policy-known.ts';
import { choiceType, internalType, oneTimeCodeType, phoneType } from './slot-types.ts';

const words = copy.profile;

/** In the order in which they are offered: what people change most comes first. */
const FIELD_ORDER: readonly ProfileField[] = [
  'phone',
  'address',
  'plate',
  'owner',
  'name',
  'id_number',
  'vehicle',
  'payee_account',
  'contact_person',
];

const fieldType: SlotType = {
  ...choiceType,
  parse: (text, { isAsked }) => (isAsked ? profileFieldIn(text) : otherFieldIn(text)),
  show: (value) => {
    const field = PROFILE_FIELDS.find((one) => one === value);
    return field === undefined ? '' : words.field(field);
  },
};

/** `还是改地址吧`, `换手机号 139…` while an address is asked for. */
function otherFieldIn(text: string): ProfileField | undefined {
  return OTHER_FIELD.test(text) ? profileFieldIn(text) : undefined;
}

const OTHER_FIELD =
  /^(?:不对|不是|算了|还是|先|我|是|要|想|[,，])*(?:改|换|修改|变更)[^\d]{2,10}(?:1[\d\s-]{10,14})?$|^过户$/;

/** `地址也改一下`: done after what is under way. */
function alsoFieldIn(text: string): ProfileField | undefined {
  return ALSO.test(text) ? profileFieldIn(text) : undefined;
}

const ALSO =
  /^(?:对了|另外|还有|顺便|[,，])*[^\d]{2,6}(?:也|还)[要想得]?(?:改|换|变|更新)|^(?:另外|还有|顺便|还要|也要|再)[^\d]{0,4}(?:改|换|变更|更新)[^\d]{2,8}$/;

const alsoFieldType: SlotType = {
  ...choiceType,
  name: 'also_field',
  parse: (text, { isAsked }) => (isAsked ? undefined : alsoFieldIn(text)),
};

/**
 * A phone named while anything but an address is changed is the one to call, or the new one: no other wish. And
 * what is to be changed as well is changed afterwards.
 */
function acceptField(value: Json, { old, said }: Brought): Json | undefined {
  if (old === undefined) return value;
  const isOther = value !== 'phone' || old === 'address';
  return isOther && alsoFieldIn(said) === undefined ? value : undefined;
}

const addressType: SlotType = {
  name: 'address',
  parse: (text, { isAsked }) =>
    addressIn(text) ?? (isAsked || CORRECTION.test(text) ? bareAddress(text) : undefined),
  check: (value) => (typeof value === 'string' && isAddress(value) ? value : undefined),
  show: (value) => maskAddress(String(value)),
};

const CORRECTION = /^(?:不对|不是|错了|[写说发打]错了?|应该|[^,，\s]{0,6}(?:错了?|不对)[,，\s])/;

/** An address by itself, with what people put around it. */
function bareAddress(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(
      /^(?:(?:不对|不是|(?:地址|门牌号?|楼号|房号|室号)?[写说发打]?(?:错了?|不对)|应该|是|改成|改为|新?地址是?|我?[现住]在)[,，:：\s]*)+/,
      '',
    )
    .replace(/[。.!！]+$/, '');
  return isAddress(bare) && !/理赔|报案|投诉|进度|人工|[吗?？]$/.test(bare) ? bare : undefined;
}

const NAME_LENGTH_MAX = 30;

const personNameType: SlotType = {
  name: 'person_name',
  isFreeText: true,
  parse: (text, { isAsked }) =>
    isAsked
      ? /^(?:叫|是)?([\u4e00-\u9fff·]{2,6})(?=[\s,，]*1\d)/.exec(text.trim())?.[1]
      : undefined,
  check: (value) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= NAME_LENGTH_MAX
      ? value.trim()
      : undefined,
  show: (value) => maskName(String(value)),
};

const is =
  (...fields: readonly ProfileField[]) =>
  (slots: Slots): boolean => {
    const field = fieldOf(slots);
    return field !== undefined && fields.includes(field);
  };

const isOfCar = is('vehicle', 'owner');
const isForPeople = is('name', 'id_number', 'vehicle', 'owner', 'payee_account', 'plate');

const car = carSlot(() => ({ text: words.askCar }));

/**
 * One slot for a plate and one for a phone, whatever they are of: a message says `139…` or `粤B…`, and which it is
 * follows from the field. The new plate is `plate`, and the car that had another one is `car`.
 */
export const profileSlots: readonly SlotSpec[] = [
  platesSlot,
  {
    name: 'field',
    type: fieldType,
    label: words.fieldLabel,
    opening: (said) => profileFieldIn(said),
    reopens: true,
    accept: acceptField,
    options: () => FIELD_ORDER.map(fieldOption),
    ask: () => ({ text: words.askField }),
  },
  { name: 'also_field', type: alsoFieldType, label: '' },
  {
    name: 'address',
    type: addressType,
    label: words.addressLabel,
    words: ['地址', '住址', '门牌', '楼号', '房号', '房间号'],
    sensitive: true,
    opening: (said) => addressIn(said),
    when: is('address'),
    ask: (slots) => ({ text: beforeAlso(words.askAddress, slots) }),
    retry: () => ({ text: words.addressFormat }),
  },
  {
    ...car,
    when: is('plate', 'name', 'vehicle', 'owner'),
    ask: (slots, context) =>
      is('plate')(slots) ? { text: words.askNewPlate } : askCar(slots, context),
    options: (slots, context) => (is('plate')(slots) ? [] : (car.options?.(slots, context) ?? [])),
    accept: (value, { said }) => newPlateIn(said) ?? value,
    validate: (value, slots) =>
      is('plate')(slots) && ownPlates(slots).includes(String(value))
        ? { text: words.samePlate(String(value)) }
        : undefined,
  },
  { name: 'car', type: internalType, label: '' },
  {
    name: 'person_name',
    type: personNameType,
    label: words.personLabel,
    words: ['姓名', '称呼'],
    sensitive: true,
    when: is('contact_person'),
    ask: () => ({ text: words.askPerson }),
  },
  {
    name: 'new_phone',
    type: phoneType,
    label: copy.identityParts.phone,
    words: ['手机', '电话', '号码'],
    sensitive: true,
    when: (slots) =>
      is('phone', 'contact_person')(slots) ||
      (isForPeople(slots) && slots['known_phone'] === undefined),
    ask: (slots) => ({ text: beforeAlso(phoneQuestion(slots), slots) }),
    retry: () => ({ text: words.phoneFormat }),
    validate: (value, slots) =>
      is('phone')(slots) && value === slots['known_phone'] ? { text: words.samePhone } : undefined,
  },
  {
    name: 'one_time_code',
    type: oneTimeCodeType,
    label: words.codeLabel,
    words: ['验证码'],
    sensitive: true,
    when: (slots) => is('phone')(slots) && slots['code_sent_to'] === slots['new_phone'],
    retry: () => ({ text: words.codeFormat }),
  },
  { name: 'known_phone', type: internalType, label: '', sensitive: true },
  { name: 'failures', type: internalType, label: '' },
  { name: 'code_sent_to', type: internalType, label: '', sensitive: true },
  {
    name: 'note',
    type: internalType,
    label: '',
    sensitive: true,
    opening: (said) => safeNote(said.slice(0, NOTE_LENGTH_MAX)),
  },
];

const NOTE_LENGTH_MAX = 300;

/** A card number, a full ID number or a password within the words is never kept. */
function safeNote(said: string): string {
  return findEntities(said).secrets.length > 0 ? maskText(said) : said;
}

function askCar(slots: Slots, context: FlowContext): Prompt {
  return car.ask?.(slots, context) ?? { text: words.askCar };
}

/** A question, after what will be changed next. */
export function beforeAlso(question: string, slots: Slots): string {
  const also = alsoFieldOf(slots);
  return also === undefined ? question : `${words.thenAlso(also)}\n${question}`;
}

function phoneQuestion(slots: Slots): string {
  if (is('phone')(slots)) return words.askNewPhone;
  return is('contact_person')(slots) ? words.askPersonPhone : words.askPhone;
}

function fieldOption(field: ProfileField): Option {
  return { label: words.field(field), value: field };
}

/** What is to be changed as well, once this is done. */
export function alsoFieldOf(slots: Slots): ProfileField | undefined {
  const also = PROFILE_FIELDS.find((one) => one === slots['also_field']);
  return also === fieldOf(slots) ? undefined : also;
}

/** Which detail it is about. */
export function fieldOf(slots: Slots): ProfileField | undefined {
  return PROFILE_FIELDS.find((one) => one === slots['field']);
}

/** The read-back. A new phone that a code proves needs none: the code is the answer. */
export function confirmProfile(slots: Slots, { features }: FlowContext): Prompt | undefined {
  const field = fieldOf(slots);
  const phone = maskPhone(contactPhone(slots) ?? '');
  const plate = textField(slots, 'plate');
  const oldPlate = textField(slots, 'car');
  switch (field) {
    case undefined:
      return undefined;
    case 'phone':
      return features.oneTimeCode ? undefined : { text: words.readBackPhone(phone) };
    case 'address':
      return { text: words.readBackAddress(maskAddress(textField(slots, 'address') ?? '')) };
    case 'contact_person':
      return {
        text: words.readBackPerson(maskName(textField(slots, 'person_name') ?? ''), phone),
      };
    case 'plate':
      return {
        text: words.readBackPeople({
          field,
          plate: oldPlate === undefined ? undefined : plateText(oldPlate),
          newPlate: plate,
          phone,
        }),
      };
    case 'name':
    case 'id_number':
    case 'vehicle':
    case 'owner':
    case 'payee_account':
      return {
        text: words.readBackPeople({
          field,
          // Who somebody is, or where money goes, has to do with no car.
          plate: plate !== undefined && isOfCar(slots) ? plateText(plate) : undefined,
          newPlate: undefined,
          phone,
        }),
      };
  }
}

/** The number said in this flow, else the one on record. */
export function contactPhone(slots: Slots): string | undefined {
  return textField(slots, 'new_phone') ?? textField(slots, 'known_phone');
}
