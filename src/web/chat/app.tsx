import { useCallback, useEffect, useState } from 'react';
import { brandPalette } from './brand-palette.ts';
import { Composer, PLACE_BUTTON_ID } from './components/composer.tsx';
import { Header } from './components/header.tsx';
import { Lightbox } from './components/lightbox.tsx';
import { Notice } from './components/notice.tsx';
import { PlaceSheet } from './components/place-sheet.tsx';
import { QuickReplies } from './components/quick-replies.tsx';
import { Side } from './components/side.tsx';
import { Transcript } from './components/transcript.tsx';
import { Tray } from './components/tray.tsx';
import { COPY } from './copy.ts';
import type { HostBridge } from './embed/host-bridge.ts';
import type { Brand, ChatState, FontSize } from './state/model.ts';
import type { PageStorage } from './state/storage.ts';
import { currentQuickReplies, isScaleAsked } from './state/timeline.ts';
import { useChat } from './use-chat.ts';
import { useFiles } from './use-files.ts';

export interface AppProps {
  readonly storage: PageStorage;
  readonly host: HostBridge | undefined;
  readonly initialBrand: Brand;
}

/** The whole page. */
export function App({ storage, host, initialBrand }: AppProps) {
  const chat = useChat({ storage, host, initialBrand });
  const files = useFiles(chat.sendFiles, chat.uploadBytesMax);
  const [photo, setPhoto] = useState<{ readonly url: string; readonly name: string }>();
  const [isSharing, setSharing] = useState(false);
  const closeSheet = useCallback(() => {
    setSharing(false);
    // Not the input: on a phone the keyboard would come up and hide what was just sent.
    document.getElementById(PLACE_BUTTON_ID)?.focus({ preventScroll: true });
  }, []);
  const closePhoto = useCallback(() => setPhoto(undefined), []);
  const [fontSize, setFontSize] = useFontSize(storage);
  useBrand(chat.brand);
  useHost(host, chat.state);
  return (
    <div className={host === undefined ? 'page' : 'page page-embedded'}>
      <a className="skip" href="#composer-input">
        {COPY.skipToInput}
      </a>
      {host === undefined && <Side brand={chat.brand} />}
      <main className="chat" aria-label={COPY.titleSuffix}>
        <Header
          brand={chat.brand}
          serving={chat.state.serving}
          fontSize={fontSize}
          onFontSize={setFontSize}
          onClose={host && (() => host.tell({ kind: 'careline:close' }))}
        />
        <Notice
          connection={chat.state.connection}
          hotline={chat.brand.hotline}
          onRestoredSeen={chat.restoredSeen}
        />
        <Transcript
          state={chat.state}
          onRetry={chat.retry}
          onSay={chat.say}
          onOpenPhoto={setPhoto}
        />
        <footer className="dock">
          <QuickReplies
            labels={currentQuickReplies(chat.state)}
            isScale={isScaleAsked(chat.state)}
            onSay={chat.say}
          />
          <Tray
            files={files.files}
            problems={files.problems}
            onRemove={files.remove}
            onDismiss={files.dismiss}
            onSend={files.sendAll}
          />
          {isSharing && <PlaceSheet onSend={chat.sendPlace} onClose={closeSheet} />}
          <Composer
            onSay={chat.say}
            onPick={files.pick}
            onPlace={() => setSharing((before) => !before)}
          />
        </footer>
      </main>
      {photo !== undefined && <Lightbox photo={photo} onClose={closePhoto} />}
    </div>
  );
}

function useFontSize(storage: PageStorage): readonly [FontSize, (size: FontSize) => void] {
  const [fontSize, setFontSize] = useState(() => storage.fontSize());
  useEffect(() => {
    document.documentElement.dataset['font'] = fontSize;
    storage.keepFontSize(fontSize);
  }, [fontSize, storage]);
  return [fontSize, setFontSize];
}

function useBrand({ name, color }: Brand): void {
  useEffect(() => {
    if (name !== '') document.title = `${name} ${COPY.titleSuffix}`;
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const paint = (): void => {
      const palette = brandPalette(color, dark.matches ? 'dark' : 'light');
      const { style } = document.documentElement;
      style.setProperty('--brand', palette.brand);
      style.setProperty('--on-brand', palette.onBrand);
      style.setProperty('--ink', palette.ink);
      style.setProperty('--tint', palette.tint);
    };
    paint();
    // Safari 13 has no addEventListener here; there the page keeps the colours it opened with.
    dark.addEventListener?.('change', paint);
    return () => dark.removeEventListener?.('change', paint);
  }, [name, color]);
}

/** Tells the embedding site how many messages wait unseen, and that Escape was pressed. */
function useHost(host: HostBridge | undefined, { messages }: ChatState): void {
  const [seenCount, setSeenCount] = useState<number>();
  const fromDesk = messages.filter((message) => message.from !== 'me').length;
  useEffect(() => {
    if (host === undefined) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.isComposing) host.tell({ kind: 'careline:close' });
    };
    document.addEventListener('keydown', onKeyDown);
    const stop = host.listen((message) => {
      if (message.kind === 'careline:shown') setSeenCount(message.isOpen ? undefined : fromDesk);
    });
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      stop();
    };
  }, [host, fromDesk]);
  useEffect(() => {
    if (seenCount !== undefined)
      host?.tell({ kind: 'careline:unread', count: fromDesk - seenCount });
  }, [host, fromDesk, seenCount]);
}
