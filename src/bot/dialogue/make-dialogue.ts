import type { Command, Offer } from '../../flows/command.ts';
import { copy } from '../../flows/copy/zh-cn.ts';
import type { Flow, FlowReads } from '../../flows/flow.ts';
import type { Json } from '../../lib/json.ts';
import type {
  DialogueView,
  SentFile,
  Understander,
  Understanding,
} from '../understanding/understanding.ts';
import { advance } from './advance.ts';
import { answer, type DialogueAnswer, slotNamed } from './answer.ts';
import { applyCommand } from './apply-command.ts';
import { cleanCommands } from './clean-commands.ts';
import { optionsOf, reconcile } from './frame.ts';
import { parseState } from './state.ts';
import {
  contextOf,
  type DialogueInput,
  handoffOffer,
  menuOffers,
  note,
  say,
  startOffer,
  type Turn,
  topOf,
} from './turn.ts';

export interface DialogueDeps {
  readonly flows: readonly Flow[];
  readonly understander: Understander;
  readonly reads: FlowReads;
}

export interface Dialogue {
  /** Answers the messages of one turn, taken together. Pure but for the read-only ports. */
  step(input: DialogueInput): Promise<DialogueAnswer>;
}

/** How long a value is kept that nobody has asked for, in milliseconds. */
const HEARD_MS = 30 * 60_000;

/** The engine that runs the flows (design.md "The dialogue engine"). */
export function makeDialogue(deps: DialogueDeps): Dialogue {
  const flows = new Map(deps.flows.map((flow) => [flow.id, flow]));
  return {
    async step(input) {
      const turn = openTurn(deps, flows, input);
      const spoken = input.utterances.filter(({ kind }) => kind !== 'joined');
      if (spoken.length === 0) {
        greet(turn);
        return answer(turn, []);
      }
      const files = spoken.flatMap(({ attachments }) => attachments);
      const hasWords = spoken.some(({ text, value }) => Boolean(text?.trim() || value?.trim()));
      const understood = hasWords
        ? await deps.understander.understand(spoken, viewOf(turn))
        : undefined;
      takeFiles(turn, files);
      await carryOut(turn, understood);
      return answer(turn, files, understood);
    },
  };
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
    before,
    stack: [...reconcile(before, flows)],
    heard: isFresh ? { ...before.heard } : {},
    heardAt: isFresh ? before.heardAt : undefined,
    last: before.last,
    misses: before.misses,
    subject: input.identity.subject,
    level: input.identity.level,
    notes: [],
    replies: [],
    writes: [],
    audit: [],
    isHeld: false,
    isHandedOff: false,
    hasFinished: false,
  };
}

function greet(turn: Turn): void {
  const { labels, dialogue } = copy;
  const report: Offer = {
    label: labels.report,
    commands: [
      turn.flows.has('claim_report')
        ? { do: 'startFlow', flow: 'claim_report' }
        : { do: 'notYet', intent: 'claim_report' },
    ],
  };
  say(turn, {
    text: dialogue.greeting(turn.input.brand),
    offers: [startOffer('claim_status', labels.claimStatus), report, handoffOffer()],
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

/** Files are kept and acknowledged whatever was asked; no flow takes them yet. */
function takeFiles(turn: Turn, files: readonly SentFile[]): void {
  const isVoice = ({ contentType }: SentFile): boolean => contentType.startsWith('audio/');
  if (files.some(isVoice)) note(turn, copy.dialogue.voice);
  const kept = files.filter((file) => !isVoice(file));
  if (kept.length === 0) return;
  const arePhotos = kept.every(({ contentType }) => contentType.startsWith('image/'));
  note(turn, copy.dialogue.files(kept.length, arePhotos ? 'photo' : 'file'));
  if (topOf(turn) !== undefined) note(turn, copy.dialogue.filesUnneeded);
}

async function carryOut(turn: Turn, understood: Understanding | undefined): Promise<void> {
  const commands = cleanCommands(understood?.commands ?? []);
  if (understood?.isUpset === true && commands.some(isServed)) note(turn, copy.dialogue.empathy);
  for (const command of commands) {
    if (turn.isHandedOff) break;
    await applyCommand(turn, command);
  }
  if (commands.every((command) => command.do !== 'unknown')) turn.misses = 0;
  if (turn.isHandedOff) return;
  if (!turn.isHeld) await advance(turn);
  if (turn.replies.length === 0) closeQuietly(turn);
}

function isServed(command: Command): boolean {
  return command.do === 'startFlow' || command.do === 'setSlot';
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
