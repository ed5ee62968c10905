import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { DESKTOP, PHONE } from '../support/console-page.ts';
import { type DemoDesk, startDemoDesk } from '../support/demo-desk.ts';
import { DESK_QUERIES } from '../support/desk-queries.ts';
import { openWebAgent, type WebAgent } from '../support/web-agent.ts';
import { openWebCustomer, type WebCustomer } from '../support/web-customer.ts';

const FOLDER = 'test-results/console-system';
const PEOPLE = [
  { name: '何晓彤', username: 'demo.agent1' },
  { name: '邹明', username: 'demo.agent2' },
] as const;

const ASKED = { reason: 'asked', mode: 'bot' } as const;
let desk: DemoDesk;
let browser: Browser;
let agents: readonly WebAgent[];
let reporter: WebCustomer;
let asker: WebCustomer;
let grumbler: WebCustomer;

beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  [desk, browser] = await Promise.all([startDemoDesk({ name: 'console' }), launchBrowser()]);
  // The demo insurer's people go home in the evening; this test must not.
  await desk.database.pool.query(`DELETE FROM calendars WHERE id = 'desk'`);
});

afterAll(async () => {
  await browser?.close();
  await desk?.remove();
});

type Handed = Readonly<Record<'conversationId', string>> & { readonly agent: WebAgent };

const shot = (who: WebAgent | WebCustomer, name: string): Promise<void> =>
  who.shot(`${FOLDER}/${name}.png`);

async function query<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await desk.database.pool.query<T>(text, values)).rows;
}

test('two people and three customers at once: taken, passed on, given back, ended and rated', async () => {
  await everybodyComes();
  const taken = await everybodyIsTaken();
  for (const [customer, handed] of taken) await bothTalk(customer, handed);
  const report = taken.get(reporter) ?? fail();
  const other = agents.find((agent) => agent !== report.agent) ?? fail();
  await passesOn(report, other);
  await givesBack({ ...report, agent: other });
  await finishesTheReport();
  await endsWithResult(taken.get(asker) ?? fail());
  await endsAndNotesLater(taken.get(grumbler) ?? fail());
  await everyRowIsRight(taken, other);
  for (const { complaints, outside } of [
    ...agents.map((agent) => agent.console),
    ...[reporter, asker, grumbler].map(({ chat }) => chat),
  ]) {
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
  }
});

function fail(): never {
  throw new Error('nobody took this customer');
}

/** Two consoles are open and online, a report is half done, and two more customers have the page open. */
async function everybodyComes(): Promise<void> {
  const password = desk.password;
  const at = { origin: desk.url };
  [agents, [reporter, asker, grumbler]] = await Promise.all([
    Promise.all(PEOPLE.map((who) => openWebAgent(browser, at, { ...who, password }))),
    Promise.all([
      openWebCustomer(browser, at, PHONE),
      openWebCustomer(browser, at, PHONE),
      openWebCustomer(browser, at, DESKTOP),
    ]),
  ]);
  await reporter.chat.say('我刚刚在深南大道香蜜湖路口追尾了前面的车，人没事');
  await reporter.sees('都在安全的地方了吗');
  await reporter.tap('已经安全');
  await reporter.sees('还能正常开吗');
  await reporter.chat.say('能开');
  await reporter.sees('您的车牌号');
  await reporter.chat.say('沪A12345，手机13800000001');
  await reporter.sees('照片');
  await shot(reporter, '01-report-under-way');
}

