import type { TurnWork } from '../../domain/conversation.ts';
import type { Id } from '../../lib/ids.ts';

/** Turns that are prepared and not yet taken; more than this and the oldest is read from the tables instead. */
const KEPT_MAX = 2_000;

/**
 * What accepting a message already read for its turn, so that the turn reads nothing again. Only speed: what is
 * not here is read from the tables, and a commit on what has changed meanwhile is refused by its version.
 */
export class PreparedTurns {
  readonly #works = new Map<Id<'conversation'>, TurnWork>();

  put(work: TurnWork): void {
    const { id } = work.conversation;
    this.#works.delete(id);
    this.#works.set(id, work);
    const oldest = this.#works.keys().next();
    if (this.#works.size > KEPT_MAX && oldest.done !== true) this.#works.delete(oldest.value);
  }

  /** More waits than the one message that was prepared. */
  forget(id: Id<'conversation'>): void {
    this.#works.delete(id);
  }

  take(id: Id<'conversation'>): TurnWork | undefined {
    const work = this.#works.get(id);
    this.#works.delete(id);
    return work;
  }
}
