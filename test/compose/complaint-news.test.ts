import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeComplaintNews } from '../../src/compose/complaint-news.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeComplaintDesk } from '../../src/store/complaints/complaint-desk.ts';
import { makeRegistry } from '../../src/store/desk/registry.ts';
import { inTransaction } from '../../src/store/sql.ts';
import {
  CUSTOMER,
  contact,
  HE,
  notice,
  openWorld,
  QIAN,
  type World,
} from '../store/complaints/desk-world.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
let world: World;
const published: string[] = [];
const woken: string[] = [];

beforeAll(async () => {
  db = await startTestDatabase();
  world = await openWorld(db);
});
afterAll(() => db.stop());

const news = makeComplaintNews({
  feed: { publish: (id) => void published.push(id) },
  jobs: { wakeDelivery: (id) => void woken.push(id) },
  random: systemRandom,
});

const desk = () => makeComplaintDesk({ ...world, news });

async function newest() {
  const { rows } = await db.pool.query(
    `SELECT seq, author, activity FROM messages WHERE conversation_id = 'con_chen' ORDER BY seq DESC LIMIT 1`,
  );
  return rows[0];
}

async function worked(): Promise<string> {
  const no = await world.file({ conversationId: 'con_chen', customerNo: 'C1', source: 'web' });
  await desk().act(no, { name: 'assign', handlerId: HE.id }, { by: QIAN });
  await desk().act(no, contact(), { by: HE });
  return no;
}

describe('news of a complaint', () => {
  it('tells who handles it and until when, in the transaction of the act, and wakes the page', async () => {
    const no = await world.file({ conversationId: 'con_chen', customerNo: 'C1', source: 'web' });
    published.length = 0;
    await desk().act(no, { name: 'assign', handlerId: HE.id }, { by: QIAN });
    const message = await newest();
    expect(message.activity.text).toContain(`您的投诉 ${no} 已由专员何晓彤负责`);
    expect(message.activity.text).toContain('专人首次联系：最迟 6月13日 15:00 前。');
    expect(published).toEqual(['con_chen']);
    expect(woken).toContain('con_chen');
  });

  it('proves a notice in chat by the number of its message, and asks for an answer with taps', async () => {
    const no = await worked();
    const told = { name: 'propose', notice: notice('chat') } as const;
    expect((await desk().act(no, told, { by: HE })).kind).toBe('done');
    const { seq, activity } = await newest();
    expect(activity.text).toContain('三、依据和理由：保险法第二十三条');
    expect(activity.suggestedActions.actions.map(({ title }: { title: string }) => title)).toEqual([
      '认可方案',
      '不认可方案',
      '补充投诉',
      '转人工',
    ]);
    const { rows } = await db.pool.query(
      `SELECT notice->>'proof' AS proof FROM complaints WHERE complaint_no = $1`,
      [no],
    );
    expect(rows).toEqual([{ proof: `con_chen#${seq}` }]);
  });

  it('of what they do themselves tells nothing more', async () => {
    const no = await worked();
    const before = await newest();
    await desk().act(no, { name: 'supplement', text: '还有一张单据' }, { by: CUSTOMER });
    expect((await newest()).seq).toBe(before.seq);
  });

  it('speaks for the desk while a person has the conversation', async () => {
    const no = await worked();
    await db.pool.query(`UPDATE conversations SET mode = 'agent' WHERE id = 'con_chen'`);
    const pause = { name: 'pause', reason: 'waiting_customer', request: '请发维修清单' } as const;
    await desk().act(no, pause, { by: HE });
    expect(await newest()).toMatchObject({ author: 'system' });
    await db.pool.query(`UPDATE conversations SET mode = 'bot' WHERE id = 'con_chen'`);
  });

  it('tells the number and the promises of one that an agent writes down in the chat, once', async () => {
    const registry = makeRegistry({ ...world, news });
    published.length = 0;
    const before = (await newest()).seq;
    const input = {
      matter: '叫了救援，两个小时没有来',
      category: 'SERVICE.RESCUE',
      conversationId: 'con_chen',
    } as const;
    const filed = await registry.fileComplaint(input, { kind: 'agent', id: 'agt_he' });
    const no = filed.kind === 'filed' ? filed.complaintNo : '';
    const { seq, activity } = await newest();
    expect(seq).toBe(before + 1);
    expect(activity.text).toContain(`您的投诉已登记，编号 ${no}，请留好。`);
    expect(activity.text).toContain('专人首次联系：最迟 6月13日 15:00 前。');
    expect(activity.text).toContain('处理方案：最迟 6月14日 15:00 前给您。');
    expect(published).toEqual(['con_chen']);
  });

  it('of one that was written down from a call tells nobody', async () => {
    const before = (await newest()).seq;
    await makeRegistry({ ...world, news }).fileComplaint(
      { matter: '理赔一直没有结果', customerNo: 'C1' },
      { kind: 'agent', id: 'agt_he' },
    );
    expect((await newest()).seq).toBe(before);
  });

  it('reminds by the desk’s own hand, and says that it does, with what they were asked for', async () => {
    const no = await worked();
    const pause = { name: 'pause', reason: 'waiting_customer', request: '请发维修清单' } as const;
    await desk().act(no, pause, { by: HE });
    const { rows } = await db.pool.query('SELECT id FROM complaints WHERE complaint_no = $1', [no]);
    const { complaint } = world.told.at(-1) ?? {};
    expect(complaint?.complaintNo).not.toBe(no);
    await inTransaction(db.pool, (sql) =>
      news.tell(sql, {
        conversationId: 'con_chen',
        complaint: { ...emptyCase, id: rows[0].id, complaintNo: no },
        what: { name: 'remind' },
        by: { kind: 'system', id: 'timers' },
        now: world.clock.now(),
      }),
    );
    const { text } = (await newest()).activity;
    expect(text).toContain('（系统自动提醒）');
    expect(text).toContain('请发维修清单');
  });

  it('is marked as news on WeChat, for which a send is kept', async () => {
    const no = await world.file({ conversationId: 'con_chen', customerNo: 'C1', source: 'wechat' });
    await db.pool.query(
      "UPDATE conversations SET channel_account = 'wechat-oa:main' WHERE id = 'con_chen'",
    );
    await desk().act(no, { name: 'assign', handlerId: HE.id }, { by: QIAN });
    const { rows } = await db.pool.query("SELECT payload->>'purpose' AS purpose FROM outbox");
    expect(rows).toEqual([{ purpose: 'news' }]);
    await db.pool.query("UPDATE conversations SET channel_account = 'web' WHERE id = 'con_chen'");
  });
});

const emptyCase = {
  status: 'WAITING_CUSTOMER',
  nature: 'complaint',
  severity: 'S3',
  category: 'CLAIM.DELAY',
  source: 'web',
  flags: [],
  receivedAt: new Date('2026-06-11T07:00:00Z'),
  excludedIds: [],
  disputes: 0,
  escalation: 0,
  regulatorDays: 15,
  since: new Date('2026-06-11T07:00:00Z'),
  lastSeq: 5,
} as const;
