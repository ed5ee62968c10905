import { type ClientRequest, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { HttpClient } from './http.ts';

interface OpenHandoff {
  readonly id: string;
  readonly conversationId: string;
  readonly state: string;
  readonly offeredTo: string | null;
  readonly agentId: string | null;
  readonly waitingSince: string | null;
}

/**
 * An agent whose console is open: listens for events, takes what is offered, answers, and ends or gives away. Servers
 * may die under it; then it goes on with another.
 */
export class ConsoleAgent {
  /** What it did, by the path's last word. */
  readonly did = new Map<string, number>();
  readonly id: string;
  readonly #urls: () => readonly string[];
  readonly #token: string;
  readonly #clients = new Map<string, HttpClient>();
  #stream: ClientRequest | undefined;
  #isAwake = true;

  constructor(options: {
    readonly id: string;
    readonly token: string;
    /** The servers that may be there. */
    readonly urls: () => readonly string[];
  }) {
    this.id = options.id;
    this.#token = options.token;
    this.#urls = options.urls;
  }

  get isAwake(): boolean {
    return this.#isAwake;
  }

  /** The console is shut without a word, and opened again after so long. */
  async vanish(ms: number): Promise<void> {
    this.#isAwake = false;
    this.#stream?.destroy();
    await delay(ms);
    this.#isAwake = true;
  }

  /** Works until the signal. */
  async work(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#listen(signal), this.#act(signal)]);
  }

  async #listen(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.#isAwake) await this.#listenOnce(signal);
      await delay(200);
    }
  }

  #listenOnce(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const headers = { authorization: `Bearer ${this.#token}` };
      const stream = get(`${this.#anyUrl()}/api/v1/events`, { headers }, (answer) => {
        answer.resume();
        answer.on('error', () => undefined);
        answer.on('close', resolve);
      });
      this.#stream = stream;
      const stop = (): void => void stream.destroy();
      signal.addEventListener('abort', stop, { once: true });
      stream.on('error', () => resolve());
      stream.on('close', () => {
        signal.removeEventListener('abort', stop);
        resolve();
      });
    });
  }

  async #act(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await delay(250 + Math.random() * 500);
      if (this.#isAwake) await this.#look();
    }
  }

  async #look(): Promise<void> {
    const list = await this.call('GET', '/handoffs?state=open&limit=100');
    for (const handoff of (list?.items ?? []) as readonly OpenHandoff[]) {
      if (!this.#isAwake) return;
      if (handoff.offeredTo === this.id) await this.#take(handoff);
      else if (handoff.agentId === this.id) await this.#serve(handoff);
    }
  }

  async #take({ id }: OpenHandoff): Promise<void> {
    const dice = Math.random();
    if (dice < 0.1) await this.call('POST', `/handoffs/${id}/decline`, {});
    else if (dice < 0.9) await this.call('POST', `/handoffs/${id}/accept`);
  }

  async #serve({ id, conversationId, waitingSince }: OpenHandoff): Promise<void> {
    if (waitingSince !== null) {
      await this.call('POST', `/conversations/${conversationId}/messages`, { text: '好的' });
      return;
    }
    const dice = Math.random();
    if (dice < 0.08) await this.call('POST', `/handoffs/${id}/close`, { resultCode: 'solved' });
    else if (dice < 0.12) await this.call('POST', `/handoffs/${id}/close`, {});
    else if (dice < 0.2) await this.call('POST', `/handoffs/${id}/return-to-bot`, {});
    else if (dice < 0.25) {
      await this.call('POST', `/handoffs/${id}/transfer`, { to: { kind: 'supervisor' } });
    }
  }

  /** Undefined when no server answered, or it refused. */
  async call(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
  ): Promise<{ readonly items?: readonly unknown[] } | undefined> {
    const url = this.#anyUrl();
    const client = this.#clients.get(url) ?? new HttpClient(url, { sockets: 2 });
    this.#clients.set(url, client);
    const options = { token: this.#token, ...(body === undefined ? {} : { body }) };
    const answer = await client.send(method, `/api/v1${path}`, options).catch(() => undefined);
    if (answer === undefined || answer.status >= 300) return undefined;
    const word = path.split('?')[0]?.split('/').at(-1) ?? '';
    this.did.set(word, (this.did.get(word) ?? 0) + 1);
    return answer.json() as { items?: readonly unknown[] };
  }

  #anyUrl(): string {
    const urls = this.#urls();
    return urls[Math.floor(Math.random() * urls.length)] ?? '';
  }
}
