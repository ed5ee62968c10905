import type {
  ComplaintView,
  CustomerAct,
  CustomerActName,
} from '../domain/complaint/complainant.ts';
import { isEnded } from '../domain/complaint/record.ts';
import type { Write } from '../domain/write.ts';
import { isJsonObject, type JsonObject, textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { complaintNoType, listType } from './complaint-types.ts';
import { day } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';
import type {
  FlowContext,
  Option,
  Outcome,
  Prepared,
  Prompt,
  SlotSpec,
  Slots,
  Stop,
} from './flow.ts';
import { internalType } from './slot-types.ts';

const text = copy.complaintActs;
/** A longer list is answered by the complaint's number. */
const OPTIONS_MAX = 9;
const STATUS_FLOW = 'complaint_status';

/** The complaints of this conversation's person, and at L1 of the customer they proved to be; newest first. */
export function ownComplaints(context: FlowContext): Promise<readonly ComplaintView[]> {
  const { identityId, now, reads } = context;
  const customerId = knownCustomer(context);
  return reads.complaints.ofComplainant({
    identityId,
    now,
    ...(customerId === undefined ? {} : { customerId }),
  });
}

function knownCustomer({ subject, level }: FlowContext) {
  return subject?.kind === 'customer' && level >= 1 ? subject.customerId : undefined;
}

/** Not before anybody has proved who they are: a complaint may be found under their name. */
export function isKnownCustomer(context: FlowContext): boolean {
  return knownCustomer(context) !== undefined;
}

/** One complaint as a choice: its day, its matter and its number point at it. */
export function complaintOptions(views: readonly ComplaintView[], now: Date): readonly Option[] {
  const { option, twin } = copy.complaint.status;
  const options = views.slice(0, OPTIONS_MAX).map(({ complaintNo, receivedAt, category }) => ({
    label: option(day(receivedAt, now), category),
    value: complaintNo,
    words: [complaintNo, day(receivedAt, now), copy.complaint.category(category)],
  }));
  // Two taps never carry the same words: the number's end tells them apart.
  return options.map((one) => {
    const isTwin = options.filter(({ label }) => label === one.label).length > 1;
    return isTwin ? { ...one, label: twin(one.label, one.value.slice(-4)) } : one;
  });
}

/** The slots by which one of several complaints is chosen. Kept by `prepareChoice`. */
export function choiceSlots(): readonly SlotSpec[] {
  return [
    { name: 'choices', type: listType, label: '' },
    {
      name: 'complaint_no',
      type: complaintNoType,
      label: '',
      when: (slots) => optionsIn(slots).length > 1,
      options: optionsIn,
      ask: (slots) => ({
        text: [
          text.which,
          ...optionsIn(slots).map(({ label }, i) => copy.complaint.choice(i + 1, label)),
        ].join('\n'),
      }),
      retry: () => ({ text: copy.complaint.status.chooseAgain }),
    },
  ];
}

/** A slot that only taps and the code fill. */
export function internalSlot(name: string): SlotSpec {
  return { name, type: internalType, label: '' };
}

function optionsIn(slots: Slots): readonly Option[] {
  const kept = slots['choices'];
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one) => {
    const label = textField(one, 'label');
    const value = textField(one, 'value');
    const words = isJsonObject(one) && Array.isArray(one['words']) ? one['words'].map(String) : [];
    return label === undefined || value === undefined ? [] : [{ label, value, words }];
  });
}

type May = (view: ComplaintView) => boolean;

/** True for a complaint with which its customer may do this now. */
export function mayDo(name: CustomerActName): May {
  return ({ may }) => may.includes(name);
}

/** The complaints to choose from; the only one is chosen already. */
export function prepareChoice(may: May) {
  return async (slots: Slots, context: FlowContext): Promise<Prepared> => {
    const views = (await ownComplaints(context)).filter(may);
    const only = views.length === 1 ? views[0]?.complaintNo : undefined;
    const choices: readonly JsonObject[] = complaintOptions(views, context.now).map((one) => ({
      label: one.label,
      value: one.value,
      words: [...(one.words ?? [])],
    }));
    const number = textField(slots, 'complaint_no') ?? only;
    return {
      slots: { choices: [...choices], ...(number === undefined ? {} : { complaint_no: number }) },
      // Read before each question, and shown once.
      ...(slots['choices'] === undefined
        ? { audit: views.map((view) => readOf(view, context)) }
        : {}),
    };
  };
}

/** Nothing is begun when there is no complaint that allows it; what may be done instead is offered. */
export function guardChoice(may: May, nothing: string) {
  return async (slots: Slots, context: FlowContext): Promise<Stop | undefined> => {
    const all = await ownComplaints(context);
    const wanted = textField(slots, 'complaint_no');
    const found = wanted === undefined ? all : all.filter((one) => one.complaintNo === wanted);
    return found.some(may) ? undefined : { kind: 'stop', replies: [none(all, nothing, context)] };
  };
}

