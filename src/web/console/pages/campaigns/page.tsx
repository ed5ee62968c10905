import type { PageProps } from '../../page-props.ts';
import { CampaignList } from './campaign-list.tsx';
import { CampaignView } from './campaign-view.tsx';

/** Campaigns, and each one with its people. */
export function Page({ rest }: PageProps) {
  return rest === '' ? <CampaignList /> : <CampaignView key={rest} id={rest} />;
}
