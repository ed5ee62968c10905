import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { DAY_MS } from '../../src/lib/clock.ts';
import { launchBrowser } from '../support/browser.ts';
import type { ChatPage } from '../support/chat-page.ts';
import { FakeForms } from '../support/fake-forms.ts';

let browser: Browser;
let desk: FakeForms;
let opened: ChatPage | undefined;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});
beforeEach(async () => {
  desk = new FakeForms(inject('pagesFolder'));
  await desk.start();
});
afterEach(async () => {
  // Whatever a test was about: nothing from outside, no error, no broken policy.
  const { outside, complaints, page } = opened ?? {};
  await page?.close();
  await desk.stop();
  opened = undefined;
  expect({ outside, complaints }).toEqual({ outside: [], complaints: [] });
});

async function open(path: string): Promise<Page> {
  opened = await desk.open(browser, path);
  return opened.page;
}

const tap = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const heading = (page: Page, text: string | RegExp) =>
  page.getByRole('heading', { level: 1, name: text }).waitFor();

const onward = /^(下一题|提交)$/;

/** Answers whatever is asked until the page thanks: every scale by one score (nps by twice of it), of several options the first two. */
async function finish(page: Page, given: { score: number; words: string }): Promise<void> {
  const title = page.getByRole('heading', { level: 1 });
  const { questions } = desk.surveys.one.questionnaire.content;
  for (;;) {
    const text = (await title.textContent()) ?? '';
    const question = questions.find(({ texts }) => texts['zh-CN'] === text);
    if (question === undefined) return;
    const labels = question.options?.map((one) => one.labels['zh-CN']) ?? [];
    if (question.kind === 'text') {
      await page.getByRole('textbox').fill(given.words);
      await tap(page, onward);
    } else if (question.isMultiple === true) {
      for (const label of labels.slice(0, 2)) await tap(page, label);
      await tap(page, onward);
    } else if (question.kind === 'choice') await tap(page, labels[0] ?? '');
    else
      await tap(page, new RegExp(`^${question.kind === 'nps' ? given.score * 2 : given.score} 分`));
    await expect.poll(() => title.textContent()).not.toBe(text);
  }
}

describe('a survey behind a link', () => {
  it('asks one question at a time, keeps each answer, and comes back to where it was left', async () => {
    const page = await open(desk.surveys.invite('ANNUAL'));
    await page.getByText(/第 1 题/).waitFor();
    await tap(page, '4 分');
    await page.getByText(/第 2 题/).waitFor();
    expect(desk.surveys.one).toMatchObject({ state: 'partial', answers: { overall: 4 } });
    await page.reload();
    await page.getByText(/第 2 题/).waitFor();
    await tap(page, '上一题');
    await heading(page, /一年/);
    const chosen = page.getByRole('button', { name: '4 分', exact: true });
    expect(await chosen.getAttribute('aria-pressed')).toBe('true');
    // As it was, without a second writing of it.
    const written = desk.surveys.written.length;
    await tap(page, '下一题');
    await page.getByText(/第 2 题/).waitFor();
    expect(desk.surveys.written).toHaveLength(written);
  });

  it('thanks at the end, and takes another answer afterwards', async () => {
    const page = await open(desk.surveys.invite('IN_CHAT'));
    await tap(page, '👍 解决了');
    await heading(page, '谢谢您的评价');
    expect(desk.surveys.one).toMatchObject({ state: 'completed', answers: { solved: 'yes' } });
    await page.reload();
    await heading(page, '谢谢您的评价');
    await tap(page, '修改评价');
    // Another answer leads another way.
    await tap(page, '👎 没解决');
    await heading(page, '是哪里没做好？');
    expect(desk.surveys.one).toMatchObject({ state: 'partial', answers: { solved: 'no' } });
  });

  it('takes scores, options and words', async () => {
    const page = await open(desk.surveys.invite('ANNUAL'));
    await heading(page, /一年/);
    await finish(page, { score: 5, words: '  希望救援快一点  ' });
    await heading(page, '谢谢您的评价');
    const { answers, state } = desk.surveys.one;
    expect(state).toBe('completed');
    expect(answers).toMatchObject({ overall: 5, used: ['claim', 'rescue'] });
    expect(Object.values(answers)).toContain('希望救援快一点');
  });

  it('leaves out what somebody does not want to say', async () => {
    const page = await open(desk.surveys.invite('ANNUAL'));
    await heading(page, /一年/);
    await tap(page, '跳过这题');
    await page.getByText(/第 2 题/).waitFor();
    expect(desk.surveys.one.answers).toEqual({ overall: null });
  });

  it('offers a call or a complaint to somebody who is not content, and presses nobody', async () => {
    const page = await open(desk.surveys.invite('POST_COMPLAINT'));
    await heading(page, '您反映的问题是否已解决？');
    await finish(page, { score: 1, words: '等了很久' });
    await heading(page, '没让您满意，非常抱歉');
    const complain = page.getByRole('link', { name: /登记投诉/ });
    expect(await complain.getAttribute('href')).toBe('/');
    expect(await page.getByRole('button', { name: '不用了' }).count()).toBe(1);
    await tap(page, /请经理给我回电/);
    await page.getByText('经理会在 24 小时内联系您').waitFor();
    expect(desk.surveys.written.at(-1)).toMatchObject({ values: {}, wish: 'call_back' });
  });

  it('lets go whoever does not want it, after two taps', async () => {
    const page = await open(desk.surveys.invite('ANNUAL'));
    await tap(page, '不想参加这次评价');
    await tap(page, '继续评价');
    await tap(page, '不想参加这次评价');
    await tap(page, '不参加');
    await heading(page, '好的，不打扰您了');
    expect(desk.surveys.one.state).toBe('refused');
    await page.reload();
    await heading(page, '好的，不打扰您了');
  });

  it('keeps a name out where that is offered, and says that it does', async () => {
    const page = await open(desk.surveys.invite('ANNUAL'));
    await page.getByLabel(/匿名评价/).check();
    await tap(page, '1 分，非常不满意');
    await page.getByText('匿名评价：您的回答不与姓名关联').waitFor();
    expect(desk.surveys.one.isAnonymous).toBe(true);
  });

  it('speaks English to who wants it', async () => {
    const page = await open(desk.surveys.invite('ANNUAL'));
    await tap(page, 'English');
    await page.getByText('Question 1 · 5 at most').waitFor();
    await tap(page, '5, Very satisfied');
    await page.getByText(/Question 2/).waitFor();
    expect(desk.surveys.written.at(-1)).toMatchObject({ locale: 'en' });
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  });
});

