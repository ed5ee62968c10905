import type { ComplaintActor } from '../../domain/complaint/acts.ts';
import type { Sql } from '../sql.ts';
import { appendEvents, type NewComplaintEvent } from './append-events.ts';
import { isAnsweredAtOnce, readTargetsFor } from './read-targets-for.ts';
import type { Assessed, Registration } from './registration.ts';

/** Whoever answers automatically. */
const BOT: ComplaintActor = { kind: 'system', id: 'bot' };

/**
 * The first lines of a complaint's history: registered, with its clocks from when it was received, and when the
 * customer was first answered, if that was at once. Leaves the number of the last line in the complaint's row.
 */
export async function openHistory(
  sql: Sql,
  of: { readonly registration: Registration; readonly assessed: Assessed; readonly now: Date },
): Promise<void> {
  const { registration, assessed, now } = of;
  const { source, category, nature = 'complaint', receivedAt, by } = registration;
  const targetsOf = await readTargetsFor(sql, registration);
  const targets = targetsOf({ severity: assessed.severity, category, source, nature });
  const registered: NewComplaintEvent = {
    seq: 1,
    name: 'register',
    occurredAt: receivedAt,
    by,
    from: null,
    to: 'REGISTERED',
    data: dataOf(registration, assessed),
    happened: [{ kind: 'opened', ...targets }],
  };
  const answeredAt = await readAnsweredAt(sql, registration, now);
  const events =
    answeredAt === undefined ? [registered] : [registered, answered({ at: answeredAt, by })];
  await appendEvents(sql, assessed.id, { events, now });
  await sql.query('UPDATE complaints SET last_seq = $2 WHERE id = $1', [
    assessed.id,
    events.length,
  ]);
}

function dataOf(registration: Registration, assessed: Assessed) {
  const { likeness, groupKey } = assessed;
  return {
    source: registration.source,
    sourceRef: registration.sourceRef,
    nature: registration.nature ?? 'complaint',
    category: registration.category,
    severity: assessed.severity,
    flags: assessed.flags,
    repeatOfNo: likeness.repeatOfNo,
    brokerSignals: likeness.brokerSignals,
    groupKey,
    groupCount: groupKey === undefined ? undefined : likeness.groupCount,
    excludedIds: assessed.excludedIds,
  };
}

function answered({
  at,
  by,
}: {
  readonly at: Date;
  readonly by: ComplaintActor;
}): NewComplaintEvent {
  return {
    seq: 2,
    name: 'answered',
    occurredAt: at,
    by: by.kind === 'customer' ? BOT : by,
    from: 'REGISTERED',
    to: 'REGISTERED',
    data: {},
    happened: [{ kind: 'answered' }],
  };
}

/**
 * When the customer had their first answer: in a chat, whatever was said to them first after their complaint; on the
 * phone and at the counter, at once. Undefined: nobody could be answered there.
 */
async function readAnsweredAt(
  sql: Sql,
  registration: Registration,
  now: Date,
): Promise<Date | undefined> {
  if (!isAnsweredAtOnce(registration)) return undefined;
  const { conversationId, receivedAt } = registration;
  if (conversationId === undefined) return receivedAt;
  const { rows } = await sql.query<{ at: Date }>(
    `SELECT at FROM messages WHERE conversation_id = $1 AND direction = 'out' AND at >= $2 AND at <= $3
       AND activity->>'type' = 'message' ORDER BY seq LIMIT 1`,
    [conversationId, receivedAt, now],
  );
  // Whoever writes it down, the bot or a person, tells them so with the number.
  return rows[0]?.at ?? now;
}
