import type { AuditEntry } from '../domain/audit.ts';
import { isPlate } from '../domain/entities/plate.ts';
import type { PolicyFacts } from '../domain/policy/view.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Option, SlotType } from './flow.ts';
import { carName } from './policy-reply.ts';
import { plateType } from './slot-types.ts';

/** In place of the plate of a new car that has none yet. */
export const UNPLATED = 'UNPLATED';

const NO_PLATE_YET = /(?:没|未|还没|尚未|没有)上?(?:车?牌|号牌)|新车|临牌|临时牌/;

/** A car by its plate, or a new one without a plate. */
export const carType: SlotType = {
  ...plateType,
  parse: (text, { isAsked }) => (isAsked && NO_PLATE_YET.test(text) ? UNPLATED : undefined),
  check: (value) =>
    typeof value === 'string' && (value === UNPLATED || isPlate(value)) ? value : undefined,
  show: (value) => plateText(String(value)),
};

/** A plate as it is read back to whoever named it. */
export function plateText(plate: string): string {
  return plate === UNPLATED ? copy.policy.unplated : plate;
}

/** One of the customer's cars to choose; the plate is masked below level 2. */
export function carOption(plate: string | undefined, maySeeDetails: boolean): Option {
  return plate === undefined
    ? { label: copy.policy.unplated, value: UNPLATED, words: copy.policy.unplatedWords }
    : { label: carName(plate, maySeeDetails), value: plate, words: [plate, plate.slice(-4)] };
}

/** Cars that look alike when masked are told apart by their place in the list. */
export function carOptions(
  plates: readonly (string | undefined)[],
  maySeeDetails: boolean,
): readonly Option[] {
  const options = plates.map((plate) => carOption(plate, maySeeDetails));
  return options.map((option, i) => {
    const isTwin = options.filter(({ label }) => label === option.label).length > 1;
    return isTwin ? { ...option, label: copy.policy.twin(option.label, i + 1) } : option;
  });
}

/** The tap that always helps. */
export function handoffOffer(): Offer {
  return { label: copy.labels.handoff, commands: [{ do: 'handoff', reason: 'asked' }] };
}

/** Every read of a policy leaves a line in the audit trail (design.md 4). */
export function policyRead(
  { id }: Pick<PolicyFacts, 'id'>,
  { identityId, level }: Pick<FlowContext, 'identityId' | 'level'>,
): AuditEntry {
  return {
    actor: { kind: 'customer', id: identityId },
    action: 'policy.read',
    subjectKind: 'policy',
    subjectId: id,
    data: { level },
  };
}
