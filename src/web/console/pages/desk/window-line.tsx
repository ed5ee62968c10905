import { useEffect } from 'react';
import type { z } from 'zod';
import { channelWindow } from '../../../../server/contract/handoff.ts';
import { call, path } from '../../api.ts';
import { useNow } from '../../desk-context.tsx';
import { formatDuration } from '../../format.ts';
import { type Loaded, useRequest } from '../../use-request.ts';
import { DESK_COPY } from './copy-desk.ts';

const { composer } = DESK_COPY;
type Reach = z.infer<typeof channelWindow>;
const QUOTA_LOW = 2;
const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = 10_000;

/** How the customer can be reached now; asked anew with every message, and now and then. */
export function useWindow(conversationId: string, lastSeq: number): Loaded<Reach> {
  const reach = useRequest(
    `window ${conversationId}`,
    (signal) =>
      call({ path: path`/conversations/${conversationId}/window`, answer: channelWindow, signal }),
    // What is sent counts when it leaves, a moment after it was written.
    { everyMs: LOOK_EVERY_MS },
  );
  const { reload } = reach;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is the wish to ask again; the line stays meanwhile.
  useEffect(() => reload(), [lastSeq, reload]);
  return reach;
}

/** How long and how often the channel still lets us write; nothing where it always does. */
export function WindowLine({ reach }: { readonly reach: Reach | undefined }) {
  const now = useNow(MINUTE_MS);
  if (reach === undefined) return <span className="window-line" />;
  const { windowEndsAt, quotaLeft, maySend } = reach;
  if (!maySend) {
    return (
      <span className="window-line is-bad" role="alert">
        {whyNot(reach, now)}
      </span>
    );
  }
  const isLow = quotaLeft !== null && quotaLeft <= QUOTA_LOW;
  return (
    <span className={isLow ? 'window-line is-low' : 'window-line'}>
      {windowEndsAt !== null && composer.window(formatDuration(Date.parse(windowEndsAt) - now))}
      {quotaLeft !== null && composer.quota(quotaLeft)}
      {isLow && ` · ${composer.quotaLow}`}
    </span>
  );
}

/** Why the channel takes nothing now: the time is over, or the messages are used up. */
export function whyNot({ windowEndsAt }: Pick<Reach, 'windowEndsAt'>, now: number): string {
  const isOver = windowEndsAt === null || Date.parse(windowEndsAt) <= now;
  return isOver ? composer.closedWindow : composer.noQuota;
}
