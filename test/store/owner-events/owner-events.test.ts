import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../src/lib/clock.ts';
import {
  ADMIN,
  EVENT_INPUT,
  type EventDesk,
  publishedEvent,
  startEventDesk,
} from '../../support/event-desk.ts';

let desk: EventDesk;
beforeAll(async () => {
  desk = await startEventDesk();
  await desk.db.pool.query(
    `INSERT INTO questionnaires (id, code, version, status, purpose, title, content, created_by, created_at)
     VALUES ('qst_event', 'EVENT', 1, 'published', 'EVENT', 'q', '{}', 'x', now())`,
  );
});
afterAll(() => desk.stop());

const signUp = (eventNo: string, n: number) =>
  desk.admin.ownerEvents.signUp(eventNo, { customerNo: `C${n}` }, ADMIN);

async function people(eventNo: string): Promise<readonly string[]> {
  const page = await desk.admin.ownerEvents.listSignUps(eventNo, { limit: 200 });
  return (page?.items ?? []).map(({ customerNo, status }) => `${customerNo} ${status}`);
}

async function pushes(eventNo: string): Promise<readonly string[]> {
  const { rows } = await desk.db.pool.query(
    `SELECT split_part(occasion_key, ':', 1) AS what, customer_id, status FROM outreach_deliveries
     WHERE occasion_key LIKE '%' || $1 || '%' OR occasion_key IN (SELECT 'event_promoted:' || s.id
       FROM event_sign_ups s JOIN owner_events e ON e.id = s.event_id WHERE e.event_no = $1) ORDER BY id`,
    [eventNo],
  );
  return rows.map((row) => `${row.what} ${row.customer_id} ${row.status}`);
}

async function ticketOf(eventNo: string, n: number): Promise<string> {
  const { rows } = await desk.db.pool.query(
    `SELECT s.ticket FROM event_sign_ups s JOIN owner_events e ON e.id = s.event_id
     WHERE e.event_no = $1 AND s.customer_id = $2`,
    [eventNo, `cus_${n}`],
  );
  return String(rows[0]?.ticket);
}

async function signUpIdOf(eventNo: string, n: number): Promise<string> {
  const page = await desk.admin.ownerEvents.listSignUps(eventNo, { limit: 200 });
  return page?.items.find(({ customerNo }) => customerNo === `C${n}`)?.id ?? '';
}

const cancel = async (eventNo: string, n: number) =>
  desk.admin.ownerEvents.cancelSignUp(eventNo, await signUpIdOf(eventNo, n), ADMIN);

describe('fifty people race for five places and three in the line', () => {
  it('five come, three wait in the order in which they came, the rest are told that it is full', async () => {
    const eventNo = await publishedEvent(desk);
    const all = await Promise.all(Array.from({ length: 50 }, (_, i) => signUp(eventNo, i + 1)));
    const kinds = all.map((one) => (one.kind === 'done' ? one.signUp.status : one.kind));
    expect(kinds.filter((kind) => kind === 'signed_up')).toHaveLength(5);
    expect(kinds.filter((kind) => kind === 'waiting')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'refused')).toHaveLength(42);
    const listed = await desk.admin.ownerEvents.listSignUps(eventNo, { limit: 200 });
    expect(listed?.items.map(({ number, status }) => [number, status])).toEqual([
      ...[1, 2, 3, 4, 5].map((number) => [number, 'signed_up']),
      ...[6, 7, 8].map((number) => [number, 'waiting']),
    ]);
    expect((await desk.admin.ownerEvents.find(eventNo))?.counts).toMatchObject({
      signed_up: 5,
      waiting: 3,
    });
  });

  it('one person who taps fifty times has one place', async () => {
    const eventNo = await publishedEvent(desk);
    const all = await Promise.all(Array.from({ length: 50 }, () => signUp(eventNo, 1)));
    expect(all.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(await people(eventNo)).toEqual(['C1 signed_up']);
  });
});

describe('a place that is given back', () => {
  it('goes to whoever waits first, who is told; and whoever comes back waits last', async () => {
    const eventNo = await publishedEvent(desk, { capacity: 1 });
    for (const n of [1, 2, 3]) await signUp(eventNo, n);
    const done = await cancel(eventNo, 1);
    expect(done).toMatchObject({ kind: 'done', signUp: { status: 'cancelled' } });
    expect(await people(eventNo)).toEqual(['C1 cancelled', 'C2 signed_up', 'C3 waiting']);
    expect(await pushes(eventNo)).toEqual(['event_promoted cus_2 planned']);
    expect(await cancel(eventNo, 1)).toMatchObject({ kind: 'done' });
    await signUp(eventNo, 1);
    expect(await people(eventNo)).toEqual(['C2 signed_up', 'C3 waiting', 'C1 waiting']);
    await cancel(eventNo, 2);
    expect(await people(eventNo)).toEqual(['C2 cancelled', 'C3 signed_up', 'C1 waiting']);
    expect(await pushes(eventNo)).toEqual([
      'event_promoted cus_2 suppressed',
      'event_promoted cus_3 planned',
    ]);
  });

  it('by many at once fills each place once', async () => {
    const eventNo = await publishedEvent(desk, { waitingMax: 40 });
    for (let n = 1; n <= 30; n += 1) await signUp(eventNo, n);
    await Promise.all([1, 2, 3, 4, 5].map((n) => cancel(eventNo, n)));
    expect((await people(eventNo)).slice(0, 12)).toEqual([
      ...[1, 2, 3, 4, 5].map((n) => `C${n} cancelled`),
      ...[6, 7, 8, 9, 10].map((n) => `C${n} signed_up`),
      'C11 waiting',
      'C12 waiting',
    ]);
  });
});

