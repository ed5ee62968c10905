/** What a follow-up is. open: nobody took it; in_progress: somebody did, or the customer was reached. */
export const FOLLOW_UP_STATES = ['open', 'in_progress', 'done'] as const;
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number];

/** How it ended. */
export const FOLLOW_UP_RESULTS = [
  'solved',
  'explained',
  'complaint_filed',
  'unreachable',
  'not_needed',
] as const;
export type FollowUpResult = (typeof FOLLOW_UP_RESULTS)[number];

/** Whether the promise was kept: by the time of the first contact, or of its end when nobody was reached. */
export type FollowUpVerdict = 'open' | 'overdue' | 'in_time' | 'late';

/** The verdict at `now`: from the times of what was done, never from when somebody looked. Due is half-open. */
export function followUpVerdict(
  task: {
    readonly dueAt: Date;
    readonly contactedAt: Date | null;
    readonly doneAt: Date | null;
  },
  now: Date,
): FollowUpVerdict {
  const metAt = task.contactedAt ?? task.doneAt;
  if (metAt !== null) return metAt < task.dueAt ? 'in_time' : 'late';
  return now < task.dueAt ? 'open' : 'overdue';
}
