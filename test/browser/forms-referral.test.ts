import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import type { ChatPage } from '../support/chat-page.ts';
import { FakeForms, REFERRAL_CODE } from '../support/fake-forms.ts';

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
  const { outside, complaints, page } = opened ?? {};
  await page?.close();
  await desk.stop();
  opened = undefined;
  expect({ outside, complaints }).toEqual({ outside: [], complaints: [] });
});

async function open(path = `/r/${REFERRAL_CODE}`): Promise<Page> {
  opened = await desk.open(browser, path);
  return opened.page;
}

const submit = (page: Page) => page.getByRole('button', { name: '提交', exact: true }).click();

async function fill(page: Page, phone = '139 1111 2222'): Promise<void> {
  await page.getByLabel('怎么称呼您').fill('李女士');
  await page.getByLabel('手机号码').fill(phone);
}

describe('the link of a friend', () => {
  it('says who invites, what is done with a number, and that nobody is rewarded', async () => {
    const page = await open();
    await page.getByText('陈* 向您推荐了').waitFor();
    await page.getByText('推荐没有返现、礼品或其他奖励').waitFor();
    await page.getByText(/您可以随时撤回/).waitFor();
    expect(await page.getByRole('checkbox').isChecked()).toBe(false);
  });

  it('tells of points where compliance allows them', async () => {
    desk.reward = 'SERVICE_POINTS';
    const page = await open();
    await page.getByText(/推荐人会得到一些服务积分/).waitFor();
    expect(await page.getByText('没有返现、礼品或其他奖励').count()).toBe(0);
  });

  it('sends nothing before everything is there and agreed to', async () => {
    const page = await open();
    await submit(page);
    await page.getByText('请填写称呼。').waitFor();
    await fill(page, '12345');
    await submit(page);
    await page.getByText('请填写 11 位手机号码。').waitFor();
    await fill(page);
    await submit(page);
    await page.getByText('请先阅读上面的说明，同意后打勾。').waitFor();
    expect(desk.asked.filter((one) => one.startsWith('POST'))).toEqual([]);
  });

  it('takes a friend, thanks, and lets them take it back, also when they open it again', async () => {
    const page = await open();
    await fill(page);
    await page.getByLabel('所在城市').fill('杭州');
    await page.getByRole('checkbox').check();
    await submit(page);
    await page.getByRole('heading', { name: '已经登记，谢谢您' }).waitFor();
    expect(desk.friends).toEqual([{ name: '李女士', phone: '13911112222', city: '杭州' }]);
    await page.reload();
    await page.getByRole('button', { name: '撤回登记' }).click();
    await page.getByRole('button', { name: '确定撤回' }).click();
    await page.getByRole('heading', { name: '已经撤回' }).waitFor();
    expect(desk.friends).toEqual([]);
    await page.reload();
    await page.getByLabel('怎么称呼您').waitFor();
  });

  it('asks a number once', async () => {
    desk.friends.push({ name: '李女士', phone: '13911112222' });
    const page = await open();
    await fill(page, '+86 139-1111-2222');
    await page.getByRole('checkbox').check();
    await submit(page);
    await page.getByRole('heading', { name: '这个号码登记过了' }).waitFor();
  });

  it('keeps what was written when the network is lost', async () => {
    const page = await open();
    await fill(page);
    await page.getByRole('checkbox').check();
    desk.trouble = 'lost';
    await submit(page);
    await page.getByText('网络不稳，没有提交成功').waitFor();
    desk.trouble = undefined;
    await submit(page);
    await page.getByRole('heading', { name: '已经登记，谢谢您' }).waitFor();
    expect(desk.friends).toHaveLength(1);
  });

  it.each(['/r/aaaabbbbcccc', '/r/x'])('that opens nothing leads to the chat: %s', async (path) => {
    const page = await open(path);
    await page.getByRole('heading', { name: '这个推荐链接打不开了' }).waitFor();
    await page.getByRole('link', { name: '打开在线客服' }).waitFor();
  });
});
