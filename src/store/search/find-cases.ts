import { maskName, maskPhone, maskPlate, maskText } from '../../domain/mask.ts';
import type { SearchHit, SearchKind } from '../../domain/search.ts';
import type { Sql } from '../sql.ts';
import { detailOf, type Finder, HITS_PER_KIND, type Wanted } from './wanted.ts';

/** The longest piece of somebody's words that a list shows, in characters. */
const WORDS_MAX = 40;

interface CaseRow {
  readonly ref: string;
  readonly at: Date | null;
  readonly name?: string | null;
  readonly plate?: string | null;
  readonly phone?: string | null;
  readonly words?: string | null;
}

/** $1 number, $2 the end of one, $3 plate, $4 phone, $5 the beginning of a name. */
async function find(
  sql: Sql,
  kind: SearchKind,
  { statement, wanted }: { readonly statement: string; readonly wanted: Wanted },
): Promise<readonly SearchHit[]> {
  const { number, tail, plate, phone, prefix } = wanted;
  const { rows } = await sql.query<CaseRow>(`${statement} LIMIT ${HITS_PER_KIND}`, [
    number,
    tail,
    plate,
    phone,
    prefix,
  ]);
  return rows.map((row) => ({
    kind,
    ref: row.ref,
    title: row.ref,
    detail: detailOf([
      row.name && maskName(row.name),
      row.plate && maskPlate(row.plate),
      row.phone && maskPhone(row.phone),
      row.words && maskText(row.words).slice(0, WORDS_MAX),
    ]),
    at: row.at,
  }));
}

/** Policies by their number, their car's plate, or whose they are. */
export const findPolicies: Finder = (sql, wanted) =>
  find(sql, 'policy', {
    wanted,
    statement: `SELECT p.policy_no AS ref, p.ends_at AS at, c.name, v.plate
      FROM policies p JOIN customers c ON c.id = p.customer_id LEFT JOIN vehicles v ON v.id = p.vehicle_id
      WHERE p.policy_no = $1 OR p.policy_no LIKE $2 OR v.plate = $3 OR c.phone = $4 OR c.name LIKE $5
      ORDER BY p.ends_at DESC, p.policy_no`,
  });

/** Claims by either of their numbers, the car's plate, or whose they are. */
export const findClaims: Finder = (sql, wanted) =>
  find(sql, 'claim', {
    wanted,
    statement: `SELECT k.claim_no AS ref, k.reported_at AS at, c.name, k.plate
      FROM claims k JOIN customers c ON c.id = k.customer_id
      WHERE k.claim_no = $1 OR k.report_no = $1 OR k.claim_no LIKE $2 OR k.report_no LIKE $2
        OR k.plate = $3 OR c.phone = $4 OR k.reporter_phone = $4 OR c.name LIKE $5
      ORDER BY k.reported_at DESC, k.claim_no`,
  });

/** Accident reports by their number, the car's plate, or who made them. */
export const findReports: Finder = (sql, wanted) =>
  find(sql, 'report', {
    wanted,
    statement: `SELECT r.report_no AS ref, r.reported_at AS at, r.reporter_name AS name, r.plate
      FROM accident_reports r
      WHERE r.report_no = $1 OR r.report_no LIKE $2 OR r.plate = $3 OR r.reporter_phone = $4
        OR r.reporter_name LIKE $5
      ORDER BY r.reported_at DESC, r.report_no`,
  });

/** Complaints by their number or their claim's, the car's plate, or who made them. */
export const findComplaints: Finder = (sql, wanted) =>
  find(sql, 'complaint', {
    wanted,
    statement: `SELECT o.complaint_no AS ref, o.received_at AS at, COALESCE(o.contact_name, c.name) AS name,
        o.plate, o.matter AS words
      FROM complaints o LEFT JOIN customers c ON c.id = o.customer_id
      WHERE o.complaint_no = $1 OR o.claim_no = $1 OR o.complaint_no LIKE $2 OR o.plate = $3
        OR o.contact_phone = $4 OR c.phone = $4 OR o.contact_name LIKE $5 OR c.name LIKE $5
      ORDER BY o.received_at DESC, o.complaint_no`,
  });

/** Service requests by their number, the car's plate, or for whom they are. */
export const findRequests: Finder = (sql, wanted) =>
  find(sql, 'service_request', {
    wanted,
    statement: `SELECT s.request_no AS ref, s.requested_at AS at, c.name, s.plate, s.contact_phone AS phone
      FROM service_requests s LEFT JOIN customers c ON c.id = s.customer_id
      WHERE s.request_no = $1 OR s.request_no LIKE $2 OR s.plate = $3 OR s.contact_phone = $4
        OR c.phone = $4 OR c.name LIKE $5
      ORDER BY s.requested_at DESC, s.request_no`,
  });
