import type { ComplaintView } from '../domain/complaint/complainant.ts';
import { besideWish } from '../domain/complaint/complaint-words.ts';
import { type PlanAnswer, planAnswerIn } from '../domain/complaint/plan-answer.ts';
import { textField } from '../lib/json.ts';
import type { Command } from './command.ts';
import {
  actOn,
  awaitsAnswer,
  choiceSlots,
  chosen,
  guardChoice,
  handoffOffer,
  internalSlot,
  ownComplaints,
  prepareChoice,
  statusOffer,
} from './complaint-own.ts';
import { promiseLines } from './complaint-promises.ts';
import { clipped, storyType } from './complaint-types.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Outcome, Prepared, Prompt, Slots } from './flow.ts';

const text = copy.complaintActs.answer;
const PLAN_LENGTH_MAX = 80;
const rule = { may: awaitsAnswer, nothing: text.nothing };

/**
 * The customer's word on a plan or a decision. Agreeing is taken at once only from whoever was told it just now, or
 * taps it where it is told; from everybody else it is read back. Disagreeing asks what is not right, once.
 */
export const complaintAnswerFlow: Flow = {
  id: 'complaint_answer',
  version: 1,
  title: text.title,
  empathy: '',
  guard: guardChoice(rule.may, rule.nothing),
  prepare,
  slots: [
    ...choiceSlots(),
    internalSlot('plan'),
    internalSlot('is_decision'),
    // What they said when it was not clear which: their reason, or a condition that the handler must read.
    internalSlot('remark'),
    {
      ...internalSlot('answer'),
      opening: answerIn,
      ask: askAnswer,
    },
    {
      ...internalSlot('is_sure'),
      when: ({ answer }) => answer === 'accept',
      ask: askAnswer,
    },
    {
      name: 'reason',
      type: storyType,
      label: '',
      onlyWhenAsked: true,
      optional: true,
      holdsStory: true,
      when: ({ answer, remark, reason, is_decision: isDecision }) =>
        answer === 'dispute' &&
        typeof remark !== 'string' &&
        // Why a decision is not accepted is asked by its review.
        (isDecision !== true || typeof reason === 'string'),
      opening: (said) => (planAnswerIn(said)?.answer === 'dispute' ? besideWish(said) : undefined),
      ask: () => ({
        text: text.askReason,
        offers: [{ label: text.noReason, commands: [{ do: 'skip' }] }],
        no: [{ do: 'skip' }],
      }),
    },
  ],
  complete,
};

function answerIn(said: string): PlanAnswer['answer'] | undefined {
  const answer = planAnswerIn(said)?.answer;
  return answer === 'unclear' ? undefined : answer;
}

/** What is agreed to is read back in its own words. */
async function prepare(slots: Slots, context: FlowContext): Promise<Prepared> {
  const prepared = await prepareChoice(rule.may)(slots, context);
  const number = textField(prepared.slots, 'complaint_no');
  const view = (await ownComplaints(context)).find(({ complaintNo }) => complaintNo === number);
  const plan = view?.notice?.decision;
  return {
    ...prepared,
    slots: {
      ...prepared.slots,
      ...(plan === undefined ? {} : { plan: clipped(plan, PLAN_LENGTH_MAX) }),
      ...(view?.status === 'DECIDED' ? { is_decision: true } : {}),
    },
  };
}

function askAnswer(slots: Slots): Prompt {
  const yes: readonly Command[] = [
    { do: 'setSlot', slot: 'answer', value: 'accept' },
    { do: 'setSlot', slot: 'is_sure', value: true },
  ];
  const no: readonly Command[] = [{ do: 'setSlot', slot: 'answer', value: 'dispute' }];
  const { labels } = copy.complaintActs;
  return {
    text: [
      text.ask({
        number: textField(slots, 'complaint_no') ?? '',
        plan: textField(slots, 'plan'),
        isDecision: slots['is_decision'] === true,
      }),
      ...(textField(slots, 'remark') === undefined
        ? []
        : [slots['is_decision'] === true ? text.eitherOfDecision : text.either]),
    ].join('\n'),
    offers: [
      { label: labels.accept, commands: yes },
      { label: labels.dispute, commands: no },
      { label: text.later, commands: [{ do: 'cancel' }] },
      handoffOffer(),
    ],
    yes,
    no,
  };
}

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const found = await chosen(slots, context, rule);
  if (found.kind === 'gone') return found.outcome;
  const { view } = found;
  return slots['answer'] === 'dispute'
    ? dispute(view, slots, context)
    : accept(view, slots, context);
}

/** A condition that they named goes to the handler with their word, so that it is not lost by agreeing. */
async function accept(view: ComplaintView, slots: Slots, context: FlowContext): Promise<Outcome> {
  const { complaintNo, status } = view;
  const remark = textField(slots, 'remark');
  const outcome = await actOn({
    view,
    context,
    act: { name: 'confirm' },
    reply: () => ({
      text: [
        status === 'DECIDED' ? text.acceptedDecision(complaintNo) : text.accepted(complaintNo),
        ...(remark === undefined ? [] : [text.remarkKept]),
      ].join('\n'),
      offers: [statusOffer(complaintNo)],
    }),
  });
  if (remark === undefined || outcome.kind !== 'done') return outcome;
  const [confirm] = outcome.writes ?? [];
  if (confirm?.kind !== 'actOnComplaint') return outcome;
  const said = { ...confirm, act: { name: 'supplement', text: remark } } as const;
  return { ...outcome, writes: [said, confirm] };
}

/** A decision is not disputed but reviewed: that has a time limit and rules of its own. */
async function dispute(view: ComplaintView, slots: Slots, context: FlowContext): Promise<Outcome> {
  const { complaintNo, may } = view;
  const reason = textField(slots, 'reason') ?? textField(slots, 'remark');
  if (!may.includes('dispute')) {
    return {
      kind: 'done',
      replies: [{ text: text.reviewInstead(complaintNo) }],
      next: {
        flow: 'complaint_review',
        slots: { complaint_no: complaintNo, ...(reason === undefined ? {} : { reason }) },
      },
    };
  }
  return actOn({
    view,
    context,
    act: { name: 'dispute', reason: reason ?? text.reasonNotSaid },
    reply: (promises) => ({
      text: [text.disputed(complaintNo), ...promiseLines(promises, context.now)].join('\n'),
      offers: [
        {
          label: copy.complaintActs.labels.supplement,
          commands: [
            {
              do: 'startFlow',
              flow: 'complaint_supplement',
              slots: { complaint_no: complaintNo },
            },
          ],
        },
        statusOffer(complaintNo),
        handoffOffer(),
      ],
    }),
  });
}
