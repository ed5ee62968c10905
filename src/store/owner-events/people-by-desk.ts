import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type { CheckInDecision } from '../../domain/owner-event/check-in.ts';
import type { SignUpRefusal } from '../../domain/owner-event/owner-event.ts';
import type { SignUpView } from '../../domain/owner-event/view.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Id, Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { checkIn, findByTicket } from './check-in.ts';
import { SELECT_SIGN_UPS, toSignUpView } from './event-row.ts';
import { SIGN_UP_COLUMNS, toSignUpRow } from './lock-event.ts';
import { cancelSignUp, signUp } from './sign-up.ts';
import type { TellEventDeps } from './tell-people.ts';

interface DeskInput {
  readonly customerNo: string;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly photoConsent?: boolean | undefined;
}

export type SignedUpByDesk =
  | { readonly kind: 'done'; readonly signUp: SignUpView }
  | { readonly kind: 'not_found'; readonly what: 'event' | 'customer' | 'sign-up' }
  | { readonly kind: 'refused'; readonly reason: SignUpRefusal | 'over' };

export type CheckedInByDesk =
  | { readonly kind: 'checked_in' | 'already'; readonly signUp: SignUpView }
  | { readonly kind: 'not_found'; readonly what: 'event' | 'ticket' }
  | Extract<CheckInDecision, { readonly kind: 'refused' }>;

/** What the desk does with the people of an event. */
export interface DeskPeople {
  signUp(id: string, input: DeskInput, actor: Actor): Promise<SignedUpByDesk>;
  cancelSignUp(id: string, signUpId: string, actor: Actor): Promise<SignedUpByDesk>;
  checkIn(id: string, ticket: string, actor: Actor): Promise<CheckedInByDesk>;
}

interface DeskPeopleDeps extends TellEventDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly woken: (chats: readonly Id<'conversation'>[]) => void;
}

/** Characters of a ticket: 100 random bits. */
const TICKET_LENGTH = 20;

/** Puts a customer on the list who called or came by. */
export function signUpByDesk(
  deps: DeskPeopleDeps,
  { id, input, actor }: { readonly id: string; readonly input: DeskInput; readonly actor: Actor },
): Promise<SignedUpByDesk> {
  const { pool, clock, random } = deps;
  return inTransaction(pool, async (sql) => {
    const now = clock.now();
    const { rows } = await sql.query<{ id: string; name: string; phone: string | null }>(
      'SELECT id, name, phone FROM customers WHERE customer_no = $1',
      [input.customerNo],
    );
    const customer = rows[0];
    if (customer === undefined) return { kind: 'not_found', what: 'customer' };
    const made = await signUp(
      sql,
      {
        event: id,
        customerId: customer.id,
        name: input.name ?? customer.name,
        phone: input.phone ?? customer.phone ?? undefined,
        photoConsent: input.photoConsent,
        ticket: random.text(TICKET_LENGTH),
        now,
      },
      random,
    );
    if (made.kind === 'no_event') return { kind: 'not_found', what: 'event' };
    if (made.kind === 'refused') return made;
    await audit(sql, { id: made.id, action: 'event_sign_up.made', actor, now });
    return { kind: 'done', signUp: await view(sql, made.id) };
  });
}

/** Takes somebody off the list. */
export async function cancelByDesk(
  deps: DeskPeopleDeps,
  {
    id,
    signUpId,
    actor,
  }: { readonly id: string; readonly signUpId: string; readonly actor: Actor },
): Promise<SignedUpByDesk> {
  const done = await inTransaction(deps.pool, async (sql) => {
    const now = deps.clock.now();
    const find = async (eventId: Id<'ownerEvent'>) => {
      const { rows } = await sql.query(
        `SELECT ${SIGN_UP_COLUMNS} FROM event_sign_ups WHERE id = $1 AND event_id = $2`,
        [signUpId, eventId],
      );
      return rows[0] === undefined ? undefined : toSignUpRow(rows[0]);
    };
    const cancelled = await cancelSignUp(sql, deps, { event: id, find, now });
    if (cancelled.kind !== 'cancelled') return cancelled;
    await audit(sql, { id: cancelled.row.id, action: 'event_sign_up.cancelled', actor, now });
    return { ...cancelled, signUp: await view(sql, cancelled.row.id) };
  });
  if (done.kind === 'cancelled') {
    deps.woken(done.chats);
    return { kind: 'done', signUp: done.signUp };
  }
  if (done.kind === 'too_late') return { kind: 'refused', reason: 'over' };
  return { kind: 'not_found', what: 'sign-up' };
}

/** Lets somebody in by the code on their ticket. */
export function checkInByDesk(
  deps: DeskPeopleDeps,
  { id, ticket, actor }: { readonly id: string; readonly ticket: string; readonly actor: Actor },
): Promise<CheckedInByDesk> {
  return inTransaction(deps.pool, async (sql) => {
    const now = deps.clock.now();
    const made = await checkIn(sql, {
      event: id,
      find: (eventId) => findByTicket(sql, eventId, ticket),
      by: actor.id,
      now,
    });
    if (made.kind === 'not_found' || made.kind === 'refused') return made;
    if (made.kind === 'checked_in') {
      await audit(sql, { id: made.id, action: 'event_sign_up.checked_in', actor, now });
    }
    return { kind: made.kind, signUp: await view(sql, made.id) };
  });
}

async function view(sql: Sql, id: Id<'eventSignUp'>): Promise<SignUpView> {
  const { rows } = await sql.query(`${SELECT_SIGN_UPS} WHERE s.id = $1`, [id]);
  return toSignUpView(rows[0]);
}

async function audit(
  sql: Sql,
  given: {
    readonly id: string;
    readonly action: string;
    readonly actor: Actor;
    readonly now: Date;
  },
): Promise<void> {
  const { id, action, actor, now } = given;
  const subject = { subjectKind: 'event_sign_up', subjectId: id };
  await insertAudit(sql, [{ actor, action, ...subject }], now);
}
