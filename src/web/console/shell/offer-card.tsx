import { Button, Progress, Tag } from 'antd';
import { useEffect, useRef } from 'react';
import { notify, playSound } from '../alerts.ts';
import { HandoffTags } from '../components/handoff-tags.tsx';
import { COPY } from '../copy.ts';
import { acceptHandoff, declineHandoff, type Handoff, useDesk, useNow } from '../desk-context.tsx';
import { formatDuration } from '../format.ts';
import { navigate } from '../router.tsx';
import { useAction } from '../use-request.ts';
import { useMessageAlarm } from './message-alarm.ts';

/** The customer that is offered to me, over whatever page is open: accept, or let it pass. */
export function OfferCard() {
  const desk = useDesk();
  const [offer] = desk.offers;
  useAlarm(desk.offers);
  useMessageAlarm();
  const accept = useAction(async (id: string, conversationId: string) => {
    await acceptHandoff(id);
    desk.reload();
    navigate(`/desk/${encodeURIComponent(conversationId)}`);
  });
  const decline = useAction(async (id: string) => {
    await declineHandoff(id);
    desk.reload();
  });
  useEffect(() => {
    if (offer === undefined) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.altKey || event.code !== 'KeyA') return;
      event.preventDefault();
      // Never rejects: what goes wrong is shown.
      void accept.run(offer.id, offer.conversationId);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [offer, accept.run]);
  if (offer === undefined) return null;
  const isBusy = accept.isBusy || decline.isBusy;
  return (
    <section className="offer" role="alertdialog" aria-label={COPY.offer.title}>
      <header>
        <strong>{COPY.offer.title}</strong>
        {desk.offers.length > 1 && <Tag>{COPY.offer.more(desk.offers.length - 1)}</Tag>}
      </header>
      <p className="offer-who">
        <strong>{offer.customerName}</strong> <HandoffTags handoff={offer} />
      </p>
      <p className="offer-why">
        {COPY.reasons[offer.reason]}
        {offer.lastText !== null && <q>{offer.lastText}</q>}
      </p>
      <Countdown offer={offer} seconds={desk.state.data?.settings.offerSeconds ?? 30} />
      <div className="offer-actions">
        <Button
          type="primary"
          loading={accept.isBusy}
          disabled={isBusy}
          onClick={() => void accept.run(offer.id, offer.conversationId)}
        >
          {COPY.offer.accept} <kbd>Alt A</kbd>
        </Button>
        <Button
          loading={decline.isBusy}
          disabled={isBusy}
          onClick={() => void decline.run(offer.id)}
        >
          {COPY.offer.decline}
        </Button>
      </div>
    </section>
  );
}

function Countdown({ offer, seconds }: { readonly offer: Handoff; readonly seconds: number }) {
  const now = useNow(250);
  const leftMs = Math.max(0, Date.parse(offer.offeredUntil ?? '') - now || 0);
  return (
    <div className="offer-clock">
      <Progress
        percent={Math.min(100, (leftMs / (seconds * 1000)) * 100)}
        showInfo={false}
        size="small"
        status={leftMs < 10_000 ? 'exception' : 'normal'}
      />
      <span>{COPY.offer.left(Math.ceil(leftMs / 1000))}</span>
      <span>{COPY.offer.waited(formatDuration(now - Date.parse(offer.queuedAt)))}</span>
    </div>
  );
}

/** Sounds once for each new offer, and once more while it is not answered. */
function useAlarm(offers: readonly Handoff[]): void {
  const known = useRef(new Set<string>());
  useEffect(() => {
    const fresh = offers.filter(({ id, offeredUntil }) => !known.current.has(id + offeredUntil));
    known.current = new Set(offers.map(({ id, offeredUntil }) => id + offeredUntil));
    const [first] = fresh;
    if (first === undefined) return;
    playSound('offer');
    notify({
      title: COPY.offer.notificationTitle,
      body: COPY.reasons[first.reason],
      tag: 'offer',
      onClick: () => undefined,
    });
  }, [offers]);
  const isAny = offers.length > 0;
  useEffect(() => {
    if (!isAny) return undefined;
    const timer = setInterval(() => playSound('offer'), 8000);
    return () => clearInterval(timer);
  }, [isAny]);
}
