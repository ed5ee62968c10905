import type { Offer } from '../../flows/command.ts';
import { copy } from '../../flows/copy/zh-cn.ts';
import type { SlotSpec } from '../../flows/flow.ts';
import type { Json } from '../../lib/json.ts';
import { fillSlot, touch } from './frame.ts';
import { insist } from './misunderstood.ts';
import type { Frame } from './state.ts';
import { note, say, type Turn, topOf } from './turn.ts';

/** A value is named by its slot, or by the kind of entity it is. */
function findSpec(turn: Turn, frame: Frame, name: string): SlotSpec | undefined {
  const slots = turn.flows.get(frame.flow)?.slots ?? [];
  return slots.find((slot) => slot.name === name) ?? slots.find(({ type }) => type.entity === name);
}

/** The value goes to the running flow, else to one that waits, else it is kept for whoever will ask. */
export function setSlot(turn: Turn, name: string, value: Json): void {
  for (const frame of turn.stack.toReversed()) {
    const spec = findSpec(turn, frame, name);
    if (spec !== undefined && fillSlot(turn, frame, { spec, value })) return;
  }
  turn.heard[name] = value;
  turn.heardAt = turn.input.now.toISOString();
}

/** `手机号说错了`, or a tap on 修改手机号: asked again. */
export function clearSlot(turn: Turn, name: string): void {
  for (const frame of turn.stack.toReversed()) {
    const spec = turn.flows.get(frame.flow)?.slots.find((slot) => slot.name === name);
    if (spec === undefined) continue;
    if (frame.slots[name] !== undefined && spec.label !== '') {
      note(turn, copy.dialogue.cleared(spec.label));
    }
    delete frame.slots[name];
    touch(frame);
    return;
  }
}

/** 跳过, 不知道. */
export function skipSlot(turn: Turn): void {
  const frame = topOf(turn);
  if (frame?.asked === undefined) return;
  const spec = turn.flows.get(frame.flow)?.slots.find(({ name }) => name === frame.asked);
  if (spec === undefined) return;
  if (spec.optional !== true) {
    insist(turn, spec);
    return;
  }
  frame.slots[spec.name] = null;
  frame.skipped.push(spec.name);
  touch(frame);
  note(turn, copy.dialogue.skipped(spec.label));
}

const CHANGE_OFFERS_MAX = 4;

/** `不对` without saying what: the filled slots as taps. */
export function denyAnswer(turn: Turn): void {
  const frame = topOf(turn);
  const flow = frame === undefined ? undefined : turn.flows.get(frame.flow);
  if (frame === undefined || flow === undefined) return;
  const offers: readonly Offer[] = flow.slots
    .filter(({ name, label }) => label !== '' && (frame.slots[name] ?? null) !== null)
    .map(({ name, label }) => ({
      label: copy.labels.change(label),
      commands: [{ do: 'clearSlot', slot: name }],
    }));
  if (offers.length === 0) return;
  frame.isConfirming = false;
  say(turn, { text: copy.dialogue.whatToChange, offers: offers.slice(0, CHANGE_OFFERS_MAX) });
  turn.isHeld = true;
}
