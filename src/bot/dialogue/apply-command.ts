import type { Command, Danger } from '../../flows/command.ts';
import { copy } from '../../flows/copy/zh-cn.ts';
import type { Slots } from '../../flows/flow.ts';
import type { Json } from '../../lib/json.ts';
import { beginFlow, popWithDependents } from './advance.ts';
import { askToResume } from './ask-to-resume.ts';
import { restartFrame } from './frame.ts';
import { isInQueue, requestHandoff, tellQueue, withdrawHandoff } from './handoff.ts';
import { misunderstood, swornAt } from './misunderstood.ts';
import {
  clearSlot,
  collectingSlot,
  denyAnswer,
  raisedBy,
  raisedByOpening,
  reopen,
  setSlot,
  skipSlot,
} from './slot-commands.ts';
import {
  contextOf,
  handoffOffer,
  menuOffers,
  note,
  saidIn,
  say,
  startOffer,
  type Turn,
  topOf,
} from './turn.ts';

/** Characters kept of what we asked back about. */
const UNCLEAR_LENGTH_MAX = 500;
/** The flow that takes an accident report. */
const REPORT_FLOW = 'claim_report';

/** Carries out one command on the turn. */
export async function applyCommand(turn: Turn, command: Command): Promise<void> {
  switch (command.do) {
    case 'safety':
      return keepSafe(turn, command.danger);
    case 'handoff':
      return requestHandoff(turn, command.reason);
    case 'tellQueue':
      return tellQueue(turn);
    case 'withdrawHandoff':
      return withdrawHandoff(turn);
    case 'warn':
      return note(turn, copy.warningText(command.secret));
    case 'cancel':
      return cancel(turn);
    case 'restart':
      return restart(turn);
    case 'resume':
      return resume(turn);
    case 'startFlow':
      return startFlow(turn, command.flow, command.slots ?? {});
    case 'notYet':
      return say(turn, {
        text: copy.notYetText(command.intent, turn.input.brand),
        offers: [handoffOffer(), startOffer('claim_status', copy.labels.claimStatus)],
      });
    case 'clarify':
      return clarify(turn, command.intents);
    case 'clearSlot':
      return clearSlot(turn, command.slot);
    case 'setSlot':
      return fill(turn, command.slot, command.value);
    case 'affirm':
      return affirm(turn);
    case 'deny':
      return deny(turn);
    case 'skip':
      return skipSlot(turn);
    case 'repeat':
      return repeat(turn);
    case 'social':
      return note(turn, copy.socialText(command.kind, turn.input.brand));
    case 'outOfScope':
      return outOfScope(turn);
    case 'unknown':
      return isFinished(turn) ? skipSlot(turn) : misunderstood(turn);
  }
}

/** Fills a slot, and carries out at once what the new value means beyond its flow. */
async function fill(turn: Turn, slot: string, value: Json): Promise<void> {
  const raised = raisedBy(turn, slot, value);
  setSlot(turn, slot, value);
  if (raised !== undefined) await applyCommand(turn, raised);
}

/** Safety and a person at once; the report goes on beside it, and is never held up by it. */
async function keepSafe(turn: Turn, danger: Danger): Promise<void> {
  const text = copy.safetyText(danger, turn.input.brand);
  turn.isSafetySaid = true;
  if (danger === 'past_injury') {
    note(turn, text);
    return;
  }
  say(turn, { text });
  turn.writes.push({
    kind: 'requestHandoff',
    conversationId: turn.input.conversationId,
    reason: danger === 'self_harm' ? 'self_harm' : 'injury',
  });
  if (danger === 'self_harm' || !turn.flows.has(REPORT_FLOW)) {
    turn.isHandedOff = true;
    return;
  }
  await startFlow(turn, REPORT_FLOW, danger === 'injury' ? { injury: true } : {});
}

async function cancel(turn: Turn): Promise<void> {
  if (asksBeforeCancel(turn)) return;
  const cancelled = popWithDependents(turn);
  if (cancelled === undefined) {
    // `算了` from somebody who only waits for a person.
    if (await isInQueue(turn)) return withdrawHandoff(turn);
    note(turn, copy.dialogue.nothingToCancel);
    return;
  }
  turn.hasFinished = true;
  note(turn, copy.dialogue.cancelled(turn.flows.get(cancelled.flow)?.title ?? ''));
  // After a cancel the customer decides about the rest; after a completion we simply go on.
  askToResume(turn);
}

