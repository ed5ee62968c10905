import type { ComplaintAct } from '../domain/complaint/acts.ts';
import type { CaseNature, ComplaintCase } from '../domain/complaint/case.ts';
import type { ComplaintPromise } from '../domain/complaint/complainant.ts';
import { REOPEN_DAYS, replyUntil } from '../domain/complaint/follow-up.ts';
import type { ComplaintTold } from '../domain/complaint/news.ts';
import type { Reply } from '../domain/reply.ts';
import type { PauseReason } from '../domain/sla/clock.ts';
import { promiseLines } from './complaint-promises.ts';
import { deadline } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';

const text = copy.complaintNews;
const { labels } = copy.complaintActs;
const { status: progress } = copy.complaint.labels;
const { handoff } = copy.labels;

/** What is known when it is told. */
export interface NewsGiven extends Omit<ComplaintTold, 'conversationId'> {
  /** What is promised from here on. */
  readonly promises: readonly ComplaintPromise[];
  /** What they were asked for when it began to wait for them. */
  readonly request?: string | undefined;
}

/**
 * What the customer is told of an act on their complaint, where they made it; undefined: nothing. Of what they do
 * there themselves the reply to it tells them.
 */
export function complaintNews(given: NewsGiven): Reply | undefined {
  const { what, by, complaint, request } = given;
  const number = complaint.complaintNo;
  switch (what.name) {
    case 'registered': {
      const due = promiseLines(given.promises, given.now);
      return reply([text.registered(number), ...due], [progress, labels.supplement]);
    }
    case 'remind':
      return reply([text.remind(number, request)], [labels.supplement, progress, handoff]);
    case 'ask_rating':
      return reply(
        [text.askRating(number)],
        copy.complaintActs.rating.solved.map(({ label }) => label),
      );
    default:
      return by.kind === 'customer' ? undefined : newsOf(what, given);
  }
}

function reply(lines: readonly string[], taps: readonly string[]): Reply {
  return { text: lines.join('\n'), quickReplies: taps.map((label) => ({ label })) };
}

/** A notice is long: its parts stand apart. */
function letter(parts: readonly string[], taps: readonly string[]): Reply {
  return reply([parts.join('\n\n')], taps);
}

function newsOf(act: ComplaintAct, given: NewsGiven): Reply | undefined {
  const { complaint, handlerName, now } = given;
  const number = complaint.complaintNo;
  const due = promiseLines(given.promises, now);
  switch (act.name) {
    case 'assign':
      return reply([text.assigned(number, handlerName), ...due], [progress, labels.supplement]);
    case 'contact': {
      // Told otherwise, they have heard it from a person already.
      if (act.channel !== 'chat') return undefined;
      const next = deadline(act.nextAt, now);
      const said = { number, handler: handlerName, summary: act.summary, next };
      return reply([text.contacted(said)], [labels.supplement, progress]);
    }
    case 'pause':
      return paused(number, act);
    case 'resume':
      return reply([text.resumed(number), ...due], [progress]);
    case 'extend':
      return reply([text.extended(number, act.notice), ...due], [progress, handoff]);
    case 'merge':
      return reply([text.merged(number, act.intoNo)], [progress]);
    case 'relabel':
      return act.nature === undefined ? undefined : relabelled(number, act.nature);
    case 'supplement':
      return reply([text.supplemented(number), ...due], [progress]);
    case 'escalate':
    case 'note':
    case 'rectify':
    case 'rate':
      return undefined;
    default:
      return outcomeOf(act, { ...given, due });
  }
}

type Outcome = Exclude<
  ComplaintAct,
  {
    readonly name:
      | 'assign'
      | 'contact'
      | 'pause'
      | 'resume'
      | 'extend'
      | 'merge'
      | 'relabel'
      | 'supplement'
      | 'escalate'
      | 'note'
      | 'rectify'
      | 'rate';
  }
>;

function outcomeOf(
  act: Outcome,
  { complaint, due, now }: NewsGiven & { readonly due: readonly string[] },
): Reply {
  const number = complaint.complaintNo;
  switch (act.name) {
    case 'propose':
      return letter(
        [
          text.plan(number),
          ...partsOf(complaint, text.planned),
          text.askPlan(deadline(replyUntil(complaint), now)),
        ],
        [labels.accept, labels.dispute, labels.supplement, handoff],
      );
    case 'decide':
      return letter(
        [text.decision(number), ...partsOf(complaint, text.decided)],
        [labels.acceptDecision, labels.review, handoff],
      );
    case 'decide_review':
      return letter(
        [text.review(number), ...partsOf(complaint, text.reviewed)],
        [progress, handoff],
      );
    case 'confirm':
      return reply([text.accepted(number)], [progress]);
    case 'dispute':
      return reply([text.disputed(number), ...due], [labels.supplement, progress]);
    case 'expire':
      return reply([text.expired(number)], [progress, handoff]);
    case 'withdraw':
      return reply([text.withdrawn(number)], [progress]);
    case 'decline':
      return reply([text.declined(number, act.reason)], [handoff]);
    case 'close':
      return reply([text.closed(number, REOPEN_DAYS)], [labels.reopen, progress]);
    case 'reopen':
      return reply([text.reopened(number), ...due], [labels.supplement, progress]);
    case 'request_review':
      return reply([text.reviewRequested(number), ...due], [progress]);
  }
}

function partsOf({ notice }: Pick<ComplaintCase, 'notice'>, what: string): readonly string[] {
  return notice === undefined ? [] : text.parts(what, notice);
}

function paused(
  number: string,
  { reason, request }: { readonly reason: PauseReason; readonly request: string },
): Reply {
  switch (reason) {
    case 'waiting_customer':
      return reply([text.waiting(number, request)], [labels.supplement, progress, handoff]);
    case 'external_appraisal':
      return reply([text.appraisal(number, request)], [progress, handoff]);
    case 'mediation':
      return reply([text.mediation(number, request)], [progress, handoff]);
  }
}

function relabelled(number: string, nature: CaseNature): Reply {
  return reply([text[nature](number)], [progress, handoff]);
}
