import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectLedger } from '../support/channel-ledger.ts';
import { HttpClient } from '../support/http.ts';
import type { Answer } from '../support/story-player.ts';
import { startWechatFlowDesk, type WechatFlowDesk } from '../support/wechat-flow-desk.ts';
import { makeWechatTeller, type WechatTeller } from '../support/wechat-teller.ts';

const ON_WECHAT = ['official-account', 'kf'] as const;
type WechatKind = (typeof ON_WECHAT)[number];
const STEP_MS = 20_000;

let world: WechatFlowDesk;
const everybody: WechatTeller[] = [];

beforeAll(async () => {
  world = await startWechatFlowDesk();
  // The demo insurer's people go home in the evening; this test must not.
  await world.desk.database.pool.query(`DELETE FROM calendars WHERE id = 'desk'`);
});

afterAll(() => world?.remove());

function aCustomer(kind: WechatKind, userId: string, account = 'main'): WechatTeller {
  const { desk, sim } = world;
  const pool = desk.database.pool;
  const teller = makeWechatTeller({ sim, pool, kind, userId, account });
  everybody.push(teller);
  return teller;
}

async function query<T extends object>(text: string, values: unknown[]): Promise<T[]> {
  return (await world.desk.database.pool.query<T>(text, values)).rows;
}

type Json = Readonly<Record<string, unknown>>;

