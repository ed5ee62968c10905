import type { Id } from '../lib/ids.ts';
import type { JsonObject } from '../lib/json.ts';

/** What we tell partners, one name an event. Additions are allowed, meanings never change. */
export type WebhookEventType = 'roadside.requested' | 'roadside.cancelled';

/** A body as Standard Webhooks has it (https://www.standardwebhooks.com, read 2026-11-23). */
export interface WebhookEvent {
  readonly type: WebhookEventType;
  /** When it happened, RFC 3339; not when it was sent. */
  readonly timestamp: string;
  readonly data: JsonObject;
}

/** Who gets it. One address each, set in the configuration. */
export type WebhookTarget = 'rescue_partner';

/** What an outbox row of kind `webhook` holds. `event.data` goes when the row is settled (store/outbox). */
export interface WebhookPayload {
  readonly target: WebhookTarget;
  /** Whose customer waits: where a person is called when the partner does not take it. */
  readonly conversationId: Id<'conversation'>;
  readonly event: WebhookEvent;
}

/** Attempts after which a person is called as well: about half a minute. The attempts go on beside it. */
export const PERSON_AFTER_ATTEMPTS = 5;