/** All three ask in one moment; each is offered to one of the two, shows on both consoles, and is taken once. */
async function everybodyIsTaken(): Promise<ReadonlyMap<WebCustomer, Handed>> {
  await asker.chat.say('你好，我想问一下保单');
  await Promise.all([
    reporter.chat.say('转人工'),
    asker.chat.say('我要找人工客服'),
    grumbler.chat.say('转人工'),
  ]);
  await Promise.all([reporter, asker, grumbler].map((each) => each.isServedBy('人工排队中')));
  await Promise.all(agents.map(({ offer }) => offer.waitFor()));
  for (const { console } of agents) {
    await expect.poll(() => console.page.locator('.desk-list a').count()).toBe(3);
  }
  for (const agent of agents) await shot(agent, `02-offered-${agent.name}`);
  await shot(grumbler, '03-waits');
  const offered = await query<{ n: number }>(DESK_QUERIES.offersEach);
  expect(offered.map(({ n }) => n)).toEqual([1, 2]);
  // Whoever has two accepts two.
  await Promise.all(agents.map((agent) => agent.acceptAll()));
  const taken = new Map<WebCustomer, Handed>();
  for (const customer of [reporter, asker, grumbler]) {
    const conversationId = customer.conversationId();
    const rows = await query<{ agent_name: string }>(DESK_QUERIES.owner, [conversationId]);
    const agent = agents.find(({ name }) => name === rows[0]?.agent_name) ?? fail();
    await customer.isServedBy(agent.name);
    await customer.sees(`人工客服 ${agent.name} 已接入`);
    taken.set(customer, { conversationId, agent });
  }
  return taken;
}

/** Words and a photo each way; each side sees what the other sent. */
async function bothTalk(customer: WebCustomer, { conversationId, agent }: Handed): Promise<void> {
  const name = customer === reporter ? 'report' : customer === asker ? 'ask' : 'grumble';
  await agent.open(conversationId);
  await agent.says(`您好，我是${agent.name}，正在看您的情况`);
  await customer.sees(`您好，我是${agent.name}`);
  await customer.chat.say('你好，在吗？这是现场的照片');
  await customer.sendPhoto(`${name}-现场.jpg`);
  await agent.sees('这是现场的照片');
  await agent.seesPhoto(`${name}-现场.jpg`);
  await agent.sendPhoto(`${name}-示意.jpg`, '请照这张的角度再拍一张');
  await customer.sees('请照这张的角度再拍一张');
  await customer.seesPhoto(`${name}-示意.jpg`);
  await shot(agent, `05-talk-${name}-agent`);
  await shot(customer, `06-talk-${name}-customer`);
}

async function passesOn({ agent, conversationId }: Handed, to: WebAgent): Promise<void> {
  const { page } = agent.console;
  await agent.open(conversationId);
  await page.getByRole('button', { name: '转接', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: new RegExp(to.name) }).click();
  await dialog.getByLabel('给同事的话（客户看不到）').fill('照片还差一张全景');
  await shot(agent, '07-transfer');
  await dialog
    .getByRole('button', { name: /转\s*接/ })
    .last()
    .click();
  await reporter.sees('正在为您转接另一位同事');
  await reporter.chat.say('好的，那我等一下');
  await to.offer.waitFor();
  await shot(to, '08-transfer-offered');
  await to.acceptAll();
  await reporter.sees(`人工客服 ${to.name} 已接入`);
  await reporter.isServedBy(to.name);
  await to.sees('请照这张的角度再拍一张');
  await to.says('我来接着办，材料我都看到了');
  await reporter.sees('我来接着办');
  await shot(to, '09-transfer-taken');
  await shot(reporter, '10-transfer-customer');
}

async function givesBack({ agent }: Handed): Promise<void> {
  const { page } = agent.console;
  await page.getByRole('button', { name: '交还机器人' }).click();
  await shot(agent, '11-give-back');
  await page.getByRole('button', { name: /交\s*还$/ }).click();
  await reporter.sees('人工服务告一段落');
  await reporter.isServedBy('智能客服');
  await page.getByText('机器人接待中').waitFor();
  expect(await page.locator('.chat-head strong').textContent()).toMatch(/^访客[0-9A-Z]{4}$/);
  await shot(reporter, '12-given-back');
  await shot(agent, '13-given-back-agent');
}

/** The flow that was interrupted goes on where it was. */
async function finishesTheReport(): Promise<void> {
  await reporter.tap('继续办理');
  await reporter.sendPhoto('全景.jpg');
  await reporter.sees('张照片');
  await reporter.tap('发完了');
  await reporter.sees('香蜜湖');
  await reporter.tap('对，没问题');
  await reporter.sees('报案号');
  await shot(reporter, '14-report-finished');
}

