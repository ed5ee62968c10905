import type { PushContent } from '../domain/outreach/delivery.ts';
import type { EventNews, WordEventNews } from '../domain/owner-event/news.ts';
import { copy } from './copy/zh-cn.ts';

const words = copy.event;

/** What people on the list of an event are told, with the address of their ticket. */
export function makeEventWords(publicUrl: string): WordEventNews {
  return (news) => wordNews(news, publicUrl);
}

function wordNews(news: EventNews, publicUrl: string): PushContent {
  const { event } = news;
  switch (news.kind) {
    case 'promoted':
      return {
        text: words.promoted(event, ticketUrl(publicUrl, news.ticket)),
        taps: [cancelTap(event.eventNo)],
      };
    case 'reminder':
      return {
        text: words.reminder(event, ticketUrl(publicUrl, news.ticket)),
        taps: [cancelTap(event.eventNo)],
      };
    case 'changed':
      return {
        text: words.changed(event, ticketUrl(publicUrl, news.ticket)),
        taps: [cancelTap(event.eventNo)],
      };
    case 'cancelled':
      return { text: words.cancelled(event, news.reason) };
  }
}

function cancelTap(eventNo: string) {
  return {
    label: words.cancelTap,
    commands: [{ do: 'startFlow', flow: 'event_signup', slots: { act: 'cancel', event: eventNo } }],
  };
}

/** Where a ticket's page is. */
export function ticketUrl(publicUrl: string, ticket: string): string {
  return `${publicUrl}/t/${ticket}`;
}
