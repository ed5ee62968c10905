import { z } from 'zod';
import { AUDIT_EXPORT_FORMATS } from '../../domain/audit-chain.ts';
import { WEBHOOK_EVENTS } from '../../domain/webhook.ts';
import { instant, instantInput, pageQuery, shortText } from './common.ts';

export const webhookInput = z.object({
  name: shortText(50),
  /** https. An address inside a private network, and http, need WEBHOOK_ALLOW_PRIVATE in the settings. */
  url: z.url({ protocol: /^https?$/ }).max(500),
  /** Which; all when empty. */
  events: z.array(z.enum(WEBHOOK_EVENTS)).max(WEBHOOK_EVENTS.length).default([]),
  /** True: personal data leaves unmasked. */
  hasPersonal: z.boolean().default(false),
  isEnabled: z.boolean().default(true),
});
export const webhook = webhookInput.extend({
  id: z.string(),
  disabledAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
});
/** The only answer that ever holds the secret. */
export const webhookWithSecret = webhook.extend({ secret: z.string() });

export const deliveryQuery = pageQuery.extend({
  status: z.enum(['queued', 'sending', 'sent', 'failed', 'suppressed', 'unknown']).optional(),
  kind: z.enum(['channel_message', 'sms', 'webhook']).optional(),
});
/** Of `POST /webhooks/:id/test`: look it up in the deliveries. */
export const webhookTested = z.object({ deliveryId: z.string() });

/** Something that left or should leave the desk. Holds no words and no personal data. */
export const delivery = z.object({
  id: z.string(),
  kind: z.string(),
  /** The conversation, the endpoint, or a masked number. */
  target: z.string(),
  event: z.string().nullable(),
  conversationId: z.string().nullable(),
  status: z.string(),
  reason: z.string().nullable(),
  attempts: z.number().int(),
  nextAttemptAt: instant.nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
  mayRetry: z.boolean(),
});

export const systemState = z.object({
  now: instant,
  version: z.string(),
  nodeVersion: z.string(),
  startedAt: instant,
  roles: z.array(z.string()),
  memoryBytes: z.number().int(),
  database: z.object({
    isReachable: z.boolean(),
    latencyMs: z.number().nullable(),
    sizeBytes: z.number().nullable(),
    version: z.string().nullable(),
  }),
  queue: z.object({ backend: z.enum(['postgres', 'redis']) }),
  /** Processes of this desk that are connected to the database, this one too. */
  processes: z.number().int(),
  outbox: z.object({
    queued: z.number().int(),
    oldestQueuedAt: instant.nullable(),
    failed: z.number().int(),
    unknown: z.number().int(),
  }),
  conversations: z.object({ unhandled: z.number().int(), open: z.number().int() }),
  languageModel: z.object({
    isConfigured: z.boolean(),
    calls24h: z.number().int(),
    failures24h: z.number().int(),
  }),
  audit: z.object({ rows: z.number().int(), headHash: z.string().nullable() }),
  /** Things that somebody should look at, in Chinese. */
  warnings: z.array(z.string()),
});

export const auditVerification = z.object({
  isIntact: z.boolean(),
  checked: z.number().int(),
  headN: z.number().int(),
  headHash: z.string().nullable(),
  /** At most 100. */
  findings: z.array(
    z.object({
      n: z.number().int().nullable(),
      auditId: z.string().nullable(),
      kind: z.enum(['changed', 'deleted', 'inserted', 'chain_broken']),
    }),
  ),
});
/** The newest link as it was noted before: rows cut off the end since then are found with it. */
export const auditVerifyInput = z
  .object({
    expected: z
      .object({
        n: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
        hash: z.string().regex(/^[0-9a-f]{64}$/, 'use 64 hexadecimal digits'),
      })
      .optional(),
  })
  .nullish();
export const auditExportQuery = z.object({
  format: z.enum(AUDIT_EXPORT_FORMATS).default('jsonl'),
  from: instantInput.optional(),
  to: instantInput.optional(),
});
