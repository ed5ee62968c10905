import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchBrowser } from './browser.ts';
import type { CareDesk } from './care-desk.ts';
import { type ConsolePage, DESKTOP, openConsolePage, PHONE } from './console-page.ts';

/** How long a machine with other work may take for one step, in milliseconds. */
const STEP_MS = 40_000;

/** The pages of a desk in one browser: tabs of the console, each of somebody, and what customers open on a phone. */
export interface CareConsole {
  /** The console of somebody, signed in once, at a path below /console. */
  at(username: string, path: string): Promise<Page>;
  /** A page that needs no account. */
  onPhone(path: string): Promise<Page>;
  shoot(page: Page, name: string): Promise<void>;
  /** As it is on a phone; nothing may stick out. */
  shootNarrow(page: Page, name: string): Promise<void>;
  /** What all tabs show, for whoever looks why a test failed. */
  shootAll(): Promise<void>;
  /** Broken rules of pages, and requests to other hosts. */
  wrong(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Starts the browser; pictures go to this folder. */
export async function openCareConsole(
  desk: Pick<CareDesk, 'world'>,
  shots: string,
): Promise<CareConsole> {
  const { url: origin, password } = desk.world.desk;
  const browser = await launchBrowser();
  await mkdir(shots, { recursive: true });
  const tabs = new Map<string, Promise<ConsolePage>>();
  const shoot = async (page: Page, name: string): Promise<void> => {
    await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  return {
    at: async (username, path) => {
      const tab = tabs.get(username) ?? enter(browser, { origin, username, password });
      tabs.set(username, tab);
      return go((await tab).page, path);
    },
    onPhone: async (path) => {
      const page = await browser.newPage({ locale: 'zh-CN', ...PHONE });
      page.setDefaultTimeout(STEP_MS);
      await page.goto(`${origin}${path}`);
      return page;
    },
    shoot,
    shootNarrow: async (page, name) => {
      await page.setViewportSize({ width: 390, height: 844 });
      const isTooWide = () =>
        page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
      await expect.poll(isTooWide).toBe(false);
      await shoot(page, name);
      await page.setViewportSize({ width: 1280, height: 800 });
    },
    shootAll: async () => {
      for (const [username, tab] of tabs) await shoot((await tab).page, `failed-${username}`);
    },
    wrong: async () =>
      (await Promise.all(tabs.values())).flatMap(({ complaints, outside }) => [
        ...complaints,
        ...outside,
      ]),
    close: () => browser.close(),
  };
}

async function enter(
  browser: Browser,
  who: { readonly origin: string; readonly username: string; readonly password: string },
): Promise<ConsolePage> {
  const tab = await openConsolePage(browser, who, DESKTOP);
  tab.page.setDefaultTimeout(STEP_MS);
  await tab.open();
  await tab.signIn(who.username, who.password);
  // Whoever signs in is led to their first page: only then may they go elsewhere.
  await tab.page.locator('.shell-page h1, .shell-page .desk').first().waitFor();
  return tab;
}

/** As a click on a link does: nothing is loaded twice. */
async function go(page: Page, path: string): Promise<Page> {
  await page.evaluate((to) => {
    history.pushState(null, '', `/console${to}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  return page;
}
