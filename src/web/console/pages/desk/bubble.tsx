import { EnvironmentOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { Button, Tag, Tooltip } from 'antd';
import { revealedMessage } from '../../../../server/contract/handoff.ts';
import { call, path } from '../../api.ts';
import { formatTime } from '../../format.ts';
import { Reveal } from '../../parts/reveal.tsx';
import { Attachments } from './attachments.tsx';
import { DESK_COPY } from './copy-desk.ts';
import type { Message, Outgoing } from './transcript-state.ts';

const { chat } = DESK_COPY;
const DELIVERY: Readonly<Record<string, string>> = chat.delivery;
/** Delivery states that an agent has to see. */
const NOT_DELIVERED: ReadonlySet<string> = new Set(['failed', 'suppressed', 'unknown']);

interface BubbleProps {
  readonly conversationId: string;
  readonly message: Message;
  readonly isFirst: boolean;
}

/** One message: who, when, what, and what became of it. */
export function Bubble({ conversationId, message, isFirst }: BubbleProps) {
  const { author, text, attachments } = message;
  if (author === 'system') {
    return <p className="chat-system">{text}</p>;
  }
  const isMasked = text?.includes('*') === true;
  return (
    <article className={`bubble bubble-${author}${isFirst ? ' is-first' : ''}`}>
      {isFirst && (
        <header>
          {message.authorName ?? chat.authors[author]}
          <time dateTime={message.at}>{formatTime(message.at)}</time>
        </header>
      )}
      {(text ?? '') !== '' && <div className="bubble-text">{text}</div>}
      {message.place !== undefined && <Place {...message.place} />}
      <Attachments conversationId={conversationId} attachments={attachments} />
      <footer>
        {message.generatedBy === 'model' && <Tag>{chat.ai}</Tag>}
        {message.isTranscribed === true && <Tag>{chat.transcribed}</Tag>}
        {isMasked && (
          <Reveal
            what={chat.revealWhat}
            buttonText={chat.reveal}
            ask={(reason) => reveal(conversationId, message.seq, reason)}
          />
        )}
        <Delivery message={message} />
      </footer>
    </article>
  );
}

/** Of WGS-84; about a metre. */
const PLACE_DECIMALS = 5;

/** The point itself, for maps and for whoever is sent there. */
function Place({ latitude, longitude }: NonNullable<Message['place']>) {
  return (
    <div className="bubble-place">
      <EnvironmentOutlined />{' '}
      {chat.place(latitude.toFixed(PLACE_DECIMALS), longitude.toFixed(PLACE_DECIMALS))}
    </div>
  );
}

async function reveal(conversationId: string, seq: number, reason: string): Promise<string> {
  const { text } = await call({
    method: 'POST',
    path: path`/conversations/${conversationId}/messages/${seq}/reveal`,
    body: { reason },
    answer: revealedMessage,
  });
  return text ?? '';
}

function Delivery({
  message: { author, delivery, deliveryReason },
}: {
  readonly message: Message;
}) {
  if (delivery === null || author === 'customer') return null;
  const text = DELIVERY[delivery] ?? delivery;
  if (!NOT_DELIVERED.has(delivery)) {
    return author === 'agent' ? <span className="bubble-delivery">{text}</span> : null;
  }
  return (
    <Tooltip title={deliveryReason === null ? undefined : chat.deliveryWhy(deliveryReason)}>
      <span className="bubble-delivery is-bad">
        <ExclamationCircleOutlined /> {text}
      </span>
    </Tooltip>
  );
}

interface OutgoingBubbleProps {
  readonly outgoing: Outgoing;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}

/** What I sent and the server has not shown yet. */
export function OutgoingBubble({ outgoing, onRetry, onDiscard }: OutgoingBubbleProps) {
  const isFailed = outgoing.state === 'failed';
  return (
    <article className="bubble bubble-agent is-first">
      {outgoing.text !== '' && <div className="bubble-text">{outgoing.text}</div>}
      {outgoing.files.map(({ fileId, name }) => (
        <div className="bubble-file" key={fileId}>
          {name}
        </div>
      ))}
      <footer>
        {isFailed ? (
          <>
            <span className="bubble-delivery is-bad" role="alert">
              <ExclamationCircleOutlined /> {chat.outgoing.failed}
              {outgoing.problem !== undefined && `：${outgoing.problem}`}
            </span>
            <Button size="small" type="link" onClick={onRetry}>
              {chat.retry}
            </Button>
            <Button size="small" type="link" danger onClick={onDiscard}>
              {chat.discard}
            </Button>
          </>
        ) : (
          <span className="bubble-delivery">{chat.outgoing.sending}</span>
        )}
      </footer>
    </article>
  );
}
