import type { Actor } from '../../domain/audit.ts';
import type { CaseNumbers } from '../../domain/case-numbers.ts';
import type { ComplaintActor } from '../../domain/complaint/acts.ts';
import type { Respondent } from '../../domain/complaint/case.ts';
import type { ComplaintInput } from '../../domain/complaint/filed.ts';
import type { ComplaintNews } from '../../domain/complaint/news.ts';
import { proposeCategory } from '../../domain/complaint/propose-category.ts';
import type { ComplaintSource } from '../../domain/complaint/record.ts';
import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import { isOnWechat } from '../../domain/wechat/account.ts';
import type { Id, Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { lockComplaint } from '../complaints/lock-complaint.ts';
import { registerComplaint } from '../complaints/register.ts';
import type { Sql } from '../sql.ts';
import { type ConversationOwner, findOwner } from './find-owner.ts';
import { insertLink } from './links.ts';

export type Filed =
  | {
      readonly kind: 'filed';
      readonly complaintNo: string;
      readonly events: readonly DeskEvent[];
      readonly told: readonly Id<'conversation'>[];
    }
  /** The number under which it was passed on is known: this is the complaint that it has already. */
  | { readonly kind: 'known'; readonly complaintNo: string }
  | {
      readonly kind: 'unknown';
      readonly field: 'conversationId' | 'customerNo' | 'claimNo' | 'evidenceIds' | 'respondents';
    };

interface Given {
  readonly actor: Actor;
  readonly now: Date;
  readonly random: Random;
  readonly numbers: CaseNumbers;
  /** Absent: customers are told nothing. */
  readonly news?: Pick<ComplaintNews<Sql>, 'tell'> | undefined;
}

/** Who complains: somebody in a conversation, a customer whom the agent names, or nobody whom we know. */
interface Complainant {
  readonly owner: ConversationOwner | undefined;
  readonly customerId: Id<'customer'> | undefined;
  /** A report's number is stored as its claim's. */
  readonly claimNo: string | undefined;
}

/**
 * Registers a complaint that a person wrote down, or that another system passed on. As in the flow, the words decide
 * its severity, which nobody can choose, and its clocks run from when it was made.
 */
export async function fileComplaint(sql: Sql, input: ComplaintInput, given: Given): Promise<Filed> {
  const { actor, now } = given;
  const found = await findComplainant(sql, input);
  if ('kind' in found) return found;
  if (!(await areOurs(sql, input.respondents ?? []))) {
    return { kind: 'unknown', field: 'respondents' };
  }
  const { owner, customerId, claimNo } = found;
  const category = input.category ?? proposeCategory(input.matter);
  const source = input.source ?? sourceOf(owner);
  const registration = {
    ...input,
    complaintNo: given.numbers.complaint(now),
    by: await nameActor(sql, actor),
    source,
    category,
    receivedAt: input.receivedAt ?? now,
    identityId: owner?.identityId,
    customerId,
    claimNo,
  };
  const registered = await registerComplaint(sql, registration, given);
  if (registered.kind === 'known') return registered;
  const { complaintNo, severity, events } = registered;
  const subject = { subjectKind: 'complaint', subjectId: complaintNo };
  const data = { severity, category, source };
  await insertAudit(sql, [{ actor, action: 'complaint.filed', ...subject, data }], now);
  const { conversationId } = input;
  if (conversationId !== undefined) {
    await insertLink(sql, { conversationId, kind: 'complaint', ref: complaintNo, actor }, now);
  }
  const told = await tellFiled(sql, complaintNo, { by: registration.by, given });
  return { kind: 'filed', complaintNo, events, told };
}

/** Its number and what is promised, in the chat in which it was made: once, with its registration. */
async function tellFiled(
  sql: Sql,
  complaintNo: string,
  { by, given }: { readonly by: ComplaintActor; readonly given: Given },
): Promise<readonly Id<'conversation'>[]> {
  const { news, now } = given;
  if (news === undefined) return [];
  const locked = await lockComplaint(sql, complaintNo, { isTold: true });
  if (locked?.toldIn === undefined) return [];
  const { complaint, toldIn: conversationId } = locked;
  const what = { name: 'registered' } as const;
  const said = await news.tell(sql, { conversationId, complaint, what, by, now });
  return said === undefined ? [] : [conversationId];
}

/** Whoever wrote it down, with the name that its history shows. */
async function nameActor(sql: Sql, { kind, id }: Actor): Promise<ComplaintActor> {
  if (kind === 'customer' || kind === 'system') return { kind, id };
  const { rows } = await sql.query<{ name: string }>(
    'SELECT display_name AS name FROM agents WHERE id = $1 UNION ALL SELECT name FROM api_keys WHERE id = $1',
    [id],
  );
  const name = rows[0]?.name ?? id;
  return kind === 'agent' ? { kind, id, name, isLead: false } : { kind, id, name };
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
  const claim =
    claimNo === undefined
      ? undefined
      : await findId(
          sql,
          'SELECT claim_no AS id FROM claims WHERE claim_no = $1 OR report_no = $1',
          claimNo,
        );
  if (claimNo !== undefined && claim === undefined) return { kind: 'unknown', field: 'claimNo' };
  const { rows } = await sql.query(
    'SELECT id FROM files WHERE conversation_id = $1 AND id = ANY($2)',
    [conversationId ?? null, evidenceIds],
  );
  if (rows.length !== new Set(evidenceIds).size) return { kind: 'unknown', field: 'evidenceIds' };
  return { owner, customerId: named ?? owner?.customerId, claimNo: claim };
}

/** An agent's id that nobody has would leave out nobody, and the accused could be given the case (art. 17). */
async function areOurs(sql: Sql, respondents: readonly Respondent[]): Promise<boolean> {
  const ids = respondents.flatMap(({ kind, id }) =>
    kind === 'agent' && id !== undefined ? [id] : [],
  );
  if (ids.length === 0) return true;
  const { rows } = await sql.query('SELECT id FROM agents WHERE id = ANY($1)', [ids]);
  return rows.length === new Set(ids).size;
}

async function findId(sql: Sql, query: string, value: string): Promise<string | undefined> {
  const { rows } = await sql.query<{ id: string }>(query, [value]);
  return rows[0]?.id;
}

/** Without a conversation somebody called. */
function sourceOf(owner: ConversationOwner | undefined): ComplaintSource {
  if (owner === undefined) return 'phone';
  return isOnWechat(owner.channelAccount) ? 'wechat' : 'web';
}
