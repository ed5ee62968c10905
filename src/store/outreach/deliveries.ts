import type { Pool } from 'pg';
import { z } from 'zod';
import { DELIVERY_STATES, type DeliveryState } from '../../domain/outreach/delivery.ts';
import type { DeliveryRecord } from '../../domain/outreach/record.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { PUSH_CLASSES, PUSH_WAYS, type PushClass } from '../../domain/push/settings.ts';
import { decodeCursor, toPage } from '../cursor.ts';

/** What the ledger is asked for; absent: everything. */
export interface DeliveryQuery extends PageRequest {
  readonly campaignId?: string | undefined;
  readonly status?: DeliveryState | undefined;
  readonly reason?: string | undefined;
  readonly customerNo?: string | undefined;
  readonly pushClass?: PushClass | undefined;
  /** When the row was written, half-open. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

const rowSchema = z.object({
  id: z.string(),
  campaign_id: z.string().nullable(),
  campaign_name: z.string().nullable(),
  occasion_key: z.string(),
  customer_no: z.string(),
  customer_name: z.string(),
  push_class: z.enum(PUSH_CLASSES),
  variant: z.string().nullable(),
  status: z.enum(DELIVERY_STATES),
  reason: z.string().nullable(),
  way: z.enum(PUSH_WAYS).nullable(),
  account: z.string().nullable(),
  conversation_id: z.string().nullable(),
  not_before: z.date(),
  released_at: z.date().nullable(),
  settled_at: z.date().nullable(),
  opened_at: z.date().nullable(),
  answered_at: z.date().nullable(),
  created_at: z.date(),
});

/** The ledger as the console lists it, newest first. */
export function makeOutreachDeliveries({ pool }: { readonly pool: Pool }): {
  list(query: DeliveryQuery): Promise<Page<DeliveryRecord>>;
} {
  return { list: (query) => list(pool, query) };
}

async function list(pool: Pool, query: DeliveryQuery): Promise<Page<DeliveryRecord>> {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const [before] = decodeCursor(query.cursor, 1) ?? [];
  const isNumber = before !== undefined && /^\d{1,18}$/.test(before);
  const conditions = [
    ...(isNumber ? [`d.id < ${add(before)}::bigint`] : []),
    ...conditionsOf(query, add),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const { rows } = await pool.query(
    `SELECT d.id, d.campaign_id, p.name AS campaign_name, d.occasion_key, c.customer_no, c.name AS customer_name,
       d.push_class, d.variant, d.status, d.reason, d.way, d.account, d.conversation_id, d.not_before, d.released_at,
       d.settled_at, d.opened_at, d.answered_at, d.created_at
     FROM outreach_deliveries d JOIN customers c ON c.id = d.customer_id LEFT JOIN campaigns p ON p.id = d.campaign_id
     ${where} ORDER BY d.id DESC LIMIT ${add(query.limit + 1)}`,
    values,
  );
  return toPage(z.array(rowSchema).parse(rows), {
    limit: query.limit,
    cursorOf: (row) => [row.id],
    toItem,
  });
}

function conditionsOf(query: DeliveryQuery, add: (value: unknown) => string): readonly string[] {
  const { campaignId, customerNo, from, pushClass, reason, status, to } = query;
  const is = (column: string, value: unknown): readonly string[] =>
    value === undefined ? [] : [`${column} = ${add(value)}`];
  return [
    ...is('d.campaign_id', campaignId),
    ...is('d.status', status),
    ...is('d.reason', reason),
    ...is('d.push_class', pushClass),
    // A customer's rows are few and have an index; by the number alone the ledger would be read backwards for them.
    ...(customerNo === undefined
      ? []
      : [`d.customer_id = (SELECT id FROM customers WHERE customer_no = ${add(customerNo)})`]),
    ...(from === undefined ? [] : [`d.created_at >= ${add(from)}`]),
    ...(to === undefined ? [] : [`d.created_at < ${add(to)}`]),
  ];
}

function toItem(row: z.infer<typeof rowSchema>): DeliveryRecord {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    campaignName: row.campaign_name,
    occasionKey: row.occasion_key,
    customerNo: row.customer_no,
    customerName: row.customer_name,
    pushClass: row.push_class,
    variant: row.variant,
    status: row.status,
    reason: row.reason,
    way: row.way,
    account: row.account,
    conversationId: row.conversation_id,
    notBefore: row.not_before,
    releasedAt: row.released_at,
    settledAt: row.settled_at,
    openedAt: row.opened_at,
    answeredAt: row.answered_at,
    createdAt: row.created_at,
  };
}
