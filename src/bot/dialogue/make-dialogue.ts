import type { CaseNumbers } from '../../domain/case-numbers.ts';
import type { Command } from '../../flows/command.ts';
import { copy } from '../../flows/copy/zh-cn.ts';
import type { Flow, FlowReads } from '../../flows/flow.ts';
import type { Json } from '../../lib/json.ts';
import type { DialogueView, Understander, Understanding } from '../understanding/understanding.ts';
import { advance, beginFlow } from './advance.ts';
import { answer, type DialogueAnswer, slotNamed } from './answer.ts';
import { applyCommand } from './apply-command.ts';
import { askedInComplaint, cleanCommands, firstWishOnTop } from './clean-commands.ts';
import { optionsOf, reconcile } from './frame.ts';
import { offerToUpset } from './handoff.ts';
import { handoffEndIn, hearHandoffEnd } from './handoff-ended.ts';
import { hearComplaint } from './hear-complaint.ts';
import { hearSurvey } from './hear-survey.ts';
import { keepStory } from './keep-story.ts';
import { dropUnanswered, refusedPassing } from './passing.ts';
import { parseState } from './state.ts';
import { takeFiles, takeLocation } from './take-files.ts';
import {
  contextOf,
  type DialogueInput,
  handoffOffer,
  menuOffers,
  note,
  saidIn,
  say,
  startOffer,
  type Turn,
  topOf,
} from './turn.ts';
import { welcomeBack } from './welcome-back.ts';

export interface DialogueDeps {
  readonly flows: readonly Flow[];
  readonly understander: Understander;
  readonly reads: FlowReads;
  readonly numbers: CaseNumbers;
}

export interface Dialogue {
  /** Answers the messages of one turn, taken together. Pure but for the read-only ports. */
  step(input: DialogueInput): Promise<DialogueAnswer>;
}

const PROOF_FLOW = 'identify';
const PROVED_LEVEL = 2;
/** How long a value is kept that nobody has asked for, in milliseconds. */
const HEARD_MS = 30 * 60_000;

/** The engine that runs the flows (design.md "The dialogue engine"). */
export function makeDialogue(deps: DialogueDeps): Dialogue {
  const flows = new Map(deps.flows.map((flow) => [flow.id, flow]));
  return {
    step: (input) => step(deps, openTurn(deps, flows, input)),
  };
}

async function step({ understander }: DialogueDeps, turn: Turn): Promise<DialogueAnswer> {
  const { utterances } = turn.input;
  const spoken = utterances.filter(({ kind }) => kind !== 'joined' && kind !== 'handoff_ended');
  const end = handoffEndIn(utterances);
  if (end !== undefined) await hearHandoffEnd(turn, end, spoken.length > 0);
  if (spoken.length === 0) {
    if (end === undefined) greet(turn);
    return answer(turn);
  }
  const hasWords = spoken.some(({ text, value }) => Boolean(text?.trim() || value?.trim()));
  const understand = async (): Promise<Understanding | undefined> =>
    hasWords ? understander.understand(spoken, viewOf(turn)) : undefined;
  let understood = await understand();
  if (dropUnanswered(turn, understood)) understood = await understand();
  understood = await hearComplaint(turn, understood);
  understood = await hearSurvey(turn, understood);
  countUpset(turn, understood);
  welcomeBack(turn);
  takeFiles(
    turn,
    spoken.flatMap(({ attachments }) => attachments),
  );
  takeLocation(turn, spoken);
  await carryOut(turn, understood);
  await offerToUpset(turn);
  return answer(turn, understood);
}

/** Files and taps say nothing about how somebody feels. */
function countUpset(turn: Turn, understood: Understanding | undefined): void {
  if (understood === undefined || understood.by === 'button') return;
  const isUpset = understood.isUpset || copy.words.swears.test(saidIn(turn));
  turn.upset = isUpset ? turn.upset + 1 : 0;
}

function openTurn(
  deps: DialogueDeps,
  flows: ReadonlyMap<string, Flow>,
  input: DialogueInput,
): Turn {
  const before = parseState(input.state);
  const heardAt = before.heardAt === undefined ? undefined : new Date(before.heardAt);
  const isFresh = heardAt !== undefined && input.now.getTime() - heardAt.getTime() < HEARD_MS;
  return {
    input,
    flows,
    reads: deps.reads,
    numbers: deps.numbers,
    before,
    stack: [...reconcile(before, flows)],
    heard: isFresh ? { ...before.heard } : {},
    heardAt: isFresh ? before.heardAt : undefined,
    last: before.last,
    files: before.files,
    unclear: undefined,
    misses: before.misses,
    upset: before.upset,
    subject: input.identity.subject,
    level: input.identity.level,
    notes: [],
    replies: [],
    writes: [],
    audit: [],
    isHeld: false,
    isHandedOff: false,
    isUpset: false,
    hasTakenValue: false,
    isSafetySaid: false,
    hasFinished: false,
  };
}

