import type { HandoffReason } from '../domain/handoff/handoff.ts';
import type { Json, JsonObject } from '../lib/json.ts';

/**
 * Everything that understanding can come to, whoever produced it: a button, a rule, a classifier or a
 * model. The set is closed; the engine drops names of flows and slots that it does not know.
 */
export type Command =
  | { readonly do: 'safety'; readonly danger: Danger }
  | { readonly do: 'handoff'; readonly reason: HandoffReason }
  /** How many are before me? */
  | { readonly do: 'tellQueue' }
  /** No person is wanted any more. */
  | { readonly do: 'withdrawHandoff' }
  | { readonly do: 'warn'; readonly secret: 'bank_card' | 'full_id_number' | 'password' }
  | { readonly do: 'cancel' }
  | { readonly do: 'restart' }
  | { readonly do: 'resume' }
  /** `slots` are values to start with; names that the flow lacks are dropped. */
  | { readonly do: 'startFlow'; readonly flow: string; readonly slots?: JsonObject }
  /** Something people ask for that no flow here does yet. */
  | { readonly do: 'notYet'; readonly intent: string }
  | { readonly do: 'clarify'; readonly intents: readonly string[] }
  | { readonly do: 'clearSlot'; readonly slot: string }
  /** On a filled slot this is a correction. */
  | { readonly do: 'setSlot'; readonly slot: string; readonly value: Json }
  | { readonly do: 'affirm' }
  | { readonly do: 'deny' }
  | { readonly do: 'skip' }
  | { readonly do: 'repeat' }
  | { readonly do: 'social'; readonly kind: SocialKind }
  /** Understood as something that is not ours: kindly said so. */
  | { readonly do: 'outOfScope' }
  | { readonly do: 'unknown' };

/** What must come before everything else. `past`: told of an earlier accident. */
export type Danger = 'injury' | 'fire' | 'trapped' | 'past_injury' | 'self_harm';

export type SocialKind =
  | 'greeting'
  | 'thanks'
  | 'goodbye'
  | 'praise'
  | 'who'
  | 'what'
  | 'fine'
  | 'hotline';

/** A tap and what it means. The label is also understood when somebody types it. */
export interface Offer {
  readonly label: string;
  readonly commands: readonly Command[];
}
