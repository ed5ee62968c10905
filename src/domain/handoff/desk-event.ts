import type { Id } from '../../lib/ids.ts';
import type { HandoffState } from './handoff.ts';

/** What consoles are told at once. Holds ids only: whoever may read more asks for it. */
export type DeskEvent =
  | {
      readonly kind: 'handoff';
      readonly handoffId: Id<'handoff'>;
      readonly conversationId: Id<'conversation'>;
      readonly state: HandoffState;
      readonly agentId?: string;
      readonly offeredTo?: Id<'agent'>;
    }
  /** A conversation grew. */
  | { readonly kind: 'message'; readonly conversationId: Id<'conversation'> }
  | { readonly kind: 'note'; readonly conversationId: Id<'conversation'> }
  | { readonly kind: 'presence'; readonly agentId: Id<'agent'> }
  /** A complaint is another one than before: moved, or a clock of it was warned of. */
  | { readonly kind: 'complaint'; readonly complaintNo: string }
  /** Somebody has a new notice in their bell. */
  | { readonly kind: 'notice'; readonly agentId: string };

/** Tells every console of every process. Lossy: a console reads anew when it connects and now and then. */
export interface DeskFeed {
  publishDesk(events: readonly DeskEvent[]): void;
  /** Also hears of every conversation that grows. Returns how to stop. */
  subscribeDesk(listener: (event: DeskEvent) => void): () => void;
}
