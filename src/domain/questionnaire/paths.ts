import { type Branch, END, type Question, type QuestionnaireContent } from './question.ts';
import type { SurveyAnswers, SurveyValue } from './values.ts';

/** Which turn of the rotation an invitation gets: the same at every look, and evenly spread. FNV-1a. */
export function turnOf(content: Pick<QuestionnaireContent, 'turns'>, invitationId: string): number {
  let hash = 0x811c9dc5;
  for (const char of invitationId) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  // The low bits of an FNV hash are its weakest.
  return ((hash ^ (hash >>> 15)) >>> 0) % content.turns;
}

/** The questions that somebody may be asked in this turn, whatever they answer. */
function asked(content: QuestionnaireContent, turn: number): readonly Question[] {
  return content.questions.filter(({ turns }) => turns === undefined || turns.includes(turn));
}

/** How many questions one person is asked at most from a place on. */
function longestFrom(content: QuestionnaireContent, turn: number, at: number): number {
  const { questions } = content;
  const counts = new Array<number>(questions.length + 1).fill(0);
  const isAsked = new Set(asked(content, turn).map(({ id }) => id));
  for (let index = questions.length - 1; index >= at; index--) {
    const question = questions[index];
    if (question === undefined) continue;
    const onward = counts[index + 1] ?? 0;
    if (!isAsked.has(question.id)) {
      counts[index] = onward;
      continue;
    }
    const branches = (question.next ?? []).map(({ goTo }) => counts[placeOf(content, goTo)] ?? 0);
    counts[index] = 1 + Math.max(onward, ...branches);
  }
  return counts[at] ?? 0;
}

/** How many questions one person is asked at most in this turn. */
export function longestPath(content: QuestionnaireContent, turn: number): number {
  return longestFrom(content, turn, 0);
}

function placeOf({ questions }: QuestionnaireContent, goTo: string): number {
  return goTo === END ? questions.length : questions.findIndex(({ id }) => id === goTo);
}

/** What was asked so far by these answers, and what is asked next; undefined: nothing more. */
export interface Walk {
  readonly answered: readonly Question[];
  readonly next: Question | undefined;
}

/** Follows the answers through the questions. Answers of a branch that was left again do not count. */
export function walk(content: QuestionnaireContent, answers: SurveyAnswers, turn: number): Walk {
  const answered: Question[] = [];
  const isAsked = new Set(asked(content, turn).map(({ id }) => id));
  let index = 0;
  while (index < content.questions.length) {
    const question = content.questions[index];
    if (question === undefined) break;
    if (!isAsked.has(question.id)) {
      index += 1;
      continue;
    }
    if (answers[question.id] === undefined) return { answered, next: question };
    answered.push(question);
    const branch = (question.next ?? []).find(({ when }) => holds(when, answers));
    index = branch === undefined ? index + 1 : placeOf(content, branch.goTo);
  }
  return { answered, next: undefined };
}

function holds({ questionId, op, value }: Branch['when'], answers: SurveyAnswers): boolean {
  const given = answers[questionId];
  if (given === undefined || given === null) return false;
  switch (op) {
    case 'eq':
      return given === value;
    case 'in':
      return Array.isArray(value) && typeof given === 'string' && value.includes(given);
    case 'includes':
      return Array.isArray(given) && typeof value === 'string' && includes(given, value);
    case 'lte':
      return typeof given === 'number' && typeof value === 'number' && given <= value;
    case 'gte':
      return typeof given === 'number' && typeof value === 'number' && given >= value;
  }
}

function includes(given: SurveyValue & readonly string[], value: string): boolean {
  return given.includes(value);
}

/** The question to ask now; undefined: everything was answered. */
export function nextQuestion(
  content: QuestionnaireContent,
  answers: SurveyAnswers,
  turn: number,
): Question | undefined {
  return walk(content, answers, turn).next;
}

/** True when nothing more is asked. An optional question counts as answered once it was passed by. */
export function isComplete(
  content: QuestionnaireContent,
  answers: SurveyAnswers,
  turn: number,
): boolean {
  return nextQuestion(content, answers, turn) === undefined;
}

/** How far somebody is: questions behind them, and how many there can be in all. */
export function progress(
  content: QuestionnaireContent,
  answers: SurveyAnswers,
  turn: number,
): { readonly answered: number; readonly atMost: number } {
  const { answered, next } = walk(content, answers, turn);
  const left = next === undefined ? 0 : longestFrom(content, turn, content.questions.indexOf(next));
  return { answered: answered.length, atMost: answered.length + left };
}
