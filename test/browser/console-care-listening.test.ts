import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type ConsolePage, DESKTOP, openConsolePage, PHONE } from '../support/console-page.ts';
import { FakeAdminApi } from '../support/fake-admin-api.ts';
import { FakeListening } from '../support/fake-listening.ts';

const SHOTS = 'test-results/console';
let browser: Browser;
let api: FakeAdminApi;
let desk: ConsolePage;

beforeAll(async () => {
  browser = await launchBrowser();
  await mkdir(SHOTS, { recursive: true });
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  api = new FakeAdminApi(inject('pagesFolder'));
  api.role = 'supervisor';
  const listening = new FakeListening();
  api.more.push((routes) => listening.addTo(routes));
  await api.start();
});

afterEach(async () => {
  await desk.page.close();
  await api.stop();
  expect(desk.complaints).toEqual([]);
  expect(desk.outside).toEqual([]);
});

async function open(path: string, options: BrowserContextOptions = DESKTOP): Promise<void> {
  desk = await openConsolePage(browser, api, options);
  await desk.enter(path);
}

const shot = (name: string) =>
  desk.page.screenshot({ path: `${SHOTS}/listening-${name}.png`, fullPage: true });

it('asks nothing of a visit before it is known who answers, and sends what was answered', async () => {
  await open('/return-visits/rv_1');
  const { page } = desk;
  await page.getByRole('button', { name: '核对通过' }).waitFor();
  expect(await page.getByText('您对这次理赔总体满意吗？').count()).toBe(0);
  expect(await page.getByRole('radio', { name: '回访成功' }).isDisabled()).toBe(true);
  await page.getByRole('checkbox', { name: /^车牌号/ }).check();
  await page.getByRole('button', { name: '核对通过' }).click();
  await page.getByText('本次通话已核对身份').waitFor();
  await page.getByRole('radio', { name: '4', exact: true }).click();
  await page.getByRole('radio', { name: '材料太多' }).check();
  await page.getByRole('radio', { name: '回访成功' }).check();
  await shot('visit-1280');
  await page.getByRole('button', { name: '登记结果' }).click();
  await page.getByText('这次回访已经结束。').waitFor();
  const [identified] = api.askedFor('POST', '/return-visits/rv_1/identify');
  expect(identified?.body).toEqual({ asked: ['plate'], ok: true });
  const [recorded] = api.askedFor('POST', '/return-visits/rv_1/result');
  expect(recorded?.body).toEqual({ result: 'SUCCESS', values: { q1: 4, q2: 'docs' } });
});

it('shows a month of visits, and a day of it, on a phone too', async () => {
  await open('/return-visits?view=calendar&month=2026-11', PHONE);
  const { page } = desk;
  await page.getByRole('button', { name: '2026-11-12：应访 12，完成 6，错过 2' }).click();
  await page.getByText('2026-11-12 开始的回访').waitFor();
  await shot('calendar-390');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 800 });
  await shot('calendar-1280');
});

it('lets people in at the door, and says loudly whom it does not', async () => {
  await open('/owner-events/oev_1/door', PHONE);
  const { page } = desk;
  const field = page.getByLabel('签到码', { exact: true });
  await field.fill('k3m9p2x7q4');
  await field.press('Enter');
  await page.getByText('签到成功').waitFor();
  await page.getByText('请勿拍照').waitFor();
  await shot('door-in-390');
  await field.fill('waits00000');
  await field.press('Enter');
  await page.getByText('这位车主还在候补，没有名额').waitFor();
  await page.getByRole('button', { name: '显示门口签到码' }).click();
  await page.getByText('204816').waitFor();
  await shot('door-out-390');
});

it('shows what a questionnaire came to with n, intervals and samples that are too small', async () => {
  await open('/questionnaires/qn_1?tab=results&groupBy=handler');
  const { page } = desk;
  await page.getByText('95% 区间 70% – 90%').waitFor();
  await page.getByRole('row', { name: /张伟/ }).getByText('样本不足').first().waitFor();
  await page.getByText('n = 120').first().waitFor();
  await page.locator('figure canvas').waitFor();
  await shot('results-1280');
  await page.getByRole('tab', { name: '题目' }).click();
  await page.getByText('如果第 1 题不低于 4 分，就结束').waitFor();
  await page.getByRole('tab', { name: '预览' }).click();
  await page.getByRole('radio', { name: '5', exact: true }).click();
  await page.getByRole('button', { name: '下一题' }).click();
  await page.getByText('谢谢您的评价，我们会认真看。').waitFor();
  await page.getByRole('button', { name: '复制为新版本' }).click();
  await page.getByRole('dialog').getByLabel('第 2 题 题目（中文）').waitFor();
  await shot('draft-1280');
});

it('offers to register a complaint from a follow-up, and finishes it with its number', async () => {
  await open('/follow-ups/fu_1');
  const { page } = desk;
  await page.getByText('等了三个星期，没人告诉我进度').waitFor();
  await shot('follow-up-1280');
  await page.getByRole('button', { name: '登记投诉' }).click();
  const form = page.getByRole('dialog');
  await expect.poll(() => form.getByLabel('客户号').inputValue()).toBe('C000017');
  await form.getByRole('button', { name: /登记/ }).last().click();
  await expect.poll(() => page.getByLabel('投诉编号').inputValue()).toBe('TS20261123001');
  await page.getByRole('dialog').getByRole('button', { name: '完成' }).click();
  await expect
    .poll(() => api.askedFor('POST', '/follow-ups/fu_1/finish')[0]?.body)
    .toEqual({ result: 'complaint_filed', complaintNo: 'TS20261123001' });
});
