import type { Browser, BrowserContextOptions, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { ago, ahead } from '../support/admin-samples.ts';
import { launchBrowser } from '../support/browser.ts';
import { fillDesk } from '../support/console-desk.ts';
import { type ConsolePage, openConsolePage, PHONE } from '../support/console-page.ts';
import { FakeAdminApi } from '../support/fake-admin-api.ts';

/** The smallest screen that agents have. */
const SMALL: BrowserContextOptions = { viewport: { width: 1280, height: 720 } };
let browser: Browser;
let api: FakeAdminApi;
let desk: ConsolePage;

beforeAll(async () => {
  browser = await launchBrowser();
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
});

async function open(path = '', options = SMALL): Promise<ConsolePage> {
  desk = await openConsolePage(browser, api, options);
  await desk.enter(path);
  return desk;
}

const composer = () => desk.page.getByLabel('回复客户');
const log = () => desk.page.getByRole('log');
const card = () => desk.page.getByRole('alertdialog', { name: '新客户等您接待' });
const boxOf = async (it: Locator) =>
  (await it.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };

async function areApart(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await boxOf(one), await boxOf(other)];
  return (
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
  );
}

function offer(): void {
  api.move('hof_wait2', { state: 'offered', offeredTo: 'agt_me', offeredUntil: ahead(0.5) });
}

describe('an offer', () => {
  it.each([
    ['1280', SMALL],
    ['390', PHONE],
  ])('leaves what one is writing in sight at %s', async (_width, options) => {
    await open('/desk/con_hof_mine', options);
    await composer().waitFor();
    offer();
    await card().waitFor();
    await expect.poll(() => areApart(card(), desk.page.locator('.composer'))).toBe(true);
    if (options === SMALL) {
      const actions = desk.page.locator('.chat-head-actions');
      await expect.poll(() => areApart(card(), actions)).toBe(true);
    }
  });

  it('to a colleague cannot be taken from the talk either', async () => {
    await open('/desk/con_hof_wait');
    const take = desk.page.getByRole('button', { name: '接待这位客户' });
    await take.waitFor();
    api.move('hof_wait', { state: 'offered', offeredTo: 'agt_other', offeredUntil: ahead(0.5) });
    await desk.page.getByText('正在请其他同事接待这位客户').waitFor();
    await expect.poll(() => take.count()).toBe(0);
  });

  it('lies below the menus of the top bar', async () => {
    await open('/desk');
    offer();
    await card().waitFor();
    await desk.page.getByLabel(/账号/).click();
    await desk.page.getByText('修改密码').click();
    await desk.page.getByLabel('当前密码').waitFor();
  });
});

describe('words that did not go out', () => {
  const path = '/conversations/con_hof_mine/messages';

  it('are there again after a look at another customer, and go out once', async () => {
    await open('/desk/con_hof_mine');
    api.refusals.set(`POST ${path}`, { status: 503, code: 'unavailable' });
    await composer().fill('请您稍等');
    await composer().press('Enter');
    await desk.page.getByText('没有发出').waitFor();
    await desk.page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => desk.page.url()).toContain('con_hof_two');
    await desk.page.keyboard.press('Alt+ArrowUp');
    await desk.page.getByText('没有发出').waitFor();
    api.refusals.clear();
    await desk.page.getByRole('button', { name: '重发' }).click();
    await desk.page.getByText('没有发出').waitFor({ state: 'detached' });
    const keys = () => api.askedFor('POST', path).map(({ headers }) => headers['idempotency-key']);
    await expect.poll(() => keys().length).toBe(2);
    expect(new Set(keys()).size).toBe(1);
    await desk.page.reload();
    await log().getByText('请您稍等').waitFor();
    expect(await desk.page.getByText('没有发出').count()).toBe(0);
  });
});

