import type { ComplaintView } from '../domain/complaint/complainant.ts';
import {
  asksProgress,
  besideWish,
  givesUpComplaint,
  opensAnother,
  regrets,
  saysUnsolved,
  tellsSomething,
  urgesOn,
  wishAboutFiled,
  withdrawsShortly,
} from '../domain/complaint/complaint-words.ts';
import { type PlanAnswer, planAnswerIn, putsOff } from '../domain/complaint/plan-answer.ts';
import { isEnded } from '../domain/complaint/record.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Command } from './command.ts';
import { awaitsAnswer, isKnownCustomer, mayDo, ownComplaints } from './complaint-own.ts';
import { readSolved } from './complaint-rating.ts';
import type { FlowContext } from './flow.ts';
import { readScore } from './session-rating.ts';

/** Words of a customer who may have been told something about a complaint since they last wrote. */
export interface Heard {
  readonly said: string;
  /** Files without a flow that asked for them. */
  readonly hasFiles: boolean;
  /** The words were a wish or a value of their own. */
  readonly isUnderstood: boolean;
  /** Nothing at all was made of them. */
  readonly isLost: boolean;
  /** The flows that they were taken to ask for. */
  readonly wishes: readonly string[];
  /** No question is open that a bare yes or no would answer. */
  readonly isFree: boolean;
  /** The complaint that they added to last, when that was the last thing they did here. */
  readonly addedTo?: string | undefined;
  /** When they wrote before this; undefined: never. */
  readonly lastInboundAt?: Date | undefined;
}

/** What is looked at for each thing that the words may be. */
interface Hearing extends Heard {
  readonly context: FlowContext;
  readonly own: readonly ComplaintView[];
  readonly answer: PlanAnswer | undefined;
  /** Told since they wrote before this. */
  readonly isNew: (at: Date | undefined) => boolean;
  /** Nobody made anything of the words, or heard in them no more than that somebody complains. */
  readonly isOpen: boolean;
}

/**
 * What short words answer that were told between two messages of the customer: a plan, what their complaint waits
 * for, the question how it was. Their complaints are read only for words that may be such an answer, and whoever has
 * none is heard as if there were none of this.
 */
export async function heardOfComplaint(
  heard: Heard,
  context: FlowContext,
): Promise<Command | undefined> {
  const { said, lastInboundAt, wishes } = heard;
  if (said === '' && !heard.hasFiles) return undefined;
  if (wishes.includes('complaint_file') && opensAnother(said)) return undefined;
  const isUpsetOnly = wishes.length > 0 && wishes.every((flow) => flow === 'complaint_file');
  const answer = planAnswerIn(said);
  const isOpen = !heard.isUnderstood || isUpsetOnly;
  const mayBe =
    isOpen ||
    heard.hasFiles ||
    answer !== undefined ||
    asksAfter(said) ||
    givesUp(said) ||
    regrets(said);
  if (!mayBe) return undefined;
  const own = await ownComplaints(context);
  if (own.length === 0) return undefined;
  const hearing: Hearing = {
    ...heard,
    context,
    own,
    answer: wishAboutFiled(said) === 'withdraw' ? undefined : answer,
    isOpen,
    isNew: (at) => at !== undefined && (lastInboundAt === undefined || at > lastInboundAt),
  };
  return (
    withdrawal(hearing) ??
    answerToPlan(hearing) ??
    rating(hearing) ??
    supply(hearing) ??
    objection(hearing) ??
    progress(hearing) ??
    more(hearing)
  );
}

function givesUp(said: string): boolean {
  return givesUpComplaint(said) || withdrawsShortly(said);
}

function withdrawal({ said, isFree, own }: Hearing): Command | undefined {
  if (!isFree || !givesUp(said)) return undefined;
  return own.some(mayDo('withdraw')) ? start('complaint_withdraw', {}) : undefined;
}

/**
 * Agreement counts at once only as the first word after one plan was told, with nothing else open. A nod, a condition,
 * or words from elsewhere are read back; what nothing was made of just after a plan is taken to be about it.
 */
