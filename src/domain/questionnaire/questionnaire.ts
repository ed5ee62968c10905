import { longestPath } from './paths.ts';
import {
  type Branch,
  contentShape,
  END,
  type Question,
  type QuestionnaireContent,
  SHOWN_MAX,
} from './question.ts';

/** What a questionnaire is for (domain.md 4.2, 4.3). */
export const QUESTIONNAIRE_PURPOSES = [
  'NEW_POLICY',
  'RENEWAL',
  'RENEWAL_DONE',
  'POST_CLAIM',
  'POST_COMPLAINT',
  'ANNUAL',
  'HIGH_VALUE',
  'IN_CHAT',
  'EVENT',
  'OTHER',
] as const;
export type QuestionnairePurpose = (typeof QUESTIONNAIRE_PURPOSES)[number];

export const QUESTIONNAIRE_STATES = ['draft', 'published', 'retired'] as const;
export type QuestionnaireState = (typeof QUESTIONNAIRE_STATES)[number];

/**
 * The questions of one version. Questions take turns when there are more than one person is asked: `turns` says how
 * many there are, and which one somebody gets follows from their invitation alone (domain/questionnaire/paths.ts).
 */
export const questionnaireContentSchema = contentShape.superRefine((content, context) => {
  for (const { path, message } of faultsIn(content))
    context.addIssue({ code: 'custom', path, message });
});

interface Fault {
  readonly path: (string | number)[];
  readonly message: string;
}

/** What is wrong with questions that are well formed each for itself. */
function faultsIn(content: QuestionnaireContent): readonly Fault[] {
  const { questions, turns, whole } = content;
  const ids = questions.map((one) => one.id);
  const faults = questions.flatMap((one, index) => faultsOf(one, { index, ids, questions, turns }));
  for (const kind of ['csat', 'nps', 'ces'] as const) {
    const meant = whole[kind];
    if (meant === undefined) continue;
    if (questions.find((one) => one.id === meant)?.kind !== kind)
      faults.push({ path: ['whole', kind], message: `names no ${kind} question` });
  }
  if (faults.length > 0) return faults;
  for (let turn = 0; turn < turns; turn++) {
    const longest = longestPath(content, turn);
    if (longest > SHOWN_MAX)
      faults.push({
        path: ['questions'],
        message: `turn ${turn} can ask ${longest} questions: nobody is asked more than ${SHOWN_MAX}`,
      });
    if (longest === 0) faults.push({ path: ['questions'], message: `turn ${turn} asks nothing` });
  }
  return faults;
}

interface Around {
  readonly index: number;
  readonly ids: readonly string[];
  readonly questions: readonly Question[];
  readonly turns: number;
}

function faultsOf(one: Question, { index, ids, questions, turns }: Around): Fault[] {
  const path = (...more: (string | number)[]) => ['questions', index, ...more];
  const faults: Fault[] = [];
  const add = (where: (string | number)[], message: string): void => {
    faults.push({ path: path(...where), message });
  };
  if (ids.indexOf(one.id) !== index || one.id === END) add(['id'], 'is there already');
  if ((one.kind === 'choice') !== (one.options !== undefined))
    add(['options'], 'a choice has options, and nothing else does');
  const labels = (one.options ?? []).map((option) => option.id);
  if (new Set(labels).size !== labels.length) add(['options'], 'holds an option twice');
  if (one.isMultiple === true && one.kind !== 'choice')
    add(['isMultiple'], 'only a choice may be of several');
  if (one.turns?.some((turn) => turn >= turns)) add(['turns'], 'there are not so many turns');
  for (const [nth, { when, goTo }] of (one.next ?? []).entries()) {
    if (goTo !== END && ids.indexOf(goTo) <= index)
      add(['next', nth, 'goTo'], 'leads back or nowhere');
    const asked = questions.find(({ id: other }) => other === when.questionId);
    if (asked === undefined || ids.indexOf(asked.id) > index)
      add(['next', nth, 'when'], 'asks about a question that comes later or is none');
    else if (!fits(asked, when)) add(['next', nth, 'when'], 'can never be true');
  }
  return faults;
}

function fits(asked: Question, { op, value }: Branch['when']): boolean {
  const isNumber = asked.kind !== 'choice' && asked.kind !== 'text';
  if (isNumber) return typeof value === 'number' && (op === 'eq' || op === 'lte' || op === 'gte');
  if (asked.kind === 'text') return false;
  const has = (wanted: string): boolean =>
    asked.options?.some((option) => option.id === wanted) === true;
  if (op === 'in') return Array.isArray(value) && value.every(has) && asked.isMultiple !== true;
  const isForm = asked.isMultiple === true ? op === 'includes' : op === 'eq';
  return isForm && typeof value === 'string' && has(value);
}

/** A questionnaire as it is stored: one version of its code. */
export interface Questionnaire {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly status: QuestionnaireState;
  readonly purpose: QuestionnairePurpose;
  readonly title: string;
  readonly content: QuestionnaireContent;
  readonly offersAnonymity: boolean;
  readonly expiresAfterDays: number;
  readonly remindAfterDays: number | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly publishedBy: string | null;
  readonly publishedAt: Date | null;
}
