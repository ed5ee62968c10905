import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewComplaint } from '../../../src/domain/complaint/filed.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeApplyWrite } from '../../../src/store/apply-write.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { DAY_MS, HE, HOUR_MS, NOW, openWorld, QIAN, type World } from './desk-world.ts';

let db: TestDatabase;
let world: World;

beforeAll(async () => {
  db = await startTestDatabase();
  world = await openWorld(db);
});
afterAll(() => db.stop());

const rowOf = async (no: string) =>
  (await db.pool.query('SELECT * FROM complaints WHERE complaint_no = $1', [no])).rows[0];
const clocksOf = async (no: string) =>
  (
    await db.pool.query(
      `SELECT k.* FROM complaint_clocks k JOIN complaints c ON c.id = k.complaint_id
       WHERE c.complaint_no = $1 ORDER BY k.kind`,
      [no],
    )
  ).rows;
const noticesOf = async (no: string) =>
  (
    await db.pool.query(
      'SELECT agent_id, kind, data FROM desk_notices WHERE complaint_no = $1 ORDER BY kind, agent_id',
      [no],
    )
  ).rows;

const apply = makeApplyWrite({ random: systemRandom, oneTimeCodeText: (code) => code });
const chat = (more: Partial<NewComplaint> = {}): NewComplaint => ({
  complaintNo: 'TS20260611000001',
  receivedAt: NOW,
  registeredAt: world.clock.now(),
  identityId: 'idn_chen',
  conversationId: 'con_chen',
  source: 'web',
  category: 'CLAIM.DELAY',
  severity: 'S3',
  matter: '理赔太慢',
  evidenceIds: [],
  flags: [],
  firstFeedbackDueAt: new Date(NOW.getTime() + 48 * HOUR_MS),
  resolutionDueAt: new Date(NOW.getTime() + 72 * HOUR_MS),
  ...more,
});
const file = (complaint: NewComplaint, now = world.clock.now()) =>
  inTransaction(db.pool, (sql) => apply(sql, { kind: 'fileComplaint', complaint }, now));
const said = (seq: number, at: Date) =>
  db.pool.query(
    `INSERT INTO messages (conversation_id, seq, direction, author, at, activity)
     VALUES ('con_chen', $1, 'out', 'bot', $2, '{"type": "message", "text": "收到"}')`,
    [seq, at],
  );

describe('a complaint in a chat', () => {
  it('has its clocks from when it was said, and is acknowledged by the bot’s first answer to it', async () => {
    await said(9_001, new Date(NOW.getTime() - 1));
    await said(9_002, new Date(NOW.getTime() + 900));
    await said(9_003, new Date(NOW.getTime() + 200_000));
    await file(chat(), new Date(NOW.getTime() + 240_000));
    const clocks = await clocksOf('TS20260611000001');
    expect(clocks.map(({ kind, verdict }) => [kind, verdict])).toEqual([
      ['acknowledgement', 'met'],
      ['first_feedback', null],
      ['regulator', null],
      ['resolution', null],
    ]);
    expect(clocks[0].done_at).toEqual(new Date(NOW.getTime() + 900));
    expect(clocks.every(({ started_at: at }) => at.getTime() === NOW.getTime())).toBe(true);
    expect(await rowOf('TS20260611000001')).toMatchObject({
      customer_id: 'cus_chen',
      first_feedback_due_at: new Date(NOW.getTime() + 48 * HOUR_MS),
      resolution_due_at: new Date(NOW.getTime() + 72 * HOUR_MS),
      first_feedback_at: null,
      branch: '长宁支公司',
      last_seq: 2,
    });
  });

  it('is acted on by its own customer only', async () => {
    const act = (identityId: string) =>
      inTransaction(db.pool, (sql) =>
        apply(
          sql,
          {
            kind: 'actOnComplaint',
            complaintNo: 'TS20260611000001',
            identityId,
            act: { name: 'withdraw', reason: '不用了' },
          },
          world.clock.now(),
        ),
      );
    await expect(act('idn_new')).rejects.toThrow('not of whoever acts');
    await act('idn_chen');
    expect((await rowOf('TS20260611000001')).status).toBe('CLOSED');
    // What it does not allow any more rolls the turn back.
    await expect(act('idn_chen')).rejects.toThrow('did not allow withdraw');
  });
});

describe('what a regulator passed on', () => {
  const transfer = { source: 'regulator_12378', sourceRef: 'JG-1', matter: '搭售附加险' } as const;

  it('is at least S2, waits for no automatic answer, and its leads hear of it', async () => {
    const no = await world.file({ ...transfer, category: 'SALES.BUNDLE' });
    expect(await rowOf(no)).toMatchObject({ severity: 'S2', flags: ['regulator_risk'] });
    expect((await clocksOf(no)).map(({ kind }) => kind)).not.toContain('acknowledgement');
    const told = await noticesOf(no);
    expect(told.map(({ agent_id: id, kind }) => [id, kind])).toEqual([
      ['agt_qian', 'escalated'],
      ['agt_wan', 'escalated'],
    ]);
  });

  it('is one complaint however often it is passed on, and when at once', async () => {
    const input = { ...transfer, sourceRef: 'JG-2', category: 'SALES.BUNDLE' } as const;
    const all = await Promise.all(Array.from({ length: 8 }, () => world.file(input)));
    expect(new Set(all).size).toBe(1);
    expect(await world.file({ ...input, source: '12315' })).not.toBe(all[0]);
    const again = await world.registry.fileComplaint(input, { kind: 'agent', id: 'agt_he' });
    expect(again).toEqual({ kind: 'known', complaintNo: all[0] });
  });
});

