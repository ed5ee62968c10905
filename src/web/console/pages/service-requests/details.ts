import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { DETAIL_LABELS, DETAIL_VALUES } from '../../copy-admin/labels-case.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';

export interface Detail {
  readonly label: string;
  readonly value: string;
}

/** Fields whose values are codes of ours; everywhere else the words are the customer's own. */
const CODED = new Set(['covers', 'field', 'problem', 'deliverTo']);

/** What a service request holds, in words. Its kind is told elsewhere. */
export function detailsOf(details: Readonly<Record<string, unknown>>): readonly Detail[] {
  return Object.entries(details)
    .filter(([key, value]) => key !== 'kind' && value !== null && value !== undefined)
    .map(([key, value]) => ({ label: labelOf(DETAIL_LABELS, key), value: textOf(key, value) }));
}

function textOf(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join('、');
  if (typeof value === 'boolean') return value ? ACTION_COPY.yes : ACTION_COPY.no;
  if (typeof value === 'object') return JSON.stringify(value);
  return CODED.has(key) ? labelOf(DETAIL_VALUES, String(value)) : String(value);
}
