import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findWhereToTell } from '../../../src/store/complaints/find-where-to-tell.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { contact, HE, notice, openWorld, QIAN, type World } from './desk-world.ts';

let db: TestDatabase;
let world: World;

beforeAll(async () => {
  db = await startTestDatabase();
  world = await openWorld(db);
  await db.pool.query(`
    INSERT INTO channel_identities (id, channel_account, external_user_id, level, customer_id, subject_kind, created_at)
      VALUES ('idn_phone', 'wechat', 'u3', 1, 'cus_chen', 'customer', now()),
        ('idn_unproved', 'wechat', 'u4', 0, 'cus_chen', 'customer', now()),
        ('idn_reporter', 'wechat', 'u5', 1, 'cus_chen', 'reporter', now()),
        ('idn_lin', 'web', 'u6', 1, 'cus_lin', 'customer', now());
    INSERT INTO conversations (id, channel_account, identity_id, last_message_at, created_at) VALUES
      ('con_later', 'web', 'idn_new', '2026-06-01', now()),
      ('con_phone', 'wechat', 'idn_phone', '2026-06-01', now()),
      ('con_unproved', 'wechat', 'idn_unproved', '2026-06-01', now()),
      ('con_reporter', 'wechat', 'idn_reporter', '2026-06-01', now()),
      ('con_lin', 'web', 'idn_lin', '2026-06-01', now())`);
});
afterAll(() => db.stop());

/** When they wrote in each conversation, as hours of the day; `over`: those that have ended. */
async function wrote(hours: Record<string, number>, over: readonly string[] = []) {
  await db.pool.query('UPDATE conversations SET last_inbound_at = NULL, ended_at = NULL');
  for (const [id, hour] of Object.entries(hours)) {
    await db.pool.query('UPDATE conversations SET last_inbound_at = $2 WHERE id = $1', [
      id,
      new Date(Date.UTC(2026, 5, 10, hour)),
    ]);
  }
  await db.pool.query('UPDATE conversations SET ended_at = now() WHERE id = ANY($1)', [over]);
}

const others = { con_unproved: 20, con_reporter: 21, con_lin: 22 };

describe('where a customer is told', () => {
  let known: string;
  let unknown: string;
  beforeEach(async () => {
    await wrote({});
    known = await world.file({ conversationId: 'con_chen', source: 'web' });
    unknown = await world.file({ conversationId: 'con_new', source: 'web' });
  });

  it('is where they complained', async () => {
    await wrote({ con_chen: 9, con_phone: 8, ...others });
    expect(await findWhereToTell(db.pool, known)).toBe('con_chen');
  });

  it('is where the proved customer wrote last', async () => {
    await wrote({ con_chen: 8, con_phone: 9, ...others });
    expect(await findWhereToTell(db.pool, known)).toBe('con_phone');
  });

  it('is not a channel that they have left, while they are on another', async () => {
    await wrote({ con_chen: 8, con_phone: 9, ...others });
    const leave = (why: string | null) =>
      db.pool.query("UPDATE channel_identities SET unreachable = $1 WHERE id = 'idn_phone'", [why]);
    await leave('unsubscribed');
    expect(await findWhereToTell(db.pool, known)).toBe('con_chen');
    await leave(null);
    expect(await findWhereToTell(db.pool, known)).toBe('con_phone');
  });

  it('stays there for somebody who has proved nothing, wherever else they write', async () => {
    await wrote({ con_new: 8, con_later: 9, ...others });
    expect(await findWhereToTell(db.pool, unknown)).toBe('con_new');
  });

  it('is another of the same chat identity when that one has ended, and of nobody else', async () => {
    await wrote({ con_new: 9, con_later: 8, ...others }, ['con_new']);
    expect(await findWhereToTell(db.pool, unknown)).toBe('con_later');
    await wrote(others, ['con_new', 'con_later']);
    expect(await findWhereToTell(db.pool, unknown)).toBeUndefined();
  });

  it('is nowhere for one that came by phone', async () => {
    await wrote({ con_chen: 9 });
    const no = await world.file({ customerNo: 'C1' });
    expect(await findWhereToTell(db.pool, no)).toBeUndefined();
  });
});

describe('news that follow', () => {
  it('reach the customer where they write now, which is also the proof of the notice', async () => {
    await wrote({ con_chen: 8, con_phone: 9 });
    const no = await world.file({ conversationId: 'con_chen', source: 'web' });
    await world.does(no, { name: 'assign', handlerId: HE.id }, QIAN);
    await world.does(no, contact(), HE);
    await world.does(no, { name: 'propose', notice: notice('chat') }, HE);
    expect(world.told.at(-1)).toMatchObject({
      conversationId: 'con_phone',
      what: { name: 'propose' },
    });
    expect(world.grew.at(-1)).toBe('con_phone');
    const { rows } = await db.pool.query(
      `SELECT split_part(notice->>'proof', '#', 1) AS told_in, conversation_id FROM complaints WHERE complaint_no = $1`,
      [no],
    );
    expect(rows).toEqual([{ told_in: 'con_phone', conversation_id: 'con_chen' }]);
  });

  it('cannot be told in a chat that is over', async () => {
    await wrote({ con_new: 8 });
    const no = await world.file({ conversationId: 'con_new', source: 'web' });
    await wrote({}, ['con_new', 'con_later']);
    await world.does(no, { name: 'assign', handlerId: HE.id }, QIAN);
    const told = {
      name: 'contact',
      channel: 'chat',
      summary: '已了解',
      nextAt: new Date('2026-06-12T07:00:00Z'),
    };
    expect(await world.act(no, { ...told, name: 'contact', channel: 'chat' }, HE)).toEqual({
      kind: 'unknown',
      field: 'channel',
    });
  });
});
