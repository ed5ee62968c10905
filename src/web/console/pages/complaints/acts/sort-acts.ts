import type { z } from 'zod';
import type { complaint } from '../../../../../server/contract/complaint.ts';
import { ACTS } from '../../../copy-admin/complaint-acts.ts';

export type ActName = keyof typeof ACTS;
type Status = z.infer<typeof complaint>['status'];

/** What each state waits for, the likeliest first. */
const WANTED: Readonly<Record<Status, readonly ActName[]>> = {
  RECEIVED: ['assign'],
  REGISTERED: ['assign', 'decline'],
  ASSIGNED: ['contact', 'assign'],
  INVESTIGATING: ['propose', 'pause', 'contact', 'decide'],
  WAITING_CUSTOMER: ['resume', 'propose', 'supplement'],
  EXTERNAL_APPRAISAL: ['resume', 'propose'],
  MEDIATION: ['resume', 'propose'],
  PROPOSED: ['confirm', 'dispute'],
  CONFIRMED: ['close'],
  NO_REPLY: ['close'],
  DISPUTED: ['decide', 'contact'],
  DECIDED: ['close', 'confirm', 'request_review'],
  REVIEW_REQUESTED: ['decide_review'],
  REVIEW_DECIDED: ['close'],
  WITHDRAWN: [],
  DECLINED: [],
  MERGED: [],
  CLOSED: ['rate', 'rectify', 'reopen', 'request_review'],
  REOPENED: ['assign'],
};
const ALL = Object.keys(ACTS).filter((name): name is ActName => name in ACTS);

/** Of what may be done, what the state asks for, and the rest. A note is always at hand. */
export function sortActs(
  status: Status,
  may: readonly string[],
): { readonly shown: readonly ActName[]; readonly more: readonly ActName[] } {
  const allowed = ALL.filter((name) => may.includes(name));
  const wanted = [...WANTED[status], 'note' as const];
  const shown = wanted.filter((name) => allowed.includes(name));
  return { shown, more: allowed.filter((name) => !shown.includes(name)) };
}
