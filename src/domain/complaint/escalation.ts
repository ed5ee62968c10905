import { foldText } from '../entities/fold.ts';
import { LAW, MEDIA, REGULATOR } from './assess-severity.ts';
import type { ComplaintCase } from './case.ts';
import { flagged } from './machine-given.ts';

/** So many times they were told something while nothing moved (domain.md 2.4). */
const CONTACTS_WITHOUT_PROGRESS = 3;

type Escalated = Pick<ComplaintCase, 'escalation' | 'flags'>;

/** One level up. What has run out is the clocks' own to say. */
export function oneLevelUp(complaint: Escalated): Escalated {
  return { escalation: complaint.escalation + 1, flags: flagged(complaint, 'escalated') };
}

/**
 * What the customer's new words make of it: marked for what they threaten with, and one level up the first time. A
 * complaint that went up already is known there.
 */
export function heard(complaint: Escalated, words: string): Escalated {
  const text = foldText(words).toLowerCase();
  const isMedia = MEDIA.test(text);
  const isRegulator = REGULATOR.test(text);
  let { flags } = complaint;
  if (isMedia) flags = flagged({ flags }, 'media_risk');
  if (isRegulator) flags = flagged({ flags }, 'regulator_risk');
  const marked = { escalation: complaint.escalation, flags };
  const isThreat = isMedia || isRegulator || LAW.test(text);
  return isThreat && !flags.includes('escalated') ? oneLevelUp(marked) : marked;
}

/** One more contact in the same state: the third without progress goes one level up, and none after it again. */
export function contactedAgain(complaint: ComplaintCase): Escalated {
  const { escalation, flags, contactsInState = 0 } = complaint;
  return contactsInState + 1 === CONTACTS_WITHOUT_PROGRESS
    ? oneLevelUp(complaint)
    : { escalation, flags };
}
