import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type ChatPage, openChatPage } from '../support/chat-page.ts';
import { cardActivity, SAMPLE_CARDS } from '../support/chat-samples.ts';
import { FakeDirectLine } from '../support/fake-direct-line.ts';
import { drawJpeg } from '../support/jpeg.ts';

const FOLDER = 'test-results/chat';
let browser: Browser;
let desk: FakeDirectLine;
let chat: ChatPage;

beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  desk = new FakeDirectLine(inject('pagesFolder'));
  await desk.start();
});

afterEach(async () => {
  await chat.page.close();
  await desk.stop();
});

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
};
const LOOKS: readonly (readonly [string, BrowserContextOptions, string])[] = [
  ['phone', PHONE, 'standard'],
  ['phone-dark', { ...PHONE, colorScheme: 'dark' }, 'standard'],
  ['phone-huge', PHONE, 'huge'],
  ['narrow', { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 }, 'large'],
  ['desktop', { viewport: { width: 1280, height: 900 } }, 'standard'],
  ['desktop-dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }, 'standard'],
];

describe('how it looks', () => {
  it.each(LOOKS)(
    'shows a whole conversation without overflow: %s',
    async (name, options, fontSize) => {
      chat = await openChatPage(browser, desk, options);
      desk.say({
        text: '您好，我是安途车险的智能客服。可以帮您查理赔进度、记下报案，或转人工。',
        timestamp: '2026-06-11T07:04:00Z',
      });
      await chat.open();
      await chat.page.getByLabel('文字大小').selectOption(fontSize);
      await chat.log.getByText('您好，我是安途车险').waitFor();
      await chat.page.screenshot({ path: `${FOLDER}/${name}-1.png` });
      desk.onMessage = () =>
        desk.say(
          cardActivity(
            SAMPLE_CARDS.progress,
            '查到了，您的赔案正在定损，预计11月6日18:00前有结果。\n理赔员李建国 13800138000',
          ),
        );
      await chat.say('我的赔案到哪一步了？😟');
      await chat.log.getByText('理算核赔').waitFor();
      await chat.page.screenshot({ path: `${FOLDER}/${name}-2.png` });
      desk.onMessage = () => undefined;
      desk.say(cardActivity(SAMPLE_CARDS.checklist, '还差这些材料，拍照发给我就行。'));
      desk.say({
        ...cardActivity(SAMPLE_CARDS.receipt, '赔款这样算：'),
        suggestedActions: {
          actions: ['上传材料', '查询赔款到账时间', '转人工'].map((title) => ({
            type: 'imBack',
            title,
            value: title,
          })),
        },
      });
      await chat.log.getByText('应付赔款').waitFor();
      await chat.page.screenshot({ path: `${FOLDER}/${name}-3.png` });
      desk.say({
        text: '根据您的描述，这属于单方事故，可以走快处快赔。',
        channelData: { careline: { generatedBy: 'model' } },
      });
      desk.say({
        text: '您好，我是理赔专员王芳，已经看到您的材料了。',
        from: { id: 'a', role: 'bot', name: '王芳' },
        channelData: { careline: { generatedBy: 'person' } },
      });
      await chat.say(
        'https://example.com/a/very/long/address/that/has/no/break/anywhere/in/it/at/all.html 请看这里',
      );
      // What is still on its way would fail as well.
      const hasArrived = () =>
        desk.activities.some((one) => String(one['text']).includes('请看这里'));
      await expect.poll(hasArrived).toBe(true);
      desk.failPosts = { status: 400 };
      await chat.say('这句没发出去');
      await chat.page.getByText('发送失败').waitFor();
      desk.typing();
      await chat.page.getByLabel('客服正在输入').waitFor();
      await chat.page.screenshot({ path: `${FOLDER}/${name}-4.png` });
      const overflow = await chat.page.evaluate(() => ({
        page: document.documentElement.scrollWidth - window.innerWidth,
        log: document.querySelectorAll('[role=log]')[0]?.scrollWidth ?? 0,
        room: document.querySelectorAll('[role=log]')[0]?.clientWidth ?? 0,
      }));
      expect(overflow.page).toBeLessThanOrEqual(0);
      expect(overflow.log).toBeLessThanOrEqual(overflow.room);
    },
  );

  it('shows the empty page, the photo tray, a problem in words, and an upload', async () => {
    chat = await openChatPage(browser, desk, PHONE);
    await chat.open();
    await chat.page.getByText('您好，请问有什么可以帮您？').waitFor();
    await chat.page.screenshot({ path: `${FOLDER}/phone-empty.png` });
    const photo = await drawJpeg(chat.page, 1600, 1200);
    await chat.page.locator('input[type=file]').setInputFiles([
      { name: '车头.jpg', mimeType: 'image/jpeg', buffer: photo },
      { name: '车尾.jpg', mimeType: 'image/jpeg', buffer: photo },
      { name: '维修发票.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') },
      { name: '说明.docx', mimeType: 'application/msword', buffer: Buffer.from('x') },
    ]);
    await chat.page.getByRole('button', { name: '发送3个文件' }).waitFor();
    await chat.page.screenshot({ path: `${FOLDER}/phone-tray.png` });
    desk.uploadDelayMs = 600;
    await chat.page.getByRole('button', { name: '发送3个文件' }).click();
    await chat.page.getByRole('progressbar').first().waitFor();
    await chat.page.screenshot({ path: `${FOLDER}/phone-upload.png` });
    await expect.poll(() => desk.files.length, { timeout: 15_000 }).toBe(3);
    await chat.page.getByRole('button', { name: '查看大图：车头.jpg' }).click();
    await chat.page.getByRole('dialog').waitFor();
    await chat.page.screenshot({ path: `${FOLDER}/phone-lightbox.png` });
    await chat.page.keyboard.press('Escape');
    await desk.stop();
    await chat.page.getByText('网络不稳，正在重新连接…').waitFor();
    await chat.page.screenshot({ path: `${FOLDER}/phone-reconnecting.png` });
  });
});
