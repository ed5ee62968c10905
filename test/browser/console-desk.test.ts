import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { ago } from '../support/admin-samples.ts';
import { launchBrowser } from '../support/browser.ts';
import { fillDesk } from '../support/console-desk.ts';
import { type ConsolePage, openConsolePage, PHONE, shootDark } from '../support/console-page.ts';
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

async function open(path = '', options?: BrowserContextOptions): Promise<ConsolePage> {
  desk = await openConsolePage(browser, api, options);
  await desk.enter(path);
  return desk;
}

const shot = (name: string) => desk.page.screenshot({ path: `${SHOTS}/${name}.png` });
const composer = () => desk.page.getByLabel('回复客户');
const log = () => desk.page.getByRole('log');

describe('looks', () => {
  it('draws the sign-in, and what it says when it is refused or locked', async () => {
    desk = await openConsolePage(browser, api);
    await desk.open('/desk/con_hof_mine');
    await desk.page.getByLabel('用户名').waitFor();
    await shot('sign-in-1280');
    api.refusals.set('POST /sessions', { status: 401, code: 'unauthenticated' });
    await desk.signIn();
    await desk.page.getByText('用户名或密码不正确').waitFor();
    await shot('sign-in-refused-1280');
    api.refusals.set('POST /sessions', { status: 429, code: 'too_many_requests', retryAfter: 300 });
    await desk.signIn();
    await desk.page.getByText(/尝试次数过多，请在 \d\d:\d\d 后再试/).waitFor();
    api.refusals.clear();
    await desk.signIn();
    // Back to where one wanted to go.
    await log().getByText('那什么时候能有结果').waitFor();
  });

  it('draws the desk at both widths, light and dark', async () => {
    await open('/desk/con_hof_mine');
    await log().getByText('那什么时候能有结果').waitFor();
    await desk.page.getByText('定损复核时限').waitFor();
    await shot('desk-1280');
    await shootDark(desk, `${SHOTS}/desk-1280-dark.png`);
    await desk.page.close();
    await open('', PHONE);
    await desk.page.getByText('访客 kqzt').waitFor();
    await shot('desk-list-390');
    await desk.page.getByText('那什么时候能有结果').click();
    await log().getByText('那什么时候能有结果').waitFor();
    await shot('desk-chat-390');
    await desk.page.getByRole('button', { name: '客户资料' }).click();
    await desk.page.getByText('京A1***5').waitFor();
    await shot('desk-side-390');
  });
});

