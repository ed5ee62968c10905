import { complaintNoIn, normalizeComplaintNo } from '../domain/complaint/complaint-no.ts';
import { MATTER_LENGTH_MAX } from '../domain/complaint/complaint-words.ts';
import { COMPLAINT_CATEGORIES, type ComplaintCategory } from '../domain/complaint/record.ts';
import { digitView, foldText } from '../domain/entities/fold.ts';
import { findPhones } from '../domain/entities/phone.ts';
import { normalizePhone } from '../domain/identifiers.ts';
import { maskPhone, maskText } from '../domain/mask.ts';
import { copy } from './copy/zh-cn.ts';
import type { SlotType } from './flow.ts';
import { claimNoType, internalType } from './slot-types.ts';

const ECHO_LENGTH_MAX = 40;

/** What somebody tells in their own words; what is longer than is kept is cut, never refused. */
export const storyType: SlotType = {
  name: 'story',
  isFreeText: true,
  check: (value) =>
    typeof value === 'string' && value.trim() !== ''
      ? value.trim().slice(0, MATTER_LENGTH_MAX)
      : undefined,
  show: (value) => clipped(String(value), ECHO_LENGTH_MAX),
};

/** What they ask for; corrected in so many words at any time: `诉求改成当面道歉`. */
export const requestType: SlotType = {
  ...storyType,
  name: 'request',
  parse: (text) =>
    /^(?:我的)?(?:诉求|要求)(?:改[成为]|是|:|：)[\s,，:：]*(.{2,})$/s.exec(text.trim())?.[1],
};

/** Masked, and cut with an ellipsis when it is longer than `lengthMax`. */
export function clipped(text: string, lengthMax: number): string {
  const shown = maskText(text).replace(/\s+/g, ' ');
  return shown.length <= lengthMax ? shown : `${shown.slice(0, lengthMax)}…`;
}

/** The phone on record, offered masked and looked up again when it is needed. */
export const KNOWN_PHONE = 'known';
const OWN_CUE =
  /(?:我的?|本人|联系|常用)[^,。]{0,4}(?:电话|手机|号码|方式)|(?:打|联系|回)(?:给)?我|(?:电话|手机|手机号|号码)\s*(?:是|改|换|为|:)/;
/** Characters around a number that is given and nothing else. */
const AROUND_MAX = 4;

/**
 * The number to call back. Not the entity `phone`: a complaint often names somebody else's number, such as the one
 * that keeps calling.
 */
export const contactPhoneType: SlotType = {
  name: 'contact_phone',
  parse: (text, { isAsked }) => {
    const view = digitView(foldText(text));
    const found = findPhones(view)[0];
    const isOwn =
      isAsked ||
      OWN_CUE.test(view) ||
      (found !== undefined && view.length - (found.end - found.start) <= AROUND_MAX);
    return isOwn ? (found?.value ?? landLine(text, isAsked)) : undefined;
  },
  check: (value) =>
    value === KNOWN_PHONE || (typeof value === 'string' && normalizePhone(value) === value)
      ? value
      : undefined,
  show: (value) =>
    value === KNOWN_PHONE ? copy.complaint.phoneOnRecord : maskPhone(String(value)),
};

function landLine(text: string, isAsked: boolean): string | undefined {
  return isAsked ? normalizePhone(text) : undefined;
}

/** A category of domain.md 2.3. */
export const categoryType: SlotType = {
  name: 'complaint_category',
  check: (value) => COMPLAINT_CATEGORIES.find((category) => category === value),
  show: (value) => {
    const category: ComplaintCategory | undefined = COMPLAINT_CATEGORIES.find((c) => c === value);
    return category === undefined ? '' : copy.complaint.category(category);
  },
};

/** The claim that a complaint is about, or NO_CLAIM; never the number of a complaint. */
export const NO_CLAIM = 'none';
export const relatedClaimType: SlotType = {
  ...claimNoType,
  name: 'related_claim',
  check: (value) => {
    if (value === NO_CLAIM) return NO_CLAIM;
    return normalizeComplaintNo(String(value)) === undefined ? claimNoType.check(value) : undefined;
  },
};

/** A complaint's number; the entity `claim_no` finds it too. */
export const complaintNoType: SlotType = {
  name: 'complaint_no',
  entity: 'claim_no',
  parse: (text) => complaintNoIn(text),
  check: (value) => (typeof value === 'string' ? normalizeComplaintNo(value) : undefined),
  show: String,
};

/** Lists that `prepare` keeps among the slots. */
export const listType: SlotType = {
  ...internalType,
  check: (value) => (Array.isArray(value) ? value : undefined),
};
