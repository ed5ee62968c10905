import { copy } from '../../flows/copy/zh-cn.ts';
import type { Flow, FlowContext, Option, SlotSpec, Slots } from '../../flows/flow.ts';
import { internalType } from '../../flows/slot-types.ts';
import type { Json } from '../../lib/json.ts';
import { chooseOption, ordinalOf } from '../understanding/choose-option.ts';
import type { DialogueState, Frame } from './state.ts';
import { contextOf, note, saidIn, type Turn } from './turn.ts';

/** What a flow needs next. Derived from the flow and the slots on every turn; nothing points at a step. */
export type NextStep =
  | { readonly kind: 'ask'; readonly spec: SlotSpec }
  | { readonly kind: 'retry' }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'complete' };

/** The first slot that is needed, askable and empty; otherwise the read-back; otherwise the completion. */
export function nextStep(flow: Flow, frame: Frame, context: FlowContext): NextStep {
  const spec = flow.slots.find(
    ({ name, ask, when, collects }) =>
      ask !== undefined &&
      (frame.slots[name] === undefined || collects === true) &&
      !frame.skipped.includes(name) &&
      (when === undefined || when(frame.slots, context)),
  );
  if (spec !== undefined) return { kind: 'ask', spec };
  if (frame.retry !== undefined) return { kind: 'retry' };
  const isToConfirm = !frame.isConfirmed && flow.confirm?.(frame.slots, context) !== undefined;
  return isToConfirm ? { kind: 'confirm' } : { kind: 'complete' };
}

/** A new frame with the values that are known already. */
export function openFrame(
  turn: Turn,
  flow: Flow,
  start: { readonly slots: Slots; readonly isService: boolean },
): Frame {
  const frame: Frame = {
    flow: flow.id,
    version: flow.version,
    slots: {},
    skipped: [],
    asked: undefined,
    options: [],
    isConfirming: false,
    isConfirmed: false,
    retry: undefined,
    wrong: 0,
    isService: start.isService,
    openedAt: turn.input.now.toISOString(),
  };
  const known: Record<string, Json | undefined> = { ...turn.heard, ...start.slots };
  for (const spec of flow.slots) {
    const key = spec.name in known ? spec.name : (spec.type.entity ?? spec.name);
    const value = known[key];
    if (value === undefined || value === null) continue;
    const checked = acceptedValue(turn, spec, { value, old: undefined, isAsked: false });
    if (checked === undefined) continue;
    if (spec.validate?.(checked, frame.slots, contextOf(turn)) !== undefined) continue;
    frame.slots[spec.name] = checked;
    delete turn.heard[key];
  }
  chooseFromWords(turn, flow, frame);
  takeOpening(turn, flow, frame);
  return frame;
}

const SAID_LENGTH_MAX = 2_000;

/** `我是报案人，想查进度`: the choice was made before it was offered. */
function chooseFromWords(turn: Turn, flow: Flow, frame: Frame): void {
  const said = turn.input.utterances.map(({ text, value }) => text ?? value ?? '').join(',');
  for (const spec of flow.slots) {
    const options = spec.options?.(frame.slots, contextOf(turn)) ?? [];
    if (spec.onlyWhenAsked === true || frame.slots[spec.name] !== undefined) continue;
    const value = chooseOption(said.slice(0, SAID_LENGTH_MAX), options, false);
    if (value !== undefined) frame.slots[spec.name] = value;
  }
}

/** What the words that began the flow already hold. */
function takeOpening(turn: Turn, flow: Flow, frame: Frame): void {
  const said = openingWords(turn).slice(0, SAID_LENGTH_MAX);
  if (said === '') return;
  for (const spec of flow.slots) {
    if (frame.slots[spec.name] !== undefined) continue;
    const value = spec.opening?.(said, contextOf(turn));
    const checked = value === undefined ? undefined : spec.type.check(value);
    if (checked !== undefined) frame.slots[spec.name] = checked;
  }
}

/** An answer as short as this to `您是想办理下面哪一项？` chooses and tells nothing. */
const CHOICE_LENGTH_MAX = 6;

/** What was asked back about, when this turn only chose what it meant; words of their own stand for themselves. */
function openingWords(turn: Turn): string {
  const said = saidIn(turn);
  const { unclear, offered } = turn.before;
  const isChoice =
    said.trim().length <= CHOICE_LENGTH_MAX || offered.some(({ label }) => label === said.trim());
  return isChoice ? (unclear ?? said) : said;
}

