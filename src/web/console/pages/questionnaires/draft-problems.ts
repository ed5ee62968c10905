import type { z } from 'zod';
import { questionnaireInput } from '../../../../server/contract/surveys.ts';
import { QUESTIONNAIRE_COPY } from '../../copy-admin/questionnaires.ts';
import type { Content } from './draft.ts';

const { problems } = QUESTIONNAIRE_COPY;

/** What is wrong with a draft, in words, each once. The server applies the same rules. */
export function draftProblems(content: Content): readonly string[] {
  if (content.questions.length === 0) return [problems.empty];
  const read = questionnaireInput.shape.content.safeParse(content);
  return read.success ? [] : [...new Set(read.error.issues.map(textOf))];
}

function textOf({ path }: z.core.$ZodIssue): string {
  const [part, index, field, , inner] = path;
  if (part === 'whole') return problems.whole;
  if (part !== 'questions') return problems.rest;
  if (typeof index !== 'number') return problems.tooLong;
  const nth = index + 1;
  switch (field) {
    case 'texts':
      return problems.text(nth);
    case 'options':
    case 'isMultiple':
      return problems.options(nth);
    case 'next':
      return inner === 'goTo' ? problems.goTo(nth) : problems.when(nth);
    default:
      return problems.other(nth);
  }
}
