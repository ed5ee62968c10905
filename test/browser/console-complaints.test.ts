import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { fillComplaints, COMPLAINT_NO as NO } from '../support/complaint-desk.ts';
import { sampleNotice } from '../support/complaint-samples.ts';
import {
  type ConsolePage,
  DESKTOP,
  openConsolePage,
  PHONE,
  untilQuiet,
} from '../support/console-page.ts';
import { FakeAdminApi } from '../support/fake-admin-api.ts';

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
  fillComplaints(api);
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
  desk.page.screenshot({ path: `${SHOTS}/complaints-${name}.png`, fullPage: false });

const rows = () => desk.page.getByRole('table', { name: '投诉' }).locator('tbody tr[data-row-key]');

describe('the list', () => {
  it('counts down the next clock of each, says what stands still and what is late', async () => {
    api.role = 'supervisor';
    await open('/complaints');
    await rows().nth(3).waitFor();
    await desk.page.getByText(/首次人工反馈 剩 39分\d\d秒/).waitFor();
    await desk.page.getByText('告知处理方案 已暂停').waitFor();
    const late = desk.page.getByText(/告知处理方案 超时 12分\d\d秒/);
    const first = await late.textContent();
    await expect.poll(() => late.textContent()).not.toBe(first);
    await shot('list-1280');
  });

  it('begins with my own, and keeps tab and filters in the address', async () => {
    await open('/complaints');
    await expect.poll(() => rows().count()).toBe(3);
    await desk.page.getByRole('tab', { name: '未分派' }).click();
    await expect.poll(() => rows().count()).toBe(1);
    expect(new URL(desk.page.url()).search).toBe('?view=free');
    await desk.page.getByRole('tab', { name: '已超时' }).click();
    await desk.page.getByRole('link', { name: 'TS20261120002' }).waitFor();
    await expect.poll(() => rows().count()).toBe(1);
  });

  it('refreshes only the row of a complaint that moved, and lets one leave that no longer belongs', async () => {
    await open('/complaints');
    await rows().nth(2).waitFor();
    // Once the stream stands, everything is read anew.
    await expect.poll(() => api.askedFor('GET', '/notices').length).toBeGreaterThan(1);
    const asked = () => api.askedFor('GET', '/complaints').length;
    const before = await untilQuiet(desk, asked);
    api.complaints.change(NO, { status: 'INVESTIGATING', flags: ['escalated'] });
    api.emit({ kind: 'complaint', complaintNo: NO });
    await desk.page.getByText('已升级').waitFor();
    expect(api.askedFor('GET', `/complaints/${NO}`)).toHaveLength(1);
    expect(asked()).toBe(before);
    api.complaints.change(NO, { handlerId: 'agt_li' });
    api.emit({ kind: 'complaint', complaintNo: NO });
    await expect.poll(() => rows().count()).toBe(2);
  });

  it('keeps a filter under a name', async () => {
    await open('/complaints?view=late&severity=S2');
    await desk.page.getByRole('button', { name: '我的筛选' }).click();
    await desk.page.getByText('保存为筛选').click();
    await desk.page.getByLabel('名称').fill('S2 超时');
    await desk.page.getByRole('button', { name: '保存' }).click();
    await desk.page.getByText('筛选已保存').waitFor();
    await expect
      .poll(() => api.complaints.filters[0]?.query)
      .toEqual({ view: 'late', severity: 'S2' });
    await desk.page.getByRole('tab', { name: '全部' }).click();
    await desk.page.getByRole('button', { name: '我的筛选' }).click();
    await desk.page.getByText('S2 超时').click();
    await expect.poll(() => new URL(desk.page.url()).search).toBe('?view=late&severity=S2');
  });

  it('is a list of cards on a phone, and its filters open when they are wanted', async () => {
    api.role = 'supervisor';
    await open('/complaints', PHONE);
    await desk.page.getByRole('listitem').nth(2).waitFor();
    await shot('list-390');
    const width = await desk.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await desk.page.getByRole('button', { name: 'filter 筛选' }).click();
    await desk.page.getByRole('search', { name: '筛选' }).waitFor();
    await shot('list-390-filters');
  });

  it('shows the same in the dark', async () => {
    api.role = 'supervisor';
    await open('/complaints', { ...PHONE, colorScheme: 'dark' });
    await desk.page.getByRole('listitem').nth(2).waitFor();
    await shot('list-390-dark');
  });

  it('shows analysis and rules on a phone without a scrollbar below', async () => {
    api.role = 'admin';
    await open('/complaint-analysis?from=2026-11-01&to=2026-11-23', PHONE);
    await desk.page.locator('canvas').waitFor();
    await shot('causes-390');
    await desk.page.goto(`${api.origin}/console/sla`);
    await desk.page.getByText('媒体和监管来源加急').waitFor();
    await shot('sla-390');
    const width = await desk.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });

  it('registers a complaint that a regulator passed on', async () => {
    await open('/complaints');
    await desk.page.getByRole('button', { name: '登记投诉' }).click();
    const form = desk.page.getByRole('dialog');
    await form.getByRole('textbox', { name: '事由' }).fill('拒绝续保交强险');
    await form.getByLabel('来源').click();
    await desk.page.getByTitle('监管转办（12378）').click();
    await form.getByLabel('转办编号').fill('JG-2026-118');
    await form.getByRole('button', { name: '添加' }).click();
    await form.getByLabel('名称').fill('北京一部');
    await shot('new-1280');
    await form.getByRole('button', { name: '登记', exact: true }).click();
    await desk.page.getByText('投诉 TS20261123001', { exact: true }).waitFor();
    await expect
      .poll(() => api.askedFor('POST', '/complaints')[0]?.body)
      .toEqual({
        source: 'regulator_12378',
        sourceRef: 'JG-2026-118',
        matter: '拒绝续保交强险',
        nature: 'complaint',
        complainantRole: 'self',
        respondents: [{ kind: 'agent', name: '北京一部' }],
      });
  });
});

