import type { AddressInfo } from 'node:net';
import fastifyMultipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';
import { pageRoutes } from '../../src/server/page/page-routes.ts';

export interface FakeActivity {
  readonly type: string;
  readonly text?: string;
  readonly [key: string]: unknown;
}

export const FAKE_BRAND = { name: '安途车险（演示）', color: '#1456d9', hotline: '400-000-0000' };

interface StoredFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/**
 * A small Direct Line in memory, for the page's own tests: as much of the protocol as the page uses,
 * and switches for what goes wrong. `stop` and `start` are a server restart with its database kept.
 */
export class FakeDirectLine {
  readonly #webFolder: string;
  readonly #files: StoredFile[] = [];
  readonly #sockets = new Map<WebSocket, number>();
  #app: FastifyInstance | undefined;
  #port = 0;
  #tokens = 0;
  /** The transcript of the only conversation. */
  activities: FakeActivity[] = [];
  uploadBytesMax = 15_000_000;
  /** Answers of the bot to each stored message of the customer. */
  onMessage: (activity: FakeActivity) => void = () => undefined;
  /** Status with which posts are answered; a stored message answers with it all the same. */
  failPosts: { readonly status: number; readonly isStored?: boolean } | undefined;
  /** Held before an upload is answered, ms. */
  uploadDelayMs = 0;
  /** While true no echo or answer reaches a socket. */
  isMute = false;
  /** Like a network whose proxy knows no web sockets. */
  refusesSockets = false;
  readonly tokenRequests: Record<string, unknown>[] = [];
  postCount = 0;

