import { Drawer, Empty } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useDesk } from '../../desk-context.tsx';
import type { PageProps } from '../../page-props.ts';
import { navigate } from '../../router.tsx';
import { Conversation } from './conversation.tsx';
import { DESK_COPY } from './copy-desk.ts';
import { CustomerSide } from './customer-side.tsx';
import { QueueColumn } from './queue-column.tsx';
import { useSeen } from './seen.ts';
import { neighbour, nextUnanswered, sortMine } from './sla.ts';
import { useMedia } from './use-media.ts';

/** Below this the customer's side is a drawer; below the second, one thing at a time. */
const SIDE_FITS = '(min-width: 1180px)';
const LIST_FITS = '(min-width: 760px)';

/** My desk: who waits, who is mine, the talk, and the customer beside it. */
export function Page({ rest: conversationId }: PageProps) {
  const { mine } = useDesk();
  const seen = useSeen();
  const isSideBeside = useMedia(SIDE_FITS);
  const isListBeside = useMedia(LIST_FITS);
  const [isSideOpen, setSideOpen] = useState(false);
  const isOpen = conversationId !== '';
  useConversationKeys(conversationId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation, another customer.
  useEffect(() => setSideOpen(false), [conversationId]);
  const goOn = useCallback((): void => {
    const next = nextUnanswered(mine.data ?? [], conversationId);
    if (next !== undefined) open(next);
  }, [mine.data, conversationId]);
  return (
    <div className="desk">
      {(isListBeside || !isOpen) && <QueueColumn current={conversationId} seen={seen.seen} />}
      {isOpen ? (
        <Conversation
          key={conversationId}
          conversationId={conversationId}
          onSeen={seen.markSeen}
          onSentAndNext={goOn}
          onOpenSide={isSideBeside ? undefined : () => setSideOpen(true)}
          onBack={isListBeside ? undefined : () => navigate('/desk')}
        />
      ) : (
        isListBeside && (
          <section className="desk-nothing">
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={
                <>
                  {DESK_COPY.chat.empty}
                  <br />
                  <small>{DESK_COPY.chat.emptyHint}</small>
                </>
              }
            />
          </section>
        )
      )}
      {isOpen && isSideBeside && (
        <CustomerSide key={`side ${conversationId}`} conversationId={conversationId} />
      )}
      <Drawer
        open={isSideOpen && !isSideBeside}
        onClose={() => setSideOpen(false)}
        size={isListBeside ? 380 : '100%'}
        title={DESK_COPY.chat.side}
        rootClassName="desk-drawer"
      >
        {isOpen && isSideOpen && <CustomerSide conversationId={conversationId} />}
      </Drawer>
    </div>
  );
}

function open(conversationId: string): void {
  navigate(`/desk/${encodeURIComponent(conversationId)}`);
}

/** Alt+↑ and Alt+↓ go through my conversations, round and round. */
function useConversationKeys(current: string): void {
  const { mine } = useDesk();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isUp = event.key === 'ArrowUp';
      if (!event.altKey || !(isUp || event.key === 'ArrowDown')) return;
      event.preventDefault();
      const ids = sortMine(mine.data ?? []).map(({ conversationId }) => conversationId);
      const next = neighbour(ids, current, isUp ? -1 : 1);
      if (next !== undefined) open(next);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [mine.data, current]);
}
