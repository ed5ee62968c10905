import type { ComplaintAct } from '../../domain/complaint/acts.ts';
import type { ActResult } from '../../domain/complaint/desk.ts';
import { type Complainant, isSamePerson } from '../../domain/complaint/signals.ts';
import type { Sql } from '../sql.ts';
import type { LockedComplaint } from './lock-complaint.ts';

export type UnknownField = Extract<ActResult, { readonly kind: 'unknown' }>['field'];

/** What an act names that does not exist or may not be named; undefined: everything is there. */
export async function findUnknown(
  sql: Sql,
  act: ComplaintAct,
  {
    locked,
    into,
    now,
    isTold,
  }: {
    readonly locked: LockedComplaint;
    readonly into: LockedComplaint | undefined;
    readonly now: Date;
    /** Customers are told of what is done. */
    readonly isTold: boolean;
  },
): Promise<UnknownField | undefined> {
  switch (act.name) {
    case 'assign':
      return (await worksHere(sql, act.handlerId, now)) ? undefined : 'handlerId';
    case 'close': {
      const { rootCause } = act;
      if (rootCause === undefined) return undefined;
      return (await worksHere(sql, rootCause.ownerId, now)) ? undefined : 'rootCause.ownerId';
    }
    case 'supplement':
      return (await areTheirs(sql, act.evidenceIds ?? [], locked)) ? undefined : 'evidenceIds';
    case 'merge':
      return into !== undefined && isSamePerson(toComplainant(locked), toComplainant(into))
        ? undefined
        : 'intoNo';
    case 'contact':
      return mayBeBy(act.channel, { locked, isTold });
    case 'propose':
    case 'decide':
    case 'decide_review':
      return mayBeBy(act.notice.channel, { locked, isTold });
    default:
      return undefined;
  }
}

/** Somebody who can sign in and whose work it is: auditors only read. */
async function worksHere(sql: Sql, agentId: string, now: Date): Promise<boolean> {
  const { rows } = await sql.query({
    name: 'agent-works-here',
    text: `SELECT 1 FROM agents WHERE id = $1 AND role <> 'auditor' AND (disabled_at IS NULL OR disabled_at > $2)`,
    values: [agentId, now],
  });
  return rows.length > 0;
}

/** Files that were put with it, of its own conversation, or of another of the same chat identity. */
async function areTheirs(
  sql: Sql,
  fileIds: readonly string[],
  { complaint, identityId }: LockedComplaint,
): Promise<boolean> {
  if (fileIds.length === 0) return true;
  const { rows } = await sql.query({
    name: 'complaint-evidence',
    text: `SELECT f.id FROM files f LEFT JOIN conversations c ON c.id = f.conversation_id
      WHERE f.id = ANY($1) AND (f.conversation_id = $2 OR c.identity_id = $3 OR f.complaint_no = $4)`,
    values: [fileIds, complaint.conversationId ?? null, identityId, complaint.complaintNo],
  });
  return rows.length === new Set(fileIds).size;
}

function toComplainant({
  identityId,
  customerId,
  contactPhone,
  plate,
}: LockedComplaint): Complainant {
  return {
    identityId: identityId ?? undefined,
    customerId: customerId ?? undefined,
    phone: contactPhone ?? undefined,
    plate: plate ?? undefined,
  };
}

/** Nobody is told in a chat that there is not, or that is over. */
function mayBeBy(
  channel: string,
  of: { readonly locked: LockedComplaint; readonly isTold: boolean },
): UnknownField | undefined {
  const { complaint, toldIn } = of.locked;
  const place = of.isTold ? toldIn : complaint.conversationId;
  return channel === 'chat' && place === undefined ? 'channel' : undefined;
}
