import { z } from 'zod';
import { openStore, type TextStore } from '../../storage.ts';
import type { Outgoing } from './transcript-state.ts';

const schema = z.array(
  z.object({
    key: z.string(),
    text: z.string(),
    files: z.array(z.object({ fileId: z.string(), name: z.string() })),
    source: z.enum(['written', 'canned', 'suggested']),
    acceptsWarnings: z.boolean(),
    problem: z.string().optional(),
  }),
);
const keyOf = (conversationId: string): string => `outgoing.${conversationId}`;

/**
 * What did not go out, as it was left in this tab. What was on its way then counts as not sent: sent again with its
 * key it cannot double.
 */
export function readOutgoing(
  conversationId: string,
  store: TextStore = openStore('session'),
): readonly Outgoing[] {
  try {
    const kept = schema.parse(JSON.parse(store.read(keyOf(conversationId)) ?? '[]'));
    return kept.map(({ problem, ...one }) => ({
      ...one,
      state: 'failed',
      ...(problem === undefined ? {} : { problem }),
    }));
  } catch {
    return [];
  }
}

/** Keeps what did not go out: whoever looks after another customer meanwhile must find it again. */
export function keepOutgoing(
  conversationId: string,
  outgoing: readonly Outgoing[],
  store: TextStore = openStore('session'),
): void {
  const unsent = outgoing.filter(({ seq }) => seq === undefined);
  store.write(keyOf(conversationId), unsent.length === 0 ? undefined : JSON.stringify(unsent));
}

/** Lets go of what went out after all. */
export function forgetOutgoing(
  conversationId: string,
  key: string,
  store: TextStore = openStore('session'),
): void {
  const left = readOutgoing(conversationId, store).filter((one) => one.key !== key);
  keepOutgoing(conversationId, left, store);
}
