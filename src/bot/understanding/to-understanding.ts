import type { Command, SocialKind } from '../../flows/command.ts';
import type { ScoredIntent } from './score-intents.ts';
import type { Understanding } from './understanding.ts';

/** Of what a rule says. */
const RULE_CONFIDENCE = 0.98;
/** A best guess that is hardly one is none. */
const GUESS_MIN = 0.15;
/**
 * A guess that was only asked back about stands in records as none of ours unless it is this much likelier than
 * that. Over four folds of the corpus 8 instead of 12 of 100 foreign matters stand as ours, at 3 of 100 wishes.
 */
const GUESS_LEAD = 2;
const ALTERNATIVES_MAX = 3;

interface Outcome {
  readonly commands: readonly Command[];
  readonly by: Understanding['by'];
  readonly scores: readonly ScoredIntent[];
  /** What was sure in parts of their own: a wish beside another is as sure as its own words. */
  readonly several?: readonly ScoredIntent[];
  readonly isUpset: boolean;
  /** The running flow. */
  readonly active?: string | undefined;
}

/** What the turn's words came to, with the one intent that stands for them in records and reports. */
export function toUnderstanding({ active, ...outcome }: Outcome): Understanding {
  const { commands, by, scores, several = [], isUpset } = outcome;
  const done = intentDone(commands);
  const guess = guessOf(scores);
  const isAnswer = commands.some(({ do: kind }) => kind === 'setSlot' || kind === 'clearSlot');
  const intent = done ?? (isAnswer ? active : undefined) ?? guess?.intent ?? 'none';
  const scored = Math.max(
    ...[...scores, ...several].map((score) => (score.intent === intent ? score.confidence : 0)),
    0,
  );
  const isRead = scores.length === 0 || (by !== 'embedded' && done !== undefined);
  const confidence = isRead ? RULE_CONFIDENCE : scored;
  return {
    commands,
    intent,
    confidence: by === 'button' ? (commands.length === 0 ? 0 : 1) : confidence,
    by,
    alternatives: by === 'button' ? [] : alternativesOf({ intent, confidence }, scores),
    isUpset,
  };
}

/** The likeliest of what nobody was sure of, when it is worth a name. */
function guessOf(scores: readonly ScoredIntent[]): ScoredIntent | undefined {
  const [best] = scores;
  if (best === undefined || best.confidence < GUESS_MIN) return undefined;
  const foreign = scores.find(({ intent }) => intent === 'none');
  const isDoubtful = foreign !== undefined && foreign.confidence * GUESS_LEAD > best.confidence;
  return isDoubtful ? foreign : best;
}

/** What is done with a complaint that there is stands under one name in records and reports. */
const OF_COMPLAINT: ReadonlySet<string> = new Set([
  'complaint_answer',
  'complaint_supplement',
  'complaint_withdraw',
  'complaint_review',
  'complaint_reopen',
  'complaint_rating',
]);

/** The intent of the first command that has one. */
function intentDone(commands: readonly Command[]): string | undefined {
  const wish = commands.find(({ do: kind }) => kind === 'startFlow' || kind === 'notYet');
  if (wish?.do === 'startFlow') return OF_COMPLAINT.has(wish.flow) ? 'complaint_status' : wish.flow;
  if (wish?.do === 'notYet') return wish.intent;
  for (const command of commands) {
    switch (command.do) {
      case 'handoff':
      case 'cancel':
      case 'affirm':
      case 'deny':
        return command.do;
      case 'restart':
      case 'withdrawHandoff':
        return 'cancel';
      case 'tellQueue':
        return 'handoff';
      case 'safety':
        if (command.danger !== 'self_harm' && command.danger !== 'past_injury')
          return 'claim_report';
        break;
      case 'outOfScope':
        return 'none';
      case 'social':
        return isIntent(command.kind) ? command.kind : 'none';
      default:
        break;
    }
  }
  return undefined;
}

function isIntent(kind: SocialKind): boolean {
  return kind === 'greeting' || kind === 'thanks' || kind === 'goodbye';
}

/** The three likeliest, what was taken first; what a rule is sure of leaves little to the others. */
function alternativesOf(
  taken: ScoredIntent,
  scores: readonly ScoredIntent[],
): readonly ScoredIntent[] {
  const others = scores.filter(({ intent }) => intent !== taken.intent);
  const rest = others.reduce((sum, { confidence }) => sum + confidence, 0) || 1;
  const share = Math.min(1, (1 - taken.confidence) / rest);
  return [
    taken,
    ...others.map(({ intent, confidence }) => ({ intent, confidence: confidence * share })),
  ].slice(0, ALTERNATIVES_MAX);
}
