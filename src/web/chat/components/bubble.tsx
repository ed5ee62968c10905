import { memo } from 'react';
import { COPY } from '../copy.ts';
import type { Message, Outgoing } from '../state/model.ts';
import { Attachments, FileLink, Hero, type OpenPhoto, Photo, Progress } from './attachments.tsx';
import { Card } from './cards.tsx';
import { AlertIcon, PersonIcon, ShieldIcon } from './icons.tsx';
import { PlaceCard } from './place-card.tsx';
import { Text } from './text.tsx';

interface MessageRowProps {
  readonly message: Message;
  readonly opensGroup: boolean;
  readonly isLast: boolean;
  readonly previewUrl?: string | undefined;
  readonly onOpenPhoto: OpenPhoto;
  readonly onSay: (text: string) => void;
}

/** One stored message. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message } = props;
  const isMine = message.from === 'me';
  const hasCard = message.card !== undefined || message.heroes.length > 0;
  const author = isMine
    ? COPY.me
    : message.from === 'agent'
      ? (message.agentName ?? COPY.agentFallback)
      : COPY.assistant;
  if (message.from === 'system') return <SystemLine message={message} />;
  return (
    <article className={rowClass(message.from, props.opensGroup) + (hasCard ? ' row-card' : '')}>
      {!isMine && <Avatar message={message} isShown={props.opensGroup} />}
      <div className="stack">
        {!isMine && props.opensGroup ? (
          <p className="author">
            <span>{author}</span>
            {message.from === 'agent' && <span className="author-role">{COPY.agentRole}</span>}
          </p>
        ) : (
          <p className="visually-hidden">{author}：</p>
        )}
        {message.place !== undefined && <PlaceCard place={message.place} />}
        {message.text !== '' && message.place === undefined && (
          <div className="bubble">
            {isMine ? <div className="text">{message.text}</div> : <Text text={message.text} />}
          </div>
        )}
        {message.card !== undefined && <Card card={message.card} />}
        {message.heroes.map((hero) => (
          <Hero key={`${hero.title}${hero.text}`} hero={hero} onSay={props.onSay} />
        ))}
        <Attachments
          attachments={message.attachments}
          previewUrl={props.previewUrl}
          onOpenPhoto={props.onOpenPhoto}
        />
        {message.isModelWritten && <p className="note">{COPY.ai}</p>}
        {isMine && props.isLast && <p className="note">{COPY.status.sent}</p>}
      </div>
    </article>
  );
});

/** What the desk itself says: `人工客服 小王 已接入`. */
function SystemLine({ message }: { readonly message: Message }) {
  return (
    <div className="system">
      <Text text={message.text} />
    </div>
  );
}

function Avatar({ message, isShown }: { readonly message: Message; readonly isShown: boolean }) {
  if (!isShown) return <span className="avatar avatar-none" />;
  if (message.from === 'agent') {
    return (
      <span className="avatar avatar-agent" aria-hidden="true">
        <PersonIcon />
      </span>
    );
  }
  return (
    <span className="avatar" aria-hidden="true">
      <ShieldIcon />
    </span>
  );
}

interface OutgoingRowProps {
  readonly outgoing: Outgoing;
  readonly opensGroup: boolean;
  readonly onRetry: (outgoing: Outgoing) => void;
  readonly onOpenPhoto: OpenPhoto;
}

/** One own message on its way. */
export const OutgoingRow = memo(function OutgoingRow({
  outgoing,
  opensGroup,
  onRetry,
  onOpenPhoto,
}: OutgoingRowProps) {
  const { file, state } = outgoing;
  const isLeaving = state === 'sending' && file !== undefined;
  return (
    <article className={`${rowClass('me', opensGroup)} is-${state}`}>
      <div className="stack">
        <p className="visually-hidden">{COPY.me}：</p>
        {file?.previewUrl !== undefined && (
          <Photo
            url={file.previewUrl}
            name={file.name}
            progress={isLeaving ? outgoing.progress : undefined}
            onOpen={() => onOpenPhoto({ url: file.previewUrl ?? '', name: file.name })}
          />
        )}
        {file !== undefined && file.previewUrl === undefined && (
          <div className="file-sending">
            <FileLink name={file.name} />
            {isLeaving && <Progress share={outgoing.progress} />}
          </div>
        )}
        {outgoing.place !== undefined && <PlaceCard place={outgoing.place} />}
        {outgoing.text !== '' && outgoing.place === undefined && (
          <div className="bubble">
            <div className="text">{outgoing.text}</div>
          </div>
        )}
        <SendStatus outgoing={outgoing} onRetry={onRetry} />
      </div>
    </article>
  );
});

function SendStatus({ outgoing, onRetry }: Pick<OutgoingRowProps, 'outgoing' | 'onRetry'>) {
  if (outgoing.state !== 'failed') return <p className="note">{COPY.status[outgoing.state]}</p>;
  const what = outgoing.text || (outgoing.file?.name ?? '');
  return (
    <p className="note note-failed">
      <AlertIcon />
      {COPY.status.failed}
      <button
        type="button"
        className="retry"
        aria-label={COPY.status.retryAria(what)}
        onClick={() => onRetry(outgoing)}
      >
        {COPY.status.retry}
      </button>
    </p>
  );
}

function rowClass(from: Message['from'], opensGroup: boolean): string {
  return `row row-${from === 'me' ? 'me' : 'them'}${opensGroup ? ' row-opens' : ''}`;
}
