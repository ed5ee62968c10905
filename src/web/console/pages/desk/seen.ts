import { useCallback, useMemo, useState } from 'react';
import { z } from 'zod';
import { openStore } from '../../storage.ts';

const KEY = 'seen';
const schema = z.record(z.string(), z.number());
/** Conversations that are remembered; older ones count as seen. */
const REMEMBERED_MAX = 200;

export type Seen = Readonly<Record<string, number>>;

/** How many messages of a conversation I have not seen; a new one counts from where it was handed over. */
export function unreadOf(
  handoff: {
    readonly conversationId: string;
    readonly lastSeq: number;
    readonly waitingSince: string | null;
  },
  seen: Seen,
): number {
  if (handoff.waitingSince === null) return 0;
  const known = seen[handoff.conversationId];
  if (known === undefined) return 1;
  return Math.max(0, handoff.lastSeq - known);
}

/** The last message that I saw of each conversation; it outlives a reload of the page. */
export function useSeen(): {
  readonly seen: Seen;
  readonly markSeen: (conversationId: string, seq: number) => void;
} {
  const [store] = useState(() => openStore('session'));
  const [seen, setSeen] = useState<Seen>(() => readSeen(store.read(KEY)));
  const markSeen = useCallback(
    (conversationId: string, seq: number) => {
      setSeen((before) => {
        if ((before[conversationId] ?? 0) >= seq) return before;
        const entries = Object.entries({ ...before, [conversationId]: seq });
        const next = Object.fromEntries(entries.slice(-REMEMBERED_MAX));
        store.write(KEY, JSON.stringify(next));
        return next;
      });
    },
    [store],
  );
  return useMemo(() => ({ seen, markSeen }), [seen, markSeen]);
}

function readSeen(text: string | undefined): Seen {
  try {
    return schema.parse(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}
