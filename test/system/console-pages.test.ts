import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type ConsolePage, DESKTOP, openConsolePage } from '../support/console-page.ts';
import { type DemoDesk, startDemoDesk } from '../support/demo-desk.ts';

const SHOTS = 'test-results/console-pages';
const ROLES = ['agent', 'supervisor', 'admin', 'auditor'] as const;
type Role = (typeof ROLES)[number];
const PEOPLE: Readonly<Record<Role, string>> = {
  agent: 'demo.agent1',
  supervisor: 'demo.supervisor1',
  admin: 'demo.admin',
  auditor: 'demo.auditor',
};

const WORK: readonly Role[] = ['agent', 'supervisor', 'admin'];
const LEADS: readonly Role[] = ['supervisor', 'admin'];
const WATCHERS: readonly Role[] = ['supervisor', 'admin', 'auditor'];
/** Which page is whose: written down a second time, by hand. */
const PAGES: Readonly<Record<string, readonly Role[]>> = {
  '/desk': WORK,
  '/board': WATCHERS,
  '/conversations': ROLES,
  '/customers': ROLES,
  '/complaints': ROLES,
  '/service-requests': ROLES,
  '/reports': ROLES,
  '/claims': ROLES,
  '/return-visits': ROLES,
  '/follow-ups': ROLES,
  '/questionnaires': ROLES,
  '/outreach/campaigns': ROLES,
  '/outreach/care': ROLES,
  '/outreach/templates': ROLES,
  '/owner-events': ROLES,
  '/referrals': ROLES,
  '/outreach/settings': WATCHERS,
  '/knowledge': ROLES,
  '/search': ROLES,
  '/texts': WORK,
  '/quality': WATCHERS,
  '/agents': ['admin'],
  '/teams': WATCHERS,
  '/hours': WATCHERS,
  '/settings': LEADS,
  '/api-keys': ['admin'],
  '/webhooks': ['admin'],
  '/deliveries': ['admin'],
  '/system': LEADS,
  '/audit': ['admin', 'auditor'],
};
/** The paths that a role may open, or those that it may not. */
function pathsOf(role: Role, isTheirs: boolean): readonly string[] {
  return Object.keys(PAGES).filter((path) => PAGES[path]?.includes(role) === isTheirs);
}

let desk: DemoDesk;
let browser: Browser;

beforeAll(async () => {
  [desk, browser] = await Promise.all([
    startDemoDesk({ name: 'console-pages' }),
    launchBrowser(),
    mkdir(SHOTS, { recursive: true }),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await desk?.remove();
});

type Tab = ConsolePage & { readonly refused: string[] };
const tabs = new Map<Role, Promise<Tab>>();

/** The tab of somebody who signed in once, and every answer of the desk that was a refusal. */
function enter(role: Role): Promise<Tab> {
  const known = tabs.get(role) ?? signIn(role);
  tabs.set(role, known);
  return known;
}

async function signIn(role: Role): Promise<Tab> {
  const tab = await openConsolePage(browser, { origin: desk.url }, DESKTOP);
  const refused: string[] = [];
  await tab.open();
  await tab.signIn(PEOPLE[role], desk.password);
  await tab.page.locator('.shell-page').waitFor();
  tab.page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
  });
  return { ...tab, refused };
}

/** Opens a page as a click on a link does: nothing is loaded twice. */
async function go({ page }: Tab, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', `/console${to}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

/** Waits until a page has what it asked for. */
async function settle({ page }: Tab): Promise<void> {
  await page.locator('.shell-page h1, .shell-page .desk').first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('.shell-page .ant-skeleton, .shell-page .state') === null,
  );
}

