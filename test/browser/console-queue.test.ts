import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { ahead, sampleHandoff } from '../support/admin-samples.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ConsolePage, openConsolePage, untilQuiet } from '../support/console-page.ts';
import { FakeAdminApi } from '../support/fake-admin-api.ts';

/** More than the API gives on one page. */
const WAITING = 230;
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
  for (let at = 1; at <= WAITING; at += 1) {
    api.handoffs.push(sampleHandoff(`hof_${at}`, { customerName: `访客${at}`, position: at }));
  }
  await api.start();
  desk = await openConsolePage(browser, api);
  await desk.enter('/desk');
  await expect.poll(() => lines().count()).toBe(WAITING);
});

afterEach(async () => {
  await desk.page.close();
  await api.stop();
  expect(desk.complaints).toEqual([]);
});

const lines = () => desk.page.locator('.desk-item');

it('shows everybody who waits, and an offer of the last of them', async () => {
  api.move(`hof_${WAITING}`, {
    state: 'offered',
    offeredTo: 'agt_me',
    offeredUntil: ahead(0.5),
  });
  const card = desk.page.getByRole('alertdialog', { name: '新客户等您接待' });
  await card.getByText(`访客${WAITING}`).waitFor();
});

it('asks for the one that changed and not for all', async () => {
  const asked = () => api.askedFor('GET', '/handoffs').length;
  // Mine and two pages of the queue, at the start and when the stream stands; what is on its way has arrived.
  await expect.poll(asked).toBeGreaterThanOrEqual(6);
  const before = await untilQuiet(desk, asked);
  api.handoffs.unshift(sampleHandoff('hof_new', { customerName: '新访客', position: 1 }));
  api.move('hof_new', {});
  await lines().first().getByText('新访客').waitFor();
  await expect.poll(() => lines().nth(1).textContent()).toContain('第2位');
  await expect.poll(() => lines().count()).toBe(WAITING + 1);
  expect(await untilQuiet(desk, asked)).toBe(before + 1);
});

it('takes whoever was helped out of the list', async () => {
  api.move('hof_2', { state: 'closed' });
  await expect.poll(() => lines().count()).toBe(WAITING - 1);
  await expect.poll(() => lines().nth(1).textContent()).toContain('访客3');
});
