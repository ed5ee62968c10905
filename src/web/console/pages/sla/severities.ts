import type { z } from 'zod';
import type { clockTarget, slaPolicy } from '../../../../server/contract/sla.ts';

type Policy = z.infer<typeof slaPolicy>;
type Kind = z.infer<typeof clockTarget>['kind'];

/** Every clock that a severity may have from the start, in the order in which they come. */
export const KINDS: readonly Kind[] = [
  'first_feedback',
  'interim',
  'resolution',
  'next_response',
  'regulator',
];

/** The policy of each severity that is for nothing but the severity; of several, the one that counts. */
export function ofSeverities(policies: readonly Policy[]): readonly Policy[] {
  const plain = policies
    .filter(({ isActive, fits }) => isActive && isOfOneSeverity(fits))
    .toSorted((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
  const first = new Map<string, Policy>();
  for (const policy of plain) {
    const [severity = ''] = policy.fits.severities ?? [];
    if (!first.has(severity)) first.set(severity, policy);
  }
  return [...first].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, policy]) => policy);
}

function isOfOneSeverity({ severities, categories, sources }: Policy['fits']): boolean {
  return severities?.length === 1 && categories === undefined && sources === undefined;
}
