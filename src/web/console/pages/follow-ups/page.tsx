import type { PageProps } from '../../page-props.ts';
import { FollowUpList } from './follow-up-list.tsx';
import { FollowUpView } from './follow-up-view.tsx';

/** What has to be seen to after answers and visits. */
export function Page({ rest }: PageProps) {
  return rest === '' ? <FollowUpList /> : <FollowUpView key={rest} id={rest} />;
}
