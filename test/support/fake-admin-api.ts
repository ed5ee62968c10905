import type { ServerResponse } from 'node:http';
import fastifyMultipart from '@fastify/multipart';
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify';
import type { z } from 'zod';
import type { deskEvent, deskState } from '../../src/server/contract/handoff.ts';
import { pageRoutes } from '../../src/server/page/page-routes.ts';
import {
  ago,
  type Handoff,
  type Message,
  SAMPLE_PACKET,
  SAMPLE_ROSTER,
  sampleMessage,
} from './admin-samples.ts';
import { addFakeSide, addFakeTexts, problemOf } from './fake-admin-texts.ts';
import { FakeComplaints } from './fake-complaints.ts';

type DeskEvent = z.infer<typeof deskEvent>;
type DeskState = z.infer<typeof deskState>;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAFElEQVR4nGNkYPjPgA0wYRUdSAkAU1IBDbCzKxsAAAAASUVORK5CYII=',
  'base64',
);

/** One request that a console made, as it arrived. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: FastifyRequest['headers'];
}

/** The admin API as far as the console's shell and my desk use it, with everything in memory and to be looked at. */
export class FakeAdminApi {
  role: 'agent' | 'supervisor' | 'admin' | 'auditor' = 'agent';
  readonly handoffs: Handoff[] = [];
  readonly messages = new Map<string, Message[]>();
  readonly complaints = new FakeComplaints();
  readonly asked: Asked[] = [];
  presence: DeskState['me']['presence'] = 'online';
  window = { maySend: true, windowEndsAt: null as string | null, quotaLeft: null as number | null };
  /** Answers the next requests of a path with this problem instead, until it is taken away. */
  readonly refusals = new Map<string, { status: number; code: string; retryAfter?: number }>();
  /** Parts of the API that only some tests need; before it starts. */
  readonly more: ((api: FastifyInstance) => void)[] = [];
  readonly #streams = new Set<ServerResponse>();
  readonly #folder: string;
  #app: FastifyInstance | undefined;
  #port = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Tells every console. */
  emit(event: DeskEvent): void {
    for (const stream of this.#streams) {
      stream.write(`event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`);
    }
  }

