import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type ConsolePage, DESKTOP, openConsolePage, PHONE } from '../support/console-page.ts';
import { FakeAdminApi } from '../support/fake-admin-api.ts';
import { FakeOutreach } from '../support/fake-outreach.ts';
import { sampleTemplate } from '../support/outreach-samples.ts';

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
  api.more.push((routes) => outreach.addTo(routes));
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

const shot = (name: string) => desk.page.screenshot({ path: `${SHOTS}/outreach-${name}.png` });
const button = (name: string) => desk.page.getByRole('button', { name, exact: true });

/** On a phone nothing may stick out. */
async function expectNarrow(): Promise<void> {
  const isTooWide = () =>
    desk.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
  await expect.poll(isTooWide).toBe(false);
}

describe('templates', () => {
  it('are written with variables, checked while one writes, and handed in', async () => {
    api.role = 'agent';
    await open('/outreach/templates');
    await desk.page.getByRole('link', { name: '中秋问候' }).waitFor();
    await shot('templates-1280');
    await button('新建模板').click();
    const form = desk.page.getByRole('dialog');
    await form.getByLabel('代码').fill('winter');
    await form.getByLabel('名称').fill('冬季用车');
    await form.getByLabel('A 版正文').fill('，这是最好的车险。');
    await form.getByText('绝对化用语').waitFor();
    await form.getByLabel('A 版正文').evaluate((it) => {
      if (it instanceof HTMLTextAreaElement) it.setSelectionRange(0, 0);
    });
    await form.getByRole('button', { name: '{称呼}' }).click();
    await shot('template-new-1280');
    await expect
      .poll(() => form.getByLabel('A 版正文').inputValue())
      .toBe('{称呼}，这是最好的车险。');
    await form.getByLabel('A 版正文').fill('{称呼}，天冷路滑，慢一点。');
    await form.getByText('没有发现问题').waitFor();
    await form.getByRole('button', { name: '保存' }).click();
    await button('提交审核').click();
    await desk.page.getByText('待审核').first().waitFor();
    expect(api.askedFor('POST', '/outreach/templates')[0]?.body).toMatchObject({
      code: 'winter',
      variants: [{ key: 'A', text: '{称呼}，天冷路滑，慢一点。' }],
    });
  });

  it('are reviewed by somebody else, who says why, and previewed on real customers', async () => {
    outreach.templates.set('otp_2', sampleTemplate('otp_2', { status: 'in_review' }));
    await open('/outreach/templates/otp_2');
    await button('预览').click();
    await desk.page.getByText('请把车停到高处').waitFor();
    await shot('template-1280');
    await button('退回').click();
    const form = desk.page.getByRole('dialog');
    await form.getByRole('button', { name: '退回' }).click();
    await form.getByText('请填写这一项').waitFor();
    await form.getByLabel('退回原因').fill('称呼后面少了问候');
    await form.getByRole('button', { name: '退回' }).click();
    await desk.page.getByText('退回原因：称呼后面少了问候').waitFor();
    await desk.page.setViewportSize({ width: 390, height: 844 });
    await expectNarrow();
    await shot('template-390');
  });

  it('are not reviewed by whoever wrote in them', async () => {
    const own = sampleTemplate('otp_3', { status: 'in_review', writerIds: ['agt_me'] });
    outreach.templates.set('otp_3', own);
    await open('/outreach/templates/otp_3', PHONE);
    await desk.page.getByText('须由其他班组长或管理员审核').waitFor();
    expect(await button('通过').count()).toBe(0);
  });
});
