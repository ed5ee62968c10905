import { Alert, Flex, Spin, Typography } from 'antd';
import type { z } from 'zod';
import { campaignEstimate } from '../../../../server/contract/campaigns.ts';
import { call } from '../../api.ts';
import { CAMPAIGN_COPY } from '../../copy-admin/campaigns.ts';
import { careReasonText } from '../../copy-admin/care-labels.ts';
import { accountText } from '../../copy-admin/outreach-settings.ts';
import { PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';
import { formatMoment } from '../../format.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useRequest } from '../../use-request.ts';
import { useTick } from '../../use-tick.ts';
import type { EstimateInput } from './campaign-form.ts';

type Estimate = z.infer<typeof campaignEstimate>;

const MINUTE_MS = 60_000;
/** A million customers are sampled, and not in a blink. */
const TIMEOUT_MS = 60_000;

/** What would come of a campaign, in one sentence, and what it is made of. */
export function EstimateWords({ input }: { readonly input: EstimateInput | undefined }) {
  const now = useTick(MINUTE_MS);
  const loaded = useRequest(
    input === undefined ? undefined : `estimate ${JSON.stringify(input)}`,
    (signal) =>
      call({
        method: 'POST',
        path: '/outreach/campaign-estimate',
        body: input,
        answer: campaignEstimate,
        timeoutMs: TIMEOUT_MS,
        signal,
      }),
  );
  if (input === undefined) {
    return <Typography.Text type="secondary">{CAMPAIGN_COPY.estimateFirst}</Typography.Text>;
  }
  if (loaded.error !== undefined) return <LoadProblem error={loaded.error} retry={loaded.reload} />;
  if (loaded.data === undefined) {
    return (
      <Flex gap={8} align="center" role="status">
        <Spin size="small" />
        {CAMPAIGN_COPY.estimating}
      </Flex>
    );
  }
  return <Told estimate={loaded.data} now={now} />;
}

function Told({ estimate, now }: { readonly estimate: Estimate; readonly now: number }) {
  const refused = estimate.refusedInSample.reduce((sum, { count }) => sum + count, 0);
  return (
    <Flex vertical gap={8}>
      <Alert
        type={estimate.doneBy === null || estimate.sendAtMost === 0 ? 'warning' : 'success'}
        showIcon
        title={sentenceOf(estimate, now)}
      />
      <Flex vertical gap={2}>
        {estimate.byAccount.map(({ way, account, people, perMinute }) => (
          <Typography.Text key={`${way} ${account}`} type="secondary">
            {CAMPAIGN_COPY.byAccount(
              account === way ? PUSH_WAY_LABELS[way] : accountText(account),
              people,
              perMinute,
            )}
          </Typography.Text>
        ))}
        {estimate.unreachable > 0 && (
          <Typography.Text type="secondary">
            {CAMPAIGN_COPY.unreachable(estimate.unreachable)}
          </Typography.Text>
        )}
        {refused > 0 && (
          <Typography.Text type="secondary">
            {CAMPAIGN_COPY.refusedIn(estimate.sampled, refused)}
            {estimate.refusedInSample
              .map(({ reason, count }) => CAMPAIGN_COPY.reasonCount(careReasonText(reason), count))
              .join('，')}
          </Typography.Text>
        )}
      </Flex>
    </Flex>
  );
}

/** `约 12,400 人，2 个账号，预计今天 18:40 发完` */
export function sentenceOf(estimate: Estimate, now: number): string {
  const { sendAtMost, byAccount, doneBy, leftOver } = estimate;
  if (sendAtMost === 0) return CAMPAIGN_COPY.nobody;
  const accounts = byAccount.filter(({ people }) => people > 0).length;
  return doneBy === null
    ? CAMPAIGN_COPY.tooMany(sendAtMost, accounts, leftOver)
    : CAMPAIGN_COPY.people(sendAtMost, accounts, formatMoment(doneBy, now));
}
