import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type ChatPage, openChatPage } from '../support/chat-page.ts';
import { FakeDirectLine } from '../support/fake-direct-line.ts';

const FOLDER = 'test-results/chat';
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
};
const POINT = { latitude: 22.540512345, longitude: 114.05 };
const ALLOWED: BrowserContextOptions = {
  ...PHONE,
  geolocation: POINT,
  permissions: ['geolocation'],
};

let browser: Browser;
let desk: FakeDirectLine;
let chat: ChatPage;

beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  desk = new FakeDirectLine(inject('pagesFolder'));
  await desk.start();
});

afterEach(async () => {
  await chat.page.close();
  await desk.stop();
  expect(chat.complaints).toEqual([]);
});

const button = (name: string) => chat.page.getByRole('button', { name, exact: true });
const sheet = () => chat.page.getByRole('dialog', { name: '发送您现在的位置' });

async function open(options: BrowserContextOptions): Promise<void> {
  chat = await openChatPage(browser, desk, options);
  await chat.open();
  await chat.input.waitFor();
}

/** A device that answers with an error, or not at all. */
async function openWithDevice(answer: 'unavailable' | 'silent'): Promise<void> {
  chat = await openChatPage(browser, desk, PHONE);
  await chat.page.addInitScript((kind) => {
    Object.defineProperty(navigator, 'geolocation', {
      value: {
        getCurrentPosition: (_found: unknown, failed: (error: object) => void) => {
          if (kind === 'unavailable') failed({ code: 2 });
        },
      },
    });
  }, answer);
  await chat.open();
}

describe('sharing the place', () => {
  it('says what it is for before anything is asked of the device, and sends it once agreed', async () => {
    await open(ALLOWED);
    await button('发送位置').click();
    expect(await sheet().textContent()).toContain('仅用于本次报案或救援，不会持续跟踪');
    expect(desk.postCount).toBe(0);
    await chat.page.screenshot({ path: `${FOLDER}/place-sheet.png` });
    await button('同意并发送').click();
    await chat.log.getByText('22.5405, 114.0500').waitFor();
    await chat.page.getByText('已发送').waitFor();
    await chat.page.screenshot({ path: `${FOLDER}/place-sent.png` });
    expect(desk.activities).toMatchObject([
      {
        type: 'message',
        text: '我的位置',
        entities: [{ type: 'Place', geo: { type: 'GeoCoordinates', ...POINT } }],
        channelData: { careline: { consent: 'location-1' } },
      },
    ]);
    await expect.poll(() => sheet().count()).toBe(0);
    expect(chat.outside).toEqual([]);
    // Back on its button: the phone's keyboard stays down.
    const opener = button('发送位置');
    await expect.poll(() => opener.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it('shows the place again after a reload, and keeps none on the device', async () => {
    await open(ALLOWED);
    await button('发送位置').click();
    await button('同意并发送').click();
    await chat.page.getByText('已发送').waitFor();
    await chat.page.reload();
    await chat.log.getByText('22.5405, 114.0500').waitFor();
    const kept = await chat.page.evaluate(() => JSON.stringify(window.localStorage));
    expect(kept).not.toContain('22.54');
    expect(desk.activities).toHaveLength(1);
  });

  it.each(['取消', 'Escape'])('sends nothing after %s', async (way) => {
    await open(ALLOWED);
    await button('发送位置').click();
    if (way === 'Escape') await chat.page.keyboard.press('Escape');
    else await button('取消').click();
    await expect.poll(() => sheet().count()).toBe(0);
    expect(desk.postCount).toBe(0);
  });

  it('sends nothing when it is closed while the device still searches', async () => {
    await openWithDevice('silent');
    await button('发送位置').click();
    await button('同意并发送').click();
    await chat.page.getByText('正在定位…').waitFor();
    await button('取消').click();
    await expect.poll(() => sheet().count()).toBe(0);
    expect(desk.postCount).toBe(0);
  });

  it('says in words that it was not allowed, and how to go on without it', async () => {
    await open(PHONE);
    await button('发送位置').click();
    await button('同意并发送').click();
    const alert = sheet().getByRole('alert');
    await expect.poll(() => alert.textContent()).toContain('没有获得定位权限');
    await expect.poll(() => alert.textContent()).toContain('直接打字告诉我们地点');
    await chat.page.screenshot({ path: `${FOLDER}/place-denied.png` });
    expect(desk.postCount).toBe(0);
  });

  it('says when the device found nothing, and tries again when asked to', async () => {
    await openWithDevice('unavailable');
    await button('发送位置').click();
    await button('同意并发送').click();
    const alert = sheet().getByRole('alert');
    await expect.poll(() => alert.textContent()).toContain('暂时没能定位到您');
    await button('重新定位').click();
    await expect.poll(() => alert.textContent()).toContain('暂时没能定位到您');
    expect(desk.postCount).toBe(0);
  });

  it.each([
    ['narrow', { viewport: { width: 320, height: 640 } }, 'huge'],
    ['dark', { ...PHONE, colorScheme: 'dark' }, 'standard'],
  ] as const)('fits: %s', async (name, options, fontSize) => {
    await open({ ...options, geolocation: POINT, permissions: ['geolocation'] });
    await chat.page.getByLabel('文字大小').selectOption(fontSize);
    await button('发送位置').click();
    await chat.page.screenshot({ path: `${FOLDER}/place-${name}.png` });
    const room = await chat.page.evaluate(() => [
      document.documentElement.scrollWidth <= window.innerWidth,
      (document.querySelector('.sheet')?.getBoundingClientRect().right ?? 0) <= window.innerWidth,
    ]);
    expect(room).toEqual([true, true]);
    for (const one of ['发送位置', '同意并发送', '取消']) {
      expect((await button(one).boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);
    }
  });

  it('works in the panel on an insurer’s site', async () => {
    const site = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><body><script src="${desk.origin}/embed.js"></script></body>`);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    try {
      const address = site.address();
      const port = address === null || typeof address === 'string' ? 0 : address.port;
      chat = await openChatPage(browser, { origin: `http://localhost:${port}` }, ALLOWED);
      await chat.page.context().grantPermissions(['geolocation'], { origin: desk.origin });
      await chat.open();
      await button('在线客服').click();
      const frame = chat.page.frameLocator('iframe');
      await frame.getByRole('button', { name: '发送位置' }).click();
      await frame.getByRole('button', { name: '同意并发送' }).click();
      await frame.getByText('22.5405, 114.0500').waitFor();
      await expect.poll(() => desk.activities.length).toBe(1);
    } finally {
      await chat.page.goto('about:blank');
      await new Promise((resolve) => site.close(resolve));
    }
  });
});
