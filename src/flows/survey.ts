import { type OpenInvitation, openness } from '../domain/questionnaire/invitation.ts';
import { nextQuestion, progress, turnOf } from '../domain/questionnaire/paths.ts';
import type { Question } from '../domain/questionnaire/question.ts';
import { DAY_MS } from '../lib/clock.ts';
import type { Json } from '../lib/json.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Outcome, Prepared, SlotSpec, Slots, Stop } from './flow.ts';
import { internalType } from './slot-types.ts';
import { completeSurvey } from './survey-done.ts';
import { questionOptions, questionPrompt, SLOT_OF } from './survey-question.ts';
import {
  besideType,
  invitationOf,
  optionType,
  pendingOf,
  pendingType,
  QUESTION_LABEL,
  refusalType,
  scaleType,
  toPending,
  wishType,
  wordsType,
} from './survey-types.ts';

const words = copy.survey;

/** A slot for the answers of one kind of question: asked while the question that is due is of that kind. */
function answerSlot(kind: Question['kind'], type: SlotSpec['type']): SlotSpec {
  const due = (slots: Slots): Question | undefined => {
    const question = pendingOf(slots)?.question;
    return question?.kind === kind && !isSettled(slots) ? question : undefined;
  };
  return {
    name: SLOT_OF[kind],
    type,
    label: QUESTION_LABEL,
    onlyWhenAsked: true,
    optional: true,
    when: (slots) => due(slots) !== undefined,
    ask: (slots) => {
      const question = due(slots);
      return question === undefined ? { text: '' } : questionPrompt(question);
    },
    retry: (slots) => {
      const question = due(slots);
      return question === undefined ? { text: '' } : questionPrompt(question);
    },
    ...(kind === 'choice'
      ? {
          options: (slots: Slots) => {
            const question = due(slots);
            return question === undefined ? [] : questionOptions(question);
          },
        }
      : {}),
    ...(kind === 'text'
      ? {
          holdsStory: true as const,
          accept: asWritten,
        }
      : {}),
  };
}

/** They refused, asked for a call or changed an earlier answer: that is carried out before anything is asked. */
function isSettled(slots: Slots): boolean {
  return ['survey_refusal', 'survey_wish', 'survey_question'].some(
    (name) => (slots[name] ?? undefined) !== undefined,
  );
}

/** Characters of an answer in one's own words. */
const WRITTEN_MAX = 500;

/** What is read from a text has lost its own characters, such as the full-width comma. */
function asWritten(value: Json, { said }: { readonly said: string }): Json {
  return said === '' ? value : said.slice(0, WRITTEN_MAX);
}

/**
 * A questionnaire in the chat, one question at a time. Every answer is kept at once: whoever stops half-way has said
 * something. Begun by the taps of an invitation, or by a score that is plainly meant for one (survey-heard.ts).
 */
export const surveyFlow: Flow = {
  id: 'survey',
  version: 1,
  title: words.title,
  empathy: '',
  keptMs: DAY_MS,
  slots: [
    { name: 'invitation_id', type: internalType, label: '' },
    { name: 'survey_question', type: internalType, label: '' },
    { name: 'survey_pending', type: pendingType, label: '' },
    { name: 'survey_wrong', type: internalType, label: '' },
    { name: 'survey_wish', type: wishType, label: '' },
    { name: 'survey_refusal', type: refusalType, label: '' },
    { name: 'survey_beside', type: besideType, label: '', accept: asWritten },
    answerSlot('csat', scaleType('csat')),
    answerSlot('nps', scaleType('nps')),
    answerSlot('ces', scaleType('ces')),
    answerSlot('choice', optionType),
    answerSlot('text', wordsType),
  ],
  guard,
  prepare,
  complete,
};

/** The invitation of this frame, or the one that was sent into this conversation. */
async function findInvitation(
  slots: Slots,
  { reads, conversationId, subject, now }: FlowContext,
): Promise<OpenInvitation | undefined> {
  const id = invitationOf(slots);
  if (id === undefined) return reads.surveys.openIn(conversationId, now);
  const customerId = subject?.kind === 'customer' ? subject.customerId : undefined;
  return reads.surveys.find(id, { conversationId, customerId });
}

async function guard(slots: Slots, context: FlowContext): Promise<Stop | undefined> {
  const found = await findInvitation(slots, context);
  return found === undefined ? ended(words.nothing) : whyNot(found, context.now);
}

/** Undefined: it may be answered. */
function whyNot(found: OpenInvitation, now: Date): Stop | undefined {
  switch (openness(found, now)) {
    case 'open':
      return undefined;
    case 'expired':
      return ended(words.expired);
    case 'closed':
      return ended(words.closed);
  }
}

function ended(text: string): Stop {
  return { kind: 'stop', replies: [{ text }] };
}

/** Which question is due, by what was answered until now, on the page as well. */
async function prepare(slots: Slots, context: FlowContext): Promise<Prepared> {
  const found = await findInvitation(slots, context);
  if (found === undefined) return { slots: {} };
  const { content } = found.questionnaire;
  const turn = turnOf(content, found.id);
  const question = nextQuestion(content, found.answers, turn);
  const { answered, atMost } = progress(content, found.answers, turn);
  return {
    slots: {
      invitation_id: found.id,
      survey_pending: question === undefined ? undefined : toPending(question, atMost - answered),
    },
  };
}

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const found = await findInvitation(slots, context);
  if (found === undefined) return ended(words.nothing);
  return whyNot(found, context.now) ?? completeSurvey({ found, slots, context });
}
