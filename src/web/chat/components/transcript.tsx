import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { COPY } from '../copy.ts';
import type { ChatState, Outgoing } from '../state/model.ts';
import { buildTimeline } from '../state/timeline.ts';
import type { OpenPhoto } from './attachments.tsx';
import { MessageRow, OutgoingRow } from './bubble.tsx';
import { ChevronDownIcon } from './icons.tsx';
import { Text } from './text.tsx';
import { Welcome } from './welcome.tsx';

/** What takes the focus when a tap takes its own button away. */
export const TRANSCRIPT_ID = 'transcript';

interface TranscriptProps {
  readonly state: ChatState;
  readonly onRetry: (outgoing: Outgoing) => void;
  readonly onSay: (text: string) => void;
  readonly onOpenPhoto: OpenPhoto;
}

/** How near the end still counts as reading along, in CSS pixels. */
const NEAR_END_PIXELS = 120;
/** `今天` turns into `昨天` while the page stays open. */
const CLOCK_MS = 60_000;
/** The history comes right after the stream opens; a screen reader should not read all of it aloud. */
const HISTORY_MS = 1_500;

/** The conversation. Announces what is new; follows the end unless the reader scrolled away. */
export function Transcript({ state, onRetry, onSay, onOpenPhoto }: TranscriptProps) {
  const now = useMinute();
  const isLive = useLive(state.connection === 'online');
  const items = useMemo(() => buildTimeline(state, now), [state, now]);
  const { scrollRef, isAway, unseen, follow, toEnd } = useFollow(state);
  const lastKey = items[items.length - 1]?.key;
  return (
    <div className="transcript-frame">
      <div
        ref={scrollRef}
        className="transcript"
        id={TRANSCRIPT_ID}
        role="log"
        aria-live={isLive ? 'polite' : 'off'}
        aria-relevant="additions"
        aria-label={COPY.transcript}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        onScroll={follow}
      >
        <div className="transcript-inner">
          {items.length === 0 && <Welcome isConnected={state.connection === 'online'} />}
          {items.length > 0 && (
            <div className="emergency">
              <Text text={COPY.welcome.emergency} />
            </div>
          )}
          {items.map((item) => {
            if (item.kind === 'time') {
              return (
                <p key={item.key} className="time">
                  {item.label}
                </p>
              );
            }
            if (item.kind === 'outgoing') {
              const { outgoing, opensGroup } = item;
              return (
                <OutgoingRow key={item.key} {...{ outgoing, opensGroup, onRetry, onOpenPhoto }} />
              );
            }
            const { message, opensGroup } = item;
            const previewUrl =
              message.clientId === undefined ? undefined : state.previews[message.clientId];
            const isLast = item.key === lastKey;
            return (
              <MessageRow
                key={item.key}
                {...{ message, opensGroup, isLast, previewUrl, onOpenPhoto, onSay }}
              />
            );
          })}
          {state.isTyping && <TypingRow />}
        </div>
      </div>
      {isAway && (
        <button type="button" className="to-end" onClick={toEnd}>
          <ChevronDownIcon />
          {unseen > 0 ? (
            COPY.newMessages(unseen)
          ) : (
            <span className="visually-hidden">{COPY.toBottom}</span>
          )}
        </button>
      )}
    </div>
  );
}

function TypingRow() {
  return (
    <div className="row row-them row-opens">
      <span className="avatar avatar-none" />
      <div className="bubble typing" role="img" aria-label={COPY.typing}>
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}

/** True from a moment after the first connection on. */
function useLive(isOnline: boolean): boolean {
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    if (!isOnline || isLive) return;
    const timer = setTimeout(() => setLive(true), HISTORY_MS);
    return () => clearTimeout(timer);
  }, [isOnline, isLive]);
  return isLive;
}

function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), CLOCK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Keeps the end in view while the reader is there, also when the keyboard makes the room smaller. */
function useFollow({ messages, outgoing, isTyping }: ChatState) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const seenCount = useRef(0);
  const [isAway, setAway] = useState(false);
  const toEnd = useCallback(() => {
    const scroll = scrollRef.current;
    if (scroll !== null) scroll.scrollTop = scroll.scrollHeight;
  }, []);
  const follow = useCallback(() => {
    const scroll = scrollRef.current;
    if (scroll === null) return;
    const isNear = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_END_PIXELS;
    isFollowing.current = isNear;
    setAway(!isNear);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown changed, so the end moved.
  useLayoutEffect(() => {
    // What I said myself is always shown.
    if (outgoing.length > 0 && outgoing[outgoing.length - 1]?.state !== 'failed')
      isFollowing.current = true;
    if (isFollowing.current) toEnd();
  }, [messages, outgoing, isTyping, toEnd]);
  useEffect(() => {
    const scroll = scrollRef.current;
    if (scroll?.firstElementChild == null || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => isFollowing.current && toEnd());
    observer.observe(scroll);
    observer.observe(scroll.firstElementChild);
    return () => observer.disconnect();
  }, [toEnd]);
  if (!isAway) seenCount.current = messages.length;
  return { scrollRef, isAway, unseen: messages.length - seenCount.current, follow, toEnd };
}
