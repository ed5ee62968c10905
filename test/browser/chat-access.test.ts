import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type ChatPage, openChatPage } from '../support/chat-page.ts';
import { cardActivity, SAMPLE_CARDS } from '../support/chat-samples.ts';
import { FakeDirectLine } from '../support/fake-direct-line.ts';

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
});

afterEach(async () => {
  await chat.page.close();
  await desk.stop();
  expect(chat.complaints).toEqual([]);
  expect(chat.outside).toEqual([]);
});

const focusedName = (): Promise<string> =>
  chat.page.evaluate(() => {
    const focused = document.activeElement;
    return focused?.getAttribute('aria-label') ?? focused?.textContent?.trim() ?? '';
  });

describe('weight', () => {
  it('stays under 300 KB gzip with everything the page refers to', async () => {
    const folder = join(inject('pagesFolder'), 'chat');
    const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
      (entry) => entry.isFile(),
    );
    const files = await Promise.all(
      names.map((entry) => readFile(join(entry.parentPath, entry.name))),
    );
    const bytes = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
    expect(bytes).toBeLessThan(300_000);
    // What is normal today; more means that something heavy crept in.
    expect(bytes).toBeLessThan(135_000);
  });

  it('keeps the embed script small and self-contained', async () => {
    const script = await readFile(join(inject('pagesFolder'), 'embed.js'));
    expect(gzipSync(script).length).toBeLessThan(4_000);
    expect(script.toString()).not.toMatch(/\bimport\s*[({'"]/);
  });

  it('can be typed into within a second', async () => {
    const started = performance.now();
    await chat.open();
    await chat.input.fill('快');
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('keyboard', () => {
  it('goes everywhere without a mouse, in reading order', async () => {
    await chat.open();
    desk.say({
      text: '请选择',
      suggestedActions: { actions: [{ type: 'imBack', title: '查理赔进度', value: '查理赔进度' }] },
    });
    await chat.page.getByRole('button', { name: '查理赔进度' }).waitFor();
    const names: string[] = [];
    for (let steps = 0; steps < 10; steps += 1) {
      await chat.page.keyboard.press('Tab');
      names.push(await focusedName());
    }
    expect(names[0]).toBe('跳到输入框');
    expect(names[1]).toContain('标准');
    expect(names.slice(2)).toEqual([
      '拨打客服热线 400-000-0000',
      '聊天记录',
      '120',
      '122',
      '查理赔进度',
      '发送照片或PDF',
      '发送位置',
      '输入消息',
    ]);
    await chat.page.keyboard.type('键盘');
    await chat.page.keyboard.press('Enter');
    await expect.poll(() => desk.said()).toEqual(['键盘']);
  });

  it('shows where the focus is', async () => {
    await chat.open();
    await chat.input.waitFor();
    await chat.page.keyboard.press('Tab');
    await chat.page.keyboard.press('Tab');
    await chat.page.keyboard.press('Tab');
    const outline = await chat.page.evaluate(
      () => document.activeElement && getComputedStyle(document.activeElement).outlineStyle,
    );
    expect(outline).toBe('solid');
  });

  it('breaks the line with shift and Enter', async () => {
    await chat.open();
    await chat.input.pressSequentially('第一行');
    await chat.page.keyboard.press('Shift+Enter');
    await chat.input.pressSequentially('第二行');
    await chat.page.keyboard.press('Enter');
    await expect.poll(() => desk.said()).toEqual(['第一行\n第二行']);
  });

  it('does not send on the Enter that picks a word while pinyin is composed', async () => {
    await chat.open();
    await chat.input.focus();
    const session = await chat.page.context().newCDPSession(chat.page);
    await session.send('Input.imeSetComposition', {
      text: 'baoan',
      selectionStart: 5,
      selectionEnd: 5,
    });
    await chat.input.dispatchEvent('keydown', {
      key: 'Enter',
      keyCode: 229,
      isComposing: true,
      bubbles: true,
      cancelable: true,
    });
    await session.send('Input.insertText', { text: '报案' });
    expect(await chat.input.inputValue()).toBe('报案');
    expect(desk.said()).toEqual([]);
    await chat.page.keyboard.press('Enter');
    await expect.poll(() => desk.said()).toEqual(['报案']);
  });
});

describe('for everybody', () => {
  it('announces new messages politely and says who speaks', async () => {
    await chat.open();
    desk.say(cardActivity(SAMPLE_CARDS.progress, '您的赔案正在定损。'));
    const log = chat.log;
    await log.getByText('您的赔案正在定损。').waitFor();
    await expect.poll(() => log.getAttribute('aria-live'), { timeout: 3_000 }).toBe('polite');
    expect(await log.locator('[aria-current=step]').textContent()).toContain('定损中');
    expect(await log.getByText('标准卡片').count()).toBe(0);
    expect(await log.getByRole('link', { name: '拨打电话 13800138000' }).getAttribute('href')).toBe(
      'tel:13800138000',
    );
  });

  it('remembers the size of the words', async () => {
    await chat.open();
    const size = () => chat.page.evaluate(() => getComputedStyle(document.body).fontSize);
    await expect.poll(size).toBe('17px');
    await chat.page.getByLabel('文字大小').selectOption('特大');
    await expect.poll(size).toBe('23px');
    await chat.page.reload();
    await expect.poll(size).toBe('23px');
  });

  it('makes everything to tap at least 44 pixels high and wide', async () => {
    await chat.open();
    desk.say({
      ...cardActivity(SAMPLE_CARDS.progress, '好的'),
      suggestedActions: { actions: [{ type: 'imBack', title: '好', value: '好' }] },
    });
    await chat.log.getByText('理算核赔').waitFor();
    const small = await chat.page.evaluate(() =>
      Array.from(document.querySelectorAll('button, a, select'))
        .filter((one) => !one.matches('.inline-link, .skip') && one.getClientRects().length > 0)
        .filter((one) => {
          const box = one.getBoundingClientRect();
          // The size switch is drawn by its label, a pixel wider on each side.
          return box.height < 42 || box.width < 42;
        })
        .map((one) => one.outerHTML.slice(0, 80)),
    );
    expect(small).toEqual([]);
  });

  it('lets people zoom', async () => {
    await chat.open();
    const content = await chat.page.locator('meta[name=viewport]').getAttribute('content');
    expect(content).not.toMatch(/maximum-scale|user-scalable/);
  });

  it('names the hotline when the script does not load', async () => {
    await chat.page.route('**/assets/*.js', (route) => route.abort());
    await chat.open();
    expect(await chat.page.locator('.boot-call').getAttribute('href')).toBe('tel:400-000-0000');
    await expect
      .poll(() => chat.page.locator('.boot-call').isVisible(), { timeout: 10_000 })
      .toBe(true);
  });

  it('says in words that the desk cannot be reached, with the hotline', async () => {
    await chat.page.route('**/api/webchat/tokens', (route) => route.abort());
    await chat.open();
    await chat.page.getByText('暂时连不上在线客服，正在重试。急事请拨打 400-000-0000').waitFor();
    await chat.say('先写下来');
    await chat.page.unroute('**/api/webchat/tokens');
    await expect.poll(() => desk.said(), { timeout: 15_000 }).toEqual(['先写下来']);
  });
});
