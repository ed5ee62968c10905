import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type ConsolePage, DESKTOP, openConsolePage } from '../support/console-page.ts';
import { FakeAdminApi } from '../support/fake-admin-api.ts';
import { FakeOutreach } from '../support/fake-outreach.ts';

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
  api.role = 'admin';
  api.more.push((routes) => new FakeOutreach().addTo(routes));
  await api.start();
});

afterEach(async () => {
  await desk.page.close();
  await api.stop();
  expect(desk.complaints).toEqual([]);
  expect(desk.outside).toEqual([]);
});

async function open(path: string): Promise<void> {
  desk = await openConsolePage(browser, api, DESKTOP);
  await desk.enter(path);
}

const shot = (name: string) => desk.page.screenshot({ path: `${SHOTS}/outreach-${name}.png` });

/** The same page as a phone shows it: nothing may stick out. */
async function shootPhone(name: string): Promise<void> {
  await desk.page.setViewportSize({ width: 390, height: 844 });
  const isTooWide = () =>
    desk.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
  await expect.poll(isTooWide).toBe(false);
  await shot(`${name}-390`);
}

describe('the care calendar', () => {
  it('shows what is due on each day of a month, and what will not be sent', async () => {
    await open('/outreach/care?month=2026-09');
    await desk.page.getByText('中秋节').waitFor();
    await desk.page.getByText('至少 100,000 人').waitFor();
    await shot('calendar-1280');
    await desk.page.getByRole('button', { name: /^25 十五/ }).click();
    const day = desk.page.getByRole('dialog');
    await day.getByText('八月十五').waitFor();
    await day.getByText('没有审核通过的模板').first().waitFor();
    await shot('calendar-day-1280');
    await day
      .getByRole('button', { name: 'Close' })
      .or(day.locator('.ant-drawer-close'))
      .first()
      .click();
    await shootPhone('calendar');
  });

  it('switches a plan off, keeping the rest of it', async () => {
    await open('/outreach/care?tab=plans');
    await desk.page.getByRole('switch', { name: '启用 生日祝福' }).click();
    await expect
      .poll(() => api.askedFor('PUT', '/outreach/plans/cpl_1')[0]?.body)
      .toMatchObject({ name: '生日祝福', occasion: 'birthday', isActive: false });
    await shot('plans-1280');
  });

  it('draws a year, and says why things were not sent', async () => {
    await open('/outreach/care?tab=year&year=2026');
    await desk.page.locator('canvas').nth(1).waitFor();
    await desk.page.getByText('没有审核通过的模板 1,200').waitFor();
    await desk.page.getByText('有投诉还没办结 60').waitFor();
    await desk.page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
    await shot('year-1280');
    await shootPhone('year');
  });
});

describe('the rules of outreach', () => {
  it('are read by all who watch and changed by administrators', async () => {
    await open('/outreach/settings');
    await desk.page.getByText('7 天内最多 1 条，30 天内最多 2 条').waitFor();
    await shot('rules-1280');
    await desk.page.getByRole('button', { name: '修改规则' }).click();
    const form = desk.page.getByRole('dialog');
    await form.getByLabel('拒赔后暂停天数').fill('14');
    await shot('rules-edit-1280');
    await form.getByRole('button', { name: '保存' }).click();
    await expect
      .poll(() => api.askedFor('PUT', '/outreach/settings')[0]?.body)
      .toMatchObject({ quietDaysAfterRejection: 14, consent: { survey: 'not_refused' } });
    await desk.page.getByRole('tab', { name: '发送账号' }).click();
    await desk.page.getByText('212 / 300').waitFor();
    await shot('accounts-1280');
    await desk.page.getByRole('tab', { name: '静默日' }).click();
    await desk.page.getByText('每年 09-18').waitFor();
    await shootPhone('silent');
  });

  it('are not for whoever answers customers', async () => {
    api.role = 'agent';
    await open('/outreach/settings');
    await desk.page.getByText('没有这个页面').waitFor();
  });
});
