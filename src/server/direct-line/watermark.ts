/** The most messages that a client without any gets at once: the newest ones. */
export const REPLAY_MAX = 200;
/** The most messages in one frame or page. */
export const PAGE_MAX = 100;

export interface Start {
  /** Messages after this number are the reader's next. */
  readonly afterSeq: number;
  /** The reader has nothing up to this number. */
  readonly knownAfterSeq: number;
}

/**
 * Where a reader starts. The watermark is ours and opaque to clients: the number of the last message they
 * have. Empty, missing or unreadable means they have nothing, and get the newest `REPLAY_MAX`: Microsoft's own
 * rule ("only what comes after") loses messages (directline.md 1.3). One beyond the end is the end.
 */
export function startFrom(watermark: unknown, lastSeq: number): Start {
  const has = typeof watermark === 'string' && /^\d{1,9}$/.test(watermark) ? Number(watermark) : 0;
  if (has > 0) return { afterSeq: Math.min(has, lastSeq), knownAfterSeq: 0 };
  const afterSeq = Math.max(0, lastSeq - REPLAY_MAX);
  return { afterSeq, knownAfterSeq: afterSeq };
}
