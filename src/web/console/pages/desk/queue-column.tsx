import { Badge, Button } from 'antd';
import { memo } from 'react';
import { HandoffTags } from '../../components/handoff-tags.tsx';
import { Failure, Waiting } from '../../components/states.tsx';
import { COPY } from '../../copy.ts';
import { acceptHandoff, type Handoff, useDesk, useNow } from '../../desk-context.tsx';
import { formatClock, formatDuration, formatMoment } from '../../format.ts';
import { Link, navigate } from '../../router.tsx';
import { useSession } from '../../session.ts';
import { useAction } from '../../use-request.ts';
import { DESK_COPY } from './copy-desk.ts';
import { NotOnline } from './not-online.tsx';
import { type Seen, unreadOf } from './seen.ts';
import { sortMine, waitOf } from './sla.ts';

const { list } = DESK_COPY;

interface QueueColumnProps {
  readonly current: string;
  readonly seen: Seen;
}

/** My conversations, and who waits for somebody. */
export function QueueColumn({ current, seen }: QueueColumnProps) {
  const { mine, waiting, state } = useDesk();
  const me = state.data?.me;
  return (
    <section className="desk-list" aria-label={list.title}>
      <header>
        <h2>{list.mine}</h2>
        {me !== undefined && <span>{list.load(me.active, me.capacity)}</span>}
      </header>
      {mine.error !== undefined && mine.data === undefined && (
        <Failure what={list.failedMine} error={mine.error} onRetry={mine.reload} />
      )}
      {mine.data === undefined && mine.error === undefined && <Waiting />}
      {me !== undefined && <NotOnline presence={me.presence} />}
      {mine.data?.length === 0 && (
        <p className="desk-list-none">
          {me?.presence === 'online' ? list.noneMine : list.noneMineAway}
        </p>
      )}
      <ul>
        {sortMine(mine.data ?? []).map((handoff) => (
          <MineItem
            key={handoff.id}
            handoff={handoff}
            isCurrent={handoff.conversationId === current}
            unread={unreadOf(handoff, seen)}
          />
        ))}
      </ul>
      <QueuePart current={current} waiting={waiting} />
    </section>
  );
}

function QueuePart({
  current,
  waiting,
}: {
  readonly current: string;
  readonly waiting: ReturnType<typeof useDesk>['waiting'];
}) {
  const { state, reload } = useDesk();
  const { isOpen = true, opensAt = null } = state.data ?? {};
  const next = waiting.data?.find((handoff) => handoff.state === 'queued');
  const take = useTake(reload);
  const me = state.data?.me;
  const isFull = me !== undefined && me.active >= me.capacity;
  return (
    <>
      <header>
        <h2>{list.waiting}</h2>
        <Badge count={waiting.data?.length ?? 0} overflowCount={999} color="var(--warning)" />
        {next !== undefined && (
          <Button
            size="small"
            type="primary"
            ghost
            loading={take.isBusy}
            disabled={isFull}
            title={isFull ? list.full : undefined}
            onClick={() => void take.run(next)}
          >
            {list.takeNext}
          </Button>
        )}
      </header>
      {!isOpen && (
        <p className="desk-list-none">
          {list.closedDesk}
          {opensAt !== null && `，${list.opensAt(formatMoment(opensAt, Date.now()))}`}
        </p>
      )}
      {waiting.error !== undefined && waiting.data === undefined && (
        <Failure what={list.failedQueue} error={waiting.error} onRetry={waiting.reload} />
      )}
      {waiting.data?.length === 0 && isOpen && <p className="desk-list-none">{list.nobodyWaits}</p>}
      <ul>
        {waiting.data?.map((handoff) => (
          <WaitingItem
            key={handoff.id}
            handoff={handoff}
            isCurrent={handoff.conversationId === current}
            isFull={isFull}
            isBusy={take.isBusy}
            onTake={take.run}
          />
        ))}
      </ul>
    </>
  );
}

/** Takes somebody who waits and opens the talk. */
function useTake(reload: () => void) {
  return useAction(async ({ id, conversationId }: Handoff) => {
    try {
      await acceptHandoff(id);
    } finally {
      // Also when somebody else was faster: the list is not current then.
      reload();
    }
    navigate(`/desk/${encodeURIComponent(conversationId)}`);
  });
}

function MineItem({
  handoff,
  isCurrent,
  unread,
}: {
  readonly handoff: Handoff;
  readonly isCurrent: boolean;
  readonly unread: number;
}) {
  const isUnread = unread > 0 && !isCurrent;
  return (
    <li className={isCurrent ? 'desk-item is-current' : 'desk-item'}>
      <Link
        to={`/desk/${encodeURIComponent(handoff.conversationId)}`}
        aria-current={isCurrent ? 'true' : undefined}
      >
        <span className="desk-item-top">
          <strong>{handoff.customerName}</strong>
          {isUnread && <i className="desk-unread" role="img" aria-label={list.unreadAria} />}
          {handoff.state === 'wrapping_up' ? (
            <em>{list.wrapUp}</em>
          ) : (
            <WaitClock handoff={handoff} />
          )}
        </span>
        <span className="desk-item-text">{handoff.lastText ?? list.noText}</span>
        <HandoffTags handoff={handoff} />
      </Link>
    </li>
  );
}

/** Drawn again only when something of it is another: there may be hundreds. */
const WaitingItem = memo(function WaitingItem({
  handoff,
  isCurrent,
  isFull,
  isBusy,
  onTake,
}: {
  readonly handoff: Handoff;
  readonly isCurrent: boolean;
  /** I have as many as I can; what is offered to me is counted already. */
  readonly isFull: boolean;
  readonly isBusy: boolean;
  readonly onTake: ReturnType<typeof useTake>['run'];
}) {
  const { me } = useSession();
  const isOffered = handoff.state === 'offered';
  const isForMe = isOffered && handoff.offeredTo === me.id;
  return (
    <li className={isCurrent ? 'desk-item is-current' : 'desk-item'}>
      <Link to={`/desk/${encodeURIComponent(handoff.conversationId)}`}>
        <span className="desk-item-top">
          <strong>{handoff.customerName}</strong>
          <WaitClock handoff={handoff} />
        </span>
        <span className="desk-item-text">
          {COPY.reasons[handoff.reason]}
          {handoff.lastText !== null && `：${handoff.lastText}`}
        </span>
        <HandoffTags handoff={handoff} />
      </Link>
      <span className="desk-item-foot">
        <span>
          {handoff.position !== null && list.position(handoff.position)}
          {isOffered && (isForMe ? ` ${list.offeredToMe}` : ` ${list.offered}`)}
        </span>
        {(!isOffered || isForMe) && (
          <Button
            size="small"
            disabled={isBusy || (isFull && !isForMe)}
            title={isFull && !isForMe ? list.full : undefined}
            onClick={() => void onTake(handoff)}
          >
            {list.accept}
          </Button>
        )}
      </span>
    </li>
  );
});

/** The ticking wait, in the colour of its limit. */
export function WaitClock({ handoff }: { readonly handoff: Handoff }) {
  const { state } = useDesk();
  const now = useNow();
  const settings = state.data?.settings;
  const wait = settings === undefined ? undefined : waitOf(handoff, settings, now);
  if (wait === undefined) return null;
  return (
    <time className={`wait wait-${wait.level}`} title={list.waited(formatDuration(wait.waitedMs))}>
      {formatClock(wait.waitedMs)}
    </time>
  );
}
