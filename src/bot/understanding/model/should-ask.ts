import { findSpans } from '../../../domain/entities/find-spans.ts';
import { blankOut, foldText } from '../../../domain/entities/fold.ts';
import type { Command } from '../../../flows/command.ts';
import { clausesOf, readable } from '../hygiene.ts';
import type { DialogueView, Understanding, Utterance } from '../understanding.ts';

/** Below this the embedded understander asks back or gives up, 0 to 1. */
const ACCEPT_MIN = 0.6;
/** A long story is taken as understood only from here on. */
const STORY_ACCEPT_MIN = 0.9;
/** More than these is a story. */
const CLAUSES_MAX = 2;
const LENGTH_MAX = 60;
/** Shorter words say nothing that a model would know more about. */
const LENGTH_MIN = 4;
/** Letters beside the values that were heard: more are a sentence. */
const UNHEARD_MAX = 8;
/** What is longer is mostly not about what is wanted; nobody waits for it. */
const SENT_LENGTH_MAX = 800;

/** What rules know for certain and what must not wait: danger, a person, a warning, steering, yes and no. */
const CERTAIN: ReadonlySet<Command['do']> = new Set([
  'safety',
  'handoff',
  'warn',
  'cancel',
  'restart',
  'resume',
  'repeat',
  'skip',
  'affirm',
  'deny',
]);

/** What was typed in this turn, one line a message. */
export function typedIn(utterances: readonly Utterance[]): string {
  return utterances
    .flatMap(({ kind, text }) => (kind === 'text' && text !== undefined ? [text.trim()] : []))
    .join('\n')
    .slice(0, SENT_LENGTH_MAX);
}

/** True when a model may know better than the embedded understander, and waiting for it harms nobody. */
export function shouldAsk(
  embedded: Understanding,
  utterances: readonly Utterance[],
  view: DialogueView,
): boolean {
  const typed = typedIn(utterances);
  if (embedded.by === 'button' || [...typed].length < LENGTH_MIN) return false;
  if (embedded.commands.some(isCertain) || isAnswer(embedded, view)) return false;
  if (isUnsure(embedded) || isHalfHeard(embedded, typed, view)) return true;
  return isStory(typed) && embedded.confidence < STORY_ACCEPT_MIN;
}

function isCertain(command: Command): boolean {
  if (command.do === 'startFlow') return command.flow === 'opt_out';
  if (command.do === 'notYet') return command.intent === 'opt_out';
  return CERTAIN.has(command.do);
}

/** The question just asked was answered, or its answer is nobody else's business or a story by itself. */
function isAnswer({ commands }: Understanding, { active }: DialogueView): boolean {
  const asked = active?.flow.slots.find(({ name }) => name === active.asked);
  if (asked === undefined) return false;
  if (asked.sensitive === true || asked.type.isFreeText === true) return true;
  return commands.some(
    (command) => command.do === 'setSlot' && [asked.name, asked.type.entity].includes(command.slot),
  );
}

function isUnsure({ commands, confidence }: Understanding): boolean {
  if (commands.some(({ do: kind }) => kind === 'unknown' || kind === 'clarify')) return true;
  return commands.length === 0 || confidence < ACCEPT_MIN;
}

/** A plate was heard and a whole sentence beside it was not, while nothing was being asked. */
function isHalfHeard({ commands }: Understanding, typed: string, view: DialogueView): boolean {
  if (view.active !== undefined || commands.some(({ do: kind }) => kind !== 'setSlot'))
    return false;
  const rest = blankOut(foldText(typed), findSpans(typed, { now: view.now }));
  return (rest.match(/\p{L}/gu) ?? []).length > UNHEARD_MAX;
}

function isStory(typed: string): boolean {
  return [...typed].length > LENGTH_MAX || clausesOf(readable(typed)).length > CLAUSES_MAX;
}
