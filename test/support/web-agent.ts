import type { Browser, Locator } from 'playwright-core';
import { expect } from 'vitest';
import { type ConsolePage, openConsolePage } from './console-page.ts';
import { drawJpeg } from './jpeg.ts';
import { isDrawn } from './web-customer.ts';

const STEP_MS = 20_000;

/** Somebody who works at the desk, with the console in a browser of their own. */
export interface WebAgent {
  readonly name: string;
  readonly console: ConsolePage;
  readonly offer: Locator;
  readonly log: Locator;
  /** Accepts everything that is offered to them now, one after the other. */
  acceptAll(): Promise<void>;
  /** Opens one of their conversations from the list. */
  open(conversationId: string): Promise<void>;
  says(text: string): Promise<void>;
  sendPhoto(name: string, text: string): Promise<void>;
  sees(part: string): Promise<void>;
  seesPhoto(name: string): Promise<void>;
  shot(path: string): Promise<void>;
}

/** Signs in and says that they are there. */
export async function openWebAgent(
  browser: Browser,
  desk: { readonly origin: string },
  who: { readonly name: string; readonly username: string; readonly password: string },
): Promise<WebAgent> {
  const console = await openConsolePage(browser, desk);
  const { page } = console;
  await console.open('/desk');
  await console.signIn(who.username, who.password);
  await page.getByRole('button', { name: /^我的状态/ }).click();
  await page.getByRole('menuitem', { name: '在线' }).click();
  await page.getByRole('button', { name: '我的状态：在线' }).waitFor();
  const log = page.getByRole('log');
  const offer = page.getByRole('alertdialog', { name: '新客户等您接待' });
  const composer = page.getByLabel('回复客户');
  const sees = async (part: string): Promise<void> => {
    await expect.poll(() => log.textContent(), { timeout: STEP_MS }).toContain(part);
  };
  return {
    name: who.name,
    console,
    offer,
    log,
    sees,
    acceptAll: async () => {
      const mine = page.locator('.desk-item', { hasText: '分配给您' });
      for (let left = await mine.count(); left > 0; left -= 1) {
        await offer.getByRole('button', { name: '接待' }).click();
        await expect.poll(() => mine.count(), { timeout: STEP_MS }).toBe(left - 1);
      }
    },
    open: async (conversationId) => {
      await page.locator(`.desk-list a[href$="/desk/${conversationId}"]`).click();
      await page.waitForURL(`**/desk/${conversationId}`);
    },
    says: async (text) => {
      await composer.fill(text);
      await composer.press('Enter');
      await sees(text);
    },
    sendPhoto: async (name, text) => {
      const buffer = await drawJpeg(page, 800, 600);
      await page
        .locator('.composer-bar input[type=file]')
        .setInputFiles({ name, mimeType: 'image/jpeg', buffer });
      await page.locator('.tray-ready').waitFor({ timeout: STEP_MS });
      await composer.fill(text);
      await composer.press('Enter');
      await sees(text);
    },
    seesPhoto: async (name) => {
      const photo = log.getByRole('img', { name });
      await expect.poll(() => photo.last().evaluate(isDrawn), { timeout: STEP_MS }).toBe(true);
    },
    shot: async (path) => {
      await page.screenshot({ path });
    },
  };
}
