import { requestIn } from '../domain/complaint/complaint-words.ts';
import { proposeCategory } from '../domain/complaint/propose-category.ts';
import { COMPLAINT_CATEGORIES, type ComplaintCategory } from '../domain/complaint/record.ts';
import { maskPhone } from '../domain/mask.ts';
import { isJsonObject, textField } from '../lib/json.ts';
import { clipped, KNOWN_PHONE, NO_CLAIM } from './complaint-types.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Option, Slots } from './flow.ts';
import { fileIdsIn } from './slot-types.ts';

const text = copy.complaint;
const SHOWN_LENGTH_MAX = 200;

/** What the slots of a complaint come to. */
export interface ComplaintFacts {
  readonly matter: string;
  readonly category: ComplaintCategory;
  readonly request?: string;
  readonly claimNo?: string;
  readonly plate?: string;
  readonly fileIds: readonly string[];
}

/** A skipped slot counts as not said. */
export function complaintFacts(slots: Slots): ComplaintFacts {
  const matter = textField(slots, 'matter') ?? '';
  const request = textField(slots, 'request') ?? requestIn(matter);
  const claimNo = textField(slots, 'claim_no');
  const plate = textField(slots, 'plate');
  return {
    matter,
    category: categoryOf(slots, matter),
    ...(request === undefined ? {} : { request }),
    ...(claimNo === undefined || claimNo === NO_CLAIM ? {} : { claimNo }),
    ...(plate === undefined ? {} : { plate }),
    fileIds: fileIdsIn(slots['evidence']),
  };
}

/** As chosen, else as proposed from the words. */
function categoryOf(slots: Slots, matter: string): ComplaintCategory {
  const chosen = COMPLAINT_CATEGORIES.find((category) => category === slots['category']);
  const group = groupOf(slots);
  return chosen ?? (group?.length === 1 ? group[0] : undefined) ?? proposeCategory(matter);
}

/** The categories of the chosen group. */
export function groupOf(slots: Slots): readonly ComplaintCategory[] | undefined {
  return text.groups.find(({ label }) => label === slots['group'])?.categories;
}

/** True when the matter has to do with a claim. */
export function isAboutClaim(slots: Slots): boolean {
  return complaintFacts(slots).category.startsWith('CLAIM.');
}

/** The customer's claims to choose from, as `prepare` kept them. */
export function claimOptions(slots: Slots): readonly Option[] {
  const kept = slots['claims'];
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one) => {
    const label = textField(one, 'label');
    const value = textField(one, 'value');
    const words = isJsonObject(one) && Array.isArray(one['words']) ? one['words'].map(String) : [];
    return label === undefined || value === undefined ? [] : [{ label, value, words }];
  });
}

/** What was told so far, a line each, masked. */
export function complaintLines(
  slots: Slots,
  { level }: Pick<FlowContext, 'level'>,
): readonly string[] {
  const { matter, category, request, claimNo, plate, fileIds } = complaintFacts(slots);
  const { lines } = text;
  const phone = shownPhone(slots, level);
  const claim = claimOptions(slots).find(({ value }) => value === claimNo)?.label ?? claimNo;
  return [
    lines.matter(clipped(matter, SHOWN_LENGTH_MAX)),
    lines.category(category),
    ...(request === undefined ? [] : [lines.request(clipped(request, SHOWN_LENGTH_MAX))]),
    ...(claim === undefined ? [] : [lines.claim(claim)]),
    ...(plate === undefined ? [] : [lines.plate(plate)]),
    phone === undefined ? lines.inChat : lines.phone(phone),
    ...(fileIds.length === 0 ? [] : [lines.evidence(fileIds.length)]),
  ];
}

/** The number to call back, masked. The one on record only while its owner is known. */
export function shownPhone(slots: Slots, level: FlowContext['level']): string | undefined {
  const phone = textField(slots, 'contact_phone');
  if (phone !== KNOWN_PHONE) return phone === undefined ? undefined : maskPhone(phone);
  return level >= 1 ? (textField(slots, 'known_phone') ?? text.phoneOnRecord) : text.phoneOnRecord;
}
