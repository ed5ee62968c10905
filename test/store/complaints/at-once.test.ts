import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  CUSTOMER,
  contact,
  HE,
  notice,
  openWorld,
  QIAN,
  WAN,
  type World,
  ZOU,
} from './desk-world.ts';

let db: TestDatabase;
let world: World;

beforeAll(async () => {
  db = await startTestDatabase();
  world = await openWorld(db);
});
afterAll(() => db.stop());
const rowOf = async (no: string) =>
  (await db.pool.query('SELECT * FROM complaints WHERE complaint_no = $1', [no])).rows[0];
const eventsOf = async (no: string) =>
  (
    await db.pool.query(
      `SELECT e.* FROM complaint_events e JOIN complaints c ON c.id = e.complaint_id
       WHERE c.complaint_no = $1 ORDER BY seq`,
      [no],
    )
  ).rows;
/** Assigned to 何晓彤 and fed back. */
async function inHand(input = {}): Promise<string> {
  const no = await world.file(input);
  await world.does(no, { name: 'assign', handlerId: 'agt_he' }, QIAN);
  await world.does(no, contact(), HE);
  return no;
}

describe('several people at once', () => {
  it('one decides, and the 49 others are refused by name', async () => {
    const no = await inHand();
    const results = await Promise.all(
      Array.from({ length: 50 }, () => world.act(no, { name: 'decide', notice: notice() }, QIAN)),
    );
    const kinds = results.map((one) => (one.kind === 'refused' ? one.why : one.kind));
    expect(kinds.filter((kind) => kind === 'done')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'illegal_move')).toHaveLength(49);
    expect((await eventsOf(no)).filter(({ kind }) => kind === 'decide')).toHaveLength(1);
    expect((await rowOf(no)).last_seq).toBe((await eventsOf(no)).length);
  });

  it('two who merge two complaints into each other do not wait in a ring', async () => {
    const first = await world.file({ customerNo: 'C1', claimNo: 'CL1' });
    world.clock.advance(1_000);
    const second = await world.file({ customerNo: 'C1', claimNo: 'CL1' });
    const results = await Promise.all([
      world.act(first, { name: 'merge', intoNo: second }, QIAN),
      world.act(second, { name: 'merge', intoNo: first }, WAN),
    ]);
    // Whoever was first, the later one goes into the earlier, and never the other way round.
    expect(results).toMatchObject([{ kind: 'refused' }, { kind: 'done' }]);
  });

  it('what breaks in the middle leaves nothing half done', async () => {
    const no = await inHand({ conversationId: 'con_chen' });
    const before = [await rowOf(no), await eventsOf(no)];
    await db.pool.query(`CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'broken on purpose'; END $$`);
    await db.pool.query(
      'CREATE TRIGGER broken BEFORE INSERT ON desk_notices FOR EACH ROW EXECUTE FUNCTION broken()',
    );
    try {
      await expect(world.act(no, { name: 'withdraw' }, CUSTOMER)).rejects.toThrow('broken on');
    } finally {
      await db.pool.query('DROP TRIGGER broken ON desk_notices');
    }
    expect([await rowOf(no), await eventsOf(no)]).toEqual(before);
    expect(world.events.filter((event) => event.kind === 'notice')).not.toContainEqual({
      kind: 'notice',
      agentId: 'agt_zou',
    });
    await world.does(no, { name: 'withdraw' }, CUSTOMER);
  });
});

describe('finding a handler', () => {
  it('takes who has the skill and the least to do, and never who is excluded', async () => {
    const no = await world.file({ claimNo: 'CL1', customerNo: 'C1' });
    const open = await db.pool.query(
      `SELECT count(*) FILTER (WHERE handler_id = 'agt_he')::int AS he FROM complaints WHERE status <> 'CLOSED'`,
    );
    expect(open.rows[0].he).toBeGreaterThan(0);
    expect(await world.desk.findHandler(no)).toBe('agt_zou');
    const candidates = (await world.store.candidates(no)) ?? [];
    expect(candidates.map(({ id }) => id).slice(0, 2)).toEqual(['agt_zou', 'agt_he']);
    expect(candidates.map(({ id }) => id)).not.toContain('agt_gone');
    expect(await world.desk.findHandler('TS20260611999999')).toBeUndefined();
  });

  it('finds nobody when everybody who could is complained about', async () => {
    const no = await world.file({
      respondents: ['agt_he', 'agt_zou', 'agt_qian', 'agt_wan'].map((id) => ({
        kind: 'agent',
        id,
        name: id,
      })),
    });
    expect(await world.desk.findHandler(no)).toBeUndefined();
    expect((await world.store.candidates(no))?.every(({ isExcluded }) => isExcluded)).toBe(true);
  });

  it('leaves what nobody has to whoever takes it', async () => {
    const no = await world.file();
    await world.does(no, { name: 'assign', handlerId: 'agt_zou' }, ZOU);
    expect(await world.act(no, { name: 'assign', handlerId: 'agt_he' }, HE)).toMatchObject({
      kind: 'refused',
      why: 'not_handler',
    });
  });
});
