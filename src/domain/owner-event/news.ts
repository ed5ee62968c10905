import type { PushContent } from '../outreach/delivery.ts';
import type { OwnerEvent } from './owner-event.ts';

/**
 * What somebody on the list of an event is told without having asked just now. All of it is of class `service`: they
 * signed up for it, and nothing is sold in it.
 */
export type EventNews =
  /** They waited, and have a place now. */
  | { readonly kind: 'promoted'; readonly event: OwnerEvent; readonly ticket: string }
  /** It is tomorrow. */
  | { readonly kind: 'reminder'; readonly event: OwnerEvent; readonly ticket: string }
  /** It takes place at another time or elsewhere. */
  | { readonly kind: 'changed'; readonly event: OwnerEvent; readonly ticket: string }
  | { readonly kind: 'cancelled'; readonly event: OwnerEvent; readonly reason: string };

/** The words of it; they are the copy's (flows/copy/event.ts). */
export type WordEventNews = (news: EventNews) => PushContent;
