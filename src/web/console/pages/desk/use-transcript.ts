import { useCallback, useContext, useEffect, useReducer, useRef, useState } from 'react';
import { pageOf } from '../../../../server/contract/common.ts';
import { transcriptMessage } from '../../../../server/contract/conversation.ts';
import { sentMessage } from '../../../../server/contract/handoff.ts';
import { call, isAbort, path } from '../../api.ts';
import { errorText } from '../../error-text.ts';
import { EventsContext } from '../../use-request.ts';
import { forgetOutgoing, keepOutgoing, readOutgoing } from './kept-outgoing.ts';
import {
  EMPTY_TRANSCRIPT,
  type Message,
  type Outgoing,
  reduceTranscript,
  type TranscriptChange,
  type TranscriptState,
  unsettledSeq,
} from './transcript-state.ts';

const messagesPage = pageOf(transcriptMessage);
const PAGE_LENGTH = 50;
/** Asks for the end of the transcript (contract: messageQuery). */
const END = 2_147_483_647;

interface Asked {
  readonly before?: number;
  readonly after?: number;
}

async function fetchMessages(
  conversationId: string,
  asked: Asked,
  signal: AbortSignal,
): Promise<readonly Message[]> {
  const { items } = await call({
    path: path`/conversations/${conversationId}/messages`,
    query: { ...asked, limit: PAGE_LENGTH },
    answer: messagesPage,
    signal,
  });
  return items;
}

export interface Transcript extends TranscriptState {
  readonly isLoading: boolean;
  readonly error?: unknown;
  readonly reload: () => void;
  readonly isLoadingOlder: boolean;
  readonly loadOlder: () => void;
  /** Sends, or sends again with the same key. Never rejects: what failed shows in the transcript. */
  readonly send: (outgoing: Omit<Outgoing, 'state' | 'problem' | 'seq'>) => Promise<void>;
  readonly discard: (key: string) => void;
}

/** A conversation's transcript, kept current. One component instance is one conversation. */
export function useTranscript(conversationId: string): Transcript {
  const [state, dispatch] = useReducer(reduceTranscript, conversationId, (id) => ({
    ...EMPTY_TRANSCRIPT,
    outgoing: readOutgoing(id),
  }));
  useEffect(() => keepOutgoing(conversationId, state.outgoing), [conversationId, state.outgoing]);
  const catchUp = useCatchUp(conversationId, state, dispatch);
  const older = useOlder(conversationId, state, dispatch);
  const send = useCallback<Transcript['send']>(
    async (outgoing) => {
      dispatch({ kind: 'sending', outgoing: { ...outgoing, state: 'sending' } });
      try {
        const { seq } = await call({
          method: 'POST',
          path: path`/conversations/${conversationId}/messages`,
          body: {
            ...(outgoing.text === '' ? {} : { text: outgoing.text }),
            ...(outgoing.files.length === 0
              ? {}
              : { fileIds: outgoing.files.map(({ fileId }) => fileId) }),
            source: outgoing.source,
            acceptsWarnings: outgoing.acceptsWarnings,
          },
          idempotencyKey: outgoing.key,
          answer: sentMessage,
        });
        dispatch({ kind: 'sent', key: outgoing.key, seq });
        // Also when the talk is not on the screen any more.
        forgetOutgoing(conversationId, outgoing.key);
        catchUp.reload();
      } catch (error) {
        dispatch({ kind: 'not_sent', key: outgoing.key, problem: errorText(error) });
      }
    },
    [conversationId, catchUp.reload],
  );
  const discard = useCallback((key: string) => dispatch({ kind: 'discarded', key }), []);
  return { ...state, ...catchUp, ...older, send, discard };
}

