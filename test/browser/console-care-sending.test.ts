import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type ConsolePage, DESKTOP, openConsolePage } from '../support/console-page.ts';
import { FakeAdminApi } from '../support/fake-admin-api.ts';
import { FakeOutreach } from '../support/fake-outreach.ts';
import { sampleCampaign, sampleDelivery, sampleTemplate } from '../support/outreach-samples.ts';

const SHOTS = 'test-results/console';
let browser: Browser;
let api: FakeAdminApi;
let outreach: FakeOutreach;
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
  outreach = new FakeOutreach();
  outreach.templates.set('otp_1', sampleTemplate('otp_1'));
  outreach.campaigns.set('cmp_run', sampleCampaign('cmp_run'));
  outreach.campaigns.set(
    'cmp_ask',
    sampleCampaign('cmp_ask', { name: '年检提醒', status: 'asking', shareOfB: 0 }),
  );
  outreach.campaigns.set(
    'cmp_draft',
    sampleCampaign('cmp_draft', { name: '冬季用车', status: 'draft', counts: [], doneBy: null }),
  );
  outreach.deliveries.push(
    sampleDelivery('0001', { status: 'delivered', openedAt: new Date().toISOString() }),
    sampleDelivery('0002', { status: 'suppressed', reason: 'open_complaint', way: null }),
    sampleDelivery('0003', { status: 'unknown', reason: 'sender_died', variant: 'B' }),
  );
  api.more.push((routes) => outreach.addTo(routes));
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
const button = (name: string) => desk.page.getByRole('button', { name, exact: true });

/** On a phone nothing may stick out. */
async function expectNarrow(): Promise<void> {
  const isTooWide = () =>
    desk.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
  await expect.poll(isTooWide).toBe(false);
}

