import { Button, Flex, Image, Tag, Tooltip, Typography, theme } from 'antd';
import type { z } from 'zod';
import { pageOf } from '../../../../server/contract/common.ts';
import { transcriptMessage } from '../../../../server/contract/conversation.ts';
import { messageRevealInput, revealedMessage } from '../../../../server/contract/handoff.ts';
import { call, path } from '../../api.ts';
import { Waiting } from '../../components/states.tsx';
import { CONVERSATION_COPY } from '../../copy-admin/find.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { EarlierTalks } from '../../parts/earlier-talks.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { Reveal } from '../../parts/reveal.tsx';
import { showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { useRole } from '../../parts/use-role.ts';
import { DESK_COPY } from '../desk/copy-desk.ts';

type Message = z.infer<typeof transcriptMessage>;

const MESSAGES = pageOf(transcriptMessage);
/** Messages of one page. */
const LIMIT = 100;

/** Everything that was said in a conversation, oldest first; to read only. */
export function Transcript({ conversationId }: { conversationId: string }) {
  const list = useList(
    `transcript ${conversationId}`,
    (cursor, signal) =>
      call({
        path: path`/conversations/${conversationId}/messages`,
        query: { limit: LIMIT, cursor },
        answer: MESSAGES,
        signal,
      }),
    {
      reloadOn: (event) => event.kind === 'message' && event.conversationId === conversationId,
    },
  );
  if (list.items === undefined) {
    return list.error === undefined ? (
      <Waiting />
    ) : (
      <LoadProblem error={list.error} retry={list.reload} />
    );
  }
  const shown = list.items.filter(isVisible);
  return (
    <Flex vertical gap={10} role="log" aria-label={CONVERSATION_COPY.open}>
      {list.error !== undefined && <LoadProblem error={list.error} retry={list.reload} isStale />}
      {shown.length === 0 && (
        <Typography.Text type="secondary">{ACTION_COPY.empty}</Typography.Text>
      )}
      <EarlierTalks
        key={conversationId}
        conversationId={conversationId}
        show={(message) => <Bubble message={message} conversationId={message.conversationId} />}
      />
      {shown.map((message) => (
        <Bubble key={message.seq} message={message} conversationId={conversationId} />
      ))}
      {list.more !== undefined && (
        <Button onClick={list.more} loading={list.isLoadingMore} style={{ alignSelf: 'center' }}>
          {CONVERSATION_COPY.earlier}
        </Button>
      )}
    </Flex>
  );
}

/** Typing, joining and the desk's own signals say nothing to a reader. */
function isVisible(message: Message): boolean {
  return (message.text ?? '') !== '' || message.attachments.length > 0;
}

function Bubble({ message, conversationId }: { message: Message; conversationId: string }) {
  const { token } = theme.useToken();
  const { mayWork } = useRole();
  const isCustomer = message.author === 'customer';
  if (message.author === 'system') {
    return (
      <Typography.Text type="secondary" style={{ textAlign: 'center', fontSize: 12 }}>
        {message.text} · {showTime(message.at)}
      </Typography.Text>
    );
  }
  const background = isCustomer
    ? token.colorFillTertiary
    : message.author === 'agent'
      ? token.colorPrimaryBg
      : token.colorFillQuaternary;
  return (
    <Flex vertical gap={2} align={isCustomer ? 'flex-start' : 'flex-end'}>
      <Flex gap={6} align="center" wrap>
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {message.authorName ?? CONVERSATION_COPY.authors[message.author]} · {showTime(message.at)}
        </Typography.Text>
        {message.generatedBy === 'model' && <Tag>{CONVERSATION_COPY.ai}</Tag>}
        {message.isTranscribed === true && <Tag>{DESK_COPY.chat.transcribed}</Tag>}
        <NotDelivered message={message} />
        {isCustomer && mayWork && message.text?.includes('*') === true && (
          <RevealText conversationId={conversationId} seq={message.seq} />
        )}
      </Flex>
      <div
        style={{
          maxWidth: 'min(560px, 90%)',
          padding: '8px 12px',
          borderRadius: token.borderRadiusLG,
          background,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {message.text}
        {message.attachments.map((attachment) => (
          <Attachment
            key={attachment.fileId ?? JSON.stringify(attachment.content)}
            attachment={attachment}
            conversationId={conversationId}
          />
        ))}
      </div>
    </Flex>
  );
}

/** What did not reach the customer, and why. */
function NotDelivered({ message: { delivery, deliveryReason } }: { message: Message }) {
  if (delivery !== 'failed' && delivery !== 'suppressed' && delivery !== 'unknown') return null;
  const why = deliveryReason === null ? undefined : DESK_COPY.chat.deliveryWhy(deliveryReason);
  return (
    <Tooltip title={why}>
      <Tag color={delivery === 'failed' ? 'error' : 'warning'}>
        {DESK_COPY.chat.delivery[delivery]}
      </Tag>
    </Tooltip>
  );
}

function RevealText({ conversationId, seq }: { conversationId: string; seq: number }) {
  const ask = async (reason: string) => {
    const { text } = await call({
      method: 'POST',
      path: path`/conversations/${conversationId}/messages/${seq}/reveal`,
      body: messageRevealInput.parse({ reason }),
      answer: revealedMessage,
    });
    return text ?? CONVERSATION_COPY.noText;
  };
  return (
    <Reveal what={CONVERSATION_COPY.open} buttonText={CONVERSATION_COPY.revealText} ask={ask} />
  );
}

function Attachment({
  attachment,
  conversationId,
}: {
  attachment: Message['attachments'][number];
  conversationId: string;
}) {
  const { contentType, fileId, name } = attachment;
  if (fileId === null) {
    return <Tag>{titleOf(attachment.content) ?? name ?? CONVERSATION_COPY.card}</Tag>;
  }
  const url = `/api/v1${path`/conversations/${conversationId}/files/${fileId}`}`;
  if (!contentType.startsWith('image/')) {
    return (
      <a href={url} target="_blank" rel="noreferrer">
        {name ?? CONVERSATION_COPY.file}
      </a>
    );
  }
  return (
    <Image
      src={url}
      alt={name ?? CONVERSATION_COPY.photo}
      width={160}
      style={{ borderRadius: 6, display: 'block' }}
    />
  );
}

/** A card's own heading, when it has one. */
function titleOf(content: Message['attachments'][number]['content']): string | undefined {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return undefined;
  const title = content['title'];
  return typeof title === 'string' && title !== '' ? title : undefined;
}
