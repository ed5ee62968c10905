import type { Browser, BrowserContextOptions } from 'playwright-core';
import { expect } from 'vitest';
import { type ChatPage, openChatPage } from './chat-page.ts';
import { drawJpeg } from './jpeg.ts';

/** How long a machine with other work may take for one step, in milliseconds. */
const STEP_MS = 20_000;

/** A customer on the desk's own page. */
export interface WebCustomer {
  readonly chat: ChatPage;
  /** Known from the first words on. */
  conversationId(): string;
  /** Waits until a bubble, or a line of the desk, holds these words. */
  sees(part: string): Promise<void>;
  /** Waits until the page says who answers. */
  isServedBy(part: string): Promise<void>;
  tap(label: string): Promise<void>;
  sendPhoto(name: string): Promise<void>;
  /** Waits until a photo of somebody else's is on the page, drawn. */
  seesPhoto(name: string): Promise<void>;
  shot(path: string): Promise<void>;
}

/** Opens the customers' page in a context of its own and waits until it greets. */
export async function openWebCustomer(
  browser: Browser,
  desk: { readonly origin: string },
  options: BrowserContextOptions,
): Promise<WebCustomer> {
  const chat = await openChatPage(browser, desk, options);
  const { page, log } = chat;
  let conversationId = '';
  page.on('request', (request) => {
    conversationId =
      /directline\/conversations\/([^/?]+)\/activities/.exec(request.url())?.[1] ?? conversationId;
  });
  const sees = async (part: string): Promise<void> => {
    await expect.poll(() => log.textContent(), { timeout: STEP_MS }).toContain(part);
  };
  await chat.open();
  await sees('智能客服');
  return {
    chat,
    sees,
    conversationId: () => decodeURIComponent(conversationId),
    isServedBy: async (part) => {
      const header = page.locator('.header-assistant');
      await expect.poll(() => header.textContent(), { timeout: STEP_MS }).toContain(part);
    },
    tap: async (label) => {
      const choices = page.getByRole('list', { name: '您可以直接点选' });
      await choices.getByRole('button', { name: label, exact: true }).click();
    },
    sendPhoto: async (name) => {
      const buffer = await drawJpeg(page, 800, 600);
      await page
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'image/jpeg', buffer });
      await page.getByRole('button', { name: '发送1个文件' }).click();
    },
    seesPhoto: async (name) => {
      const photo = log.getByRole('button', { name: `查看大图：${name}` }).locator('img');
      await expect.poll(() => photo.evaluate(isDrawn), { timeout: STEP_MS }).toBe(true);
    },
    shot: async (path) => {
      await page.screenshot({ path });
    },
  };
}

/** Runs in the page: true when an image has its pixels. */
export function isDrawn(image: Element): boolean {
  return image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0;
}
