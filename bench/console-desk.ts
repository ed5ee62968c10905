import { randomUUID } from 'node:crypto';
import { type ClientRequest, get } from 'node:http';
import { HttpClient } from '../test/support/http.ts';

/** The time in milliseconds since 1970, finer than a millisecond; browsers on this machine have the same. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** Customers of the running desk, by Direct Line. */
export class Customers {
  readonly #http: HttpClient;
  readonly #secret: string;

  constructor(options: { readonly url: string; readonly secret: string }) {
    this.#http = new HttpClient(options.url, { sockets: 16 });
    this.#secret = options.secret;
  }

  /** Opens a conversation and waits for the greeting. Resolves with its id. */
  async open(): Promise<string> {
    const body = { user: { id: `bench-${randomUUID()}` } };
    const started = await this.#post('/v3/directline/conversations', body);
    return started.conversationId ?? '';
  }

  /** Resolves when the transport has answered. */
  async say(conversationId: string, text: string): Promise<void> {
    const channelData = { clientActivityID: randomUUID() };
    const body = { type: 'message', text, from: { id: 'x' }, channelData };
    await this.#post(`/v3/directline/conversations/${conversationId}/activities`, body);
  }

  async #post(path: string, body: unknown): Promise<{ readonly conversationId?: string }> {
    const answer = await this.#http.send('POST', path, { token: this.#secret, body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body}`);
    return answer.json() as { conversationId?: string };
  }

  close(): void {
    this.#http.close();
  }
}

interface Offered {
  readonly id: string;
  readonly offeredTo: string | null;
}

/** Somebody at the desk who listens as a console does, and takes what is offered until they have enough. */
export class BenchAgent {
  /** When a request in this conversation was heard of first. */
  readonly heardAt = new Map<string, number>();
  readonly #http: HttpClient;
  readonly #url: string;
  readonly #token: string;
  readonly #id: string;
  #stream: ClientRequest | undefined;

  private constructor(options: { url: string; http: HttpClient; token: string; id: string }) {
    this.#http = options.http;
    this.#url = options.url;
    this.#token = options.token;
    this.#id = options.id;
  }

  static async signIn(options: {
    readonly url: string;
    readonly username: string;
    readonly password: string;
  }): Promise<BenchAgent> {
    const { url, username, password } = options;
    const http = new HttpClient(url, { sockets: 4 });
    const answer = await http.send('POST', '/api/v1/sessions', { body: { username, password } });
    if (answer.status !== 201) throw new Error(`sign-in: ${answer.status} ${answer.body}`);
    const { token, agent } = answer.json() as { token: string; agent: { id: string } };
    const self = new BenchAgent({ url, http, token, id: agent.id });
    await self.#listen();
    await self.#call('PUT', '/presence', { presence: 'online' });
    return self;
  }

  /** Accepts everything that is offered to them now; resolves with how many. */
  async takeOffers(): Promise<number> {
    const { items } = (await this.#call('GET', '/handoffs?state=offered&limit=200')) as {
      items: readonly Offered[];
    };
    const own = items.filter(({ offeredTo }) => offeredTo === this.#id);
    for (const { id } of own) await this.#call('POST', `/handoffs/${id}/accept`);
    return own.length;
  }

  close(): void {
    this.#stream?.destroy();
    this.#http.close();
  }

  #listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${this.#token}` };
      this.#stream = get(`${this.#url}/api/v1/events`, { headers }, (answer) => {
        answer.setEncoding('utf8');
        answer.on('data', (text: string) => this.#hear(text));
        answer.on('error', () => undefined);
        resolve();
      });
      this.#stream.on('error', reject);
    });
  }

  /** A piece of the stream is whole events here: the desk writes them at once. */
  #hear(text: string): void {
    const at = nowMs();
    for (const [, conversationId = ''] of text.matchAll(
      /event: handoff\ndata: .*?"conversationId":"([^"]+)"/g,
    )) {
      if (!this.heardAt.has(conversationId)) this.heardAt.set(conversationId, at);
    }
  }

  async #call(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown> {
    const options = { token: this.#token, ...(body === undefined ? {} : { body }) };
    const answer = await this.#http.send(method, `/api/v1${path}`, options);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body}`);
    return answer.json();
  }
}
