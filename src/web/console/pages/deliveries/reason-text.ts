import { DELIVERY_REASONS } from '../../copy-admin/labels-desk.ts';
import { DELIVERY_COPY } from '../../copy-admin/operate.ts';

/** Why something did not leave, in words; a code that nobody wrote words for as it is. */
export function reasonText(reason: string): string {
  const known = DELIVERY_REASONS[reason];
  if (known !== undefined) return known;
  const [, kind, code = ''] = /^(http|network)_(.+)$/.exec(reason) ?? [];
  if (kind === 'http') return DELIVERY_COPY.httpAnswer(code);
  return kind === 'network' ? DELIVERY_COPY.networkFailed(code) : reason;
}