  /** Ends every stream, as a restart would. */
  dropStreams(): void {
    for (const stream of this.#streams) stream.destroy();
    this.#streams.clear();
  }

  /** Changes a hand-off and tells. */
  move(id: string, change: Partial<Handoff>): Handoff {
    const at = this.handoffs.findIndex((one) => one.id === id);
    const before = this.handoffs[at];
    if (before === undefined) throw new Error(`no hand-off ${id}`);
    const handoff = { ...before, ...change };
    this.handoffs[at] = handoff;
    const { conversationId, state } = handoff;
    this.emit({ kind: 'handoff', handoffId: id, conversationId, state });
    return handoff;
  }

  /** The customer, or whoever it says, writes. */
  say(conversationId: string, text: string | null, change: Partial<Message> = {}): Message {
    const log = this.messages.get(conversationId) ?? [];
    this.messages.set(conversationId, log);
    const seq = (log.at(-1)?.seq ?? 0) + 1;
    const message = sampleMessage(seq, text, { at: ago(0), ...change });
    log.push(message);
    this.emit({ kind: 'message', conversationId });
    return message;
  }

  /** Requests of one method and path, in order. */
  askedFor(method: string, path: string): readonly Asked[] {
    return this.asked.filter((one) => one.method === method && one.path === path);
  }

  async start(): Promise<void> {
    const app = fastify({ bodyLimit: 20_000_000, forceCloseConnections: true });
    this.#app = app;
    await app.register(fastifyMultipart);
    const brand = { name: '安途车险', color: '#1456d9', hotline: '400-000-0000' };
    await app.register(pageRoutes({ folder: this.#folder, brand, allowedOrigins: '*' }));
    await app.register(async (api) => this.#addApi(api), { prefix: '/api/v1' });
    await app.listen({ host: '127.0.0.1', port: this.#port });
    const address = app.server.address();
    if (typeof address === 'object' && address !== null) this.#port = address.port;
  }

  async stop(): Promise<void> {
    this.dropStreams();
    await this.#app?.close();
  }

  #me() {
    return { id: 'agt_me', username: 'chenxiao', displayName: '陈晓', role: this.role };
  }

  #addApi(api: FastifyInstance): void {
    api.addHook('preHandler', async (request, reply) => {
      const path = request.url.replace('/api/v1', '').replace(/\?.*/, '');
      this.asked.push({
        method: request.method,
        path,
        body: request.body,
        headers: request.headers,
      });
      const refusal = this.refusals.get(`${request.method} ${path}`);
      const isOut = !String(request.headers.cookie).includes('careline_session=');
      const isSignIn = path === '/sessions';
      if (refusal !== undefined) {
        if (refusal.retryAfter !== undefined) reply.header('retry-after', refusal.retryAfter);
        return reply.code(refusal.status).send(problemOf(refusal.status, refusal.code));
      }
      if (isOut && !isSignIn) return reply.code(401).send(problemOf(401, 'unauthenticated'));
      return undefined;
    });
    this.#addSessions(api);
    this.#addDesk(api);
    this.#addHandoffs(api);
    this.#addConversations(api);
    addFakeTexts(api);
    addFakeSide(api);
    this.complaints.addTo(api);
    for (const add of this.more) add(api);
  }

  #addSessions(api: FastifyInstance): void {
    api.post('/sessions', async (_request, reply) => {
      reply.header('set-cookie', 'careline_session=abc; Path=/api; HttpOnly; SameSite=Lax');
      const agent = { ...this.#me(), disabledAt: null, createdAt: ago(9999) };
      return reply.code(201).send({ token: 'abc', expiresAt: ago(-9999), agent });
    });
    api.get('/sessions/current', async () => this.#me());
    api.delete('/sessions/current', async (_request, reply) => {
      reply.header('set-cookie', 'careline_session=; Path=/api; Max-Age=0');
      return reply.code(204).send();
    });
    api.put('/sessions/current/password', async (_request, reply) => reply.code(204).send());
  }

  #addDesk(api: FastifyInstance): void {
    const me = () => ({ ...SAMPLE_ROSTER[0], ...this.#me(), presence: this.presence });
    api.get('/desk', async () => ({
      me: me(),
      isOpen: true,
      opensAt: null,
      waiting: this.handoffs.filter(({ state }) => state === 'queued').length,
      longestWaitSince: null,
      settings: { offerSeconds: 30, firstReplySeconds: 60, nextReplySeconds: 120 },
      resultCodes: ['solved', 'claim_progress', 'complaint_filed', 'call_back', 'other'],
      brandName: '安途车险',
      now: ago(0),
    }));
    api.get('/events', (_request, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
      reply.raw.write('event: hello\ndata: {}\n\n');
      this.#streams.add(reply.raw);
      reply.raw.on('close', () => this.#streams.delete(reply.raw));
    });
    api.put<{ Body: { presence: DeskState['me']['presence'] } }>('/presence', async (request) => {
      this.presence = request.body.presence;
      return me();
    });
    api.get('/roster', async () => ({ items: SAMPLE_ROSTER, nextCursor: null }));
    api.get('/teams', async () => ({
      items: [{ id: 'tea_1', name: '理赔一组', skills: [], agentCount: 6, createdAt: ago(9) }],
      nextCursor: null,
    }));
    api.get('/search', async () => ({
      items: [
        { kind: 'customer', ref: 'C000017', title: '王*明', detail: '京A1***5', at: null },
        {
          kind: 'claim',
          ref: 'CL2026110300012',
          title: 'CL2026110300012',
          detail: '定损中',
          at: null,
        },
      ],
    }));
  }

  #addHandoffs(api: FastifyInstance): void {
    api.get<{ Querystring: Record<string, string> }>('/handoffs', async ({ query }) => {
      const states = query['state']?.split(',') ?? [];
      const items = this.handoffs.filter(
        ({ state, agentId, conversationId }) =>
          (states.includes(state) ||
            (states.includes('open') && state !== 'closed' && state !== 'returned')) &&
          (query['agentId'] === undefined || agentId === 'agt_me') &&
          (query['conversationId'] === undefined || query['conversationId'] === conversationId),
      );
      const start = Number(query['cursor'] ?? 0);
      const end = start + Number(query['limit'] ?? 50);
      return {
        items: items.slice(start, end),
        nextCursor: end < items.length ? String(end) : null,
      };
    });
    const act = (name: string, change: (body: unknown) => Partial<Handoff>): void => {
      api.post<{ Params: { id: string } }>(`/handoffs/:id/${name}`, async ({ params, body }) =>
        this.move(params.id, change(body)),
      );
    };
    const mine = { state: 'with_agent', agentId: 'agt_me', agentName: '陈晓' } as const;
    const free = { offeredTo: null, offeredUntil: null, position: null };
    act('accept', () => ({ ...mine, ...free, acceptedAt: ago(0) }));
    act('take-over', () => ({ ...mine, ...free, acceptedAt: ago(0) }));
    act('decline', () => ({ state: 'queued', offeredTo: null, offeredUntil: null }));
    act('transfer', () => ({ state: 'queued', agentId: null, agentName: null }));
    act('return-to-bot', () => ({ state: 'returned', closedAt: ago(0) }));
    act('close', (body) =>
      typeof body === 'object' && body !== null && 'resultCode' in body
        ? { state: 'closed', closedAt: ago(0) }
        : { state: 'wrapping_up' },
    );
  }

  #addConversations(api: FastifyInstance): void {
    type Of = { Params: { id: string }; Querystring: Record<string, string> };
    api.get<Of>('/conversations/:id', async ({ params }) => ({
      id: params.id,
      channelAccount: 'web',
      mode: 'agent',
      displayName: '王*明',
      customerNo: 'C000017',
      level: 2,
      messageCount: 12,
      lastMessageAt: ago(3),
      lastInboundAt: ago(3),
      endedAt: null,
      createdAt: ago(900),
    }));
    api.get<Of>('/conversations/:id/messages', async ({ params, query }) => {
      const all = this.messages.get(params.id) ?? [];
      const limit = Number(query['limit'] ?? 50);
      const before = Number(query['before'] ?? Number.POSITIVE_INFINITY);
      const after = Number(query['after'] ?? 0);
      const found = all.filter(({ seq }) => seq < before && seq > after);
      const items = query['after'] === undefined ? found.slice(-limit) : found.slice(0, limit);
      return { items, nextCursor: null };
    });
    api.post<Of & { Body: { text?: string; fileIds?: string[] } }>(
      '/conversations/:id/messages',
      async ({ params, body }, reply) => {
        const { seq, at } = this.say(params.id, body.text ?? null, {
          ...{ direction: 'out', author: 'agent', authorName: '陈晓', delivery: 'sent' },
          attachments: (body.fileIds ?? []).map((fileId) => ({
            ...{ contentType: 'image/png', name: 'photo.png', fileId, content: null },
          })),
        });
        return reply.code(201).send({ seq, at, delivery: 'sent' });
      },
    );
    api.post('/conversations/:id/typing', async (_request, reply) => reply.code(204).send());
    api.post('/conversations/:id/files', async (request, reply) => {
      const part = await request.file();
      const bytes = await part?.toBuffer();
      const name = part?.filename ?? '';
      const sizeBytes = bytes?.length ?? 0;
      return reply.code(201).send({ fileId: 'fil_2', name, contentType: 'image/png', sizeBytes });
    });
    api.get('/conversations/:id/files/:fileId', async (_request, reply) =>
      reply.type('image/png').send(PNG),
    );
    api.post<{ Params: { seq: string } }>(
      '/conversations/:id/messages/:seq/reveal',
      async ({ params }) => ({ seq: Number(params.seq), text: '电话 13800138000 打过来' }),
    );
    api.get('/conversations/:id/window', async () => ({ channelAccount: 'web', ...this.window }));
    api.get('/conversations/:id/packet', async () => SAMPLE_PACKET);
  }
}