function answerToPlan(hearing: Hearing): Command | undefined {
  const { own, isFree, isNew, isOpen, isLost, said, answer } = hearing;
  const planned = own.filter(awaitsAnswer);
  if (planned.length === 0) return undefined;
  const told = planned.filter(({ notice }) => isNew(notice?.at));
  const isJustTold = told.length > 0;
  const about = isJustTold ? told : planned;
  const only = about.length === 1 ? about[0] : undefined;
  const slots = only === undefined ? {} : { complaint_no: only.complaintNo };
  if (answer === undefined || answer.answer === 'unclear' || answer.force === 'nod') {
    const isAbout = answer?.answer === 'unclear' || (answer === undefined && isJustTold);
    const isMeant = answer?.force === 'nod' ? isJustTold : isAbout && isOpen && said !== '';
    // While something else is asked, only what says nothing to that.
    if (!isMeant || asksAfter(said) || !(isFree || (isLost && isJustTold))) return undefined;
    return start('complaint_answer', {
      ...slots,
      ...(besideWish(said) === undefined ? {} : { remark: said }),
    });
  }
  const { force } = answer;
  // Long after the plan `可以` and `好的` belong to something else; so does `不同意` to a question of ours.
  if (!isJustTold && force !== 'named' && (force !== 'plain' || !isFree)) return undefined;
  const isSure = answer.answer === 'accept' && isJustTold && isFree && only !== undefined;
  return start('complaint_answer', {
    ...slots,
    answer: answer.answer,
    ...(isSure ? { is_sure: true } : {}),
  });
}

const POINTS = /[1-5１-５一两二三四五]\s*(?:分|颗?星)/;

/** The question how it was, answered by either of its two parts. */
function rating({ said, isFree, own, isNew }: Hearing): Command | undefined {
  const rated = own.find((view) => mayDo('rate')(view) && isNew(view.ratingAskedAt));
  if (!isFree || rated === undefined) return undefined;
  const solved = readSolved(said) ?? (saysUnsolved(said) ? 'not_solved' : undefined);
  // Words alone, such as 你好, were not asked for a score.
  const score = solved === undefined && POINTS.test(said) ? readScore(said) : undefined;
  if (solved === undefined && score === undefined) return undefined;
  return start('complaint_rating', {
    complaint_no: rated.complaintNo,
    ...(solved === undefined ? {} : { solved }),
    ...(score === undefined ? {} : { score }),
  });
}

/** What was waited for, and more of what was just added. It reaches the handler at once: nobody must say that it is all. */
function supply(hearing: Hearing): Command | undefined {
  const { said, own, isFree, hasFiles, isUnderstood, isNew, addedTo } = hearing;
  if (!isFree || !(hasFiles || (said !== '' && !isUnderstood))) return undefined;
  const asked = own.find(
    ({ waiting, may }) => waiting?.reason === 'waiting_customer' && may.includes('supplement'),
  );
  const again = own.find((view) => view.complaintNo === addedTo && mayDo('supplement')(view));
  const to = asked ?? (hasFiles ? again : undefined);
  if (to === undefined) return undefined;
  const slots = { complaint_no: to.complaintNo };
  if (!hasFiles && putsOff(said)) return start('complaint_status', slots);
  const told = said === '' ? {} : { told: said };
  // Long after they were asked it may be about something else.
  const isSure = hasFiles || isNew(to.waiting?.since);
  if (!isSure && (asksAfter(said) || !tellsSomething(said))) return undefined;
  const whole = { ...slots, ...told, is_whole: true };
  return start('complaint_supplement', isSure ? whole : { ...whole, is_inferred: true });
}

function asksAfter(said: string): boolean {
  return asksProgress(said) || urgesOn(said);
}

/** Refused already: whatever else is said against it, somebody is at it. */
const CONTESTED: ReadonlySet<ComplaintView['status']> = new Set([
  'DISPUTED',
  'REVIEW_REQUESTED',
  'REVIEW_DECIDED',
]);

