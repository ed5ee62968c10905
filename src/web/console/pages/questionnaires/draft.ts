import type { z } from 'zod';
import type { questionnaire } from '../../../../server/contract/surveys.ts';

export type Content = z.infer<typeof questionnaire>['content'];
export type Question = Content['questions'][number];
export type Branch = NonNullable<Question['next']>[number];
export type Kind = Question['kind'];

/** A draft before its first question. */
export const NO_CONTENT_YET: Content = { questions: [], turns: 1, whole: {} };

/** A short name that nothing has yet: answers are stored by it, so it never follows the place of a question. */
export function freeId(letter: string, taken: readonly string[]): string {
  for (let number = taken.length + 1; ; number += 1) {
    const id = `${letter}${number}`;
    if (!taken.includes(id)) return id;
  }
}

/** A question of a kind, without words yet. */
export function newQuestion(kind: Kind, taken: readonly string[]): Question {
  const base = { id: freeId('q', taken), kind, texts: { 'zh-CN': '' } };
  if (kind !== 'choice') return base;
  return {
    ...base,
    options: ['o1', 'o2'].map((id) => ({ id, labels: { 'zh-CN': '' } })),
  };
}

/** With one more question at its end; the first of each scale stands for the whole. */
export function addQuestion(content: Content, kind: Kind): Content {
  const taken = content.questions.map(({ id }) => id);
  const question = newQuestion(kind, taken);
  const isScale = kind === 'csat' || kind === 'nps' || kind === 'ces';
  const isFirst = isScale && content.whole[kind] === undefined;
  return {
    ...content,
    questions: [...content.questions, question],
    whole: isFirst ? { ...content.whole, [kind]: question.id } : content.whole,
  };
}

/** With one question changed. */
export function changeQuestion(content: Content, id: string, next: Question): Content {
  return {
    ...content,
    questions: content.questions.map((one) => (one.id === id ? next : one)),
  };
}

/** Without a question, without the branches that look at it or lead to it, and not standing for the whole. */
export function removeQuestion(content: Content, id: string): Content {
  const questions = content.questions
    .filter((one) => one.id !== id)
    .map((one) => {
      const next = one.next?.filter(({ when, goTo }) => when.questionId !== id && goTo !== id);
      return withBranches(one, next ?? []);
    });
  const whole = Object.fromEntries(
    Object.entries(content.whole).filter(([, meant]) => meant !== id),
  );
  return { ...content, questions, whole };
}

/** A place up or down; at the ends nothing moves. */
export function moveQuestion(content: Content, id: string, by: -1 | 1): Content {
  const at = content.questions.findIndex((one) => one.id === id);
  const one = content.questions[at];
  const other = content.questions[at + by];
  if (one === undefined || other === undefined) return content;
  const questions = content.questions.with(at, other).with(at + by, one);
  return { ...content, questions };
}

/** With these branches; none is left out of what is stored. */
export function withBranches(question: Question, next: readonly Branch[]): Question {
  const { next: _, ...rest } = question;
  return next.length === 0 ? rest : { ...rest, next: [...next] };
}

/** The first condition that a branch on this question may have. */
export function firstBranch(question: Question): Branch {
  const [option] = question.options ?? [];
  const questionId = question.id;
  if (option !== undefined) {
    const op = question.isMultiple === true ? 'includes' : 'eq';
    return { when: { questionId, op, value: option.id }, goTo: 'end' };
  }
  return { when: { questionId, op: 'lte', value: 2 }, goTo: 'end' };
}
