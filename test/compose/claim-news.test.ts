import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeClaimNews } from '../../src/compose/claim-news.ts';
import { HIGH_LEVEL_IDLE_MS } from '../../src/domain/identity.ts';
import { addMs, DAY_MS } from '../../src/lib/clock.ts';
import { type AdminApp, CLAIM, CUSTOMER, startAdminApp } from '../server/admin/admin-app.ts';

const published: string[] = [];
const woken: string[] = [];
let desk: AdminApp;
let token: string;
let count = 0;
let claimNo: string;

beforeAll(async () => {
  const news = makeClaimNews(
    { feed: { publish: (id) => void published.push(id) } },
    { wakeDelivery: (id) => void woken.push(id) },
  );
  desk = await startAdminApp(news);
  token = await desk.key(['customers:write', 'claims:write', 'claims:read']);
  await desk.call('PUT', '/customers/C001', { token, body: CUSTOMER });
});
afterAll(() => desk.stop());

beforeEach(async () => {
  count += 1;
  claimNo = `CLM-${count}`;
  published.length = 0;
  woken.length = 0;
  await desk.db.pool.query('TRUNCATE channel_identities, conversations, outbox CASCADE');
  await desk.call('PUT', `/claims/${claimNo}`, { token, body: CLAIM });
});

interface Reader {
  readonly account?: string;
  readonly isReporter?: boolean;
  readonly level: number;
  readonly lastInboundAt?: Date;
}

async function reader(id: string, who: Reader): Promise<void> {
  const { account = 'web', isReporter = false } = who;
  const now = desk.clock.now();
  await desk.db.pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, customer_id, subject_kind, reporter_claim_no,
       level, created_at)
     VALUES ($1, $2, $1, CASE WHEN $3 THEN NULL ELSE (SELECT id FROM customers WHERE customer_no = 'C001') END,
       CASE WHEN $3 THEN 'reporter' ELSE 'customer' END, CASE WHEN $3 THEN $4 END, $5, $6)`,
    [`idn_${id}`, account, isReporter, claimNo, who.level, now],
  );
  await desk.db.pool.query(
    `INSERT INTO conversations (id, channel_account, identity_id, last_message_at, last_inbound_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $4)`,
    [`con_${id}`, account, `idn_${id}`, addMs(now, -DAY_MS), who.lastInboundAt ?? now],
  );
}

const CONFIRMED = {
  sourceEventId: 'e1',
  status: 'LOSS_CONFIRMED',
  occurredAt: '2026-06-12T00:00:00Z',
  facts: { assessedFen: 320_000 },
};

const send = (event: object) =>
  desk.call('POST', `/claims/${claimNo}/events`, { token, body: event });

async function said(id: string): Promise<string[]> {
  const { rows } = await desk.db.pool.query<{ text: string }>(
    `SELECT activity->>'text' AS text FROM messages WHERE conversation_id = $1 ORDER BY seq`,
    [`con_${id}`],
  );
  return rows.map(({ text }) => text);
}

describe('a claim that moves', () => {
  it('is told to the insured where they write, once, with the amount while they are proved', async () => {
    await reader('insured', { level: 2 });
    const answer = await send(CONFIRMED);
    expect([answer.status, answer.body.customerTold]).toEqual([201, true]);
    await send(CONFIRMED);
    const messages = await said('insured');
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain('3,200.00');
    expect([published, woken]).toEqual([['con_insured'], ['con_insured']]);
  });

  it.each([
    ['who proved too little', { level: 1 }, 'insured'],
    [
      'whose proof has lapsed',
      { level: 2, lastInboundAt: new Date(Date.UTC(2026, 5, 20, 2) - HIGH_LEVEL_IDLE_MS) },
      'insured',
    ],
    ['who only reported it', { level: 2, isReporter: true }, 'driver'],
  ] as const)('is told without the amount to somebody %s', async (_, who, id) => {
    await reader(id, who);
    await send(CONFIRMED);
    const [message] = await said(id);
    expect(message).toBeDefined();
    expect(message).not.toContain('3,200');
  });

  it('is told by the outbox where the channel must be called', async () => {
    await reader('emulator', { level: 2, account: 'botframework:emulator' });
    await send(CONFIRMED);
    const { rows } = await desk.db.pool.query(
      'SELECT conversation_id, seq, status FROM outbox ORDER BY number',
    );
    expect(rows).toEqual([{ conversation_id: 'con_emulator', seq: 1, status: 'queued' }]);
  });

  it('is marked as news on WeChat, for which a send is kept', async () => {
    await reader('kf', { level: 2, account: 'wechat-kf:main' });
    await send(CONFIRMED);
    const { rows } = await desk.db.pool.query("SELECT payload->>'purpose' AS purpose FROM outbox");
    expect(rows).toEqual([{ purpose: 'news' }]);
  });

  it('is told to nobody when nobody is known', async () => {
    await reader('stranger', { level: 0 });
    const answer = await send(CONFIRMED);
    expect([answer.status, answer.body.customerTold]).toEqual([201, false]);
    expect([await said('stranger'), published]).toEqual([[], []]);
  });
});
