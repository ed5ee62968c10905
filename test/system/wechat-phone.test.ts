import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { launchBrowser } from '../support/browser.ts';
import { DESKTOP } from '../support/console-page.ts';
import { type DemoDesk, startDemoDesk } from '../support/demo-desk.ts';
import { openWebAgent } from '../support/web-agent.ts';
import { openWechatPhone } from '../support/wechat-phone.ts';
import { connectDemoAccounts, makeDemoAccounts } from '../support/wx-sim/demo-accounts.ts';
import { startWxSim } from '../support/wx-sim/start-wx-sim.ts';
import type { WxSim } from '../support/wx-sim/types.ts';

const FOLDER = 'test-results/wechat-phone';
const AGENT = { name: '何晓彤', username: 'demo.agent1' };

let sim: WxSim;
let desk: DemoDesk;
let browser: Browser;

beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  const accounts = makeDemoAccounts('console');
  sim = await startWxSim({ ...accounts, clock: systemClock });
  const environment = { WECHAT_ACCOUNTS: accounts.settingsFor(sim.baseUrl) };
  [desk, browser] = await Promise.all([
    startDemoDesk({ name: 'wechat', environment }),
    launchBrowser(),
  ]);
  await connectDemoAccounts(sim, desk.url);
  // The demo insurer's people go home in the evening; this test must not.
  await desk.database.pool.query(`DELETE FROM calendars WHERE id = 'desk'`);
});

afterAll(async () => {
  await browser?.close();
  await desk?.remove();
  await sim?.stop();
});

async function query<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await desk.database.pool.query<T>(text, values)).rows;
}

async function conversationOf(channelAccount: string): Promise<string> {
  const [found] = await query<{ id: string }>(
    'SELECT id FROM conversations WHERE channel_account = $1 ORDER BY created_at DESC LIMIT 1',
    [channelAccount],
  );
  return found?.id ?? '';
}

test('an accident reported in 微信客服 with a place and photos; an agent answers from the console', async () => {
  const agent = await openWebAgent(browser, { origin: desk.url }, { ...AGENT, ...desk });
  const customer = await openWechatPhone(browser, sim, '陈先生');
  await customer.shot(`${FOLDER}/01-chats.png`);
  await customer.openChat('微信客服');
  await customer.sees('我要报案');
  await customer.shot(`${FOLDER}/02-welcome.png`);
  await customer.say('我刚刚追尾了前面的车，人没事');
  await customer.sees('都在安全的地方了吗');
  await customer.tap('已经安全');
  await customer.sees('还能正常开吗');
  await customer.say('能开');
  await customer.sees('事故发生在哪里');
  await customer.sendPlace('深南大道香蜜湖路口');
  await customer.sees('收到您分享的位置');
  await customer.shot(`${FOLDER}/03-place.png`);
  await customer.sendSamplePhoto();
  await customer.seesPhotos(1);
  await customer.sees('张照片');
  await customer.shot(`${FOLDER}/04-photo.png`);
  await customer.say('转人工');
  await agent.offer.waitFor();
  await agent.shot(`${FOLDER}/05-offered.png`);
  await agent.acceptAll();
  await customer.sees(`人工客服 ${AGENT.name} 已接入`);
  const conversationId = await conversationOf('wechat-kf:main');
  await agent.open(conversationId);
  await agent.sees('深南大道香蜜湖路口');
  await agent.console.page.locator('.chat-log').getByRole('img').first().waitFor();
  await agent.says('您好，我是何晓彤。照片和位置都收到了，请再拍一张对方的车牌。');
  await customer.sees('请再拍一张对方的车牌');
  await customer.shot(`${FOLDER}/06-agent-answers.png`);
  await customer.sendSamplePhoto();
  await customer.seesPhotos(2);
  await agent.sendPhoto('示意.jpg', '就像这样拍');
  await customer.sees('就像这样拍');
  await customer.seesPhotos(3);
  await customer.say('好的，谢谢');
  await agent.sees('好的，谢谢');
  await agent.shot(`${FOLDER}/07-console.png`);
  await agent.log.getByText('坐标').scrollIntoViewIfNeeded();
  await agent.shot(`${FOLDER}/07-console-place.png`);
  await customer.shot(`${FOLDER}/08-photos-both-ways.png`);
  expect(await deliveries(conversationId)).toEqual([{ delivery: 'sent' }]);
  expect(customer.complaints).toEqual([]);
  expect(agent.console.complaints).toEqual([]);
});

async function deliveries(conversationId: string): Promise<readonly object[]> {
  return query(
    `SELECT DISTINCT delivery FROM messages WHERE conversation_id = $1 AND direction = 'out'
      AND delivery_reason IS DISTINCT FROM 'not_for_channel'`,
    [conversationId],
  );
}

test('a report from the menu bar of the 服务号 to its number, with the simulator beside the phone', async () => {
  const customer = await openWechatPhone(browser, sim, '王女士', {
    viewport: { width: 1280, height: 900 },
  });
  const { page } = customer;
  await customer.openChat('服务号');
  await page.getByRole('button', { name: '关注公众号' }).click();
  await customer.sees('我要报案');
  await page.getByRole('button', { name: '报案理赔' }).click();
  await customer.shot(`${FOLDER}/11-menu-bar.png`);
  await page.getByRole('menuitem', { name: '我要报案' }).click();
  await customer.sees('有人受伤吗');
  await customer.tap('没有人受伤');
  await customer.sees('都在安全的地方了吗');
  await customer.tap('已经安全');
  await customer.sees('哪一种事故');
  await customer.tap('双方');
  await customer.sees('还能正常开吗');
  await customer.tap('能开');
  await customer.sees('什么时候发生的');
  await customer.say('刚刚');
  await customer.sees('事故发生在哪里');
  await customer.sendPlace('延安高架江苏路下匝道');
  await customer.sees('收到您分享的位置');
  await customer.shot(`${FOLDER}/12-place.png`);
  await customer.say('沪A12345，手机13800000001');
  await customer.sees('拍几张照片');
  await customer.sendSamplePhoto();
  await customer.seesPhotos(1);
  await customer.sees('张照片');
  await customer.tap('发完了');
  await customer.sees('事故地点：上海市长宁区延安西路 延安高架江苏路下匝道');
  await customer.tap('对，没问题');
  await customer.sees('报案号');
  await customer.shot(`${FOLDER}/13-report-number.png`);
  expect(customer.complaints).toEqual([]);
  const id = await conversationOf('wechat-oa:main');
  expect(await deliveries(id)).toEqual([{ delivery: 'sent' }]);
});

test('reads well on a wide screen too', async () => {
  const customer = await openWechatPhone(browser, sim, '老周', DESKTOP);
  await customer.openChat('微信客服');
  await customer.sees('我要报案');
  await expect.poll(() => customer.page.locator('.callbacks li').count()).toBeGreaterThan(0);
  await customer.shot(`${FOLDER}/21-wide.png`);
});
