import type { AuditEntry } from '../domain/audit.ts';
import type { CallBackSlot, WaitingRequest } from '../domain/handoff/desk-reader.ts';
import { maskPhone, maskText } from '../domain/mask.ts';
import { CALL_BACK_WITHIN_MS } from '../domain/service-request.ts';
import { addMs, DAY_MS } from '../lib/clock.ts';
import { textField } from '../lib/json.ts';
import { findSlot, inOrderOfUse, parseSlotValue, slotValue } from './call-back-time.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Option, Outcome, Prepared, Slots, SlotType } from './flow.ts';
import { customerOf, listType, phoneSlot, profileRead, requestBase } from './policy-known.ts';
import { textType } from './slot-types.ts';

const words = copy.callBack;
const TOPIC_LENGTH_MAX = 200;
/** Words that say no more than that a call is wanted. */
const ABOUT_CALLING =
  /(?:我|想|要|请|让|帮|麻烦|可以|能不能|可不可以|给|跟|安排|预约|一?个|一下|你们|人工|客服|同事|回电话?|回拨|打|回|电话|转|好的?|吧|吗|[,，。.!！?？\s])+/g;
const TOPIC_LENGTH_MIN = 3;

const callTimeType: SlotType = {
  name: 'call_time',
  parse: (text, { isAsked, options, now }) => {
    if (!isAsked) return undefined;
    const slot = findSlot(
      text,
      options.flatMap(({ value }) => parseSlotValue(value) ?? []),
      now,
    );
    return slot === undefined ? undefined : slotValue(slot);
  },
  check: (value) => (parseSlotValue(value) === undefined ? undefined : String(value)),
};

/** A call at a time that the customer chooses; with it the waiting for a person ends, unless somebody is hurt. */
export const callBackFlow: Flow = {
  id: 'call_back',
  version: 1,
  title: words.title,
  slots: [
    { name: 'times', type: listType, label: '' },
    {
      name: 'topic',
      type: textType,
      label: words.topicLabel,
      optional: true,
      onlyWhenAsked: true,
      holdsStory: true,
      opening: topicIn,
      ask: () => ({
        text: words.askTopic,
        offers: [{ label: copy.serviceRequest.skip, commands: [{ do: 'skip' }] }],
        no: [{ do: 'skip' }],
      }),
    },
    {
      name: 'when',
      type: callTimeType,
      label: words.whenLabel,
      words: ['时间'],
      when: (slots) => timesOf(slots).length > 0,
      options: (slots, { now }) => timesOf(slots).map((slot) => optionOf(slot, now)),
      ask: () => ({ text: words.askWhen }),
      retry: () => ({ text: words.noSuchTime }),
    },
    phoneSlot,
  ],
  keptMs: DAY_MS,
  prepare,
  confirm: (slots, context) => ({ text: words.readBack(partsOf(slots, context)) }),
  complete,
};

/** What the words that began it say beyond wanting a call. */
function topicIn(said: string): string | undefined {
  const rest = said.replace(ABOUT_CALLING, '');
  return rest.length < TOPIC_LENGTH_MIN ? undefined : said.slice(0, TOPIC_LENGTH_MAX);
}

function optionOf(slot: CallBackSlot, now: Date): Option {
  return { label: words.slot(slot.from, slot.to, now), value: slotValue(slot) };
}

function timesOf(slots: Slots): readonly CallBackSlot[] {
  const times = slots['times'];
  return Array.isArray(times) ? times.flatMap((time) => parseSlotValue(time) ?? []) : [];
}

/** The times are read anew before each question: the soonest passes while somebody thinks. */
async function prepare(slots: Slots, context: FlowContext): Promise<Prepared> {
  const { reads, now } = context;
  const times = inOrderOfUse(await reads.desk.callBackSlots(now)).map(slotValue);
  const customerId = customerOf(context);
  if (customerId === undefined || slots['phone'] !== undefined) return { slots: { times } };
  const profile = await reads.policies.profile(customerId);
  if (profile?.phone === undefined) return { slots: { times } };
  const audit: readonly AuditEntry[] = [profileRead(profile.customerNo, context)];
  return { slots: { times, phone: profile.phone }, audit };
}

/** Without a calendar the promise is the house's own: within a day. */
function promisedTime(slots: Slots, now: Date): CallBackSlot {
  return parseSlotValue(slots['when']) ?? { from: now, to: addMs(now, CALL_BACK_WITHIN_MS) };
}

function partsOf(slots: Slots, { now }: FlowContext) {
  const slot = parseSlotValue(slots['when']);
  const topic = textField(slots, 'topic');
  return {
    when:
      slot === undefined
        ? words.within(promisedTime(slots, now).to, now)
        : words.slot(slot.from, slot.to, now),
    phone: maskPhone(textField(slots, 'phone') ?? ''),
    topic: topic === undefined ? undefined : maskText(topic),
  };
}

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const { now, reads, conversationId, brand } = context;
  const { from, to } = promisedTime(slots, now);
  if (to <= now) {
    const options = timesOf(slots).map((slot) => optionOf(slot, now));
    return {
      kind: 'ask',
      slot: 'when',
      prompt: { text: words.taken },
      options,
      set: { when: undefined },
    };
  }
  const { plate: _plate, ...base } = requestBase(slots, context);
  const { when, phone } = partsOf(slots, context);
  const topic = textField(slots, 'topic');
  const { request } = await reads.desk.of(conversationId, now);
  const ends = request === undefined || !isUrgent(request);
  const about = request === undefined ? [] : [ends ? words.queueEnded : words.queueStays];
  return {
    kind: 'done',
    replies: [
      {
        text: [
          words.done({ number: base.requestNo, when, phone, brand }),
          ...about,
          words.hotline(brand),
        ].join('\n'),
        card: {
          kind: 'receipt',
          title: words.title,
          facts: [
            { label: words.number, value: base.requestNo },
            { label: words.when, value: when },
            { label: words.phone, value: phone },
          ],
        },
      },
    ],
    writes: [
      {
        kind: 'registerServiceRequest',
        request: {
          ...base,
          isUrgent: request !== undefined && isUrgent(request),
          details: {
            kind: 'call_back',
            ...(topic === undefined ? {} : { topic }),
            callFrom: from.toISOString(),
            callTo: to.toISOString(),
          },
        },
      },
      ...(ends ? [{ kind: 'withdrawHandoff', conversationId, outcome: 'call_back' } as const] : []),
    ],
  };
}

/** Whoever is hurt or in despair is not told to wait for tomorrow's call alone. */
function isUrgent({ reason }: WaitingRequest): boolean {
  return reason === 'injury' || reason === 'self_harm';
}
