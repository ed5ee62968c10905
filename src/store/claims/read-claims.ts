import { z } from 'zod';
import { deriveClaim } from '../../domain/claim/derive.ts';
import { storedEventFactsSchema } from '../../domain/claim/facts.ts';
import type { ClaimDetail, StoredClaimEvent } from '../../domain/claim/record.ts';
import { CLAIM_STATUSES } from '../../domain/claim/status.ts';
import type { Sql } from '../sql.ts';

/** An event comes out of a JSON aggregate: its times are text. */
const eventRowSchema = z.object({
  source_event_id: z.string(),
  source: z.string(),
  status: z.enum(CLAIM_STATUSES).nullable(),
  raw_status: z.string().nullable(),
  loss_item_no: z.string().nullable(),
  occurred_at: z.string(),
  received_at: z.string(),
  anomaly: z.string().nullable(),
  facts: storedEventFactsSchema,
  actor: z.string().nullable(),
});

const reporterSchema = z
  .object({ name: z.string(), phone: z.string(), relation: z.string().exactOptional() })
  .nullable();

interface ClaimRow {
  readonly id: string;
  readonly claim_no: string;
  readonly report_no: string | null;
  readonly customer_id: string;
  readonly customer_no: string;
  readonly policy_no: string | null;
  readonly plate: string | null;
  readonly reported_at: Date;
  readonly accident_at: Date | null;
  readonly accident_place: string | null;
  readonly accident_kind: string | null;
  readonly has_injury: boolean;
  readonly reporter: unknown;
  readonly events: unknown;
}

/** The source of events that say where a claim stands, not that it moved (a PUT). */
export const SNAPSHOT_SOURCE = 'snapshot';

const CONDITIONS = {
  id: 'c.id = $1',
  claimNo: 'c.claim_no = $1',
  number: '(c.claim_no = $1 OR c.report_no = $1)',
  customer: 'c.customer_id = $1',
} as const;

/** Claims with their events, newest report first; everything that follows from the events is derived here. */
export async function readClaims(
  sql: Sql,
  by: { readonly key: keyof typeof CONDITIONS; readonly value: string; readonly limit?: number },
): Promise<readonly ClaimDetail[]> {
  const { rows } = await sql.query<ClaimRow>(
    `SELECT c.id, c.claim_no, c.report_no, c.customer_id, u.customer_no, p.policy_no, c.plate,
       c.reported_at, c.accident_at, c.accident_place, c.accident_kind, c.has_injury, c.reporter,
       (SELECT COALESCE(jsonb_agg(to_jsonb(e) ORDER BY e.occurred_at, e.source_event_id), '[]')
        FROM claim_events e WHERE e.claim_id = c.id) AS events
     FROM claims c JOIN customers u ON u.id = c.customer_id LEFT JOIN policies p ON p.id = c.policy_id
     WHERE ${CONDITIONS[by.key]} ORDER BY c.reported_at DESC, c.claim_no DESC LIMIT $2`,
    [by.value, by.limit ?? CLAIMS_MAX],
  );
  return rows.map(toDetail);
}

/** More claims than one customer has; keeps a wrong import from filling the memory. */
const CLAIMS_MAX = 200;

function toDetail(row: ClaimRow): ClaimDetail {
  const events = z.array(eventRowSchema).parse(row.events).map(toEvent);
  const reporter = reporterSchema.parse(row.reporter);
  return {
    id: row.id,
    claimNo: row.claim_no,
    customerId: row.customer_id,
    customerNo: row.customer_no,
    reportedAt: row.reported_at,
    hasInjury: row.has_injury,
    derived: deriveClaim({ reportedAt: row.reported_at }, events),
    events,
    ...(row.report_no === null ? {} : { reportNo: row.report_no }),
    ...(row.policy_no === null ? {} : { policyNo: row.policy_no }),
    ...(row.plate === null ? {} : { plate: row.plate }),
    ...(row.accident_at === null ? {} : { accidentAt: row.accident_at }),
    ...(row.accident_place === null ? {} : { accidentPlace: row.accident_place }),
    ...(row.accident_kind === null ? {} : { accidentKind: row.accident_kind }),
    ...(reporter === null ? {} : { reporter }),
  };
}

function toEvent(row: z.infer<typeof eventRowSchema>): StoredClaimEvent {
  const { handler, lossItemKind, ...facts } = row.facts;
  return {
    sourceEventId: row.source_event_id,
    source: row.source,
    isSnapshot: row.source === SNAPSHOT_SOURCE,
    occurredAt: new Date(row.occurred_at),
    receivedAt: new Date(row.received_at),
    facts,
    ...(row.status === null ? {} : { status: row.status }),
    ...(row.raw_status === null ? {} : { rawStatus: row.raw_status }),
    ...(row.loss_item_no === null ? {} : { lossItemNo: row.loss_item_no }),
    ...(lossItemKind === undefined ? {} : { lossItemKind }),
    ...(handler === undefined ? {} : { handler }),
    ...(row.anomaly === null ? {} : { anomaly: row.anomaly }),
    ...(row.actor === null ? {} : { actor: row.actor }),
  };
}
