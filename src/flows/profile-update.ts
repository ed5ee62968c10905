import { isSelfService } from '../domain/policy/profile-field.ts';
import { textField } from '../lib/json.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Outcome, Slots } from './flow.ts';
import { changeAddress, changePhone } from './profile-update-own.ts';
import { prepareProfile, registerForPeople } from './profile-update-people.ts';
import {
  alsoFieldOf,
  beforeAlso,
  confirmProfile,
  fieldOf,
  profileSlots,
} from './profile-update-slots.ts';

/**
 * Changing own details. The identity level goes by the field: phone, address and contact person are for the proved
 * customer (L2); what needs papers is registered for a person who checks them, whoever asks: a buyer of a car is no
 * customer yet (domain.md 3.4, 互联网保险业务监管办法 28).
 */
export const profileUpdateFlow: Flow = {
  id: 'profile_update',
  version: 1,
  title: copy.profile.title,
  slots: profileSlots,
  requires: (slots) => {
    const field = fieldOf(slots);
    return field !== undefined && (isSelfService(field) || field === 'contact_person') ? 2 : 0;
  },
  prepare: prepareProfile,
  confirm: (slots, context) => {
    const prompt = confirmProfile(slots, context);
    return prompt && { ...prompt, text: beforeAlso(prompt.text, slots) };
  },
  complete: async (slots, context) => thenAlso(slots, await change(slots, context)),
};

/** What was to be changed as well comes next. */
function thenAlso(slots: Slots, outcome: Outcome): Outcome {
  const field = alsoFieldOf(slots);
  if (outcome.kind !== 'done' || field === undefined) return outcome;
  const address = field === 'address' ? textField(slots, 'address') : undefined;
  const known = address === undefined ? {} : { address };
  return { ...outcome, next: { flow: profileUpdateFlow.id, slots: { field, ...known } } };
}

async function change(slots: Slots, context: FlowContext): Promise<Outcome> {
  const { subject, features } = context;
  const field = fieldOf(slots);
  const customerId = subject?.kind === 'customer' ? subject.customerId : undefined;
  if (customerId !== undefined && field === 'address') {
    const address = textField(slots, 'address') ?? '';
    return changeAddress({ customerId, address, slots, context });
  }
  if (customerId !== undefined && field === 'phone' && features.oneTimeCode) {
    return changePhone({ customerId, phone: textField(slots, 'new_phone') ?? '', slots, context });
  }
  return registerForPeople(slots, context);
}
