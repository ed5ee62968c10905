import { renderReply } from '../bot/channels/web/render-reply.ts';
import { toOutgoing } from '../bot/respond.ts';
import type { ClaimNews } from '../domain/claim/news.ts';
import type { ConversationFeed } from '../domain/conversation.ts';
import { effectiveLevel } from '../domain/identity.ts';
import { claimNews } from '../flows/claim-news.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { appendMessages } from '../store/conversations/append.ts';
import { findConversationsToTell } from '../store/conversations/find-to-tell.ts';
import type { Sql } from '../store/sql.ts';
import { random } from './desk.ts';

/** Tells people about their claim where they last wrote, in the transaction that moves it. */
export function makeClaimNews(
  desk: { readonly feed: Pick<ConversationFeed, 'publish'> },
  jobs: Pick<Jobs, 'wakeDelivery'>,
): ClaimNews<Sql> {
  return {
    tell: async (sql, { customerId, claim, now }) => {
      const places = await findConversationsToTell(sql, { customerId, claimNo: claim.claimNo });
      for (const place of places) {
        const reply = claimNews(claim, {
          level: effectiveLevel(place, now),
          isReporter: place.isReporter,
        });
        const messages = [toOutgoing(reply, renderReply)];
        const { conversationId } = place;
        await appendMessages(sql, { conversationId, messages, purpose: 'news', now, random });
      }
      return places.map((place) => place.conversationId);
    },
    publish: (ids) => {
      for (const id of ids) {
        desk.feed.publish(id, []);
        jobs.wakeDelivery(id);
      }
    },
  };
}
