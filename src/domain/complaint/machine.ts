import type { Acted, ComplaintAct, ComplaintActName, ComplaintActor } from './acts.ts';
import type { ComplaintCase } from './case.ts';
import { answerTo } from './machine-answer.ts';
import { refusalOf } from './machine-gate.ts';
import { type Circumstances, refused } from './machine-given.ts';
import { workOn } from './machine-work.ts';

export type ActGiven = Circumstances;

/** Acts that may be written down after others that happened later: they say when, and change what it is by then. */
const WRITTEN_LATER: ReadonlySet<ComplaintActName> = new Set(['contact', 'supplement', 'note']);

/**
 * What an act makes of a complaint, or why it may not be (domain.md 2.4). Pure: the store carries it out under the
 * row's lock. `lastSeq` of the result is the number of the new event. An act that moves the complaint happens after
 * whatever brought it where it is: with clocks of several machines, the store takes the later of its own time and
 * `since`.
 */
export function actOn(complaint: ComplaintCase, act: ComplaintAct, given: ActGiven): Acted {
  const { at, now, by } = given;
  const why = refusalOf(complaint, { name: act.name, by, at });
  if (why !== undefined) return refused(why);
  const isTooEarly = at < complaint.since && !WRITTEN_LATER.has(act.name);
  if (at > now || at < complaint.receivedAt || isTooEarly) return refused('wrong_time');
  switch (act.name) {
    case 'assign':
    case 'contact':
    case 'pause':
    case 'resume':
    case 'supplement':
    case 'extend':
    case 'relabel':
    case 'escalate':
    case 'note':
    case 'rectify':
      return workOn(complaint, act, given);
    case 'propose':
    case 'decide':
    case 'decide_review':
    case 'confirm':
    case 'dispute':
    case 'expire':
    case 'withdraw':
    case 'decline':
    case 'merge':
    case 'close':
    case 'reopen':
    case 'request_review':
    case 'rate':
      return answerTo(complaint, act, given);
  }
}

/** The acts that somebody may do to it now, as far as that is known before they write anything into them. */
export function mayDo(
  complaint: ComplaintCase,
  by: ComplaintActor,
  now: Date,
): readonly ComplaintActName[] {
  return COMPLAINT_ACTS.filter((name) => refusalOf(complaint, { name, by, at: now }) === undefined);
}

/** Every act, in the order in which a case goes through them. */
const COMPLAINT_ACTS = [
  'assign',
  'contact',
  'pause',
  'resume',
  'propose',
  'confirm',
  'dispute',
  'expire',
  'decide',
  'close',
  'rate',
  'request_review',
  'decide_review',
  'reopen',
  'extend',
  'supplement',
  'merge',
  'decline',
  'withdraw',
  'relabel',
  'escalate',
  'rectify',
  'note',
] as const satisfies readonly ComplaintActName[];
