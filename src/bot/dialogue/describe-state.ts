import type { Underway } from '../../domain/handoff/packet.ts';
import { maskAddress, maskText } from '../../domain/mask.ts';
import type { Flow, SlotSpec } from '../../flows/flow.ts';
import type { Json } from '../../lib/json.ts';
import { type Frame, parseState } from './state.ts';

const VALUE_LENGTH_MAX = 100;
/** Where somebody is or lives: the district is enough to go on with. */
const PLACES: ReadonlySet<string> = new Set(['place', 'destination', 'address']);

/** Reads out of a stored state what the bot was doing for a customer, for the person who takes over. Masked. */
export function makeDescribeState(flows: readonly Flow[]): (state: unknown) => Underway | null {
  const byId = new Map(flows.map((flow) => [flow.id, flow]));
  return (stored) => {
    // What was wanted is below a flow that only serves it, such as the identity check.
    const wanted = parseState(stored).stack.findLast(({ isService }) => !isService);
    const flow = wanted === undefined ? undefined : byId.get(wanted.flow);
    if (wanted === undefined || flow === undefined) return null;
    return { flow: flow.id, title: flow.title, slots: flow.slots.flatMap(describe(wanted)) };
  };
}

function describe({ slots }: Frame): (slot: SlotSpec) => Underway['slots'] {
  return (slot) => {
    const value = slots[slot.name];
    // What has no name for people is the flow's own.
    if (value === undefined || value === null || slot.label === '') return [];
    const shown = show(slot, value);
    return shown === undefined ? [] : [{ name: slot.name, label: slot.label, value: shown }];
  };
}

/** As it is echoed to the customer, masked; what is never echoed is not for others to read either. */
function show({ name, type, sensitive }: SlotSpec, value: Json): string | undefined {
  const checked = type.check(value);
  if (checked === undefined) return undefined;
  const echoed = type.show?.(checked);
  const text = echoed ?? (type.isFreeText === true && typeof checked === 'string' ? checked : '');
  const masked = PLACES.has(name) ? maskAddress(text) : maskText(text);
  // Only an echo that hides something itself, such as a phone's, may tell of what is wiped after use.
  if (text === '' || (sensitive === true && !masked.includes('*'))) return undefined;
  const characters = [...masked];
  if (characters.length <= VALUE_LENGTH_MAX) return characters.join('');
  return `${characters.slice(0, VALUE_LENGTH_MAX - 1).join('')}…`;
}
