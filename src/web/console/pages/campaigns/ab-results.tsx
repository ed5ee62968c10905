import { Alert, Card, Flex, Typography } from 'antd';
import { campaignResults } from '../../../../server/contract/campaigns.ts';
import { call, path } from '../../api.ts';
import { CAMPAIGN_COPY } from '../../copy-admin/campaigns.ts';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { showShare } from '../../parts/show.ts';
import { wholeList } from '../../parts/whole-list.ts';
import { useRequest } from '../../use-request.ts';
import { differenceText, type Results, SMALL_N } from './ab-text.ts';
import { type CampaignDetail, isLive } from './tally.ts';

/** While a campaign goes out, in milliseconds. */
const LIVE_MS = 10_000;

type Variant = Results['variants'][number];

/** How each text did: shares with their intervals and of how many people, and what may be said of the two. */
export function AbResults({ campaign }: { readonly campaign: CampaignDetail }) {
  const loaded = useRequest(
    `results ${campaign.id}`,
    (signal) =>
      call({
        path: path`/outreach/campaigns/${campaign.id}/results`,
        answer: campaignResults,
        signal,
      }),
    isLive(campaign.status) ? { everyMs: LIVE_MS } : {},
  );
  const isAb = (loaded.data?.variants.length ?? 0) > 1;
  const title = isAb ? CAMPAIGN_COPY.ab : CAMPAIGN_COPY.abOnce;
  return (
    <Card size="small" title={title}>
      <LoadedView loaded={loaded}>
        {({ variants, comparison }) => (
          <Flex vertical gap={12}>
            <ListTable
              label={title}
              list={wholeList(variants)}
              columns={COLUMNS}
              rowKey={({ variant }) => variant}
              isWhole
            />
            {comparison !== null &&
              (['opened', 'answered'] as const).map((measure) => (
                <Alert
                  key={measure}
                  type={comparison[measure].isShown ? 'success' : 'info'}
                  showIcon
                  title={differenceText(measure, comparison[measure])}
                />
              ))}
            <Typography.Text type="secondary" style={{ fontSize: 12 }}>
              {CAMPAIGN_COPY.openedHint}
              {variants.some(({ sent }) => sent > 0 && sent < SMALL_N) &&
                ` · ${CAMPAIGN_COPY.small}`}
            </Typography.Text>
          </Flex>
        )}
      </LoadedView>
    </Card>
  );
}

const COLUMNS: readonly Column<Variant>[] = [
  { key: 'variant', title: CAMPAIGN_COPY.variant, isHead: true, render: ({ variant }) => variant },
  {
    key: 'sent',
    title: CAMPAIGN_COPY.counts.sent,
    render: ({ sent }) => CAMPAIGN_COPY.sentTo(sent),
  },
  {
    key: 'opened',
    title: CAMPAIGN_COPY.measures.opened,
    render: ({ opened }) => <ShareCell share={opened} />,
  },
  {
    key: 'answered',
    title: CAMPAIGN_COPY.measures.answered,
    render: ({ answered }) => <ShareCell share={answered} />,
  },
];

function ShareCell({ share }: { readonly share: Variant['opened'] }) {
  if (share.share === null) {
    return <Typography.Text type="secondary">{CAMPAIGN_COPY.noShare}</Typography.Text>;
  }
  return (
    <Flex vertical>
      <span style={{ fontVariantNumeric: 'tabular-nums' }}>
        <strong>{showShare(share.share)}</strong>{' '}
        <Typography.Text type="secondary">
          {CAMPAIGN_COPY.abShare(share.count, share.n)}
        </Typography.Text>
      </span>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {CAMPAIGN_COPY.interval(showShare(share.low), showShare(share.high))}
      </Typography.Text>
    </Flex>
  );
}
