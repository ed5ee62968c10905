import { maskName, maskPhone } from '../domain/mask.ts';
import { decideSignUp, type OfferedEvent } from '../domain/owner-event/owner-event.ts';
import { isJsonObject, textField } from '../lib/json.ts';
import { copy } from './copy/zh-cn.ts';
import {
  cancel,
  checkIn,
  done,
  findAtDoor,
  isHeld,
  mine,
  noneMine,
  own,
  prepareCancel,
  tap,
  urlOf,
} from './event-signup-held.ts';
import { actOf, askToWait, choiceOf, eventSlots, factsOf, personOf } from './event-signup-slots.ts';
import type { Flow, FlowContext, Outcome, Prepared, Prompt, Slots, Stop } from './flow.ts';
import { profileRead } from './policy-known.ts';

const words = copy.event;

/** Meetings of car owners: signing up, waiting for a place, giving it back, and being let in at the door. */
export const eventSignupFlow: Flow = {
  id: 'event_signup',
  version: 1,
  title: words.title,
  empathy: '',
  slots: eventSlots(),
  guard,
  prepare,
  confirm,
  complete: (slots, context) => {
    switch (actOf(slots)) {
      case 'sign_up':
        return signUp(slots, context);
      case 'cancel':
        return cancel(slots, context);
      case 'mine':
        return mine(context);
      case 'check_in':
        return checkIn(slots, context);
    }
  },
};

async function offered(context: FlowContext): Promise<readonly OfferedEvent[]> {
  const { ownerEvents } = context.reads;
  const { customerId } = personOf(context);
  const city = customerId === undefined ? undefined : await ownerEvents.cityOf(customerId);
  return ownerEvents.offered(context.now, city);
}

/** Nothing is asked of somebody for whom there is nothing. */
async function guard(slots: Slots, context: FlowContext): Promise<Stop | undefined> {
  const held = await own(context);
  switch (actOf(slots)) {
    case 'mine':
      return undefined;
    case 'cancel':
      return held.some(isHeld) ? undefined : noneMine(context);
    case 'check_in':
      return findAtDoor(held, context) === undefined
        ? { kind: 'stop', replies: [{ text: words.noCheckIn, offers: [tap('mine')] }] }
        : undefined;
    case 'sign_up':
      return guardSignUp(textField(slots, 'event'), context);
  }
}

async function guardSignUp(
  wanted: string | undefined,
  context: FlowContext,
): Promise<Stop | undefined> {
  const events = await offered(context);
  if (wanted === undefined) {
    return events.length > 0 ? undefined : { kind: 'stop', replies: [{ text: words.none }] };
  }
  if (events.some(({ eventNo }) => eventNo === wanted)) return undefined;
  const found = await context.reads.ownerEvents.byNumber(wanted);
  const isMine = (await own(context)).some(({ event }) => event.eventNo === wanted);
  if (isMine) return undefined;
  const text = found === undefined ? words.unknown : closedText(found, context.now);
  return { kind: 'stop', replies: [{ text, offers: events.length > 0 ? [tap('sign_up')] : [] }] };
}

function closedText(event: OfferedEvent, now: Date): string {
  return event.status === 'published' && now >= event.signUpUntil
    ? words.closed(event.title)
    : words.notOn(event.title);
}

/** Read anew before each question: places go while somebody thinks. */
async function prepare(slots: Slots, context: FlowContext): Promise<Prepared> {
  const held = await own(context);
  if (actOf(slots) === 'cancel') return prepareCancel(slots, held, context);
  if (actOf(slots) !== 'sign_up') return { slots: {} };
  const events = await offered(context);
  const [only, other] = events;
  const chosen = textField(slots, 'event') ?? (other === undefined ? only?.eventNo : undefined);
  const event =
    events.find(({ eventNo }) => eventNo === chosen) ??
    (chosen === undefined ? undefined : await context.reads.ownerEvents.byNumber(chosen));
  const known = await prepareKnownPerson(slots, context);
  return {
    slots: {
      choices: events.map((one) => choiceOf(one, context.now)),
      list: words.askWhich(events),
      ...(event === undefined
        ? {}
        : {
            event: event.eventNo,
            facts: factsOf(
              event,
              held.find((one) => one.event.eventNo === event.eventNo),
            ),
          }),
      ...known.slots,
    },
    audit: known.audit ?? [],
  };
}

