import { Card, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import { template } from '../../../../server/contract/outreach-words.ts';
import { call, path } from '../../api.ts';
import { CAMPAIGN_COPY } from '../../copy-admin/campaigns.ts';
import { CAMPAIGN_STATES, careReasonText } from '../../copy-admin/care-labels.ts';
import { PUSH_CLASS_LABELS, PUSH_STATES, PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';
import { Facts } from '../../parts/facts.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { personOf } from '../../parts/person-of.ts';
import { showTime } from '../../parts/show.ts';
import { usePeople } from '../../parts/use-people.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { Link } from '../../router.tsx';
import { useRequest } from '../../use-request.ts';
import { PushText } from '../push-templates/push-text.tsx';
import { AbResults } from './ab-results.tsx';
import { AskingBanner } from './asking-banner.tsx';
import { CampaignActs } from './campaign-acts.tsx';
import { DraftEstimate } from './draft-estimate.tsx';
import { Ledger } from './ledger.tsx';
import { CampaignProgress } from './progress.tsx';
import { type CampaignDetail, reasonsOf } from './tally.ts';
import { useCampaign } from './use-campaign.ts';

/** One campaign: how far it is, who got it, who did not and why. */
export function CampaignView({ id }: { readonly id: string }) {
  const [status, setStatus] = useState<CampaignDetail['status']>('running');
  const loaded = useCampaign(id, status);
  const { data, reload } = loaded;
  if (data !== undefined && data.status !== status) setStatus(data.status);
  const state = data === undefined ? undefined : CAMPAIGN_STATES[data.status];
  return (
    <PageFrame
      title={data?.name ?? CAMPAIGN_COPY.detail}
      note={state !== undefined && <Tag color={state.tone}>{state.label}</Tag>}
      actions={
        <Flex gap={12} wrap align="center">
          <Link to="/outreach/campaigns">{CAMPAIGN_COPY.back}</Link>
          {data !== undefined && <CampaignActs campaign={data} changed={reload} />}
        </Flex>
      }
    >
      <LoadedView loaded={loaded}>
        {(campaign) => (
          <Flex vertical gap={16}>
            {campaign.status === 'asking' && <AskingBanner campaign={campaign} changed={reload} />}
            {campaign.status === 'cancelled' && campaign.reason !== null && (
              <Typography.Text type="secondary">{careReasonText(campaign.reason)}</Typography.Text>
            )}
            {campaign.status === 'draft' ? (
              <Card size="small" title={CAMPAIGN_COPY.estimate}>
                <DraftEstimate campaign={campaign} />
              </Card>
            ) : (
              <Card size="small" title={CAMPAIGN_COPY.progress}>
                <CampaignProgress campaign={campaign} isFull />
              </Card>
            )}
            <SettingsCard campaign={campaign} />
            {campaign.status !== 'draft' && (
              <>
                <Reasons campaign={campaign} />
                <AbResults campaign={campaign} />
                <Ledger campaignId={campaign.id} status={campaign.status} />
              </>
            )}
          </Flex>
        )}
      </LoadedView>
    </PageFrame>
  );
}

function SettingsCard({ campaign }: { readonly campaign: CampaignDetail }) {
  const names = usePeople();
  const { ways, perMinute, templateId, values } = campaign;
  const words = useRequest(templateId === null ? undefined : `template ${templateId}`, (signal) =>
    call({ path: path`/outreach/templates/${templateId ?? ''}`, answer: template, signal }),
  );
  return (
    <Card size="small" title={CAMPAIGN_COPY.facts}>
      <Flex vertical gap={12}>
        <Facts
          facts={[
            { label: CAMPAIGN_COPY.pushClass, value: PUSH_CLASS_LABELS[campaign.pushClass] },
            {
              label: CAMPAIGN_COPY.window,
              value: `${showTime(campaign.startsAt)} – ${showTime(campaign.endsAt)}`,
            },
            {
              label: CAMPAIGN_COPY.dailyHours,
              value: `${campaign.dailyFrom}–${campaign.dailyUntil}`,
            },
            {
              label: CAMPAIGN_COPY.ways,
              value: ways.map((way) => PUSH_WAY_LABELS[way]).join(' → '),
            },
            ...(perMinute === null ? [] : [{ label: CAMPAIGN_COPY.perMinute, value: perMinute }]),
            {
              label: CAMPAIGN_COPY.createdBy,
              value:
                campaign.carePlanId === null
                  ? `${personOf(campaign.createdBy, names)} ${showTime(campaign.createdAt)}`
                  : CAMPAIGN_COPY.carePlan,
            },
            ...(campaign.audience === null
              ? []
              : [{ label: CAMPAIGN_COPY.audience, value: campaign.audience.sentence }]),
          ]}
        />
        {words.data !== undefined && (
          <div style={{ maxWidth: 560 }}>
            <Typography.Paragraph type="secondary" style={{ marginBottom: 4 }}>
              {CAMPAIGN_COPY.template}{' '}
              <Link to={path`/outreach/templates/${words.data.id}`}>{words.data.title}</Link>
            </Typography.Paragraph>
            <PushText
              text={words.data.variants[0]?.text ?? ''}
              taps={words.data.actions.map(({ label }) => label)}
            />
          </div>
        )}
        {templateId === null && values['text'] !== undefined && (
          <div style={{ maxWidth: 560 }}>
            <PushText text={values['text']} taps={[]} />
          </div>
        )}
      </Flex>
    </Card>
  );
}

type Reason = ReturnType<typeof reasonsOf>[number];

const REASON_COLUMNS: readonly Column<Reason>[] = [
  {
    key: 'reason',
    title: CAMPAIGN_COPY.reason,
    isHead: true,
    render: ({ reason }) => careReasonText(reason),
  },
  {
    key: 'status',
    title: CAMPAIGN_COPY.deliveryStatus,
    render: ({ status }) => <Tag color={PUSH_STATES[status].tone}>{PUSH_STATES[status].label}</Tag>,
  },
  {
    key: 'count',
    title: CAMPAIGN_COPY.customer,
    render: ({ count }) => count.toLocaleString('zh-CN'),
  },
];

function Reasons({ campaign }: { readonly campaign: CampaignDetail }) {
  const reasons = reasonsOf(campaign.counts);
  if (reasons.length === 0) return null;
  return (
    <Card size="small" title={CAMPAIGN_COPY.reasons}>
      <ListTable
        label={CAMPAIGN_COPY.reasons}
        list={wholeList(reasons)}
        columns={REASON_COLUMNS}
        rowKey={({ status, reason }) => `${status} ${reason}`}
        isWhole
      />
    </Card>
  );
}
