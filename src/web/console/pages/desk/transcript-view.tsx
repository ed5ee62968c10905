import { DownOutlined } from '@ant-design/icons';
import { Button, Image } from 'antd';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Failure, Waiting } from '../../components/states.tsx';
import { useNow } from '../../desk-context.tsx';
import { formatDay } from '../../format.ts';
import { type EarlierMessage, EarlierTalks } from '../../parts/earlier-talks.tsx';
import { Bubble, OutgoingBubble } from './bubble.tsx';
import { DESK_COPY } from './copy-desk.ts';
import { countNew, rowsOf } from './transcript-state.ts';
import type { Transcript } from './use-transcript.ts';

/** Closer to the end than this counts as being there, in pixels. */
const END_PIXELS = 80;
const MINUTE_MS = 60_000;

interface TranscriptViewProps {
  readonly conversationId: string;
  readonly transcript: Transcript;
}

/** What was said. It stays at the end while one is there, and where one reads otherwise. */
export function TranscriptView({ conversationId, transcript }: TranscriptViewProps) {
  const { messages, outgoing } = transcript;
  const rows = useMemo(() => rowsOf(messages), [messages]);
  const now = useNow(MINUTE_MS);
  const scroll = useScroll(messages[0]?.seq, messages.at(-1)?.seq, outgoing.length);
  const fresh = countNew(messages, scroll.seenSeq);
  if (transcript.error !== undefined && messages.length === 0) {
    return (
      <Failure
        what={DESK_COPY.chat.failedTranscript}
        error={transcript.error}
        onRetry={transcript.reload}
      />
    );
  }
  return (
    <div className="chat-frame">
      <div
        className="chat-log"
        ref={scroll.box}
        onScroll={scroll.onScroll}
        role="log"
        aria-label={DESK_COPY.chat.transcript}
      >
        {transcript.isLoading && messages.length === 0 && <Waiting />}
        {transcript.isWhole && (
          <EarlierTalks key={conversationId} conversationId={conversationId} show={showEarlier} />
        )}
        {messages.length > 0 && <Beginning transcript={transcript} />}
        <Image.PreviewGroup>
          {rows.map((row) =>
            row.kind === 'day' ? (
              <p className="chat-day" key={row.key}>
                {formatDay(row.at, now)}
              </p>
            ) : (
              <Bubble
                key={row.key}
                conversationId={conversationId}
                message={row.message}
                isFirst={row.isFirst}
              />
            ),
          )}
        </Image.PreviewGroup>
        {outgoing.map((one) => (
          <OutgoingBubble
            key={one.key}
            outgoing={one}
            onRetry={() => void transcript.send(one)}
            onDiscard={() => transcript.discard(one.key)}
          />
        ))}
      </div>
      {!scroll.isAtEnd && (
        <Button
          className="chat-to-end"
          shape="round"
          size="small"
          icon={<DownOutlined />}
          onClick={scroll.toEnd}
        >
          {fresh > 0 ? DESK_COPY.chat.newMessages(fresh) : DESK_COPY.chat.toBottom}
        </Button>
      )}
    </div>
  );
}

function showEarlier(message: EarlierMessage) {
  return <Bubble conversationId={message.conversationId} message={message} isFirst />;
}

/** Where the conversation begins, or the way to what was said before. */
function Beginning({ transcript }: { readonly transcript: Transcript }) {
  if (transcript.isWhole) return <p className="chat-day">{DESK_COPY.chat.beginning}</p>;
  return (
    <Button
      className="chat-older"
      type="link"
      loading={transcript.isLoadingOlder}
      onClick={transcript.loadOlder}
    >
      {transcript.isLoadingOlder ? DESK_COPY.chat.loadingOlder : DESK_COPY.chat.loadOlder}
    </Button>
  );
}

/** Keeps the place: at the end when new words come, at the same words when older ones are put before them. */
function useScroll(firstSeq: number | undefined, lastSeq: number | undefined, outgoing: number) {
  const box = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const [seenSeq, setSeenSeq] = useState(0);
  const before = useRef({ firstSeq, height: 0 });
  const atEnd = useRef(true);
  atEnd.current = isAtEnd;
  // biome-ignore lint/correctness/useExhaustiveDependencies: they say that the transcript has grown.
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    const isOlderAdded =
      firstSeq !== undefined &&
      before.current.firstSeq !== undefined &&
      firstSeq < before.current.firstSeq;
    if (isOlderAdded) current.scrollTop += current.scrollHeight - before.current.height;
    else if (atEnd.current) current.scrollTop = current.scrollHeight;
    before.current = { firstSeq, height: current.scrollHeight };
  }, [firstSeq, lastSeq, outgoing]);
  useEffect(() => {
    if (isAtEnd && lastSeq !== undefined) setSeenSeq(lastSeq);
  }, [isAtEnd, lastSeq]);
  useEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    // Photos load later, and the composer grows: both push the end out of sight.
    const watch = new ResizeObserver(() => {
      if (atEnd.current) current.scrollTop = current.scrollHeight;
    });
    watch.observe(current);
    const onLoad = (): void => {
      if (atEnd.current) current.scrollTop = current.scrollHeight;
    };
    current.addEventListener('load', onLoad, true);
    return () => {
      watch.disconnect();
      current.removeEventListener('load', onLoad, true);
    };
  }, []);
  return {
    box,
    isAtEnd,
    seenSeq,
    onScroll: (): void => {
      const { current } = box;
      if (current === null) return;
      setAtEnd(current.scrollHeight - current.scrollTop - current.clientHeight < END_PIXELS);
    },
    toEnd: (): void => {
      box.current?.scrollTo({ top: box.current.scrollHeight, behavior: 'smooth' });
    },
  };
}
