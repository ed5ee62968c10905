import { QUESTIONNAIRE_COPY } from '../../copy-admin/questionnaires.ts';
import type { Branch, Content } from './draft.ts';

const { branch: COPY } = QUESTIONNAIRE_COPY;

/** A branch in plain words: 如果第 1 题不高于 2 分，就转到第 3 题. */
export function branchText(content: Content, { when, goTo }: Branch): string {
  const condition = conditionText(content, when);
  if (goTo === 'end') return COPY.endText(condition);
  return COPY.text(condition, QUESTIONNAIRE_COPY.nth(placeOf(content, goTo)));
}

function conditionText(content: Content, { questionId, op, value }: Branch['when']): string {
  const nth = placeOf(content, questionId);
  if (typeof value === 'number') return COPY.score(nth, COPY.ops[op], value);
  const asked = content.questions.find(({ id }) => id === questionId);
  const names = [value].flat().map((id) => {
    const option = asked?.options?.find((one) => one.id === id);
    return option?.labels['zh-CN'] ?? id;
  });
  return COPY.option(nth, COPY.ops[op], names.join('、'));
}

function placeOf({ questions }: Content, questionId: string): number {
  return questions.findIndex(({ id }) => id === questionId) + 1;
}
