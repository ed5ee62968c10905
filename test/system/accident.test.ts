import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type ChatPage, openChatPage } from '../support/chat-page.ts';
import { type DemoDesk, startDemoDesk } from '../support/demo-desk.ts';
import { drawJpeg } from '../support/jpeg.ts';

const FOLDER = 'test-results';
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
};
/** Everything that says when something happened in a conversation, a day older. */
const A_DAY_LATER = [
  `UPDATE conversations SET last_message_at = last_message_at - interval '1 day',
     last_inbound_at = last_inbound_at - interval '1 day', created_at = created_at - interval '1 day'`,
  `UPDATE messages SET at = at - interval '1 day'`,
  `UPDATE channel_identities SET verified_at = verified_at - interval '1 day'`,
];

describe('an accident, reported on a phone over two days', () => {
  let desk: DemoDesk;
  let browser: Browser;

  beforeAll(async () => {
    await mkdir(FOLDER, { recursive: true });
    [desk, browser] = await Promise.all([startDemoDesk({ name: 'accident' }), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await desk?.remove();
  });

  test('the plate is corrected, photos are added, the browser is closed, and the next day it is finished', async () => {
    const first = await browser.newContext(PHONE);
    const today = await openIn(first);
    await today.chat.open();
    await today.expects('智能客服助手');
    await today.say('我刚刚在深南大道香蜜湖路口追尾了前面的车，人没事');
    await today.expects('都在安全的地方了吗');
    await today.tap('已经安全');
    await today.expects('还能正常开吗');
    await today.say('能开');
    await today.expects('您的车牌号');
    await today.say('沪A12346');
    await today.expects('手机号');
    await today.say('车牌说错了，是沪A12345，手机13800000001');
    await today.expects('车牌号已改为 沪A12345');
    await today.expects('请');
    await today.photos(['车头.jpg', '全景.jpg']);
    await today.expects('已经有 2 张照片');
    await today.shot('1-photos');
    expect(today.chat.complaints).toEqual([]);
    const kept = await first.storageState();
    await first.close();

    for (const statement of A_DAY_LATER) await desk.database.pool.query(statement);

    const second = await browser.newContext({ ...PHONE, storageState: kept });
    const tomorrow = await openIn(second);
    await tomorrow.chat.open();
    await tomorrow.expects('已经有 2 张照片');
    await tomorrow.say('我回来了，继续昨天的报案');
    await tomorrow.expects('欢迎回来');
    await tomorrow.expects('沪A12345');
    await tomorrow.shot('2-next-day');
    await tomorrow.tap('发完了');
    await tomorrow.expects('香蜜湖');
    await tomorrow.shot('3-read-back');
    await tomorrow.tap('对，没问题');
    await tomorrow.expects('报案号');
    await tomorrow.shot('4-reported');
    const said = (await tomorrow.chat.bubbles()).join('\n');
    const reportNo = /RP\d{14}/.exec(said)?.[0];
    expect(tomorrow.chat.complaints).toEqual([]);
    expect(tomorrow.chat.outside).toEqual([]);
    await second.close();

    const { rows } = await desk.database.pool.query(
      `SELECT r.plate, r.accident_kind, r.has_injury, r.accident_place, jsonb_array_length(r.photo_ids) AS photos,
         c.claim_no, c.status, r.accident_at < now() - interval '20 hours' AS is_of_yesterday
       FROM accident_reports r JOIN claims c ON c.id = r.claim_id WHERE r.report_no = $1`,
      [reportNo],
    );
    expect(rows).toEqual([
      {
        plate: '沪A12345',
        accident_kind: 'double',
        has_injury: false,
        accident_place: expect.stringContaining('香蜜湖'),
        photos: 2,
        claim_no: reportNo,
        status: 'DISPATCHED',
        is_of_yesterday: false,
      },
    ]);
  });

  async function openIn(context: BrowserContext) {
    const chat: ChatPage = await openChatPage(
      { newPage: () => context.newPage() },
      { origin: desk.url },
    );
    const { page } = chat;
    const text = async (): Promise<string> => (await chat.bubbles()).join('\n');
    return {
      chat,
      expects: (part: string) => expect.poll(text, { timeout: 20_000 }).toContain(part),
      say: async (words: string) => {
        await chat.input.fill(words);
        await page.getByRole('button', { name: '发送', exact: true }).tap();
      },
      tap: (label: string) =>
        page
          .getByRole('list', { name: '您可以直接点选' })
          .getByRole('button', { name: label, exact: true })
          .tap(),
      photos: async (names: readonly string[]) => {
        const buffer = await drawJpeg(page, 1600, 1200);
        await page
          .locator('input[type=file]')
          .setInputFiles(names.map((name) => ({ name, mimeType: 'image/jpeg', buffer })));
        await page.getByRole('button', { name: `发送${names.length}个文件` }).tap();
      },
      shot: (name: string) => page.screenshot({ path: `${FOLDER}/accident-${name}.png` }),
    };
  }
});
