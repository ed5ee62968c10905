import { createHmac } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPeople } from '../../src/store/demo/data/people.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ChatPage, openChatPage } from '../support/chat-page.ts';
import { type DemoDesk, startDemoDesk } from '../support/demo-desk.ts';
import { drawJpeg } from '../support/jpeg.ts';

const FOLDER = 'test-results';
const KEY = Buffer.alloc(32, 9);
const POINT = { latitude: 22.5404871, longitude: 114.0512393 };

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let desk: DemoDesk;
let browser: Browser;
let partner: Server;
const received: Received[] = [];
/** How the partner answers, one after the other; 204 for ever afterwards. */
const answers: number[] = [503];

beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  partner = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(answers.shift() ?? 204).end();
  });
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve));
  const address = partner.address();
  const partnerPort = address === null || typeof address === 'string' ? 0 : address.port;
  const environment = {
    RESCUE_WEBHOOK_URL: `http://127.0.0.1:${partnerPort}/rescues`,
    RESCUE_WEBHOOK_SECRET: `whsec_${KEY.toString('base64')}`,
  };
  [desk, browser] = await Promise.all([
    startDemoDesk({ name: 'rescue', environment }),
    launchBrowser(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await desk?.remove();
  partner.closeAllConnections();
  await new Promise((resolve) => partner.close(resolve));
});

function openPage(): Promise<ChatPage> {
  return openChatPage(
    browser,
    { origin: desk.url },
    {
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      timezoneId: 'Asia/Shanghai',
      geolocation: POINT,
      permissions: ['geolocation'],
    },
  );
}

const bubble = (chat: ChatPage, words: string) => chat.log.getByText(words).last().waitFor();

/** Each as somebody types it, with what the desk then asks. */
async function talk(chat: ChatPage, lines: readonly (readonly [string, string])[]): Promise<void> {
  for (const [said, answer] of lines) {
    await chat.say(said);
    await bubble(chat, answer);
  }
}

test('a driver shares where the car stands, and the rescue partner hears of it once, signed', async () => {
  const chat = await openPage();
  await chat.open();
  await talk(chat, [
    ['道路救援，车打不着火了', '都在安全的地方吗'],
    ['都在安全处', '请问车停在哪里'],
  ]);
  await chat.page.getByRole('button', { name: '发送位置' }).click();
  await chat.page.getByRole('button', { name: '同意并发送' }).click();
  await bubble(chat, '收到您分享的位置');
  await talk(chat, [
    ['粤B12345', '手机号'],
    ['13800001234', '请核对救援信息'],
  ]);
  await chat.page.screenshot({ path: `${FOLDER}/rescue-read-back.png` });
  await talk(chat, [['对', '救援已登记，编号']]);
  await chat.page.screenshot({ path: `${FOLDER}/rescue-registered.png` });
  // The first attempt was answered with 503; the second is the same event under the same id.
  await expect.poll(() => received.length, { timeout: 20_000 }).toBe(2);
  const [first, second] = received;
  if (first === undefined || second === undefined) throw new Error('nothing came');
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
  for (const { headers, body } of received) {
    const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const signature = createHmac('sha256', KEY).update(content).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
  }
  expect(JSON.parse(second.body)).toMatchObject({
    type: 'roadside.requested',
    data: {
      problem: 'jump_start',
      plate: '粤B12345',
      contactPhone: '13800001234',
      latitude: 22.540487,
      longitude: 114.051239,
    },
  });
  await talk(chat, [
    ['不用救援了，车已经打着火了', '要取消它吗'],
    ['取消这次救援', '已取消'],
  ]);
  await expect.poll(() => received.length, { timeout: 20_000 }).toBe(3);
  expect(JSON.parse(received[2]?.body ?? '{}')).toMatchObject({
    type: 'roadside.cancelled',
    data: { requestNo: JSON.parse(second.body).data.requestNo },
  });
  expect(chat.complaints).toEqual([]);
  await chat.page.close();
});

test('papers of a claim are handed in with the phone, and not asked for again', async () => {
  const { plate, phone, idNumber } = demoPeople.chenMing;
  const chat = await openPage();
  await chat.open();
  await talk(chat, [
    ['上传理赔材料', '车牌号'],
    [`${plate}，${phone}，${idNumber.slice(-4)}`, '请问先传哪一项'],
  ]);
  await chat.page.screenshot({ path: `${FOLDER}/documents-list.png` });
  await talk(chat, [['行驶证照片', '请发“行驶证照片”。']]);
  const photo = await drawJpeg(chat.page, 640, 480);
  const file = { name: '行驶证.jpg', mimeType: 'image/jpeg', buffer: photo };
  await chat.page.locator('input[type=file]').setInputFiles([file]);
  await chat.page.getByRole('button', { name: '发送1个文件' }).click();
  await bubble(chat, '“行驶证照片”已登记 1 个文件');
  await chat.page.screenshot({ path: `${FOLDER}/documents-received.png` });
  await talk(chat, [
    ['都发完了', '这次收到 1 项：行驶证照片'],
    ['上传理赔材料', '已收到 1 项，不用再交'],
  ]);
  await chat.page.screenshot({ path: `${FOLDER}/documents-left.png` });
  expect(chat.complaints).toEqual([]);
  await chat.page.close();
});
