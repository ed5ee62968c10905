import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ComplaintAct, ComplaintActor } from '../../../src/domain/complaint/acts.ts';
import type { ComplaintNews, ComplaintTold } from '../../../src/domain/complaint/news.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeLog } from '../../../src/lib/log.ts';
import { makeFollowUp } from '../../../src/store/clocks/follow-up.ts';
import { makeComplaintDesk } from '../../../src/store/complaints/complaint-desk.ts';
import type { Sql } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  emptyClocks,
  hours,
  insertPeople,
  Now,
  openCase,
  readNotices,
  START,
} from './clock-world.ts';

let db: TestDatabase;
let said: ComplaintTold[];
let heard: string[];
const now = new Now();
beforeAll(async () => {
  db = await startTestDatabase();
  await insertPeople(db.pool);
});
beforeEach(async () => {
  now.at = START;
  said = [];
  heard = [];
  await emptyClocks(db.pool);
  await openCase(db.pool, { no: '1' });
  await db.pool.query(`
    INSERT INTO channel_identities (id, channel_account, external_user_id, level, created_at)
      VALUES ('idn_1', 'web', 'u1', 0, now()) ON CONFLICT DO NOTHING;
    INSERT INTO conversations (id, channel_account, identity_id, last_message_at, created_at)
      VALUES ('con_1', 'web', 'idn_1', now(), now()) ON CONFLICT DO NOTHING;
    UPDATE complaints SET conversation_id = 'con_1'`);
});
afterAll(() => db.stop());

const news: ComplaintNews<Sql> = {
  tell: async (_, told) => {
    said.push(told);
    return { seq: said.length };
  },
  publish: (ids) => {
    heard.push(...ids);
  },
};
const deps = () => ({
  pool: db.pool,
  clock: now.clock,
  random: systemRandom,
  log: makeLog({ level: 'silent' }),
  remediesOf: () => 'ways to go on',
  news,
  publishDesk: () => undefined,
});
const HANDLER: ComplaintActor = { kind: 'agent', id: 'agt_handler', name: 'H', isLead: false };
const LEAD: ComplaintActor = { kind: 'agent', id: 'agt_lead', name: 'L', isLead: true };
const CUSTOMER: ComplaintActor = { kind: 'customer', id: 'idn_1' };

async function act(one: ComplaintAct, by = HANDLER): Promise<void> {
  const result = await makeComplaintDesk(deps()).act('1', one, { by });
  expect(result.kind, JSON.stringify(result)).toBe('done');
}
const tendAt = (moment: Date): Promise<number> => {
  now.at = moment;
  return makeFollowUp(deps())();
};
async function read() {
  const { rows } = await db.pool.query<{
    status: string;
    rating_asked_at: Date | null;
    lines: string[];
  }>(
    `SELECT status, rating_asked_at, ARRAY(SELECT kind FROM complaint_events e WHERE e.complaint_id = c.id
       ORDER BY seq) AS lines FROM complaints c`,
  );
  return rows[0];
}
const notice = { findings: 'f', decision: 'd', basis: 'b', channel: 'chat' } as const;

async function propose(): Promise<void> {
  await act({ name: 'contact', channel: 'chat', summary: 's', nextAt: hours(24) });
  await act({ name: 'propose', notice });
}

describe('a plan', () => {
  it('stands when nobody answers it for three days, and its customer is told', async () => {
    await propose();
    expect(await tendAt(hours(71))).toBe(0);
    expect(await tendAt(hours(72))).toBe(1);
    expect((await read())?.status).toBe('NO_REPLY');
    expect(said.at(-1)?.what.name).toBe('expire');
    expect(heard.at(-1)).toBe('con_1');
    expect(await tendAt(hours(80))).toBe(0);
  });

  it('that was answered stays answered', async () => {
    await propose();
    await act({ name: 'confirm' }, CUSTOMER);
    expect(await tendAt(hours(100))).toBe(0);
  });
});

describe('a customer whom we wait for', () => {
  async function wait(): Promise<void> {
    await act({ name: 'contact', channel: 'chat', summary: 's', nextAt: hours(24) });
    await act({ name: 'pause', reason: 'waiting_customer', request: 'a photo' });
  }

  it('is reminded once after five days, and the handler hears of it', async () => {
    await wait();
    expect(await tendAt(hours(119))).toBe(0);
    expect(await tendAt(hours(120))).toBe(1);
    expect(await tendAt(hours(240))).toBe(0);
    expect(said.filter(({ what }) => what.name === 'remind')).toHaveLength(1);
    expect((await readNotices(db.pool)).filter(({ kind }) => kind === 'waiting')).toEqual([
      { agent_id: 'agt_handler', kind: 'waiting', data: { role: 'handler' } },
    ]);
  });

  it('is reminded again of another wait', async () => {
    await wait();
    await tendAt(hours(120));
    now.at = hours(121);
    await act({ name: 'resume' });
    await act({ name: 'pause', reason: 'waiting_customer', request: 'another photo' });
    expect(await tendAt(hours(240))).toBe(0);
    expect(await tendAt(hours(241))).toBe(1);
  });
});

describe('a closed complaint', () => {
  async function close(): Promise<void> {
    await propose();
    await act({ name: 'confirm' }, CUSTOMER);
    await act({
      name: 'close',
      rootCause: {
        code: 'process',
        department: 'claims',
        action: 'call back',
        ownerId: 'agt_handler',
        dueOn: '2026-07-01',
      },
    });
  }

  it('has its customer asked once, a day later, by day', async () => {
    await close();
    expect(await tendAt(hours(23))).toBe(0);
    expect(await tendAt(hours(24))).toBe(1);
    expect(await tendAt(hours(30))).toBe(0);
    expect(said.filter(({ what }) => what.name === 'ask_rating')).toHaveLength(1);
    expect(await read()).toMatchObject({ rating_asked_at: hours(24) });
    expect((await read())?.lines.at(-1)).toBe('ask_rating');
  });

  it('is asked about on the phone by a lead who did not handle it, where nobody chats', async () => {
    await close();
    await db.pool.query('UPDATE complaints SET conversation_id = NULL');
    expect(await tendAt(hours(24))).toBe(1);
    expect(await tendAt(hours(30))).toBe(0);
    expect(said.filter(({ what }) => what.name === 'ask_rating')).toEqual([]);
    const calls = (await readNotices(db.pool)).filter(({ kind }) => kind === 'rating_call');
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.map(({ agent_id }) => agent_id)).not.toContain('agt_handler');
    await act({ name: 'rate', score: 4, solved: 'solved' }, LEAD);
  });

  it('is not asked about at night, nor after three days', async () => {
    await close();
    // Noon and eleven hours: eleven at night.
    expect(await tendAt(hours(35))).toBe(0);
    expect(await tendAt(hours(45))).toBe(1);
    await db.pool.query('UPDATE complaints SET rating_asked_at = NULL');
    expect(await tendAt(hours(73))).toBe(0);
  });
});

it('is done once however many workers look', async () => {
  await propose();
  now.at = hours(72);
  const tended = await Promise.all(Array.from({ length: 5 }, () => makeFollowUp(deps())()));
  expect(tended.sort()).toEqual([0, 0, 0, 0, 1]);
  expect((await read())?.lines.filter((line) => line === 'expire')).toHaveLength(1);
});

it('leaves nothing of a reminder that could not be said', async () => {
  await propose();
  now.at = hours(72);
  const broken = { ...news, tell: () => Promise.reject(new Error('no')) };
  expect(await makeFollowUp({ ...deps(), news: broken })()).toBe(0);
  expect((await read())?.status).toBe('PROPOSED');
});
