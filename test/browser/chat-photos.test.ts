import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type ChatPage, openChatPage } from '../support/chat-page.ts';
import { FakeDirectLine } from '../support/fake-direct-line.ts';
import { drawJpeg, jpegSize, turnedByExif } from '../support/jpeg.ts';

let browser: Browser;
let desk: FakeDirectLine;
let chat: ChatPage;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  desk = new FakeDirectLine(inject('pagesFolder'));
  await desk.start();
  chat = await openChatPage(browser, desk);
  await chat.open();
});

afterEach(async () => {
  await chat.page.close();
  await desk.stop();
  expect(chat.complaints).toEqual([]);
  expect(chat.outside).toEqual([]);
});

interface Picked {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const pick = (...files: Picked[]): Promise<void> =>
  chat.page.locator('input[type=file]').setInputFiles(files);
const jpeg = (name: string, buffer: Buffer): Picked => ({ name, mimeType: 'image/jpeg', buffer });
const send = (count: number): Promise<void> =>
  chat.page.getByRole('button', { name: `发送${count}个文件` }).click();

describe('photos', () => {
  it('makes a big photo smaller and turns it as its EXIF says', async () => {
    const original = turnedByExif(await drawJpeg(chat.page, 3600, 1800));
    await pick(jpeg('车损.jpeg', original));
    await send(1);
    await chat.page.getByText('已发送').waitFor();
    const [stored] = desk.files;
    expect(stored?.name).toBe('车损.jpg');
    expect(stored?.bytes.length).toBeLessThan(original.length);
    expect(jpegSize(stored?.bytes ?? Buffer.alloc(0))).toEqual({ width: 1280, height: 2560 });
  });

  it('sends a small photo and a PDF byte for byte, and what is no picture inside untouched', async () => {
    const small = await drawJpeg(chat.page, 320, 240);
    const pdf = Buffer.from('%PDF-1.4 synthetic');
    const broken = Buffer.from('not a picture');
    await pick(
      jpeg('小图.jpg', small),
      { name: '发票.pdf', mimeType: 'application/pdf', buffer: pdf },
      jpeg('坏图.jpg', broken),
    );
    await send(3);
    await expect.poll(() => desk.files.length).toBe(3);
    expect(
      desk.files.map((file) => [
        file.name,
        file.bytes.equals(small) || file.bytes.equals(pdf) || file.bytes.equals(broken),
      ]),
    ).toEqual([
      ['小图.jpg', true],
      ['发票.pdf', true],
      ['坏图.jpg', true],
    ]);
  });

  it('lets the customer take one out before sending', async () => {
    const photo = await drawJpeg(chat.page, 320, 240);
    await pick(jpeg('一.jpg', photo), jpeg('二.jpg', photo));
    await chat.page.getByRole('button', { name: '移除 一.jpg' }).click();
    await send(1);
    await expect.poll(() => desk.files.map((file) => file.name)).toEqual(['二.jpg']);
  });

  it('says in words what cannot be sent, before anything leaves', async () => {
    await pick(
      { name: '说明.docx', mimeType: 'application/msword', buffer: Buffer.from('x') },
      { name: '图.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') },
      { name: '空.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) },
      { name: '大.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(15_000_001) },
    );
    const words = await chat.page.getByRole('alert').textContent();
    expect(words).toContain('“说明.docx”的格式不支持');
    expect(words).toContain('“图.svg”的格式不支持');
    expect(words).toContain('“空.jpg”是空文件');
    expect(words).toContain('“大.pdf”超过15MB');
    expect(desk.postCount).toBe(0);
  });

  it('knows the limit of this server, also for a photo that cannot be made smaller', async () => {
    desk.uploadBytesMax = 2_000_000;
    await chat.open();
    await pick(
      { name: '大.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(2_000_001) },
      { name: '动.gif', mimeType: 'image/gif', buffer: Buffer.alloc(2_000_001) },
      { name: '小.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(2_000_000) },
    );
    const alert = chat.page.getByRole('alert');
    await expect.poll(() => alert.textContent()).toContain('“动.gif”超过2MB');
    await expect.poll(() => alert.textContent()).toContain('“大.pdf”超过2MB');
    await send(1);
    await chat.page.getByText('已发送').waitFor();
    expect(desk.postCount).toBe(1);
  });

  it('shows how much of a photo has left while it is being sent', async () => {
    const photo = await drawJpeg(chat.page, 2400, 1800);
    desk.uploadDelayMs = 800;
    await pick(jpeg('进度.jpg', photo));
    await send(1);
    const bar = chat.page.getByRole('progressbar');
    await expect.poll(() => bar.getAttribute('aria-valuenow'), { interval: 20 }).toBe('100');
    await chat.page.getByText('已发送').waitFor();
    await expect.poll(() => bar.count()).toBe(0);
    await expect.poll(() => chat.log.getByRole('img').count()).toBe(1);
  });

  it('keeps a failed photo with its preview, and a retry stores it once', async () => {
    const photo = await drawJpeg(chat.page, 320, 240);
    desk.failPosts = { status: 415 };
    await pick(jpeg('重试.jpg', photo));
    await send(1);
    await chat.page.getByText('发送失败').waitFor();
    desk.failPosts = undefined;
    await chat.page.getByRole('button', { name: '重新发送：重试.jpg' }).click();
    await chat.page.getByText('已发送').waitFor();
    expect(desk.said()).toHaveLength(1);
    await expect.poll(() => chat.log.getByRole('img').count()).toBe(1);
  });

  it('does not let words wait behind photos', async () => {
    const photo = await drawJpeg(chat.page, 320, 240);
    desk.uploadDelayMs = 3_000;
    await pick(jpeg('慢.jpg', photo));
    await send(1);
    await chat.say('照片发了');
    await expect.poll(() => desk.said(), { timeout: 1_500 }).toEqual(['照片发了']);
  });

  it('shows photos of the desk after a reload and enlarges one', async () => {
    const photo = await drawJpeg(chat.page, 320, 240);
    await pick(jpeg('看图.jpg', photo));
    await send(1);
    await chat.page.getByText('已发送').waitFor();
    await chat.page.reload();
    const opener = chat.page.getByRole('button', { name: '查看大图：看图.jpg' });
    await opener.click();
    const width = await chat.page
      .getByRole('dialog')
      .getByRole('img')
      .evaluate((image: HTMLImageElement) => image.naturalWidth);
    expect(width).toBe(320);
    await chat.page.keyboard.press('Escape');
    await chat.page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect
      .poll(() => opener.evaluate((button) => button === document.activeElement))
      .toBe(true);
  });
});
