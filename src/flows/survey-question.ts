import { inLocale, isScale, type Question, SCALES } from '../domain/questionnaire/question.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import type { Option, Prompt } from './flow.ts';

const words = copy.survey;
/** More options than taps, or several to choose: they are listed in the text instead. */
const TAPS_MAX = 4;

/** The slot that takes the answers of each kind of question. */
export const SLOT_OF = {
  csat: 'survey_csat',
  nps: 'survey_nps',
  ces: 'survey_ces',
  choice: 'survey_choice',
  text: 'survey_text',
} as const satisfies Readonly<Record<Question['kind'], string>>;

/** True when its options are lines of the text. */
export function isListed({ kind, options = [], isMultiple }: Question): boolean {
  return kind === 'choice' && (isMultiple === true || options.length > TAPS_MAX);
}

/** The steps or options of a question as labels and values: the best first. */
export function tapsOf(question: Question): readonly { label: string; value: string | number }[] {
  const { kind } = question;
  if (kind === 'csat') {
    return words.csat.map(({ label, score }) => ({ label, value: score }));
  }
  if (isScale(kind)) {
    const { min, max } = SCALES[kind];
    const steps = Array.from({ length: max - min + 1 }, (_, nth) => max - nth);
    return steps.map((value) => ({ label: String(value), value }));
  }
  if (isListed(question)) return [];
  return (question.options ?? []).map(({ id, labels }) => ({
    label: inLocale(labels, 'zh-CN'),
    value: id,
  }));
}

/** What is said to ask it: the question, what may be chosen, and how one answers. */
export function questionText(question: Question): string {
  const { kind } = question;
  const text = inLocale(question.texts, 'zh-CN');
  if (isScale(kind)) return `${text}\n${words.scaleHint(kind)}`;
  if (kind === 'text') return `${text}\n${words.textHint}`;
  if (!isListed(question)) return text;
  const lines = (question.options ?? []).map(({ labels }, index) =>
    words.option(index + 1, inLocale(labels, 'zh-CN')),
  );
  return [text, ...lines, words.listHint(question.isMultiple === true)].join('\n');
}

/** The question in the chat, with its taps. */
export function questionPrompt(question: Question, before: readonly string[] = []): Prompt {
  const { kind } = question;
  const text = [...before, questionText(question)].join('\n');
  if (kind === 'text') {
    const skip: Offer = { label: words.labels.skip, commands: [{ do: 'skip' }] };
    return { text, offers: [skip], no: [{ do: 'skip' }] };
  }
  if (kind === 'choice') return isListed(question) ? { text, isListed: true } : { text };
  const offers = tapsOf(question).map(({ label, value }) => ({
    label,
    commands: [{ do: 'setSlot', slot: SLOT_OF[kind], value } as const],
  }));
  return { text, offers, isScale: true };
}

/** The options of a choice, for whoever answers by number or by label. */
export function questionOptions(question: Question): readonly Option[] {
  return (question.options ?? []).map(({ id, labels }) => {
    const label = inLocale(labels, 'zh-CN');
    return { label, value: id, words: [label] };
  });
}

/** The taps of an invitation: each begins the flow with its answer. */
export function invitationTaps(question: Question, invitationId: string) {
  return tapsOf(question).map(({ label, value }) => ({
    label,
    commands: [
      {
        do: 'startFlow',
        flow: 'survey',
        slots: {
          invitation_id: invitationId,
          survey_question: question.id,
          [SLOT_OF[question.kind]]: value,
        },
      } satisfies JsonObject,
    ],
  }));
}
