import { wishAboutFiled } from '../domain/complaint/complaint-words.ts';
import { type ComplaintView, isEnded } from '../domain/complaint/record.ts';
import type { Card, CardStep } from '../domain/reply.ts';
import { textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { clipped, complaintNoType } from './complaint-types.ts';
import { day, dayTime } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Option, Outcome, Prompt, Slots } from './flow.ts';
import { internalType } from './slot-types.ts';

const text = copy.complaint;
const told = text.status;
const OPTIONS_MAX = 9;
const SHOWN_LENGTH_MAX = 60;

/** What became of my complaint: its state in plain words, its two promises, what comes next. */
export const complaintStatusFlow: Flow = {
  id: 'complaint_status',
  version: 1,
  title: text.statusTitle,
  slots: [
    {
      name: 'about_filed',
      type: internalType,
      label: '',
      opening: (said) => wishAboutFiled(said),
    },
    {
      name: 'complaint_no',
      type: complaintNoType,
      label: text.filed.number,
      words: told.numberWords,
      retry: () => ({ text: told.chooseAgain }),
    },
  ],
  complete,
};

/** The complaints of this conversation's person, and at L1 of the customer they proved to be. */
async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const { identityId, subject, level, reads } = context;
  const wish = slots['about_filed'];
  if (wish === 'withdraw' || wish === 'add') return forColleague(wish, context);
  const isKnown = subject?.kind === 'customer' && level >= 1;
  const all = await reads.complaints.ofComplainant({
    identityId,
    ...(isKnown ? { customerId: subject.customerId } : {}),
  });
  const wanted = textField(slots, 'complaint_no');
  const found = wanted === undefined ? all : all.filter((one) => one.complaintNo === wanted);
  const only = found.length === 1 ? found[0] : undefined;
  if (only !== undefined) return one(only, { context, hasOthers: all.length > 1 });
  if (found.length > 1) return askWhich(found, context);
  return { kind: 'done', replies: [nothing(wanted, { isKnown, hasOthers: all.length > 0 })] };
}

/** Withdrawing and adding: the complaint's handler, a person, does either. */
function forColleague(wish: 'withdraw' | 'add', { conversationId, brand }: FlowContext): Outcome {
  return {
    kind: 'done',
    replies: [{ text: text.aboutFiled(wish, brand) }],
    writes: [{ kind: 'requestHandoff', conversationId, reason: 'flow' }],
  };
}

interface Telling {
  readonly context: FlowContext;
  readonly hasOthers: boolean;
}

function one(view: ComplaintView, { context, hasOthers }: Telling): Outcome {
  const others: Offer = { label: text.labels.others, commands: [start({})] };
  return {
    kind: 'done',
    replies: [
      {
        text: statusText(view, context.now),
        card: statusCard(view, context.now),
        offers: [...(hasOthers ? [others] : []), handoff()],
      },
    ],
    audit: [readOf(view, context)],
    again: { complaint_no: view.complaintNo },
  };
}

function statusText(view: ComplaintView, now: Date): string {
  const isOver = isEnded(view.status);
  return [
    told.heading(view.complaintNo, told.badge(view.status)),
    told.matter(clipped(view.matter, SHOWN_LENGTH_MAX), day(view.receivedAt, now)),
    ...(view.handlerName === undefined ? [] : [told.handler(view.handlerName)]),
    ...feedbackLines(view, now),
    ...(isOver || hasPlan(view) ? [] : [resolutionLine(view, now)]),
    ...(view.closedAt === undefined ? [] : [told.closed(dayTime(view.closedAt, now))]),
    told.next(view.status),
  ].join('\n');
}

function feedbackLines(
  { status, firstFeedbackAt, firstFeedbackDueAt }: ComplaintView,
  now: Date,
): readonly string[] {
  if (firstFeedbackAt !== undefined) return [told.fed(dayTime(firstFeedbackAt, now))];
  if (isEnded(status)) return [];
  const due = dayTime(firstFeedbackDueAt, now);
  return [now < firstFeedbackDueAt ? told.feedbackBy(due) : told.feedbackLate(due)];
}

function resolutionLine({ resolutionDueAt }: ComplaintView, now: Date): string {
  const due = dayTime(resolutionDueAt, now);
  return now < resolutionDueAt ? told.resolutionBy(due) : told.resolutionLate(due);
}

