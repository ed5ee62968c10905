import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sampleHandoff, sampleTalk } from '../support/admin-samples.ts';
import { launchBrowser } from '../support/browser.ts';
import { openChatPage } from '../support/chat-page.ts';
import { openConsolePage } from '../support/console-page.ts';
import { FakeAdminApi } from '../support/fake-admin-api.ts';
import { FakeDirectLine } from '../support/fake-direct-line.ts';

/** Each would set a mark on the window if a browser took it for anything but words. */
const HOSTILE = [
  '<img src=x onerror="window.hit=1">',
  '<script>window.hit=1</script>',
  '"><svg onload="window.hit=1">',
  '<iframe srcdoc="<script>parent.hit=1</script>"></iframe>',
  '<a href="javascript:window.hit=1">点我</a>',
  '[点我](javascript:window.hit=1)',
  'javascript:window.hit=1',
  '{{constructor.constructor("window.hit=1")()}}',
];

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** Nothing ran, nothing that could run is there, and the words stand as they were written. */
async function expectHarmless(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    hit: Reflect.get(window, 'hit') ?? 'nothing',
    handlers: document.querySelectorAll('[onerror],[onload],iframe[srcdoc]').length,
    links: [...document.querySelectorAll('a')].filter((a) => /^\s*javascript:/i.test(a.href))
      .length,
  }));
  expect(found).toEqual({ hit: 'nothing', handlers: 0, links: 0 });
}

describe('what somebody wrote as HTML', () => {
  it('is shown to a customer as words, in messages, names, taps and file names', async () => {
    const desk = new FakeDirectLine(inject('pagesFolder'));
    await desk.start();
    const chat = await openChatPage(browser, desk);
    await chat.open();
    for (const text of HOSTILE) {
      const from = { id: 'agent', role: 'bot', name: text };
      desk.say({
        text,
        from,
        suggestedActions: { actions: [{ type: 'imBack', title: text, value: text }] },
        attachments: [{ contentType: 'application/pdf', contentUrl: '/none', name: text }],
      });
      await chat.log.getByText(text, { exact: true }).first().waitFor();
    }
    await expectHarmless(chat.page);
    await chat.say(HOSTILE[0] ?? '');
    await expect.poll(() => desk.said()).toEqual([HOSTILE[0]]);
    await expectHarmless(chat.page);
    await chat.page.close();
    await desk.stop();
  });

  it('is shown to an agent as words, in messages, names and notes', async () => {
    const api = new FakeAdminApi(inject('pagesFolder'));
    const [name = ''] = HOSTILE;
    api.handoffs.push(
      sampleHandoff('hof_mine', {
        state: 'with_agent',
        agentId: 'agt_me',
        position: null,
        customerName: name,
        lastText: name,
        note: name,
      }),
    );
    const [one] = sampleTalk();
    if (one === undefined) throw new Error('nobody said anything');
    const said = HOSTILE.map((text, i) => ({ ...one, seq: i + 1, text }));
    api.messages.set('con_hof_mine', said);
    await api.start();
    const desk = await openConsolePage(browser, api);
    await desk.enter('/desk/con_hof_mine');
    for (const text of HOSTILE) await desk.page.getByRole('log').getByText(text).first().waitFor();
    await expectHarmless(desk.page);
    await desk.page.close();
    await api.stop();
  });
});
