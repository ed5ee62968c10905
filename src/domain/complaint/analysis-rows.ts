import type { SlaClock } from '../sla/clock.ts';
import type { CaseNature, RootCause, SOLVED_ANSWERS } from './case.ts';
import type { ComplaintCategory, ComplaintSeverity, ComplaintStatus } from './record.ts';
import type { ReportBase } from './report.ts';

/** A complaint as far as figures need it: no words, and of people only who handles it. */
export interface AnalysedComplaint {
  readonly complaintNo: string;
  readonly status: ComplaintStatus;
  readonly nature: CaseNature;
  readonly source: string;
  readonly category: ComplaintCategory;
  readonly severity: ComplaintSeverity;
  readonly receivedAt: Date;
  readonly branch: string | null;
  readonly repairShop: string | null;
  readonly handlerId: string | null;
  readonly handlerName: string | null;
  readonly groupKey: string | null;
  readonly isRepeat: boolean;
  readonly isMajor: boolean;
  readonly escalation: number;
  readonly disputes: number;
  readonly rootCause: RootCause | null;
  readonly rating: {
    readonly score: number;
    readonly solved: (typeof SOLVED_ANSWERS)[number];
  } | null;
}

/** One run of a clock with the number of its complaint. */
export type AnalysedClock = Pick<
  SlaClock,
  | 'kind'
  | 'cycle'
  | 'startedAt'
  | 'dueAt'
  | 'pausedAt'
  | 'pausedMs'
  | 'doneAt'
  | 'endedAt'
  | 'verdict'
  | 'breachedAt'
  | 'grossMs'
  | 'netMs'
> & { readonly complaintNo: string };

/** What happened to a complaint later, of what its row does not know. */
export interface Aftermath {
  readonly complaintNo: string;
  /** The customer was told a plan or a decision. */
  readonly wasTold: boolean;
  readonly wasClosed: boolean;
  readonly wasReopened: boolean;
  /** The same matter came through the regulator afterwards. */
  readonly cameThroughRegulator: boolean;
  /** The same customer complained of the same category within seven days of the closing. */
  readonly cameAgain: boolean;
}

/** True for what the statistics of the law count: a complaint (art. 2) that was ours to handle (art. 18). */
function isValid({ nature, status }: AnalysedComplaint): boolean {
  return nature === 'complaint' && status !== 'DECLINED';
}

/** True for a complaint that stands for itself, and is not counted under an earlier one. */
export function isCounted(complaint: AnalysedComplaint): boolean {
  return isValid(complaint) && complaint.status !== 'MERGED';
}

/** Those that rates of people's behaviour are made of: the same matter again is a complaint again. */
export function validOf(all: readonly AnalysedComplaint[]): readonly AnalysedComplaint[] {
  return all.filter(isValid);
}

/** What was received, and what of it is not counted and why: the parts add up. */
export function baseOf(all: readonly AnalysedComplaint[]): ReportBase {
  const valid = validOf(all);
  const notComplaints = all.filter(({ nature }) => nature !== 'complaint').length;
  return {
    received: all.length,
    counted: all.filter(isCounted).length,
    notComplaints,
    declined: all.length - notComplaints - valid.length,
    merged: valid.filter(({ status }) => status === 'MERGED').length,
  };
}
