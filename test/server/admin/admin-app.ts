import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { PrismaPg } from '@prisma/adapter-pg';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { makeCareDesk } from '../../../src/compose/care-desk.ts';
import { makeComplaintAdmin } from '../../../src/compose/complaint-admin.ts';
import { makeComplaintNews } from '../../../src/compose/complaint-news.ts';
import { makeDeskAdmin } from '../../../src/compose/desk-admin.ts';
import type { DeskFiles } from '../../../src/compose/files.ts';
import { makeOperations } from '../../../src/compose/operations.ts';
import { makeSetup } from '../../../src/compose/setup.ts';
import type { AgentRole, ApiScope } from '../../../src/domain/agent.ts';
import type { ClaimChange, ClaimNews } from '../../../src/domain/claim/news.ts';
import { complaintNotice } from '../../../src/flows/copy/complaint-notice.ts';
import { handoffTexts } from '../../../src/flows/copy/handoff.ts';
import { addMs, type Clock } from '../../../src/lib/clock.ts';
import { newId, systemRandom } from '../../../src/lib/ids.ts';
import { makeLog } from '../../../src/lib/log.ts';
import { buildApp } from '../../../src/server/app.ts';
import { makeMetrics } from '../../../src/server/metrics.ts';
import { makeReportStore } from '../../../src/store/accidents/report-store.ts';
import { makeAgentStore } from '../../../src/store/agents/agents.ts';
import { makeApiKeyStore } from '../../../src/store/agents/api-keys.ts';
import { makeSessionStore } from '../../../src/store/agents/sessions.ts';
import { makeAuditStore } from '../../../src/store/audit-store.ts';
import { makeClaimStore } from '../../../src/store/claims/claim-store.ts';
import { makeComplaintDesk } from '../../../src/store/complaints/complaint-desk.ts';
import { makeConsentStore } from '../../../src/store/consents/consent-store.ts';
import { makeCustomerStore } from '../../../src/store/customers/customer-store.ts';
import { makeDeskStore } from '../../../src/store/desk/desk-store.ts';
import { Feed } from '../../../src/store/feed.ts';
import { PrismaClient } from '../../../src/store/generated/client.ts';
import { makeHandoffDesk } from '../../../src/store/handoffs/handoff-desk.ts';
import { makeIdempotencyStore } from '../../../src/store/idempotency.ts';
import { makeKnowledgeStore } from '../../../src/store/knowledge/knowledge-store.ts';
import { makeModelCallReader } from '../../../src/store/model-calls/model-calls.ts';
import { makeServiceRequestStore } from '../../../src/store/service-requests/service-request-store.ts';
import type { Sql } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { memoryDeskFiles } from '../../support/memory-desk-files.ts';
import { parse } from '../../support/understanding.ts';

const BRAND = { name: '示例车险', hotline: '95000' };
const FACTS = {
  version: '0',
  startedAt: new Date('2026-06-20T01:00:00.000Z'),
  roles: ['web', 'worker'],
  queueBackend: 'postgres',
  hasLanguageModel: false,
  mayTellPrivate: false,
} as const;
/** Small, so that a test can go beyond it. */
export const UPLOAD_BYTES_MAX = 1_000_000;

/** A clock that a test moves. */
export class HeldClock implements Clock {
  time = new Date('2026-06-20T02:00:00.000Z');
  now(): Date {
    return new Date(this.time);
  }
  async sleep(): Promise<void> {}
  pass(ms: number): void {
    this.time = addMs(this.time, ms);
  }
}

/** Keeps what customers would have been told; fails inside the transaction when asked to. */
export class RecordedNews implements ClaimNews<Sql> {
  readonly told: ClaimChange[] = [];
  readonly published: string[] = [];
  isBroken = false;
  async tell(_tx: Sql, change: ClaimChange): Promise<readonly string[]> {
    if (this.isBroken) throw new Error('no news today');
    this.told.push(change);
    return [`con_of_${change.customerId}`];
  }
  publish(ids: readonly string[]): void {
    this.published.push(...ids);
  }
}

