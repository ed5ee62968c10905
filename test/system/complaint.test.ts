import { mkdir } from 'node:fs/promises';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUR_MS } from '../../src/lib/clock.ts';
import { launchBrowser } from '../support/browser.ts';
import { expectComplaintRows } from '../support/complaint-rows.ts';
import { shootComplaints } from '../support/complaint-shots.ts';
import { PHONE } from '../support/console-page.ts';
import { type DemoDesk, startDemoDesk } from '../support/demo-desk.ts';
import { openWebColleague, type WebColleague } from '../support/web-colleague.ts';
import { openWebCustomer, type WebCustomer } from '../support/web-customer.ts';

const FOLDER = 'test-results/complaint-system';
const MATTER = '定损员态度特别差，说我不懂还挂我电话';
const SHANGHAI_MS = 8 * HOUR_MS;

let desk: DemoDesk;
let browser: Browser;
let customer: WebCustomer;
let handler: WebColleague;
let lead: WebColleague;
let no: string;

beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  [desk, browser] = await Promise.all([startDemoDesk({ name: 'complaint' }), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await desk?.remove();
});

const shot = (who: WebColleague | WebCustomer, name: string): Promise<void> =>
  who.shot(`${FOLDER}/${name}.png`);

test('a complaint from the first words to its end: promised, paused, disputed, decided, accepted, closed', async () => {
  await everybodyIsThere();
  await complains();
  await isAssigned();
  await isFirstAnswered();
  await waitsForPaper();
  await isHandedIn();
  await isProposedAndDisputed();
  await isDecidedAndAccepted();
  await isClosed();
  await expectComplaintRows(desk.database.pool, no);
  await shootComplaints(lead, { origin: desk.url, folder: FOLDER });
  for (const { complaints, outside } of [customer.chat, handler.console, lead.console]) {
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
  }
});

async function everybodyIsThere(): Promise<void> {
  const password = desk.password;
  const at = { origin: desk.url };
  const path = '/complaints?view=free';
  [handler, lead, customer] = await Promise.all([
    openWebColleague(browser, at, { name: '邹明', username: 'demo.agent2', password, path }),
    openWebColleague(browser, at, { name: '万芳', username: 'demo.supervisor2', password, path }),
    openWebCustomer(browser, at, PHONE),
  ]);
  await Promise.all([handler, lead].map(({ sees }) => sees('还没有处理人的投诉')));
}

/** The customer has a number and the promises with their dates; the desk sees it without asking. */
async function complains(): Promise<void> {
  await customer.chat.say('我要投诉');
  await customer.sees('我们一定受理');
  await customer.chat.say(MATTER);
  await customer.sees('怎么处理');
  await customer.chat.say('要求他当面道歉，按4S店的报价重新定损');
  await customer.sees('手机号');
  await customer.tap('在这里回复我');
  await customer.sees('材料');
  await customer.tap('没有了');
  await customer.sees('请核对您的投诉');
  const rows = handler.console.page.locator('tr[data-row-key]');
  const before = new Set(await keysOf(rows));
  await customer.tap('对，没问题');
  await customer.sees('您的投诉已登记，编号 ');
  no = /编号 (TS\d+)/.exec((await customer.chat.log.textContent()) ?? '')?.[1] ?? '';
  expect(before.has(no)).toBe(false);
  await Promise.all([handler, lead].map((who) => who.row(no).waitFor()));
  await customer.sees('48 小时内，也就是 ');
  await customer.sees('72 小时内，也就是 ');
  await shot(customer, '01-registered');
  await shot(handler, '02-in-the-list');
  await expect.poll(() => lead.row(no).textContent()).toMatch(/首次人工反馈 剩 (2天|1天23小时)/);
}

function keysOf(rows: Locator): Promise<readonly (string | null)[]> {
  return rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-row-key')));
}

async function isAssigned(): Promise<void> {
  await lead.row(no).getByRole('link', { name: no }).click();
  const form = await lead.begin('分派');
  await form.getByText(handler.name).waitFor();
  await shot(lead, '03-assign');
  await form.getByRole('radio', { name: new RegExp(handler.name) }).check();
  await lead.send('分派');
  await customer.sees(`已由专员${handler.name}负责`);
  await expect.poll(() => handler.row(no).count()).toBe(0);
  await handler.isRungFor(no, '投诉分派给您');
}

/** A person says who handles it and when they speak again; only that is the first feedback. */
async function isFirstAnswered(): Promise<void> {
  await handler.sees('首次人工反馈');
  expect(await handler.acts()).not.toContain('告知处理方案');
  await shot(handler, '04-case-assigned');
  const form = await handler.begin('联系客户');
  await form
    .getByRole('textbox', { name: '反馈内容' })
    .fill('您好，我是邹明。您反映定损员态度差、定损金额偏低，我已联系定损部门调取通话录音。');
  await form.getByLabel('约定下次联系时间').fill(localIn(26 * HOUR_MS));
  await shot(handler, '05-contact');
  await handler.send('提交反馈');
  await customer.sees(`专员${handler.name}就投诉 ${no} 答复您`);
  await customer.sees('下一次联系您：最迟 ');
  await shot(customer, '06-first-feedback');
  await handler.sees('核实中');
  await isMet(handler, '首次人工反馈');
  await shot(handler, '07-first-feedback');
}

/** The value of a field for a time in Shanghai, to the minute. */
function localIn(ms: number): string {
  return new Date(Date.now() + SHANGHAI_MS + ms).toISOString().slice(0, 16);
}

