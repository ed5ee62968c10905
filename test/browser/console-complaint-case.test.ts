import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { fillComplaints, finishedCase, COMPLAINT_NO as NO } from '../support/complaint-desk.ts';
import { type ConsolePage, DESKTOP, openConsolePage, PHONE } from '../support/console-page.ts';
import { FakeAdminApi } from '../support/fake-admin-api.ts';

const SHOTS = 'test-results/console';
let browser: Browser;
let api: FakeAdminApi;
let desk: ConsolePage;

beforeAll(async () => {
  browser = await launchBrowser();
  await mkdir(SHOTS, { recursive: true });
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  api = new FakeAdminApi(inject('pagesFolder'));
  fillComplaints(api);
  await api.start();
});

afterEach(async () => {
  await desk.page.close();
  await api.stop();
  expect(desk.complaints).toEqual([]);
  expect(desk.outside).toEqual([]);
});

async function open(path: string, options: BrowserContextOptions = DESKTOP): Promise<void> {
  desk = await openConsolePage(browser, api, options);
  await desk.enter(path);
}

const shot = (name: string) =>
  desk.page.screenshot({ path: `${SHOTS}/complaints-${name}.png`, fullPage: false });

describe('the case', () => {
  it('shows clocks, matter, people, files and history', async () => {
    await open(`/complaints/${NO}`);
    await desk.page.getByText('赵强回避，请陈晓处理').waitFor();
    await desk.page.getByText('已向 4S 店要报价明细').waitFor();
    await desk.page.getByText('补录', { exact: true }).waitFor();
    await desk.page.getByRole('progressbar', { name: /监管办理时限已用/ }).waitFor();
    await desk.page.getByRole('img', { name: '证据 1' }).waitFor();
    await shot('case-1280');
  });

  it('is as clear in the dark', async () => {
    await open(`/complaints/${NO}`, { ...DESKTOP, colorScheme: 'dark' });
    await desk.page.getByText('赵强回避，请陈晓处理').waitFor();
    await shot('case-1280-dark');
  });

  it('tells how each clock came out, what was told, and what was put right', async () => {
    api.complaints.change(NO, finishedCase());
    await open(`/complaints/${NO}`);
    await desk.page.getByText('已结束的时限（3）').click();
    await desk.page.getByText('超时 3小时 完成').first().waitFor();
    // By key: what is above it may still be opening.
    await desk.page.getByText('时限变化 2 次').press('Enter');
    await desk.page
      .getByText(/暂停：.*→ 暂停中/)
      .first()
      .waitFor();
    await desk.page.getByText('整改未完成').waitFor();
    await desk.page.getByText('2 分（满分 5 分）').waitFor();
    await shot('case-finished-1280');
    await desk.page.getByText('监管投诉维权热线 12378').scrollIntoViewIfNeeded();
    await shot('case-finished-lower-1280');
  });

  it('fits a phone', async () => {
    await open(`/complaints/${NO}`, PHONE);
    await desk.page.getByText('赵强回避，请陈晓处理').waitFor();
    await shot('case-390');
    const width = await desk.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
});

describe('acts', () => {
  it('closes with a cause, whoever puts it right and the answer, on a phone in the dark', async () => {
    api.complaints.change(NO, { status: 'DECIDED', may: ['close', 'extend', 'confirm', 'rate'] });
    await open(`/complaints/${NO}`, { ...PHONE, colorScheme: 'dark' });
    await desk.page.getByRole('button', { name: '办结' }).click();
    const form = desk.page.getByRole('dialog');
    await form.getByRole('button', { name: '办结', exact: true }).click();
    await expect.poll(() => form.getByText('请填写这一项').count()).toBe(6);
    await shot('act-close-390-dark');
    await form.getByLabel('根本原因').click();
    await desk.page.getByTitle('流程', { exact: true }).click();
    await form.getByLabel('责任部门').fill('车险理赔部');
    await form.getByLabel('整改措施').fill('定损有差异当日电话说明');
    await form.getByLabel('整改人').click();
    await desk.page.getByTitle('李静', { exact: true }).click();
    await form.getByLabel('整改期限').fill('2026-12-31');
    await form.getByLabel('客户对决定的答复').click();
    await desk.page.getByTitle('认可', { exact: true }).click();
    await form.getByRole('button', { name: '办结', exact: true }).click();
    await desk.page.getByText('已办结').first().waitFor();
    await expect
      .poll(() => api.askedFor('POST', `/complaints/${NO}/close`)[0]?.body)
      .toMatchObject({
        rootCause: { code: 'process', department: '车险理赔部', dueOn: '2026-12-31' },
        answer: 'accepted',
      });
  });

  it('asks for the days of the regulator, or for the time that was agreed', async () => {
    api.complaints.change(NO, { may: ['extend', 'pause'] });
    await open(`/complaints/${NO}`);
    await desk.page.getByRole('button', { name: '更多操作' }).click();
    await desk.page.getByRole('menuitem', { name: '延期' }).click();
    const form = desk.page.getByRole('dialog');
    await form.getByRole('button', { name: '延期并告知客户' }).click();
    await expect.poll(() => form.getByText('请填写这一项').count()).toBe(3);
    await form.getByRole('radio', { name: /30 天/ }).check();
    await form.getByLabel('延期原因和批准人').fill('须等交警事故认定，分公司王总批准');
    await form.getByRole('textbox', { name: '告知客户的内容' }).fill('您的投诉需要等待事故认定。');
    await shot('act-extend-1280');
    await form.getByRole('button', { name: '延期并告知客户' }).click();
    await desk.page.getByText('已延期').first().waitFor();
    await expect
      .poll(() => api.askedFor('POST', `/complaints/${NO}/extend`)[0]?.body)
      .toMatchObject({
        clock: 'regulator',
        days: 30,
      });
  });

  it('says which clocks a pause stops', async () => {
    api.complaints.change(NO, { status: 'INVESTIGATING', may: ['pause'] });
    await open(`/complaints/${NO}`, PHONE);
    await desk.page.getByRole('button', { name: '暂停等待' }).click();
    const form = desk.page.getByRole('dialog');
    await form.getByText('监管办理时限照常计时').waitFor();
    await form.getByText('外部鉴定', { exact: true }).click();
    await form.getByText('对客户承诺的时限照常计时').waitFor();
    await shot('act-pause-390');
  });

  it('tells the first feedback, shows what the customer will read, and sends it once', async () => {
    api.complaints.outcomes.set('contact', { status: 'INVESTIGATING', may: ['propose', 'note'] });
    await open(`/complaints/${NO}`);
    await desk.page.getByRole('button', { name: '联系客户' }).click();
    const form = desk.page.getByRole('dialog');
    await form.getByRole('button', { name: '提交反馈' }).click();
    await form.getByText('请填写这一项').first().waitFor();
    await form.getByRole('textbox', { name: '反馈内容' }).fill('您好，我是陈晓，负责您的投诉。');
    await form.getByLabel('约定下次联系时间').fill('2026-12-01T10:00');
    await form.getByRole('region', { name: '客户将收到' }).waitFor();
    await shot('act-contact-1280');
    await form.getByRole('button', { name: '提交反馈' }).dblclick();
    await desk.page.getByRole('button', { name: '告知处理方案' }).waitFor();
    const sent = api.askedFor('POST', `/complaints/${NO}/contact`);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).toEqual({
      channel: 'chat',
      summary: '您好，我是陈晓，负责您的投诉。',
      nextAt: '2026-12-01T02:00:00.000Z',
    });
  });

  it('keeps a long text that was not sent, and uses one key for the same attempt', async () => {
    await open(`/complaints/${NO}`);
    await desk.page.getByRole('button', { name: '内部备注' }).click();
    await desk.page.getByRole('textbox', { name: '备注' }).fill('客户情绪激动，请耐心');
    await desk.page.reload();
    await desk.page.getByRole('button', { name: '内部备注' }).click();
    await desk.page.getByText('已恢复上次没有提交的内容').waitFor();
    const url = `/complaints/${NO}/notes`;
    api.refusals.set(`POST ${url}`, { status: 503, code: 'unavailable' });
    await desk.page.getByRole('button', { name: '保存备注' }).click();
    await desk.page.getByText('服务暂时不可用').waitFor();
    api.refusals.clear();
    await desk.page.getByRole('button', { name: '保存备注' }).click();
    await desk.page.getByText('备注已保存').waitFor();
    const keys = api.askedFor('POST', url).map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(1);
    await desk.page.getByRole('button', { name: '内部备注' }).click();
    await expect.poll(() => desk.page.getByRole('textbox', { name: '备注' }).inputValue()).toBe('');
  });

  it.each([
    ['recused', '按回避规定'],
    ['illegal_move', '现在的状态不能做这项操作'],
    ['not_handler', '由其他同事处理'],
  ])('says in words why an act was refused: %s', async (code, words) => {
    await open(`/complaints/${NO}`);
    api.refusals.set(`POST /complaints/${NO}/notes`, { status: 409, code });
    await desk.page.getByRole('button', { name: '内部备注' }).click();
    await desk.page.getByRole('textbox', { name: '备注' }).fill('测试');
    await desk.page.getByRole('button', { name: '保存备注' }).click();
    await desk.page.getByRole('dialog').getByText(words).waitFor();
  });

  it('assigns to a person, and greys whoever has to stay away', async () => {
    api.role = 'supervisor';
    await open(`/complaints/${NO}`);
    await desk.page.getByRole('button', { name: '分派' }).click();
    const form = desk.page.getByRole('dialog');
    await form.getByText('李静').waitFor();
    expect(await form.getByRole('radio', { name: /赵强/ }).isDisabled()).toBe(true);
    await shot('act-assign-1280');
    await form.getByRole('radio', { name: /孙悦/ }).check();
    await form.getByRole('button', { name: '分派', exact: true }).click();
    await desk.page.getByText('已分派').waitFor();
    await expect
      .poll(() => api.askedFor('POST', `/complaints/${NO}/assign`)[0]?.body)
      .toEqual({
        handlerId: 'agt_sun',
      });
  });

  it('begins a plan with a draft, adds the remedies, and wants a proof outside the chat', async () => {
    api.complaints.change(NO, { status: 'INVESTIGATING', may: ['propose', 'pause', 'decide'] });
    await open(`/complaints/${NO}`);
    await desk.page.getByRole('button', { name: '告知处理方案' }).click();
    const form = desk.page.getByRole('dialog');
    await expect
      .poll(() => form.getByRole('textbox', { name: '核实情况' }).inputValue())
      .toContain('已调取查勘照片');
    await form.getByRole('textbox', { name: '处理方案' }).fill('按 5,200 元重新定损，三日内赔付。');
    await form.getByText('监管投诉维权热线 12378').waitFor();
    await shot('act-propose-1280');
    await form.getByLabel('告知方式').click();
    await desk.page.getByTitle('电话', { exact: true }).click();
    await form.getByRole('button', { name: '告知客户' }).click();
    await form.getByText('须填写告知凭证').waitFor();
    await form.getByLabel('告知凭证').fill('LY-20261123-07');
    await form.getByRole('button', { name: '告知客户' }).click();
    await desk.page.getByText('方案已告知客户').waitFor();
    await expect
      .poll(() => api.askedFor('POST', `/complaints/${NO}/propose`)[0]?.body)
      .toMatchObject({
        channel: 'phone',
        proof: 'LY-20261123-07',
      });
  });

  it('hands in a file as evidence, and says which one was not taken', async () => {
    api.complaints.outcomes.set('supplement', { evidenceIds: ['fil_1', 'fil_2', 'fil_9'] });
    await open(`/complaints/${NO}`);
    await desk.page.getByRole('button', { name: '更多操作' }).click();
    await desk.page.getByRole('menuitem', { name: '登记补充材料' }).click();
    const form = desk.page.getByRole('dialog');
    await form.getByRole('textbox', { name: '补充的内容' }).fill('客户到店交来照片');
    const buffer = Buffer.from('x');
    const picker = form.locator('input[type=file]');
    expect(await picker.isVisible()).toBe(false);
    await picker.setInputFiles([
      { name: '交车单.png', mimeType: 'image/png', buffer },
      { name: '脚本.sh', mimeType: 'text/plain', buffer },
    ]);
    await form.getByRole('alert').getByText('没有传上').waitFor();
    await form.getByRole('button', { name: '登记', exact: true }).click();
    await desk.page.getByText('已登记补充').waitFor();
    await expect
      .poll(() => api.askedFor('POST', `/complaints/${NO}/supplement`)[0]?.body)
      .toEqual({
        text: '客户到店交来照片',
        evidenceIds: ['fil_9'],
      });
    await desk.page.getByRole('img', { name: '证据 3' }).waitFor();
  });

  it.each([
    ['whose it is', { may: [], handlerName: '孙悦' }, '由孙悦处理，您可以查看'],
    [
      'that they keep out of it',
      { may: [], excluded: [{ id: 'agt_me', name: '陈晓' }] },
      '您须回避',
    ],
  ])('tells whoever may not work on it %s', async (_, change, text) => {
    api.complaints.change(NO, change);
    await open(`/complaints/${NO}`);
    await desk.page.getByText(text).waitFor();
  });

  it('offers an auditor nothing to do', async () => {
    api.role = 'auditor';
    await open(`/complaints/${NO}`);
    await desk.page.getByText('您的角色只能查看').waitFor();
    expect(await desk.page.getByRole('button', { name: '联系客户' }).count()).toBe(0);
  });
});
