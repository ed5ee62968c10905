import { maskPhone } from '../domain/mask.ts';
import {
  CALL_BACK_WITHIN_MS,
  type ProfileField,
  type ServiceRequestDetails,
} from '../domain/service-request.ts';
import { addMs } from '../lib/clock.ts';
import { textField } from '../lib/json.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Outcome, Prepared, Slots } from './flow.ts';
import { handoffOffer } from './policy-car.ts';
import { prepareKnown, requestBase } from './policy-known.ts';
import { contactPhone, fieldOf } from './profile-update-slots.ts';

const words = copy.profile;

/** What we hold is not asked again. The phone on record is where to call, never the new one. */
export async function prepareProfile(slots: Slots, context: FlowContext): Promise<Prepared> {
  const known = await prepareKnown({ ...slots, phone: undefined }, context);
  const { phone, plate, ...rest } = known.slots;
  const all = { ...slots, ...rest };
  const isPlateChange = fieldOf(slots) === 'plate';
  const plates = Array.isArray(all['plates']) ? all['plates'] : [];
  const said = textField(slots, 'plate');
  // `我的粤B12345换了牌`: the plate on record is the car, and the new one is still to be asked.
  const isOld = isPlateChange && said !== undefined && plates.includes(said);
  const only = plates.length === 1 ? textField({ only: plates[0] }, 'only') : undefined;
  // The number on record, told while proving who it is, is not the one to change to.
  const isSameAsNow =
    fieldOf(slots) === 'phone' && phone !== undefined && slots['new_phone'] === phone;
  // An address that was told is not lost to `改手机`: it comes after.
  const isLeft =
    fieldOf(slots) === 'phone' &&
    textField(slots, 'address') !== undefined &&
    slots['also_field'] === undefined;
  const isNew = known.slots['plates'] !== undefined;
  return {
    ...known,
    slots: {
      ...rest,
      ...(isNew && phone !== undefined ? { known_phone: phone } : {}),
      ...(isLeft ? { also_field: 'address' } : {}),
      ...(isSameAsNow ? { new_phone: undefined } : {}),
      ...(isPlateChange || plate === undefined ? {} : { plate }),
      ...(isPlateChange && only !== undefined ? { car: only } : {}),
      ...(isOld ? { car: said, plate: undefined } : {}),
    },
  };
}

/** Registered with what the customer said, and a person at once: papers are checked by people. */
export function registerForPeople(slots: Slots, context: FlowContext): Outcome {
  const { now, conversationId } = context;
  const field = fieldOf(slots) ?? 'name';
  const phone = contactPhone(slots);
  const shown = maskPhone(phone ?? '');
  const isOwnPhoneNew = field === 'phone';
  const callTo = field === 'contact_person' ? textField(slots, 'known_phone') : phone;
  const base = requestBase(
    { phone: callTo ?? phone, plate: field === 'plate' ? slots['car'] : slots['plate'] },
    context,
  );
  const call = copy.serviceRequest.callBy(
    addMs(now, CALL_BACK_WITHIN_MS),
    now,
    maskPhone(callTo ?? phone ?? ''),
  );
  const text = [
    words.registered({ field, number: base.requestNo, call }),
    ...notesOf(field),
    words.notChangedYet,
  ];
  return {
    kind: 'done',
    replies: [
      {
        text: text.join('\n'),
        card: {
          kind: 'receipt',
          title: words.title,
          facts: [
            { label: copy.serviceRequest.number, value: base.requestNo },
            { label: words.fieldLabel, value: words.field(field) },
            {
              label: isOwnPhoneNew ? words.newPhoneLabel : copy.serviceRequest.phone,
              value: shown,
            },
          ],
        },
        offers: [handoffOffer()],
      },
    ],
    writes: [
      {
        kind: 'registerServiceRequest',
        request: { ...base, isUrgent: false, details: detailsOf(field, slots) },
      },
      { kind: 'requestHandoff', conversationId, reason: 'flow' },
    ],
  };
}

function notesOf(field: ProfileField): readonly string[] {
  switch (field) {
    case 'phone':
    case 'address':
    case 'contact_person':
      return [];
    case 'plate':
      return [words.papers(field), words.plateNote];
    case 'owner':
      return [words.papers(field), words.ownerNote];
    case 'payee_account':
      return [words.papers(field), words.payeeNote];
    case 'id_number':
      return [words.papers(field), words.idNote];
    case 'name':
    case 'vehicle':
      return [words.papers(field)];
  }
}

function detailsOf(field: ProfileField, slots: Slots): ServiceRequestDetails {
  const value = newValueOf(field, slots);
  const note = field === 'payee_account' ? undefined : textField(slots, 'note');
  return {
    kind: 'profile_change',
    field,
    ...(value === undefined ? {} : { value }),
    ...(note === undefined ? {} : { note }),
  };
}

function newValueOf(field: ProfileField, slots: Slots): string | undefined {
  switch (field) {
    case 'phone':
      return textField(slots, 'new_phone');
    case 'address':
      return textField(slots, 'address');
    case 'plate':
      return textField(slots, 'plate');
    case 'contact_person':
      return [textField(slots, 'person_name'), textField(slots, 'new_phone')]
        .filter((part) => part !== undefined)
        .join(' ');
    case 'name':
    case 'id_number':
    case 'vehicle':
    case 'owner':
    case 'payee_account':
      return undefined;
  }
}
