import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { ahead } from '../support/admin-samples.ts';
import { launchBrowser } from '../support/browser.ts';
import { fillDesk } from '../support/console-desk.ts';
import { type ConsolePage, openConsolePage, shootDark } from '../support/console-page.ts';
import { FakeAdminApi } from '../support/fake-admin-api.ts';

const SHOTS = 'test-results/console';
let browser: Browser;
let api: FakeAdminApi;
let desk: ConsolePage;

beforeAll(async () => {
  browser = await launchBrowser();
  await mkdir(SHOTS, { recursive: true });
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  api = new FakeAdminApi(inject('pagesFolder'));
  fillDesk(api);
  await api.start();
  desk = await openConsolePage(browser, api);
  await desk.enter('/desk');
});

afterEach(async () => {
  await desk.page.close();
  await api.stop();
  expect(desk.complaints).toEqual([]);
  expect(desk.outside).toEqual([]);
});

const composer = () => desk.page.getByLabel('回复客户');

describe('an offer', () => {
  const offered = () =>
    api.move('hof_wait2', {
      state: 'offered',
      offeredTo: 'agt_me',
      offeredUntil: ahead(0.5),
    });

  it('pops up over any page, counts down, and is accepted with a click', async () => {
    await desk.page.getByText('赵*华').waitFor();
    const at = Date.now();
    offered();
    const card = desk.page.getByRole('alertdialog', { name: '新客户等您接待' });
    await card.waitFor();
    expect(Date.now() - at).toBeLessThan(1000);
    await card.getByText(/\d+ 秒后转给同事/).waitFor();
    await expect.poll(() => desk.page.title()).toContain('(1)');
    await desk.page.screenshot({ path: `${SHOTS}/offer-1280.png` });
    await shootDark(desk, `${SHOTS}/offer-1280-dark.png`);
    await card.getByRole('button', { name: /接待/ }).click();
    await composer().waitFor();
    expect(desk.page.url()).toContain('/console/desk/con_hof_wait2');
    await card.waitFor({ state: 'detached' });
    const accepted = () => api.askedFor('POST', '/handoffs/hof_wait2/accept');
    await expect.poll(() => accepted().length).toBe(1);
    const [accept] = accepted();
    expect(accept?.headers['x-careline-csrf']).toBe('1');
    expect(accept?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is accepted by Alt+A, and let pass by the other button', async () => {
    offered();
    const card = desk.page.getByRole('alertdialog');
    await card.getByRole('button', { name: '让给同事' }).click();
    await card.waitFor({ state: 'detached' });
    offered();
    await card.waitFor();
    await desk.page.keyboard.press('Alt+a');
    await composer().waitFor();
  });

  it('says who was faster', async () => {
    offered();
    api.refusals.set('POST /handoffs/hof_wait2/accept', {
      status: 409,
      code: 'offered_to_another',
    });
    await desk.page.getByRole('alertdialog').getByRole('button', { name: /接待/ }).click();
    await desk.page.getByText('这位客户正在分配给其他同事').waitFor();
  });
});