function greet(turn: Turn): void {
  const { labels, dialogue } = copy;
  say(turn, {
    text: dialogue.greeting(turn.input.brand),
    offers: [
      startOffer('claim_report', labels.report),
      startOffer('claim_status', labels.claimStatus),
      startOffer('roadside_assistance', labels.roadside),
      handoffOffer(),
    ],
  });
}

function viewOf(turn: Turn): DialogueView {
  const frame = topOf(turn);
  const flow = frame === undefined ? undefined : turn.flows.get(frame.flow);
  const { before, flows } = turn;
  const isYesNoAsked =
    before.yes.length > 0 || before.no.length > 0 || frame?.isConfirming === true;
  const base = { now: turn.input.now, flows, offered: before.offered, isYesNoAsked };
  if (frame === undefined || flow === undefined) return base;
  const context = contextOf(turn);
  const options = Object.fromEntries(
    flow.slots.map((spec) => [spec.name, optionsOf(spec, frame, context)]),
  );
  const active = { flow, slots: frame.slots, options };
  return {
    ...base,
    active: frame.asked === undefined ? active : { ...active, asked: frame.asked },
  };
}

async function carryOut(turn: Turn, understood: Understanding | undefined): Promise<void> {
  turn.isUpset = understood?.isUpset === true;
  const commands = askedInComplaint(keepStory(turn, cleanCommands(understood?.commands ?? [])));
  if (refusedPassing(turn, commands)) return;
  sayEmpathy(turn, commands);
  for (const command of firstWishOnTop(commands)) {
    if (turn.isHandedOff) break;
    await applyCommand(turn, command);
  }
  if (commands.every((command) => command.do !== 'unknown')) turn.misses = 0;
  if (turn.isHandedOff) return;
  if (!turn.isHeld) await advance(turn);
  if (turn.replies.length === 0 && holdsProof(turn)) await proveAtOnce(turn);
  if (turn.replies.length === 0) closeQuietly(turn);
}

/** Everything that proves who it is, told before anything was asked. */
function holdsProof({ stack, heard }: Turn): boolean {
  const isHeard = (name: string): boolean => (heard[name] ?? undefined) !== undefined;
  return stack.length === 0 && ['plate', 'phone', 'id_last4'].every(isHeard);
}

/** Proof is not kept without a use (design.md 4), so it is used now, and nobody has to give it again. */
async function proveAtOnce(turn: Turn): Promise<void> {
  if (!turn.flows.has(PROOF_FLOW)) return;
  await beginFlow(turn, PROOF_FLOW, { need: PROVED_LEVEL });
  if (!turn.isHeld) await advance(turn);
}

/** One sentence of empathy before an answer; a flow that has its own says it when it is begun, and only then. */
function sayEmpathy(turn: Turn, commands: readonly Command[]): void {
  const begun = commands.flatMap((command) => (command.do === 'startFlow' ? command.flow : []))[0];
  const flow = turn.flows.get(begun ?? topOf(turn)?.flow ?? '');
  if (begun !== undefined && flow?.intro !== undefined) return;
  const own = flow?.empathy;
  const isServed = begun !== undefined || commands.some((command) => command.do === 'setSlot');
  if (own === undefined && turn.isUpset && isServed) note(turn, copy.dialogue.empathy);
  const isToSay = own !== undefined && own !== '';
  if (isToSay && begun !== undefined && topOf(turn)?.flow !== begun) note(turn, own);
}

/** Something was said or sent that no flow answers: acknowledged, with what we can do. */
function closeQuietly(turn: Turn): void {
  const [name, value] = Object.entries(turn.heard).at(-1) ?? [];
  if (name !== undefined && value !== undefined && turn.notes.length === 0) {
    acknowledgeHeard(turn, name, value);
    return;
  }
  const text = turn.notes.length > 0 ? turn.notes.pop() : undefined;
  say(turn, { text: text ?? copy.dialogue.capabilities, offers: menuOffers() });
}

function acknowledgeHeard(turn: Turn, name: string, value: Json): void {
  const spec = slotNamed(turn, name);
  const label = spec?.label ?? '';
  const shown = spec?.type.show?.(value);
  say(turn, {
    text:
      shown === undefined ? copy.dialogue.heardSilently(label) : copy.dialogue.heard(label, shown),
    offers: menuOffers(),
    yes: [{ do: 'startFlow', flow: 'claim_status' }],
    no: [{ do: 'social', kind: 'fine' }],
  });
}
