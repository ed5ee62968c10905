import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { HttpClient } from './http.ts';

export interface WireActivity {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly replyToId?: string;
  readonly timestamp?: string;
  readonly from?: { readonly id?: string; readonly role?: string };
  readonly channelData?: { readonly clientActivityID?: string };
}

/**
 * A customer who never gives up: sends one message, repeats it under the same client id until it is acknowledged,
 * polls until the answer is there, then sends the next. Servers may die under it.
 */
export class Talker {
  readonly acknowledged: { readonly id: string; readonly text: string }[] = [];
  readonly #http: HttpClient;
  #token = '';
  #conversationId = '';
  #watermark = 0;

  constructor(url: string) {
    this.#http = new HttpClient(url, { sockets: 1 });
  }

  async start(secret: string): Promise<void> {
    const answer = await this.#persist('POST', '/v3/directline/conversations', {
      token: secret,
      body: { user: { id: `talker-${randomUUID()}` } },
    });
    const { token, conversationId } = answer as { token: string; conversationId: string };
    this.#token = token;
    this.#conversationId = conversationId;
  }

  /** Talks until `until` (ms since the epoch), one message after the other. */
  async talk(texts: readonly string[], until: number): Promise<void> {
    for (let turn = 0; Date.now() < until; turn += 1) {
      const text = texts[turn % texts.length] ?? '';
      const clientActivityID = randomUUID();
      const body = {
        type: 'message',
        text,
        from: { id: 'ignored' },
        channelData: { clientActivityID },
      };
      const path = `/v3/directline/conversations/${this.#conversationId}/activities`;
      const { id } = (await this.#persist('POST', path, { token: this.#token, body })) as {
        id: string;
      };
      this.acknowledged.push({ id, text });
      await this.#waitForAnswer(id);
    }
  }

  /** The whole transcript, in the order the server tells it. */
  async transcript(): Promise<readonly WireActivity[]> {
    const all: WireActivity[] = [];
    for (let watermark = 0; ; ) {
      const page = await this.#page(watermark);
      if (page.activities.length === 0) return all;
      all.push(...page.activities);
      watermark = page.watermark;
    }
  }

  close(): void {
    this.#http.close();
  }

  async #waitForAnswer(id: string): Promise<void> {
    for (;;) {
      const page = await this.#page(this.#watermark);
      this.#watermark = page.watermark;
      if (page.activities.some((activity) => activity.replyToId === id)) return;
      await delay(40);
    }
  }

  async #page(
    watermark: number,
  ): Promise<{ activities: readonly WireActivity[]; watermark: number }> {
    const path = `/v3/directline/conversations/${this.#conversationId}/activities?watermark=${watermark}`;
    const page = (await this.#persist('GET', path, { token: this.#token })) as {
      activities: WireActivity[];
      watermark?: string;
    };
    return { activities: page.activities, watermark: Number(page.watermark ?? watermark) };
  }

  async #persist(
    method: 'GET' | 'POST',
    path: string,
    options: { token: string; body?: unknown },
  ): Promise<unknown> {
    for (let tries = 0; tries < 2_000; tries += 1) {
      const answer = await this.#http.send(method, path, options).catch(() => undefined);
      if (answer !== undefined && answer.status >= 200 && answer.status < 300) return answer.json();
      if (answer !== undefined && answer.status >= 400 && answer.status < 500) {
        throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body}`);
      }
      await delay(50);
    }
    throw new Error(`${method} ${path} never succeeded`);
  }
}