/** A value as the slot takes it, or undefined when it is none for it. */
function acceptedValue(
  turn: Turn,
  { type, accept }: SlotSpec,
  given: { readonly value: unknown; readonly old: Json | undefined; readonly isAsked: boolean },
): Json | undefined {
  const checked = type.check(given.value);
  if (checked === undefined || accept === undefined) return checked;
  const { old, isAsked } = given;
  // The number of a tap says nothing about a slot that was not asked for.
  const isNumber = !isAsked && ordinalOf(saidIn(turn), turn.before.offered.length) !== undefined;
  const said = isNumber ? '' : saidIn(turn).slice(0, SAID_LENGTH_MAX);
  const accepted = accept(checked, { old, said, isAsked, now: turn.input.now });
  return accepted === undefined ? undefined : type.check(accepted);
}

/**
 * Frames as the flows of today read them: of a flow that is gone nothing stays; of a changed one every value
 * that still has a slot and passes its check.
 */
export function reconcile(
  state: DialogueState,
  flows: ReadonlyMap<string, Flow>,
): readonly Frame[] {
  const kept: Frame[] = [];
  let isParentGone = false;
  for (const frame of state.stack) {
    const flow = flows.get(frame.flow);
    if (flow === undefined || (frame.isService && isParentGone)) {
      isParentGone = true;
      continue;
    }
    isParentGone = false;
    kept.push(frame.version === flow.version ? frame : upgrade(frame, flow));
  }
  return kept;
}

function upgrade(frame: Frame, flow: Flow): Frame {
  const slots: Frame['slots'] = {};
  for (const { name, type } of flow.slots) {
    const value = frame.slots[name];
    const checked = value === undefined ? undefined : type.check(value);
    if (checked !== undefined) slots[name] = checked;
  }
  const names = new Set(flow.slots.map(({ name }) => name));
  return {
    ...frame,
    version: flow.version,
    slots,
    skipped: frame.skipped.filter((name) => names.has(name)),
    asked: frame.asked !== undefined && names.has(frame.asked) ? frame.asked : undefined,
    isConfirming: false,
    isConfirmed: false,
    retry: undefined,
  };
}

/** Everything asked anew; flags and counts that no customer fills stay. */
export function restartFrame(frame: Frame, flow: Flow): void {
  const isKept = (name: string): boolean =>
    flow.slots.some((spec) => spec.name === name && spec.type.name === internalType.name);
  for (const name of Object.keys(frame.slots)) if (!isKept(name)) delete frame.slots[name];
  frame.skipped = [];
  touch(frame);
}

/** A value changed: the read-back counts no more, and a completion that failed may be tried again. */
export function touch(frame: Frame): void {
  frame.isConfirmed = false;
  frame.isConfirming = false;
  frame.retry = undefined;
  frame.wrong = 0;
}

/** Fills a slot, whoever produced the value. Returns false when it is no valid value of this slot. */
export function fillSlot(turn: Turn, frame: Frame, filling: Filling): boolean {
  const { spec } = filling;
  if (spec.type.check(filling.value) === undefined) return false;
  const value = acceptedValue(turn, spec, {
    value: filling.value,
    old: frame.slots[spec.name],
    isAsked: frame.asked === spec.name,
  });
  // Said about something else: nobody else is to take it either.
  if (value === undefined) return true;
  const problem = spec.validate?.(value, frame.slots, contextOf(turn));
  if (problem !== undefined) {
    note(turn, problem.text);
    return true;
  }
  const old = frame.slots[spec.name];
  if (old !== undefined && old !== null && old !== value) {
    if (spec.label !== '') note(turn, correctionText(spec, value));
    correctBelow(turn, spec.name, { old, value });
  }
  turn.hasTakenValue ||= old === undefined;
  frame.slots[spec.name] = value;
  frame.skipped = frame.skipped.filter((name) => name !== spec.name);
  if (spec.keepsConfirmed !== true) touch(frame);
  return true;
}

interface Filling {
  readonly spec: SlotSpec;
  readonly value: Json;
}

function correctionText({ label, type }: SlotSpec, value: Json): string {
  return type.show === undefined
    ? copy.dialogue.correctedSilently(label)
    : copy.dialogue.corrected(label, type.show(value));
}

/** The same slip may stand in a flow that waits below. */
function correctBelow(
  turn: Turn,
  name: string,
  { old, value }: { readonly old: Json; readonly value: Json },
): void {
  for (const frame of turn.stack) if (frame.slots[name] === old) frame.slots[name] = value;
}

/** What a slot may be chosen from: the completion's choices while it is asked, else its own. */
export function optionsOf(spec: SlotSpec, frame: Frame, context: FlowContext): readonly Option[] {
  if (frame.asked === spec.name && frame.options.length > 0) return frame.options;
  return spec.options?.(frame.slots, context) ?? [];
}
