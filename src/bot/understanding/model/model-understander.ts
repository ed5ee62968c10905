import { type ConsultDeps, consultModel } from '../../../domain/consult-model.ts';
import { makeVault } from '../../../domain/privacy/vault.ts';
import type { Command } from '../../../flows/command.ts';
import type { DialogueView, Understander, Understanding, Utterance } from '../understanding.ts';
import { buildRequest } from './build-request.ts';
import { readAnswer } from './read-answer.ts';
import { shouldAsk, typedIn } from './should-ask.ts';

export interface ModelUnderstanderDeps extends ConsultDeps {
  /** Understands without any model; what it says stands whenever the model has nothing better. */
  readonly embedded: Understander;
}

/** A model gives no probability of its own: better than asking back, no better than a rule. */
const CONFIDENCE = 0.75;

/** The embedded understander, with a language model for what it is not sure of. */
export function makeModelUnderstander(deps: ModelUnderstanderDeps): Understander {
  return {
    understand: async (utterances, view) => {
      const embedded = await deps.embedded.understand(utterances, view);
      if (!shouldAsk(embedded, utterances, view)) return embedded;
      const commands = await askModel(deps, utterances, view);
      return commands === undefined ? embedded : merge(embedded, commands, view);
    },
  };
}

async function askModel(
  deps: ConsultDeps,
  utterances: readonly Utterance[],
  view: DialogueView,
): Promise<readonly Command[] | undefined> {
  const said = typedIn(utterances);
  const vault = makeVault();
  const hidden = vault.hide(said);
  // Nothing but somebody's health: that is not sent, and the embedded understanding stands.
  if (hidden === undefined) return undefined;
  return consultModel(deps, {
    purpose: 'understand',
    request: buildRequest(hidden, { view, vault }),
    judge: (answer) => readAnswer(answer, { view, vault, said }),
  });
}

const WISHES: ReadonlySet<Command['do']> = new Set(['startFlow', 'notYet', 'clarify', 'handoff']);
const VALUES: ReadonlySet<Command['do']> = new Set(['setSlot', 'clearSlot']);

/** The model's wishes in place of a guess; values that were read from the words stay as they were read. */
function merge(
  embedded: Understanding,
  said: readonly Command[],
  view: DialogueView,
): Understanding {
  const isGuess = embedded.commands.some(({ do: kind }) => kind === 'startFlow');
  if (isGuess && !said.some(({ do: kind }) => WISHES.has(kind))) return embedded;
  const kept = embedded.commands.filter(({ do: kind }) => VALUES.has(kind));
  const added = said.filter(
    (command) =>
      command.do !== 'setSlot' ||
      !kept.some((one) => one.do === 'setSlot' && one.slot === command.slot),
  );
  const commands = [...added, ...kept];
  return {
    ...embedded,
    commands,
    intent: intentOf(commands, view),
    confidence: CONFIDENCE,
    by: 'model',
  };
}

/** The one intent that stands for the message in records and reports. */
function intentOf(commands: readonly Command[], { active }: DialogueView): string {
  for (const command of commands) {
    switch (command.do) {
      case 'startFlow':
        return command.flow;
      case 'notYet':
        return command.intent;
      case 'clarify':
        return command.intents[0] ?? 'none';
      case 'handoff':
      case 'cancel':
      case 'deny':
        return command.do;
      case 'outOfScope':
        return 'none';
      case 'setSlot':
        return active?.flow.id ?? 'none';
      default:
        break;
    }
  }
  return 'none';
}
