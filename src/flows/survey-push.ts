import type { PushContent } from '../domain/outreach/delivery.ts';
import { isScale, type Question } from '../domain/questionnaire/question.ts';
import type { Questionnaire } from '../domain/questionnaire/questionnaire.ts';
import { copy } from './copy/zh-cn.ts';
import { invitationTaps, questionText } from './survey-question.ts';

const { push } = copy.survey;

/** What somebody is to be asked, and how they may answer. */
export interface SurveyAsked {
  readonly invitationId: string;
  readonly questionnaire: Pick<Questionnaire, 'title'>;
  readonly question: Question;
  readonly atMost: number;
  readonly link: string | undefined;
  readonly isReminder: boolean;
}

/** An invitation as it is sent: the first question at once, its taps, the web form, and how to refuse. */
export function surveyPush(asked: SurveyAsked): PushContent {
  const { question, link, atMost, invitationId, isReminder } = asked;
  const { title } = asked.questionnaire;
  const intro = isReminder ? push.reminder(title, atMost) : push.intro(title, atMost);
  const form = link === undefined ? [] : [push.form(link)];
  const taps = invitationTaps(question, invitationId);
  return {
    text: [intro, questionText(question), ...form, push.refuse].join('\n'),
    ...(taps.length === 0 ? {} : { taps }),
    ...(isScale(question.kind) ? { isScale: true } : {}),
    smsText: link === undefined ? push.smsWithoutLink(title) : push.sms(title, link),
  };
}
