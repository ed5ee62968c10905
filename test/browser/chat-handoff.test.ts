import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type ChatPage, openChatPage } from '../support/chat-page.ts';
import { FakeDirectLine } from '../support/fake-direct-line.ts';
import { drawJpeg } from '../support/jpeg.ts';

const FOLDER = 'test-results/chat';
const SCALE = ['很满意', '满意', '一般', '不满意', '很不满意'];
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
  expect(chat.complaints).toEqual([]);
});

const taps = (labels: readonly string[]) => ({
  actions: labels.map((title) => ({ type: 'imBack', title, value: title })),
});
const system = (text: string): void =>
  desk.say({ text, channelData: { careline: { author: 'system', generatedBy: 'template' } } });
const status = (value: object): void => desk.say({ type: 'event', name: 'handoff.status', value });
const agent = (more: object): void =>
  desk.say({
    from: { id: 'agent', role: 'bot', name: '小王' },
    channelData: { careline: { author: 'agent', generatedBy: 'person' } },
    ...more,
  });
const header = () => chat.page.locator('.header-assistant');

/** From the request to the rating, as the desk tells it. */
async function talkThrough(name: string): Promise<void> {
  await chat.open();
  await expect.poll(() => header().textContent()).toBe('智能客服（AI）');
  desk.onMessage = () => {
    desk.say({
      text: '好的，已为您登记人工服务，您前面说的内容同事都能看到，不用重复。正在为您转接。',
      channelData: { careline: { serving: 'queue', generatedBy: 'template' } },
      suggestedActions: taps(['预约回电']),
    });
    system('正在排队等待人工：您前面还有 2 位，预计还要等 3–6 分钟。');
  };
  await chat.say('转人工');
  await expect.poll(() => header().textContent()).toContain('人工排队中');
  await chat.page.getByRole('button', { name: '预约回电' }).waitFor();
  await chat.page.screenshot({ path: `${FOLDER}/handoff-${name}-1.png` });
  desk.onMessage = () => undefined;
  status({ state: 'accepted', agentName: '小王' });
  system('人工客服 小王 已接入，为您服务。');
  agent({ text: '您好，我是小王，已经看到您的材料了。' });
  const photo = `data:image/jpeg;base64,${(await drawJpeg(chat.page, 640, 420)).toString('base64')}`;
  agent({
    text: '这是定损单，请核对。',
    attachments: [{ contentType: 'image/jpeg', contentUrl: photo, name: '定损单.jpg' }],
  });
  await expect.poll(() => header().textContent()).toContain('人工客服 小王');
  await chat.log.getByRole('button', { name: '查看大图：定损单.jpg' }).waitFor();
  desk.typing();
  await chat.page.getByLabel('客服正在输入').waitFor();
  await chat.page.screenshot({ path: `${FOLDER}/handoff-${name}-2.png` });
  status({ state: 'completed' });
  desk.say({ text: '本次人工服务已经结束，谢谢您的耐心。' });
  desk.say({
    text: '想请您评价一下小王的服务：点一下，或回复 1–5 分（5 分最满意）。',
    channelData: { careline: { scale: true, generatedBy: 'template' } },
    suggestedActions: taps(SCALE),
  });
  await chat.page.getByRole('button', { name: '很不满意' }).waitFor();
  await chat.page.screenshot({ path: `${FOLDER}/handoff-${name}-3.png` });
}

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
};
const LOOKS: readonly (readonly [string, BrowserContextOptions, string])[] = [
  ['phone', PHONE, 'standard'],
  ['phone-dark', { ...PHONE, colorScheme: 'dark' }, 'standard'],
  ['phone-huge', PHONE, 'huge'],
  ['narrow', { viewport: { width: 320, height: 640 } }, 'standard'],
  ['desktop', { viewport: { width: 1280, height: 900 } }, 'standard'],
];

describe('a person on the page', () => {
  it.each(LOOKS)('is waited for, comes, is named and is rated: %s', async (name, look, size) => {
    chat = await openChatPage(browser, desk, look);
    await chat.open();
    await chat.page.getByLabel('文字大小').selectOption(size);
    await talkThrough(name);
    await expect.poll(() => header().textContent()).toBe('智能客服（AI）');
    await expect
      .poll(() => chat.log.locator('.system').allInnerTexts())
      .toEqual([
        '正在排队等待人工：您前面还有 2 位，预计还要等 3–6 分钟。',
        '人工客服 小王 已接入，为您服务。',
      ]);
    await chat.log.getByText('小王', { exact: true }).first().waitFor();
    const room = await chat.page.evaluate(() => document.documentElement.clientWidth);
    for (const label of SCALE) {
      const button = chat.page.getByRole('button', { name: label, exact: true });
      const box = await button.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(44);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(room);
    }
    await chat.page.getByRole('button', { name: '满意', exact: true }).click();
    await expect.poll(() => desk.said()).toEqual(['转人工', '满意']);
  });

  it('knows who serves after the page is loaded again', async () => {
    chat = await openChatPage(browser, desk);
    status({ state: 'accepted', agentName: '小王' });
    agent({ text: '您好' });
    await chat.open();
    await expect.poll(() => header().textContent()).toContain('人工客服 小王');
    await chat.page.reload();
    await expect.poll(() => header().textContent()).toContain('人工客服 小王');
  });
});