/** Somebody of the desk, by the API that the console uses. */
async function signIn(username: string) {
  const http = new HttpClient(world.desk.url);
  const body = { username, password: world.desk.password };
  const session = await http.send('POST', '/api/v1/sessions', { body });
  const { token } = session.json() as { token: string };
  return async (method: 'GET' | 'POST' | 'PUT', path: string, given?: object): Promise<Json> => {
    const options = { token, ...(given === undefined ? {} : { body: given }) };
    const answer = await http.send(method, `/api/v1/${path}`, options);
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.body}`);
    return answer.body === '' ? {} : (answer.json() as Json);
  };
}

const textOf = ({ lines }: Answer): string => lines.join('\n');

function sees({ phone }: WechatTeller, part: string): Promise<unknown> {
  return phone.waitFor(({ text }) => text.includes(part), STEP_MS);
}

async function handoffOf(conversationId: string) {
  const [row] = await query<{ id: string; state: string; agent_name: string | null }>(
    `SELECT id, state, agent_name FROM handoffs WHERE conversation_id = $1
     ORDER BY requested_at DESC LIMIT 1`,
    [conversationId],
  );
  return row;
}

const ratingOf = (conversationId: string) =>
  query<{ score: number | null }>(
    `SELECT r.score FROM handoff_ratings r JOIN handoffs h ON h.id = r.handoff_id
     WHERE h.conversation_id = $1`,
    [conversationId],
  );

describe.each(ON_WECHAT)('on %s', (kind) => {
  test('a person of ours answers from the console, gives back, ends, and is rated', async () => {
    const customer = aCustomer(kind, 'console');
    const agent = await signIn('demo.agent1');
    await customer.do('我刚刚在延安西路追尾了前面的车，人没事');
    expect(textOf(await customer.do('转人工'))).toContain('已为您登记人工服务');
    const id = await customer.conversationId();
    const first = await handoffOf(id);
    await agent('POST', `handoffs/${first?.id}/accept`);
    await sees(customer, '已接入');
    await agent('POST', `conversations/${id}/messages`, { text: '您好，请问人都安全吗？' });
    await sees(customer, '您好，请问人都安全吗？');
    const count = customer.phone.received().length;
    await customer.do('都安全');
    expect(customer.phone.received()).toHaveLength(count);
    await agent('POST', `handoffs/${first?.id}/return-to-bot`);
    await sees(customer, '人工服务告一段落');
    expect(textOf(await customer.do({ tap: '继续办理' }))).toContain('都在安全的地方了吗');
    // Whoever has something left to do is asked about that, not for marks.
    await customer.do('取消');
    await customer.do({ tap: '不报了' });
    await customer.do('转人工');
    const second = await handoffOf(id);
    await agent('POST', `handoffs/${second?.id}/accept`);
    await agent('POST', `conversations/${id}/messages`, { text: '都办好了，路上小心。' });
    await agent('POST', `handoffs/${second?.id}/close`, { resultCode: 'solved' });
    await sees(customer, '想请您评价一下');
    // The best is 5, as its number on the menu says.
    expect(textOf(await customer.do({ number: 5 }))).toContain('谢谢您的肯定');
    expect(await ratingOf(id)).toEqual([{ score: 5 }]);
  });

  test('news of a complaint arrive while they may, and nothing is said to have arrived when not', async () => {
    const customer = aCustomer(kind, 'complains');
    await customer.do('我要投诉');
    await customer.do('定损员态度特别差，说我不懂还挂我电话');
    await customer.do('要求他当面道歉');
    await customer.do({ tap: '在这里回复我' });
    await customer.do({ tap: '没有了' });
    const filed = textOf(await customer.do('对，没问题'));
    const no = /编号 (TS\d+)/.exec(filed)?.[1] ?? '';
    const id = await customer.conversationId();
    const lead = await signIn('demo.supervisor2');
    const [handler] = await query<{ id: string }>('SELECT id FROM agents WHERE username = $1', [
      'demo.agent2',
    ]);
    await lead('POST', `complaints/${no}/assign`, { handlerId: handler?.id });
    await sees(customer, '已由专员');

    await query('UPDATE channel_grants SET expires_at = now() WHERE conversation_id = $1', [id]);
    const count = customer.phone.received().length;
    const colleague = await signIn('demo.agent2');
    const nextAt = new Date(Date.now() + 26 * 3_600_000).toISOString();
    const summary = '您好，我已联系定损部门调取通话录音。';
    await colleague('POST', `complaints/${no}/contact`, { summary, nextAt });
    const isTold = kind === 'official-account';
    const reason = expect.stringContaining(isTold ? 'told_by_template' : 'window_closed');
    await expect
      .poll(() => lastNews(id), { timeout: STEP_MS })
      .toEqual({ status: 'suppressed', reason });
    const more = customer.phone.received().slice(count);
    expect(more.map((message) => message.kind)).toEqual(isTold ? ['template'] : []);
    // Whoever writes again is told what they missed.
    expect(textOf(await customer.do('投诉进度'))).toContain(no);
  });

  function lastNews(conversationId: string) {
    return query<{ status: string; reason: string }>(
      `SELECT status, reason FROM outbox WHERE conversation_id = $1 AND payload->>'purpose' = 'news'
       ORDER BY number DESC LIMIT 1`,
      [conversationId],
    ).then(([row]) => row);
  }
});

test('WeCom: a servicer takes the customer, writes, ends, and is rated by the closing code', async () => {
  const customer = aCustomer('kf', 'native', 'native');
  const zhang = world.sim.kf('native').servicer('zhang');
  await customer.do('你好');
  await customer.do('转人工');
  await sees(customer, '已经为您转到人工');
  const id = await customer.conversationId();
  await zhang.take(customer.phone);
  await zhang.say(customer.phone, '您好，我是小张，请问有什么可以帮您？');
  const spoken = () =>
    query<{ author_name: string; text: string }>(
      `SELECT author_name, activity->>'text' AS text FROM messages
       WHERE conversation_id = $1 AND author = 'agent'`,
      [id],
    );
  await expect
    .poll(spoken, { timeout: STEP_MS })
    .toEqual([{ author_name: 'zhang', text: '您好，我是小张，请问有什么可以帮您？' }]);
  const count = customer.phone.received().length;
  await customer.do('我的理赔什么时候到账');
  expect(customer.phone.received()).toHaveLength(count);
  await zhang.end(customer.phone);
  await sees(customer, '评价');
  expect(customer.phone.received().at(-1)?.via).toBe('on_event');
  await customer.do({ number: 4 });
  expect(await ratingOf(id)).toEqual([{ score: 4 }]);
});

test("the Official Account's own people: a session, in which the bot is silent, and the way back", async () => {
  const customer = aCustomer('official-account', 'native', 'native');
  const lin = world.sim.officialAccount('native').servicer('lin@desk');
  await customer.do('你好');
  await customer.do('转人工');
  const id = await customer.conversationId();
  await expect
    .poll(() => handoffOf(id), { timeout: STEP_MS })
    .toMatchObject({
      state: 'with_agent',
      agent_name: 'lin@desk',
    });
  const count = customer.phone.received().length;
  await customer.phone.say('我的理赔什么时候到账');
  expect(lin.heard().map(({ text }) => text)).toEqual(['我的理赔什么时候到账']);
  await lin.say(customer.phone, '我来看一下');
  expect(customer.phone.received()).toHaveLength(count + 1);
  await lin.end(customer.phone);
  await expect.poll(() => handoffOf(id), { timeout: STEP_MS }).toMatchObject({ state: 'returned' });
  // What was said there WeChat does not tell: nobody is asked to rate it.
  await sees(customer, '人工服务告一段落');
  expect(textOf(await customer.do('你好'))).toContain('我在的');
});

test('everything that was sent arrived once, and the ledger says so', async () => {
  expect(everybody.length).toBeGreaterThan(0);
  for (const customer of everybody) await expectLedger(world.desk.database.pool, customer);
});
