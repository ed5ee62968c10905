import { dayAt, startOf } from '../../domain/calendar/shanghai-day.ts';
import { HIGH_VALUE_TIERS } from '../../domain/visit/plan.ts';
import type { VisitKind } from '../../domain/visit/visit.ts';
import { halfYearOf } from '../../domain/visit/windows.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import type { NamedStatement } from '../sql.ts';

/** Which part of a kind's events a page shows. */
export interface ScanPage {
  /** Events whose window had ended by then are not looked for. */
  readonly lower: Date;
  readonly now: Date;
  /** The key of the last event of the page before; empty: from the beginning. */
  readonly after: string;
  readonly limit: number;
}

/** Visits are planned so long before their window opens, that the calendar shows them. */
const AHEAD_DAYS = 7;
/** No window ends later after its event, in days; a holiday may stretch working days. */
const CLAIM_DAYS_MAX = 40;

/** SQL: the agent who is named as a customer's manager, by user name or by a name that only one has. */
const MANAGER = `(SELECT min(a.id) FROM agents a WHERE a.disabled_at IS NULL AND a.role <> 'auditor'
  AND (a.username = lower(u.relationship_manager) OR a.display_name = u.relationship_manager)
  HAVING count(*) = 1) AS owner_id`;

/** SQL: nobody was planned for this event yet. */
function isNew(kind: VisitKind, key: string): string {
  return `NOT EXISTS (SELECT 1 FROM return_visits v WHERE v.kind = '${kind}' AND v.event_key = ${key})`;
}

/** SQL: the same car is insured for the time after policy `p`. */
export function isRenewedSql(p: string): string {
  return `EXISTS (SELECT 1 FROM policies r WHERE r.vehicle_id = ${p}.vehicle_id AND r.kind = ${p}.kind
    AND r.status <> 'cancelled' AND r.starts_at > ${p}.starts_at AND r.ends_at > ${p}.ends_at
    AND r.starts_at <= ${p}.ends_at + interval '30 days')`;
}

/** The car and the day: compulsory and commercial of one car are one visit. */
const dayKey = (at: string): string =>
  `p.customer_id || ':' || COALESCE(p.vehicle_id, p.policy_no) || ':' || to_char((${at}) AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`;

const START_KEY = dayKey('p.starts_at');
/** Of the policies of a car that begin within thirty days of each other the first one is visited. */
const NEW_POLICY = `SELECT p.id, ${START_KEY} AS event_key, p.customer_id, p.policy_no, p.starts_at AS at, ${MANAGER}
  FROM policies p JOIN customers u ON u.id = p.customer_id
  WHERE p.starts_at >= $1 AND p.starts_at <= $2 AND p.id > $3 AND p.status <> 'cancelled'
    AND NOT EXISTS (SELECT 1 FROM policies q WHERE q.customer_id = p.customer_id AND q.vehicle_id = p.vehicle_id
      AND q.id <> p.id AND q.status <> 'cancelled' AND q.starts_at > p.starts_at - interval '30 days'
      AND (q.starts_at, q.kind, q.id) < (p.starts_at, p.kind, p.id))
    AND ${isNew('NEW_POLICY', START_KEY)}
  ORDER BY p.id LIMIT $4`;

const END_KEY = dayKey("p.ends_at - interval '1 millisecond'");
const RENEWAL = `SELECT p.id, ${END_KEY} AS event_key, p.customer_id, p.policy_no, p.ends_at AS at, ${MANAGER}
  FROM policies p JOIN customers u ON u.id = p.customer_id
  WHERE p.ends_at > $1 AND p.ends_at <= $2 AND p.id > $3 AND p.status <> 'cancelled' AND NOT ${isRenewedSql('p')}
    AND NOT EXISTS (SELECT 1 FROM policies q WHERE q.customer_id = p.customer_id AND q.vehicle_id = p.vehicle_id
      AND q.id <> p.id AND q.status <> 'cancelled' AND q.ends_at > p.ends_at - interval '30 days'
      AND (q.ends_at, q.kind, q.id) < (p.ends_at, p.kind, p.id) AND NOT ${isRenewedSql('q')})
    AND ${isNew('RENEWAL', END_KEY)}
  ORDER BY p.id LIMIT $4`;

