import type { Browser, Locator } from 'playwright-core';
import { expect } from 'vitest';
import { type ConsolePage, DESKTOP, openConsolePage } from './console-page.ts';

const STEP_MS = 20_000;
const PICK_MS = 3_000;

/** Somebody who works on complaints, with the console in a browser of their own. */
export interface WebColleague {
  readonly name: string;
  readonly console: ConsolePage;
  /** The row of a complaint in the list that is open. */
  row(complaintNo: string): Locator;
  /** Waits until the page holds these words. */
  sees(part: string | RegExp): Promise<void>;
  /** The acts that the case offers now, those in the menu too. */
  acts(): Promise<readonly string[]>;
  /** Opens the form of an act; it is sent by `send`. */
  begin(act: string): Promise<Locator>;
  /** Picks from a list of the open form. */
  chooses(label: string, option: string): Promise<void>;
  send(button: string): Promise<void>;
  /** Waits until the bell holds a notice of this kind about this complaint, and opens the case from it. */
  isRungFor(complaintNo: string, kind: string): Promise<void>;
  shot(path: string): Promise<void>;
}

/** Signs in and opens a page of the console. */
export async function openWebColleague(
  browser: Browser,
  desk: { readonly origin: string },
  who: {
    readonly name: string;
    readonly username: string;
    readonly password: string;
    readonly path: string;
  },
): Promise<WebColleague> {
  const console = await openConsolePage(browser, desk, DESKTOP);
  const { page } = console;
  page.setDefaultTimeout(STEP_MS);
  await console.open(who.path);
  await console.signIn(who.username, who.password);
  const form = page.getByRole('dialog');
  const bar = page.getByRole('group', { name: '办理' });
  const more = bar.getByRole('button', { name: '更多操作' });
  const bell = page.getByRole('button', { name: /^通知，/ });
  return {
    name: who.name,
    console,
    row: (complaintNo) => page.locator(`tr[data-row-key="${complaintNo}"]`),
    sees: async (part) => {
      await page.getByText(part).filter({ visible: true }).first().waitFor();
    },
    acts: async () => {
      const shown = await bar.getByRole('button').allInnerTexts();
      await more.click();
      const items = page.getByRole('menuitem');
      await items.first().waitFor();
      const rest = await items.allInnerTexts();
      await page.keyboard.press('Escape');
      await items.first().waitFor({ state: 'hidden' });
      return [...shown, ...rest].map((text) => text.replaceAll(/\s/g, ''));
    },
    begin: async (act) => {
      await bar.getByRole('button', { name: act, exact: true }).click();
      await form.getByText(act).first().waitFor();
      return form;
    },
    chooses: async (label, option) => {
      const field = form.locator('.ant-form-item').filter({ has: page.getByLabel(label) });
      // A drawer that is still opening takes the focus from a list, which closes unchosen: one looks, and picks again.
      const pick = async (): Promise<string | null> => {
        await form.getByLabel(label).click();
        await page.getByTitle(option, { exact: true }).last().click({ timeout: PICK_MS });
        return field.textContent();
      };
      await expect.poll(pick).toContain(option);
    },
    send: async (button) => {
      await form.getByRole('button', { name: button, exact: true }).click();
      await form.waitFor({ state: 'detached' });
    },
    isRungFor: async (complaintNo, kind) => {
      await bell.click();
      const list = page.getByRole('region', { name: '通知' });
      const notice = list.locator('li', { hasText: complaintNo }).filter({ hasText: kind }).first();
      await notice.waitFor();
      await notice.getByRole('link', { name: complaintNo }).click();
      await page.waitForURL(`**/complaints/${complaintNo}`);
      await expect.poll(() => list.count(), { timeout: STEP_MS }).toBe(0);
    },
    shot: async (path) => {
      await page.screenshot({ path, animations: 'disabled' });
    },
  };
}
