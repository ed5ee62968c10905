import { useCallback, useEffect, useRef } from 'react';
import { noticePage, noticesUnread } from '../../../server/contract/sla.ts';
import { notify } from '../alerts.ts';
import { call } from '../api.ts';
import { NOTICE_COPY } from '../copy-admin/notices.ts';
import { navigate } from '../router.tsx';
import { useSession } from '../session.ts';
import { useAction, useRequest } from '../use-request.ts';
import { type DeskNotice, isUrgent, noticeText } from './notice-text.ts';

const LIMIT = 30;

/** What I am told, newest first, and how much of it I have not read. Live. */
export function useNotices() {
  const { me } = useSession();
  const loaded = useRequest(
    'notices',
    (signal) => call({ path: '/notices', query: { limit: LIMIT }, answer: noticePage, signal }),
    { reloadOn: (event) => event.kind === 'notice' && event.agentId === me.id },
  );
  const { reload } = loaded;
  const reading = useAction(async (ids: readonly string[] | undefined) => {
    await call({
      method: 'POST',
      path: '/notices/read',
      body: ids === undefined ? {} : { ids },
      answer: noticesUnread,
    });
    reload();
  });
  useNoticeAlarm(loaded.data?.items);
  const { run } = reading;
  // Never rejects: what goes wrong is told.
  const read = useCallback((ids?: readonly string[]) => void run(ids), [run]);
  return { loaded, read, isReading: reading.isBusy };
}

/** A notification of the browser for what is grave, new and unread. */
function useNoticeAlarm(items: readonly DeskNotice[] | undefined): void {
  const known = useRef<ReadonlyMap<string, string>>(undefined);
  useEffect(() => {
    if (items === undefined) return;
    const before = known.current;
    known.current = new Map(items.map(({ id, updatedAt }) => [id, updatedAt]));
    // What was there when the page opened is no news.
    if (before === undefined) return;
    const first = items.find(
      (item) => item.readAt === null && isUrgent(item) && before.get(item.id) !== item.updatedAt,
    );
    if (first === undefined) return;
    const { complaintNo } = first;
    notify({
      title: NOTICE_COPY.pushTitle,
      body: [complaintNo, noticeText(first)].filter((word) => word !== null).join(' '),
      tag: `notice ${first.id}`,
      onClick: () => navigate(placeOf(complaintNo)),
    });
  }, [items]);
}

/** Where a notice leads. */
export function placeOf(complaintNo: string | null): string {
  return complaintNo === null
    ? '/complaints?view=near'
    : `/complaints/${encodeURIComponent(complaintNo)}`;
}
