import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type ChatPage, openChatPage } from '../support/chat-page.ts';
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

describe('talking', () => {
  it('shows what the customer says and what the bot answers', async () => {
    desk.onMessage = () => desk.say({ text: '您的赔案正在定损。\n请拨打 400-000-0000 咨询。' });
    await chat.open();
    await chat.say('我的赔案到哪一步了？');
    await chat.page.getByText('您的赔案正在定损。').waitFor();
    await expect
      .poll(() => chat.bubbles())
      .toEqual(['我的赔案到哪一步了？', '您的赔案正在定损。\n请拨打 400-000-0000 咨询。']);
    expect(await chat.log.getByRole('link', { name: '400-000-0000' }).getAttribute('href')).toBe(
      'tel:4000000000',
    );
    expect(await chat.input.inputValue()).toBe('');
  });

  it('sends the label of a tapped quick reply and takes the taps away', async () => {
    await chat.open();
    desk.say({
      text: '请问您要办理什么？',
      suggestedActions: {
        actions: [
          { type: 'imBack', title: '查理赔进度', value: '查理赔进度' },
          { type: 'imBack', title: '转人工', value: '转人工' },
        ],
      },
    });
    await chat.page.getByRole('button', { name: '转人工' }).click();
    await expect.poll(() => desk.said()).toEqual(['转人工']);
    await expect.poll(() => chat.page.getByRole('button', { name: '转人工' }).count()).toBe(0);
  });

  it('labels what a model wrote and names the agent', async () => {
    await chat.open();
    desk.say({ text: '这是草拟的答复', channelData: { careline: { generatedBy: 'model' } } });
    desk.say({
      text: '您好，我来为您处理',
      from: { id: 'a1', role: 'bot', name: '王芳' },
      channelData: { careline: { generatedBy: 'person' } },
    });
    await chat.log.getByText('AI生成，仅供参考').waitFor();
    await chat.log.getByText('王芳', { exact: true }).waitFor();
    expect(await chat.log.getByText('AI生成，仅供参考').count()).toBe(1);
  });

  it('shows that the bot is typing until it answers', async () => {
    await chat.open();
    await chat.say('在吗');
    await expect.poll(() => desk.said()).toEqual(['在吗']);
    desk.typing();
    await chat.page.getByLabel('客服正在输入').waitFor();
    desk.say({ text: '在的' });
    await chat.page.getByLabel('客服正在输入').waitFor({ state: 'detached' });
  });
});

describe('sending that goes wrong', () => {
  it('says so when the server refuses a message, and stores one after a retry', async () => {
    await chat.open();
    await chat.say('第一句');
    await chat.page.getByText('已发送').waitFor();
    desk.failPosts = { status: 400 };
    await chat.say('第二句');
    await chat.page.getByText('发送失败').waitFor();
    desk.failPosts = undefined;
    await chat.page.getByRole('button', { name: '重新发送：第二句' }).click();
    await expect.poll(() => desk.said()).toEqual(['第一句', '第二句']);
    await expect.poll(() => chat.page.getByText('发送失败').count()).toBe(0);
    await expect.poll(() => chat.bubbles()).toEqual(['第一句', '第二句']);
  });

  it('stores a message once when the answer to its post was lost', async () => {
    await chat.open();
    desk.failPosts = { status: 502, isStored: true };
    desk.isMute = true;
    await chat.say('只说一次');
    await expect.poll(() => desk.postCount, { timeout: 10_000 }).toBeGreaterThan(1);
    desk.failPosts = undefined;
    desk.isMute = false;
    await chat.page.getByText('已发送').waitFor();
    expect(desk.said()).toEqual(['只说一次']);
    await expect.poll(() => chat.bubbles()).toEqual(['只说一次']);
  });

  it('gets a new token when the old one expired, without a word to the customer', async () => {
    await chat.open();
    await chat.say('一');
    await chat.page.getByText('已发送').waitFor();
    desk.expireTokens();
    await chat.say('二');
    await expect.poll(() => desk.said()).toEqual(['一', '二']);
    await expect.poll(() => chat.bubbles()).toEqual(['一', '二']);
    expect(desk.tokenRequests[1]).toMatchObject({ visitor: 'visitor-1' });
  });
});

describe('losing the connection', () => {
  it('loses and doubles nothing over a server restart, and says what is going on', async () => {
    await chat.open();
    await chat.say('重启之前');
    await chat.page.getByText('已发送').waitFor();
    await desk.stop();
    await chat.page.getByText('网络不稳，正在重新连接…').waitFor();
    await chat.say('断线时写的');
    await chat.page.getByText('等待网络恢复后自动发送').waitFor();
    desk.say({ text: '断线时的通知' });
    await desk.start();
    await chat.page.getByText('已恢复').waitFor({ timeout: 20_000 });
    await expect.poll(() => desk.said()).toEqual(['重启之前', '断线时写的']);
    await expect.poll(chat.bubbles).toEqual(['重启之前', '断线时的通知', '断线时写的']);
  });

  it('comes back by itself from a dropped stream within three seconds', async () => {
    await chat.open();
    await chat.say('你好');
    await chat.page.getByText('已发送').waitFor();
    desk.dropSockets();
    desk.say({ text: '第二条' });
    await chat.log.getByText('第二条').waitFor({ timeout: 3_000 });
    await expect.poll(() => chat.bubbles()).toEqual(['你好', '第二条']);
  });

  it('keeps the history over a reload, own bubbles on the right', async () => {
    desk.onMessage = () => desk.say({ text: '收到' });
    await chat.open();
    await chat.say('记住我');
    await chat.log.getByText('收到').waitFor();
    await chat.page.reload();
    await chat.log.getByText('收到').waitFor();
    await expect.poll(() => chat.bubbles()).toEqual(['记住我', '收到']);
    expect(await chat.log.locator('.row-me .bubble').allInnerTexts()).toEqual(['记住我']);
    expect(desk.tokenRequests.at(-1)).toMatchObject({ visitor: 'visitor-1', locale: 'zh-CN' });
  });

  it('sends after a reload what was typed while the server was away', async () => {
    await chat.open();
    await chat.say('开始');
    await chat.page.getByText('已发送').waitFor();
    desk.failPosts = { status: 503 };
    await chat.say('没发出去的话');
    await expect.poll(() => desk.postCount).toBeGreaterThan(1);
    desk.failPosts = undefined;
    await chat.page.reload();
    await expect.poll(() => desk.said()).toEqual(['开始', '没发出去的话']);
    await expect.poll(chat.bubbles).toEqual(['开始', '没发出去的话']);
  });

  it('talks also where no web socket gets through', async () => {
    desk.refusesSockets = true;
    desk.onMessage = () => desk.say({ text: '收到' });
    await chat.open();
    await chat.say('没有长连接');
    await chat.log.getByText('收到').waitFor({ timeout: 20_000 });
    desk.say({ text: '后来的通知' });
    await chat.log.getByText('后来的通知').waitFor();
    await expect.poll(() => chat.bubbles()).toEqual(['没有长连接', '收到', '后来的通知']);
  });
});
