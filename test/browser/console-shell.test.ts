import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { fillDesk } from '../support/console-desk.ts';
import { type ConsolePage, openConsolePage, PHONE } from '../support/console-page.ts';
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
  fillDesk(api);
  await api.start();
});

afterEach(async () => {
  await desk.page.close();
  await api.stop();
  expect(desk.complaints).toEqual([]);
  expect(desk.outside).toEqual([]);
});

async function open(path = '', options?: BrowserContextOptions): Promise<void> {
  desk = await openConsolePage(browser, api, options);
  await desk.enter(path);
  await desk.page.getByRole('button', { name: '账号：陈晓' }).waitFor();
}

const shot = (name: string) => desk.page.screenshot({ path: `${SHOTS}/${name}.png` });
const button = (name: string | RegExp) => desk.page.getByRole('button', { name });

describe('what one does with a talk', () => {
  it('is given to a colleague who is there and has room', async () => {
    await open('/desk/con_hof_mine');
    await button('转接').click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByText('李静').waitFor();
    expect(await dialog.getByRole('button', { name: /赵磊/ }).isDisabled()).toBe(true);
    expect(await dialog.getByRole('button', { name: /孙悦/ }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: /李静/ }).click();
    await dialog.getByLabel('给同事的话').fill('定损有分歧');
    await shot('transfer-1280');
    await dialog.getByRole('button', { name: '转接', exact: true }).click();
    await desk.page.getByText('已转接，客户会收到转接提示').waitFor();
    await expect
      .poll(() => api.askedFor('POST', '/handoffs/hof_mine/transfer')[0]?.body)
      .toEqual({
        to: { kind: 'agent', agentId: 'agt_2' },
        note: '定损有分歧',
      });
    // Whoever gave it away cannot answer any more.
    await desk.page.getByLabel('回复客户').waitFor({ state: 'detached' });
  });

  it('goes back to the bot after a question', async () => {
    await open('/desk/con_hof_mine');
    await desk.page.getByLabel('回复客户').waitFor();
    await desk.page.keyboard.press('Alt+b');
    await button('交还').last().click();
    await desk.page.getByText('机器人接待中').waitFor();
    const given = () => api.askedFor('POST', '/handoffs/hof_mine/return-to-bot');
    await expect.poll(() => given().length).toBe(1);
  });

  it('ends with a result now, or with one later', async () => {
    await open('/desk/con_hof_mine');
    await desk.page.getByLabel('回复客户').waitFor();
    await desk.page.keyboard.press('Alt+e');
    await button('先结束，稍后填结果').waitFor();
    await shot('close-1280');
    await button('先结束，稍后填结果').click();
    await desk.page.getByText('谈话已结束，请填写结果').waitFor();
    await shot('wrap-up-1280');
    await desk.page.getByRole('region', { name: '聊天记录' }).getByText('已解决').click();
    await button('保存结果').click();
    await expect
      .poll(() => api.askedFor('POST', '/handoffs/hof_mine/close').map(({ body }) => body))
      .toEqual([{ wrapUp: true }, { resultCode: 'solved' }]);
  });

  it('registers a complaint, makes a task and links a claim without leaving the talk', async () => {
    await open('/desk/con_hof_mine');
    const choose = async (name: string): Promise<void> => {
      await button('更多').click();
      await desk.page.getByRole('menuitem', { name }).click();
    };
    await choose('登记投诉');
    await desk.page.getByLabel('投诉事项').fill('定损金额差距大，无人解释');
    await shot('complaint-1280');
    await button('登记').last().click();
    await desk.page.getByText('已登记投诉 TS20261123001').waitFor();
    await expect
      .poll(() => api.askedFor('POST', '/complaints')[0]?.body)
      .toEqual({
        matter: '定损金额差距大，无人解释',
        conversationId: 'con_hof_mine',
        customerNo: 'C000017',
      });
    await choose('建任务');
    await desk.page.getByLabel('要做什么').fill('催定损复核');
    await shot('task-1280');
    await button('建立').click();
    await desk.page.getByText('已建立 RW20261123001').waitFor();
    await choose('关联赔案');
    await desk.page.getByLabel('编号').fill('CL2026110300012');
    // What is suggested lies over the button until one leaves the field.
    await desk.page.getByLabel('编号').press('Tab');
    await button('关联').last().click();
    await expect
      .poll(() => api.askedFor('POST', '/conversations/con_hof_mine/links')[0]?.body)
      .toEqual({ kind: 'claim', ref: 'CL2026110300012' });
  });

  it('is taken over by a supervisor only', async () => {
    api.move('hof_two', { agentId: 'agt_2', agentName: '李静' });
    await open('/desk/con_hof_two');
    await desk.page.getByText('由 李静 负责').waitFor();
    expect(await button('接管会话').count()).toBe(0);
    await desk.page.close();
    api.role = 'supervisor';
    await open('/desk/con_hof_two');
    await button('接管会话').click();
    await button('接管会话').last().click();
    await desk.page.getByLabel('回复客户').waitFor();
  });
});