describe('the bell', () => {
  it('counts what is unread, live, and leads to the complaint', async () => {
    await open('/complaints');
    await desk.page.getByRole('button', { name: '通知，没有未读' }).waitFor();
    api.complaints.notices.push(
      sampleNotice('nt_1', { level: 2 }),
      sampleNotice('nt_2', {
        kind: 'digest',
        complaintNo: null,
        count: 9,
        complaintNos: [NO, 'TS20261122002'],
        clock: null,
        level: null,
        dueAt: null,
      }),
    );
    api.emit({ kind: 'notice', agentId: 'agt_me' });
    await desk.page.getByRole('button', { name: '通知，2 条未读' }).click();
    await desk.page.getByText('首次人工反馈已到期未完成').waitFor();
    await desk.page.getByText('这一小时有 9 条时限提醒').waitFor();
    await expect
      .poll(() => desk.page.locator('.ant-popover').evaluate((it) => getComputedStyle(it).opacity))
      .toBe('1');
    await shot('bell-1280');
    await desk.page.getByRole('region', { name: '通知' }).getByText(NO).first().click();
    await desk.page.getByText(`投诉 ${NO}`).waitFor();
    await desk.page.getByRole('button', { name: '通知，1 条未读' }).waitFor();
    await expect
      .poll(() => api.askedFor('POST', '/notices/read')[0]?.body)
      .toEqual({ ids: ['nt_1'] });
  });

  it('is not asked for the notices of somebody else', async () => {
    await open('/complaints');
    await desk.page.getByRole('button', { name: '通知，没有未读' }).waitFor();
    const asked = () => api.askedFor('GET', '/notices').length;
    await expect.poll(asked).toBeGreaterThan(1);
    const before = await untilQuiet(desk, asked);
    api.emit({ kind: 'notice', agentId: 'agt_li' });
    api.emit({ kind: 'notice', agentId: 'agt_me' });
    await expect.poll(asked).toBe(before + 1);
    expect(await untilQuiet(desk, asked)).toBe(before + 1);
  });
});

describe('analysis and rules', () => {
  it('draws causes, rates with their intervals, and links to the cases', async () => {
    api.role = 'supervisor';
    await open('/complaint-analysis?from=2026-11-01&to=2026-11-23');
    await desk.page.getByText('计入 41 件').waitFor();
    await desk.page.locator('canvas').waitFor();
    await shot('causes-1280');
    const link = desk.page.getByRole('link', { name: '13 件' });
    expect(await link.getAttribute('href')).toBe(
      '/console/complaints?view=all&from=2026-11-01&to=2026-11-23&category=CLAIM.ASSESS_AMOUNT',
    );
    await desk.page.getByRole('tab', { name: '办理时效' }).click();
    await desk.page.getByText('38 / 41').waitFor();
    await desk.page.getByText('95% 区间 80.6% – 97.5%').waitFor();
    await desk.page.getByRole('link', { name: 'TS20261120002' }).waitFor();
    await shot('timeliness-1280');
    for (const [tab, words] of [
      ['质量与满意度', '平均 3.90 分'],
      ['同类多发', '修理厂 顺达汽修'],
      ['溯源整改', '车险理赔部'],
      ['监管指标', '4.65'],
    ] as const) {
      await desk.page.getByRole('tab', { name: tab }).click();
      await desk.page.getByText(words).first().waitFor();
      await shot(`analysis-${tab}-1280`);
    }
  });

  it('edits a rule into its next version', async () => {
    api.role = 'admin';
    await open('/sla');
    await desk.page.getByText('媒体和监管来源加急').waitFor();
    await shot('sla-1280');
    await desk.page.getByRole('button', { name: '编辑' }).click();
    const form = desk.page.getByRole('dialog');
    await form.getByLabel('首次人工反馈 时长').fill('6');
    await form.getByRole('switch', { name: '同时用于未办结的投诉' }).click();
    await shot('sla-edit-1280');
    await form.getByRole('button', { name: '保存' }).click();
    await desk.page.getByText('2 件未办结投诉已按新规则重算').waitFor();
    const sent = () => api.askedFor('PUT', '/sla-policies/media')[0]?.body;
    await expect.poll(sent).toMatchObject({
      appliesToOpen: true,
      targets: [
        { kind: 'first_feedback', length: { basis: 'working', minutes: 360 } },
        { kind: 'resolution' },
        { kind: 'regulator' },
      ],
    });
  });

  it('hides the analysis from whoever answers customers', async () => {
    await open('/complaint-analysis');
    await desk.page.getByText('没有这个页面').waitFor();
  });
});
