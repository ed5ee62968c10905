/** One frame of the stream: activities in order, and where to read on after them. */
export interface Frame {
  readonly activities: readonly unknown[];
  readonly watermark?: string;
}

/** Reads what a socket brought; undefined for a keep-alive or anything else. */
export function readFrame(data: unknown): Frame | undefined {
  if (typeof data !== 'string' || data === '') return undefined;
  try {
    const parsed: unknown = JSON.parse(data);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const activities = 'activities' in parsed ? parsed.activities : undefined;
    const watermark = 'watermark' in parsed ? parsed.watermark : undefined;
    return {
      activities: Array.isArray(activities) ? activities : [],
      // A typing frame has no watermark and must not forget ours.
      ...(typeof watermark === 'string' && watermark !== '' ? { watermark } : {}),
    };
  } catch {
    return undefined;
  }
}

export interface LineOptions {
  readonly domain: string;
  readonly token: string;
  /** Where to read on; absent: start the conversation and read it from its beginning. */
  readonly resume?: { readonly conversationId: string; readonly watermark: string };
}

export interface LineListener {
  /** The stream is open: what is sent now will be echoed. */
  opened(): void;
  frame(frame: Frame): void;
  /** The stream broke; the line may bring it back by itself. */
  closed(): void;
  /** The line will not come back: token expired, conversation gone, server refused. */
  failed(): void;
}

/** A running transport. */
export interface Line {
  /** The newest token: the line refreshes it. */
  token(): string;
  close(): void;
}

export type OpenLine = (options: LineOptions, listener: LineListener) => Line;