describe('a link that opens no survey', () => {
  it('says that it is over, and where to go', async () => {
    const path = desk.surveys.invite('ANNUAL', { linkDays: 1 });
    desk.clock.advance(2 * DAY_MS);
    const page = await open(path);
    await heading(page, '这次评价已经截止');
    await page.getByRole('link', { name: '打开在线客服' }).waitFor();
  });

  it('says what to do when it is cut off or not ours', async () => {
    const path = desk.surveys.invite('ANNUAL');
    const page = await open(path.slice(0, -5));
    await heading(page, '没有找到这个页面');
    await page.goto(`${desk.origin}/s/`);
    await heading(page, '没有找到这个页面');
  });

  it('opens although a phone took the full stop after it for a part of it', async () => {
    const page = await open(`${desk.surveys.invite('ANNUAL')}。`);
    await heading(page, /一年/);
  });

  it('is a thank-you once nothing can be changed any more', async () => {
    const path = desk.surveys.invite('IN_CHAT');
    const page = await open(path);
    await tap(page, '👍 解决了');
    await heading(page, '谢谢您的评价');
    desk.clock.advance(20 * DAY_MS);
    await page.reload();
    await heading(page, '您的评价已经收到');
    expect(await page.getByRole('button', { name: '修改评价' }).count()).toBe(0);
  });
});

describe('a bad network', () => {
  it('loses no answer: it is saved when the network is back', async () => {
    const page = await open(desk.surveys.invite('ANNUAL'));
    await heading(page, /一年/);
    await page.context().setOffline(true);
    await tap(page, '2 分');
    await page.getByText('网络不稳，这一题还没保存。').waitFor();
    expect(desk.surveys.written).toHaveLength(0);
    await page.context().setOffline(false);
    await page.getByText(/第 2 题/).waitFor();
    expect(Object.values(desk.surveys.one.answers)).toEqual([2]);
  });

  it.each([
    ['lost', '网络没连上'],
    ['unavailable', '系统出了点问题'],
    ['too_many_requests', '打开的人有点多'],
  ] as const)('is told from other trouble: %s, and can be tried again', async (trouble, title) => {
    desk.trouble = trouble;
    const page = await open(desk.surveys.invite('ANNUAL'));
    await heading(page, title);
    desk.trouble = undefined;
    await tap(page, '再试一次');
    await heading(page, /一年/);
  });
});
