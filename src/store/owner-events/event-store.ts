import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import { doorCode } from '../../domain/owner-event/check-in.ts';
import type {
  OwnerEventInput,
  OwnerEventStatus,
  SignUpStatus,
} from '../../domain/owner-event/owner-event.ts';
import type { EventView, SignUpView } from '../../domain/owner-event/view.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Clock } from '../../lib/clock.ts';
import { type Id, newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { COUNTS, EVENT_COLUMNS, SELECT_SIGN_UPS, toEventView, toSignUpView } from './event-row.ts';
import { namedBy } from './lock-event.ts';
import {
  cancelEvent,
  changeEvent,
  eventValues,
  finishEvent,
  type Moved,
  publishEvent,
} from './move-event.ts';
import { cancelByDesk, checkInByDesk, type DeskPeople, signUpByDesk } from './people-by-desk.ts';
import type { TellEventDeps } from './tell-people.ts';

export interface EventStoreDeps extends TellEventDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  /** What the codes at the door are made of. */
  readonly secret: string;
  /** Wakes whoever reads these chats, after the commit. */
  readonly woken: (chats: readonly Id<'conversation'>[]) => void;
}

type EventMoved = Exclude<Moved, { readonly kind: 'changed' }> | Changed;
interface Changed {
  readonly kind: 'changed';
  readonly event: EventView;
}

export interface OwnerEventStore extends DeskPeople {
  list(
    query: PageRequest & { readonly status?: OwnerEventStatus | undefined },
  ): Promise<Page<EventView>>;
  find(id: string): Promise<EventView | undefined>;
  create(input: OwnerEventInput, actor: Actor): Promise<EventView>;
  change(id: string, input: OwnerEventInput, actor: Actor): Promise<EventMoved>;
  publish(id: string, actor: Actor): Promise<EventMoved>;
  cancel(id: string, reason: string, actor: Actor): Promise<EventMoved>;
  finish(id: string, actor: Actor): Promise<EventMoved>;
  listSignUps(
    id: string,
    query: PageRequest & { readonly status?: SignUpStatus | undefined },
  ): Promise<Page<SignUpView> | undefined>;
  doorCode(id: string): Promise<
    | {
        readonly code: string;
        readonly validUntil: Date;
        readonly eventNo: string;
        readonly title: string;
      }
    | undefined
  >;
}

/** Meetings of car owners, as the desk works with them. */
export function makeOwnerEventStore(deps: EventStoreDeps): OwnerEventStore {
  const { pool, clock } = deps;
  const move = async (work: (sql: Sql, now: Date) => Promise<Moved>): Promise<EventMoved> => {
    const moved = await inTransaction(pool, (sql) => work(sql, clock.now()));
    if (moved.kind !== 'changed') return moved;
    deps.woken(moved.chats);
    return { kind: 'changed', event: moved.event };
  };
  return {
    list: (query) => list(pool, query),
    find: (id) => find(pool, id),
    create: (input, actor) =>
      inTransaction(pool, (sql) => create(sql, { input, actor, now: clock.now() }, deps.random)),
    change: (id, input, actor) =>
      move((sql, now) => changeEvent(sql, deps, { id, input, actor, now })),
    publish: (id, actor) => move((sql, now) => publishEvent(sql, { id, actor, now })),
    cancel: (id, reason, actor) =>
      move((sql, now) => cancelEvent(sql, deps, { id, reason, actor, now })),
    finish: (id, actor) => move((sql, now) => finishEvent(sql, { id, actor, now })),
    listSignUps: (id, query) => listSignUps(pool, id, query),
    signUp: (id, input, actor) => signUpByDesk(deps, { id, input, actor }),
    cancelSignUp: (id, signUpId, actor) => cancelByDesk(deps, { id, signUpId, actor }),
    checkIn: (id, ticket, actor) => checkInByDesk(deps, { id, ticket, actor }),
    doorCode: async (id) => {
      const event = await find(pool, id);
      if (event === undefined) return undefined;
      const { eventNo, title } = event;
      return { ...doorCode(eventNo, deps.secret, clock.now()), eventNo, title };
    },
  };
}

async function list(
  sql: Sql,
  query: PageRequest & { readonly status?: OwnerEventStatus | undefined },
): Promise<Page<EventView>> {
  const [at, id] = decodeCursor(query.cursor, 2) ?? [];
  const before = at === undefined || Number.isNaN(Date.parse(at)) ? null : new Date(at);
  const { rows } = await sql.query(
    `SELECT ${EVENT_COLUMNS}, ${COUNTS} FROM owner_events e
     WHERE ($1::text IS NULL OR e.status = $1) AND ($2::timestamptz IS NULL OR (e.starts_at, e.id) < ($2, $3))
     ORDER BY e.starts_at DESC, e.id DESC LIMIT $4`,
    [query.status ?? null, before, id ?? null, query.limit + 1],
  );
  return toPage(rows.map(toEventView), {
    limit: query.limit,
    cursorOf: (event) => [event.startsAt.toISOString(), event.id],
    toItem: (event) => event,
  });
}

async function find(sql: Sql, given: string): Promise<EventView | undefined> {
  const { column, value } = namedBy(given);
  const { rows } = await sql.query(
    `SELECT ${EVENT_COLUMNS}, ${COUNTS} FROM owner_events e WHERE ${column} = $1`,
    [value],
  );
  return rows[0] === undefined ? undefined : toEventView(rows[0]);
}

/** Numbers are short, for people type them: counted up under a lock. */
async function create(
  sql: Sql,
  {
    input,
    actor,
    now,
  }: { readonly input: OwnerEventInput; readonly actor: Actor; readonly now: Date },
  random: Random,
): Promise<EventView> {
  await sql.query("SELECT pg_advisory_xact_lock(hashtextextended('owner_event_no', 0))");
  const id = newId('ownerEvent', random);
  const { rows } = await sql.query<{ event_no: string }>(
    `INSERT INTO owner_events (id, event_no, title, description, city, place, starts_at, ends_at, sign_up_until,
       capacity, waiting_max, questionnaire_code, created_by, created_at, updated_at)
     SELECT $1, 'E' || 1 + COALESCE(max(substr(event_no, 2)::int), 0), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
       $13, $13 FROM owner_events RETURNING event_no`,
    [id, ...eventValues(input), actor.id, now],
  );
  const subject = { subjectKind: 'owner_event', subjectId: rows[0]?.event_no ?? id };
  await insertAudit(sql, [{ actor, action: 'owner_event.created', ...subject }], now);
  const event = await find(sql, id);
  if (event === undefined) throw new Error('an event disappeared');
  return event;
}

async function listSignUps(
  sql: Sql,
  given: string,
  query: PageRequest & { readonly status?: SignUpStatus | undefined },
): Promise<Page<SignUpView> | undefined> {
  const event = await find(sql, given);
  if (event === undefined) return undefined;
  const [after] = decodeCursor(query.cursor, 1) ?? [];
  const { rows } = await sql.query(
    `${SELECT_SIGN_UPS} WHERE s.event_id = $1 AND ($2::text IS NULL OR s.status = $2)
       AND s.number > $3 ORDER BY s.number LIMIT $4`,
    [event.id, query.status ?? null, Number(after ?? 0) || 0, query.limit + 1],
  );
  return toPage(rows.map(toSignUpView), {
    limit: query.limit,
    cursorOf: ({ number }) => [String(number)],
    toItem: (one) => one,
  });
}
