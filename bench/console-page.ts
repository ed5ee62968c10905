import type { Browser, Page } from 'playwright-core';
import { openConsolePage } from '../test/support/console-page.ts';

/** How long a request may stay unseen before it counts as lost, in milliseconds. */
const LOST_MS = 10_000;

/** A console in a real browser, which says when a conversation is on its screen. */
export class WatchedConsole {
  readonly page: Page;
  readonly #seenAt = new Map<string, number>();
  readonly #waiting = new Map<string, (at: number) => void>();

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(options: {
    readonly browser: Browser;
    readonly url: string;
    readonly username: string;
    readonly password: string;
  }): Promise<WatchedConsole> {
    const { browser, url, username, password } = options;
    const tab = await openConsolePage(browser, { origin: url });
    const self = new WatchedConsole(tab.page);
    await tab.page.exposeFunction('carelineSeen', (id: string, at: number) => self.#see(id, at));
    await tab.open('/desk');
    await tab.signIn(username, password);
    await tab.page.locator('.desk-list').waitFor();
    // tsx names functions with a helper that the page has not.
    await tab.page.evaluate('globalThis.__name = (it) => it');
    await tab.page.evaluate(watchDesk);
    return self;
  }

  /** How many conversations are on the screen. */
  count(): Promise<number> {
    return this.page.locator('.desk-list li').count();
  }

  /** When a conversation was drawn first; `Infinity` when it was not in time. */
  seen(conversationId: string): Promise<number> {
    const known = this.#seenAt.get(conversationId);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(Number.POSITIVE_INFINITY), LOST_MS);
      this.#waiting.set(conversationId, (at) => {
        clearTimeout(timer);
        resolve(at);
      });
    });
  }

  #see(conversationId: string, at: number): void {
    this.#seenAt.set(conversationId, at);
    this.#waiting.get(conversationId)?.(at);
    this.#waiting.delete(conversationId);
  }
}

/** Runs in the page: tells of every conversation that comes into the list, after the frame that draws it. */
function watchDesk(): void {
  const known = new Set<string>();
  const tell: unknown = Reflect.get(window, 'carelineSeen');
  const look = (): void => {
    const fresh: string[] = [];
    for (const link of document.querySelectorAll('.desk-list a')) {
      const id = decodeURIComponent(link.getAttribute('href')?.split('/desk/')[1] ?? '');
      if (known.has(id)) continue;
      known.add(id);
      fresh.push(id);
    }
    if (fresh.length === 0) return;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      // Behind the frame: it is painted then.
      channel.port1.onmessage = () => {
        const at = performance.timeOrigin + performance.now();
        for (const id of fresh) if (typeof tell === 'function') tell(id, at);
      };
      channel.port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
}
