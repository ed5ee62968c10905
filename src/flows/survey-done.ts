import { checkAnswer } from '../domain/questionnaire/answer.ts';
import { CALL_BACK_HOURS, findingsOf } from '../domain/questionnaire/findings.ts';
import type { OpenInvitation } from '../domain/questionnaire/invitation.ts';
import { nextQuestion, progress, turnOf, walk } from '../domain/questionnaire/paths.ts';
import type { Question } from '../domain/questionnaire/question.ts';
import type { SurveyAnswers, SurveyValue } from '../domain/questionnaire/values.ts';
import type { AnswerSurvey } from '../domain/write.ts';
import { textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Outcome, Prompt, Slots } from './flow.ts';
import { questionPrompt, SLOT_OF } from './survey-question.ts';
import { toPending } from './survey-types.ts';

const words = copy.survey;

export interface Answering {
  readonly found: OpenInvitation;
  readonly slots: Slots;
  readonly context: FlowContext;
}

/** Everything that holds an answer: empty again once it is written. */
const EMPTY: Slots = {
  survey_question: undefined,
  survey_beside: undefined,
  survey_wrong: undefined,
  ...Object.fromEntries(Object.values(SLOT_OF).map((name) => [name, undefined])),
};

/** What an answer comes to: it is written, and the next question is asked, or thanks are said. */
export function completeSurvey(answering: Answering): Outcome {
  const { found, slots, context } = answering;
  if (slots['survey_refusal'] === true) return refused(answering);
  if (slots['survey_wish'] === 'call_back') return askedForCall(answering);
  const { content } = found.questionnaire;
  const turn = turnOf(content, found.id);
  const question = questionMeant(answering);
  if (question === undefined) return over(answering, { answers: found.answers, said: undefined });
  const value = answerTo(slots, question);
  if (value === undefined) return askAgain(answering, question);
  const beside = textField(slots, 'survey_beside');
  const values = { [question.id]: value, ...besideAs(answering, { question, beside }) };
  const answers = { ...found.answers, ...values };
  const writes = [writeOf(answering, { values, said: beside })];
  const next = nextQuestion(content, answers, turn);
  if (next === undefined) {
    return { ...over(answering, { answers, said: beside }), writes };
  }
  const { answered, atMost } = progress(content, answers, turn);
  const pending = toPending(next, atMost - answered);
  return {
    kind: 'ask',
    slot: SLOT_OF[next.kind],
    prompt: questionPrompt(next),
    set: { ...EMPTY, invitation_id: found.id, survey_pending: pending },
    writes,
  };

  function writeOf(
    { found: { id } }: Answering,
    given: { readonly values: AnswerSurvey['values']; readonly said: string | undefined },
  ): AnswerSurvey {
    return {
      kind: 'answerSurvey',
      invitationId: id,
      values: given.values,
      at: context.saidAt,
      ...(given.said === undefined ? {} : { said: given.said }),
    };
  }
}

/** A tap names its question, which may have been answered before: then the answer is changed. */
function questionMeant({ found, slots }: Answering): Question | undefined {
  const { content } = found.questionnaire;
  const turn = turnOf(content, found.id);
  const named = textField(slots, 'survey_question');
  const tapped = content.questions.find(({ id }) => id === named);
  if (tapped !== undefined && slots[SLOT_OF[tapped.kind]] !== undefined) return tapped;
  return nextQuestion(content, found.answers, turn);
}

/** Null: it was skipped. Undefined: there is no answer, or none that the question takes. */
function answerTo(slots: Slots, question: Question): SurveyValue | undefined {
  const given = slots[SLOT_OF[question.kind]];
  return given === undefined ? undefined : checkAnswer(question, given);
}

/** `8分，理赔很快`: what was told beside is the answer in words, where one may be given. */
function besideAs(
  { found }: Answering,
  { question, beside }: { readonly question: Question; readonly beside: string | undefined },
): Readonly<Record<string, SurveyValue>> {
  const { content } = found.questionnaire;
  const text = content.questions.find(({ kind, id }) => kind === 'text' && id !== question.id);
  const turn = turnOf(content, found.id);
  const isAsked = text !== undefined && (text.turns === undefined || text.turns.includes(turn));
  if (!isAsked || beside === undefined || found.answers[text.id] !== undefined) return {};
  const value = checkAnswer(text, beside);
  return value === undefined ? {} : { [text.id]: value };
}

/** No step of its scale: asked once more, and then left out rather than pressed for. */
function askAgain({ found, slots, context }: Answering, question: Question): Outcome {
  const isAgain = slots['survey_wrong'] === question.id;
  if (isAgain) {
    const skipped: Slots = { ...slots, survey_wrong: undefined, [SLOT_OF[question.kind]]: null };
    return completeSurvey({ found, slots: skipped, context });
  }
  const hint = slots[SLOT_OF[question.kind]] === undefined ? [] : [words.wrong(question.kind)];
  return {
    kind: 'ask',
    slot: SLOT_OF[question.kind],
    prompt: questionPrompt(question, hint),
    set: {
      ...EMPTY,
      survey_wrong: hint.length === 0 ? undefined : question.id,
      survey_pending: toPending(question, 1),
    },
  };
}

function refused({ found, context }: Answering): Outcome {
  const text = found.isVisit ? words.refusedVisit : words.refused;
  const write: AnswerSurvey = {
    kind: 'answerSurvey',
    invitationId: found.id,
    values: {},
    at: context.saidAt,
    isRefused: true,
  };
  return { kind: 'done', replies: [{ text }], writes: [write] };
}

function askedForCall({ found, context }: Answering): Outcome {
  const write: AnswerSurvey = {
    kind: 'answerSurvey',
    invitationId: found.id,
    values: {},
    at: context.saidAt,
    wish: 'call_back',
  };
  return { kind: 'done', replies: [{ text: words.callBack(CALL_BACK_HOURS) }], writes: [write] };
}

/** Thanks; whoever is not content is offered what helps, and pressed into nothing. */
function over(
  { found }: Answering,
  { answers, said }: { readonly answers: SurveyAnswers; readonly said: string | undefined },
): Extract<Outcome, { kind: 'done' }> {
  const { content } = found.questionnaire;
  const turn = turnOf(content, found.id);
  const { low, hasComplaintWords } = findingsOf(content, answers, said);
  if (low.length > 0 || hasComplaintWords) {
    return { kind: 'done', replies: [lowReply(found.id, hasComplaintWords)] };
  }
  const scores = walk(content, answers, turn).answered.map(({ id }) => answers[id]);
  const isBest = content.whole.csat !== undefined && answers[content.whole.csat] === 5;
  const isSaid = scores.some((value) => value !== null);
  const text = isBest ? words.thanksGood : isSaid ? words.thanks : words.refused;
  return { kind: 'done', replies: [{ text }] };
}

function lowReply(invitationId: string, hasComplaintWords: boolean): Prompt {
  const complain: Offer = {
    label: words.labels.complain,
    commands: [{ do: 'startFlow', flow: 'complaint_file' }],
  };
  const call: Offer = {
    label: words.labels.callBack,
    commands: [
      {
        do: 'startFlow',
        flow: 'survey',
        slots: { invitation_id: invitationId, survey_wish: 'call_back' },
      },
    ],
  };
  const fine: Offer = { label: words.labels.fine, commands: [{ do: 'social', kind: 'fine' }] };
  return {
    text: hasComplaintWords ? words.complaintHeard : words.low,
    offers: [complain, call, fine],
    no: fine.commands,
  };
}
