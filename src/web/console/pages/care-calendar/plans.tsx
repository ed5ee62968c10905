import { App, Button, Flex, Switch, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { shortList } from '../../../../server/contract/access.ts';
import { carePlan, carePlanInput } from '../../../../server/contract/care.ts';
import { call, path } from '../../api.ts';
import { CARE_COPY } from '../../copy-admin/care-calendar.ts';
import { OCCASION_LABELS } from '../../copy-admin/care-labels.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { PUSH_CLASS_LABELS, PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { show } from '../../parts/show.ts';
import { useRole } from '../../parts/use-role.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { Link } from '../../router.tsx';
import { useAction, useRequest } from '../../use-request.ts';
import { PlanPanel } from './plan-panel.tsx';

type Plan = z.infer<typeof carePlan>;

const PLANS = shortList(carePlan);

/** What is sent each time its occasion comes round. */
export function Plans() {
  const { isLead } = useRole();
  const [editing, setEditing] = useState<{ readonly item?: Plan }>();
  const loaded = useRequest('care plans', (signal) =>
    call({ path: '/outreach/plans', answer: PLANS, signal }),
  );
  return (
    <Flex vertical gap={12}>
      {isLead && (
        <div>
          <Button type="primary" onClick={() => setEditing({})}>
            {CARE_COPY.create}
          </Button>
        </div>
      )}
      <ListTable
        label={CARE_COPY.tabs.plans}
        list={{ ...wholeList([]), ...loaded, items: loaded.data?.items }}
        columns={[
          ...COLUMNS,
          {
            key: 'active',
            title: CARE_COPY.isActive,
            render: (item) =>
              isLead ? (
                <ActiveSwitch item={item} changed={loaded.reload} />
              ) : (
                <Tag color={item.isActive ? 'success' : 'default'}>
                  {item.isActive ? CARE_COPY.active : CARE_COPY.inactive}
                </Tag>
              ),
          },
          ...(isLead
            ? [
                {
                  key: 'actions',
                  title: '',
                  isActions: true,
                  render: (item: Plan) => (
                    <Button size="small" onClick={() => setEditing({ item })}>
                      {ACTION_COPY.edit}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
        rowKey={({ id }) => id}
        emptyAction={CARE_COPY.emptyHint}
        isWhole
      />
      {editing !== undefined && (
        <PlanPanel
          item={editing.item}
          close={() => setEditing(undefined)}
          saved={() => {
            setEditing(undefined);
            loaded.reload();
          }}
        />
      )}
    </Flex>
  );
}

const COLUMNS: readonly Column<Plan>[] = [
  {
    key: 'name',
    title: CARE_COPY.name,
    isHead: true,
    render: ({ name, pushClass }) => (
      <Flex gap={8} align="center" wrap>
        {name}
        <Tag>{PUSH_CLASS_LABELS[pushClass]}</Tag>
      </Flex>
    ),
  },
  {
    key: 'occasion',
    title: CARE_COPY.occasion,
    render: ({ occasion }) => OCCASION_LABELS[occasion] ?? occasion,
  },
  {
    key: 'template',
    title: CARE_COPY.templateCode,
    render: ({ template, templateCode }) =>
      template === null ? (
        <Typography.Text type="danger">{`${templateCode} ${CARE_COPY.noApproved}`}</Typography.Text>
      ) : (
        <Link to={path`/outreach/templates/${template.id}`}>
          {`${template.title} ${CARE_COPY.approved(template.version)}`}
        </Link>
      ),
  },
  {
    key: 'hours',
    title: CARE_COPY.dailyHours,
    render: ({ dailyFrom, dailyUntil, graceDays, ways }) => (
      <Flex vertical>
        <span>{`${CARE_COPY.hours(dailyFrom, dailyUntil)} · ${CARE_COPY.grace(graceDays)}`}</span>
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {ways.map((way) => PUSH_WAY_LABELS[way]).join(' → ')}
        </Typography.Text>
      </Flex>
    ),
  },
  {
    key: 'until',
    title: CARE_COPY.plannedUntil,
    render: ({ plannedUntil }) => show(plannedUntil),
  },
];

function ActiveSwitch({ item, changed }: { readonly item: Plan; readonly changed: () => void }) {
  const { message } = App.useApp();
  const switching = useAction(async (isActive: boolean) => {
    await call({
      method: 'PUT',
      path: path`/outreach/plans/${item.id}`,
      body: carePlanInput.parse({ ...item, isActive }),
      answer: carePlan,
    });
    // The toast is told, not waited for.
    void message.success(isActive ? CARE_COPY.switchedOn : CARE_COPY.switchedOff);
    changed();
  });
  return (
    <Switch
      checked={item.isActive}
      loading={switching.isBusy}
      aria-label={CARE_COPY.on(item.name)}
      onChange={(isActive) => void switching.run(isActive)}
    />
  );
}