/** The end of the transcript at first, then whatever came after what is here. */
function useCatchUp(
  conversationId: string,
  state: TranscriptState,
  dispatch: (change: TranscriptChange) => void,
) {
  const events = useContext(EventsContext);
  const [status, setStatus] = useState<{ isLoading: boolean; error?: unknown }>({
    isLoading: true,
  });
  const run = useRef<(isAll: boolean) => void>(() => undefined);
  const knownSeq = useRef(0);
  const unsettled = unsettledSeq(state.messages);
  // What became of the newest ones is told with the next.
  knownSeq.current = (unsettled ?? (state.messages.at(-1)?.seq ?? 0) + 1) - 1;
  useEffect(() => {
    const giveUp = new AbortController();
    const runner = makeRunner(async (isAll) => {
      const after = isAll ? 0 : knownSeq.current;
      const asked = after === 0 ? { before: END } : { after };
      try {
        const messages = await fetchMessages(conversationId, asked, giveUp.signal);
        const isWhole = after === 0 && messages.length < PAGE_LENGTH;
        dispatch({ kind: 'loaded', messages, ...(isWhole ? { isWhole } : {}) });
        setStatus({ isLoading: false });
        return after !== 0 && messages.length === PAGE_LENGTH;
      } catch (error) {
        if (!isAbort(error)) setStatus({ isLoading: false, error });
        return false;
      }
    });
    run.current = runner;
    runner(true);
    const stop = events?.listen((heard) => {
      // What was missed may lie anywhere on the last page: delivery states change too.
      if (heard.kind === 'resync') runner(true);
      else if (heard.event.kind === 'message' && heard.event.conversationId === conversationId) {
        runner(false);
      }
    });
    return () => {
      giveUp.abort();
      stop?.();
    };
  }, [conversationId, events, dispatch]);
  const reload = useCallback(() => run.current(false), []);
  useSettling(unsettled, reload);
  return { ...status, reload };
}

const SETTLES_WITHIN_MS = 60_000;
const SETTLING_LOOK_MS = 1_500;

/** No event tells that a channel took a message: for a minute it is asked for. */
function useSettling(unsettled: number | undefined, reload: () => void): void {
  useEffect(() => {
    if (unsettled === undefined) return undefined;
    const looks = setInterval(reload, SETTLING_LOOK_MS);
    const end = setTimeout(() => clearInterval(looks), SETTLES_WITHIN_MS);
    return () => {
      clearInterval(looks);
      clearTimeout(end);
    };
  }, [unsettled, reload]);
}

/** One question at a time; a wish meanwhile is asked afterwards. */
function makeRunner(ask: (isAll: boolean) => Promise<boolean>): (isAll: boolean) => void {
  let isUnderWay = false;
  let wanted: 'nothing' | 'new' | 'all' = 'nothing';
  const run = async (isAll: boolean): Promise<void> => {
    if (isUnderWay) {
      wanted = isAll || wanted === 'all' ? 'all' : 'new';
      return;
    }
    isUnderWay = true;
    const isMore = await ask(isAll);
    isUnderWay = false;
    const next = wanted;
    wanted = 'nothing';
    if (next !== 'nothing') void run(next === 'all');
    else if (isMore) void run(false);
  };
  // Never rejects: `ask` keeps what went wrong.
  return (isAll) => void run(isAll);
}

function useOlder(
  conversationId: string,
  state: TranscriptState,
  dispatch: (change: TranscriptChange) => void,
) {
  const [isLoadingOlder, setLoading] = useState(false);
  const first = state.messages[0]?.seq;
  const loadOlder = useCallback(() => {
    if (first === undefined || isLoadingOlder) return;
    setLoading(true);
    const giveUp = new AbortController();
    void fetchMessages(conversationId, { before: first }, giveUp.signal)
      .then((messages) =>
        dispatch({ kind: 'loaded', messages, isWhole: messages.length < PAGE_LENGTH }),
      )
      // The button stays and can be pressed again.
      .catch(() => undefined)
      .finally(() => setLoading(false));
  }, [conversationId, first, isLoadingOlder, dispatch]);
  return { isLoadingOlder, loadOlder };
}
