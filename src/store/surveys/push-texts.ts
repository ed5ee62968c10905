import type { PushContent } from '../../domain/outreach/delivery.ts';
import type { Question } from '../../domain/questionnaire/question.ts';
import type { Questionnaire } from '../../domain/questionnaire/questionnaire.ts';
import type { Id } from '../../lib/ids.ts';

/** How an invitation is worded: handed in, for words belong to the flows. */
export interface SurveyWords {
  push(asked: {
    readonly invitationId: Id<'invitation'>;
    readonly questionnaire: Pick<Questionnaire, 'title' | 'content' | 'purpose' | 'code'>;
    /** The first that they are asked. */
    readonly question: Question;
    /** How many there can be in all. */
    readonly atMost: number;
    /** The web form; undefined: no public address is set. */
    readonly link: string | undefined;
    readonly isReminder: boolean;
  }): PushContent;
}

/** The address of an invitation's web form; undefined when the desk has no public address. */
export type SurveyLink = (invitationId: Id<'invitation'>, expiresAt: Date) => string | undefined;
