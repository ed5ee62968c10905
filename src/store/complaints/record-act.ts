import type { Actor } from '../../domain/audit.ts';
import type { ComplaintActName, ComplaintActor } from '../../domain/complaint/acts.ts';
import type { ComplaintCase } from '../../domain/complaint/case.ts';
import type { EndpointEventType } from '../../domain/webhook.ts';
import type { Random } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import { insertAudit } from '../audit.ts';
import type { Sql } from '../sql.ts';
import { queueWebhooks } from '../webhooks/queue-webhooks.ts';
import { dataOf } from './append-events.ts';
import type { DoneAct } from './done-act.ts';

/** How each act is called where others read of it. */
const DONE: Readonly<Record<Exclude<ComplaintActName, 'note'>, EndpointEventType>> = {
  assign: 'complaint.assigned',
  contact: 'complaint.contacted',
  pause: 'complaint.paused',
  resume: 'complaint.resumed',
  propose: 'complaint.proposed',
  decide: 'complaint.decided',
  confirm: 'complaint.confirmed',
  dispute: 'complaint.disputed',
  expire: 'complaint.expired',
  withdraw: 'complaint.withdrawn',
  decline: 'complaint.declined',
  close: 'complaint.closed',
  reopen: 'complaint.reopened',
  extend: 'complaint.extended',
  merge: 'complaint.merged',
  supplement: 'complaint.supplemented',
  request_review: 'complaint.review_requested',
  decide_review: 'complaint.review_decided',
  relabel: 'complaint.relabelled',
  escalate: 'complaint.escalated',
  rectify: 'complaint.rectified',
  rate: 'complaint.rated',
};

/** Who acted, as the audit trail names them. */
export function toActor({ kind, id }: ComplaintActor): Actor {
  return { kind, id };
}

/** The audit row of an act, and what other systems are told of it. */
export async function recordAct(sql: Sql, done: DoneAct): Promise<void> {
  const { act, after, at, given } = done;
  const from = done.locked.complaint.status;
  const states = { from, to: after.status, occurredAt: at.toISOString() };
  const subject = { subjectKind: 'complaint', subjectId: after.complaintNo };
  const actor = toActor(given.by);
  if (act.name === 'note') {
    const entry = { actor, action: 'complaint.noted', ...subject };
    return insertAudit(sql, [entry], given.now);
  }
  const type = DONE[act.name];
  await insertAudit(sql, [{ actor, action: type, ...subject, data: states }], given.now);
  // Words are the customer's, or about them: they go where personal data may.
  const personal = { act: dataOf(act, after) };
  const told = { complaint: after, from, data: { occurredAt: states.occurredAt }, personal };
  await queueComplaintNews(sql, { type, at, ...told }, given.random);
}

/** Tells other systems that want to know how a complaint stands: ids and states, and words where they may. */
export async function queueComplaintNews(
  sql: Sql,
  news: {
    readonly type: EndpointEventType;
    readonly at: Date;
    readonly complaint: ComplaintCase;
    readonly from: string | null;
    readonly data?: JsonObject;
    readonly personal: JsonObject;
  },
  random: Random,
): Promise<void> {
  const { complaint, type, at, personal } = news;
  const data = {
    ...news.data,
    complaintId: complaint.id,
    complaintNo: complaint.complaintNo,
    from: news.from,
    status: complaint.status,
    severity: complaint.severity,
    category: complaint.category,
    source: complaint.source,
    handlerId: complaint.handlerId ?? null,
  };
  await queueWebhooks(sql, { type, at, data, personal }, random);
}
