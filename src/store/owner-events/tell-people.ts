import type { PushQueue } from '../../domain/outreach/delivery.ts';
import type { EventNews, WordEventNews } from '../../domain/owner-event/news.ts';
import { addMs, HOUR_MS } from '../../lib/clock.ts';
import type { Id, Random } from '../../lib/ids.ts';
import { appendMessages } from '../conversations/append.ts';
import type { Sql } from '../sql.ts';
import type { SignUpRow } from './lock-event.ts';

export interface TellEventDeps {
  readonly pushQueue: PushQueue<Sql>;
  readonly words: WordEventNews;
  readonly random: Random;
}

/** Where they may be told, in this order. */
const WAYS = ['wechat', 'web', 'sms'] as const;
/** What is told of an event that has begun is no use later than this. */
const LATEST_MS = HOUR_MS;

/**
 * Tells somebody on the list, within the caller's transaction: a customer by the queue of pushes, once for each
 * `key`; anybody else in the chat in which they signed up, whose id is returned to be woken after the commit.
 */
export async function tellPerson(
  sql: Sql,
  deps: TellEventDeps,
  told: {
    readonly person: SignUpRow;
    readonly news: EventNews;
    /** What happened, once for each person. */
    readonly key: string;
    readonly now: Date;
  },
): Promise<Id<'conversation'> | undefined> {
  const { person, news, key, now } = told;
  const content = deps.words(news);
  if (person.customerId !== null) {
    const { startsAt } = news.event;
    const notAfter = startsAt > now ? startsAt : addMs(now, LATEST_MS);
    await deps.pushQueue.queue(
      sql,
      {
        occasionKey: key,
        customerId: person.customerId,
        pushClass: 'service',
        content,
        ways: WAYS,
        notBefore: now,
        notAfter,
      },
      now,
    );
    return undefined;
  }
  if (person.conversationId === null) return undefined;
  const { conversationId } = person;
  await appendMessages(sql, {
    conversationId,
    messages: [{ author: 'bot', activity: { type: 'message', text: content.text } }],
    purpose: 'news',
    now,
    random: deps.random,
  });
  return conversationId;
}
