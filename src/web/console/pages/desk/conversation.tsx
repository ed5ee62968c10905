import { Alert, App, Button } from 'antd';
import { useEffect } from 'react';
import { handoff as handoffSchema } from '../../../../server/contract/handoff.ts';
import { call, path } from '../../api.ts';
import { Failure } from '../../components/states.tsx';
import { acceptHandoff, type Handoff, useDesk } from '../../desk-context.tsx';
import { useSession } from '../../session.ts';
import { useAction } from '../../use-request.ts';
import { Composer } from './composer.tsx';
import { ConversationHead } from './conversation-head.tsx';
import { DESK_COPY } from './copy-desk.ts';
import { TranscriptView } from './transcript-view.tsx';
import { useConversation } from './use-conversation.ts';
import { useTranscript } from './use-transcript.ts';
import { WrapUpBar } from './wrap-up-bar.tsx';

interface ConversationProps {
  readonly conversationId: string;
  readonly onSeen: (conversationId: string, seq: number) => void;
  /** Ctrl+Enter sent: on to whoever waits next. */
  readonly onSentAndNext: () => void;
  readonly onOpenSide: (() => void) | undefined;
  readonly onBack: (() => void) | undefined;
}

/** One talk: head with actions, transcript, and what I answer with. */
export function Conversation(props: ConversationProps) {
  const { conversationId, onSeen } = props;
  const { about, standing, reload } = useConversation(conversationId);
  const transcript = useTranscript(conversationId);
  const lastSeq = transcript.messages.at(-1)?.seq ?? 0;
  useSeenWhileVisible(conversationId, lastSeq, onSeen);
  if (about.error !== undefined && about.data === undefined) {
    return (
      <section className="chat">
        <Failure
          what={DESK_COPY.chat.failedConversation}
          error={about.error}
          onRetry={about.reload}
        />
      </section>
    );
  }
  return (
    <section className="chat" aria-label={DESK_COPY.chat.transcript}>
      <ConversationHead {...props} about={about.data} standing={standing} onChanged={reload} />
      <TranscriptView conversationId={conversationId} transcript={transcript} />
      {standing.kind === 'mine' && (
        <Composer
          conversationId={conversationId}
          lastSeq={lastSeq}
          onSend={transcript.send}
          onSentAndNext={props.onSentAndNext}
        />
      )}
      {standing.kind === 'wrapping_up' && <WrapUpBar handoff={standing.handoff} onDone={reload} />}
      {(standing.kind === 'waiting' || standing.kind === 'other' || standing.kind === 'bot') && (
        <Outside conversationId={conversationId} standing={standing} onChanged={reload} />
      )}
    </section>
  );
}

/** Why I cannot answer here, and how I may. */
function Outside({
  conversationId,
  standing,
  onChanged,
}: {
  readonly conversationId: string;
  readonly standing: ReturnType<typeof useConversation>['standing'];
  readonly onChanged: () => void;
}) {
  const { me } = useSession();
  const desk = useDesk();
  const { modal } = App.useApp();
  const isLead = me.role === 'supervisor' || me.role === 'admin';
  const changed = (): void => {
    desk.reload();
    onChanged();
  };
  const accept = useAction(async (id: string) => {
    await acceptHandoff(id).finally(changed);
  });
  const takeOver = useAction(async () => {
    const target =
      'handoff' in standing
        ? path`/handoffs/${standing.handoff.id}/take-over`
        : path`/conversations/${conversationId}/take-over`;
    await call({ method: 'POST', path: target, answer: handoffSchema }).finally(changed);
  });
  const askTakeOver = (): void => {
    void modal.confirm({
      title: DESK_COPY.chat.takeOverTitle,
      content: DESK_COPY.chat.takeOverText,
      okText: DESK_COPY.chat.takeOver,
      onOk: () => takeOver.run(),
    });
  };
  return (
    <footer className="chat-outside">
      <Alert
        type="info"
        showIcon
        title={outsideText(standing, me.id)}
        description={DESK_COPY.chat.readOnly}
        action={
          <span className="chat-outside-actions">
            {standing.kind === 'waiting' && !isForOther(standing.handoff, me.id) && (
              <Button
                type="primary"
                loading={accept.isBusy}
                onClick={() => void accept.run(standing.handoff.id)}
              >
                {DESK_COPY.chat.acceptHere}
              </Button>
            )}
            {isLead && standing.kind !== 'waiting' && (
              <Button loading={takeOver.isBusy} onClick={askTakeOver}>
                {DESK_COPY.chat.takeOver}
              </Button>
            )}
          </span>
        }
      />
    </footer>
  );
}

/** A colleague has the word first; when they let it pass, everybody has it. */
function isForOther({ state, offeredTo }: Handoff, myId: string): boolean {
  return state === 'offered' && offeredTo !== myId;
}

function outsideText(
  standing: ReturnType<typeof useConversation>['standing'],
  myId: string,
): string {
  switch (standing.kind) {
    case 'waiting':
      return isForOther(standing.handoff, myId)
        ? DESK_COPY.chat.offeredToOther
        : DESK_COPY.chat.waitingNow;
    case 'bot':
      return DESK_COPY.chat.withBot;
    case 'mine':
    case 'wrapping_up':
    case 'other':
      return DESK_COPY.chat.claimedBy(standing.handoff.agentName ?? DESK_COPY.chat.authors.agent);
  }
}

/** What is on the screen counts as seen only while somebody can look at it. */
function useSeenWhileVisible(
  conversationId: string,
  lastSeq: number,
  onSeen: (conversationId: string, seq: number) => void,
): void {
  useEffect(() => {
    const mark = (): void => {
      if (lastSeq > 0 && document.visibilityState === 'visible') onSeen(conversationId, lastSeq);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [conversationId, lastSeq, onSeen]);
}
