import type { AnswerSurvey } from '../../domain/write.ts';
import type { Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { saveAnswers } from './save-answers.ts';

/** Writes what was answered in a chat. Throws when it was over by now: the turn is run again and finds it so. */
export async function applyAnswerSurvey(
  sql: Sql,
  { kind: _kind, at, ...answers }: AnswerSurvey,
  given: { readonly now: Date; readonly random: Random },
): Promise<void> {
  // What was said in time counts, however long the turn waited.
  const outcome = await saveAnswers(
    sql,
    { ...answers, via: 'chat', locale: 'zh-CN' },
    { ...given, now: at },
  );
  if (outcome.kind !== 'saved') throw new Error(`a survey's answer was not taken: ${outcome.kind}`);
}
