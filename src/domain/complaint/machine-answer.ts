import { REGULATOR_DAYS, REVIEW_TARGET } from '../sla/policy.ts';
import type { Acted, NoticeInput } from './acts.ts';
import type { ComplaintCase, CustomerAnswer } from './case.ts';
import { heard, oneLevelUp } from './escalation.ts';
import { type CloseReason, replyUntil } from './follow-up.ts';
import { type ActOf, type Circumstances, done, refused } from './machine-given.ts';
import { resumed } from './machine-work.ts';
import { isComplete, makeNotice } from './notice.ts';
import { isEnded } from './record.ts';

type Answer = ActOf<
  | 'propose'
  | 'decide'
  | 'confirm'
  | 'dispute'
  | 'expire'
  | 'withdraw'
  | 'decline'
  | 'close'
  | 'reopen'
  | 'merge'
  | 'request_review'
  | 'decide_review'
  | 'rate'
>;

/** Plans, decisions, what the customer says to them, and how it ends. Who may, and from where, was asked before. */
export function answerTo(complaint: ComplaintCase, act: Answer, given: Circumstances): Acted {
  const { at } = given;
  switch (act.name) {
    case 'propose':
    case 'decide':
    case 'decide_review':
      return tell(complaint, act, given);
    case 'confirm':
      return confirm(complaint, given);
    case 'dispute':
      return dispute(complaint, act, given);
    case 'expire':
      return done(
        complaint,
        { status: 'NO_REPLY', answer: 'no_reply', answeredAt: at },
        { at, happened: [{ kind: 'settled' }] },
      );
    case 'withdraw':
      // The procedure ends the same day (art. 15): with the act itself.
      return ended(complaint, { at, status: 'CLOSED', why: 'withdrawn' });
    case 'decline':
      return ended(complaint, { at, status: 'DECLINED', why: 'declined' });
    case 'merge':
      return merge(complaint, given);
    case 'close':
      return close(complaint, act, given);
    case 'reopen':
      return reopen(complaint, act, given);
    case 'request_review':
      return requestReview(complaint, act, given);
    case 'rate': {
      const { score, solved, comment } = act;
      return done(complaint, { rating: { score, solved, comment, at } }, given);
    }
  }
}

function tell(
  complaint: ComplaintCase,
  act: ActOf<'propose' | 'decide' | 'decide_review'>,
  given: Circumstances,
): Acted {
  const { at, remediesOf } = given;
  const canChat = complaint.conversationId !== undefined;
  const made = makeNotice(act.notice, { at, canChat, remediesOf });
  if (made.kind === 'refused') return made;
  const told = { notice: made.notice, ...compensated(act.notice) };
  if (act.name === 'decide_review') {
    // Whatever they said since is answered with it.
    const happened = [{ kind: 'review_decided' }, { kind: 'contacted' }] as const;
    return done(complaint, { ...told, status: 'REVIEW_DECIDED' }, { at, happened });
  }
  // What they said to an earlier plan is no answer to this one.
  const unanswered = { ...told, answer: undefined, answeredAt: undefined };
  const ending = resumed(complaint);
  return act.name === 'propose'
    ? done(
        complaint,
        { ...unanswered, status: 'PROPOSED', proposedAt: at },
        { at, happened: [...ending, { kind: 'proposed' }] },
      )
    : done(
        complaint,
        { ...unanswered, status: 'DECIDED', decidedAt: at },
        { at, happened: [...ending, { kind: 'decided' }] },
      );
}

function compensated({ compensationFen }: NoticeInput): Partial<ComplaintCase> {
  return compensationFen === undefined ? {} : { compensationFen };
}

function confirm(complaint: ComplaintCase, { at }: Circumstances): Acted {
  const accepted = { answer: 'accepted', answeredAt: at } as const;
  // A decision is the decision already; only a plan becomes one by being accepted.
  if (complaint.status === 'DECIDED') return done(complaint, accepted, { at });
  return done(
    complaint,
    { ...accepted, status: 'CONFIRMED' },
    { at, happened: [{ kind: 'settled' }] },
  );
}

function dispute(
  complaint: ComplaintCase,
  { reason }: ActOf<'dispute'>,
  { at }: Circumstances,
): Acted {
  const higher = oneLevelUp(complaint);
  return done(
    complaint,
    {
      status: 'DISPUTED',
      answer: 'rejected',
      answeredAt: at,
      disputes: complaint.disputes + 1,
      ...heard(higher, reason),
    },
    { at, happened: [{ kind: 'customer_spoke' }] },
  );
}

