import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  emptyClocks,
  FEEDBACK_ONLY,
  hours,
  insertPeople,
  makeLook,
  type NewCase,
  Now,
  openCase,
  readNotices,
  readTold,
  START,
} from './clock-world.ts';

let db: TestDatabase;
const now = new Now();
beforeAll(async () => {
  db = await startTestDatabase();
  await insertPeople(db.pool);
});
beforeEach(async () => {
  now.at = START;
  await emptyClocks(db.pool);
});
afterAll(() => db.stop());

const CLOCK = 'cmp_1:first_feedback:1';

const open = (given: Partial<NewCase> = {}): Promise<string> =>
  openCase(db.pool, { no: '1', targets: FEEDBACK_ONLY, ...given });

describe('whom the watch tells', () => {
  it.each([
    [
      'whoever leads the complaint',
      { supervisorId: 'agt_other_lead' },
      ['agt_handler', 'agt_other_lead'],
    ],
    ['the lead of the handler’s team', {}, ['agt_handler', 'agt_lead']],
    ['all leads when nobody handles it', { handlerId: null }, ['agt_lead', 'agt_other_lead']],
    [
      'all leads when the handler has left',
      { handlerId: 'agt_gone' },
      ['agt_lead', 'agt_other_lead'],
    ],
    ['never whom it is about', { excludedIds: ['agt_handler', 'agt_lead'] }, ['agt_other_lead']],
    [
      'a manager when every lead is out of it',
      { excludedIds: ['agt_lead', 'agt_other_lead'] },
      ['agt_handler', 'agt_manager'],
    ],
  ])('is %s', async (_, given, expected) => {
    await open(given);
    await makeLook(db.pool, now).at(hours(48.1));
    const { rows } = await db.pool.query<{ agent_id: string }>(
      'SELECT DISTINCT agent_id FROM clock_notices WHERE level = 2 ORDER BY agent_id',
    );
    expect(rows.map(({ agent_id }) => agent_id)).toEqual(expected);
  });

  it('is the leads at half time when nobody handles it', async () => {
    await open({ handlerId: null });
    await makeLook(db.pool, now).at(hours(25));
    expect(await readTold(db.pool)).toEqual([`${CLOCK} 0 agt_lead`, `${CLOCK} 0 agt_other_lead`]);
  });

  it('is whoever has the skill of a manager, instead of the administrators', async () => {
    await db.pool.query(
      `UPDATE agents SET skills = '["complaint", "manager"]' WHERE id = 'agt_other_lead'`,
    );
    await open();
    await makeLook(db.pool, now).at(hours(72.1));
    expect(await readTold(db.pool)).toContain(`${CLOCK} 3 agt_other_lead`);
    expect(await readTold(db.pool)).not.toContain(`${CLOCK} 3 agt_manager`);
  });
});

describe('digests', () => {
  it('gather what is more than six warnings to one person within an hour', async () => {
    for (let n = 1; n <= 9; n += 1) await open({ no: String(n) });
    const look = makeLook(db.pool, now);
    await look.at(hours(24.1));
    const first = await readNotices(db.pool);
    expect(first.filter(({ kind }) => kind === 'clock')).toHaveLength(6);
    const digest = first.find(({ kind }) => kind === 'digest');
    expect(digest?.data).toEqual({ count: 3, complaintNos: ['7', '8', '9'] });
    expect(await readTold(db.pool)).toHaveLength(9);
  });

  it('go on growing for an hour, unread again, and then single warnings come anew', async () => {
    for (let n = 1; n <= 8; n += 1) await open({ no: String(n) });
    await open({ no: '9', at: hours(0.5) });
    await open({ no: 'A', at: hours(2) });
    const look = makeLook(db.pool, now);
    await look.at(hours(24.1));
    await db.pool.query('UPDATE desk_notices SET read_at = now()');
    await look.at(hours(24.6));
    const { rows } = await db.pool.query(
      `SELECT data, read_at FROM desk_notices WHERE kind = 'digest'`,
    );
    expect(rows).toEqual([{ data: { count: 3, complaintNos: ['7', '8', '9'] }, read_at: null }]);
    await look.at(hours(26.1));
    expect((await readNotices(db.pool)).filter(({ kind }) => kind === 'clock')).toHaveLength(7);
  });

  it('leave the gravest to be told one by one', async () => {
    for (let n = 1; n <= 7; n += 1) await open({ no: String(n), at: hours(24.05) });
    await open({ no: '9' });
    await makeLook(db.pool, now).at(hours(48.1));
    const own = (await readNotices(db.pool)).filter(({ agent_id }) => agent_id === 'agt_handler');
    expect(own.filter(({ kind }) => kind === 'clock').map(({ data }) => data['level'])).toContain(
      2,
    );
  });
});

describe('many watchers', () => {
  it('tell everybody everything once', async () => {
    for (let n = 1; n <= 150; n += 1) {
      await open({ no: String(n), handlerId: n % 2 === 0 ? 'agt_handler' : null });
    }
    const looks = Array.from({ length: 6 }, () => makeLook(db.pool, now));
    for (const moment of [hours(24.1), hours(38.5), hours(48.1), hours(72.1)]) {
      for (let round = 0; round < 3; round += 1) {
        await Promise.all(looks.map((look) => look.at(moment)));
      }
    }
    const { rows } = await db.pool.query<{ told: number; counted: number; breaches: number }>(
      `SELECT (SELECT count(*)::int FROM clock_notices) AS told,
         (SELECT count(*) FILTER (WHERE kind = 'clock')::int + COALESCE(sum((data->>'count')::int), 0)::int
           FROM desk_notices) AS counted,
         (SELECT count(*)::int FROM clock_breaches) AS breaches`,
    );
    // With a handler: 1 + 1 + 2 + 3; without: 2 + 2 + 2 + 3.
    expect(rows[0]).toEqual({ told: 75 * 7 + 75 * 9, counted: 75 * 7 + 75 * 9, breaches: 150 });
  });
});
