import { Typography } from 'antd';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { useRole } from '../../parts/use-role.ts';
import { estimateInputOf } from './campaign-form.ts';
import { EstimateWords } from './estimate-words.tsx';
import type { CampaignDetail } from './tally.ts';

/** What starting a draft would mean; leads ask, others read that it is a draft. */
export function DraftEstimate({ campaign }: { readonly campaign: CampaignDetail }) {
  const { isLead } = useRole();
  if (!isLead) return <Typography.Text type="secondary">{ACTION_COPY.readOnly}</Typography.Text>;
  return <EstimateWords input={estimateInputOf(campaign)} />;
}