describe('campaigns', () => {
  it('show how far each is, and move by themselves', async () => {
    await open('/outreach/campaigns');
    await desk.page.getByText('待发送 6,400').first().waitFor();
    await desk.page.getByText('已发送 4,880').first().waitFor();
    await shot('campaigns-1280');
    outreach.change('cmp_run', { counts: [{ status: 'sent', reason: null, count: 12_400 }] });
    await desk.page.getByText('已发送 12,400').waitFor();
    await desk.page.setViewportSize({ width: 390, height: 844 });
    await expectNarrow();
    await shot('campaigns-390');
  });

  it('tell who got nothing and why, and what may be said of two texts', async () => {
    await open('/outreach/campaigns/cmp_run');
    await desk.page.getByText('打开率：B 版更高，相差 7.0 个百分点').waitFor();
    await desk.page.getByText('不能说哪一版更好').waitFor();
    await desk.page.getByText('有投诉还没办结').first().waitFor();
    await shot('campaign-1280');
    await desk.page.getByText('逐人明细').scrollIntoViewIfNeeded();
    const rows = desk.page.getByRole('table', { name: '逐人明细' }).locator('tr[data-row-key]');
    await expect.poll(() => rows.count()).toBe(3);
    await desk.page.getByLabel('结果').click();
    await desk.page.getByTitle('不发送', { exact: true }).click();
    await expect.poll(() => rows.count()).toBe(1);
    await button('暂停').click();
    await button('继续').waitFor();
    expect(api.askedFor('POST', '/outreach/campaigns/cmp_run/pause')).toHaveLength(1);
    await desk.page.setViewportSize({ width: 390, height: 844 });
    await expectNarrow();
    await shot('campaign-390');
  });

  it('ask when their window is over', async () => {
    await open('/outreach/campaigns/cmp_ask');
    await desk.page.getByText('在您决定之前不会自动补发').waitFor();
    await shot('asking-1280');
    await button('换个时间继续').click();
    const form = desk.page.getByRole('dialog');
    await form.getByLabel('开始').fill('2026-12-01T09:00');
    await form.getByLabel('结束').fill('2026-12-01T08:00');
    await form.getByRole('button', { name: '保存' }).click();
    await form.getByText('结束须晚于开始').waitFor();
    await form.getByLabel('结束').fill('2026-12-01T20:00');
    await form.getByRole('button', { name: '保存' }).click();
    await expect
      .poll(() => api.askedFor('POST', '/outreach/campaigns/cmp_ask/decide')[0]?.body)
      .toEqual({
        decision: 'extend',
        startsAt: '2026-12-01T01:00:00.000Z',
        endsAt: '2026-12-01T12:00:00.000Z',
      });
  });

  it('are drafted with an audience and started after the estimate was read', async () => {
    await open('/outreach/campaigns');
    await button('新建群发').click();
    const form = desk.page.getByRole('dialog');
    await form.getByLabel('名称').fill('苏州中秋');
    await form.getByLabel('话术模板').click();
    await desk.page.getByTitle('中秋问候（mid_autumn）').click();
    await form.getByText('中秋将至').waitFor();
    await form.getByRole('button', { name: '添加条件' }).click();
    await form.getByRole('combobox', { name: '城市' }).fill('苏州市');
    await form.getByRole('combobox', { name: '城市' }).press('Enter');
    await form.getByRole('button', { name: '看看有多少人' }).click();
    await form.getByText('3,210 人', { exact: true }).waitFor();
    await shot('campaign-new-1280');
    await form.getByLabel('开始').fill('2026-12-01T09:00');
    await form.getByLabel('结束').fill('2026-12-01T20:00');
    await form.getByRole('button', { name: '测算' }).click();
    await form.getByText(/约 12,400 人，2 个账号，预计.*18:40 发完/).waitFor();
    await shot('campaign-estimate-1280');
    await form.getByRole('button', { name: '保存为草稿' }).click();
    // It shows the same estimate as the question that follows.
    await form.waitFor({ state: 'detached' });
    await button('开始发送').click();
    const ask = desk.page.getByRole('dialog');
    await ask.getByText(/约 12,400 人/).waitFor();
    await ask.getByRole('button', { name: '开始发送' }).click();
    await desk.page.getByText('已安排发送').waitFor();
    expect(api.askedFor('POST', '/outreach/campaigns')[0]?.body).toMatchObject({
      name: '苏州中秋',
      templateId: 'otp_1',
      audienceRule: { all: [{ kind: 'city_in', cities: ['苏州市'] }] },
      startsAt: '2026-12-01T01:00:00.000Z',
    });
    expect(api.askedFor('POST', '/outreach/campaigns/cmp_new/start')).toHaveLength(1);
  });

  it('change nothing for whoever answers customers', async () => {
    api.role = 'agent';
    await open('/outreach/campaigns/cmp_run');
    await desk.page.getByText('逐人明细').waitFor();
    expect(await button('暂停').count()).toBe(0);
  });
});

describe('the storm notice', () => {
  it('is pressed in two steps, with the city, the people and the words in sight', async () => {
    outreach.templates.set(
      'otp_s',
      sampleTemplate('otp_s', { code: 'disaster_storm', pushClass: 'service', title: '暴雨提醒' }),
    );
    await open('/outreach/campaigns');
    // Its icon has a name of its own.
    await desk.page.getByRole('button', { name: '暴雨提醒' }).click();
    const form = desk.page.getByRole('dialog');
    await form.getByLabel('城市').fill('苏州市');
    await shot('storm-write-1280');
    await form.getByRole('button', { name: '下一步：核对' }).click();
    await desk.page.getByText('苏州市共 3,210 位客户会收到').waitFor();
    await desk.page.getByText('请把车停到高处').waitFor();
    const send = desk.page.getByRole('button', { name: '立即发出' });
    expect(await send.isDisabled()).toBe(true);
    await desk.page.getByText('我已核对城市、内容和人数').click();
    await shot('storm-check-1280');
    await send.click();
    await desk.page.getByText('已开始发送，共 3,210 人').waitFor();
    expect(api.askedFor('POST', '/outreach/disaster-notices').map(({ body }) => body)).toEqual([
      { city: '苏州市', kind: 'storm', ways: ['wechat', 'web', 'sms'] },
    ]);
  });
});