export interface AdminApp {
  readonly app: FastifyInstance;
  readonly db: TestDatabase;
  readonly clock: HeldClock;
  readonly news: RecordedNews;
  readonly feed: Feed;
  /** Conversations whose turn was woken. */
  readonly wokenTurns: readonly string[];
  /** Order keys whose delivery was woken. */
  readonly wokenDeliveries: readonly string[];
  readonly files: DeskFiles;
  /** A bearer token of a fresh session of a fresh agent. */
  signIn(role: AgentRole): Promise<string>;
  /** A machine key with these scopes. */
  key(scopes: readonly ApiScope[]): Promise<string>;
  call(method: Method, url: string, options?: CallOptions): Promise<Answer>;
  stop(): Promise<void>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface CallOptions {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered
  readonly body: any;
}

/** The whole admin API on real PostgreSQL, without a socket. `told`: tells customers instead of the record. */
export async function startAdminApp(told?: ClaimNews<Sql>): Promise<AdminApp> {
  const db = await startTestDatabase();
  const prisma = new PrismaClient({ adapter: new PrismaPg(db.pool) });
  const clock = new HeldClock();
  const news = new RecordedNews();
  const log = makeLog({ level: 'silent' });
  const deps = { pool: db.pool, prisma, clock, random: systemRandom };
  const sessions = makeSessionStore(deps);
  const apiKeys = makeApiKeyStore(deps);
  // Alone in the database: it tells nobody else and needs no connection of its own.
  const connection = () => Promise.reject(new Error('nobody listens'));
  const feed = new Feed({ processId: 'test', connection, clock, log });
  const wokenTurns: string[] = [];
  const wokenDeliveries: string[] = [];
  const handoffDesk = makeHandoffDesk({
    ...deps,
    texts: handoffTexts(BRAND),
    after: {
      publishDesk: (events) => feed.publishDesk(events),
      grew: (id) => feed.publish(id, []),
      wakeTurn: (id) => wokenTurns.push(id),
    },
  });
  const files = memoryDeskFiles(db);
  const complaintDesk = makeComplaintDesk({
    ...deps,
    remediesOf: complaintNotice.remedies,
    news: makeComplaintNews({
      ...deps,
      feed,
      jobs: { wakeDelivery: (orderKey) => wokenDeliveries.push(orderKey) },
    }),
    publishDesk: (events) => feed.publishDesk(events),
  });
  const app = await buildApp({
    log,
    random: systemRandom,
    metrics: makeMetrics(),
    findUnready: async () => [],
    version: '0',
    plugins: [],
    admin: {
      ...makeDeskAdmin({
        ...deps,
        feed,
        handoffDesk,
        files,
        brandName: BRAND.name,
        uploadBytesMax: UPLOAD_BYTES_MAX,
      }),
      ...makeComplaintAdmin({ ...deps, complaintDesk, files }),
      ...makeSetup({ ...deps, brand: BRAND }),
      ...makeOperations({
        ...deps,
        facts: FACTS,
        queued: (orderKey) => wokenDeliveries.push(orderKey),
      }),
      ...makeCareDesk({
        ...deps,
        log,
        brand: BRAND,
        publicUrl: 'https://desk.example',
        linkSecret: 'a secret of the tests',
        keptForNews: () => 1,
        publishDesk: (events) => feed.publishDesk(events),
        woken: (ids) => wokenDeliveries.push(...ids),
        wakeSender: () => {},
      }).admin,
      clock,
      customers: makeCustomerStore(deps),
      claims: makeClaimStore({ ...deps, news: told ?? news }),
      serviceRequests: makeServiceRequestStore(deps),
      consents: makeConsentStore(deps),
      accidentReports: makeReportStore(deps),
      desk: makeDeskStore(deps),
      knowledge: makeKnowledgeStore(deps),
      audit: makeAuditStore(deps),
      sessions,
      agents: makeAgentStore(deps),
      apiKeys,
      idempotency: makeIdempotencyStore(deps),
      understanding: { parse },
      modelCalls: makeModelCallReader(deps),
    },
  });
  await app.ready();
  const call: AdminApp['call'] = async (method, url, options = {}) => {
    const request: InjectOptions = {
      method,
      url: `/api/v1${url}`,
      headers: {
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined
        ? {}
        : {
            payload: typeof options.body === 'string' ? options.body : JSON.stringify(options.body),
          }),
    };
    const answer = await app.inject({ ...request, payloadAsStream: true });
    const { statusCode: status, headers } = answer;
    return { status, headers, body: await readBody(answer.stream(), headers['content-type']) };
  };
  return {
    app,
    db,
    clock,
    news,
    feed,
    files,
    wokenTurns,
    wokenDeliveries,
    call,
    signIn: async (role) => {
      // Straight into the tables: a password hash for each of hundreds of sign-ins is slow for nothing.
      const id = newId('agent', systemRandom);
      const now = clock.now();
      await db.pool.query(
        `INSERT INTO agents (id, username, display_name, role, password_hash, created_at)
         VALUES ($1, $1, 'Test', $2, 'none', $3)`,
        [id, role, now],
      );
      const token = `cs_${systemRandom.text(40)}`;
      const { hashSecret } = await import('../../../src/store/agents/secret.ts');
      await db.pool.query(
        `INSERT INTO sessions (id, agent_id, token_hash, created_at, last_seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $4, $5)`,
        [newId('session', systemRandom), id, hashSecret(token), now, addMs(now, 7 * 86_400_000)],
      );
      return token;
    },
    key: async (scopes) => {
      const actor = { kind: 'agent', id: 'agt_test' } as const;
      return (await apiKeys.create({ name: 'test', scopes, actor })).secret;
    },
    stop: async () => {
      await app.close();
      await prisma.$disconnect();
      await db.stop();
    },
  };
}

/** JSON as a value, other texts as they are, and nothing of a stream of events, which has no end. */
async function readBody(stream: Readable, contentType: unknown): Promise<unknown> {
  const type = String(contentType ?? '');
  if (type.startsWith('text/event-stream')) {
    stream.destroy();
    return undefined;
  }
  const whole = await text(stream);
  if (whole === '') return undefined;
  return /\bjson\b/.test(type) && !type.includes('ndjson') ? JSON.parse(whole) : whole;
}

export const CUSTOMER = {
  name: '陈明',
  phone: '13800000001',
  idType: 'resident',
  idNumber: '310101198001011234',
  vehicles: [{ plate: '沪A12345', vin: 'LSVAA4182E2184847', model: '途观' }],
  updatedAt: '2026-06-01T00:00:00Z',
};

export const CLAIM = {
  reportNo: 'RDAA2026061000000001',
  customerNo: 'C001',
  plate: '沪A12345',
  reportedAt: '2026-06-10T00:00:00Z',
  updatedAt: '2026-06-10T00:00:00Z',
};