interface Ending {
  readonly at: Date;
  readonly status: 'CLOSED' | 'DECLINED' | 'MERGED';
  readonly why: 'withdrawn' | 'declined' | 'merged';
}

function ended(
  complaint: ComplaintCase,
  { at, status, why }: Ending,
  patch: Partial<ComplaintCase> = {},
): Acted {
  const closeReason: CloseReason = why;
  return done(
    complaint,
    { ...patch, status, closeReason, closedAt: at },
    { at, happened: [{ kind: 'ended', why }] },
  );
}

/** The same matter goes on under the earlier complaint, which keeps its older clocks (art. 18). */
function merge(complaint: ComplaintCase, { at, by, into }: Circumstances): Acted {
  if (into === undefined) throw new Error('a merge was not given the complaint to merge into');
  if (into.id === complaint.id) return refused('merge_into_itself');
  if (by.kind === 'agent' && into.excludedIds.includes(by.id)) return refused('recused');
  if (isEnded(into.status)) return refused('merge_into_ended');
  if (isLater(into, complaint)) return refused('merge_into_later');
  const mergedIntoNo = into.complaintNo;
  return ended(complaint, { at, status: 'MERGED', why: 'merged' }, { mergedIntoNo });
}

/** Of two of one instant, the number decides: two must never be merged into each other. */
function isLater(one: ComplaintCase, other: ComplaintCase): boolean {
  const difference = one.receivedAt.getTime() - other.receivedAt.getTime();
  return difference > 0 || (difference === 0 && one.complaintNo > other.complaintNo);
}

function close(complaint: ComplaintCase, act: ActOf<'close'>, { at }: Circumstances): Acted {
  const { notice } = complaint;
  if (notice === undefined || !isComplete(notice)) return refused('notice_incomplete');
  if (notice.proof === '') return refused('proof_missing');
  const rootCause = act.rootCause ?? complaint.rootCause;
  if (rootCause === undefined) return refused('root_cause_missing');
  const answer = answerFor(complaint, act.answer);
  if (answer === undefined) return refused('answer_missing');
  if (answer === 'no_reply' && at < replyUntil(complaint)) return refused('reply_still_possible');
  const closeReason: CloseReason =
    complaint.status === 'REVIEW_DECIDED' ? 'review_decided' : answer;
  return done(
    complaint,
    {
      status: 'CLOSED',
      closeReason,
      closedAt: at,
      rootCause,
      answer,
      answeredAt: complaint.answeredAt ?? at,
    },
    { at, happened: [{ kind: 'ended', why: 'closed' }] },
  );
}

/** What the customer said themselves stands; only of a review, which they asked for by refusing, it may be renewed. */
function answerFor(
  { status, answer }: ComplaintCase,
  stated: CustomerAnswer | undefined,
): CustomerAnswer | undefined {
  return status === 'REVIEW_DECIDED' ? (stated ?? answer) : (answer ?? stated);
}

/** A new round with clocks of its own: what was told and said before stays in the history. */
function reopen(
  complaint: ComplaintCase,
  { reason }: ActOf<'reopen'>,
  { at, targetsOf }: Circumstances,
): Acted {
  return done(
    complaint,
    {
      ...heard(complaint, reason),
      status: 'REOPENED',
      proposedAt: undefined,
      decidedAt: undefined,
      notice: undefined,
      answer: undefined,
      answeredAt: undefined,
      reviewRequestedAt: undefined,
      closedAt: undefined,
      closeReason: undefined,
      ratingAskedAt: undefined,
      rating: undefined,
      regulatorDays: REGULATOR_DAYS[0],
    },
    // Whoever wants it opened is told at once that it is: in the chat, or by whoever hears them out.
    { at, happened: [{ kind: 'opened', ...targetsOf(complaint) }, { kind: 'answered' }] },
  );
}

function requestReview(
  complaint: ComplaintCase,
  { reason }: ActOf<'request_review'>,
  { at }: Circumstances,
): Acted {
  return done(
    complaint,
    {
      ...heard(complaint, reason),
      status: 'REVIEW_REQUESTED',
      reviewRequestedAt: at,
      answer: 'rejected',
      answeredAt: at,
      closedAt: undefined,
      closeReason: undefined,
    },
    { at, happened: [{ kind: 'review_requested', target: REVIEW_TARGET }] },
  );
}
