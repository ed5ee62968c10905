import type { Actor } from '../../domain/audit.ts';
import type { AuditExportRow, AuditVerification } from '../../domain/audit-chain.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { SystemState } from '../../domain/system-state.ts';
import type { NewWebhookEndpoint, WebhookEndpoint } from '../../domain/webhook.ts';

/** What the audit routes need beyond the list. */
export interface AuditChainPort {
  /** Reads every row: minutes for many millions. */
  verify(expected?: { readonly n: number; readonly hash: string }): Promise<AuditVerification>;
  /** Oldest first, in batches, of one moment. Half-open: [from, to). */
  export(range: {
    readonly from?: Date | undefined;
    readonly to?: Date | undefined;
  }): AsyncIterable<readonly AuditExportRow[]>;
}

/** What the webhook routes need. Each write stands or falls with its audit row. */
export interface WebhooksPort {
  list(): Promise<readonly WebhookEndpoint[]>;
  create(
    input: NewWebhookEndpoint,
    actor: Actor,
  ): Promise<{ readonly endpoint: WebhookEndpoint; readonly secret: string }>;
  change(
    id: string,
    input: NewWebhookEndpoint,
    actor: Actor,
  ): Promise<WebhookEndpoint | 'not_found'>;
  remove(id: string, actor: Actor): Promise<'removed' | 'not_found'>;
  /** The secret before this one signs as well for a day. */
  rotateSecret(
    id: string,
    actor: Actor,
  ): Promise<{ readonly endpoint: WebhookEndpoint; readonly secret: string } | 'not_found'>;
  /** Queues an event of type `webhook.test`. */
  test(
    id: string,
    actor: Actor,
  ): Promise<{ readonly deliveryId: string } | 'not_found' | 'disabled'>;
}

/** What the routes of deliveries need. */
export interface DeliveriesPort {
  /** Newest first. */
  list(
    query: PageRequest & {
      readonly status?: string | undefined;
      readonly kind?: string | undefined;
    },
  ): Promise<Page<Delivery>>;
  /** Queues it again under the same id, with as many attempts as a new one. */
  retry(id: string, actor: Actor): Promise<'queued' | 'not_found' | 'not_retryable'>;
}

/** What the operations routes need from outside the server. */
export interface OperationsAdminDeps {
  readonly auditChain: AuditChainPort;
  readonly webhooks: WebhooksPort;
  readonly deliveries: DeliveriesPort;
  readonly system: { read(): Promise<SystemState> };
  /** True: an address inside a private network, and http, may be told (WEBHOOK_ALLOW_PRIVATE). */
  readonly mayTellPrivate: boolean;
}
