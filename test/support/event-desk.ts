import { type Events, makeEvents } from '../../src/compose/events.ts';
import type { NewInvitation } from '../../src/domain/questionnaire/invitation.ts';
import { newId, systemRandom } from '../../src/lib/ids.ts';
import { makePushQueue } from '../../src/store/outreach/queue.ts';
import { startTestDatabase, type TestDatabase } from './database.ts';
import { makeManualClock } from './manual-clock.ts';

export interface EventDesk extends Events {
  readonly db: TestDatabase;
  readonly clock: ReturnType<typeof makeManualClock>;
  readonly invited: readonly NewInvitation[];
  readonly woken: readonly string[];
  stop(): Promise<void>;
}

export const LINK_SECRET = 'event-desk-secret-event-desk-secret';
export const ADMIN = { kind: 'agent', id: 'agt_admin' } as const;

/** Events and referrals on real PostgreSQL with a clock that a test moves; customers `cus_1` to `cus_60`. */
export async function startEventDesk(now = new Date('2026-06-12T02:00:00Z')): Promise<EventDesk> {
  const db = await startTestDatabase();
  const clock = makeManualClock(now);
  const invited: NewInvitation[] = [];
  const woken: string[] = [];
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, phone, city, created_at, updated_at)
     SELECT 'cus_' || n, 'C' || n, '陈明' || n, '138' || lpad(n::text, 8, '0'), '深圳市', now(), now()
     FROM generate_series(1, 60) AS n`,
  );
  const events = makeEvents({
    pool: db.pool,
    clock,
    random: systemRandom,
    pushQueue: makePushQueue(),
    inviter: {
      // The invitation's row is what keeps the next tick from asking again.
      invite: async (sql, input, at) => {
        invited.push(input);
        const invitationId = newId('invitation', systemRandom);
        await sql.query(
          `INSERT INTO invitations (id, questionnaire_id, questionnaire_code, event_key, customer_id, expires_at,
             created_at, updated_at) VALUES ($1, 'qst_event', $2, $3, $4, $5, $5, $5)`,
          [invitationId, input.questionnaireCode, input.eventKey, input.customerId, at],
        );
        return { kind: 'invited', invitationId, isNew: true, deliveryId: undefined };
      },
    },
    publicUrl: 'https://care.example',
    linkSecret: LINK_SECRET,
    woken: (chats) => woken.push(...chats),
  });
  return { ...events, db, clock, invited, woken, stop: () => db.stop() };
}

const at = (text: string): Date => new Date(`${text}+08:00`);

/** What is written of an event: five places and three in the line, a week ahead. */
export const EVENT_INPUT = {
  title: '冬季用车课堂',
  description: '电池养护。',
  city: '深圳市',
  place: '科技园 3 号厅',
  startsAt: at('2026-06-20T14:00:00'),
  endsAt: at('2026-06-20T16:00:00'),
  signUpUntil: at('2026-06-19T18:00:00'),
  capacity: 5,
  waitingMax: 3,
  questionnaireCode: 'EVENT',
} as const;

/** A published event; its short number. */
export async function publishedEvent(
  { admin }: Events,
  more: Partial<typeof EVENT_INPUT> | Record<string, unknown> = {},
): Promise<string> {
  const { eventNo } = await admin.ownerEvents.create({ ...EVENT_INPUT, ...more }, ADMIN);
  await admin.ownerEvents.publish(eventNo, ADMIN);
  return eventNo;
}
