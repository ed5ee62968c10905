import type { OutgoingMessage, TurnWork } from '../../../domain/conversation.ts';
import type { RequestHandoff } from '../../../domain/write.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { TurnAnswer } from '../../turn.ts';
import { type Middleware, makeDirectLineHost, toSdkCopy } from './direct-line-adapter.ts';
import { skillIn } from './handoff-event.ts';
import { toWire } from './wire.ts';

type Respond = (work: TurnWork, now: Date) => Promise<TurnAnswer>;

/**
 * Runs the desk's bot as a botbuilder bot on our Direct Line adapter, so that what insurers have written for
 * the Bot Framework (translation, quality monitoring) can be put in its way. Files are named to it by id only.
 */
export function makeHostedRespond(deps: {
  readonly respond: Respond;
  readonly clock: Clock;
  readonly middleware?: readonly Middleware[];
}): Respond {
  return async (work, now) => {
    const inbound = work.waiting.at(-1);
    if (inbound === undefined) return deps.respond(work, now);
    let answer: TurnAnswer | undefined;
    const host = makeDirectLineHost({
      clock: deps.clock,
      ...(deps.middleware === undefined ? {} : { middleware: deps.middleware }),
      logic: async (context) => {
        answer = await deps.respond(work, now);
        const activities = answer.messages.map(({ activity }) => toSdkCopy(activity));
        if (activities.length > 0) await context.sendActivities(activities);
      },
    });
    const wire = toWire(inbound, work.conversation, { fileUrl: (id) => `file:${id}` });
    const { activities, handoff } = await host.run(wire);
    // A middleware may end the turn without calling the bot: then nothing changes but what it said.
    if (answer === undefined) throw new Error('a middleware kept the turn from the bot');
    const messages = activities.map((activity, index) => sent(activity, answer?.messages[index]));
    if (handoff === undefined) return { ...answer, messages };
    const { id: conversationId } = work.conversation;
    const skill = skillIn(handoff);
    const request: RequestHandoff = {
      kind: 'requestHandoff',
      conversationId,
      reason: 'flow',
      ...(skill === undefined ? {} : { skill }),
    };
    return { ...answer, messages, writes: [...answer.writes, request] };
  };
}

/** What left the adapter; who wrote it is known by its place unless a middleware added messages. */
function sent(
  activity: OutgoingMessage['activity'],
  said: OutgoingMessage | undefined,
): OutgoingMessage {
  return {
    author: 'bot',
    ...(said?.generatedBy === undefined ? {} : { generatedBy: said.generatedBy }),
    activity,
  };
}
