/** How the desk works; changed by administrators, kept in the settings table under `desk`. */
export interface DeskSettings {
  /** How long an agent has to accept an offer before it passes on, in seconds. */
  readonly offerSeconds: number;
  /** An agent whose console gave no sign for this long is gone, in seconds. */
  readonly goneSeconds: number;
  /** A customer who says nothing for this long after an agent's words is asked whether they are there, in minutes. */
  readonly remindMinutes: number;
  /** And after this long more the conversation is closed, in minutes. */
  readonly closeMinutes: number;
  /** A finished talk without a result code is closed after this long, in minutes. */
  readonly wrapUpMinutes: number;
  /** A customer who waits unanswered for this long is at risk, in seconds: 80 % of it shows as a warning. */
  readonly firstReplySeconds: number;
  /** The same for every later answer, in seconds. */
  readonly nextReplySeconds: number;
}

export const DESK_SETTINGS: DeskSettings = {
  offerSeconds: 30,
  goneSeconds: 20,
  remindMinutes: 10,
  closeMinutes: 5,
  wrapUpMinutes: 3,
  firstReplySeconds: 60,
  nextReplySeconds: 120,
};

/** What a conversation with a person can come to. */
export const RESULT_CODES = [
  'solved',
  'claim_progress',
  'claim_reported',
  'complaint_filed',
  'task_made',
  'call_back',
  'information_given',
  'transferred_outside',
  'no_answer',
  'other',
] as const;
export type ResultCode = (typeof RESULT_CODES)[number];

/** What people are chosen by. `supervisor` is had by role; a `manager` hears of complaints that stay undone. */
export const SKILLS = [
  'claims',
  'injury',
  'complaint',
  'policy',
  'roadside',
  'supervisor',
  'manager',
] as const;
export type Skill = (typeof SKILLS)[number];

/** What an agent says of themselves. Only `online` is given new customers; `busy` keeps what it has. */
export const PRESENCES = ['online', 'busy', 'away'] as const;
export type Presence = (typeof PRESENCES)[number];
