import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type ChatPage, openChatPage } from '../support/chat-page.ts';
import { type DeskProcess, freePort, startDesk } from '../support/desk-process.ts';
import { HttpClient } from '../support/http.ts';
import { type Line, readTranscript, withoutDates } from '../support/readme-transcript.ts';

const FOLDER = 'test-results';
/** Time separators and the clock of the page are in the customers' zone. */
const CHINA: BrowserContextOptions = { timezoneId: 'Asia/Shanghai' };
const PAGE_BYTES_MAX = 300_000;
/** Less than this is no page at all. */
const PAGE_BYTES_MIN = 30_000;
const SCREENS: readonly (readonly [number, BrowserContextOptions])[] = [
  [390, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true }],
  [1280, { viewport: { width: 1280, height: 900 } }],
];

describe("the README's conversation", () => {
  let dataDir: string;
  let desk: DeskProcess;
  let browser: Browser;
  let chat: ChatPage;

  beforeAll(async () => {
    await mkdir(FOLDER, { recursive: true });
    browser = await launchBrowser();
  });

  afterAll(() => browser?.close());

  // Its own desk for each screen: the conversation moves a claim, and only the first move is news.
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'careline-readme-'));
    desk = await startDesk({ port: await freePort(), dataDir });
  });

  afterEach(async () => {
    await chat?.page.close();
    await desk?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test.each(SCREENS)(
    'goes word for word in a browser %i pixels wide and is there after a reload',
    async (width, options) => {
      const lines = await readTranscript();
      chat = await openChatPage(browser, { origin: desk.url }, { ...CHINA, ...options });
      const watched = watch(chat.page);
      await chat.open();
      const said = await play(lines, width);
      expect(watched.loads()).toBe(1);
      expect(await watched.bytes()).toBeGreaterThan(PAGE_BYTES_MIN);
      expect(await watched.bytes()).toBeLessThan(PAGE_BYTES_MAX);

      await chat.page.reload();
      await expect.poll(bubbles, { timeout: 15_000 }).toEqual(said);
      expect(watched.loads()).toBe(2);
      expect(watched.errors).toEqual([]);
      expect(chat.complaints).toEqual([]);
      expect(chat.outside).toEqual([]);
    },
  );

  /** Plays the lines one by one; nothing but them may be on the page. Returns every bubble. */
  async function play(lines: readonly Line[], width: number): Promise<readonly string[]> {
    const key = await makeMachineKey();
    const said: string[] = [];
    for (const [index, line] of lines.entries()) {
      if (line.by === 'core') await moveClaim(key, line);
      else said.push(withoutDates(line.text));
      if (line.by === 'customer') await say(line.text, width < 600);
      if (lines[index + 1]?.by === 'desk') continue;
      await expect.poll(bubbles, { timeout: 15_000 }).toEqual(said);
      await chat.page.screenshot({ path: `${FOLDER}/readme-${width}-${index}.png` });
    }
    const card = chat.page.getByRole('region', { name: '理赔进度' }).last();
    expect(await card.getByRole('link').getAttribute('href')).toMatch(/^tel:1\d{10}$/);
    await chat.page.screenshot({ path: `${FOLDER}/readme-${width}.png` });
    return said;
  }

  /** Taps what can be tapped, and types the rest. */
  async function say(text: string, isTouch: boolean): Promise<void> {
    const taps = chat.page.getByRole('list', { name: '您可以直接点选' }).getByRole('button');
    const index = (await taps.allInnerTexts()).map(withoutDates).indexOf(withoutDates(text));
    if (index >= 0) {
      await (isTouch ? taps.nth(index).tap() : taps.nth(index).click());
      return;
    }
    await chat.input.pressSequentially(text);
    const send = chat.page.getByRole('button', { name: '发送', exact: true });
    await (isTouch ? send.tap() : chat.input.press('Enter'));
  }

  async function bubbles(): Promise<string[]> {
    return (await chat.bubbles()).map(withoutDates);
  }

  /** Signs in with the password that the first start kept, and makes a key as for the insurer's own system. */
  async function makeMachineKey(): Promise<string> {
    const password = readFileSync(join(dataDir, 'admin-password'), 'utf8').trim();
    const session = await post('/api/v1/sessions', { body: { username: 'admin', password } });
    const body = { name: 'claims core', scopes: ['claims:write'] };
    return (
      (await post('/api/v1/api-keys', { body, token: session['token'] ?? '' }))['secret'] ?? ''
    );
  }

  async function moveClaim(key: string, line: Line & { readonly by: 'core' }): Promise<void> {
    const body = { ...line.body, occurredAt: new Date().toISOString() };
    const answer = await post(line.path, { body, token: key });
    expect(answer).toMatchObject({ duplicate: false, customerTold: true });
  }

  async function post(
    path: string,
    request: { readonly body: unknown; readonly token?: string },
  ): Promise<Record<string, string>> {
    const client = new HttpClient(desk.url);
    const answer = await client.send('POST', path, request);
    client.close();
    expect([answer.status, answer.body]).toEqual([201, expect.any(String)]);
    return JSON.parse(answer.body);
  }
});

/** What the page loads, and what it complains about. */
function watch(page: Page) {
  const errors: string[] = [];
  const sizes: Promise<number>[] = [];
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) errors.push(message.text());
  });
  page.on('requestfinished', (request) => {
    const size = request.sizes();
    sizes.push(
      size.then(
        ({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize,
      ),
    );
  });
  return {
    errors,
    loads: () => loads,
    /** As they came over the wire, compressed. */
    bytes: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0),
  };
}