  constructor(webFolder: string) {
    this.#webFolder = webFolder;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Tokens issued before this call are answered with 403. */
  expireTokens(): void {
    this.#expiredBefore = this.#tokens + 1;
  }
  #expiredBefore = 0;

  async start(): Promise<void> {
    const app = fastify({ bodyLimit: 20_000_000, forceCloseConnections: true });
    this.#app = app;
    await app.register(fastifyMultipart, { limits: { fileSize: 20_000_000 } });
    await app.register(
      pageRoutes({ folder: this.#webFolder, brand: FAKE_BRAND, allowedOrigins: '*' }),
    );
    this.#addTokens(app);
    this.#addDirectLine(app);
    const streams = new WebSocketServer({ noServer: true });
    app.server.on('upgrade', (request, socket, head) => {
      if (this.refusesSockets) return void socket.destroy();
      const url = new URL(request.url ?? '/', 'http://fake');
      streams.handleUpgrade(request, socket, head, (stream) => {
        this.#sockets.set(stream, Number(url.searchParams.get('watermark')) || 0);
        stream.on('close', () => this.#sockets.delete(stream));
        this.#push();
      });
    });
    await app.listen({ host: '127.0.0.1', port: this.#port });
    const address = app.server.address();
    if (isAddress(address)) this.#port = address.port;
  }

  async stop(): Promise<void> {
    this.dropSockets();
    await this.#app?.close();
    this.#app = undefined;
  }

  dropSockets(): void {
    for (const socket of this.#sockets.keys()) socket.terminate();
    this.#sockets.clear();
  }

  /** The bot says something. */
  say(activity: Partial<FakeActivity>): void {
    this.#append({ type: 'message', from: { id: 'bot', role: 'bot', name: 'bot' }, ...activity });
  }

  typing(): void {
    const frame = JSON.stringify({
      activities: [{ type: 'typing', from: { id: 'bot', role: 'bot' } }],
    });
    for (const socket of this.#sockets.keys()) socket.send(frame);
  }

  /** What the customer said, in order. */
  said(): string[] {
    return this.activities.filter((one) => isFromUser(one)).map((one) => one.text ?? '');
  }

  #append(activity: FakeActivity): string {
    const seq = this.activities.length + 1;
    const id = `fake|${String(seq).padStart(7, '0')}`;
    const timestamp =
      typeof activity['timestamp'] === 'string' ? activity['timestamp'] : new Date().toISOString();
    this.activities.push({ ...activity, id, timestamp });
    this.#push();
    return id;
  }

  #push(): void {
    if (this.isMute) return;
    for (const [socket, cursor] of this.#sockets) {
      if (cursor >= this.activities.length) continue;
      const watermark = String(this.activities.length);
      socket.send(JSON.stringify({ activities: this.activities.slice(cursor), watermark }));
      this.#sockets.set(socket, this.activities.length);
    }
  }

  #addTokens(app: FastifyInstance): void {
    app.post<{ Body: Record<string, unknown> }>('/api/webchat/tokens', (request) => {
      this.tokenRequests.push(request.body);
      return {
        ...this.#session(),
        userId: 'dl_me',
        visitor: 'visitor-1',
        expiresIn: 1800,
        domain: `${this.origin}/v3/directline`,
        brand: { ...FAKE_BRAND, logoUrl: null },
        uploadBytesMax: this.uploadBytesMax,
      };
    });
  }

  #session(): { readonly token: string; readonly conversationId: string } {
    this.#tokens += 1;
    return { token: `token-${this.#tokens}`, conversationId: 'fake' };
  }

  #addDirectLine(app: FastifyInstance): void {
    const base = '/v3/directline';
    app.addHook('preHandler', async (request, reply) => {
      if (!request.url.startsWith(base)) return;
      const number = Number(/^Bearer token-(\d+)$/.exec(request.headers.authorization ?? '')?.[1]);
      if (number >= this.#expiredBefore) return;
      await reply.code(403).send({ error: { code: 'TokenExpired', message: 'expired' } });
    });
    const streamUrl = (watermark: string): string =>
      `${this.origin.replace('http', 'ws')}${base}/conversations/fake/stream?watermark=${watermark}`;
    app.post(`${base}/conversations`, (_request, reply) =>
      reply.code(201).send({ ...this.#session(), expires_in: 1800, streamUrl: streamUrl('0') }),
    );
    app.get<{ Querystring: { watermark?: string } }>(`${base}/conversations/fake`, (request) => ({
      ...this.#session(),
      streamUrl: streamUrl(request.query.watermark ?? ''),
    }));
    app.get<{ Querystring: { watermark?: string } }>(
      `${base}/conversations/fake/activities`,
      (request) => ({
        activities: this.activities.slice(Number(request.query.watermark) || 0),
        watermark: String(this.activities.length),
      }),
    );
    app.post<{ Body: FakeActivity }>(`${base}/conversations/fake/activities`, (request, reply) =>
      this.#receive(request.body, reply),
    );
    this.#addUpload(app, base);
  }

  #addUpload(app: FastifyInstance, base: string): void {
    app.post(`${base}/conversations/fake/upload`, async (request, reply) => {
      let activity: FakeActivity = { type: 'message' };
      const attachments: object[] = [];
      for await (const part of request.files()) {
        const bytes = await part.toBuffer();
        if (part.fieldname === 'activity') activity = JSON.parse(bytes.toString('utf8'));
        else {
          this.#files.push({ name: part.filename, contentType: part.mimetype, bytes });
          const contentUrl = `${this.origin}/files/${this.#files.length}`;
          attachments.push({ name: part.filename, contentType: part.mimetype, contentUrl });
        }
      }
      await new Promise((resolve) => setTimeout(resolve, this.uploadDelayMs));
      return this.#receive({ ...activity, attachments }, reply);
    });
    app.get<{ Params: { number: string } }>('/files/:number', (request, reply) => {
      const file = this.#files[Number(request.params.number) - 1];
      return file === undefined
        ? reply.code(404).send()
        : reply.type(file.contentType).send(file.bytes);
    });
  }

  get files(): readonly StoredFile[] {
    return this.#files;
  }

  #receive(activity: FakeActivity, reply: FastifyReply): FastifyReply {
    this.postCount += 1;
    const failure = this.failPosts;
    if (failure !== undefined && failure.isStored !== true)
      return reply.code(failure.status).send({});
    const clientId = clientIdOf(activity);
    const known = this.activities.find(
      (one) => clientId !== undefined && clientIdOf(one) === clientId,
    );
    if (known === undefined) {
      this.#append({ ...activity, from: { id: 'dl_me', role: 'user' } });
      this.onMessage(activity);
    }
    return failure === undefined
      ? reply.send({ id: 'stored' })
      : reply.code(failure.status).send({});
  }
}

function clientIdOf(activity: FakeActivity): string | undefined {
  const data = activity['channelData'];
  if (typeof data !== 'object' || data === null || !('clientActivityID' in data)) return undefined;
  return typeof data.clientActivityID === 'string' ? data.clientActivityID : undefined;
}

function isFromUser(activity: FakeActivity): boolean {
  const { from } = activity;
  return typeof from === 'object' && from !== null && 'role' in from && from.role === 'user';
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