const LOOKS = [
  { look: 'wide', size: { width: 1280, height: 800 }, colorScheme: 'light' },
  { look: 'phone-dark', size: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const;

describe('every page of the console', () => {
  it.each(ROLES)('opens for the %s', async (role) => {
    const tab = await enter(role);
    // An administrator has every page: on a phone, one walk shows them all.
    const looks = role === 'admin' ? LOOKS : LOOKS.slice(0, 1);
    for (const { look, size, colorScheme } of looks) {
      await tab.page.setViewportSize(size);
      await tab.page.emulateMedia({ colorScheme });
      for (const path of pathsOf(role, true)) {
        await go(tab, path);
        await settle(tab);
        await tab.page.screenshot({ path: `${SHOTS}/${role}-${path.slice(1)}-${look}.png` });
        const isTooWide = await tab.page.evaluate(
          () => document.documentElement.scrollWidth > window.innerWidth + 1,
        );
        expect({ path, look, isTooWide }).toEqual({ path, look, isTooWide: false });
        expect(await tab.page.locator('.ant-alert-error').count(), path).toBe(0);
      }
    }
    for (const path of pathsOf(role, false)) {
      await go(tab, path);
      await tab.page.getByText('没有这个页面').waitFor();
    }
    expect(tab.refused).toEqual([]);
    expect(tab.complaints).toEqual([]);
    expect(tab.outside).toEqual([]);
    await tab.page.setViewportSize(LOOKS[0].size);
    await tab.page.emulateMedia({ colorScheme: 'light' });
  });

  it('has a long menu under headings that open and shut, and never hides where one is', async () => {
    const tab = await enter('admin');
    await go(tab, '/board');
    const menu = tab.page.locator('.shell-side');
    const heading = menu.getByRole('button', { name: '系统' });
    expect(await heading.getAttribute('aria-expanded')).toBe('false');
    expect(await menu.getByRole('link', { name: '审计' }).isVisible()).toBe(false);
    await heading.press('Enter');
    await menu.getByRole('link', { name: '审计' }).click();
    await tab.page.getByRole('heading', { name: '审计' }).waitFor();
    await heading.click();
    expect(await menu.getByRole('link', { name: '审计' }).isVisible()).toBe(true);
  });
});

describe('what pages do', () => {
  it('opens an account with a password that signs in and is shown once', async () => {
    const tab = await enter('admin');
    await go(tab, '/agents');
    await tab.page.getByRole('button', { name: '新建账号' }).click();
    await tab.page.getByLabel('用户名').fill('X');
    await tab.page.getByRole('button', { name: '保存' }).click();
    await tab.page.getByText('请填写这一项').waitFor();
    await tab.page.getByLabel('用户名').fill('new.colleague');
    await tab.page.getByLabel('姓名').fill('新同事');
    await tab.page.getByRole('button', { name: '保存' }).click();
    const given = tab.page.getByLabel('新同事 的密码');
    const shown = await given.last().inputValue();
    await tab.page.screenshot({ path: `${SHOTS}/password.png` });
    await tab.page.getByRole('button', { name: '关闭' }).last().click();
    await given.last().waitFor({ state: 'detached' });
    expect(await tab.page.content()).not.toContain(shown);
    // Not from the tab: it would be signed in as the new colleague.
    const answer = await fetch(`${desk.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'new.colleague', password: shown }),
    });
    expect(answer.status).toBe(201);
  });

  it('shows what the server finds wrong at the field it is about', async () => {
    const tab = await enter('admin');
    await go(tab, '/webhooks');
    await tab.page.getByRole('button', { name: '新建回调' }).click();
    await tab.page.getByLabel('名称').fill('核心');
    await tab.page.getByLabel('地址').fill('http://10.0.0.1/hook');
    await tab.page.getByRole('button', { name: '保存' }).click();
    await tab.page.locator('.ant-form-item-explain-error').first().waitFor();
    await tab.page.screenshot({ path: `${SHOTS}/field-problem.png` });
    await tab.page.getByRole('button', { name: '取消' }).click();
  });

  it('checks the audit chain and says what it found', async () => {
    const tab = await enter('auditor');
    await go(tab, '/audit');
    await tab.page.getByRole('button', { name: '校验完整性' }).click();
    await tab.page.getByText('审计记录完整').waitFor();
  });

  it('reveals a field of a customer for a reason, and the trail has it', async () => {
    const tab = await enter('admin');
    await go(tab, '/conversations');
    await settle(tab);
    await tab.page.locator('a[href*="/console/customers/"]').first().click();
    await settle(tab);
    await tab.page.getByRole('button', { name: '查看完整信息' }).click();
    await tab.page.getByLabel('原因').fill('核对回访电话');
    await tab.page.getByRole('button', { name: '查看完整信息' }).last().click();
    await tab.page.getByText('本次查看已记入审计').waitFor();
    await tab.page.screenshot({ path: `${SHOTS}/reveal.png` });
    await tab.page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
    await go(tab, '/audit?action=customer.revealed');
    await tab.page.getByText('核对回访电话').first().waitFor();
  });

  it('shows as words what somebody wrote as HTML into names and texts', async () => {
    const tab = await enter('admin');
    const hostile = '<img src=x onerror=hit()>';
    const csrf = { 'x-careline-csrf': '1' };
    const person = { username: 'hostile.name', displayName: hostile, role: 'agent' };
    const made: readonly (readonly [string, object])[] = [
      ['/agents', { ...person, password: 'a long enough password' }],
      ['/teams', { name: hostile }],
      ['/canned-answers', { shortcut: 'html', title: hostile, category: hostile, text: hostile }],
      ['/api-keys', { name: hostile, scopes: ['knowledge:read'] }],
    ];
    for (const [path, data] of made) {
      const answer = await tab.page.request.post(`${desk.url}/api/v1${path}`, {
        data,
        headers: csrf,
      });
      expect([path, answer.status()]).toEqual([path, 201]);
      await go(tab, '/search');
      await go(tab, path === '/canned-answers' ? '/texts' : path);
      await tab.page.getByText(hostile).first().waitFor();
      expect(await tab.page.locator('[onerror]').count()).toBe(0);
    }
    await go(tab, '/board');
    await tab.page.getByText(hostile).first().waitFor();
    expect(await tab.page.locator('[onerror]').count()).toBe(0);
  });
});
