import { AudioOutlined, FilePdfOutlined } from '@ant-design/icons';
import { Image } from 'antd';
import { z } from 'zod';
import { DESK_COPY } from './copy-desk.ts';
import type { Message } from './transcript-state.ts';

type Attachment = Message['attachments'][number];

/** What a card of the bot says, whatever kind it is; what it lacks is not shown. */
const cardContent = z.object({
  title: z.string().optional(),
  subtitle: z.string().optional(),
  text: z.string().optional(),
  buttons: z.array(z.object({ title: z.string().optional() })).optional(),
});

interface AttachmentsProps {
  readonly conversationId: string;
  readonly attachments: readonly Attachment[];
}

/** Photos as thumbnails that open large, files to download, cards in their words. */
export function Attachments({ conversationId, attachments }: AttachmentsProps) {
  if (attachments.length === 0) return null;
  return (
    <div className="bubble-attachments">
      {attachments.map((attachment, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message's attachments never change.
        <OneAttachment key={at} conversationId={conversationId} attachment={attachment} />
      ))}
    </div>
  );
}

/** Where the bytes are; the session's cookie goes along. */
export function fileUrl(conversationId: string, fileId: string): string {
  return `/api/v1/conversations/${encodeURIComponent(conversationId)}/files/${encodeURIComponent(fileId)}`;
}

function OneAttachment({
  conversationId,
  attachment: { contentType, name, fileId, content },
}: {
  readonly conversationId: string;
  readonly attachment: Attachment;
}) {
  if (fileId === null) return <Card content={content} />;
  const url = fileUrl(conversationId, fileId);
  if (contentType.startsWith('image/')) {
    return (
      <Image
        className="bubble-photo"
        src={url}
        alt={name ?? DESK_COPY.chat.photo}
        width={168}
        height={126}
        loading="lazy"
      />
    );
  }
  if (contentType.startsWith('video/')) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for what a customer filmed.
      <video
        className="bubble-video"
        src={url}
        aria-label={name ?? DESK_COPY.chat.playVideo}
        controls
        preload="metadata"
      />
    );
  }
  // What Chinese phones record for WeChat is AMR, which no browser plays: that one is to be downloaded.
  if (contentType.startsWith('audio/') && contentType !== 'audio/amr') {
    return (
      // biome-ignore lint/a11y/useMediaCaption: its words are beside it when it could be transcribed.
      <audio src={url} aria-label={name ?? DESK_COPY.chat.playVoice} controls preload="none" />
    );
  }
  return (
    <a className="bubble-file" href={url} download={name ?? ''}>
      {contentType.startsWith('audio/') ? <AudioOutlined /> : <FilePdfOutlined />}{' '}
      {name ?? DESK_COPY.chat.file}
      <small>{DESK_COPY.chat.download}</small>
    </a>
  );
}

function Card({ content }: { readonly content: unknown }) {
  const read = cardContent.safeParse(content);
  const { title, subtitle, text, buttons = [] } = read.success ? read.data : {};
  if ([title, subtitle, text].every((words) => words === undefined) && buttons.length === 0) {
    return <div className="bubble-card">{DESK_COPY.chat.unknownAttachment}</div>;
  }
  return (
    <div className="bubble-card">
      {title !== undefined && <strong>{title}</strong>}
      {subtitle !== undefined && <span>{subtitle}</span>}
      {text !== undefined && <span>{text}</span>}
      {buttons.map((button) => (
        <em key={button.title}>{button.title}</em>
      ))}
    </div>
  );
}