describe('what a new complaint has in common with others', () => {
  it('repeats one of the same person, claim and category within 90 days, and is S2', async () => {
    const about = { customerNo: 'C2', category: 'SERVICE.BOT', matter: '机器人答非所问' } as const;
    const receivedAt = new Date(NOW.getTime() - 91 * DAY_MS);
    await world.file({ ...about, receivedAt });
    const first = await world.file(about);
    expect((await rowOf(first)).repeat_of_no).toBeNull();
    world.clock.advance(1_000);
    const second = await world.file(about);
    expect(await rowOf(second)).toMatchObject({ repeat_of_no: first, severity: 'S2' });
  });

  it('is one of a group from the fifth of a week on, and the leads are told once a day', async () => {
    const shop = {
      repairShop: '申江 汽修',
      category: 'CLAIM.REPAIR_SHOP',
      matter: '修不好',
    } as const;
    const nos: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      nos.push(await world.file({ ...shop, matter: `第${i + 1}处没有修好`, plate: `沪A0000${i}` }));
    }
    const flags = await Promise.all(nos.map(async (no) => (await rowOf(no)).flags));
    expect(flags.map((own) => own.includes('group'))).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
    const group = (no = '') =>
      noticesOf(no).then((all) => all.filter(({ kind }) => kind === 'group'));
    expect((await group(nos[4])).map(({ agent_id: id }) => id)).toEqual(['agt_qian', 'agt_wan']);
    expect((await group(nos[4]))[0].data).toMatchObject({ groupKey: 'shop:申江汽修', count: 5 });
    expect(await group(nos[5])).toEqual([]);
  });

  it('is told of to managers too when it is critical, and to nobody when it is ordinary', async () => {
    const grave = await world.file({ category: 'PRIVACY.LEAK', matter: '我的信息被泄露了' });
    expect((await noticesOf(grave)).map(({ agent_id: id }) => id)).toEqual([
      'agt_kong',
      'agt_qian',
      'agt_wan',
    ]);
    const ordinary = await world.file({ matter: '单证交了两次', category: 'CLAIM.DOCS' });
    expect(await noticesOf(ordinary)).toEqual([]);
  });

  it('is marked for the desk when strangers sent the same words, and is treated like any other', async () => {
    const matter =
      '贵司业务员在销售过程中存在误导行为，未如实告知免责条款，本人要求全额退还保费并书面道歉';
    await world.file({ matter, category: 'SALES.MISLEAD', contactPhone: '13900000011' });
    const copied = await world.file({
      matter,
      category: 'SALES.MISLEAD',
      contactPhone: '13900000012',
    });
    expect((await rowOf(copied)).flags).toContain('suspected_proxy');
    expect((await rowOf(copied)).status).toBe('REGISTERED');
    expect((await clocksOf(copied)).length).toBeGreaterThanOrEqual(4);
  });
});

describe('who may have nothing to do with it', () => {
  it('is whoever talked with the customer there, when the talk is the matter', async () => {
    await db.pool.query(
      `INSERT INTO handoffs (id, conversation_id, reason, state, requested_at, rank_at, queued_at, agent_id,
         accepted_at, first_reply_at, closed_at)
       VALUES ('hof_1', 'con_new', 'asked', 'closed', $1, $1, $1, 'agt_zou', $1, $1, $1)`,
      [new Date(NOW.getTime() - HOUR_MS)],
    );
    const about = { conversationId: 'con_new', matter: '说话很冲' } as const;
    const attitude = await world.file({ ...about, category: 'SERVICE.ATTITUDE' }, QIAN);
    expect((await rowOf(attitude)).excluded_ids).toEqual(['agt_zou']);
    const other = await world.file({ ...about, matter: '太慢', category: 'CLAIM.DOCS' }, HE);
    expect((await rowOf(other)).excluded_ids).toEqual([]);
  });
});

describe('what other systems are told', () => {
  it('is ids and states, and words only where personal data may go', async () => {
    await db.pool.query(
      `INSERT INTO webhook_endpoints (id, name, url, events, has_personal, secrets, created_by, created_at, updated_at)
       VALUES ('whk_open', 'a', 'https://a.example', '["complaint.registered"]', true, '[]', 'x', now(), now()),
         ('whk_plain', 'b', 'https://b.example', '[]', false, '[]', 'x', now(), now())`,
    );
    const no = await world.file({ matter: '王小明说没人管，电话13800000001' });
    const { rows } = await db.pool.query(
      `SELECT payload->>'target' AS target, payload->'event' AS event, order_key FROM outbox
       WHERE kind = 'webhook' AND payload->'event'->'data'->>'complaintNo' = $1 ORDER BY 1`,
      [no],
    );
    expect(rows.map(({ target }) => target)).toEqual(['whk_open', 'whk_plain']);
    expect(rows[0].event).toMatchObject({
      type: 'complaint.registered',
      data: { status: 'REGISTERED', matter: '王小明说没人管，电话13800000001' },
    });
    expect(JSON.stringify(rows[1])).not.toMatch(/王小明|没人管|13800000001/);
    expect(rows[1].order_key).toBe(`webhook:whk_plain:${no}`);
  });
});
