import { useEffect, useRef } from 'react';
import { notify, playSound } from '../alerts.ts';
import { COPY } from '../copy.ts';
import { type Handoff, useDesk } from '../desk-context.tsx';
import { navigate, usePlace } from '../router.tsx';

/** A soft sound and a notification when a customer of mine writes and I am not looking at their talk. */
export function useMessageAlarm(): void {
  const { mine } = useDesk();
  const { path } = usePlace();
  const known = useRef<ReadonlyMap<string, number>>(undefined);
  useEffect(() => {
    if (mine.data === undefined) return;
    const before = known.current;
    known.current = new Map(mine.data.map(({ id, lastSeq }) => [id, lastSeq]));
    // What was there when the page opened is no news.
    if (before === undefined) return;
    const fresh = saidSince(mine.data, before).filter(
      ({ conversationId }) =>
        document.visibilityState !== 'visible' ||
        path !== `/desk/${encodeURIComponent(conversationId)}`,
    );
    const [first] = fresh;
    if (first === undefined) return;
    playSound('message');
    notify({
      title: COPY.messageTitle,
      body: first.customerName,
      tag: first.conversationId,
      onClick: () => navigate(`/desk/${encodeURIComponent(first.conversationId)}`),
    });
  }, [mine.data, path]);
}

/** Talks that grew while their customer waits for an answer. A talk that is new here was announced as an offer. */
export function saidSince(
  mine: readonly Pick<
    Handoff,
    'id' | 'lastSeq' | 'waitingSince' | 'conversationId' | 'customerName'
  >[],
  before: ReadonlyMap<string, number>,
) {
  return mine.filter(({ id, lastSeq, waitingSince }) => {
    const known = before.get(id);
    return known !== undefined && lastSeq > known && waitingSince !== null;
  });
}
