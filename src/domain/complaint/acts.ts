import type { PauseReason } from '../sla/clock.ts';
import type { ClockHappening } from '../sla/clock-event.ts';
import type {
  CaseNature,
  ComplaintCase,
  CustomerAnswer,
  DecisionNotice,
  NoticeChannel,
  RootCause,
} from './case.ts';
import type { ComplaintCategory, ComplaintSeverity } from './record.ts';

/** A plan or decision as a person writes it: who may still help is added, and when it was told. */
export type NoticeInput = Pick<DecisionNotice, 'findings' | 'decision' | 'basis'> & {
  readonly channel: NoticeChannel;
  /** May be left out in chat, where the message itself is the proof. */
  readonly proof?: string | undefined;
  readonly compensationFen?: bigint | undefined;
};

/** Everything that can happen to a complaint after it was registered. The names are what its history is written in. */
export type ComplaintAct =
  | { readonly name: 'assign'; readonly handlerId: string; readonly note?: string | undefined }
  /** A person told the customer who handles it, what was understood, and when they hear again. */
  | {
      readonly name: 'contact';
      readonly channel: NoticeChannel;
      readonly summary: string;
      readonly nextAt: Date;
    }
  /** Stands still until the customer, an appraiser or a mediator has acted; `request` is what they were asked or told. */
  | { readonly name: 'pause'; readonly reason: PauseReason; readonly request: string }
  | { readonly name: 'resume'; readonly note?: string | undefined }
  | { readonly name: 'propose'; readonly notice: NoticeInput }
  | { readonly name: 'decide'; readonly notice: NoticeInput }
  /** The customer agrees, with a plan or with a decision. */
  | { readonly name: 'confirm'; readonly comment?: string | undefined }
  | { readonly name: 'dispute'; readonly reason: string }
  /** Nobody answered the plan for three days. */
  | { readonly name: 'expire' }
  | { readonly name: 'withdraw'; readonly reason?: string | undefined }
  /** Not ours to handle, and they were told (art. 18). */
  | { readonly name: 'decline'; readonly reason: string }
  | {
      readonly name: 'close';
      readonly rootCause?: RootCause | undefined;
      readonly answer?: CustomerAnswer | undefined;
      readonly note?: string | undefined;
    }
  | { readonly name: 'reopen'; readonly reason: string }
  | {
      readonly name: 'extend';
      readonly clock: 'regulator' | 'resolution';
      /** Of the regulator's clock: 30 or 60 days in all. */
      readonly days?: number | undefined;
      /** Of the promise: a time that the customer agreed to. */
      readonly until?: Date | undefined;
      readonly reason: string;
      /** What the customer is told, or was told. */
      readonly notice: string;
    }
  /** The same matter again: goes on under the earlier complaint. */
  | { readonly name: 'merge'; readonly intoNo: string }
  /** The customer hands something in; with new facts the regulator's clock starts anew (art. 18). */
  | {
      readonly name: 'supplement';
      readonly text: string;
      readonly evidenceIds?: readonly string[] | undefined;
      readonly isNewFacts?: boolean | undefined;
    }
  | { readonly name: 'request_review'; readonly reason: string }
  | { readonly name: 'decide_review'; readonly notice: NoticeInput }
  | {
      readonly name: 'relabel';
      readonly severity?: ComplaintSeverity | undefined;
      readonly category?: ComplaintCategory | undefined;
      readonly nature?: CaseNature | undefined;
      readonly reason: string;
    }
  | { readonly name: 'escalate'; readonly reason: string }
  | { readonly name: 'note'; readonly text: string }
  /** What was to be put right is put right. */
  | { readonly name: 'rectify'; readonly note?: string | undefined }
  | {
      readonly name: 'rate';
      readonly score: number;
      readonly solved: 'solved' | 'partly' | 'not_solved';
      readonly comment?: string | undefined;
    };
export type ComplaintActName = ComplaintAct['name'];

/** Who acts. */
export type ComplaintActor =
  | { readonly kind: 'agent'; readonly id: string; readonly name: string; readonly isLead: boolean }
  /** Another system of the insurer's, with a key. */
  | { readonly kind: 'api_key'; readonly id: string; readonly name: string }
  | { readonly kind: 'customer'; readonly id: string }
  | { readonly kind: 'system'; readonly id: string };

/** Why an act is refused. Each is told in words of its own. */
export const ACT_REFUSALS = [
  /** Not from this state. */
  'illegal_move',
  /** Whom it is about, or who handled that claim (art. 17). */
  'recused',
  'not_handler',
  'needs_supervisor',
  /** The first feedback comes before whatever makes the clocks stand still, and before a plan. */
  'no_feedback_yet',
  /** It does not stand still. */
  'not_paused',
  /** A part that the law asks for is empty (art. 19). */
  'notice_incomplete',
  /** A notice needs its proof outside the chat. */
  'proof_missing',
  'root_cause_missing',
  'answer_missing',
  /** Less than three days since the plan. */
  'reply_still_possible',
  /** Whoever handled it does not close it (S1 and S2). */
  'handler_closes',
  /** More than 30 days ago. */
  'too_late',
  /** Not later than it is, or not a step that the law knows. */
  'no_extension',
  'already_overdue',
  'merge_into_itself',
  'merge_into_later',
  'merge_into_ended',
  /** Earlier than what has happened already, or not yet. */
  'wrong_time',
  'already_rated',
  'not_asked',
] as const;
export type ActRefusal = (typeof ACT_REFUSALS)[number];

/** What an act makes of a complaint. */
export type Acted =
  | {
      readonly kind: 'done';
      readonly complaint: ComplaintCase;
      /** What it is to the clocks. */
      readonly happened: readonly ClockHappening[];
    }
  | { readonly kind: 'refused'; readonly why: ActRefusal };
