import { z } from 'zod';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { PushWay } from '../push/settings.ts';
import { type AnswerWay, EDIT_DAYS, type StoredAnswer, type SurveyScores } from './answer.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { SurveyAnswers } from './values.ts';

/**
 * What became of an invitation. planned: not sent yet, or only asked on the phone. The first five may still be
 * answered; failed and suppressed as well, by somebody on the phone.
 */
export const INVITATION_STATES = [
  'planned',
  'sent',
  'opened',
  'partial',
  'completed',
  'expired',
  'refused',
  'suppressed',
  'failed',
] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** What somebody is asked about. */
export const surveySubjectSchema = z.object({
  kind: z.enum([
    'claim',
    'policy',
    'complaint',
    'handoff',
    'event',
    'visit',
    'campaign',
    'customer',
  ]),
  no: z.string(),
});
export type SurveySubject = Readonly<z.infer<typeof surveySubjectSchema>>;

/** Who had handled it when it closed: never who has it when the answer comes. */
export const attributionSchema = z.object({
  kind: z.enum(['agent', 'adjuster']),
  id: z.string().optional(),
  name: z.string(),
  team: z.string().optional(),
  branch: z.string().optional(),
});
export type Attribution = Readonly<z.infer<typeof attributionSchema>>;

/** Somebody is to be asked. */
export interface NewInvitation {
  readonly questionnaireCode: string;
  /** Once for each questionnaire code, such as `claim_closed:C20260611001`. */
  readonly eventKey: string;
  readonly customerId: Id<'customer'>;
  readonly subject: SurveySubject;
  readonly attributedTo?: Attribution | undefined;
  readonly visitId?: Id<'returnVisit'> | undefined;
  /** When it may be sent; half-open. */
  readonly dueFrom: Date;
  readonly dueUntil: Date;
  /** Of a closed claim or complaint: the budget of other surveys does not keep it back. */
  readonly isAboutCase: boolean;
  /** By which ways it is pushed, in this order; empty: it is asked on the phone only. */
  readonly ways: readonly PushWay[];
}

/** `no_questionnaire`: none of that code is published. */
export type Invited =
  | {
      readonly kind: 'invited';
      readonly invitationId: Id<'invitation'>;
      /** False: it was there already, and nothing was sent for it again. */
      readonly isNew: boolean;
      readonly deliveryId: bigint | undefined;
    }
  | { readonly kind: 'no_questionnaire' };

/** A second attempt of an invitation that nobody answered, at another time. */
export interface AnotherPush {
  readonly invitationId: Id<'invitation'>;
  /** 2 for the second; one push for each number. */
  readonly nth: number;
  readonly dueFrom: Date;
  readonly dueUntil: Date;
  readonly isAboutCase: boolean;
  readonly ways: readonly PushWay[];
}

/** Asks people, in the caller's transaction. */
export interface Inviter<Tx> {
  invite(tx: Tx, input: NewInvitation, now: Date): Promise<Invited>;
  /** Undefined: it is answered, refused or over, and nothing is sent. */
  pushAgain(tx: Tx, input: AnotherPush, now: Date): Promise<bigint | undefined>;
  /** Takes back what was not sent yet; true when nothing of it will be sent. Its state becomes `suppressed`. */
  withdraw(tx: Tx, invitationId: Id<'invitation'>, reason: string, now: Date): Promise<boolean>;
}

/** What writing answers came to. `invalid`: the questions that they answer wrongly. */
export type AnswerOutcome =
  | {
      readonly kind: 'saved';
      readonly state: InvitationState;
      readonly answers: SurveyAnswers;
      /** Follow-ups that were opened by it. */
      readonly followUps: readonly string[];
    }
  | { readonly kind: 'not_found' | 'expired' | 'closed' }
  | { readonly kind: 'invalid'; readonly questionIds: readonly string[] };

/** An invitation as the one who answers sees it: nothing of who they are. */
export interface OpenInvitation {
  readonly id: Id<'invitation'>;
  readonly questionnaire: Pick<
    Questionnaire,
    'id' | 'code' | 'title' | 'content' | 'offersAnonymity' | 'purpose'
  >;
  readonly state: InvitationState;
  readonly answers: SurveyAnswers;
  readonly isAnonymous: boolean;
  readonly expiresAt: Date;
  readonly completedAt: Date | undefined;
  /** Asked for a return visit: refusing it counts for all visits. */
  readonly isVisit: boolean;
}

/** What flows read of surveys. */
export interface SurveyReader {
  /** Pushed into this conversation within the last days and not answered: what a bare score may be for. */
  openIn(conversationId: Id<'conversation'>, now: Date): Promise<OpenInvitation | undefined>;
  /** Of this person only: pushed into this conversation, or theirs who is known here. */
  find(
    invitationId: string,
    who: {
      readonly conversationId: Id<'conversation'>;
      readonly customerId: Id<'customer'> | undefined;
    },
  ): Promise<OpenInvitation | undefined>;
}

/** What is stored of an answer, read at the desk. An anonymous one names nobody and no invitation. */
export interface AnswerView {
  readonly id: string;
  readonly invitationId: string | null;
  readonly questionnaireId: string;
  readonly code: string;
  readonly version: number;
  readonly status: 'partial' | 'completed';
  readonly via: AnswerWay;
  readonly isAnonymous: boolean;
  readonly scores: SurveyScores;
  readonly answers: readonly StoredAnswer[];
  readonly subject: SurveySubject | null;
  readonly attributedTo: Attribution | null;
  readonly customer: { readonly customerNo: string; readonly name: string } | null;
  readonly snapshot: JsonObject;
  readonly changes: number;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly completedAt: Date | null;
}

/** Whether it may still be answered or changed: `open`, or why not. */
export function openness(
  of: {
    readonly state: InvitationState;
    readonly expiresAt: Date;
    readonly completedAt: Date | undefined;
  },
  now: Date,
): 'open' | 'expired' | 'closed' {
  if (of.state === 'refused') return 'closed';
  if (of.completedAt !== undefined && now >= addMs(of.completedAt, EDIT_DAYS * DAY_MS)) {
    return 'closed';
  }
  if (of.state === 'expired' || now >= of.expiresAt) {
    return of.completedAt === undefined ? 'expired' : 'closed';
  }
  return 'open';
}
