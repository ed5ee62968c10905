import type { Id } from '../../lib/ids.ts';
import type { PushClass, PushSettings, PushWay } from './settings.ts';

/** Something that somebody wants sent to a customer who did not ask for it just now. */
export interface PushRequest {
  readonly customerId: Id<'customer'>;
  readonly pushClass: PushClass;
  /** A danger notice (storm, recall): quiet hours and silent days do not keep it back. Only of class `service`. */
  readonly isUrgent: boolean;
  /** A survey about a closed claim or complaint: the budget of other surveys does not keep it back. */
  readonly isAboutCase: boolean;
  /** A festival or birthday greeting: channels that forbid greetings are no way for it (wechat.md 4.8). */
  readonly isGreeting: boolean;
  /** Tried in this order; the first that is open is taken. */
  readonly ways: readonly PushWay[];
  /** The sender's own hours, `HH:mm` in Asia/Shanghai, half-open; from later than until: over midnight. */
  readonly dailyFrom?: string | undefined;
  readonly dailyUntil?: string | undefined;
  /** From here on it is not sent any more. Half-open. */
  readonly notAfter?: Date | undefined;
}

/** Where a customer can be reached. */
export interface PushPlace {
  readonly way: PushWay;
  /** The channel account, or `sms`. */
  readonly account: string;
  /** Of wechat and web. */
  readonly conversationId?: Id<'conversation'> | undefined;
  /** Of sms. */
  readonly phone?: string | undefined;
  /** Why nothing gets there now, such as `unsubscribed`; absent: nothing known against it. */
  readonly unreachable?: string | undefined;
  /** Of wechat: sends that are left for a push now, by the ledger of its windows (domain/wechat/quota.ts). */
  readonly sendsLeft?: number | undefined;
  /** Of wechat without sends left: the customer's act still counts, its sends are used up or kept for news. */
  readonly isWindowOpen?: boolean | undefined;
  /** Greetings may not be sent by this account (wechat.md 4.8). */
  readonly forbidsGreetings?: boolean | undefined;
  /** A person of ours has the conversation, or the customer waits for one: nothing else is said there. */
  readonly isWithPerson?: boolean | undefined;
  /** The customer is in the middle of something there: nothing is said in between, and nowhere else either. */
  readonly talkingUntil?: Date | undefined;
}

/** The newest decision of a purpose, for every way or for one. */
export interface PushConsent {
  readonly purpose: 'marketing' | 'care' | 'survey';
  /** Null: for every way. */
  readonly way: PushWay | 'phone' | null;
  readonly isGranted: boolean;
  readonly decidedAt: Date;
}

/** A push that counts: it was sent, is being sent, or may have arrived. */
export interface PushTouch {
  readonly pushClass: PushClass;
  readonly way: PushWay;
  readonly at: Date;
}

/** What is known of a customer when a push is judged. */
export interface PushFacts {
  readonly customerId: Id<'customer'>;
  readonly consents: readonly PushConsent[];
  /** Of the longest cap's days, newest first. */
  readonly touches: readonly PushTouch[];
  readonly places: readonly PushPlace[];
  readonly hasOpenComplaint: boolean;
  /** A claim with injury or death that is not closed. */
  readonly hasOpenInjuryClaim: boolean;
  readonly bereavedAt?: Date | undefined;
  readonly marketingBlockedAt?: Date | undefined;
  readonly surveySilentUntil?: Date | undefined;
  /** When a claim of theirs was last rejected. */
  readonly rejectedAt?: Date | undefined;
  /** Where they live, as the silent days name it. */
  readonly city?: string | undefined;
}

/** What is the same for everybody who is judged at a time. */
export interface PushRules {
  readonly settings: PushSettings;
  /** True: Saturday, Sunday or a public holiday, and no make-up working day. `YYYY-MM-DD` in Asia/Shanghai. */
  readonly isDayOff: (day: string) => boolean;
  /** A day on which a class is not sent there; undefined: none. */
  readonly silentDay: (
    day: string,
    pushClass: PushClass,
    city: string | undefined,
  ) => string | undefined;
}

/** Why a push is not sent. Each has its words in the console. */
export const PUSH_REFUSALS = [
  'no_consent',
  'refused',
  'marketing_blocked',
  'survey_silent',
  'bereaved',
  'open_complaint',
  'open_injury_claim',
  'claim_just_rejected',
  'silent_day',
  'quiet_hours',
  'outside_hours',
  'cap_class',
  'cap_total',
  'no_way',
  'unreachable',
  'window_closed',
  'quota',
  'greeting_forbidden',
  'with_person',
  'in_conversation',
  'window_missed',
] as const;
export type PushRefusal = (typeof PUSH_REFUSALS)[number];

/** Why each way that was wanted is closed. */
export interface ClosedWay {
  readonly way: PushWay;
  readonly account?: string | undefined;
  readonly reason: PushRefusal;
}

/**
 * What follows for one push now. `later`: nothing is against it but the time; it is judged again at `until`, and the
 * reason is why it waits. When `until` is not before `notAfter` it is refused with that reason instead.
 */
export type PushDecision =
  | { readonly kind: 'send'; readonly place: PushPlace }
  | { readonly kind: 'later'; readonly until: Date; readonly reason: PushRefusal }
  | {
      readonly kind: 'refuse';
      readonly reason: PushRefusal;
      readonly closed: readonly ClosedWay[];
    };
