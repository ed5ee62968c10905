import { digitView, foldText } from '../domain/entities/fold.ts';
import { findScores } from '../domain/entities/score.ts';
import { checkAnswer } from '../domain/questionnaire/answer.ts';
import {
  inLocale,
  type Question,
  SCALES,
  type ScaleKind,
} from '../domain/questionnaire/question.ts';
import type { SurveyValue } from '../domain/questionnaire/values.ts';
import { copy } from './copy/zh-cn.ts';

const { words } = copy.survey;
/** Characters up to which words are an answer and not a story of their own. */
const ANSWER_LENGTH_MAX = 60;
/** A question or a wish is none, whatever it holds. */
const NO_ANSWER =
  /[?？]|[吗么呢]$|(?<![没不])怎么|什么时候|帮我|我要(?!给|打|评)|我想(?!给|打|评)|想要|查一?下|另外|转人工|多少/;
const BARE =
  /^(?:我?(?:给|打|评|选|就|个|了|是|你们?|吧)*)(\d{1,3})(?:分|颗?星)?(?:吧|啊|呢|哈|了|嘛|[,。.!！~\s])*$/;
const COMMENT_LENGTH_MIN = 5;

/** True for words so short and plain that they may be an answer to something that was asked elsewhere. */
export function mayAnswer(text: string): boolean {
  const said = foldText(text).trim();
  return said !== '' && said.length <= ANSWER_LENGTH_MAX && !NO_ANSWER.test(said);
}

/** What a text says on a scale: a step, or a number that is none of its steps. Undefined: it says neither. */
export function readStep(
  kind: ScaleKind,
  text: string,
): { readonly score: number; readonly isStep: boolean } | undefined {
  const said = foldText(text).trim();
  if (said.length > ANSWER_LENGTH_MAX || NO_ANSWER.test(said)) return undefined;
  const { min, max } = SCALES[kind];
  const toStep = (score: number) => ({ score, isStep: score >= min && score <= max });
  const bare = BARE.exec(digitView(said));
  if (bare?.[1] !== undefined) return toStep(Number(bare[1]));
  // 十分满意 and 三分满意 are words about it: the words come first.
  const worded = words[kind].find(({ pattern }) => pattern.test(said));
  const scores = findScores(said, { isAsked: true, scaleMax: max });
  const values = new Set(scores.map(({ value }) => value.value));
  const [only] = values;
  if (values.size === 1 && only !== undefined && Number.isInteger(only)) {
    const isVery = only === 10 && worded !== undefined;
    if (!isVery) return toStep(only);
  }
  // Two numbers may be two things, or a doubt between them: that is asked.
  if (values.size > 1) return undefined;
  return worded === undefined ? undefined : toStep(worded.score);
}

/** The options that a text names: by number, `1、3`, or by label. Undefined: none. */
export function readOptions(
  { options = [] }: Pick<Question, 'options'>,
  text: string,
): readonly string[] | undefined {
  const said = digitView(foldText(text)).trim();
  if (said.length > ANSWER_LENGTH_MAX) return undefined;
  const numbers = /^[\d\s,，、和跟与及.。第个项选]+$/.test(said) ? (said.match(/\d+/g) ?? []) : [];
  const byNumber = numbers.map((nth) => options[Number(nth) - 1]?.id);
  if (numbers.length > 0) {
    return byNumber.every((id) => id !== undefined)
      ? byNumber.filter((id) => id !== undefined)
      : undefined;
  }
  const named = options.filter(({ labels }) => holds(said, inLocale(labels, 'zh-CN')));
  // 已解决 is said in 部分已解决 and in 没已解决 too: a longer label that holds a shorter one is the one meant.
  const meant = named.filter(
    (one) =>
      !named.some(
        (other) =>
          other !== one && inLocale(other.labels, 'zh-CN').includes(inLocale(one.labels, 'zh-CN')),
      ),
  );
  return meant.length === 0 ? undefined : meant.map(({ id }) => id);
}

/** 没解决 and 还没有解决 are 未解决, 解决了 is 已解决. */
function plain(text: string): string {
  return digitView(foldText(text))
    .trim()
    .replace(/还?(?:没有?|未能?)(?:能|被)?/g, '未')
    .replace(/^(\p{Script=Han}{2})了$/u, '已$1');
}

function holds(said: string, label: string): boolean {
  const parts = [label, ...label.split(/[,，/、]/)].filter(
    (part) => part.length > 1 || part === label,
  );
  return parts.some((part) => plain(said).includes(plain(part)));
}

/** What a text answers to a question; undefined: it is about something else, or says nothing sure. */
export function readAnswer(question: Question, text: string): SurveyValue | undefined {
  switch (question.kind) {
    case 'csat':
    case 'nps':
    case 'ces': {
      const step = readStep(question.kind, text);
      return step?.isStep === true ? step.score : undefined;
    }
    case 'choice': {
      const chosen = readOptions(question, text);
      if (chosen === undefined) return undefined;
      const value =
        question.isMultiple === true ? chosen : chosen.length === 1 ? chosen[0] : undefined;
      return value === undefined ? undefined : checkAnswer(question, value);
    }
    case 'text':
      return undefined;
  }
}

/** True for words that refuse the whole of it. */
export function refusesSurvey(text: string): boolean {
  const said = foldText(text).trim();
  return said.length <= ANSWER_LENGTH_MAX && words.refuses.test(said);
}

/** What was told beside a score in the same breath; undefined: nothing but the score. */
export function besideScore(text: string): string | undefined {
  const said = text.trim();
  const rest = digitView(foldText(said)).replace(
    /(?:我|就|给|打|评|个|吧)*\d{1,2}(?:分|颗?星)/,
    '',
  );
  const told = rest.replace(/[\s,，。.!！~、;；]/g, '');
  return told.length >= COMMENT_LENGTH_MIN - 1 && told.length < digitView(foldText(said)).length
    ? said
    : undefined;
}
