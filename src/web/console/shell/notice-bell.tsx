import { BellOutlined } from '@ant-design/icons';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { NOTICE_COPY } from '../copy-admin/notices.ts';
import { NoticeList } from './notice-list.tsx';
import { useNotices } from './use-notices.ts';

/** The bell of the top bar: how much is unread, and what. */
export function NoticeBell() {
  const [isOpen, setOpen] = useState(false);
  const { loaded, read, isReading } = useNotices();
  const unread = loaded.data?.unread ?? 0;
  return (
    <Popover
      trigger={['click']}
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <NoticeList
          loaded={loaded}
          read={read}
          isReading={isReading}
          leave={() => setOpen(false)}
        />
      }
    >
      <Button type="text" aria-label={NOTICE_COPY.bell(unread)} aria-expanded={isOpen}>
        <Badge count={unread} size="small" overflowCount={99}>
          <BellOutlined style={{ fontSize: 16, color: 'var(--text-2)' }} />
        </Badge>
      </Button>
    </Popover>
  );
}
