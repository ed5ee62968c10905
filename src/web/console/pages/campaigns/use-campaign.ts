import { campaignDetail } from '../../../../server/contract/campaigns.ts';
import { call, path } from '../../api.ts';
import { type Loaded, useRequest } from '../../use-request.ts';
import { type CampaignDetail, isLive } from './tally.ts';

/** A campaign that goes out is looked at so often, in milliseconds, while the page is seen. */
const LIVE_MS = 2_000;

/** A campaign as it is now. `status`: as it was last known, so that what is over is asked for once. */
export function useCampaign(
  id: string,
  status: CampaignDetail['status'],
  isAsked = true,
): Loaded<CampaignDetail> {
  return useRequest(
    isAsked ? `campaign ${id}` : undefined,
    (signal) => call({ path: path`/outreach/campaigns/${id}`, answer: campaignDetail, signal }),
    isLive(status) ? { everyMs: LIVE_MS } : {},
  );
}
