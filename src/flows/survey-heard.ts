import type { OpenInvitation } from '../domain/questionnaire/invitation.ts';
import { nextQuestion, turnOf } from '../domain/questionnaire/paths.ts';
import type { Json } from '../lib/json.ts';
import type { Command } from './command.ts';
import type { FlowContext } from './flow.ts';
import { SLOT_OF } from './survey-question.ts';
import { besideScore, mayAnswer, readAnswer, refusesSurvey } from './survey-words.ts';

/**
 * Words that are plainly the answer to the first question of an invitation which was sent into this conversation.
 * Undefined: they are about something else, or nobody was asked. Looks into the database only for words that may be
 * an answer at all.
 */
export async function heardOfSurvey(
  said: string,
  { reads, conversationId, now }: FlowContext,
): Promise<Command | undefined> {
  if (!mayAnswer(said)) return undefined;
  const found = await reads.surveys.openIn(conversationId, now);
  return found === undefined ? undefined : answerIn(found, said);
}

function answerIn(found: OpenInvitation, said: string): Command | undefined {
  const { content } = found.questionnaire;
  const question = nextQuestion(content, found.answers, turnOf(content, found.id));
  if (question === undefined) return undefined;
  const start = (slots: Readonly<Record<string, Json>>): Command => ({
    do: 'startFlow',
    flow: 'survey',
    slots: { invitation_id: found.id, ...slots },
  });
  if (refusesSurvey(said)) return start({ survey_refusal: true });
  const value = readAnswer(question, said);
  if (value === undefined || value === null) return undefined;
  const beside = typeof value === 'number' ? besideScore(said) : undefined;
  return start({
    survey_question: question.id,
    [SLOT_OF[question.kind]]: typeof value === 'object' ? [...value] : value,
    ...(beside === undefined ? {} : { survey_beside: beside }),
  });
}
