import type { ComplaintAct } from '../../../domain/complaint/acts.ts';
import type { RootCauseCode } from '../../../domain/complaint/case.ts';
import type { ComplaintCategory, ComplaintSource } from '../../../domain/complaint/record.ts';
import type { PauseReason } from '../../../domain/sla/clock.ts';

/** Who of the demo's desk does it, the customer, or the desk's own timer. */
export type DemoActor =
  | 'demo.agent1'
  | 'demo.agent2'
  | 'demo.agent3'
  | 'demo.agent4'
  | 'demo.supervisor1'
  | 'demo.supervisor2'
  | 'customer'
  | 'timer';

/** What happened to a complaint, so many hours after it was made. */
export interface DemoStep {
  readonly after: number;
  readonly by: DemoActor;
  /** Made when it is carried out: it may name the person it is given to, and other times. */
  readonly act: (given: StepGiven) => ComplaintAct | 'ask_rating';
}

interface StepGiven {
  readonly at: Date;
  /** Ids of the desk's accounts, by name. */
  readonly idOf: (username: DemoActor) => string;
  /** The number of the complaint that this one goes on under. */
  readonly earlierNo: string;
  /** The Shanghai day so many days later. */
  readonly dayIn: (days: number) => string;
  readonly hoursLater: (hours: number) => Date;
}

/** A complaint of the demo insurer: what was said, how long ago, and what was done since. Times in hours. */
export interface DemoComplaintPlan {
  readonly category: ComplaintCategory;
  readonly matter: string;
  readonly request?: string;
  readonly source: ComplaintSource;
  readonly sourceRef?: string;
  readonly repairShop?: string;
  readonly hoursAgo: number;
  /** Of the same customer, and about the same claim, as the plan before it. */
  readonly isSameCustomer?: true;
  readonly steps?: readonly DemoStep[];
}

type By = DemoActor;
const LEAD: By = 'demo.supervisor2';

export const assign = (after: number, handler: By): DemoStep => ({
  after,
  by: LEAD,
  act: ({ idOf }) => ({ name: 'assign', handlerId: idOf(handler) }),
});
export const contact = (after: number, by: By, summary: string): DemoStep => ({
  after,
  by,
  act: ({ hoursLater }) => ({ name: 'contact', channel: 'phone', summary, nextAt: hoursLater(24) }),
});
export const pause = (
  after: number,
  by: By,
  [reason, request]: readonly [PauseReason, string],
): DemoStep => ({ after, by, act: () => ({ name: 'pause', reason, request }) });

type Notice = readonly [findings: string, decision: string, basis: string];
const noticeOf = ([findings, decision, basis]: Notice, after: number) => ({
  findings,
  decision,
  basis,
  channel: 'phone' as const,
  proof: `录音 ZJ${String(Math.round(after * 10)).padStart(6, '0')}`,
});
export const propose = (after: number, by: By, notice: Notice): DemoStep => ({
  after,
  by,
  act: () => ({ name: 'propose', notice: noticeOf(notice, after) }),
});
export const decide = (after: number, by: By, notice: Notice): DemoStep => ({
  after,
  by,
  act: () => ({ name: 'decide', notice: noticeOf(notice, after) }),
});
export const decideReview = (after: number, by: By, notice: Notice): DemoStep => ({
  after,
  by,
  act: () => ({ name: 'decide_review', notice: noticeOf(notice, after) }),
});
export const extend = (after: number, by: By, reason: string): DemoStep => ({
  after,
  by,
  act: () => ({ name: 'extend', clock: 'regulator', days: 30, reason, notice: reason }),
});
export const confirm = (after: number): DemoStep => ({
  after,
  by: 'customer',
  act: () => ({ name: 'confirm' }),
});
export const dispute = (after: number, reason: string): DemoStep => ({
  after,
  by: 'customer',
  act: () => ({ name: 'dispute', reason }),
});
export const supplement = (after: number, text: string): DemoStep => ({
  after,
  by: 'customer',
  act: () => ({ name: 'supplement', text }),
});
export const withdraw = (after: number, reason: string): DemoStep => ({
  after,
  by: 'customer',
  act: () => ({ name: 'withdraw', reason }),
});
export const reopen = (after: number, reason: string): DemoStep => ({
  after,
  by: 'customer',
  act: () => ({ name: 'reopen', reason }),
});
export const requestReview = (after: number, reason: string): DemoStep => ({
  after,
  by: 'customer',
  act: () => ({ name: 'request_review', reason }),
});
export const expire = (after: number): DemoStep => ({
  after,
  by: 'timer',
  act: () => ({ name: 'expire' }),
});
export const decline = (after: number, reason: string): DemoStep => ({
  after,
  by: LEAD,
  act: () => ({ name: 'decline', reason }),
});
export const merge = (after: number): DemoStep => ({
  after,
  by: LEAD,
  act: ({ earlierNo }) => ({ name: 'merge', intoNo: earlierNo }),
});
export const note = (after: number, by: By, text: string): DemoStep => ({
  after,
  by,
  act: () => ({ name: 'note', text }),
});

interface Cause {
  readonly code: RootCauseCode;
  readonly department: string;
  readonly action: string;
  /** Days after closing until it is put right; default 30. */
  readonly dueInDays?: number;
}
/** Closed by somebody else than the handler. */
export const close = (
  after: number,
  { dueInDays = 30, ...cause }: Cause,
  answer?: 'accepted' | 'rejected' | 'no_reply',
): DemoStep => ({
  after,
  by: LEAD,
  act: ({ idOf, dayIn }) => ({
    name: 'close',
    rootCause: { ...cause, ownerId: idOf('demo.supervisor1'), dueOn: dayIn(dueInDays) },
    answer,
  }),
});
export const rectify = (after: number): DemoStep => ({
  after,
  by: 'demo.supervisor1',
  act: () => ({ name: 'rectify', note: '已完成整改，抽查通过' }),
});
/** Asked a day and a half after closing, answered some hours later. */
export const rated = (
  after: number,
  [score, solved, comment]: readonly [number, 'solved' | 'partly' | 'not_solved', string?],
): readonly DemoStep[] => [
  { after: after - 3, by: 'timer', act: () => 'ask_rating' },
  { after, by: 'customer', act: () => ({ name: 'rate', score, solved, comment }) },
];
