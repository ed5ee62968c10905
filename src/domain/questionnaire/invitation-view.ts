import type { PushWay } from '../push/settings.ts';
import type { AnswerView, Attribution, InvitationState, SurveySubject } from './invitation.ts';
import type { Questionnaire } from './questionnaire.ts';

/** An invitation as the desk reads it, masked; of whoever answered without their name it names nobody. */
export interface InvitationView {
  readonly id: string;
  readonly questionnaireId: string;
  readonly code: string;
  readonly version: number;
  readonly title: string;
  readonly eventKey: string;
  readonly customer: { readonly customerNo: string; readonly name: string } | null;
  readonly subject: SurveySubject | null;
  readonly attributedTo: Attribution | null;
  readonly visitId: string | null;
  readonly status: InvitationState;
  readonly reason: string | null;
  readonly way: PushWay | null;
  readonly isAnonymous: boolean;
  readonly sentAt: Date | null;
  readonly openedAt: Date | null;
  readonly remindedAt: Date | null;
  readonly completedAt: Date | null;
  readonly expiresAt: Date;
  readonly createdAt: Date;
}

/** With what is asked, and what was answered. */
export interface InvitationDetail extends InvitationView {
  readonly content: Questionnaire['content'];
  readonly turn: number;
  readonly answer: AnswerView | null;
}
