import { renderReply } from '../bot/channels/web/render-reply.ts';
import { toOutgoing } from '../bot/respond.ts';
import type { ComplaintNews, ComplaintTold } from '../domain/complaint/news.ts';
import type { ConversationFeed } from '../domain/conversation.ts';
import { complaintNews } from '../flows/complaint-news.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Random } from '../lib/ids.ts';
import { readPromises } from '../store/complaints/read-promises.ts';
import { readWaitingRequest } from '../store/complaints/read-waiting-request.ts';
import { appendMessages } from '../store/conversations/append.ts';
import type { Sql } from '../store/sql.ts';

export interface ComplaintNewsDeps {
  readonly feed: Pick<ConversationFeed, 'publish'>;
  readonly jobs: Pick<Jobs, 'wakeDelivery'>;
  readonly random: Random;
}

/** Tells customers about their complaints where they made them, in the transaction of the act. */
export function makeComplaintNews({ feed, jobs, random }: ComplaintNewsDeps): ComplaintNews<Sql> {
  return {
    tell: async (sql, told) => {
      const { conversationId, now } = told;
      const reply = complaintNews({
        ...told,
        promises: await promisesOf(sql, told),
        request: await requestOf(sql, told),
      });
      if (reply === undefined) return undefined;
      // The bot's words, so that their taps are shown; while a person has the conversation, the store makes them the desk's.
      const messages = [toOutgoing(reply, renderReply)];
      const news = { conversationId, messages, purpose: 'news' as const, now, random };
      const stored = await appendMessages(sql, news);
      const seq = stored.at(-1)?.seq;
      return seq === undefined ? undefined : { seq };
    },
    publish: (ids) => {
      for (const id of ids) {
        feed.publish(id, []);
        jobs.wakeDelivery(id);
      }
    },
  };
}

function promisesOf(sql: Sql, { complaint, at, happened = [], now }: ComplaintTold) {
  const { id: complaintId, lastSeq: seq } = complaint;
  return readPromises(sql, { complaintId, seq, at: at ?? now, happened, now });
}

/** Only a reminder repeats it. */
async function requestOf(sql: Sql, { what, complaint }: ComplaintTold) {
  return what.name === 'remind' ? readWaitingRequest(sql, complaint.id) : undefined;
}
