import { Alert, Button, Empty, Flex, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { shortList } from '../../../../server/contract/access.ts';
import { calendar } from '../../../../server/contract/setup.ts';
import { slaPolicy } from '../../../../server/contract/sla.ts';
import { call } from '../../api.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { SLA_COPY } from '../../copy-admin/sla.ts';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { usePeople } from '../../parts/use-people.ts';
import { useRole } from '../../parts/use-role.ts';
import { useRequest } from '../../use-request.ts';
import { PolicyCard } from './policy-card.tsx';
import { PolicyPanel } from './policy-panel.tsx';
import { SeverityTable } from './severity-table.tsx';

type Policy = z.infer<typeof slaPolicy>;

const POLICIES = shortList(slaPolicy);
const CALENDARS = shortList(calendar);

/** What complaints promise, by severity, category and source. */
export function Page() {
  const { isAdmin } = useRole();
  const names = usePeople();
  const policies = useRequest('sla policies', (signal) =>
    call({ path: '/sla-policies', answer: POLICIES, signal }),
  );
  const calendars = useRequest('calendars', (signal) =>
    call({ path: '/calendars', answer: CALENDARS, signal }),
  );
  const [editing, setEditing] = useState<{ readonly item?: Policy }>();
  const choices = calendars.data?.items ?? [];
  const calendarNames = new Map(choices.map(({ id, name }) => [id, name]));
  return (
    <PageFrame
      title={PAGE_TITLES.sla}
      actions={
        isAdmin && (
          <Button type="primary" onClick={() => setEditing({})}>
            {SLA_COPY.create}
          </Button>
        )
      }
    >
      <Flex vertical gap={16}>
        <div>
          <Typography.Paragraph type="secondary" style={{ marginBottom: 4 }}>
            {SLA_COPY.hint}
          </Typography.Paragraph>
          <Alert type="info" showIcon title={SLA_COPY.promise} />
        </div>
        <LoadedView loaded={policies}>
          {({ items }) => (
            <>
              {items.length === 0 && <Empty description={SLA_COPY.none} />}
              <SeverityTable policies={items} />
              {items.toSorted(byPriority).map((item) => (
                <PolicyCard
                  key={item.id}
                  item={item}
                  calendars={calendarNames}
                  names={names}
                  edit={isAdmin ? () => setEditing({ item }) : undefined}
                />
              ))}
            </>
          )}
        </LoadedView>
      </Flex>
      {editing !== undefined && (
        <PolicyPanel
          item={editing.item}
          calendars={choices}
          close={() => setEditing(undefined)}
          saved={() => {
            setEditing(undefined);
            policies.reload();
          }}
        />
      )}
    </PageFrame>
  );
}

/** In the order in which they are tried: of equals, the first by id. */
function byPriority(a: Policy, b: Policy): number {
  return b.priority - a.priority || a.id.localeCompare(b.id);
}