async function endsWithResult({ agent, conversationId }: Handed): Promise<void> {
  const { page } = agent.console;
  await agent.open(conversationId);
  await page.getByRole('button', { name: '结束', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('已答复咨询', { exact: true }).click();
  await shot(agent, '15-close');
  await dialog.getByRole('button', { name: '结束会话' }).click();
  await asker.sees('本次人工服务已经结束');
  await asker.sees(`想请您评价一下${agent.name}的服务`);
  await shot(asker, '16-rating');
  await asker.tap('很满意');
  await asker.sees('谢谢您的肯定');
  await shot(asker, '17-rated');
}

async function endsAndNotesLater({ agent, conversationId }: Handed): Promise<void> {
  const { page } = agent.console;
  await agent.open(conversationId);
  await page.getByRole('button', { name: '结束', exact: true }).click();
  await page.getByRole('button', { name: '先结束，稍后填结果' }).click();
  await page.getByText('谈话已结束，请填写结果').waitFor();
  await shot(agent, '18-wrap-up');
  await page.locator('.wrap-up').getByText('已解决', { exact: true }).click();
  await page.getByRole('button', { name: '保存结果' }).click();
  await page.getByText('谈话已结束，请填写结果').waitFor({ state: 'detached' });
  // Until now whoever wrote again would have found the same person.
  await grumbler.sees(`想请您评价一下${agent.name}的服务`);
  await grumbler.tap('不满意');
  await grumbler.sees('方便说说是哪里没做好吗');
  await grumbler.chat.say('等得太久了');
  await grumbler.sees('已经如实记下');
  await shot(grumbler, '19-low-rating');
}

/** What PostgreSQL knows afterwards is what both sides saw. */
async function everyRowIsRight(
  taken: ReadonlyMap<WebCustomer, Handed>,
  other: WebAgent,
): Promise<void> {
  const report = taken.get(reporter) ?? fail();
  const [question, complaint] = [taken.get(asker) ?? fail(), taken.get(grumbler) ?? fail()];
  expect(
    await query(DESK_QUERIES.handoffsAfter, [
      [report, question, complaint].map(({ conversationId }) => conversationId),
    ]),
  ).toEqual([
    {
      conversation_id: report.conversationId,
      agent_name: other.name,
      state: 'returned',
      outcome: 'returned_to_bot',
      result_code: null,
      score: null,
      comment: null,
      steps: ['request', 'accept', 'transfer', 'accept', 'return_to_bot'],
      trail: ['requested', 'accepted', 'transferred', 'accepted', 'returned'],
      ...ASKED,
    },
    {
      conversation_id: question.conversationId,
      agent_name: question.agent.name,
      state: 'closed',
      outcome: 'agent_closed',
      result_code: 'information_given',
      score: 5,
      comment: null,
      steps: ['request', 'accept', 'close'],
      trail: ['requested', 'accepted', 'closed'],
      ...ASKED,
    },
    {
      conversation_id: complaint.conversationId,
      agent_name: complaint.agent.name,
      state: 'closed',
      outcome: 'agent_closed',
      result_code: 'solved',
      score: 2,
      comment: '等得太久了',
      steps: ['request', 'accept', 'wrap_up', 'close'],
      trail: ['requested', 'accepted', 'closed'],
      ...ASKED,
    },
  ]);
  expect(await query(DESK_QUERIES.botWordsWhileOwned)).toEqual([]);
  const { request } = complaint.agent.console.page;
  const list = `${desk.url}/api/v1/handoffs`;
  const found = await request.get(`${list}?conversationId=${complaint.conversationId}`);
  const seen = await request.get(`${list}/${(await found.json()).items[0].id}`);
  expect((await seen.json()).rating).toEqual({ score: 2, comment: '等得太久了' });
  expect(await query(DESK_QUERIES.filedReport, [report.conversationId])).toEqual([
    { plate: '沪A12345', status: 'DISPATCHED' },
  ]);
}
