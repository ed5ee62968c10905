import type { CustomerSummary } from '../../domain/customer/view.ts';
import { normalizeNumber, normalizePhone, normalizePlate } from '../../domain/identifiers.ts';
import { maskName, maskPhone, maskPlate } from '../../domain/mask.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import type { Sql } from '../sql.ts';

interface Row {
  readonly customer_no: string;
  readonly name: string;
  readonly phone: string | null;
  readonly branch: string | null;
  readonly tier: string;
  readonly plates: readonly string[];
}

/** Customers by name, phone, plate or any of their numbers; all of them without a query. Masked. */
export async function searchCustomers(
  sql: Sql,
  request: PageRequest & { readonly query?: string | undefined },
): Promise<Page<CustomerSummary>> {
  const [after] = decodeCursor(request.cursor, 1) ?? [];
  const query = request.query?.trim() ?? '';
  const { rows } = await sql.query<Row>(
    `SELECT c.customer_no, c.name, c.phone, c.branch, c.tier,
       ARRAY(SELECT v.plate FROM vehicles v WHERE v.customer_id = c.id AND v.plate IS NOT NULL
             ORDER BY v.plate) AS plates
     FROM customers c
     WHERE ($1::text IS NULL OR c.customer_no > $1)
       AND ($2 = '' OR c.name LIKE $3 OR c.customer_no = $4 OR c.phone = $5
         OR c.id IN (SELECT v.customer_id FROM vehicles v WHERE v.plate = $6)
         OR c.id IN (SELECT p.customer_id FROM policies p WHERE p.policy_no = $4)
         OR c.id IN (SELECT k.customer_id FROM claims k WHERE k.claim_no = $4 OR k.report_no = $4))
     ORDER BY c.customer_no LIMIT $7`,
    [
      after ?? null,
      query,
      `${query.replace(/[\\%_]/g, '\\$&')}%`,
      normalizeNumber(query),
      normalizePhone(query) ?? null,
      normalizePlate(query) ?? null,
      request.limit + 1,
    ],
  );
  return toPage(rows, {
    limit: request.limit,
    cursorOf: (row) => [row.customer_no],
    toItem: (row) => ({
      customerNo: row.customer_no,
      name: maskName(row.name),
      phone: row.phone === null ? null : maskPhone(row.phone),
      plates: row.plates.map(maskPlate),
      branch: row.branch,
      tier: row.tier,
    }),
  });
}
