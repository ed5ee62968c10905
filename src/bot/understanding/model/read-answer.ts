import { z } from 'zod';
import type { ModelAnswer, Verdict } from '../../../domain/consult-model.ts';
import { inspectAnswer } from '../../../domain/privacy/inspect-answer.ts';
import type { Vault } from '../../../domain/privacy/vault.ts';
import type { Command } from '../../../flows/command.ts';
import type { DialogueView } from '../understanding.ts';
import { SIMPLE_COMMANDS, TOOL_NAME } from './build-request.ts';
import { describeFlows } from './describe-flows.ts';
import { slotsForModel, valueFor } from './slots-for-model.ts';

/** Nobody wants more than this in one breath. */
const COMMANDS_MAX = 12;
const FLOWS_MAX = 2;

/** The closed set: a model that answers anything else was not understood, and nothing of it counts. */
const answerSchema = z.object({
  commands: z
    .array(
      z.discriminatedUnion('do', [
        z.object({ do: z.literal('startFlow'), flow: z.string() }),
        z.object({ do: z.literal('setSlot'), slot: z.string(), value: z.string() }),
        z.object({ do: z.enum(SIMPLE_COMMANDS) }),
      ]),
    )
    .max(COMMANDS_MAX),
});

type SaidCommand = z.infer<typeof answerSchema>['commands'][number];

/** Their completion reads and writes nothing. Every other flow reads back or asks before it has an effect. */
const READS_ONLY: ReadonlySet<string> = new Set([
  'claim_status',
  'claim_documents',
  'complaint_status',
  'policy_query',
  'knowledge',
]);

export interface ReadingContext {
  readonly view: DialogueView;
  readonly vault: Vault;
  /** What the customer typed, as it was typed. */
  readonly said: string;
}

/** The commands that a model's answer comes to after every check that any other input passes, and its own. */
export function readAnswer(
  { call }: ModelAnswer,
  context: ReadingContext,
): Verdict<readonly Command[]> {
  if (call?.name !== TOOL_NAME) return { kind: 'malformed', reason: 'wrong_tool' };
  const json = parseJson(call.arguments);
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) return { kind: 'malformed', reason: 'wrong_form' };
  const { vault, said, view } = context;
  const shown = Object.values(view.active?.options ?? {}).flatMap((options) =>
    options.map(({ label }) => label),
  );
  for (const text of textsIn(json)) {
    const reason = inspectAnswer(text, { vault, known: [said, ...shown] });
    if (reason !== undefined) return { kind: 'rejected', reason };
  }
  const value = parsed.data.commands.flatMap((command) => toCommand(command, context));
  return value.length === 0
    ? { kind: 'rejected', reason: 'nothing_usable' }
    : { kind: 'used', value: withoutSurplus(value) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every text anywhere in the answer, keys and fields that we do not read included. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [key, ...textsIn(one)]);
}

function toCommand(command: SaidCommand, context: ReadingContext): readonly Command[] {
  const { view } = context;
  switch (command.do) {
    case 'startFlow':
      return startOf(command.flow, view);
    case 'setSlot':
      return valueGiven(command, context);
    case 'affirm':
      // A read-back and a consent are answered by the customer, in words that rules know.
      return [];
    case 'handoff':
      return [{ do: 'handoff', reason: 'asked' }];
    case 'deny':
    case 'skip':
      return view.active === undefined ? [] : [{ do: command.do }];
    case 'cancel':
      return view.active === undefined ? [] : [{ do: 'cancel' }];
    case 'repeat':
    case 'outOfScope':
      return [{ do: command.do }];
  }
}

/** One that has an effect without reading back is asked about first: a guess must not unsubscribe anybody. */
function startOf(id: string, { flows, active }: DialogueView): readonly Command[] {
  const isKnown = describeFlows(flows).some((flow) => flow.id === id);
  if (!isKnown || active?.flow.id === id) return [];
  const flow = flows.get(id);
  if (flow === undefined) return [{ do: 'notYet', intent: id }];
  const isHarmless = READS_ONLY.has(id) || flow.confirm !== undefined;
  return [isHarmless ? { do: 'startFlow', flow: id } : { do: 'clarify', intents: [id] }];
}

function valueGiven(
  { slot, value }: Extract<SaidCommand, { do: 'setSlot' }>,
  { view, vault, said }: ReadingContext,
): readonly Command[] {
  const spec = slotsForModel(view).find(({ name }) => name === slot);
  const words = vault.restore(value);
  if (spec === undefined || view.active === undefined || words === undefined) return [];
  const read = valueFor(spec, words, { said, active: view.active, now: view.now });
  return read === undefined ? [] : [{ do: 'setSlot', slot, value: read }];
}

/** A call for a person ends the turn, and giving up stands alone. */
function withoutSurplus(commands: readonly Command[]): readonly Command[] {
  const alone = commands.find(({ do: kind }) => kind === 'handoff' || kind === 'outOfScope');
  const starts = commands.filter(({ do: kind }) => kind === 'startFlow' || kind === 'notYet');
  const asksBack = commands.filter(({ do: kind }) => kind === 'clarify');
  const wishes = starts.length > 0 ? starts.slice(0, FLOWS_MAX) : asksBack.slice(0, 1);
  if (alone?.do === 'handoff') return [alone];
  if (alone !== undefined && wishes.length === 0) return [alone];
  const others = commands.filter(
    (command) => ![...starts, ...asksBack].includes(command) && command.do !== 'outOfScope',
  );
  return [...wishes, ...others];
}
