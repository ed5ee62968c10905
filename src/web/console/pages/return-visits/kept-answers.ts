import { phoneAnswersInput } from '../../../../server/contract/surveys.ts';
import type { AnswerValue } from '../../parts/answer-field.tsx';

const VALUES = phoneAnswersInput.shape.values;

/** Answers that were typed and not sent, when what the browser kept is that. */
export function keptAnswers(
  kept: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, AnswerValue>> {
  const read = VALUES.safeParse(kept ?? {});
  return read.success ? read.data : {};
}
