import type { z } from 'zod';
import type { searchAnswer } from '../../server/contract/setup.ts';

export type Found = z.infer<typeof searchAnswer>['items'][number];

const PAGES: Readonly<Record<Found['kind'], string>> = {
  customer: 'customers',
  policy: 'policies',
  claim: 'claims',
  report: 'reports',
  complaint: 'complaints',
  service_request: 'service-requests',
  conversation: 'conversations',
  article: 'knowledge',
};

/** Where a thing that was found is shown. */
export function placeOf({ kind, ref }: Pick<Found, 'kind' | 'ref'>): string {
  return `/${PAGES[kind]}/${encodeURIComponent(ref)}`;
}
