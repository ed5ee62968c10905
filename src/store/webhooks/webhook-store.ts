import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor, AuditEntry } from '../../domain/audit.ts';
import {
  type NewWebhookEndpoint,
  OLD_SECRET_HOURS,
  WEBHOOK_EVENTS,
  type WebhookEndpoint,
  type WebhookPayload,
} from '../../domain/webhook.ts';
import { addMs, type Clock, HOUR_MS } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import { insertAudit } from '../audit.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { makeWebhookSecret, secretsSchema } from './secrets.ts';

/** Endpoints of an installation. Every event is written once for each. */
const ENDPOINTS_MAX = 200;

export interface WebhookStore {
  list(): Promise<readonly WebhookEndpoint[]>;
  /** The secret is in the answer, and otherwise only where it is needed to sign. */
  create(
    input: NewWebhookEndpoint,
    actor: Actor,
  ): Promise<{ readonly endpoint: WebhookEndpoint; readonly secret: string }>;
  change(
    id: string,
    input: NewWebhookEndpoint,
    actor: Actor,
  ): Promise<WebhookEndpoint | 'not_found'>;
  /** What is queued for it is not sent any more. */
  remove(id: string, actor: Actor): Promise<'removed' | 'not_found'>;
  rotateSecret(
    id: string,
    actor: Actor,
  ): Promise<{ readonly endpoint: WebhookEndpoint; readonly secret: string } | 'not_found'>;
  test(
    id: string,
    actor: Actor,
  ): Promise<{ readonly deliveryId: string } | 'not_found' | 'disabled'>;
}

export interface WebhookStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  /** Wakes the delivery of what was queued; the sweep does it otherwise. */
  readonly queued?: (orderKey: string) => void;
}

const COLUMNS = 'id, name, url, events, has_personal, secrets, disabled_at, created_at, updated_at';

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  // An event that no longer exists is told to nobody.
  events: z
    .array(z.string())
    .transform((names) => WEBHOOK_EVENTS.filter((event) => names.includes(event))),
  has_personal: z.boolean(),
  secrets: secretsSchema,
  disabled_at: z.date().nullable(),
  created_at: z.date(),
  updated_at: z.date(),
});
type EndpointRow = z.infer<typeof rowSchema>;

/** The systems that are told what happens here. */
export function makeWebhookStore(deps: WebhookStoreDeps): WebhookStore {
  return {
    list: async () => {
      const { rows } = await deps.pool.query(
        `SELECT ${COLUMNS} FROM webhook_endpoints ORDER BY created_at, id LIMIT ${ENDPOINTS_MAX}`,
      );
      return rows.map((row) => toEndpoint(rowSchema.parse(row)));
    },
    create: (input, actor) => createEndpoint(deps, input, actor),
    change: (id, input, actor) => changeEndpoint(deps, { id, input }, actor),
    remove: (id, actor) => removeEndpoint(deps, id, actor),
    rotateSecret: (id, actor) => rotateSecret(deps, id, actor),
    test: (id, actor) => queueTest(deps, id, actor),
  };
}

async function createEndpoint(
  { pool, clock, random }: WebhookStoreDeps,
  input: NewWebhookEndpoint,
  actor: Actor,
): ReturnType<WebhookStore['create']> {
  const now = clock.now();
  const secret = makeWebhookSecret(random);
  return inTransaction(pool, async (sql) => {
    const { rows } = await sql.query(
      `INSERT INTO webhook_endpoints (id, name, url, events, has_personal, secrets, disabled_at,
         created_by, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) RETURNING ${COLUMNS}`,
      [
        newId('webhookEndpoint', random),
        input.name,
        input.url,
        JSON.stringify(input.events),
        input.hasPersonal,
        JSON.stringify([{ value: secret }]),
        input.isEnabled ? null : now,
        actor.id,
        now,
      ],
    );
    const endpoint = toEndpoint(rowSchema.parse(rows[0]));
    const entry = { ...auditOf(endpoint.id, actor), action: 'webhook.created' };
    await insertAudit(sql, [{ ...entry, data: toldOf(input) }], now);
    return { endpoint, secret };
  });
}

