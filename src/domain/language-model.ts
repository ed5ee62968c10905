import type { Id } from '../lib/ids.ts';
import type { JsonObject } from '../lib/json.ts';

/** One message to a language model. Personal data is hidden before it gets here (domain/privacy). */
export interface ModelMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/** The one function a model may call, its parameters as JSON Schema. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
}

export interface ModelRequest {
  readonly messages: readonly ModelMessage[];
  readonly tool?: ModelTool;
  /** Gives up earlier than the model's own budget. */
  readonly signal?: AbortSignal;
}

/**
 * What asking came to. `refused`: they answered no, by a status or in words; `unreachable`: no answer, or an
 * error of theirs; `malformed`: an answer that is none; `circuit_open`: not asked, because it failed too often.
 */
export type ModelOutcome =
  | {
      readonly kind: 'answered';
      /** What it said in words; empty when it called the function instead. */
      readonly text: string;
      readonly call?: { readonly name: string; readonly arguments: string };
    }
  /** `no_time`: the turn had none left, and nothing was sent. */
  | { readonly kind: 'timeout'; readonly reason?: 'no_time' }
  | { readonly kind: 'circuit_open' }
  | { readonly kind: 'refused' | 'unreachable' | 'malformed'; readonly reason: string };

/** A language model that understands and drafts, and never decides (design.md law 5). */
export interface LanguageModel {
  readonly name: string;
  /** Never throws and never takes longer than its budget, whatever the other side does. */
  ask(request: ModelRequest): Promise<ModelOutcome>;
}

/** What a model was asked for. */
export const MODEL_PURPOSES = ['understand', 'draft', 'summarise'] as const;
export type ModelPurpose = (typeof MODEL_PURPOSES)[number];

/** `used`: it counted; `rejected`: it answered, and our checks did not let it count. */
export const MODEL_CALL_OUTCOMES = [
  'used',
  'rejected',
  'timeout',
  'unreachable',
  'refused',
  'malformed',
  'circuit_open',
] as const;
export type ModelCallOutcome = (typeof MODEL_CALL_OUTCOMES)[number];

/** One call, as it is kept for half a year (domain.md 3.3): what was sent and answered, without personal data. */
export interface ModelCall {
  readonly conversationId?: Id<'conversation'>;
  readonly purpose: ModelPurpose;
  readonly model: string;
  readonly at: Date;
  readonly durationMs: number;
  readonly outcome: ModelCallOutcome;
  readonly reason?: string;
  readonly sent: readonly ModelMessage[];
  readonly answered?: string;
}

/** Keeps calls. */
export interface ModelCallLog {
  /** Returns at once and never fails: a record must not cost the customer the answer. */
  record(call: ModelCall): void;
}
