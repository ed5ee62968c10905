import type { AuditEntry } from '../domain/audit.ts';
import { carsOf } from '../domain/policy/period.ts';
import type { PolicyFacts } from '../domain/policy/view.ts';
import type { Id } from '../lib/ids.ts';
import { textField } from '../lib/json.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Option, Prepared, Prompt, SlotSpec, Slots, SlotType } from './flow.ts';
import { carOptions, carType, policyRead, UNPLATED } from './policy-car.ts';
import { phoneType } from './slot-types.ts';

const words = copy.serviceRequest;

/** Several texts that no customer fills. */
export const listType: SlotType = {
  name: 'list',
  check: (value) =>
    Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined,
};

/** The customer's own cars, as `prepareKnown` found them; kept among the slots. */
export const platesSlot: SlotSpec = { name: 'plates', type: listType, label: '' };

/** Which car. Asked only of somebody who is not known, or has several. */
export function carSlot(ask: (slots: Slots, context: FlowContext) => Prompt): SlotSpec {
  return {
    name: 'plate',
    type: carType,
    label: copy.identityParts.plate,
    words: ['车牌', '车号'],
    ask: (slots, context) => (ownPlates(slots).length > 1 ? askWhich(slots) : ask(slots, context)),
    retry: (slots) => (ownPlates(slots).length > 1 ? askWhich(slots) : { text: words.plateFormat }),
    options: (slots, context) => {
      const plates = ownPlates(slots);
      if (plates.length < 2) return [];
      return carOptions(
        plates.map((plate) => (plate === UNPLATED ? undefined : plate)),
        context.level >= 2,
      );
    },
  };
}

function askWhich(slots: Slots): Prompt {
  return { text: words.askWhich(ownPlates(slots).length) };
}

/** Where to call back; of a known customer the phone on record, shown masked. */
export const phoneSlot: SlotSpec = {
  name: 'phone',
  type: phoneType,
  label: copy.identityParts.phone,
  words: ['手机', '电话', '号码'],
  sensitive: true,
  ask: () => ({ text: words.askPhone }),
  retry: () => ({ text: words.phoneFormat }),
};

/** The customer's own cars that were found. */
export function ownPlates(slots: Slots): readonly string[] {
  const plates = slots['plates'];
  return Array.isArray(plates) ? plates.map(String) : [];
}

/** Whoever is known at L1 is not asked for what we hold: the car when there is one, and the phone. */
export async function prepareKnown(slots: Slots, context: FlowContext): Promise<Prepared> {
  const customerId = customerOf(context);
  if (customerId === undefined || slots['plates'] !== undefined) return { slots: {} };
  const { reads, now } = context;
  const [profile, policies] = await Promise.all([
    reads.policies.profile(customerId),
    reads.policies.ofCustomer(customerId),
  ]);
  const insured = carsOf(policies, now).map(({ plate }) => plate ?? UNPLATED);
  const plates = [...new Set([...insured, ...(profile?.plates ?? [])])];
  const [only, other] = plates;
  const isOnly = only !== undefined && other === undefined;
  return {
    slots: {
      plates,
      ...(isOnly && slots['plate'] === undefined ? { plate: only } : {}),
      ...(profile?.phone === undefined || slots['phone'] !== undefined
        ? {}
        : { phone: profile.phone }),
    },
    audit: profile === undefined ? [] : [profileRead(profile.customerNo, context)],
  };
}

/** The customer who was proved; undefined for strangers and for those who only reported an accident. */
export function customerOf({ subject, level }: FlowContext): Id<'customer'> | undefined {
  return level >= 1 && subject?.kind === 'customer' ? subject.customerId : undefined;
}

/** What counts now of one car's policies, with the trail of reading it; empty for a stranger. */
export async function policiesOfCar(
  plate: string | undefined,
  context: FlowContext,
): Promise<{ readonly policies: readonly PolicyFacts[]; readonly audit: readonly AuditEntry[] }> {
  const customerId = customerOf(context);
  if (customerId === undefined || plate === undefined) return { policies: [], audit: [] };
  const cars = carsOf(await context.reads.policies.ofCustomer(customerId), context.now);
  const policies = cars.find((car) => (car.plate ?? UNPLATED) === plate)?.policies ?? [];
  return { policies, audit: policies.map((policy) => policyRead(policy, context)) };
}

/** Every read of personal data leaves a line in the audit trail. */
export function profileRead(
  customerNo: string,
  { identityId, level }: Pick<FlowContext, 'identityId' | 'level'>,
): AuditEntry {
  return {
    actor: { kind: 'customer', id: identityId },
    action: 'customer.read',
    subjectKind: 'customer',
    subjectId: customerNo,
    data: { level },
  };
}

/** The parts of a request that are the same for every kind. */
export function requestBase(slots: Slots, context: FlowContext) {
  const { numbers, now, identityId, conversationId } = context;
  const customerId = customerOf(context);
  const phone = textField(slots, 'phone');
  const plate = textField(slots, 'plate');
  return {
    requestNo: numbers.request(now),
    requestedAt: now,
    identityId,
    conversationId,
    ...(customerId === undefined ? {} : { customerId }),
    ...(phone === undefined ? {} : { contactPhone: phone }),
    ...(plate === undefined ? {} : { plate }),
  };
}

/** What the customer may choose from for one slot, with its words. */
export function choices<T extends string>(
  labels: Readonly<Record<T, readonly [label: string, ...words: string[]]>>,
  values: readonly T[],
): readonly Option[] {
  return values.map((value) => {
    const [label, ...said] = labels[value];
    return { label, value, words: said };
  });
}