function changeEndpoint(
  { pool, clock }: WebhookStoreDeps,
  { id, input }: { readonly id: string; readonly input: NewWebhookEndpoint },
  actor: Actor,
): Promise<WebhookEndpoint | 'not_found'> {
  const now = clock.now();
  return inTransaction(pool, async (sql) => {
    const { rows } = await sql.query(
      `UPDATE webhook_endpoints SET name = $2, url = $3, events = $4, has_personal = $5,
         disabled_at = CASE WHEN $6 THEN NULL ELSE COALESCE(disabled_at, $7) END, updated_at = $7
       WHERE id = $1 RETURNING ${COLUMNS}`,
      [
        id,
        input.name,
        input.url,
        JSON.stringify(input.events),
        input.hasPersonal,
        input.isEnabled,
        now,
      ],
    );
    if (rows[0] === undefined) return 'not_found';
    const entry = { ...auditOf(id, actor), action: 'webhook.changed' };
    await insertAudit(sql, [{ ...entry, data: toldOf(input) }], now);
    return toEndpoint(rowSchema.parse(rows[0]));
  });
}

function removeEndpoint(
  { pool, clock }: WebhookStoreDeps,
  id: string,
  actor: Actor,
): Promise<'removed' | 'not_found'> {
  return inTransaction(pool, async (sql) => {
    const { rowCount } = await sql.query('DELETE FROM webhook_endpoints WHERE id = $1', [id]);
    if (rowCount !== 1) return 'not_found';
    await insertAudit(sql, [{ ...auditOf(id, actor), action: 'webhook.removed' }], clock.now());
    return 'removed';
  });
}

function rotateSecret(
  { pool, clock, random }: WebhookStoreDeps,
  id: string,
  actor: Actor,
): ReturnType<WebhookStore['rotateSecret']> {
  const now = clock.now();
  const secret = makeWebhookSecret(random);
  return inTransaction(pool, async (sql) => {
    const row = await lockEndpoint(sql, id);
    if (row === undefined) return 'not_found';
    const expiresAt = addMs(now, OLD_SECRET_HOURS * HOUR_MS).toISOString();
    // Whoever rotates twice within a day means that the first one is to be forgotten.
    const before = row.secrets.slice(0, 1).map(({ value }) => ({ value, expiresAt }));
    const { rows } = await sql.query(
      `UPDATE webhook_endpoints SET secrets = $2, updated_at = $3 WHERE id = $1 RETURNING ${COLUMNS}`,
      [id, JSON.stringify([{ value: secret }, ...before]), now],
    );
    await insertAudit(sql, [{ ...auditOf(id, actor), action: 'webhook.secret_rotated' }], now);
    return { endpoint: toEndpoint(rowSchema.parse(rows[0])), secret };
  });
}

async function queueTest(
  deps: WebhookStoreDeps,
  id: string,
  actor: Actor,
): ReturnType<WebhookStore['test']> {
  const now = deps.clock.now();
  const deliveryId = newId('outbox', deps.random);
  // Its own: whoever has just repaired something must not wait behind what failed before.
  const orderKey = `webhook:${id}:test:${deliveryId}`;
  const outcome = await inTransaction(deps.pool, async (sql) => {
    const row = await lockEndpoint(sql, id);
    if (row === undefined) return 'not_found';
    if (row.disabled_at !== null) return 'disabled';
    const event = { type: 'webhook.test', timestamp: now.toISOString(), data: { endpointId: id } };
    const payload = { target: id, event } as const satisfies {
      readonly target: WebhookPayload['target'];
      readonly event: JsonObject;
    };
    await enqueue(sql, { id: deliveryId, kind: 'webhook', orderKey, payload, now });
    await insertAudit(sql, [{ ...auditOf(id, actor), action: 'webhook.tested' }], now);
    return { deliveryId };
  });
  if (typeof outcome === 'object') deps.queued?.(orderKey);
  return outcome;
}

async function lockEndpoint(sql: Sql, id: string): Promise<EndpointRow | undefined> {
  const { rows } = await sql.query(
    `SELECT ${COLUMNS} FROM webhook_endpoints WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0] === undefined ? undefined : rowSchema.parse(rows[0]);
}

function auditOf(id: string, actor: Actor): Omit<AuditEntry, 'action'> {
  return { actor, subjectKind: 'webhook', subjectId: id };
}

/** An address may hold a secret in its path: the audit trail has its host only. */
function toldOf({ url, events, hasPersonal, isEnabled }: NewWebhookEndpoint): JsonObject {
  return { host: new URL(url).host, events, hasPersonal, isEnabled };
}

function toEndpoint(row: EndpointRow): WebhookEndpoint {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    events: row.events,
    hasPersonal: row.has_personal,
    ...(row.disabled_at === null ? {} : { disabledAt: row.disabled_at }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
