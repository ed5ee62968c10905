import { ANALYSIS_COPY } from '../copy-admin/complaint-analysis.ts';
import { COMPLAINT_CATEGORIES } from '../copy-admin/labels-case.ts';
import { labelOf } from '../copy-admin/labels-desk.ts';

/** `branch:北京分公司:CLAIM.DELAY` in words: what kind of cause, and which (domain/complaint/signals.ts). */
export function groupText(groupKey: string): string {
  const [kind = '', ...rest] = groupKey.split(':');
  const words = rest.map((word) => labelOf(COMPLAINT_CATEGORIES, word));
  return [labelOf(ANALYSIS_COPY.groupKinds, kind), ...words].join(' ');
}
