import type { Clock } from '../lib/clock.ts';
import type {
  LanguageModel,
  ModelCall,
  ModelCallLog,
  ModelOutcome,
  ModelPurpose,
  ModelRequest,
} from './language-model.ts';
import { maskText } from './mask.ts';

export interface ConsultDeps {
  readonly model: LanguageModel;
  readonly record: ModelCallLog['record'];
  readonly clock: Clock;
}

/** What our checks say of an answer. */
export type Verdict<T> =
  | { readonly kind: 'used'; readonly value: T }
  | { readonly kind: 'rejected' | 'malformed'; readonly reason: string };

export type ModelAnswer = Extract<ModelOutcome, { kind: 'answered' }>;

/** Characters of an answer that are kept. */
const KEPT_LENGTH_MAX = 4_000;

/**
 * Asks a model, lets our checks judge what it says and keeps a record of both. Undefined whenever there is
 * nothing to use; never throws for what a model does.
 */
export async function consultModel<T>(
  deps: ConsultDeps,
  asking: {
    readonly purpose: ModelPurpose;
    readonly request: ModelRequest;
    readonly judge: (answer: ModelAnswer) => Verdict<T>;
  },
): Promise<T | undefined> {
  const { model, record, clock } = deps;
  const { purpose, request, judge } = asking;
  const at = clock.now();
  const outcome = await model.ask(request);
  const verdict = outcome.kind === 'answered' ? judge(outcome) : undefined;
  const wasSent = outcome.kind !== 'circuit_open' && reasonOf(outcome) !== 'no_time';
  const reason = verdict === undefined ? reasonOf(outcome) : reasonOf(verdict);
  record({
    purpose,
    model: model.name,
    at,
    durationMs: clock.now().getTime() - at.getTime(),
    outcome: verdict?.kind ?? outcomeOf(outcome),
    ...(reason === undefined ? {} : { reason }),
    sent: wasSent ? request.messages : [],
    ...(outcome.kind === 'answered' ? { answered: keptWords(outcome) } : {}),
  });
  return verdict?.kind === 'used' ? verdict.value : undefined;
}

function outcomeOf({ kind }: ModelOutcome): ModelCall['outcome'] {
  return kind === 'answered' ? 'used' : kind;
}

function reasonOf(result: ModelOutcome | Verdict<unknown>): string | undefined {
  return 'reason' in result ? result.reason : undefined;
}

/** A model may write what it was never sent, so its words are masked as anybody's. */
function keptWords({ text, call }: ModelAnswer): string {
  const words = call === undefined ? text : `${call.name}(${call.arguments})`;
  return maskText(words).slice(0, KEPT_LENGTH_MAX);
}
