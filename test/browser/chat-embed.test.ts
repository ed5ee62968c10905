import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { Browser, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type {} from '../../src/web/chat/embed/embed.ts';
import { launchBrowser } from '../support/browser.ts';
import { FakeDirectLine } from '../support/fake-direct-line.ts';

const FOLDER = 'test-results/chat';
let browser: Browser;
let desk: FakeDirectLine;
let site: Server;
let page: Page;
let complaints: string[];
let attributes = '';

beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  attributes = '';
  desk = new FakeDirectLine(inject('pagesFolder'));
  await desk.start();
  // The insurer's own site, strict about what it runs.
  site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src ${desk.origin}; frame-src ${desk.origin}; style-src 'self'`,
    );
    response.end(
      `<!doctype html><html lang="zh"><body><h1>保险公司官网</h1><p>内容</p>
       <script src="${desk.origin}/embed.js" async ${attributes}></script></body></html>`,
    );
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await page.close();
  await new Promise((resolve) => site.close(resolve));
  await desk.stop();
  expect(complaints).toEqual([]);
});

async function visit(
  options: BrowserContextOptions = { viewport: { width: 1280, height: 900 } },
): Promise<FrameLocator> {
  page = await browser.newPage({ locale: 'zh-CN', ...options });
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text()) && !/favicon/.test(message.text()))
      complaints.push(message.text());
  });
  const address = site.address();
  if (typeof address !== 'object' || address === null) throw new Error('the site does not listen');
  // Another host name than the desk's, so that it is another site and not only another port.
  await page.goto(`http://localhost:${address.port}/`);
  return page.frameLocator('iframe');
}

const launcher = (name = '在线客服') => page.getByRole('button', { name, exact: true });

describe('embed.js on an insurer site', () => {
  it('loads the page only when opened, and talks in it', async () => {
    const chat = await visit();
    await launcher().waitFor();
    expect(desk.tokenRequests).toEqual([]);
    const box = await launcher().boundingBox();
    expect([box?.width, box?.height]).toEqual([56, 56]);
    await launcher().click();
    await chat.getByLabel('输入消息').fill('你好');
    await chat.getByLabel('输入消息').press('Enter');
    await expect.poll(() => desk.said()).toEqual(['你好']);
    const panel = await page.locator('iframe').boundingBox();
    expect([panel?.width, panel?.height]).toEqual([400, 680]);
    await page.screenshot({ path: `${FOLDER}/embed-desktop.png` });
  });

  it('takes its title, side and identity token from the tag, and the token never from an address', async () => {
    attributes =
      'data-title="问问小安" data-position="left" data-color="#0a7d4f" data-identity-token="signed.by.site"';
    const requested: string[] = [];
    await visit();
    page.on('request', (request) => requested.push(request.url()));
    const box = await launcher('问问小安').boundingBox();
    expect(box?.x).toBe(20);
    await launcher('问问小安').click();
    await expect
      .poll(() => desk.tokenRequests[0])
      .toMatchObject({ identityToken: 'signed.by.site' });
    expect(requested.filter((url) => url.includes('signed'))).toEqual([]);
  });

  it('tells the desk who the visitor is when the site says so later', async () => {
    await visit();
    await page.evaluate(() => window.CarelineChat?.open());
    await expect.poll(() => desk.tokenRequests.length).toBe(1);
    await page.evaluate(() => window.CarelineChat?.identify('signed.later'));
    await expect
      .poll(() => desk.tokenRequests.at(-1))
      .toMatchObject({
        identityToken: 'signed.later',
        visitor: 'visitor-1',
      });
  });

  it('closes with Escape from inside the frame and gives the focus back', async () => {
    const chat = await visit();
    await launcher().click();
    await chat.getByLabel('输入消息').focus();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('iframe').isVisible()).toBe(false);
    await expect.poll(() => launcher().getAttribute('aria-expanded')).toBe('false');
    expect(
      await launcher().evaluate((button) => {
        const shadow = button.getRootNode();
        return shadow instanceof ShadowRoot && shadow.activeElement === button;
      }),
    ).toBe(true);
  });

  it('counts what was said while it was closed', async () => {
    const chat = await visit();
    await launcher().click();
    desk.say({ text: '第一条' });
    await chat.getByText('第一条').waitFor();
    await page.evaluate(() => window.CarelineChat?.close());
    desk.say({ text: '第二条' });
    desk.say({ text: '第三条' });
    await page.getByRole('status').getByText('2', { exact: true }).waitFor();
    await page.screenshot({ path: `${FOLDER}/embed-badge.png` });
    await launcher().click();
    await expect.poll(() => page.getByRole('status').count()).toBe(0);
  });

  it('fills the screen of a phone and closes by its own button', async () => {
    const chat = await visit({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
    await launcher().click();
    await chat.getByLabel('输入消息').waitFor();
    const box = await page.locator('iframe').boundingBox();
    expect([box?.x, box?.y, box?.width, box?.height]).toEqual([0, 0, 390, 844]);
    await page.screenshot({ path: `${FOLDER}/embed-phone.png` });
    await chat.getByRole('button', { name: '收起客服窗口' }).click();
    await expect.poll(() => page.locator('iframe').isVisible()).toBe(false);
  });

  it('does not take orders from other windows', async () => {
    const chat = await visit();
    await launcher().click();
    await chat.getByLabel('输入消息').waitFor();
    // The site's own window is not the frame: its words do not close the panel or set a badge.
    await page.evaluate(() => window.postMessage({ kind: 'careline:close' }, '*'));
    // A frame within the desk's page is not its parent.
    const before = desk.tokenRequests.length;
    await chat
      .locator('body')
      .evaluate(() =>
        window.postMessage({ kind: 'careline:identify', identityToken: 'forged' }, '*'),
      );
    await chat.getByLabel('输入消息').fill('还在');
    await chat.getByLabel('输入消息').press('Enter');
    await expect.poll(() => desk.said()).toEqual(['还在']);
    expect(await page.locator('iframe').isVisible()).toBe(true);
    expect(desk.tokenRequests.length).toBe(before);
  });
});
