import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  CUSTOMER,
  contact,
  HE,
  HOUR_MS,
  notice,
  openWorld,
  QIAN,
  rootCause,
  WAN,
  WANG,
  type World,
} from './desk-world.ts';

let db: TestDatabase;
let world: World;

beforeAll(async () => {
  db = await startTestDatabase();
  world = await openWorld(db);
});
afterAll(() => db.stop());
beforeEach(() => {
  world.events.length = 0;
  world.told.length = 0;
  world.grew.length = 0;
});

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
const noticesOf = async (no: string) =>
  (
    await db.pool.query(
      'SELECT agent_id, kind, data FROM desk_notices WHERE complaint_no = $1 ORDER BY created_at, agent_id',
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

describe('an act', () => {
  it('leaves state, history, clocks, audit and a bell behind it, at once', async () => {
    const no = await world.file();
    await world.does(no, { name: 'assign', handlerId: 'agt_he', note: '请今天联系' }, QIAN);
    expect(await rowOf(no)).toMatchObject({ status: 'ASSIGNED', handler_id: 'agt_he' });
    const [, , assigned] = await eventsOf(no);
    expect(assigned).toMatchObject({
      seq: 3,
      kind: 'assign',
      from_status: 'REGISTERED',
      to_status: 'ASSIGNED',
      actor_id: 'agt_qian',
      actor_name: '钱文',
      data: { handlerId: 'agt_he', handlerName: '何晓彤', note: '请今天联系' },
    });
    expect(await noticesOf(no)).toMatchObject([{ agent_id: 'agt_he', kind: 'assigned' }]);
    expect(world.events).toContainEqual({ kind: 'complaint', complaintNo: no });
    expect(world.events).toContainEqual({ kind: 'notice', agentId: 'agt_he' });
    const audit = await db.pool.query(
      "SELECT action, actor_id FROM audit WHERE subject_id = $1 AND action = 'complaint.assigned'",
      [no],
    );
    expect(audit.rows).toEqual([{ action: 'complaint.assigned', actor_id: 'agt_qian' }]);
  });

  it('that is refused leaves everything as it was', async () => {
    const no = await world.file();
    const before = [await rowOf(no), await eventsOf(no)];
    expect(await world.act(no, { name: 'propose', notice: notice() }, QIAN)).toMatchObject({
      kind: 'refused',
      complaint: { status: 'REGISTERED' },
    });
    expect(await world.act(no, { name: 'assign', handlerId: 'agt_gone' }, QIAN)).toEqual({
      kind: 'unknown',
      field: 'handlerId',
    });
    expect(await world.act(no, { name: 'assign', handlerId: 'agt_shi' }, QIAN)).toEqual({
      kind: 'unknown',
      field: 'handlerId',
    });
    expect(await world.act('TS20260611999999', { name: 'note', text: '…' }, QIAN)).toEqual({
      kind: 'not_found',
    });
    expect([await rowOf(no), await eventsOf(no)]).toEqual(before);
    expect(world.events.filter(({ kind }) => kind === 'complaint')).toHaveLength(1);
  });

  it('meets the first feedback only by a person, and at the time that it happened', async () => {
    const no = await world.file();
    await world.does(no, { name: 'assign', handlerId: 'agt_he' }, QIAN);
    const at = world.clock.now();
    world.clock.advance(2 * HOUR_MS);
    await world.does(no, contact(new Date('2026-06-13T07:00:00Z')), HE, at);
    expect((await rowOf(no)).first_feedback_at).toEqual(at);
    const [, , , contacted] = await eventsOf(no);
    expect(contacted.occurred_at).toEqual(at);
    expect(contacted.recorded_at).toEqual(world.clock.now());
  });

  it('is not written down for tomorrow, for before the complaint, nor a month later', async () => {
    const no = await inHand({ receivedAt: new Date('2026-05-01T00:00:00Z') });
    const now = world.clock.now().getTime();
    const note = { name: 'note', text: '补记' } as const;
    const wrong = { kind: 'refused', why: 'wrong_time' };
    expect(await world.act(no, note, HE, new Date(now + 6_000))).toMatchObject(wrong);
    expect(await world.act(no, note, HE, new Date('2026-04-30T23:59:59Z'))).toMatchObject(wrong);
    expect(await world.act(no, note, HE, new Date(now - 31 * 24 * HOUR_MS))).toMatchObject(wrong);
    // A clock that runs a little ahead is no reason to refuse.
    expect(await world.act(no, note, HE, new Date(now + 4_000))).toMatchObject({ kind: 'done' });
  });
});

describe('one complaint from the first word to the last', () => {
  it('goes through a plan, a dispute, a decision by a lead, acceptance and closing', async () => {
    const no = await inHand({ conversationId: 'con_chen' });
    await world.does(
      no,
      { name: 'pause', reason: 'waiting_customer', request: '请发维修清单' },
      HE,
    );
    expect(await rowOf(no)).toMatchObject({ status: 'WAITING_CUSTOMER' });
    await world.does(
      no,
      { name: 'supplement', text: '清单在这里', evidenceIds: ['fil_1'] },
      CUSTOMER,
    );
    expect((await rowOf(no)).evidence_ids).toEqual(['fil_1']);
    await world.does(no, { name: 'propose', notice: notice('chat') }, HE);
    const proposed = await rowOf(no);
    expect(proposed.notice.proof).toMatch(/^con_chen#\d+$/);
    expect(proposed.notice.remedies).toBe('三十日内可以申请核查。');
    await world.does(no, { name: 'dispute', reason: '赔付还是少了' }, CUSTOMER);
    expect(await rowOf(no)).toMatchObject({ status: 'DISPUTED', escalation: 1, disputes: 1 });
    expect(await world.act(no, { name: 'decide', notice: notice() }, HE)).toMatchObject({
      kind: 'refused',
      why: 'needs_supervisor',
    });
    await world.does(no, { name: 'decide', notice: notice('chat') }, WAN);
    await world.does(no, { name: 'confirm' }, CUSTOMER);
    await world.does(no, { name: 'close', rootCause }, WAN);
    expect(await rowOf(no)).toMatchObject({
      status: 'CLOSED',
      answer: 'accepted',
      root_cause: rootCause,
      next_due_at: null,
    });
    const kinds = (await eventsOf(no)).map(({ kind }) => kind);
    expect(kinds.slice(-8)).toEqual([
      'contact',
      'pause',
      'supplement',
      'propose',
      'dispute',
      'decide',
      'confirm',
      'close',
    ]);
    expect(world.grew.every((id) => id === 'con_chen')).toBe(true);
    // Every line of it lies at or after the one before.
    const times = (await eventsOf(no)).map(({ occurred_at: at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('warns handler and lead of what the customer says, and nobody of their own deed', async () => {
    const no = await inHand({ conversationId: 'con_chen' });
    await world.does(no, { name: 'propose', notice: notice() }, HE);
    await world.does(no, { name: 'dispute', reason: '不同意' }, CUSTOMER);
    const told = (await noticesOf(no)).filter(({ kind }) => kind === 'answered');
    expect(told.map(({ agent_id: id }) => id)).toEqual(['agt_he', 'agt_qian']);
    await world.does(no, { name: 'escalate', reason: '金额超权限' }, QIAN);
    const escalated = (await noticesOf(no)).filter(({ data }) => data.act === 'escalate');
    expect(escalated.map(({ agent_id: id }) => id)).toEqual(['agt_he', 'agt_kong']);
  });

  it('tells those who lead what is graver than it was registered, as if it had been so at once', async () => {
    const no = await inHand();
    const graver = async (severity: 'S1' | 'S2' | 'S3') => {
      await world.does(no, { name: 'relabel', severity, reason: '涉及人伤' }, WAN);
      const told = (await noticesOf(no)).filter(({ data }) => data.act === 'relabel');
      return told.map(({ agent_id: id, data }) => [id, data.severity]);
    };
    expect(await graver('S2')).toEqual([['agt_qian', 'S2']]);
    expect(await graver('S2')).toHaveLength(1);
    expect((await graver('S1')).filter(([, severity]) => severity === 'S1')).toEqual([
      ['agt_kong', 'S1'],
      ['agt_qian', 'S1'],
    ]);
    expect(await graver('S2')).toHaveLength(3);
  });

  it('tells the customer where they complained, and of a complaint by phone nobody', async () => {
    const byChat = await inHand({ conversationId: 'con_chen' });
    expect(world.told.map(({ what, handlerName }) => [what.name, handlerName])).toEqual([
      ['assign', '何晓彤'],
      ['contact', '何晓彤'],
    ]);
    world.told.length = 0;
    const byPhone = await inHand();
    expect(world.told).toEqual([]);
    expect(await world.act(byPhone, { name: 'propose', notice: notice('chat') }, HE)).toEqual({
      kind: 'unknown',
      field: 'channel',
    });
    expect(await world.act(byChat, { name: 'propose', notice: notice('chat') }, HE)).toMatchObject({
      kind: 'done',
    });
  });

  it('takes evidence of its own chat only, and merges only into the same person’s', async () => {
    const no = await inHand({ conversationId: 'con_chen' });
    const foreign = { name: 'supplement', text: '…', evidenceIds: ['fil_2'] } as const;
    expect(await world.act(no, foreign, HE)).toEqual({ kind: 'unknown', field: 'evidenceIds' });
    const stranger = await world.file({ customerNo: 'C2' });
    expect(await world.act(stranger, { name: 'merge', intoNo: no }, QIAN)).toEqual({
      kind: 'unknown',
      field: 'intoNo',
    });
    world.clock.advance(1_000);
    const same = await world.file({ customerNo: 'C1' });
    await world.does(same, { name: 'merge', intoNo: no }, QIAN);
    expect(await rowOf(same)).toMatchObject({ status: 'MERGED', merged_into_no: no });
  });

  it('is withdrawn and over in the same act', async () => {
    const no = await inHand({ conversationId: 'con_chen' });
    await world.does(no, { name: 'withdraw' }, CUSTOMER);
    expect(await rowOf(no)).toMatchObject({ status: 'CLOSED', close_reason: 'withdrawn' });
    const open = await db.pool.query(
      `SELECT kind FROM complaint_clocks k JOIN complaints c ON c.id = k.complaint_id
       WHERE c.complaint_no = $1 AND k.done_at IS NULL AND k.ended_at IS NULL`,
      [no],
    );
    expect(open.rows).toEqual([]);
  });
});

describe('recusal', () => {
  it('keeps whoever handled the claim from the complaint about it, whoever assigns', async () => {
    const no = await world.file({ claimNo: 'RP1', customerNo: 'C1' });
    expect((await rowOf(no)).excluded_ids).toEqual(['agt_wang']);
    expect((await rowOf(no)).claim_no).toBe('CL1');
    expect(await world.act(no, { name: 'assign', handlerId: 'agt_wang' }, QIAN)).toMatchObject({
      kind: 'refused',
      why: 'recused',
    });
    expect(await world.act(no, { name: 'note', text: '我来解释' }, WANG)).toMatchObject({
      kind: 'refused',
      why: 'recused',
    });
  });

  it('never tells a lead who is complained about', async () => {
    const no = await world.file({
      matter: '钱文态度恶劣，我要打 12378',
      category: 'SERVICE.ATTITUDE',
      respondents: [{ kind: 'agent', id: 'agt_qian', name: '钱文' }],
    });
    expect((await rowOf(no)).severity).toBe('S2');
    const ids = (await noticesOf(no)).map(({ agent_id: id }) => id);
    expect(ids).toContain('agt_wan');
    expect(ids).not.toContain('agt_qian');
  });
});