describe('an event that is changed', () => {
  it('gives more places to whoever waits, and tells of another place', async () => {
    const eventNo = await publishedEvent(desk, { capacity: 1 });
    for (const n of [1, 2]) await signUp(eventNo, n);
    const input = { ...EVENT_INPUT, capacity: 2, place: '中心书城' };
    const changed = await desk.admin.ownerEvents.change(eventNo, input, ADMIN);
    expect(changed).toMatchObject({ kind: 'changed', event: { place: '中心书城' } });
    expect(await people(eventNo)).toEqual(['C1 signed_up', 'C2 signed_up']);
    expect(await pushes(eventNo)).toEqual([
      'event_changed cus_1 planned',
      'event_changed cus_2 planned',
      'event_promoted cus_2 planned',
    ]);
    const less = await desk.admin.ownerEvents.change(eventNo, { ...input, capacity: 1 }, ADMIN);
    expect(less).toEqual({ kind: 'too_small', taken: 2 });
  });

  it('is called off once, and everybody on its lists is told once', async () => {
    const eventNo = await publishedEvent(desk, { capacity: 1 });
    for (const n of [1, 2, 3]) await signUp(eventNo, n);
    await cancel(eventNo, 3);
    const done = await desk.admin.ownerEvents.cancel(eventNo, '台风', ADMIN);
    expect(done).toMatchObject({ kind: 'changed', event: { status: 'cancelled' } });
    expect(await desk.admin.ownerEvents.cancel(eventNo, '台风', ADMIN)).toEqual({
      kind: 'refused',
      status: 'cancelled',
    });
    expect(await pushes(eventNo)).toEqual([
      'event_cancelled cus_1 planned',
      'event_cancelled cus_2 planned',
    ]);
  });
});

describe('the day of an event', () => {
  it('reminds once the day before, lets in once, finishes by itself and asks whoever came', async () => {
    const eventNo = await publishedEvent(desk);
    for (const n of [1, 2, 3]) await signUp(eventNo, n);
    await cancel(eventNo, 3);
    const { clock } = desk;
    const until = (time: Date) => clock.advance(time.getTime() - clock.now().getTime());
    until(new Date('2026-06-19T01:59:00Z'));
    await desk.tick(clock.now());
    expect(await pushes(eventNo)).toEqual([]);
    until(new Date('2026-06-19T02:00:00Z'));
    await Promise.all([desk.tick(clock.now()), desk.tick(clock.now())]);
    await desk.tick(clock.now());
    expect([...(await pushes(eventNo))].sort()).toEqual([
      'event_reminder cus_1 planned',
      'event_reminder cus_2 planned',
    ]);
    // Signed up on the day before, after the reminders: told of the day by signing up.
    clock.advance(HOUR_MS);
    await signUp(eventNo, 4);
    await desk.tick(clock.now());
    expect(await pushes(eventNo)).toHaveLength(2);

    const ticket = await ticketOf(eventNo, 1);
    const checkIn = () => desk.admin.ownerEvents.checkIn(eventNo, ticket, ADMIN);
    expect(await checkIn()).toMatchObject({ kind: 'refused', reason: 'too_early' });
    until(new Date('2026-06-20T05:00:00Z'));
    const twice = await Promise.all([checkIn(), checkIn()]);
    expect(twice.map(({ kind }) => kind).sort()).toEqual(['already', 'checked_in']);
    const other = await publishedEvent(desk, {
      startsAt: new Date('2026-06-20T06:00:00Z'),
      signUpUntil: new Date('2026-06-20T05:30:00Z'),
    });
    const wrong = await desk.admin.ownerEvents.checkIn(other, ticket, ADMIN);
    expect(wrong).toEqual({ kind: 'not_found', what: 'ticket' });

    const theirs = await ticketOf(eventNo, 2);
    const shown = await desk.admin.ownerEvents.doorCode(eventNo);
    expect(await desk.tickets.checkIn(theirs, '000000')).toEqual({ kind: 'wrong_code' });
    expect(await desk.tickets.checkIn(theirs, shown?.code ?? '')).toMatchObject({
      kind: 'checked_in',
    });
    expect(await desk.tickets.find(theirs)).toMatchObject({ name: '陈*', status: 'checked_in' });
    expect(await desk.tickets.find('nobodysticketnobodys')).toBeUndefined();

    until(new Date('2026-06-20T08:59:00Z'));
    await desk.tick(clock.now());
    expect((await desk.admin.ownerEvents.find(eventNo))?.status).toBe('published');
    until(new Date('2026-06-20T09:00:00Z'));
    await desk.tick(clock.now());
    await desk.tick(clock.now());
    expect(await people(eventNo)).toEqual([
      'C1 checked_in',
      'C2 checked_in',
      'C3 cancelled',
      'C4 no_show',
    ]);
    const asked = desk.invited.filter(({ subject }) => subject.no === eventNo);
    expect(asked.map(({ customerId, eventKey }) => [customerId, eventKey]).sort()).toEqual([
      ['cus_1', `owner_event:${eventNo}:cus_1`],
      ['cus_2', `owner_event:${eventNo}:cus_2`],
    ]);
    expect(asked[0]?.dueUntil).toEqual(new Date(+EVENT_INPUT.endsAt + 3 * DAY_MS));
  });
});