describe('the talk', () => {
  it('sends with Enter, breaks with Shift+Enter, and shows what the customer says at once', async () => {
    await open('/desk/con_hof_mine');
    await composer().fill('第一行');
    await composer().press('Shift+Enter');
    await composer().pressSequentially('第二行');
    await composer().press('Enter');
    await log().getByText('第一行').waitFor();
    // The words are shown before the request has arrived.
    const asked = () => api.askedFor('POST', '/conversations/con_hof_mine/messages');
    await expect.poll(() => asked().length).toBe(1);
    expect(asked()[0]?.body).toEqual({
      text: '第一行\n第二行',
      source: 'written',
      acceptsWarnings: false,
    });
    await expect.poll(() => composer().inputValue()).toBe('');
    api.say('con_hof_mine', '好的，明白了');
    await log().getByText('好的，明白了').waitFor();
    await expect.poll(() => log().getByText('第一行').count()).toBe(1);
  });

  it('does not send the Enter that ends a word of pinyin', async () => {
    await open('/desk/con_hof_mine');
    await composer().fill('nihao');
    await composer().dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    await composer().dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    expect(await composer().inputValue()).toBe('nihao');
    expect(api.askedFor('POST', '/conversations/con_hof_mine/messages')).toEqual([]);
  });

  it('sends again with the same key what did not go out', async () => {
    await open('/desk/con_hof_mine');
    const path = '/conversations/con_hof_mine/messages';
    api.refusals.set(`POST ${path}`, { status: 503, code: 'unavailable' });
    await composer().fill('请稍等');
    await composer().press('Enter');
    await desk.page.getByText('没有发出').waitFor();
    await shot('not-sent-1280');
    api.refusals.clear();
    await desk.page.getByRole('button', { name: '重发' }).click();
    await desk.page.getByText('没有发出').waitFor({ state: 'detached' });
    // The words go back to being sent before the request has arrived.
    const keys = () => api.askedFor('POST', path).map(({ headers }) => headers['idempotency-key']);
    await expect.poll(() => keys().length).toBe(2);
    expect(new Set(keys()).size).toBe(1);
  });

  it('never sends blocked words, and asks once about doubtful ones', async () => {
    await open('/desk/con_hof_mine');
    await composer().fill('我们保证赔付');
    await desk.page.getByText('不能承诺赔付结果').waitFor();
    await desk.page.getByText('建议改为：会按条款和查勘结果处理').waitFor();
    await shot('blocked-words-1280');
    await composer().press('Enter');
    expect(await desk.page.getByRole('button', { name: '发送' }).isDisabled()).toBe(true);
    await composer().fill('大概三天');
    await desk.page.getByText('说法含糊').waitFor();
    await composer().press('Enter');
    const meant = desk.page.getByRole('button', { name: '仍然发送' });
    await meant.waitFor();
    await shot('warning-words-1280');
    await meant.click();
    await log().getByText('大概三天').waitFor();
    const first = () => api.askedFor('POST', '/conversations/con_hof_mine/messages')[0]?.body;
    await expect.poll(first).toMatchObject({
      acceptsWarnings: true,
    });
  });

  it('offers canned answers after a slash, with the variables filled in', async () => {
    await open('/desk/con_hof_mine');
    await composer().pressSequentially('/');
    await desk.page.getByText('/recheck').waitFor();
    await shot('canned-1280');
    await composer().pressSequentially('复核');
    await expect.poll(() => desk.page.locator('.canned li').count()).toBe(1);
    await composer().press('Enter');
    await expect
      .poll(() => composer().inputValue())
      .toBe('王先生，赔案 CL2026110300012 我已为您提交定损复核。');
    await composer().press('Enter');
    await log().getByText('我已为您提交定损复核').waitFor();
    const first = () => api.askedFor('POST', '/conversations/con_hof_mine/messages')[0]?.body;
    await expect.poll(first).toMatchObject({
      source: 'canned',
    });
  });

  it('puts a suggested answer into the draft and sends nothing by itself', async () => {
    await open('/desk/con_hof_mine');
    await desk.page.getByText('定损复核时限').waitFor();
    await composer().press('Control+j');
    await expect.poll(() => composer().inputValue()).toContain('2个工作日');
    expect(api.askedFor('POST', '/conversations/con_hof_mine/messages')).toEqual([]);
  });

  it('uploads a photo when it is chosen and sends it with the words', async () => {
    await open('/desk/con_hof_mine');
    const png = await desk.page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 40 } });
    await desk.page
      .locator('input[type=file]')
      .setInputFiles({ name: '定损单.png', mimeType: 'image/png', buffer: png });
    await desk.page.locator('.tray-ready').waitFor();
    await shot('tray-1280');
    await composer().press('Enter');
    await expect
      .poll(() => api.askedFor('POST', '/conversations/con_hof_mine/messages')[0]?.body)
      .toMatchObject({ fileIds: ['fil_2'] });
  });

  it('keeps the draft of each conversation', async () => {
    await open('/desk/con_hof_mine');
    await composer().fill('写到一半');
    await desk.page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => desk.page.url()).toContain('con_hof_two');
    await expect.poll(() => composer().inputValue()).toBe('');
    await desk.page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => composer().inputValue()).toBe('写到一半');
  });

  it('says when the channel lets nothing through any more', async () => {
    api.window = { maySend: false, windowEndsAt: ago(60), quotaLeft: 3 };
    await open('/desk/con_hof_mine');
    await desk.page.locator('.window-line.is-bad').waitFor();
    await composer().fill('还在吗');
    expect(await desk.page.getByRole('button', { name: '发送' }).isDisabled()).toBe(true);
  });

  it('shows the words behind the mask after a reason was given', async () => {
    await open('/desk/con_hof_mine');
    await desk.page.getByRole('button', { name: '看原文' }).first().click();
    await desk.page.getByRole('dialog').getByRole('textbox').fill('回电需要');
    await desk.page.getByRole('dialog').getByRole('textbox').press('Enter');
    await desk.page.getByText('电话 13800138000 打过来').waitFor();
    const [asked] = api.asked.filter(({ path }) => path.endsWith('/reveal'));
    expect(asked?.body).toEqual({ reason: '回电需要' });
  });

  it('loads what was said before and keeps the place', async () => {
    api.messages.delete('con_hof_mine');
    for (let at = 1; at <= 120; at += 1) api.say('con_hof_mine', `第${at}句`);
    await open('/desk/con_hof_mine');
    await log().getByText('第120句').waitFor();
    expect(await log().getByText('第70句').count()).toBe(0);
    await desk.page.getByRole('button', { name: '查看更早的消息' }).click();
    await log().getByText('第70句').waitFor();
    await expect.poll(() => log().evaluate((box) => box.scrollTop)).toBeGreaterThan(500);
  });
});