/** Whoever is known at L1 is not asked for what we hold. */
async function prepareKnownPerson(slots: Slots, context: FlowContext): Promise<Prepared> {
  const { customerId } = personOf(context);
  if (customerId === undefined || slots['name'] !== undefined) return { slots: {} };
  const profile = await context.reads.policies.profile(customerId);
  if (profile?.name === undefined) return { slots: {} };
  return {
    slots: {
      name: profile.name,
      ...(profile.phone === undefined || slots['phone'] !== undefined
        ? {}
        : { phone: profile.phone }),
    },
    audit: [profileRead(profile.customerNo, context)],
  };
}

function confirm(slots: Slots): Prompt | undefined {
  const facts = slots['facts'];
  const isNew = isJsonObject(facts) && facts['own'] === undefined;
  if (actOf(slots) !== 'sign_up' || !isNew || slots['wait'] === false) return undefined;
  return {
    text: words.readBack({
      title: textField(facts, 'title') ?? '',
      when: textField(facts, 'when') ?? '',
      where: textField(facts, 'where') ?? '',
      name: maskName(textField(slots, 'name') ?? ''),
      phone: maskPhone(textField(slots, 'phone') ?? ''),
      photo: slots['photo'] === true,
      isWaiting: facts['isFull'] === true,
    }),
  };
}

/** Decided here for the words, and again under the event's lock: whoever is too late is asked anew. */
async function signUp(slots: Slots, context: FlowContext): Promise<Outcome> {
  const eventNo = textField(slots, 'event') ?? '';
  const event = await context.reads.ownerEvents.byNumber(eventNo);
  if (event === undefined) return done({ text: words.unknown, offers: [tap('sign_up')] });
  if (slots['wait'] === false) return done({ text: words.waitDeclined });
  const mineOfIt = (await own(context)).find((one) => one.event.eventNo === eventNo);
  if (mineOfIt !== undefined) {
    const text = words.already(mineOfIt, urlOf(context, mineOfIt.ticket));
    return done({ text, offers: [tap('cancel')] });
  }
  const { taken, waiting } = event;
  const decision = decideSignUp(event, { taken, waiting, own: undefined }, context.now);
  if (decision.kind === 'refused') {
    const text = decision.reason === 'full' ? words.full(event) : closedText(event, context.now);
    return done({ text, offers: [tap('sign_up')] });
  }
  if (decision.kind === 'waiting' && slots['wait'] !== true) {
    const set = { facts: factsOf(event, undefined) };
    return { kind: 'ask', slot: 'wait', prompt: askToWait(set), set };
  }
  return signedUp(slots, context, { event, expected: decision.kind });
}

function signedUp(
  slots: Slots,
  context: FlowContext,
  { event, expected }: { readonly event: OfferedEvent; readonly expected: 'signed_up' | 'waiting' },
): Outcome {
  const ticket = context.numbers.code();
  const phone = textField(slots, 'phone');
  const text =
    expected === 'waiting'
      ? words.waiting(event, event.waiting + 1)
      : words.done(event, urlOf(context, ticket));
  return {
    kind: 'done',
    replies: [{ text }],
    writes: [
      {
        kind: 'signUpForEvent',
        eventNo: event.eventNo,
        expected,
        ...personOf(context),
        conversationId: context.conversationId,
        name: textField(slots, 'name') ?? '',
        ...(phone === undefined ? {} : { phone }),
        photoConsent: slots['photo'] === true,
        ticket,
      },
    ],
  };
}
