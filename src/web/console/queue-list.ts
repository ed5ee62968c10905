import type { z } from 'zod';
import type { handoff } from '../../server/contract/handoff.ts';

export type Handoff = z.infer<typeof handoff>;

/** The queue with one conversation as it is now: at its place, or gone when nobody waits in it any more. */
export function placeInQueue(
  queue: readonly Handoff[],
  conversationId: string,
  now: Handoff | undefined,
): readonly Handoff[] {
  const next = queue.filter((each) => each.conversationId !== conversationId);
  if (now !== undefined) next.splice((now.position ?? queue.length + 1) - 1, 0, now);
  // Whoever stays where they are stays the same object: their line is not drawn again.
  return next.map((each, at) => (each.position === at + 1 ? each : { ...each, position: at + 1 }));
}
