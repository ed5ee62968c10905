import { Flex, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { CAMPAIGN_COPY } from '../../copy-admin/campaigns.ts';
import { formatMoment, formatNear } from '../../format.ts';
import { useTick } from '../../use-tick.ts';
import {
  type CampaignDetail,
  doneOf,
  isLive,
  releasedOf,
  type Sample,
  speedOf,
  TALLY_KEYS,
  tallyOf,
  totalOf,
  withSample,
} from './tally.ts';

const MINUTE_MS = 60_000;

interface ProgressProps {
  readonly campaign: CampaignDetail;
  /** True: numbers of everything, also of what is zero. */
  readonly isFull?: boolean;
}

/** How far a campaign is: a bar of its people, numbers, speed, and when it will be done. */
export function CampaignProgress({ campaign, isFull = false }: ProgressProps) {
  const speed = useSpeed(campaign);
  const now = useTick(MINUTE_MS);
  const tally = tallyOf(campaign.counts);
  const total = totalOf(tally);
  if (total === 0) {
    return (
      <Typography.Text type="secondary">
        {campaign.status === 'scheduled'
          ? CAMPAIGN_COPY.startsAtText(formatNear(campaign.startsAt, now))
          : CAMPAIGN_COPY.noProgress}
      </Typography.Text>
    );
  }
  const shown = TALLY_KEYS.filter((key) => isFull || tally[key] > 0);
  return (
    <div className="tally">
      <div
        className="tally-bar"
        role="progressbar"
        aria-label={CAMPAIGN_COPY.progressLabel(doneOf(tally), total)}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={doneOf(tally)}
      >
        {TALLY_KEYS.filter((key) => tally[key] > 0).map((key) => (
          <i key={key} className={`tally-${key}`} style={{ flexGrow: tally[key], flexBasis: 0 }} />
        ))}
      </div>
      <ul className="tally-legend">
        {shown.map((key) => (
          <li key={key} title={key === 'unknown' ? CAMPAIGN_COPY.unknownHint : undefined}>
            <i className={`tally-${key}`} />
            {`${CAMPAIGN_COPY.counts[key]} ${tally[key].toLocaleString('zh-CN')}`}
          </li>
        ))}
      </ul>
      <Foot campaign={campaign} total={total} speed={speed} now={now} />
    </div>
  );
}

interface FootProps {
  readonly campaign: CampaignDetail;
  readonly total: number;
  readonly speed: number | undefined;
  readonly now: number;
}

function Foot({ campaign, total, speed, now }: FootProps) {
  const isSending = campaign.status === 'planning' || campaign.status === 'running';
  const words = [
    CAMPAIGN_COPY.total(total, campaign.isPlanned),
    ...(isSending && speed !== undefined ? [CAMPAIGN_COPY.speed(speed)] : []),
    ...(isSending && campaign.doneBy !== null
      ? [CAMPAIGN_COPY.doneBy(formatMoment(campaign.doneBy, now))]
      : []),
    ...(campaign.finishedAt === null
      ? []
      : [CAMPAIGN_COPY.finishedAt(formatNear(campaign.finishedAt, now))]),
  ];
  return (
    <Flex wrap gap={4}>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {words.join(' · ')}
      </Typography.Text>
    </Flex>
  );
}

/** How fast messages leave, by the looks of this page. */
function useSpeed(campaign: CampaignDetail): number | undefined {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    if (!isLive(campaign.status)) return setSamples([]);
    const released = releasedOf(tallyOf(campaign.counts));
    setSamples((before) => withSample(before, { atMs: performance.now(), released }));
  }, [campaign]);
  return speedOf(samples);
}
