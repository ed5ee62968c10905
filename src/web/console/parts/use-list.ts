import { App } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isAbort } from '../api.ts';
import { errorText } from '../error-text.ts';
import { type RequestOptions, useRequest } from '../use-request.ts';

export interface ListPage<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export interface LoadedList<T> {
  readonly items: readonly T[] | undefined;
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly isLoadingMore: boolean;
  /** Undefined when everything is there. */
  readonly more: (() => void) | undefined;
  /** Begins again with the first page. */
  readonly reload: () => void;
}

interface Further<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** A list by cursor: its first page when `key` changes, further ones as asked. */
export function useList<T>(
  key: string | undefined,
  load: (cursor: string | undefined, signal: AbortSignal | undefined) => Promise<ListPage<T>>,
  options: RequestOptions = {},
): LoadedList<T> {
  const { message } = App.useApp();
  const first = useRequest(key, (signal) => load(undefined, signal), options);
  // Further pages belong to the first one that they follow: a new first page forgets them.
  const [further, setFurther] = useState<{ after: unknown; pages: Further<T> }>();
  const [isLoadingMore, setLoadingMore] = useState(false);
  const giveUp = useRef<AbortController>(undefined);
  const pages = further !== undefined && further.after === first.data ? further.pages : undefined;
  const cursor = (pages ?? first.data)?.nextCursor ?? undefined;
  const latest = useRef({ load, first: first.data, pages });
  latest.current = { load, first: first.data, pages };

  useEffect(() => () => giveUp.current?.abort(), []);
  const loadMore = useCallback(
    async (from: string) => {
      giveUp.current?.abort();
      const control = new AbortController();
      giveUp.current = control;
      const { first: after, pages: before } = latest.current;
      setLoadingMore(true);
      try {
        const next = await latest.current.load(from, control.signal);
        if (latest.current.first !== after) return;
        const items = [...(before?.items ?? []), ...next.items];
        setFurther({ after, pages: { items, nextCursor: next.nextCursor } });
      } catch (error) {
        // The toast is told, not waited for.
        if (!isAbort(error)) void message.error(errorText(error));
      } finally {
        if (giveUp.current === control) setLoadingMore(false);
      }
    },
    [message],
  );
  return {
    items: first.data === undefined ? undefined : [...first.data.items, ...(pages?.items ?? [])],
    error: first.error,
    isLoading: first.isLoading,
    isLoadingMore,
    more: cursor === undefined ? undefined : () => void loadMore(cursor),
    reload: first.reload,
  };
}
