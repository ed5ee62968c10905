import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../lib/clock.ts';
import type { Id } from '../lib/ids.ts';
import type { JsonObject } from '../lib/json.ts';

/** What administrators may have told to other systems. Additions are allowed, meanings never change. */
export const WEBHOOK_EVENTS = [
  'handoff.requested',
  'handoff.accepted',
  'handoff.transferred',
  'handoff.returned',
  'handoff.closed',
  'message.created',
  'complaint.registered',
  'complaint.assigned',
  'complaint.contacted',
  'complaint.paused',
  'complaint.resumed',
  'complaint.proposed',
  'complaint.decided',
  'complaint.confirmed',
  'complaint.disputed',
  'complaint.expired',
  'complaint.withdrawn',
  'complaint.declined',
  'complaint.closed',
  'complaint.reopened',
  'complaint.extended',
  'complaint.merged',
  'complaint.supplemented',
  'complaint.review_requested',
  'complaint.review_decided',
  'complaint.relabelled',
  'complaint.escalated',
  'complaint.rectified',
  'complaint.rated',
] as const;
export type EndpointEventType = (typeof WEBHOOK_EVENTS)[number];

/** Everything that is told to anybody, one name an event. */
export type WebhookEventType =
  | EndpointEventType
  | 'webhook.test'
  | 'roadside.requested'
  | 'roadside.cancelled';

/** A body as Standard Webhooks has it (https://www.standardwebhooks.com, read 2026-11-23). */
export interface WebhookEvent {
  readonly type: WebhookEventType;
  /** When it happened, RFC 3339; not when it was sent. */
  readonly timestamp: string;
  readonly data: JsonObject;
}

/** The partner of RESCUE_WEBHOOK_URL; every other target is an endpoint's id. */
export const RESCUE_TARGET = 'rescue_partner';

/** What an outbox row of kind `webhook` holds. `event.data` goes when the row was sent (store/outbox). */
export interface WebhookPayload {
  readonly target: typeof RESCUE_TARGET | Id<'webhookEndpoint'>;
  /** For the rescue partner, whose customer waits: where a person is called when the partner does not take it. */
  readonly conversationId?: Id<'conversation'>;
  readonly event: WebhookEvent;
}

/** Attempts after which a person is called as well: about half a minute. The attempts go on beside it. */
export const PERSON_AFTER_ATTEMPTS = 5;

/** Delays between the attempts at an endpoint: a day and a bit, and then the row is parked as failed. */
export const ENDPOINT_RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  8 * HOUR_MS,
  8.5 * HOUR_MS,
];

/** How long the secret before a new one signs as well. */
export const OLD_SECRET_HOURS = 24;

/** Another system that is told what happens here. */
export interface WebhookEndpoint {
  readonly id: Id<'webhookEndpoint'>;
  readonly name: string;
  readonly url: string;
  /** Which; all when empty. */
  readonly events: readonly EndpointEventType[];
  /** True: personal data leaves unmasked. */
  readonly hasPersonal: boolean;
  readonly disabledAt?: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What an administrator says of one. */
export interface NewWebhookEndpoint {
  readonly name: string;
  readonly url: string;
  readonly events: readonly EndpointEventType[];
  readonly hasPersonal: boolean;
  readonly isEnabled: boolean;
}

/** Where an event goes and what signs it. */
export interface WebhookAddress {
  readonly url: string;
  /** `whsec_` and base64; newest first. */
  readonly secrets: readonly string[];
  readonly isEnabled: boolean;
}

/** Something to tell whoever wants events of its type. */
export interface EventToTell {
  readonly type: EndpointEventType;
  /** When it happened. */
  readonly at: Date;
  /**
   * For everybody; texts in it leave masked unless the endpoint may have personal data. What is told of one
   * conversation, or of one complaint, arrives in its order.
   */
  readonly data: JsonObject &
    ({ readonly conversationId: Id<'conversation'> } | { readonly complaintNo: string });
  /** Added for endpoints that may have personal data, and for nobody else. */
  readonly personal?: JsonObject;
}
