import { useCallback, useEffect, useState } from 'react';
import { ask, type Failure, type Request } from './api.ts';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'ok'; readonly value: T };

const TRIES_MAX = 3;

export interface Loading<T> {
  readonly loaded: Loaded<T>;
  /** Asks again, showing that it does. */
  readonly reload: () => void;
  /** Asks again and keeps what is there until the answer has come. */
  readonly refresh: () => void;
  readonly set: (value: T) => void;
}

/** Asks once when the page opens, and again when the network is back after it was lost. */
export function useLoaded<T>({ path, schema }: Pick<Request<T>, 'path' | 'schema'>): Loading<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ kind: 'loading' });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again.
  useEffect(() => {
    let isHere = true;
    void ask({ path, schema, triesMax: TRIES_MAX }).then((answer) => {
      if (!isHere) return;
      // A page that shows something keeps it when asking again leads to nothing.
      setLoaded((before) =>
        answer.kind === 'failed' && before.kind === 'ok' && answer.failure === 'lost'
          ? before
          : answer,
      );
    });
    return () => {
      isHere = false;
    };
  }, [path, schema, round]);
  const refresh = useCallback(() => setRound((before) => before + 1), []);
  const reload = useCallback(() => {
    setLoaded({ kind: 'loading' });
    refresh();
  }, [refresh]);
  const set = useCallback((value: T) => setLoaded({ kind: 'ok', value }), []);
  const isLost = loaded.kind === 'failed' && loaded.failure === 'lost';
  useEffect(() => {
    if (!isLost) return;
    window.addEventListener('online', reload);
    return () => window.removeEventListener('online', reload);
  }, [isLost, reload]);
  return { loaded, reload, refresh, set };
}