/** Opens what is over and finds the clock there, in time. */
async function isMet({ console: { page } }: WebColleague, clock: string): Promise<void> {
  const over = page.getByRole('button', { name: /已结束的时限/ });
  if ((await over.getAttribute('aria-expanded')) !== 'true') await over.click();
  await page.getByRole('group', { name: clock, exact: true }).getByText('按时完成').waitFor();
}

/** What waits for the customer stands still, and says so to everybody. */
async function waitsForPaper(): Promise<void> {
  const form = await handler.begin('暂停等待');
  await form.getByLabel('需要客户补充什么').fill('请发来 4S 店的报价单照片');
  await shot(handler, '08-pause');
  await handler.send('暂停');
  await customer.sees('请发来 4S 店的报价单照片');
  await customer.sees('时限暂停计算');
  await shot(customer, '09-asked');
  await handler.sees('已暂停：等客户补充');
  await handler.sees('剩余时间保留');
  await shot(handler, '10-case-paused');
  await lead.console.page.goto(`${desk.url}/console/complaints?view=all`);
  await expect.poll(() => lead.row(no).textContent()).toContain('等客户补充');
  await expect.poll(() => lead.row(no).textContent()).toContain('告知处理方案 已暂停');
  await shot(lead, '11-list-paused');
}

async function isHandedIn(): Promise<void> {
  await customer.tap('补充投诉');
  await customer.sees('要补充的情况');
  await customer.chat.say('这是4S店的报价单，一共一万二');
  await customer.sees('照片、单据');
  await customer.sendPhoto('报价单.jpg');
  await customer.sees('还有要发的吗');
  await customer.tap('没有了');
  await customer.sees(`已补充到投诉 ${no}（含 1 个文件）`);
  await shot(customer, '12-handed-in');
  await handler.isRungFor(no, '客户有答复');
  await handler.sees('这是4S店的报价单');
  await handler.console.page.getByRole('img', { name: '证据 1' }).waitFor();
  await expect.poll(() => handler.acts()).toContain('告知处理方案');
  await expect.poll(() => lead.row(no).textContent()).toContain('核实中');
  await shot(handler, '13-goes-on');
}

/** Writes what the draft leaves open; the rest of it stands. */
async function complete(form: Locator, parts: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(parts)) {
    const field = form.getByRole('textbox', { name: label });
    await expect.poll(() => field.inputValue()).toContain('____');
    const draft = await field.inputValue();
    await field.fill(draft.replaceAll(/____.*?____/g, text));
  }
}

async function isProposedAndDisputed(): Promise<void> {
  const form = await handler.begin('告知处理方案');
  await form.getByText('以下内容按案件资料预填').waitFor();
  await complete(form, {
    核实情况: '通话录音显示定损员语气生硬并先挂断，定损漏计大灯支架一项',
    处理方案: '由定损员当面道歉，追加定损金额八百元，三个工作日内办好',
    依据与理由: '我公司服务规范第六条，定损员应当耐心说明',
  });
  await expect(form.getByRole('region', { name: '客户将收到' }).textContent()).resolves.toContain(
    '救济途径',
  );
  await shot(handler, '14-propose');
  await handler.send('告知客户');
  await customer.sees(`投诉 ${no} 的处理方案：`);
  for (const part of ['一、核实情况', '二、处理方案', '三、依据和理由', '四、您还可以']) {
    await customer.sees(part);
  }
  await shot(customer, '15-plan');
  await customer.tap('不认可方案');
  await customer.sees('哪里不合适');
  await customer.chat.say('八百太少了，4S店报价一万二，差的不止一个支架');
  await customer.sees('已升一级');
  await shot(customer, '16-disputed');
  // A plan that was refused is decided by somebody else.
  await expect.poll(() => handler.acts()).toContain('联系客户');
  expect(await handler.acts()).not.toContain('作出处理决定');
  await shot(handler, '17-disputed');
}

async function isDecidedAndAccepted(): Promise<void> {
  await lead.isRungFor(no, '客户有答复');
  await lead.sees('差的不止一个支架');
  const form = await lead.begin('作出处理决定');
  await complete(form, {
    核实情况: '复核 4S 店报价单，大灯总成和支架确属本次事故损失，原定损漏计',
    处理决定: '按 4S 店报价重新定损为一万二千元，由定损员当面道歉，三日内办好',
    依据与理由: '车辆损失保险条款第十五条，以及复核人员的定损清单',
  });
  await form.getByLabel('补偿金额（元）').fill('200');
  await shot(lead, '18-decide');
  await lead.send('作出决定');
  await customer.sees(`投诉 ${no} 的处理决定：`);
  await customer.sees('人民法院');
  await shot(customer, '19-decision');
  await customer.tap('认可处理决定');
  await customer.sees(`您认可投诉 ${no} 的处理决定`);
  await shot(customer, '20-accepted');
  await lead.sees('已作决定');
}

async function isClosed(): Promise<void> {
  await handler.isRungFor(no, '客户有答复');
  const form = await handler.begin('办结');
  await handler.chooses('根本原因', '人员态度');
  await form.getByLabel('责任部门').fill('车险理赔部');
  await form.getByLabel('整改措施').fill('定损差异当面说明，通话抽检');
  await handler.chooses('整改人', '万芳');
  await form.getByLabel('整改期限').fill(localIn(240 * HOUR_MS).slice(0, 10));
  await shot(handler, '21-close');
  await handler.send('办结');
  await customer.sees(`投诉 ${no} 已办结`);
  await handler.sees('整改未完成');
  await shot(handler, '22-closed');
  await customer.chat.say('投诉进度');
  await customer.sees('办结时间');
  await shot(customer, '23-progress');
}