/** With an injury it is the closing that counts: until then the claim is an open injury claim, and nobody asks. */
const POST_CLAIM = `SELECT c.id, c.claim_no AS event_key, c.customer_id, NULL AS policy_no, c.claim_no,
    COALESCE((SELECT min(e.occurred_at) FROM claim_events e WHERE e.claim_id = c.id AND e.loss_item_no IS NULL
      AND (e.status IN ('CLOSED_PAID', 'CLOSED_ZERO') OR (e.status = 'PAID' AND NOT c.has_injury))), c.status_at) AS at,
    c.has_injury, COALESCE(c.facts->>'handlingMode' ~* '全损|total', false) AS is_total_loss,
    (c.facts->>'payableFen')::float8 AS paid_fen, NULL AS owner_id
  FROM claims c
  WHERE c.status_at >= $1 AND c.status_at <= $2 AND c.id > $3
    AND c.status IN ('PAID', 'CLOSED_PAID', 'CLOSED_ZERO') AND (c.status <> 'PAID' OR NOT c.has_injury)
    AND ${isNew('POST_CLAIM', 'c.claim_no')}
  ORDER BY c.id LIMIT $4`;

/** Those whose own desk asks (domain/complaint/follow-up.ts); whoever leads it calls, never who handled it (domain.md 4.2). */
const POST_COMPLAINT = `SELECT c.id, c.complaint_no AS event_key, c.customer_id, c.complaint_no, c.claim_no,
    c.closed_at AS at, c.excluded_ids || CASE WHEN c.handler_id IS NULL THEN '[]'::jsonb
      ELSE jsonb_build_array(c.handler_id) END AS excluded_ids, CASE WHEN c.supervisor_id IS DISTINCT FROM c.handler_id AND NOT c.excluded_ids ? COALESCE(c.supervisor_id, '')
      THEN (SELECT a.id FROM agents a WHERE a.id = c.supervisor_id AND a.disabled_at IS NULL) END AS owner_id
  FROM complaints c
  WHERE c.closed_at >= $1 AND c.closed_at <= $2 AND c.id > $3 AND c.status = 'CLOSED' AND c.customer_id IS NOT NULL
    AND c.close_reason IN ('accepted', 'rejected', 'no_reply', 'review_decided')
    AND ${isNew('POST_COMPLAINT', 'c.complaint_no')}
  ORDER BY c.id LIMIT $4`;

const YEAR_KEY = `p.customer_id || ':' || to_char((p.starts_at AT TIME ZONE 'Asia/Shanghai')::date + 168, 'YYYY')`;
const ANNUAL = `SELECT p.id, ${YEAR_KEY} AS event_key, p.customer_id, p.policy_no, p.starts_at AS at, NULL AS owner_id
  FROM policies p
  WHERE p.starts_at >= $1 AND p.starts_at <= $2 AND p.id > $3 AND p.status <> 'cancelled' AND ${isNew('ANNUAL', YEAR_KEY)}
  ORDER BY p.id LIMIT $4`;

const HIGH_VALUE = `SELECT u.id, u.id || ':' || $1 AS event_key, u.id AS customer_id, $2::timestamptz AS at, ${MANAGER}
  FROM customers u WHERE u.id > $3 AND u.tier = ANY($5) AND ${isNew('HIGH_VALUE', "u.id || ':' || $1")}
  ORDER BY u.id LIMIT $4`;

/** The events of a kind that have no visit yet, a page by key. */
export function scanStatement(kind: VisitKind, page: ScanPage): NamedStatement {
  const name = `visits-scan-${kind}`;
  const { lower, now, after, limit } = page;
  const values = (from: Date, until: Date): unknown[] => [from, until, after, limit];
  switch (kind) {
    case 'NEW_POLICY':
      return { name, text: NEW_POLICY, values: values(daysFrom(lower, -30), now) };
    case 'RENEWAL': {
      const from = addMs(lower, 14 * DAY_MS);
      return { name, text: RENEWAL, values: values(from, daysFrom(now, 46 + AHEAD_DAYS)) };
    }
    case 'POST_CLAIM':
      return { name, text: POST_CLAIM, values: values(daysFrom(lower, -CLAIM_DAYS_MAX), now) };
    case 'POST_COMPLAINT':
      return { name, text: POST_COMPLAINT, values: values(daysFrom(lower, -4), now) };
    case 'ANNUAL': {
      const until = daysFrom(now, -(168 - AHEAD_DAYS));
      return { name, text: ANNUAL, values: values(daysFrom(lower, -195), until) };
    }
    case 'HIGH_VALUE':
      return {
        name,
        text: HIGH_VALUE,
        values: [halfYearOf(now), now, after, limit, [...HIGH_VALUE_TIERS]],
      };
  }
}

/** The beginning of the day in Shanghai so many days from an instant's. */
function daysFrom(at: Date, days: number): Date {
  return new Date(startOf(dayAt(at.getTime()) + days));
}
