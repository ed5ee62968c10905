import type { Actor } from '../../domain/audit.ts';
import type { CaseNumbers } from '../../domain/case-numbers.ts';
import { assessSeverity } from '../../domain/complaint/assess-severity.ts';
import { promisesOf, REPEAT_MS } from '../../domain/complaint/promises.ts';
import { proposeCategory } from '../../domain/complaint/propose-category.ts';
import type {
  ComplaintCategory,
  ComplaintInput,
  ComplaintSource,
} from '../../domain/complaint/record.ts';
import { addMs } from '../../lib/clock.ts';
import { type Id, newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import type { Sql } from '../sql.ts';
import { type ConversationOwner, findOwner } from './find-owner.ts';
import { insertLink } from './links.ts';

export type Filed =
  | { readonly kind: 'filed'; readonly complaintNo: string }
  | {
      readonly kind: 'unknown';
      readonly field: 'conversationId' | 'customerNo' | 'claimNo' | 'evidenceIds';
    };

interface Given {
  readonly actor: Actor;
  readonly now: Date;
  readonly random: Random;
  readonly numbers: CaseNumbers;
}

/** Who complains: somebody in a conversation, a customer whom the agent names, or nobody whom we know. */
interface Complainant {
  readonly owner: ConversationOwner | undefined;
  readonly customerId: Id<'customer'> | undefined;
}

/**
 * Registers a complaint that a person wrote down. As in the flow, the words decide its severity, which nobody can
 * choose, and its clocks run from when it was made.
 */
export async function fileComplaint(sql: Sql, input: ComplaintInput, given: Given): Promise<Filed> {
  const { actor, now } = given;
  const found = await findComplainant(sql, input);
  if ('kind' in found) return found;
  const category = input.category ?? proposeCategory(input.matter);
  const receivedAt = input.receivedAt ?? now;
  const isRepeat = await hasEarlier(sql, found, { category, receivedAt, claimNo: input.claimNo });
  const words = [input.matter, input.request ?? ''].join('。');
  const { severity, flags } = assessSeverity({ words, category, isRepeat });
  const complaintNo = given.numbers.complaint(now);
  const source = input.source ?? sourceOf(found.owner);
  const row = { complaintNo, source, category, severity, flags, receivedAt };
  await insertComplaint(
    sql,
    { ...row, ...found, ...promisesOf(severity, receivedAt) },
    input,
    given,
  );
  const subject = { subjectKind: 'complaint', subjectId: complaintNo };
  const data = { severity, category, source };
  await insertAudit(sql, [{ actor, action: 'complaint.filed', ...subject, data }], now);
  const { conversationId } = input;
  if (conversationId !== undefined) {
    await insertLink(sql, { conversationId, kind: 'complaint', ref: complaintNo, actor }, now);
  }
  return { kind: 'filed', complaintNo };
}

async function findComplainant(
  sql: Sql,
  { conversationId, customerNo, claimNo, evidenceIds = [] }: ComplaintInput,
): Promise<Complainant | Extract<Filed, { readonly kind: 'unknown' }>> {
  const owner = conversationId === undefined ? undefined : await findOwner(sql, conversationId);
  if (conversationId !== undefined && owner === undefined) {
    return { kind: 'unknown', field: 'conversationId' };
  }
  const named =
    customerNo === undefined
      ? undefined
      : await findId(sql, 'SELECT id FROM customers WHERE customer_no = $1', customerNo);
  if (customerNo !== undefined && named === undefined) {
    return { kind: 'unknown', field: 'customerNo' };
  }
  if (claimNo !== undefined) {
    const claim = await findId(
      sql,
      'SELECT id FROM claims WHERE claim_no = $1 OR report_no = $1',
      claimNo,
    );
    if (claim === undefined) return { kind: 'unknown', field: 'claimNo' };
  }
  const { rows } = await sql.query(
    'SELECT id FROM files WHERE conversation_id = $1 AND id = ANY($2)',
    [conversationId ?? null, evidenceIds],
  );
  if (rows.length !== new Set(evidenceIds).size) return { kind: 'unknown', field: 'evidenceIds' };
  return { owner, customerId: named ?? owner?.customerId };
}

async function findId(sql: Sql, query: string, value: string): Promise<string | undefined> {
  const { rows } = await sql.query<{ id: string }>(query, [value]);
  return rows[0]?.id;
}

/** The same person complained of the same kind of thing, about the same claim, not long ago (domain.md 2.4). */
async function hasEarlier(
  sql: Sql,
  { owner, customerId }: Complainant,
  of: {
    readonly category: ComplaintCategory;
    readonly receivedAt: Date;
    readonly claimNo: string | undefined;
  },
): Promise<boolean> {
  const { rows } = await sql.query(
    `SELECT 1 FROM complaints WHERE (identity_id = $1 OR customer_id = $2) AND category = $3
       AND claim_no IS NOT DISTINCT FROM $4 AND received_at > $5 AND received_at <= $6 LIMIT 1`,
    [
      owner?.identityId ?? null,
      customerId ?? null,
      of.category,
      of.claimNo ?? null,
      addMs(of.receivedAt, -REPEAT_MS),
      of.receivedAt,
    ],
  );
  return rows.length > 0;
}

/** Without a conversation somebody called. */
function sourceOf(owner: ConversationOwner | undefined): ComplaintSource {
  if (owner === undefined) return 'phone';
  return /wechat|wecom|weixin/i.test(owner.channelAccount) ? 'wechat' : 'web';
}

interface Row extends Complainant {
  readonly complaintNo: string;
  readonly source: ComplaintSource;
  readonly category: ComplaintCategory;
  readonly severity: string;
  readonly flags: readonly string[];
  readonly receivedAt: Date;
  readonly firstFeedbackDueAt: Date;
  readonly resolutionDueAt: Date;
}

async function insertComplaint(
  sql: Sql,
  row: Row,
  input: ComplaintInput,
  { now, random }: Given,
): Promise<void> {
  await sql.query(
    `INSERT INTO complaints (id, complaint_no, status, source, category, severity, matter, request, received_at,
       registered_at, first_feedback_due_at, resolution_due_at, identity_id, conversation_id, customer_id, claim_no,
       plate, contact_name, contact_phone, evidence_ids, flags, created_at, updated_at)
     VALUES ($1, $2, 'REGISTERED', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
       $19::jsonb, $20::jsonb, $9, $9)`,
    [
      newId('complaint', random),
      row.complaintNo,
      row.source,
      row.category,
      row.severity,
      input.matter,
      input.request ?? null,
      row.receivedAt,
      now,
      row.firstFeedbackDueAt,
      row.resolutionDueAt,
      row.owner?.identityId ?? null,
      input.conversationId ?? null,
      row.customerId ?? null,
      input.claimNo ?? null,
      input.plate ?? null,
      input.contactName ?? null,
      input.contactPhone ?? null,
      JSON.stringify([...new Set(input.evidenceIds ?? [])]),
      JSON.stringify(row.flags),
    ],
  );
}
