import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { PHONE } from './console-page.ts';
import { isDrawn } from './web-customer.ts';

const STEP_MS = 30_000;

/** The simulator's phone page in a browser, as one of its customers uses it. */
export interface WechatPhone {
  readonly page: Page;
  readonly log: Locator;
  /** Errors and requests to other hosts. */
  readonly complaints: readonly string[];
  /** Goes to a chat from the list: `微信客服` or `服务号`. */
  openChat(kind: string): Promise<void>;
  say(text: string): Promise<void>;
  sees(part: string): Promise<void>;
  /** The newest option with these words. */
  tap(label: string): Promise<void>;
  sendSamplePhoto(): Promise<void>;
  sendPlace(name: string): Promise<void>;
  seesPhotos(count: number): Promise<void>;
  shot(path: string): Promise<void>;
}

/** Opens the page as the customer with this name; nothing is written yet. */
export async function openWechatPhone(
  browser: Pick<Browser, 'newPage'>,
  sim: { readonly baseUrl: string },
  customer: string,
  options: BrowserContextOptions = PHONE,
): Promise<WechatPhone> {
  const page = await browser.newPage({
    ...{ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' },
    ...options,
  });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(blob|data):/.test(url) && !url.startsWith(sim.baseUrl)) complaints.push(url);
  });
  await page.goto(`${sim.baseUrl}/`);
  await page.getByRole('button', { name: customer }).click();
  const log = page.getByRole('log');
  const openTiles = () => page.getByRole('button', { name: '更多功能' }).click();
  return {
    page,
    log,
    complaints,
    openChat: (kind) => page.locator('.chat-row', { hasText: kind }).click(),
    say: async (text) => {
      const keyboard = page.getByRole('button', { name: '切换到键盘' });
      if (await keyboard.isVisible()) await keyboard.click();
      const composer = page.getByLabel('发消息');
      await composer.fill(text);
      await composer.press('Enter');
      await expect.poll(() => log.textContent(), { timeout: STEP_MS }).toContain(text);
    },
    sees: async (part) => {
      await expect.poll(() => log.textContent(), { timeout: STEP_MS }).toContain(part);
    },
    tap: (label) => log.getByRole('button', { name: label, exact: true }).last().click(),
    sendSamplePhoto: async () => {
      await openTiles();
      await page.getByRole('button', { name: '事故照片' }).click();
    },
    sendPlace: async (name) => {
      await openTiles();
      await page.getByRole('button', { name: '位置' }).click();
      await page.getByRole('button', { name }).click();
    },
    seesPhotos: async (count) => {
      const photos = log.getByRole('img');
      await expect.poll(() => photos.count(), { timeout: STEP_MS }).toBe(count);
      await expect.poll(() => photos.last().evaluate(isDrawn), { timeout: STEP_MS }).toBe(true);
    },
    shot: async (path) => {
      await page.screenshot({ path });
    },
  };
}
