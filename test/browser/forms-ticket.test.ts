import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/lib/clock.ts';
import { launchBrowser } from '../support/browser.ts';
import type { ChatPage } from '../support/chat-page.ts';
import { DOOR_CODE, FakeForms } from '../support/fake-forms.ts';
import { sampleTicket } from '../support/ticket-samples.ts';

const TICKET = 'tk_9f2mq7w3x8';
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

async function open(path = `/t/${TICKET}`): Promise<Page> {
  // A phone far away shows the event's own time all the same.
  opened = await desk.open(browser, path, {
    viewport: { width: 390, height: 844 },
    timezoneId: 'America/New_York',
  });
  return opened.page;
}

/** The doors of the sample: 12:00 in China on its day. */
function goToTheDoor(): void {
  desk.clock.advance(9 * DAY_MS - 2 * HOUR_MS);
}

describe('a ticket', () => {
  it('says when in the time of China, where, and draws the code that lets one in', async () => {
    desk.tickets.set(TICKET, sampleTicket());
    const page = await open();
    await page.getByRole('heading', { level: 1, name: '夏季安全驾驶课堂' }).waitFor();
    await page.getByText('报名成功').waitFor();
    const facts = await page.locator('.facts').textContent();
    expect(facts).toContain('2026年6月20日 周六');
    expect(facts).toContain('14:00–16:30');
    expect(facts).toContain('杭州 滨江区江南大道 588 号');
    await page.getByText('6月20日 12:00 开始签到').waitFor();
    const drawn = await page
      .getByAltText('签到二维码')
      .evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0);
    expect(drawn).toBe(true);
    expect(await page.getByLabel('签到码').count()).toBe(0);
  });

  it.each([
    [{ status: 'waiting', waitingPlace: 3 } as const, '候补第 3 位', '请不要前往'],
    [{ status: 'cancelled' } as const, '报名已取消', '重新报名'],
    [{ event: { status: 'cancelled' } } as const, '活动已取消', '请不要前往'],
    [{ status: 'no_show', event: { status: 'finished' } } as const, '活动已结束', '期待下次'],
  ])('without a place has no code, and says what follows: %j', async (given, badge, text) => {
    desk.tickets.set(TICKET, sampleTicket(given));
    const page = await open();
    await page.getByText(badge).waitFor();
    await page.getByText(text).waitFor();
    expect(await page.getByAltText('签到二维码').count()).toBe(0);
  });

  it('lets somebody in by the digits on the screen at the door', async () => {
    desk.tickets.set(TICKET, sampleTicket());
    goToTheDoor();
    const page = await open();
    const button = page.getByRole('button', { name: '签到', exact: true });
    await page.getByLabel('签到码').fill('12 34');
    await button.click();
    await page.getByText('请输入 6 位数字。').waitFor();
    await page.getByLabel('签到码').fill('111111');
    await button.click();
    await page.getByText(/签到码不对/).waitFor();
    await page.getByLabel('签到码').fill(DOOR_CODE);
    await button.click();
    await page.getByText('已签到').waitFor();
    expect(await page.getByLabel('签到码').count()).toBe(0);
    expect(desk.tickets.get(TICKET)?.status).toBe('checked_in');
  });

  it('is looked at anew when the phone is taken out at the door', async () => {
    desk.tickets.set(TICKET, sampleTicket());
    const page = await open();
    await page.getByText('报名成功').waitFor();
    goToTheDoor();
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByLabel('签到码').waitFor();
  });

  it('prints the ticket alone', async () => {
    desk.tickets.set(TICKET, sampleTicket());
    goToTheDoor();
    const page = await open();
    await page.getByLabel('签到码').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByLabel('签到码').isVisible()).toBe(false);
    expect(await page.getByAltText('签到二维码').isVisible()).toBe(true);
  });

  it('that there is not is told so, and how to find it', async () => {
    const page = await open('/t/nobodysticket');
    await page.getByText('没有找到这张凭证').waitFor();
    await page.getByRole('link', { name: '400-000-0000', exact: true }).waitFor();
  });
});
