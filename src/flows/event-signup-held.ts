import { decideCheckIn } from '../domain/owner-event/check-in.ts';
import { mayCancelSignUp, type OwnSignUp } from '../domain/owner-event/owner-event.ts';
import { textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import { ticketUrl } from './event-news.ts';
import { choiceOf, personOf } from './event-signup-slots.ts';
import type { FlowContext, Outcome, Prepared, Prompt, Slots, Stop } from './flow.ts';

const words = copy.event;
const HELD: readonly string[] = ['signed_up', 'waiting'];

/** True for a place or a place in the line that may be given back. */
export function isHeld({ status }: OwnSignUp): boolean {
  return HELD.includes(status);
}

/** The person's own sign-ups of events that are not over. */
export function own(context: FlowContext): Promise<readonly OwnSignUp[]> {
  return context.reads.ownerEvents.own(personOf(context), context.now);
}

/** They have none, or none that is known of. */
export function noneMine(context: FlowContext): Stop {
  const isKnown = personOf(context).customerId !== undefined;
  const identify: Offer = {
    label: words.identify,
    commands: [{ do: 'startFlow', flow: 'identify', slots: { need: 1 } }],
  };
  return {
    kind: 'stop',
    replies: [
      {
        text: [words.noneMine, ...(isKnown ? [] : [words.notKnown])].join('\n'),
        offers: [...(isKnown ? [] : [identify]), tap('sign_up')],
      },
    ],
  };
}

/** A tap to another part of this flow. */
export function tap(act: 'sign_up' | 'mine' | 'cancel'): Offer {
  const label = { sign_up: words.see, mine: words.mineTap, cancel: words.cancelTap }[act];
  return { label, commands: [{ do: 'startFlow', flow: 'event_signup', slots: { act } }] };
}

/** Which one is to be given back, and the question whether it is meant. */
export function prepareCancel(
  slots: Slots,
  held: readonly OwnSignUp[],
  { now }: FlowContext,
): Prepared {
  const may = held.filter(isHeld);
  const [only, other] = may;
  const chosen =
    textField(slots, 'event') ?? (other === undefined ? only?.event.eventNo : undefined);
  const one = may.find(({ event }) => event.eventNo === chosen);
  return {
    slots: {
      choices: may.map(({ event }) => choiceOf(event, now)),
      // One that is not theirs is no answer.
      event: one?.event.eventNo,
      list: one === undefined ? undefined : words.askCancel(one),
    },
  };
}

/** Where their ticket is; undefined while no address of our pages is known. */
export function urlOf({ brand }: FlowContext, ticket: string): string | undefined {
  return brand.publicUrl === undefined ? undefined : ticketUrl(brand.publicUrl, ticket);
}

/** Gives a place back. */
export async function cancel(slots: Slots, context: FlowContext): Promise<Outcome> {
  const eventNo = textField(slots, 'event');
  const one = (await own(context)).find(({ event }) => event.eventNo === eventNo);
  if (one === undefined) return done({ text: words.noneMine });
  const { event, status } = one;
  if (slots['sure'] !== true) return done({ text: words.kept });
  if (!mayCancelSignUp(event, status, context.now)) {
    return done({ text: words.tooLateToCancel(event.title) });
  }
  return {
    kind: 'done',
    replies: [{ text: words.cancelledOwn(event.title) }],
    writes: [{ kind: 'cancelEventSignUp', eventNo: event.eventNo, ...personOf(context) }],
  };
}

/** What they signed up for. */
export async function mine(context: FlowContext): Promise<Outcome> {
  const held = await own(context);
  if (held.length === 0) return noneMine(context);
  const lines = held.map((one) => words.mineLine(one, urlOf(context, one.ticket)));
  const isOpen = held.some(isHeld);
  return done({ text: words.mine(lines), offers: isOpen ? [tap('cancel')] : [] });
}

/** The sign-up of an event whose doors are open; one that may be let in before any other. */
export function findAtDoor(
  held: readonly OwnSignUp[],
  { now }: FlowContext,
): OwnSignUp | undefined {
  const open = held.filter(({ event, status }) => {
    const decision = decideCheckIn(event, status, now);
    return decision.kind !== 'refused' || decision.reason === 'waiting';
  });
  const isIn = ({ event, status }: OwnSignUp) =>
    decideCheckIn(event, status, now).kind === 'checked_in';
  return open.find(isIn) ?? open[0];
}

/** Lets somebody in who reads the code at the door. */
export async function checkIn(slots: Slots, context: FlowContext): Promise<Outcome> {
  const { now, reads } = context;
  const one = findAtDoor(await own(context), context);
  if (one === undefined) return done({ text: words.noCheckIn });
  const { event, status } = one;
  const decision = decideCheckIn(event, status, now);
  if (decision.kind === 'already') return done({ text: words.checkedInAlready(event.title) });
  if (decision.kind === 'refused') return done({ text: words.checkInWaiting(event.title) });
  const code = textField(slots, 'code') ?? '';
  if (!reads.ownerEvents.isDoorCode(event.eventNo, code, now)) {
    return {
      kind: 'ask',
      slot: 'code',
      prompt: { text: words.wrongCode },
      set: { code: undefined },
    };
  }
  return {
    kind: 'done',
    replies: [{ text: words.checkedIn(event.title) }],
    writes: [{ kind: 'checkInAtEvent', eventNo: event.eventNo, ...personOf(context) }],
  };
}

/** Nothing more to do. */
export function done(prompt: Prompt): Outcome {
  return { kind: 'done', replies: [prompt] };
}
