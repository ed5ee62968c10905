import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

/** The customers' page in a browser, with what went wrong on it. */
export interface ChatPage {
  readonly page: Page;
  readonly input: Locator;
  readonly log: Locator;
  /** Requests to hosts other than the desk. */
  readonly outside: readonly string[];
  /** Errors, broken content security policy, warnings of React. */
  readonly complaints: readonly string[];
  open(): Promise<void>;
  say(text: string): Promise<void>;
  /** The words of every bubble, from top to bottom. */
  bubbles(): Promise<string[]>;
}

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
};

/** Opens a tab at phone size, or as told. Nothing is loaded before `open`. */
export async function openChatPage(
  browser: Pick<Browser, 'newPage'>,
  desk: { readonly origin: string },
  options: BrowserContextOptions = PHONE,
): Promise<ChatPage> {
  const page = await browser.newPage({ locale: 'zh-CN', ...options });
  const outside: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(blob|data):/.test(url) && new URL(url).origin !== desk.origin) outside.push(url);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|React|Warning/i.test(message.text()))
      complaints.push(message.text());
  });
  const input = page.getByLabel('输入消息');
  const log = page.getByRole('log');
  return {
    page,
    input,
    log,
    outside,
    complaints,
    open: async () => {
      await page.goto(desk.origin);
    },
    say: async (text) => {
      await input.fill(text);
      await page.getByRole('button', { name: '发送', exact: true }).click();
    },
    bubbles: () => log.locator('.bubble .text').allInnerTexts(),
  };
}
