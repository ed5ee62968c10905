import { App } from 'antd';
import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { isAbort } from './api.ts';
import { errorText } from './error-text.ts';
import type { DeskEvent, DeskEvents } from './events.ts';

/** The stream of the console; undefined before sign-in. */
export const EventsContext = createContext<DeskEvents | undefined>(undefined);

export interface Loaded<T> {
  /** The newest answer; it stays while a newer one is asked for. */
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

export interface RequestOptions {
  /** Ask again when one of these happened, and whenever something may have been missed. */
  readonly reloadOn?: (event: DeskEvent) => boolean;
  /** Ask again after so long, while the page is seen. */
  readonly everyMs?: number;
}

/** Several events in a row are one question; the first is asked at once. */
const CALM_MS = 250;

/** Asks when `key` changes, and as told. A key of `undefined` asks nothing. */
export function useRequest<T>(
  key: string | undefined,
  load: (signal: AbortSignal) => Promise<T>,
  options: RequestOptions = {},
): Loaded<T> {
  const [state, setState] = useState<{ key?: string | undefined; data?: T; error?: unknown }>({});
  const [isLoading, setLoading] = useState(key !== undefined);
  const [asked, setAsked] = useState(0);
  const flight = useRef({ isUnderWay: false, isWantedAgain: false });
  // Never gives up a question under way: with many events in a row none would ever be answered.
  const reload = useCallback(() => {
    if (flight.current.isUnderWay) flight.current.isWantedAgain = true;
    else setAsked((count) => count + 1);
  }, []);
  const latest = useRef({ load, options });
  latest.current = { load, options };

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is the wish to ask again.
  useEffect(() => {
    if (key === undefined) return setLoading(false);
    const giveUp = new AbortController();
    setLoading(true);
    flight.current = { isUnderWay: true, isWantedAgain: false };
    const land = (): void => {
      setLoading(false);
      flight.current.isUnderWay = false;
      if (flight.current.isWantedAgain) setAsked((count) => count + 1);
    };
    latest.current.load(giveUp.signal).then(
      (data) => {
        if (giveUp.signal.aborted) return;
        setState({ key, data });
        land();
      },
      (error: unknown) => {
        if (giveUp.signal.aborted || isAbort(error)) return;
        setState((before) => (before.key === key ? { ...before, error } : { key, error }));
        land();
      },
    );
    return () => giveUp.abort();
  }, [key, asked]);
  useReloads(reload, latest);
  const isCurrent = state.key === key && key !== undefined;
  return {
    data: isCurrent ? state.data : undefined,
    error: isCurrent ? state.error : undefined,
    isLoading,
    reload,
  };
}

function useReloads(
  reload: () => void,
  latest: { readonly current: { readonly options: RequestOptions } },
): void {
  const events = useContext(EventsContext);
  const { everyMs } = latest.current.options;
  useEffect(() => {
    const calm = makeCalm(reload, CALM_MS);
    const stop = events?.listen((heard) => {
      const { reloadOn } = latest.current.options;
      if (reloadOn === undefined) return;
      if (heard.kind === 'resync' || reloadOn(heard.event)) calm.run();
    });
    return () => {
      stop?.();
      calm.stop();
    };
  }, [events, reload, latest]);
  useEffect(() => {
    if (everyMs === undefined) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, reload]);
}

/** Runs at once, then at most once in `ms`; a call meanwhile is run at its end. */
export function makeCalm(
  run: () => void,
  ms: number,
): { readonly run: () => void; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;
  const rest = (): void => {
    timer = setTimeout(() => {
      timer = undefined;
      if (!isWanted) return;
      isWanted = false;
      run();
      rest();
    }, ms);
  };
  return {
    run: () => {
      if (timer !== undefined) {
        isWanted = true;
        return;
      }
      run();
      rest();
    },
    stop: () => clearTimeout(timer),
  };
}

export interface Action<A extends readonly unknown[]> {
  /** Never rejects: resolves with true when it was done; a failure is told in words. */
  readonly run: (...args: A) => Promise<boolean>;
  readonly isBusy: boolean;
}

/** Something a person does: busy while it runs, told in words when it fails, once at a time. */
export function useAction<A extends readonly unknown[]>(
  action: (...args: A) => Promise<unknown>,
): Action<A> {
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const running = useRef(false);
  const latest = useRef(action);
  latest.current = action;
  const run = useCallback(
    async (...args: A): Promise<boolean> => {
      if (running.current) return false;
      running.current = true;
      setBusy(true);
      try {
        await latest.current(...args);
        return true;
      } catch (error) {
        if (!isAbort(error)) void message.error(errorText(error));
        return false;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [message],
  );
  return { run, isBusy };
}
