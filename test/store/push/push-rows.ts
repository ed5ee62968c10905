import { newId, systemRandom } from '../../../src/lib/ids.ts';
import type { Sql } from '../../../src/store/sql.ts';

export const NOW = new Date('2026-06-10T04:00:00.000Z');
/** Hours before now; below zero: after it. */
export const ago = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);

type Columns = Readonly<Record<string, unknown>>;

/** Writes a row; objects and arrays are JSON. */
export async function put(sql: Sql, table: string, row: Columns): Promise<void> {
  const names = Object.keys(row);
  const values = Object.values(row).map((value) =>
    typeof value === 'object' && value !== null && !(value instanceof Date)
      ? JSON.stringify(value)
      : value,
  );
  await sql.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    values,
  );
}

const stamps = { created_at: ago(1000), updated_at: ago(1000) };

/** Somebody we insure. */
export async function putCustomer(sql: Sql, more: Columns = {}): Promise<string> {
  const id = newId('customer', systemRandom);
  const row = { id, customer_no: id.toUpperCase(), name: '王建国', ...stamps, ...more };
  await put(sql, 'customers', row);
  return id;
}

/** A chat identity of theirs, proved unless it says otherwise, and its conversation. */
export async function putConversation(
  sql: Sql,
  customerId: string | null,
  more: {
    readonly account?: string;
    readonly identity?: Columns;
    readonly conversation?: Columns;
  } = {},
): Promise<{ readonly id: string; readonly identityId: string }> {
  const { account = 'wechat-kf:main', identity = {}, conversation = {} } = more;
  const identityId = newId('identity', systemRandom);
  const id = newId('conversation', systemRandom);
  await put(sql, 'channel_identities', {
    id: identityId,
    channel_account: account,
    external_user_id: identityId,
    customer_id: customerId,
    subject_kind: 'customer',
    level: 2,
    created_at: ago(900),
    ...identity,
  });
  await put(sql, 'conversations', {
    id,
    channel_account: account,
    identity_id: identityId,
    last_message_at: ago(10),
    last_inbound_at: ago(10),
    created_at: ago(900),
    ...conversation,
  });
  return { id, identityId };
}

export async function putGrant(
  sql: Sql,
  conversationId: string,
  more: Columns = {},
): Promise<void> {
  await put(sql, 'channel_grants', {
    conversation_id: conversationId,
    kind: 'message',
    granted_at: ago(10),
    expires_at: ago(-38),
    allowed: 5,
    ...more,
  });
}

export async function putConsent(sql: Sql, more: Columns): Promise<void> {
  await put(sql, 'consents', {
    id: newId('consent', systemRandom),
    channel_account: 'web',
    purpose: 'care',
    is_granted: true,
    text_version: 'words',
    decided_at: ago(100),
    ...more,
  });
}

export async function putClaim(sql: Sql, customerId: string, more: Columns): Promise<void> {
  const id = newId('claim', systemRandom);
  await put(sql, 'claims', {
    id,
    claim_no: id,
    customer_id: customerId,
    status: 'REPORTED',
    status_at: ago(50),
    reported_at: ago(60),
    ...stamps,
    ...more,
  });
}

export async function putComplaint(sql: Sql, more: Columns): Promise<void> {
  const id = newId('complaint', systemRandom);
  await put(sql, 'complaints', {
    id,
    complaint_no: id,
    source: 'web',
    category: 'OTHER',
    severity: 'S3',
    matter: '理赔太慢',
    received_at: ago(50),
    registered_at: ago(50),
    first_feedback_due_at: ago(2),
    resolution_due_at: ago(-20),
    ...stamps,
    ...more,
  });
}

/** A row of the ledger, sent unless it says otherwise. Returns its number. */
export async function putDelivery(
  sql: Sql,
  customerId: string,
  more: Columns = {},
): Promise<bigint> {
  const key = newId('outbox', systemRandom);
  await put(sql, 'outreach_deliveries', {
    occasion_key: key,
    customer_id: customerId,
    push_class: 'care',
    status: 'sent',
    way: 'wechat',
    not_before: ago(100),
    released_at: ago(20),
    created_at: ago(100),
    ...more,
  });
  const { rows } = await sql.query<{ id: string }>(
    'SELECT id FROM outreach_deliveries WHERE occasion_key = $1',
    [key],
  );
  return BigInt(rows[0]?.id ?? -1);
}

export async function putOutbox(sql: Sql, conversationId: string, more: Columns): Promise<void> {
  await put(sql, 'outbox', {
    id: newId('outbox', systemRandom),
    kind: 'channel_message',
    conversation_id: conversationId,
    order_key: conversationId,
    payload: {},
    status: 'queued',
    next_attempt_at: NOW,
    created_at: NOW,
    ...more,
  });
}
