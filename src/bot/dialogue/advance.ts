import type { Offer } from '../../flows/command.ts';
import { copy } from '../../flows/copy/zh-cn.ts';
import type { Ask, Done, Flow, Outcome, Prompt, SlotSpec, Stop } from '../../flows/flow.ts';
import { askToResume } from './ask-to-resume.ts';
import { nextStep, openFrame, optionsOf } from './frame.ts';
import type { Frame } from './state.ts';
import { takeKeptFiles } from './take-files.ts';
import { contextOf, note, say, type Turn, topOf, yesNoPrompt } from './turn.ts';

/** Flows that end and begin within one turn; more would be a loop between flows. */
const STEPS_MAX = 20;

/** Runs the flow on top until it asks something, or until no flow is left. */
export async function advance(turn: Turn): Promise<void> {
  for (let i = 0; i < STEPS_MAX; i++) {
    const frame = topOf(turn);
    const flow = frame === undefined ? undefined : turn.flows.get(frame.flow);
    if (frame === undefined || flow === undefined) return;
    const isWaiting = await advanceOnce(turn, frame, flow);
    if (isWaiting || turn.isHeld) return;
  }
  throw new Error('flows call each other without asking anything');
}

/** True when the customer is to answer now. */
async function advanceOnce(turn: Turn, frame: Frame, flow: Flow): Promise<boolean> {
  if (isServedAlready(turn, frame)) {
    turn.stack.pop();
    return false;
  }
  const needed = flow.requires?.(frame.slots) ?? 0;
  if (turn.level < needed) {
    // What was told for another wish that waits for the same proof is not asked twice.
    const told = turn.stack.findLast(({ flow: id }) => id === 'identify')?.slots;
    await beginFlow(turn, 'identify', { ...told, ...frame.slots, need: needed }, true);
    return turn.isHeld;
  }
  const context = contextOf(turn);
  const prepared = await flow.prepare?.(frame.slots, context);
  if (prepared !== undefined) {
    setValues(frame, prepared.slots);
    turn.audit.push(...(prepared.audit ?? []));
  }
  const next = nextStep(flow, frame, context);
  if (flow.intro !== undefined && isJustBegun(turn, frame)) note(turn, flow.intro(frame.slots));
  switch (next.kind) {
    case 'ask': {
      const prompt = next.spec.ask?.(frame.slots, context);
      if (isGoingOn(turn, frame, next.spec)) note(turn, copy.dialogue.noted);
      if (prompt !== undefined) askSlot(turn, frame, { spec: next.spec, prompt });
      return true;
    }
    case 'retry':
      frame.asked = undefined;
      if (frame.retry !== undefined) say(turn, frame.retry);
      return true;
    case 'confirm':
      askToConfirm(turn, frame, flow);
      return true;
    case 'complete':
      return settle(turn, frame, await flow.complete(frame.slots, context));
  }
}

/** It is about to ask its first question, in the turn that began it. */
function isJustBegun({ input }: Turn, frame: Frame): boolean {
  const isFirst = frame.asked === undefined && !frame.isConfirming && !frame.isConfirmed;
  return isFirst && !frame.isService && frame.openedAt === input.now.toISOString();
}

/** The same question again, after something else was told: that is worth a word. */
function isGoingOn(turn: Turn, frame: Frame, { name }: SlotSpec): boolean {
  return turn.hasTakenValue && frame.asked === name && turn.notes.length === 0;
}

/** Two wishes asked for the same proof: given for one, it serves the other. */
function isServedAlready(turn: Turn, frame: Frame): boolean {
  const below = turn.stack[turn.stack.indexOf(frame) - 1];
  if (!frame.isService || below === undefined) return false;
  return turn.level >= (turn.flows.get(below.flow)?.requires?.(below.slots) ?? 0);
}

/** Opens a flow on top of the others, unless its guard says why not. */
export async function beginFlow(
  turn: Turn,
  id: string,
  slots: Frame['slots'],
  isService = false,
): Promise<void> {
  const flow = turn.flows.get(id);
  if (flow === undefined) throw new Error(`unknown flow ${id}`);
  const frame = openFrame(turn, flow, { slots, isService });
  takeKeptFiles(turn, flow, frame);
  const stop = await flow.guard?.(frame.slots, contextOf(turn));
  turn.stack.push(frame);
  if (stop !== undefined) turn.notes = turn.notes.filter((text) => text !== flow.empathy);
  if (stop !== undefined) settle(turn, frame, stop);
}

/** Carries out what a completion came to. True when the customer is to answer now. */
function settle(turn: Turn, frame: Frame, outcome: Outcome): boolean {
  turn.writes.push(...(outcome.writes ?? []));
  turn.audit.push(...(outcome.audit ?? []));
  for (const write of outcome.writes ?? []) {
    if (write.kind !== 'bindIdentity') continue;
    turn.subject = write.subject;
    turn.level = write.level;
  }
  switch (outcome.kind) {
    case 'done':
      finish(turn, frame, outcome);
      return false;
    case 'ask':
      askAgain(turn, frame, outcome);
      return true;
    case 'retry':
      Object.assign(frame.slots, outcome.set);
      frame.retry = outcome.prompt;
      frame.asked = undefined;
      say(turn, outcome.prompt);
      return true;
    case 'stop':
      stop(turn, outcome);
      return true;
  }
}