/** What is said against a plan that stands, or that it was not solved: their word always counts, and reaches a person. */
function objection(hearing: Hearing): Command | undefined {
  const { said, own, isFree, isOpen, answer } = hearing;
  const refuses = answer?.answer === 'dispute' && (isFree || answer.force === 'named');
  const settled = own.filter(
    (view) =>
      mayDo('supplement')(view) && (view.status === 'NO_REPLY' || view.status === 'CONFIRMED'),
  );
  const isOfPlan = refuses && answer?.force !== 'short';
  const isTold = isFree && isOpen && tellsSomething(said) && !asksAfter(said);
  const one = settled.length === 1 ? settled[0] : undefined;
  const slots = one === undefined ? {} : { complaint_no: one.complaintNo };
  if (settled.length > 0 && isOfPlan) {
    return start('complaint_supplement', { ...slots, told: said, is_whole: true });
  }
  const isUnanswered = settled.some(({ status }) => status === 'NO_REPLY');
  if (isUnanswered && isTold) {
    return start('complaint_supplement', {
      ...slots,
      told: said,
      is_whole: true,
      is_inferred: true,
    });
  }
  const contested = own.filter(({ status }) => CONTESTED.has(status));
  if (contested.length === 1 && isOfPlan && isFree) {
    const { complaintNo } = contested[0] ?? {};
    const told = { told: said, is_whole: true, is_inferred: true };
    return start('complaint_supplement', {
      ...(complaintNo === undefined ? {} : { complaint_no: complaintNo }),
      ...told,
    });
  }
  return takenUpAgain(hearing, refuses);
}

/** What is over is taken up again only when they say so. */
function takenUpAgain(hearing: Hearing, refuses: boolean): Command | undefined {
  const { said, own, isFree, isNew, isOpen, answer } = hearing;
  const isRegret = (view: ComplaintView): boolean => view.status === 'WITHDRAWN' && regrets(said);
  const regretted = own.find((view) => mayDo('reopen')(view) && isRegret(view));
  const closed = own.find(
    (view) =>
      mayDo('reopen')(view) &&
      ((saysUnsolved(said) && isOpen) || answer?.force === 'named' || isNew(view.closedAt)),
  );
  const isMeant = refuses || (saysUnsolved(said) && isOpen);
  const view = regretted ?? (isMeant ? closed : undefined);
  if (view === undefined || !isFree) return undefined;
  return start('complaint_reopen', {
    complaint_no: view.complaintNo,
    reason: said,
    is_inferred: true,
  });
}

/** A question how it stands that names nothing is about the complaint of somebody of whom nothing else is known. */
function progress(hearing: Hearing): Command | undefined {
  const { said, own, isFree, isOpen, wishes, context } = hearing;
  const isOfClaim = wishes.length > 0 && wishes.every((flow) => flow === 'claim_status');
  if (!isFree || !asksAfter(said)) return undefined;
  if (!isOpen && !urgesOn(said) && !(isOfClaim && !isKnownCustomer(context))) return undefined;
  const open = own.filter(({ status }) => !isEnded(status));
  if (open.length === 0) return undefined;
  const only = open.length === 1 ? open[0] : undefined;
  return start('complaint_status', only === undefined ? {} : { complaint_no: only.complaintNo });
}

/** Anger about something that is in hand already is asked about before it becomes another complaint. */
function more({ said, own, isFree, wishes }: Hearing): Command | undefined {
  if (!isFree || !wishes.includes('complaint_file') || !tellsSomething(said)) return undefined;
  const open = own.filter((view) => !isEnded(view.status) && mayDo('supplement')(view));
  const only = open.length === 1 ? open[0] : undefined;
  if (only === undefined) return undefined;
  return start('complaint_supplement', {
    complaint_no: only.complaintNo,
    told: said,
    is_whole: true,
    is_inferred: true,
  });
}

function start(flow: string, slots: JsonObject): Command {
  return { do: 'startFlow', flow, slots };
}
