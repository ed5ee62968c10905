import { shortList } from '../../../server/contract/access.ts';
import { rosterAgent } from '../../../server/contract/handoff.ts';
import { call } from '../api.ts';
import { useRequest } from '../use-request.ts';
import { useRole } from './use-role.ts';

const ROSTER = shortList(rosterAgent);

/** What colleagues are called, by their ids. Auditors see ids: the roster is not theirs. */
export function usePeople(): ReadonlyMap<string, string> {
  const { mayWork } = useRole();
  const { data } = useRequest(mayWork ? 'people' : undefined, (signal) =>
    call({ path: '/roster', answer: ROSTER, signal }),
  );
  return new Map(data?.items.map(({ id, displayName }) => [id, displayName]));
}
