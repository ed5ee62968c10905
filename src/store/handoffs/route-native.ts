import { isNativeHub, NATIVE_FIRST_MS } from '../../domain/wechat/native.ts';
import { addMs, MINUTE_MS } from '../../lib/clock.ts';
import type { Queue, WaitingHandoff } from './queue.ts';

/** An attempt to give somebody away that is not over by then died with its process. */
const RESERVED_MAX_MS = MINUTE_MS;

/**
 * The queue without whoever is being given to WeChat's own people: they are offered to nobody of ours and told no place
 * before that has failed.
 */
export function withoutKept(
  queue: Queue,
  isNative: ((channelAccount: string) => boolean) | undefined,
): Queue {
  if (isNative === undefined) return queue;
  return { ...queue, waiting: queue.waiting.filter((one) => !isKept(one, queue.now, isNative)) };
}

function isKept(
  { handoff, channelAccount }: WaitingHandoff,
  now: Date,
  isNative: (channelAccount: string) => boolean,
): boolean {
  const { requestedAt, queuedAt, toAgentId } = handoff;
  // Queued anew: WeChat's people could not, or a person of ours has had it.
  if (queuedAt > requestedAt || !isNative(channelAccount)) return false;
  const keptMs = isNativeHub(toAgentId) ? RESERVED_MAX_MS : NATIVE_FIRST_MS;
  return now < addMs(requestedAt, keptMs);
}
