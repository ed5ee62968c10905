import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { ChatSession } from './chat-session.ts';
import { openDirectLine } from './connection/direct-line.ts';
import { openPollingLine } from './connection/polling-line.ts';
import { post } from './connection/post.ts';
import { requestSession } from './connection/session.ts';
import type { HostBridge } from './embed/host-bridge.ts';
import { FILE_BYTES_MAX } from './photos/check-files.ts';
import type { Place } from './place/locate.ts';
import { type Brand, INITIAL_STATE } from './state/model.ts';
import { reduce } from './state/reducer.ts';
import type { PageStorage } from './state/storage.ts';

export interface UseChatOptions {
  readonly storage: PageStorage;
  readonly host: HostBridge | undefined;
  readonly initialBrand: Brand;
}

/** Runs the conversation for as long as the page is shown. */
export function useChat({ storage, host, initialBrand }: UseChatOptions) {
  const [state, dispatch] = useReducer(reduce, INITIAL_STATE);
  const [brand, setBrand] = useState(initialBrand);
  const [uploadBytesMax, setUploadBytesMax] = useState(FILE_BYTES_MAX);
  const session = useRef<ChatSession | undefined>(undefined);

  useEffect(() => {
    let isGone = false;
    const begin = (identityToken?: string): void => {
      if (isGone) return;
      session.current = new ChatSession({
        requestSession,
        openLine: openDirectLine,
        openFallback: openPollingLine,
        post,
        storage,
        dispatch,
        onSession: (told) => {
          setBrand(told.brand);
          setUploadBytesMax(told.uploadBytesMax);
        },
        ...(identityToken === undefined ? {} : { identityToken }),
      });
      session.current.start();
    };
    // Never rejects: a site that does not answer counts as one without a token.
    if (host === undefined) begin();
    else void host.hello().then(begin);
    const stopWatching = watchReturn(() => session.current?.nudge());
    const stopListening = host?.listen((message) => {
      if (message.kind === 'careline:identify') session.current?.identify(message.identityToken);
    });
    return () => {
      isGone = true;
      stopWatching();
      stopListening?.();
      session.current?.stop();
    };
  }, [host, storage]);

  useEffect(() => {
    if (state.conversationId !== undefined)
      storage.keepUnsent(state.conversationId, state.outgoing);
  }, [storage, state.conversationId, state.outgoing]);

  return {
    state,
    brand,
    uploadBytesMax,
    say: useCallback((text: string) => session.current?.say(text), []),
    sendFiles: useCallback<ChatSession['sendFiles']>(
      (files) => session.current?.sendFiles(files),
      [],
    ),
    sendPlace: useCallback((place: Place) => session.current?.sendPlace(place), []),
    retry: useCallback<ChatSession['retry']>((outgoing) => session.current?.retry(outgoing), []),
    restoredSeen: useCallback(() => dispatch({ kind: 'connection', connection: 'online' }), []),
  };
}

/** Tells when the network or the customer comes back to the page. */
function watchReturn(onReturn: () => void): () => void {
  const onVisible = (): void => {
    if (document.visibilityState === 'visible') onReturn();
  };
  window.addEventListener('online', onReturn);
  window.addEventListener('pageshow', onReturn);
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    window.removeEventListener('online', onReturn);
    window.removeEventListener('pageshow', onReturn);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
