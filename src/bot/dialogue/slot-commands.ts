import type { Command, Offer } from '../../flows/command.ts';
import { copy } from '../../flows/copy/zh-cn.ts';
import type { SlotSpec, Slots } from '../../flows/flow.ts';
import type { Json } from '../../lib/json.ts';
import { fillSlot, touch } from './frame.ts';
import { insist } from './misunderstood.ts';
import type { Frame } from './state.ts';
import { contextOf, note, saidIn, say, type Turn, topOf } from './turn.ts';

/** A value is named by its slot, or by the kind of entity it is. */
function findSpec(turn: Turn, frame: Frame, name: string): SlotSpec | undefined {
  const slots = turn.flows.get(frame.flow)?.slots ?? [];
  return slots.find((slot) => slot.name === name) ?? slots.find(({ type }) => type.entity === name);
}

/** The value goes to the running flow, else to one that waits, else it is kept for whoever will ask. */
export function setSlot(turn: Turn, name: string, value: Json): void {
  for (const frame of turn.stack.toReversed()) {
    const spec = findSpec(turn, frame, name);
    if (spec === undefined || passesOn(turn, frame, spec)) continue;
    if (fillSlot(turn, frame, { spec, value })) return;
  }
  turn.heard[name] = value;
  turn.heardAt = turn.input.now.toISOString();
}

/** `新号139…` while somebody proves with the old one who they are: for the flow below that asks for a new one. */
function passesOn(turn: Turn, frame: Frame, { type, passes }: SlotSpec): boolean {
  if (passes?.test(saidIn(turn)) !== true) return false;
  return turn.stack
    .slice(0, turn.stack.indexOf(frame))
    .some(({ flow }) =>
      turn.flows.get(flow)?.slots.some((other) => other.type.entity === type.entity),
    );
}

/** The running flow was called for once more, with words that may hold another value. */
export function reopen(turn: Turn, frame: Frame): void {
  const said = saidIn(turn);
  for (const spec of turn.flows.get(frame.flow)?.slots ?? []) {
    if (spec.reopens !== true || said === '') continue;
    const value = spec.opening?.(said, contextOf(turn));
    if (value !== undefined && value !== frame.slots[spec.name]) {
      fillSlot(turn, frame, { spec, value });
    }
  }
}

/** What a value means beyond its flow, when it is new to the slot that would take it. */
export function raisedBy(turn: Turn, name: string, value: Json): Command | undefined {
  for (const frame of turn.stack.toReversed()) {
    const spec = findSpec(turn, frame, name);
    if (spec === undefined) continue;
    const isNew = frame.slots[spec.name] !== value && spec.type.check(value) !== undefined;
    return isNew && !turn.isSafetySaid ? spec.raises?.(value, saidIn(turn)) : undefined;
  }
  return undefined;
}

/** The same for what the words that began the flow on top filled by themselves. */
export function raisedByOpening(turn: Turn, given: Slots): readonly Command[] {
  const frame = topOf(turn);
  const slots = turn.flows.get(frame?.flow ?? '')?.slots ?? [];
  return slots.flatMap(({ name, raises }) => {
    const value = name in given ? undefined : frame?.slots[name];
    return value === undefined ? [] : (raises?.(value, saidIn(turn)) ?? []);
  });
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
    frame.skipped = frame.skipped.filter((skipped) => skipped !== name);
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
  if (spec.collects === true) {
    endCollecting(turn, frame, spec);
    return;
  }
  if (spec.optional !== true) {
    insist(turn, spec);
    return;
  }
  frame.slots[spec.name] = null;
  frame.skipped.push(spec.name);
  touch(frame);
  note(turn, copy.dialogue.skipped(spec.label));
}

/** The slot that gathers files and is asked for now, if that is so: 好了, 没有了 and 跳过 all end it. */
export function collectingSlot(turn: Turn): SlotSpec | undefined {
  const frame = topOf(turn);
  const flow = frame === undefined ? undefined : turn.flows.get(frame.flow);
  return flow?.slots.find(({ name, collects }) => collects === true && name === frame?.asked);
}

function endCollecting(turn: Turn, frame: Frame, spec: SlotSpec): void {
  frame.slots[spec.name] ??= null;
  frame.skipped.push(spec.name);
  touch(frame);
  if (frame.slots[spec.name] === null) note(turn, copy.dialogue.skipped(spec.label));
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
  say(turn, { text: copy.dialogue.whatToChange, offers: changesAfter(turn, offers) });
  turn.isHeld = true;
}

/** More slots than taps: a tap leads on, from the last one shown, and round. */
function changesAfter(turn: Turn, offers: readonly Offer[]): readonly Offer[] {
  if (offers.length <= CHANGE_OFFERS_MAX) return offers;
  const shown = turn.before.offered.map(({ label }) => label);
  const isShown = ({ label }: Offer): boolean => shown.includes(label);
  const rest = offers.slice(offers.findLastIndex(isShown) + 1);
  const page = (rest.length === 0 ? offers : rest).slice(0, CHANGE_OFFERS_MAX - 1);
  return [...page, { label: copy.labels.changeOther, commands: [{ do: 'deny' }] }];
}
