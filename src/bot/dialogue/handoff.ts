import type { DeskStatus } from '../../domain/handoff/desk-reader.ts';
import type { HandoffReason } from '../../domain/handoff/handoff.ts';
import type { Offer } from '../../flows/command.ts';
import { copy } from '../../flows/copy/zh-cn.ts';
import type { Prompt } from '../../flows/flow.ts';
import {
  handoffOffer,
  note,
  offersMaxOf,
  saidIn,
  say,
  startOffer,
  type Turn,
  topOf,
} from './turn.ts';

const words = copy.handoff;
const TOPIC_LENGTH_MAX = 200;
/** What is left of a call for a person beyond the call itself. */
const CALL_FOR_PERSON =
  /(?:我|想|要|请|帮|麻烦|给|直接|快|赶紧|能不能|可以|转|接|找|叫|换|一?个|到|在线|人工|真人|活人|客服|服务|坐席|专员|你们|吧|吗|呢|啊|[,，。.!！?？\s])+/g;
const TOPIC_LENGTH_MIN = 4;

/** One step, at any moment (domain.md 3.6). What was under way stays for when the bot is back. */
export async function requestHandoff(turn: Turn, reason: HandoffReason): Promise<void> {
  const { conversationId, now } = turn.input;
  const desk = await turn.reads.desk.of(conversationId, now);
  say(turn, answerToRequest(turn, desk));
  turn.writes.push({ kind: 'requestHandoff', conversationId, reason });
  turn.isHandedOff = true;
}

/** Honest about who is there; the place in the queue is told by whoever keeps the queue. */
function answerToRequest(turn: Turn, desk: DeskStatus): Prompt {
  const { brand, now } = turn.input;
  const { request, isOpen, online, opensAt } = desk;
  if (request !== undefined) {
    const { position, estimate } = request;
    const open = online > 0 ? words.waitingAlready(position, estimate) : words.waitingNobody;
    const text = isOpen ? open : words.waitingClosed(opensAt, now);
    return { text, offers: [callBackOffer(turn), withdrawOffer()] };
  }
  if (!isOpen) return { text: words.closed(brand, opensAt, now), offers: insteadOffers(turn) };
  if (online === 0) return { text: words.nobodyOnline(brand), offers: insteadOffers(turn) };
  return { text: words.requested(brand), offers: [callBackOffer(turn)] };
}

function insteadOffers(turn: Turn): readonly Offer[] {
  return [callBackOffer(turn), startOffer('handoff_message', words.labels.message)];
}

function withdrawOffer(): Offer {
  return { label: words.labels.withdraw, commands: [{ do: 'withdrawHandoff' }] };
}

/** A call at a chosen time, about what was said or was under way: nobody has to say it twice. */
function callBackOffer(turn: Turn): Offer {
  const topic = topicOf(turn);
  const slots = topic === undefined ? {} : { topic };
  const command = { do: 'startFlow', flow: 'call_back', slots } as const;
  return { label: words.labels.callBack, commands: [command] };
}

function topicOf(turn: Turn): string | undefined {
  const said = saidIn(turn).trim();
  if (said.replace(CALL_FOR_PERSON, '').length >= TOPIC_LENGTH_MIN) {
    return said.slice(0, TOPIC_LENGTH_MAX);
  }
  const frame = turn.stack.findLast(({ isService }) => !isService) ?? topOf(turn);
  const flow = turn.flows.get(frame?.flow ?? '');
  return flow?.isPassing === true ? undefined : flow?.title;
}

/** `我排到第几了`: the place, or that there is none. */
export async function tellQueue(turn: Turn): Promise<void> {
  const { conversationId, now } = turn.input;
  const { request, isOpen, opensAt, online } = await turn.reads.desk.of(conversationId, now);
  turn.isHeld = true;
  if (request === undefined) return say(turn, { text: words.notWaiting, offers: [handoffOffer()] });
  const open = online > 0 ? words.place(request.position, request.estimate) : words.waitingNobody;
  const text = isOpen ? open : words.waitingClosed(opensAt, now);
  say(turn, { text, offers: [callBackOffer(turn), withdrawOffer()] });
}

/** `不用人工了`: the waiting ends; whatever was under way goes on. */
export async function withdrawHandoff(turn: Turn): Promise<void> {
  const isWaiting = await isInQueue(turn);
  note(turn, isWaiting ? words.withdrawn : words.nothingToWithdraw);
  if (!isWaiting) return;
  const { conversationId } = turn.input;
  turn.writes.push({ kind: 'withdrawHandoff', conversationId, outcome: 'withdrawn' });
}

/** True while this conversation waits for a person. */
export async function isInQueue({ reads, input }: Turn): Promise<boolean> {
  return (await reads.desk.of(input.conversationId, input.now)).request !== undefined;
}

/** Upset messages in a row after which a person is offered beside the answer, once. */
const UPSET_OFFER = 2;

/**
 * Somebody who stays upset is offered a person, never sent to one: the answer they were upset for may be in the very
 * reply, and the queue may be long.
 */
export async function offerToUpset(turn: Turn): Promise<void> {
  const last = turn.replies.at(-1);
  if (turn.upset !== UPSET_OFFER || turn.isHandedOff || last === undefined) return;
  if (turn.writes.some(({ kind }) => kind === 'requestHandoff') || (await isInQueue(turn))) return;
  const offers = last.offers ?? [];
  const others = offers.filter(({ label }) => label !== copy.labels.handoff);
  const hasRoom = others.length < offersMaxOf(last) && last.isScale !== true;
  turn.replies[turn.replies.length - 1] = {
    ...last,
    text: `${last.text}\n${words.offerToUpset}`,
    offers: hasRoom ? [...others, handoffOffer('anger')] : offers,
  };
}
