import type { Page } from 'playwright-core';
import { CITY, NEIGHBOURS } from './care-neighbours.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SHANGHAI_MS = 8 * HOUR_MS;

/** A moment as a field of the console takes it. */
const local = (at: number): string => new Date(at + SHANGHAI_MS).toISOString().slice(0, 16);

/** Fills in the form of a campaign of care to the neighbours, at any hour, reads the estimate and saves a draft. */
export async function writeCampaign(
  page: Page,
  { code, title, perMinute }: Readonly<Record<'code' | 'title' | 'perMinute', string>>,
): Promise<void> {
  const form = page.getByRole('dialog');
  await form.getByLabel('名称').fill(`${CITY}${title}`);
  await form.getByLabel('话术模板').fill(title);
  await page.getByTitle(`${title}（${code}）`).click();
  await form.getByRole('button', { name: '添加条件' }).click();
  await form.getByRole('combobox', { name: '城市' }).fill(CITY);
  await form.getByRole('combobox', { name: '城市' }).press('Enter');
  await form.getByRole('button', { name: '看看有多少人' }).click();
  await form.getByText(`${NEIGHBOURS.length} 人`, { exact: true }).waitFor();
  const now = Date.now();
  await form.getByLabel('开始').fill(local(now - MINUTE_MS));
  await form.getByLabel('结束').fill(local(now + 3 * HOUR_MS));
  await form.getByLabel('每天从').fill('00:00');
  await form.getByLabel('到', { exact: true }).fill('00:00');
  await form.getByLabel('每分钟最多').fill(perMinute);
  await form.getByRole('button', { name: '测算' }).click();
  await form.getByText(/约 \d+ 人，\d+ 个账号/).waitFor();
  await form.getByRole('button', { name: '保存为草稿' }).click();
}

/** Opens the notice before a storm and goes as far as its last button. */
export async function prepareStorm(page: Page, people: number): Promise<void> {
  // Its icon has a name of its own.
  await page.getByRole('button', { name: '暴雨提醒' }).click();
  await page.getByRole('dialog').getByLabel('城市').fill(CITY);
  await page.getByRole('button', { name: '下一步：核对' }).click();
  await page.getByText(`${CITY}共 ${people} 位客户`).waitFor();
  await page.getByText('我已核对城市、内容和人数').click();
}