describe('a draft', () => {
  it('keeps its words when a quick reply is put into it', async () => {
    await open('/desk/con_hof_mine');
    await composer().fill('王先生您好，');
    const reply = desk.page.locator('.quick button').first();
    const words = await reply.getAttribute('title');
    await reply.click();
    await expect.poll(() => composer().inputValue()).toBe(`王先生您好，${words}`);
  });

  it('takes files that are pasted and dropped', async () => {
    await open('/desk/con_hof_mine');
    await composer().waitFor();
    const png = await desk.page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 40 } });
    await desk.page.evaluate((base64) => {
      const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], '现场.png', { type: 'image/png' }));
      const options = { bubbles: true, cancelable: true };
      document
        .querySelector('.composer-input')
        ?.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }));
      document.dispatchEvent(new DragEvent('dragover', { ...options, dataTransfer: data }));
      document.dispatchEvent(new DragEvent('drop', { ...options, dataTransfer: data }));
    }, png.toString('base64'));
    await expect.poll(() => desk.page.locator('.tray-ready').count()).toBe(2);
  });
});

describe('the channel', () => {
  it.each([
    ['the time is over', { windowEndsAt: ago(60), quotaLeft: 0 }, '客户超过48小时没有来信'],
    ['the messages are used up', { windowEndsAt: ahead(60), quotaLeft: 0 }, '本轮可发条数已用完'],
  ])('says that %s', async (_what, window, text) => {
    api.window = { maySend: false, ...window };
    await open('/desk/con_hof_mine');
    await desk.page.locator('.window-line.is-bad').getByText(text).waitFor();
  });
});

describe('the desk', () => {
  it('stays still when the clock of a wait comes and goes, and fits into one line', async () => {
    await open('/desk/con_hof_mine');
    await composer().waitFor();
    await desk.page.locator('.chat-head .wait').waitFor();
    const before = await boxOf(desk.page.locator('.chat-head'));
    api.move('hof_mine', { waitingSince: null });
    await desk.page.locator('.chat-head .wait').waitFor({ state: 'detached' });
    expect(await boxOf(desk.page.locator('.chat-head'))).toEqual(before);
    expect((await boxOf(desk.page.locator('.composer-bar'))).height).toBeLessThan(60);
  });

  it('tells whoever is away that nobody comes, and lets them begin', async () => {
    api.presence = 'away';
    await open('/desk');
    await desk.page.getByText('您现在是“离开”').waitFor();
    await desk.page.getByRole('button', { name: '上线接待' }).click();
    await expect
      .poll(() => api.askedFor('PUT', '/presence').map(({ body }) => body))
      .toEqual([{ presence: 'online' }]);
  });

  it('says in words that the connection is gone', async () => {
    await open('/desk');
    await desk.page.getByText('赵*华').waitFor();
    await api.stop();
    await desk.page.getByText('连接中断，正在恢复').waitFor();
    await api.start();
    await desk.page.getByText('连接中断，正在恢复').waitFor({ state: 'detached' });
  });

  it('goes on to whoever waits next with Ctrl+Enter', async () => {
    api.move('hof_two', { waitingSince: ago(30) });
    await open('/desk/con_hof_mine');
    await composer().fill('马上为您核实');
    await composer().press('Control+Enter');
    await expect.poll(() => desk.page.url()).toContain('con_hof_two');
  });

  it('names colleagues rather than their ids', async () => {
    await open('/desk/con_hof_mine');
    await desk.page.getByRole('tab', { name: '关联' }).click();
    await desk.page.getByText(/陈晓 · /).waitFor();
  });

  it('asks for notifications when one goes online, and sends them while one looks elsewhere', async () => {
    api.presence = 'away';
    desk = await openConsolePage(browser, api, SMALL);
    // A headless browser never asks anybody.
    await desk.page.addInitScript(() => {
      const shown: string[] = [];
      class Notification {
        static permission = 'default';
        static async requestPermission() {
          Notification.permission = 'granted';
          return 'granted';
        }
        constructor(title: string, { body }: { body: string }) {
          shown.push(`${title} ${body}`);
        }
      }
      Object.assign(window, { Notification, shown });
    });
    await desk.enter('/desk');
    await desk.page.getByLabel(/账号/).click();
    await desk.page.getByText('桌面通知：关').waitFor();
    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('button', { name: '上线接待' }).click();
    await desk.page.getByLabel(/账号/).click();
    await desk.page.getByText('桌面通知：开').waitFor();
    await desk.page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    });
    api.move('hof_two', { lastSeq: 99, waitingSince: ago(0) });
    await expect
      .poll(() => desk.page.evaluate(() => Reflect.get(window, 'shown')))
      .toEqual(['您的客户发来新消息 李*']);
  });
});
