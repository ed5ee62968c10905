import type { Actor } from '../../domain/audit.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { PushWay } from '../../domain/push/settings.ts';
import type { FollowUpKind } from '../../domain/questionnaire/findings.ts';
import type { FollowUpResult, FollowUpState } from '../../domain/questionnaire/follow-up.ts';
import type { FollowUpView } from '../../domain/questionnaire/follow-up-view.ts';
import type {
  AnswerOutcome,
  AnswerView,
  InvitationState,
  SurveySubject,
} from '../../domain/questionnaire/invitation.ts';
import type {
  InvitationDetail,
  InvitationView,
} from '../../domain/questionnaire/invitation-view.ts';
import type { SurveyLocale } from '../../domain/questionnaire/question.ts';
import type {
  Questionnaire,
  QuestionnairePurpose,
  QuestionnaireState,
} from '../../domain/questionnaire/questionnaire.ts';
import type { ResultsQuery, SurveyResults } from '../../domain/questionnaire/results.ts';
import type { SurveyValue } from '../../domain/questionnaire/values.ts';

/** What a draft holds. */
export type QuestionnaireInput = Pick<
  Questionnaire,
  'title' | 'purpose' | 'content' | 'offersAnonymity' | 'expiresAfterDays' | 'remindAfterDays'
>;

export interface QuestionnairesPort {
  /** By code, newest version first. */
  list(
    query: PageRequest & {
      readonly code?: string | undefined;
      readonly status?: QuestionnaireState | undefined;
      readonly purpose?: QuestionnairePurpose | undefined;
    },
  ): Promise<Page<Questionnaire>>;
  find(id: string): Promise<Questionnaire | undefined>;
  /** A draft: the next version of its code. */
  create(
    input: QuestionnaireInput & { readonly code: string },
    actor: Actor,
  ): Promise<Questionnaire>;
  /** `not_draft`: what was published never changes; make the next version. */
  put(
    id: string,
    input: QuestionnaireInput,
    actor: Actor,
  ): Promise<Questionnaire | 'not_found' | 'not_draft'>;
  /** From now on whoever is asked gets this version; the one before it is retired. */
  publish(id: string, actor: Actor): Promise<Questionnaire | 'not_found' | 'not_draft'>;
  /** Nobody is asked by it any more. */
  retire(id: string, actor: Actor): Promise<Questionnaire | 'not_found' | 'not_published'>;
  results(id: string, query: ResultsQuery): Promise<SurveyResults | undefined>;
}

export interface InvitationsPort {
  /** Newest first. */
  list(
    query: PageRequest & {
      readonly questionnaireId?: string | undefined;
      readonly code?: string | undefined;
      readonly status?: InvitationState | undefined;
      readonly customerNo?: string | undefined;
      readonly visitId?: string | undefined;
    },
  ): Promise<Page<InvitationView>>;
  find(id: string): Promise<InvitationDetail | undefined>;
  invite(
    input: {
      readonly questionnaireCode: string;
      readonly customerNo: string;
      readonly subject: SurveySubject;
      readonly eventKey?: string | undefined;
      readonly ways: readonly PushWay[];
      readonly dueFrom?: Date | undefined;
      readonly dueUntil?: Date | undefined;
    },
    actor: Actor,
  ): Promise<
    | { readonly kind: 'invited'; readonly invitationId: string; readonly isNew: boolean }
    | { readonly kind: 'unknown_customer' | 'no_questionnaire' | 'wrong_time' }
  >;
  /** What was answered on the phone. */
  answer(
    id: string,
    input: {
      readonly values: Readonly<Record<string, SurveyValue>>;
      readonly locale: SurveyLocale;
      readonly isRefused: boolean;
    },
    actor: Actor,
  ): Promise<AnswerOutcome>;
  /** Newest first; what is anonymous names nobody. */
  answers(
    query: PageRequest & {
      readonly questionnaireId?: string | undefined;
      readonly code?: string | undefined;
      readonly customerNo?: string | undefined;
      readonly isLow?: boolean | undefined;
    },
  ): Promise<Page<AnswerView>>;
}

/** Why somebody may not do it. */
export type FollowUpRefusal = 'not_found' | 'done' | 'excluded' | 'not_owner' | 'wrong_time';

/** Who acts on a follow-up. */
export interface FollowUpActor {
  readonly actor: Actor;
  /** Leads, and may do what its owner may. */
  readonly isLead: boolean;
}

export interface FollowUpsPort {
  /** The next due first. */
  list(
    query: PageRequest & {
      readonly status?: FollowUpState | undefined;
      readonly kind?: FollowUpKind | undefined;
      readonly ownerId?: string | undefined;
      readonly isOverdue?: boolean | undefined;
      readonly isDone?: boolean | undefined;
      readonly customerNo?: string | undefined;
    },
  ): Promise<Page<FollowUpView>>;
  find(id: string): Promise<FollowUpView | undefined>;
  /** `excluded`: it is about them. */
  take(id: string, by: FollowUpActor): Promise<FollowUpView | FollowUpRefusal>;
  contact(
    id: string,
    input: { readonly at?: Date | undefined; readonly note?: string | undefined },
    by: FollowUpActor,
  ): Promise<FollowUpView | FollowUpRefusal>;
  finish(
    id: string,
    input: {
      readonly result: FollowUpResult;
      readonly note?: string | undefined;
      readonly complaintNo?: string | undefined;
      readonly at?: Date | undefined;
    },
    by: FollowUpActor,
  ): Promise<FollowUpView | FollowUpRefusal>;
}

/** What the routes of questionnaires, invitations, answers and follow-ups need. */
export interface SurveyAdminDeps {
  readonly questionnaires: QuestionnairesPort;
  readonly invitations: InvitationsPort;
  readonly followUps: FollowUpsPort;
}
