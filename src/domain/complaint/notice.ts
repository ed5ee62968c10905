import { REVIEW_DAYS } from '../sla/policy.ts';
import type { ActRefusal, NoticeInput } from './acts.ts';
import type { ComplaintCase, DecisionNotice } from './case.ts';
import { lastMomentOf } from './follow-up.ts';

/** What the customer can still do, in words (投诉处理管理办法 19): copy, so handed in. */
export type RemediesOf = (given: {
  /** Until when they may ask for a review (art. 20). */
  readonly reviewUntil: Date;
  readonly toldAt: Date;
}) => string;

type Noticed =
  | { readonly kind: 'done'; readonly notice: DecisionNotice }
  | {
      readonly kind: 'refused';
      readonly why: Extract<ActRefusal, 'notice_incomplete' | 'proof_missing'>;
    };

/**
 * The notice as it is told at `at`. In the chat its proof is the number of the message, which nobody knows before it
 * is written: it is empty here, and `withProof` fills it in.
 */
export function makeNotice(
  input: NoticeInput,
  given: { readonly at: Date; readonly canChat: boolean; readonly remediesOf: RemediesOf },
): Noticed {
  const { channel } = input;
  const proof = input.proof?.trim() ?? '';
  const notice = {
    findings: input.findings.trim(),
    decision: input.decision.trim(),
    basis: input.basis.trim(),
    remedies: given.remediesOf({
      reviewUntil: lastMomentOf(given.at, REVIEW_DAYS),
      toldAt: given.at,
    }),
    channel,
    proof,
    at: given.at,
  };
  if (!isComplete(notice)) return { kind: 'refused', why: 'notice_incomplete' };
  const isProvedByChat = channel === 'chat' && given.canChat;
  if (proof === '' && !isProvedByChat) return { kind: 'refused', why: 'proof_missing' };
  return { kind: 'done', notice };
}

/** Stands in a draft around what a person still has to write. */
export const NOTICE_BLANK = '____';

/** True when all four parts of the law are there, and nothing of a draft is left open. */
export function isComplete(
  notice: Pick<DecisionNotice, 'findings' | 'decision' | 'basis' | 'remedies'>,
): boolean {
  const { findings, decision, basis, remedies } = notice;
  return [findings, decision, basis, remedies].every(
    (part) => part.trim() !== '' && !part.includes(NOTICE_BLANK),
  );
}

/** A complaint whose newest notice is proved by the message that told it. One that has a proof keeps it. */
export function withProof(complaint: ComplaintCase, proof: string): ComplaintCase {
  const { notice } = complaint;
  if (notice === undefined || notice.proof !== '') return complaint;
  return { ...complaint, notice: { ...notice, proof } };
}