/** What was told may be worth keeping: then the flow asks first. */
function asksBeforeCancel(turn: Turn): boolean {
  const frame = topOf(turn);
  const flow = frame === undefined ? undefined : turn.flows.get(frame.flow);
  const question = frame && flow?.beforeCancel?.(frame.slots, contextOf(turn));
  if (frame === undefined || question === undefined) return false;
  Object.assign(frame.slots, question.set);
  frame.asked = undefined;
  frame.isConfirming = true;
  say(turn, question.prompt);
  turn.isHeld = true;
  return true;
}

function restart(turn: Turn): void {
  const top = topOf(turn);
  const flow = top === undefined ? undefined : turn.flows.get(top.flow);
  if (top === undefined || flow === undefined) return;
  restartFrame(top, flow);
  note(turn, copy.dialogue.restarted);
}

function resume(turn: Turn): void {
  const frame = turn.stack.findLast(({ isService }) => !isService);
  const flow = turn.flows.get(frame?.flow ?? '');
  note(
    turn,
    flow === undefined ? copy.dialogue.nothingToResume : copy.dialogue.resumed(flow.title),
  );
}

function outOfScope(turn: Turn): void {
  const text = copy.dialogue.outOfScope(turn.input.brand);
  const isCursing = copy.words.swears.test(saidIn(turn));
  say(turn, isCursing ? swornAt() : { text, offers: menuOffers() });
}

/** 发完了, 就这些: no more files will follow. */
function isFinished(turn: Turn): boolean {
  const said = turn.input.utterances
    .map(({ text }) => text ?? '')
    .join('')
    .trim();
  return collectingSlot(turn) !== undefined && copy.words.finished.test(said);
}

/** A flow that is under way already comes to the top instead of being begun twice. */
async function startFlow(turn: Turn, id: string, slots: Slots): Promise<void> {
  if (!turn.flows.has(id)) return;
  turn.isHeld = false;
  const at = turn.stack.findLastIndex((frame) => frame.flow === id);
  const frame = turn.stack[at];
  if (frame === undefined) {
    await beginFlow(turn, id, slots);
    const raised = turn.isSafetySaid ? [] : raisedByOpening(turn, slots);
    for (const command of raised) await applyCommand(turn, command);
    return;
  }
  const isJustServed = turn.stack.slice(at + 1).every(({ isService }) => isService);
  if (!isJustServed) {
    let end = at + 1;
    while (turn.stack[end]?.isService === true) end++;
    turn.stack.push(...turn.stack.splice(at, end - at));
  }
  for (const [name, value] of Object.entries(slots)) {
    if (value !== undefined) setSlot(turn, name, value);
  }
  reopen(turn, frame);
}

function clarify(turn: Turn, intents: readonly string[]): void {
  const said = turn.input.utterances.map(({ text }) => text ?? '').join('，');
  turn.unclear = said.slice(0, UNCLEAR_LENGTH_MAX);
  const offers = intents.map((intent) => ({
    label: copy.intentTitles[intent] ?? intent,
    commands: [
      turn.flows.has(intent)
        ? ({ do: 'startFlow', flow: intent } as const)
        : ({ do: 'notYet', intent } as const),
    ],
  }));
  say(turn, { text: copy.dialogue.clarify, offers: [...offers, handoffOffer()] });
  turn.isHeld = true;
}

async function affirm(turn: Turn): Promise<void> {
  if (collectingSlot(turn) !== undefined) return skipSlot(turn);
  const { yes } = turn.before;
  const top = topOf(turn);
  if (yes.length > 0) {
    for (const command of yes) await applyCommand(turn, command);
  } else if (top?.isConfirming === true) {
    top.isConfirmed = true;
    top.isConfirming = false;
  }
}

async function deny(turn: Turn): Promise<void> {
  if (collectingSlot(turn) !== undefined) return skipSlot(turn);
  const { no } = turn.before;
  if (no.length > 0) {
    for (const command of no) await applyCommand(turn, command);
    return;
  }
  // `没有` to a plain question says that there is none, not that something was wrong.
  const top = topOf(turn);
  const isNone = top?.asked !== undefined && copy.words.none.test(saidIn(turn).trim());
  if (isNone) skipSlot(turn);
  else denyAnswer(turn);
}

/** Asks or tells anew what may be told now, never a stored text: rights may have lapsed meanwhile. */
async function repeat(turn: Turn): Promise<void> {
  if (topOf(turn) !== undefined) return;
  const { last } = turn;
  if (last === undefined || !turn.flows.has(last.flow)) {
    return note(turn, copy.dialogue.nothingToRepeat);
  }
  await beginFlow(turn, last.flow, { ...last.slots });
}