function finish(turn: Turn, frame: Frame, outcome: Done): void {
  turn.stack.pop();
  turn.hasFinished = true;
  for (const prompt of outcome.replies) say(turn, prompt);
  if (outcome.again !== undefined) turn.last = { flow: frame.flow, slots: outcome.again };
  const next = outcome.next === undefined ? undefined : turn.flows.get(outcome.next.flow);
  if (next !== undefined) {
    turn.stack.push(openFrame(turn, next, { slots: outcome.next?.slots ?? {}, isService: false }));
    return;
  }
  if (turn.flows.get(frame.flow)?.isPassing === true) {
    finishPassing(turn, outcome);
    return;
  }
  // A digression is over: the flow below goes on by itself, and says so.
  const below = turn.stack.findLast(({ isService }) => !isService);
  const flow = below === undefined ? undefined : turn.flows.get(below.flow);
  if (flow !== undefined && !frame.isService) turn.notes.push(copy.dialogue.resumed(flow.title));
}

/** What was asked beside ends without a word about the rest, which is offered unless something else was asked. */
function finishPassing(turn: Turn, { replies }: Done): void {
  turn.isHeld = true;
  if (replies.every(({ yes }) => yes === undefined)) askToResume(turn);
}

/** The flow ends, and with it those that needed it. What was under way before is offered. */
function stop(turn: Turn, outcome: Stop): void {
  for (const prompt of outcome.replies) say(turn, prompt);
  popWithDependents(turn);
  turn.hasFinished = true;
  turn.isHeld = true;
}

/** Takes the top flow off, and the one below when it cannot do without. */
export function popWithDependents(turn: Turn): Frame | undefined {
  let last: Frame | undefined;
  let needsMore = true;
  while (needsMore) {
    const frame = turn.stack.pop();
    if (frame === undefined) return last;
    last = frame;
    needsMore = frame.isService;
  }
  return last;
}

function askAgain(turn: Turn, frame: Frame, outcome: Ask): void {
  setValues(frame, outcome.set);
  const spec = turn.flows.get(frame.flow)?.slots.find(({ name }) => name === outcome.slot);
  if (spec === undefined) throw new Error(`flow ${frame.flow} asked for an unknown slot`);
  frame.options = outcome.options ?? [];
  askSlot(turn, frame, { spec, prompt: outcome.prompt, options: outcome.options });
}

/** Undefined empties a slot. */
function setValues(frame: Frame, values: Frame['slots'] = {}): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete frame.slots[name];
    else frame.slots[name] = value;
  }
}

interface Asking {
  readonly spec: SlotSpec;
  readonly prompt: Prompt;
  readonly options?: Ask['options'];
}

function askSlot(turn: Turn, frame: Frame, { spec, prompt, options }: Asking): void {
  if (frame.asked !== spec.name) frame.wrong = 0;
  frame.asked = spec.name;
  frame.isConfirming = false;
  frame.options = options ?? [];
  say(turn, { ...prompt, offers: offersFor(turn, frame, { spec, prompt }) });
}

/** The choices of a slot as taps, before the taps that its question brings along. */
export function offersFor(
  turn: Turn,
  frame: Frame,
  { spec, prompt }: { readonly spec: SlotSpec; readonly prompt: Prompt },
): readonly Offer[] {
  if (prompt.isListed === true) return prompt.offers ?? [];
  const choices = optionsOf(spec, frame, contextOf(turn)).map(({ label, value }) => ({
    label,
    commands: [{ do: 'setSlot', slot: spec.name, value } as const],
  }));
  return [...choices, ...(prompt.offers ?? [])];
}

function askToConfirm(turn: Turn, frame: Frame, flow: Flow): void {
  const prompt = confirmPrompt(turn, frame, flow);
  if (prompt === undefined) return;
  frame.asked = undefined;
  frame.isConfirming = true;
  say(turn, prompt);
}

/** The read-back with its taps. */
export function confirmPrompt(turn: Turn, frame: Frame, flow: Flow): Prompt | undefined {
  const prompt = flow.confirm?.(frame.slots, contextOf(turn));
  if (prompt === undefined) return undefined;
  const { labels } = copy;
  const closed = yesNoPrompt(prompt.text, {
    yes: [{ do: 'affirm' }],
    no: [{ do: 'deny' }],
    yesLabel: labels.yes,
    noLabel: labels.no,
  });
  const cancel: Offer = { label: labels.cancel, commands: [{ do: 'cancel' }] };
  return { ...prompt, offers: [...(closed.offers ?? []), cancel, ...(prompt.offers ?? [])] };
}
