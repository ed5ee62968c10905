import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/lib/clock.ts';
import { launchBrowser } from '../support/browser.ts';
import { FakeForms, REFERRAL_CODE } from '../support/fake-forms.ts';
import { sampleTicket } from '../support/ticket-samples.ts';

const FOLDER = 'test-results/forms';
let browser: Browser;
let desk: FakeForms;

beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});
beforeEach(async () => {
  desk = new FakeForms(inject('pagesFolder'));
  await desk.start();
});
afterEach(() => desk.stop());

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
};
const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['phone', PHONE],
  ['phone-dark', { ...PHONE, colorScheme: 'dark' }],
  ['narrow', { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 }],
  ['desktop', { viewport: { width: 1280, height: 900 } }],
];

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${FOLDER}/${name}.png`, fullPage: true });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(overflow, name).toBeLessThanOrEqual(0);
  // Whatever is tapped is as big as a thumb.
  const small = await page.locator('main button, main a, main input').evaluateAll((all) =>
    all
      .filter((one) => one.getAttribute('type') !== 'checkbox')
      .map((one) => one.getBoundingClientRect())
      .filter(({ width, height }) => height > 0 && (height < 44 || width < 36))
      .map(({ width, height }) => `${width}x${height}`),
  );
  expect(small, name).toEqual([]);
}

it.each(LOOKS)('shows every page without overflow: %s', async (name, options) => {
  const { page } = await desk.open(browser, desk.surveys.invite('ANNUAL'), options);
  await page.getByText(/第 1 题/).waitFor();
  await shoot(page, `${name}-1-csat`);
  const { id, questionnaire } = desk.surveys.one;
  for (const { id: questionId, kind, texts } of questionnaire.content.questions) {
    const title = page.getByRole('heading', { level: 1, name: texts['zh-CN'] });
    if (!(await title.isVisible())) continue;
    if (kind !== 'csat') await shoot(page, `${name}-2-${questionId}`);
    await page.getByRole('button', { name: '跳过这题' }).click();
    await title.waitFor({ state: 'detached' });
  }
  await page.getByRole('heading', { name: '谢谢您的评价' }).waitFor();
  await shoot(page, `${name}-3-thanks`);
  await desk.surveys.answer({ invitationId: id, values: { overall: 1 }, locale: 'zh-CN' });
  await page.reload();
  await page.getByRole('heading', { name: '没让您满意，非常抱歉' }).waitFor();
  await shoot(page, `${name}-4-low`);
  await page.goto(`${desk.origin}${desk.surveys.invite('RENEWAL_DONE')}`);
  await page.getByText(/第 1 题/).waitFor();
  await page.getByRole('button', { name: '不想参加这次评价' }).click();
  await shoot(page, `${name}-5-refuse`);
  await page.goto(`${desk.origin}/s/gone.x.y`);
  await page.getByRole('heading', { name: '没有找到这个页面' }).waitFor();
  await shoot(page, `${name}-6-unknown`);
  desk.clock.advance(9 * DAY_MS - 2 * HOUR_MS);
  desk.tickets.set('ticket-of-chen', sampleTicket());
  await page.goto(`${desk.origin}/t/ticket-of-chen`);
  await page.getByAltText('签到二维码').waitFor();
  await shoot(page, `${name}-7-ticket`);
  await page.goto(`${desk.origin}/r/${REFERRAL_CODE}`);
  await page.getByLabel('怎么称呼您').waitFor();
  await shoot(page, `${name}-8-referral`);
  await page.getByLabel('怎么称呼您').fill('李女士');
  await page.getByLabel('手机号码').fill('13911112222');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('heading', { name: '已经登记，谢谢您' }).waitFor();
  await shoot(page, `${name}-9-taken`);
  await page.close();
});

it('weighs less than 100 KB gzip with everything the pages refer to', async () => {
  const folder = join(inject('pagesFolder'), 'forms');
  const names = await readdir(join(folder, 'assets'));
  const files = await Promise.all(
    [join(folder, 'index.html'), ...names.map((name) => join(folder, 'assets', name))].map((path) =>
      readFile(path),
    ),
  );
  const bytes = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
  expect(bytes).toBeLessThan(100_000);
});
