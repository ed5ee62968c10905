import { Button } from 'antd';
import { Fragment, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { pageOf } from '../../../server/contract/common.ts';
import { historyMessage } from '../../../server/contract/conversation.ts';
import { call, path } from '../api.ts';
import { Waiting } from '../components/states.tsx';
import { CONVERSATION_COPY } from '../copy-admin/find.ts';
import { channelName } from '../copy-admin/labels-desk.ts';
import { LoadProblem } from './load-problem.tsx';
import { showTime } from './show.ts';
import { useList } from './use-list.ts';

export type EarlierMessage = z.infer<typeof historyMessage>;

const HISTORY = pageOf(historyMessage);
/** Messages of one page. */
const LIMIT = 50;
const { history } = CONVERSATION_COPY;

interface EarlierTalksProps {
  readonly conversationId: string;
  /** How one message is shown, where it is shown. */
  readonly show: (message: EarlierMessage) => ReactNode;
}

/** What the same person said in other conversations, on whatever channel: fetched when somebody wants to know. */
export function EarlierTalks(props: EarlierTalksProps) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <Talks {...props} />;
  return (
    <Button className="chat-older" type="link" onClick={() => setOpen(true)}>
      {history.open}
    </Button>
  );
}

function Talks({ conversationId, show }: EarlierTalksProps) {
  const list = useList(`history ${conversationId}`, (cursor, signal) =>
    call({
      path: path`/conversations/${conversationId}/history`,
      query: { limit: LIMIT, cursor },
      answer: HISTORY,
      signal,
    }),
  );
  const end = useRef<HTMLParagraphElement>(null);
  const isThere = list.items !== undefined;
  // What was said last is read first, as in every transcript.
  useLayoutEffect(() => {
    if (isThere) end.current?.scrollIntoView({ block: 'nearest' });
  }, [isThere]);
  if (list.items === undefined) {
    if (list.error === undefined) return <Waiting />;
    return <LoadProblem error={list.error} retry={list.reload} />;
  }
  const messages = list.items.filter(isVisible).reverse();
  return (
    <section aria-label={history.title} style={{ display: 'contents' }}>
      {list.more !== undefined && (
        <Button className="chat-older" type="link" onClick={list.more} loading={list.isLoadingMore}>
          {history.more}
        </Button>
      )}
      {messages.map((message, at) => (
        <Fragment key={`${message.conversationId} ${message.seq}`}>
          {message.conversationId !== messages[at - 1]?.conversationId && (
            <p className="chat-day">
              {history.on(channelName(message.channelAccount), showTime(message.at))}
            </p>
          )}
          {show(message)}
        </Fragment>
      ))}
      <p className="chat-day" ref={end}>
        {messages.length === 0 ? history.none : history.end}
      </p>
    </section>
  );
}

function isVisible({ text, attachments }: EarlierMessage): boolean {
  return (text ?? '') !== '' || attachments.length > 0;
}
