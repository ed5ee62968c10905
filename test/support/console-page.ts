import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The console in a browser, with what went wrong on it. */
export interface ConsolePage {
  readonly page: Page;
  /** Requests to hosts other than the desk. */
  readonly outside: readonly string[];
  /** Errors, broken content security policy, warnings of React and antd. */
  readonly complaints: readonly string[];
  /** Opens a path below /console. */
  open(path?: string): Promise<void>;
  /** Opens it as somebody who signed in before; only of the fake desk, which knows one session. */
  enter(path?: string): Promise<void>;
  signIn(username?: string, password?: string): Promise<void>;
}

/** A screen that agents have. */
export const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
};

const QUIET_MS = 500;

/** Opens a tab in a context of its own. Nothing is loaded before `open`. */
export async function openConsolePage(
  browser: Pick<Browser, 'newPage'>,
  desk: { readonly origin: string },
  options: BrowserContextOptions = DESKTOP,
): Promise<ConsolePage> {
  const page = await browser.newPage({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...options,
  });
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
  const open = async (path = ''): Promise<void> => {
    await page.goto(`${desk.origin}/console${path}`);
  };
  return {
    page,
    outside,
    complaints,
    open,
    enter: async (path) => {
      const cookie = { name: 'careline_session', value: 'abc', httpOnly: true } as const;
      await page.context().addCookies([{ ...cookie, url: `${desk.origin}/api/` }]);
      await open(path);
    },
    signIn: async (username = 'chenxiao', password = 'a long enough password') => {
      await page.getByLabel('用户名').fill(username);
      await page.getByLabel('密码', { exact: true }).fill(password);
      await page.getByRole('button', { name: '登录' }).click();
    },
  };
}

/** Draws the page as it is in the dark. Links change their colour over a moment. */
export async function shootDark({ page }: ConsolePage, path: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const link = page.locator('.menu-item').last();
  await expect
    .poll(() => link.evaluate((it) => getComputedStyle(it).color))
    .toMatch(/rgba\(255, 255, 255/);
  await page.screenshot({ path });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** A count of requests once none came for half a second; whoever waits for none at all has nothing else to wait for. */
export async function untilQuiet({ page }: ConsolePage, count: () => number): Promise<number> {
  for (;;) {
    const before = count();
    await page.waitForTimeout(QUIET_MS);
    if (count() === before) return before;
  }
}
