import { AsyncLocalStorage } from 'node:async_hooks';
import { addMs, type Clock, SECOND_MS } from '../lib/clock.ts';
import type { Id } from '../lib/ids.ts';
import { MODEL_BUDGET_MS } from './language-model.ts';

/** A turn answers within 3 s of the message (design.md 2); what is kept back of it is for everything but the model. */
const ANSWER_WITHIN_MS = 2.8 * SECOND_MS;

interface Work {
  readonly conversation: { readonly id: Id<'conversation'> };
  readonly waiting: readonly { readonly at: Date }[];
}

/** Which turn a call of the model belongs to, and how long that turn may still wait. */
export interface ModelTurns {
  /** Runs a turn's thinking so that every call within it shares one budget, however many flows ask. */
  around<W extends Work, A>(
    respond: (work: W, now: Date) => Promise<A>,
  ): (work: W, now: Date) => Promise<A>;
  /** Milliseconds left for the model in this turn. Outside a turn: the whole budget of one call. */
  remainingMs(): number;
  conversationId(): Id<'conversation'> | undefined;
}

/**
 * Follows a turn through its promises, as a tracer would: understanding and drafting are asked through ports
 * that know nothing of turns, and two of them in one turn must not wait twice.
 */
export function makeModelTurns({ clock }: { readonly clock: Clock }): ModelTurns {
  const turns = new AsyncLocalStorage<{
    readonly conversationId: Id<'conversation'>;
    readonly until: Date;
  }>();
  return {
    around: (respond) => (work, now) => {
      const saidAt = work.waiting.at(-1)?.at ?? now;
      const turn = {
        conversationId: work.conversation.id,
        until: earlier(addMs(now, MODEL_BUDGET_MS), addMs(saidAt, ANSWER_WITHIN_MS)),
      };
      return turns.run(turn, () => respond(work, now));
    },
    remainingMs: () => {
      const until = turns.getStore()?.until;
      return until === undefined ? MODEL_BUDGET_MS : until.getTime() - clock.now().getTime();
    },
    conversationId: () => turns.getStore()?.conversationId,
  };
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
