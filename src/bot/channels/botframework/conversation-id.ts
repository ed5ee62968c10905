import { createHash } from 'node:crypto';
import type { Id } from '../../../lib/ids.ts';

/** The alphabet and length of every other id. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 20;

/**
 * Our id of a channel's conversation with one user. Computed, so that two first messages at once open one
 * conversation. `round` counts the conversations that ended before.
 */
export function conversationIdFor(of: {
  readonly channelAccount: string;
  readonly conversationId: string;
  readonly userId: string;
  readonly round: number;
}): Id<'conversation'> {
  const name = JSON.stringify([of.channelAccount, of.conversationId, of.userId, of.round]);
  const digest = createHash('sha256').update(name).digest();
  let text = 'con_';
  for (const byte of digest.subarray(0, LENGTH)) text += ALPHABET[byte & 31];
  return text;
}