describe('the shell', () => {
  it('asks for everything again when the stream came back', async () => {
    await open('/desk');
    await desk.page.getByText('赵*华').waitFor();
    api.refusals.set('GET /events', { status: 503, code: 'unavailable' });
    api.dropStreams();
    await desk.page.getByLabel('实时连接中断').waitFor();
    // Nobody tells of it.
    const [waiting] = api.handoffs.splice(3, 1);
    expect(waiting?.customerName).toBe('赵*华');
    api.refusals.clear();
    await desk.page.getByLabel('实时连接正常').waitFor({ timeout: 10_000 });
    await desk.page.getByText('赵*华').waitFor({ state: 'detached' });
  });

  it('asks to sign in again when the session is over, and comes back to the same place', async () => {
    await open('/desk/con_hof_mine');
    await desk.page.getByLabel('回复客户').fill('还没写完');
    await desk.page.context().clearCookies();
    api.say('con_hof_mine', '在吗');
    await desk.page.getByText('登录已过期，请重新登录').waitFor();
    await desk.signIn();
    await expect.poll(() => desk.page.getByLabel('回复客户').inputValue()).toBe('还没写完');
    expect(desk.page.url()).toContain('/desk/con_hof_mine');
  });

  it('forgets drafts with the sign-out', async () => {
    await open('/desk/con_hof_mine');
    await desk.page.getByLabel('回复客户').fill('还没写完');
    await button('账号：陈晓').click();
    await shot('account-1280');
    await desk.page.getByRole('menuitem', { name: '退出登录' }).click();
    await desk.page.getByLabel('用户名').waitFor();
    const kept = () => desk.page.evaluate(() => Object.keys(sessionStorage));
    await expect.poll(kept).toEqual([]);
  });

  it('searches from anywhere with / and Ctrl+K, and lists the keys with ?', async () => {
    await open('/desk');
    await desk.page.keyboard.press('/');
    await desk.page.keyboard.type('CL2026');
    await desk.page.getByText('京A1***5').waitFor();
    await shot('search-1280');
    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('main').focus();
    await desk.page.keyboard.press('?');
    await desk.page.getByRole('dialog', { name: '键盘快捷键' }).waitFor();
    await shot('shortcuts-1280');
  });

  it('asks before it gives back whoever waits for me', async () => {
    await open('/desk');
    await button(/我的状态/).click();
    await desk.page.getByText('不接新客户').waitFor();
    await shot('presence-1280');
    await desk.page.getByText('等待您回复的客户会转给同事').click();
    await desk.page.getByText('正在等您回复的客户会重新排队').waitFor();
    expect(api.presence).toBe('online');
    await button('离开').last().click();
    await expect.poll(() => api.presence).toBe('away');
  });

  it('says what went wrong with a list, and tries again', async () => {
    api.refusals.set('GET /handoffs', { status: 503, code: 'unavailable' });
    await open('/desk');
    await desk.page.getByText('排队列表没有加载成功').waitFor();
    await shot('failed-lists-1280');
    api.refusals.clear();
    await button('重试').last().click();
    await desk.page.getByText('赵*华').waitFor();
  });

  it('has a way back from a page that is not there', async () => {
    await open('/nowhere');
    await desk.page.getByText('没有这个页面').waitFor();
    await button('回到首页').click();
    await expect.poll(() => desk.page.url()).toContain('/console/desk');
  });

  it('opens its menu as a drawer on a phone', async () => {
    await open('/desk', PHONE);
    await button('菜单').click();
    await desk.page.getByRole('dialog').getByText('工作台').waitFor();
    await shot('menu-390');
  });

  it('weighs less than 600 KB, sign-in and desk together', async () => {
    const requested: string[] = [];
    desk = await openConsolePage(browser, api);
    desk.page.on('request', (request) => requested.push(new URL(request.url()).pathname));
    await desk.enter('/desk/con_hof_mine');
    await desk.page.getByLabel('回复客户').waitFor();
    const assets = await readdir(join(inject('pagesFolder'), 'console/assets'));
    const loaded = assets.filter((name) => requested.includes(`/console/assets/${name}`));
    const sizes = await Promise.all(
      loaded.map(
        async (name) =>
          gzipSync(await readFile(join(inject('pagesFolder'), 'console/assets', name))).length,
      ),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(100_000);
    expect(total).toBeLessThan(600_000);
  });
});