/** Its plan or decision was told to the customer. */
const PLANNED: ReadonlySet<ComplaintView['status']> = new Set([
  'PROPOSED',
  'CONFIRMED',
  'NO_REPLY',
  'DECIDED',
  'REVIEW_REQUESTED',
  'REVIEW_DECIDED',
]);

function hasPlan({ status }: ComplaintView): boolean {
  return PLANNED.has(status);
}

function statusCard(view: ComplaintView, now: Date): Card {
  const isLate =
    !isEnded(view.status) &&
    ((view.firstFeedbackAt === undefined && now >= view.firstFeedbackDueAt) ||
      (!hasPlan(view) && now >= view.resolutionDueAt));
  return {
    kind: 'progress',
    title: text.statusTitle,
    status: told.badge(view.status),
    tone: isLate ? 'attention' : isEnded(view.status) ? 'good' : 'neutral',
    steps: stepsOf(view, now),
    facts: [
      { label: told.facts.number, value: view.complaintNo },
      { label: told.facts.category, value: text.category(view.category) },
      ...(view.handlerName === undefined
        ? []
        : [{ label: told.facts.handler, value: view.handlerName }]),
    ],
  };
}

function stepsOf(view: ComplaintView, now: Date): readonly CardStep[] {
  const isOver = isEnded(view.status);
  const isDone = [true, view.firstFeedbackAt !== undefined, hasPlan(view), isOver];
  const times = [view.receivedAt, view.firstFeedbackAt, undefined, view.closedAt];
  const current = isDone.indexOf(false);
  return told.steps.map((label, i) => {
    const at = times[i];
    const state = isOver || isDone[i] === true ? 'done' : i === current ? 'current' : 'todo';
    return { label, state, ...(at === undefined ? {} : { at: dayTime(at, now) }) };
  });
}

function askWhich(views: readonly ComplaintView[], context: FlowContext): Outcome {
  const shown = views.slice(0, OPTIONS_MAX);
  const options = distinct(shown.map((view) => optionOf(view, context.now)));
  const lines = shown.map((view, i) =>
    told.listLine(i + 1, options[i]?.label ?? '', told.badge(view.status)),
  );
  return {
    kind: 'ask',
    slot: 'complaint_no',
    options,
    prompt: { text: [told.list(views.length), ...lines].join('\n') },
    audit: shown.map((view) => readOf(view, context)),
  };
}

function optionOf({ complaintNo, receivedAt, category }: ComplaintView, now: Date): Option {
  const label = told.option(day(receivedAt, now), category);
  return {
    label,
    value: complaintNo,
    words: [complaintNo, day(receivedAt, now), text.category(category)],
  };
}

/** Two taps never carry the same words: the number's end tells them apart. */
function distinct(options: readonly Option[]): readonly Option[] {
  return options.map((option) => {
    const isTwin = options.filter(({ label }) => label === option.label).length > 1;
    return isTwin
      ? { ...option, label: told.twin(option.label, String(option.value).slice(-4)) }
      : option;
  });
}

/** The same words whether the number does not exist or belongs to somebody else (law 8). */
function nothing(
  wanted: string | undefined,
  { isKnown, hasOthers }: { readonly isKnown: boolean; readonly hasOthers: boolean },
): Prompt {
  const { labels } = text;
  const identify: Offer = {
    label: labels.identify,
    commands: [
      {
        do: 'startFlow',
        flow: 'identify',
        slots: { need: 1, next: complaintStatusFlow.id },
      },
    ],
  };
  const file: Offer = {
    label: labels.again,
    commands: [{ do: 'startFlow', flow: 'complaint_file' }],
  };
  const others: Offer = { label: labels.others, commands: [start({})] };
  const none = isKnown ? told.noneKnown : told.none;
  return {
    text: wanted === undefined ? none : told.notFound,
    offers: [...(isKnown ? [] : [identify]), ...(hasOthers ? [others] : []), file, handoff()],
  };
}

function start(slots: Slots) {
  return { do: 'startFlow', flow: complaintStatusFlow.id, slots } as const;
}

function handoff(): Offer {
  return { label: copy.labels.handoff, commands: [{ do: 'handoff', reason: 'asked' }] };
}

/** Every reading of a complaint leaves a line in the audit trail (design.md 4). */
function readOf({ complaintNo }: ComplaintView, { identityId, level }: FlowContext) {
  return {
    actor: { kind: 'customer' as const, id: identityId },
    action: 'complaint.read',
    subjectKind: 'complaint',
    subjectId: complaintNo,
    data: { level },
  };
}