function none(all: readonly ComplaintView[], nothing: string, context: FlowContext): Prompt {
  const isKnown = isKnownCustomer(context);
  const ofChat = all.length === 0 && !isKnown ? [text.notHere] : [];
  return {
    text: [nothing, ...ofChat].join('\n'),
    offers: [
      ...(isKnown ? [] : [identifyOffer()]),
      ...(all.length === 0 ? [] : [statusOffer()]),
      handoffOffer(),
    ],
  };
}

interface Acting {
  readonly view: ComplaintView;
  readonly act: CustomerAct;
  readonly context: FlowContext;
  /** What the customer reads, knowing what is promised from here on. */
  readonly reply: (promises: Awaited<ReturnType<typeof promisesAfter>>) => Prompt;
}

function promisesAfter({ view, act, context }: Pick<Acting, 'view' | 'act' | 'context'>) {
  return context.reads.complaints.promisesAfter(view.complaintNo, act, context.now);
}

/** Does it, and says what follows and until when. */
export async function actOn(acting: Acting): Promise<Outcome> {
  const { view, act, context } = acting;
  const promises = await promisesAfter(acting);
  const customerId = knownCustomer(context);
  const write: Write = {
    kind: 'actOnComplaint',
    complaintNo: view.complaintNo,
    identityId: context.identityId,
    ...(customerId === undefined ? {} : { customerId }),
    act,
  };
  return {
    kind: 'done',
    replies: [acting.reply(promises)],
    writes: [write],
    again: { complaint_no: view.complaintNo },
  };
}

/** The chosen complaint while it still allows this; otherwise what to say: another may have acted meanwhile. */
export async function chosen(
  slots: Slots,
  context: FlowContext,
  { may, nothing }: { readonly may: May; readonly nothing: string },
): Promise<
  | { readonly kind: 'chosen'; readonly view: ComplaintView }
  | { readonly kind: 'gone'; readonly outcome: Outcome }
> {
  const all = await ownComplaints(context);
  const view = all.find(({ complaintNo }) => complaintNo === textField(slots, 'complaint_no'));
  if (view !== undefined && may(view)) return { kind: 'chosen', view };
  return { kind: 'gone', outcome: { kind: 'done', replies: [none(all, nothing, context)] } };
}

/** What one may do with a complaint now, as taps; the most wanted first. */
export function actOffers(view: ComplaintView): readonly Offer[] {
  const { labels } = text;
  const slots = { complaint_no: view.complaintNo };
  const offers: readonly (readonly [boolean, string, string, JsonObject])[] = [
    [
      view.may.includes('confirm'),
      view.status === 'DECIDED' ? labels.acceptDecision : labels.accept,
      'complaint_answer',
      { ...slots, answer: 'accept', is_sure: true },
    ],
    [
      view.may.includes('dispute'),
      labels.dispute,
      'complaint_answer',
      { ...slots, answer: 'dispute' },
    ],
    [view.may.includes('rate'), labels.rate, 'complaint_rating', slots],
    [view.may.includes('reopen'), labels.reopen, 'complaint_reopen', slots],
    [view.may.includes('request_review'), labels.review, 'complaint_review', slots],
    [view.may.includes('supplement'), labels.supplement, 'complaint_supplement', slots],
    [view.may.includes('withdraw'), labels.withdraw, 'complaint_withdraw', slots],
  ];
  return offers.flatMap(([isAllowed, label, flow, values]) =>
    isAllowed ? [{ label, commands: [{ do: 'startFlow', flow, slots: values } as const] }] : [],
  );
}

/** Where the complaint stands. */
export function statusOffer(complaintNo?: string): Offer {
  const slots = complaintNo === undefined ? {} : { complaint_no: complaintNo };
  return {
    label: copy.complaint.labels.status,
    commands: [{ do: 'startFlow', flow: STATUS_FLOW, slots }],
  };
}

export function handoffOffer(): Offer {
  return { label: copy.labels.handoff, commands: [{ do: 'handoff', reason: 'asked' }] };
}

/** Complaints that were made otherwise are found under a proved name. */
export function identifyOffer(): Offer {
  const slots = { need: 1, next: STATUS_FLOW };
  return {
    label: copy.complaint.labels.identify,
    commands: [{ do: 'startFlow', flow: 'identify', slots }],
  };
}

/** A plan or decision that waits for the customer's word. */
export function awaitsAnswer({ may, status, answer }: ComplaintView): boolean {
  if (isEnded(status)) return false;
  return may.includes('dispute') || (may.includes('confirm') && answer === undefined);
}

/** Every reading of a complaint leaves a line in the audit trail (design.md 4). */
export function readOf(
  { complaintNo }: Pick<ComplaintView, 'complaintNo'>,
  { identityId, level }: FlowContext,
) {
  return {
    actor: { kind: 'customer' as const, id: identityId },
    action: 'complaint.read',
    subjectKind: 'complaint',
    subjectId: complaintNo,
    data: { level },
  };
}
