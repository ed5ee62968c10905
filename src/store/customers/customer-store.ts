import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type {
  CustomerPut,
  PolicyPut,
  PutOutcome,
  RevealableField,
} from '../../domain/customer/record.ts';
import type { CustomerSummary, CustomerView, PolicyView } from '../../domain/customer/view.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { insertAudit } from '../audit.ts';
import type { PrismaClient } from '../generated/client.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { type PutCustomerDeps, putCustomer, putPolicy } from './put-customer.ts';
import { readCustomer, readPolicy } from './read-customer.ts';
import { searchCustomers } from './search-customers.ts';

export interface CustomerStore {
  put(put: CustomerPut, actor: Actor): Promise<PutOutcome>;
  putPolicy(put: PolicyPut, actor: Actor): Promise<PutOutcome>;
  search(
    request: PageRequest & { readonly query?: string | undefined },
  ): Promise<Page<CustomerSummary>>;
  find(customerNo: string): Promise<CustomerView | undefined>;
  findPolicy(policyNo: string): Promise<PolicyView | undefined>;
  /** One kind of personal data unmasked; the audit row is written with it or nothing is shown. */
  reveal(request: Reveal): Promise<readonly string[] | undefined>;
}

export interface Reveal {
  readonly customerNo: string;
  readonly field: RevealableField;
  readonly reason: string;
  readonly actor: Actor;
}

/** The customers and policies as the insurer's systems keep them and the people at the desk read them. */
export function makeCustomerStore(
  deps: PutCustomerDeps & { readonly pool: Pool; readonly prisma: PrismaClient },
): CustomerStore {
  return {
    put: (put, actor) => putCustomer(deps, put, actor),
    putPolicy: (put, actor) => putPolicy(deps, put, actor),
    search: (request) => searchCustomers(deps.pool, request),
    find: (customerNo) => readCustomer(deps.prisma, customerNo),
    findPolicy: (policyNo) => readPolicy(deps.prisma, policyNo),
    reveal: (request) => reveal(deps, request),
  };
}

/** Where each kind is; the texts are ours, never a caller's. */
const REVEAL_SQL: Readonly<Record<RevealableField, string>> = {
  name: 'ARRAY[c.name]',
  phone: 'ARRAY[c.phone]',
  idNumber: 'ARRAY[c.id_number]',
  birthday: 'ARRAY[c.birthday]',
  email: 'ARRAY[c.email]',
  address: 'ARRAY[c.address]',
  plates:
    'ARRAY(SELECT v.plate FROM vehicles v WHERE v.customer_id = c.id ORDER BY v.created_at, v.id)',
  vins: 'ARRAY(SELECT v.vin FROM vehicles v WHERE v.customer_id = c.id ORDER BY v.created_at, v.id)',
};

function reveal(
  deps: PutCustomerDeps,
  { customerNo, field, reason, actor }: Reveal,
): Promise<readonly string[] | undefined> {
  return inTransaction(deps.pool, async (sql: Sql) => {
    const { rows } = await sql.query<{ shown: (string | null)[] }>(
      `SELECT ${REVEAL_SQL[field]} AS shown FROM customers c WHERE c.customer_no = $1`,
      [customerNo],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    const subject = { subjectKind: 'customer', subjectId: customerNo };
    const entry = { actor, action: 'customer.revealed', ...subject, reason, data: { field } };
    await insertAudit(sql, [entry], deps.clock.now());
    return row.shown.flatMap((value) => (value === null ? [] : value));
  });
}
