import { ThunderboltOutlined } from '@ant-design/icons';
import { Button, Flex, Skeleton, Tabs, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { type campaign, campaignPage } from '../../../../server/contract/campaigns.ts';
import { call, path } from '../../api.ts';
import { CAMPAIGN_COPY, STORM_COPY } from '../../copy-admin/campaigns.ts';
import { CAMPAIGN_STATES } from '../../copy-admin/care-labels.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { PUSH_CLASS_LABELS, PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';
import { Choice } from '../../parts/choice.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { personOf } from '../../parts/person-of.ts';
import { showTime } from '../../parts/show.ts';
import { useList } from '../../parts/use-list.ts';
import { usePeople } from '../../parts/use-people.ts';
import { oneOf, useQueryState } from '../../parts/use-query-state.ts';
import { useRole } from '../../parts/use-role.ts';
import { Link, navigate } from '../../router.tsx';
import { AudienceList } from '../audience/audience-list.tsx';
import { CampaignPanel } from './campaign-panel.tsx';
import { CampaignProgress } from './progress.tsx';
import { StormNotice } from './storm-notice.tsx';
import { useCampaign } from './use-campaign.ts';

type Campaign = z.infer<typeof campaign>;

/** Each row looks at its own progress: short pages. */
const LIMIT = 20;
/** Care plans make campaigns by themselves, in milliseconds. */
const LIST_MS = 30_000;
const TABS = Object.entries(CAMPAIGN_COPY.tabs).map(([key, label]) => ({ key, label }));

/** What is sent to many, how far it is, and the people that it can be for. */
export function CampaignList() {
  const { isLead } = useRole();
  const { read, write } = useQueryState();
  const tab = oneOf(CAMPAIGN_COPY.tabs, read('tab')) ?? 'campaigns';
  const [isNew, setNew] = useState(false);
  const [isStorm, setStorm] = useState(false);
  return (
    <PageFrame
      title={PAGE_TITLES.campaigns}
      actions={
        isLead && (
          <>
            <Button icon={<ThunderboltOutlined />} onClick={() => setStorm(true)}>
              {STORM_COPY.open}
            </Button>
            <Button type="primary" onClick={() => setNew(true)}>
              {CAMPAIGN_COPY.create}
            </Button>
          </>
        )
      }
    >
      <Tabs
        activeKey={tab}
        items={TABS}
        style={{ marginBottom: 12 }}
        onChange={(next) => write({ tab: next })}
      />
      {tab === 'campaigns' ? <Campaigns /> : <AudienceList />}
      {isNew && (
        <CampaignPanel
          close={() => setNew(false)}
          saved={(id) => navigate(path`/outreach/campaigns/${id}`)}
        />
      )}
      {isStorm && <StormNotice close={() => setStorm(false)} />}
    </PageFrame>
  );
}

const STATE_CHOICES = labelsOf(CAMPAIGN_STATES);

function Campaigns() {
  const { read, write } = useQueryState();
  const names = usePeople();
  const status = oneOf(CAMPAIGN_STATES, read('status'));
  const pushClass = oneOf(PUSH_CLASS_LABELS, read('class'));
  const list = useList(
    `campaigns ${status} ${pushClass}`,
    (cursor, signal) =>
      call({
        path: '/outreach/campaigns',
        query: { status, pushClass, cursor, limit: LIMIT },
        answer: campaignPage,
        signal,
      }),
    { everyMs: LIST_MS },
  );
  const isFiltered = status !== undefined || pushClass !== undefined;
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap>
        <Choice
          label={CAMPAIGN_COPY.status}
          labels={STATE_CHOICES}
          value={status}
          choose={(value) => write({ status: value })}
        />
        <Choice
          label={CAMPAIGN_COPY.pushClass}
          labels={PUSH_CLASS_LABELS}
          value={pushClass}
          choose={(value) => write({ class: value })}
        />
      </Flex>
      <ListTable
        label={PAGE_TITLES.campaigns}
        list={list}
        columns={[...COLUMNS, createdBy(names)]}
        rowKey={({ id }) => id}
        isFiltered={isFiltered}
        emptyAction={!isFiltered && CAMPAIGN_COPY.emptyHint}
      />
    </Flex>
  );
}

/** The words of labels that have a colour too. */
function labelsOf<T extends string>(
  labelled: Readonly<Record<T, { readonly label: string }>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries<{ readonly label: string }>(labelled).map(([key, { label }]) => [key, label]),
  );
}

const COLUMNS: readonly Column<Campaign>[] = [
  {
    key: 'name',
    title: CAMPAIGN_COPY.name,
    isHead: true,
    render: ({ id, name, isUrgent, pushClass }) => (
      <Flex vertical gap={2} style={{ maxWidth: 260 }}>
        <Link to={path`/outreach/campaigns/${id}`} style={{ whiteSpace: 'normal' }}>
          {name}
        </Link>
        <Flex gap={4} wrap>
          <Tag>{PUSH_CLASS_LABELS[pushClass]}</Tag>
          {isUrgent && <Tag color="error">{CAMPAIGN_COPY.urgent}</Tag>}
        </Flex>
      </Flex>
    ),
  },
  {
    key: 'progress',
    title: CAMPAIGN_COPY.progress,
    width: 400,
    render: (item) => <RowProgress item={item} />,
  },
  {
    key: 'window',
    title: CAMPAIGN_COPY.window,
    render: ({ startsAt, endsAt, dailyFrom, dailyUntil, ways }) => (
      <Flex vertical style={{ fontVariantNumeric: 'tabular-nums' }}>
        <span>{`${showTime(startsAt)} – ${showTime(endsAt)}`}</span>
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {`${dailyFrom}–${dailyUntil} · ${ways.map((way) => PUSH_WAY_LABELS[way]).join(' → ')}`}
        </Typography.Text>
      </Flex>
    ),
  },
];

function createdBy(names: ReadonlyMap<string, string>): Column<Campaign> {
  return {
    key: 'by',
    title: CAMPAIGN_COPY.createdBy,
    render: ({ createdBy: by, createdAt, carePlanId }) => (
      <Flex vertical>
        <span>{carePlanId === null ? personOf(by, names) : CAMPAIGN_COPY.carePlan}</span>
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {showTime(createdAt)}
        </Typography.Text>
      </Flex>
    ),
  };
}

/** The state and the progress of a row, by its own newest look. A draft has none yet. */
function RowProgress({ item }: { readonly item: Campaign }) {
  const [known, setKnown] = useState(item.status);
  const { data, error } = useCampaign(item.id, known, item.status !== 'draft');
  if (data !== undefined && data.status !== known) setKnown(data.status);
  const { label, tone } = CAMPAIGN_STATES[data?.status ?? item.status];
  return (
    <Flex gap={8} align="flex-start">
      <Tag color={tone} style={{ flex: 'none' }}>
        {label}
      </Tag>
      <div style={{ flex: 1, minWidth: 0, whiteSpace: 'normal' }}>
        {data !== undefined && <CampaignProgress campaign={data} />}
        {data === undefined && error === undefined && item.status !== 'draft' && (
          <Skeleton.Input active size="small" />
        )}
      </div>
    </Flex>
  );
}
