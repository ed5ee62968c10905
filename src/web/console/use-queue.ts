import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { isAbort } from './api.ts';
import { type Handoff, placeInQueue } from './queue-list.ts';
import { EventsContext, type Loaded, useRequest } from './use-request.ts';

/** With more conversations changing in one moment, all are read at once. */
const SINGLE_MAX = 6;

interface QueueReads {
  readonly all: (signal: AbortSignal) => Promise<readonly Handoff[]>;
  /** Who waits in one conversation. */
  readonly one: (conversationId: string, signal: AbortSignal) => Promise<Handoff | undefined>;
}

interface Changes {
  /** The answer to which these were made. */
  readonly to: readonly Handoff[] | undefined;
  readonly queue: readonly Handoff[];
}

/**
 * Everybody who waits, next first. Of a conversation that changed only that one is asked for: with hundreds in the
 * queue every console would read all of it for each of them. All is read when something may have been missed.
 */
export function useQueue(key: string | undefined, reads: QueueReads): Loaded<readonly Handoff[]> {
  const events = useContext(EventsContext);
  const all = useRequest(key, reads.all, { reloadOn: () => false });
  const [changes, setChanges] = useState<Changes>();
  const latest = useRef({ reads, all });
  latest.current = { reads, all };
  const runner = useRef<Runner>(undefined);
  useEffect(() => {
    if (key === undefined) return undefined;
    const giveUp = new AbortController();
    const ask = async (conversationId: string): Promise<void> => {
      try {
        const now = await latest.current.reads.one(conversationId, giveUp.signal);
        const to = latest.current.all.data;
        if (to === undefined) return;
        setChanges((before) => {
          const queue = before?.to === to ? before.queue : to;
          return { to, queue: placeInQueue(queue, conversationId, now) };
        });
      } catch (error) {
        if (!isAbort(error)) latest.current.all.reload();
      }
    };
    runner.current = makeRunner(ask, () => latest.current.all.reload());
    const stop = events?.listen((heard) => {
      if (heard.kind !== 'event' || heard.event.kind !== 'handoff') return;
      runner.current?.run(heard.event.conversationId, latest.current.all.isLoading);
    });
    return () => {
      giveUp.abort();
      stop?.();
    };
  }, [key, events]);
  // What changed while all were asked for may be older in that answer than it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each answer.
  useEffect(() => runner.current?.landed(), [all.data]);
  const data = changes !== undefined && changes.to === all.data ? changes.queue : all.data;
  const reload = useCallback(() => latest.current.all.reload(), []);
  return useMemo(
    () => ({ data, error: all.error, isLoading: all.isLoading, reload }),
    [data, all.error, all.isLoading, reload],
  );
}

interface Runner {
  readonly run: (id: string, isLoadingAll: boolean) => void;
  /** All were read. */
  readonly landed: () => void;
}

/** One question at a time for each conversation; a wish meanwhile is asked afterwards. */
function makeRunner(ask: (id: string) => Promise<void>, askAll: () => void): Runner {
  const underWay = new Map<string, 'once' | 'again'>();
  let duringLoad = new Set<string>();
  const run = async (id: string): Promise<void> => {
    underWay.set(id, 'once');
    await ask(id);
    const isWanted = underWay.get(id) === 'again';
    underWay.delete(id);
    if (isWanted) void run(id);
  };
  const start = (id: string): void => {
    if (underWay.has(id)) underWay.set(id, 'again');
    else if (underWay.size >= SINGLE_MAX) askAll();
    // Never rejects: `ask` keeps what went wrong.
    else void run(id);
  };
  return {
    run: (id, isLoadingAll) => {
      if (isLoadingAll) duringLoad.add(id);
      start(id);
    },
    landed: () => {
      const ids = duringLoad;
      duringLoad = new Set();
      for (const id of ids) start(id);
    },
  };
}
