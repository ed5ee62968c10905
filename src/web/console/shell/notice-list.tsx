import { Badge, Button, Flex, Tag, Typography } from 'antd';
import type { z } from 'zod';
import type { noticePage } from '../../../server/contract/sla.ts';
import { NOTICE_COPY } from '../copy-admin/notices.ts';
import { LoadedView } from '../parts/loaded-view.tsx';
import { showDeadline, showTime } from '../parts/show.ts';
import { Link } from '../router.tsx';
import type { Loaded } from '../use-request.ts';
import { type DeskNotice, isUrgent, noticeText } from './notice-text.ts';
import { placeOf } from './use-notices.ts';

interface NoticeListProps {
  readonly loaded: Loaded<z.infer<typeof noticePage>>;
  /** Marks these as read, or all. */
  readonly read: (ids?: readonly string[]) => void;
  readonly isReading: boolean;
  readonly leave: () => void;
}

/** What I was told, newest first. Opening one is reading it. */
export function NoticeList({ loaded, read, isReading, leave }: NoticeListProps) {
  const unread = loaded.data?.unread ?? 0;
  return (
    <section aria-label={NOTICE_COPY.title} className="notices">
      <Flex justify="space-between" align="center">
        <Typography.Text strong>{NOTICE_COPY.title}</Typography.Text>
        <Button
          size="small"
          type="link"
          disabled={unread === 0}
          loading={isReading}
          onClick={() => read()}
        >
          {NOTICE_COPY.allRead}
        </Button>
      </Flex>
      <LoadedView loaded={loaded}>
        {({ items }) =>
          items.length === 0 ? (
            <Typography.Text type="secondary">{NOTICE_COPY.none}</Typography.Text>
          ) : (
            <ul>
              {items.map((item) => (
                <li key={item.id}>
                  <Item
                    item={item}
                    open={() => {
                      if (item.readAt === null) read([item.id]);
                      leave();
                    }}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </LoadedView>
    </section>
  );
}

function Item({ item, open }: { readonly item: DeskNotice; readonly open: () => void }) {
  const isUnread = item.readAt === null;
  return (
    <div className={isUnread ? 'notice is-unread' : 'notice'}>
      <Flex gap={8} align="center" wrap>
        {isUnread && (
          <Badge status={isUrgent(item) ? 'error' : 'processing'} title={NOTICE_COPY.unread} />
        )}
        <Typography.Text strong={isUnread}>{noticeText(item)}</Typography.Text>
        {item.role !== null && <Tag>{NOTICE_COPY.as(NOTICE_COPY.roles[item.role])}</Tag>}
      </Flex>
      <Cases item={item} open={open} />
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {[
          showTime(item.updatedAt),
          ...(item.dueAt === null ? [] : [NOTICE_COPY.dueAt(showDeadline(item.dueAt))]),
        ].join(' · ')}
      </Typography.Text>
    </div>
  );
}

/** The complaints that it is about; a digest names several. */
function Cases({ item, open }: { readonly item: DeskNotice; readonly open: () => void }) {
  const numbers = item.complaintNo === null ? item.complaintNos : [item.complaintNo];
  return (
    <Flex gap={8} wrap>
      {numbers.map((no) => (
        <Link key={no} to={placeOf(no)} onClick={open}>
          {no}
        </Link>
      ))}
    </Flex>
  );
}
