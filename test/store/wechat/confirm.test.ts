import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMs, HOUR_MS } from '../../../src/lib/clock.ts';
import { makeWechatLedger } from '../../../src/store/wechat/wechat-ledger.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { KF, NOW, OA } from '../../support/wechat-store.ts';

let db: TestDatabase;
let ledger: ReturnType<typeof makeWechatLedger>;

beforeAll(async () => {
  db = await startTestDatabase();
  ledger = makeWechatLedger(db);
});
afterAll(() => db.stop());

/** Seven messages: the third is the customer's, 2 to 5 are of one row, whose two parts are p0 and p1. */
beforeEach(async () => {
  await db.pool.query('TRUNCATE channel_identities, outbox, channel_grants, channel_sends CASCADE');
  await db.pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, created_at)
     VALUES ('idn_1', $1, 'u', now())`,
    [KF],
  );
  await db.pool.query(
    `INSERT INTO conversations (id, channel_account, identity_id, last_message_at, created_at)
     VALUES ('con_1', $1, 'idn_1', now(), now())`,
    [KF],
  );
  await db.pool.query(
    `INSERT INTO messages (conversation_id, seq, direction, author, at, activity, delivery)
     SELECT 'con_1', n, CASE WHEN n = 3 THEN 'in' ELSE 'out' END, 'bot', now(), '{}',
       CASE WHEN n <> 3 THEN 'sent' END FROM generate_series(1, 7) AS n`,
  );
  await row('out_1', 5, 2);
  await ledger.grant({
    conversationId: 'con_1',
    kind: 'message',
    grantedAt: NOW,
    expiresAt: addMs(NOW, HOUR_MS),
    allowed: 5,
  });
  await send('out_1', ['p0', 'p1']);
});

async function row(id: string, seq: number, firstSeq: number | null): Promise<void> {
  await db.pool.query(
    `INSERT INTO outbox (id, kind, conversation_id, seq, first_seq, order_key, payload, status, next_attempt_at, created_at)
     VALUES ($1, 'channel_message', 'con_1', $2, $3, 'con_1', '{}', 'sent', now(), now())`,
    [id, seq, firstSeq],
  );
}

async function send(outboxId: string, ids: readonly string[]): Promise<void> {
  const wire = { kind: 'text', text: 't' } as const;
  await ledger.plan({
    outboxId,
    conversationId: 'con_1',
    channelAccount: KF,
    parts: ids.map(() => ({ wire, grantKind: 'message' })),
    now: NOW,
  });
  for (const [part, providerId] of ids.entries()) {
    await ledger.begin(outboxId, part);
    await ledger.end(outboxId, part, { status: 'sent', providerId, now: NOW });
  }
}

const deliveries = async () =>
  (
    await db.pool.query<{ line: string }>(
      "SELECT concat_ws(' ', seq, delivery, delivery_reason) AS line FROM messages ORDER BY seq",
    )
  ).rows.map(({ line }) => line);
const rowState = async () =>
  (await db.pool.query('SELECT status, reason FROM outbox ORDER BY id')).rows[0];

describe('a confirmation', () => {
  it('that a message did not arrive is of all messages of its row, and of no other', async () => {
    const failed = { channelAccount: KF, status: 'failed', reason: 'refused' } as const;
    await ledger.confirm({ ...failed, providerId: 'p1' });
    expect(await deliveries()).toEqual([
      '1 sent',
      '2 failed refused',
      '3',
      '4 failed refused',
      '5 failed refused',
      '6 sent',
      '7 sent',
    ]);
    expect((await ledger.parts('out_1')).map(({ status }) => status)).toEqual(['sent', 'failed']);
    expect(await rowState()).toEqual({ status: 'failed', reason: 'refused' });
    expect((await ledger.grants('con_1', NOW))[0]).toMatchObject({ used: 2 });
    // What arrives of it later does not make it whole.
    await ledger.confirm({ channelAccount: KF, providerId: 'p0', status: 'delivered' });
    expect((await deliveries())[1]).toBe('2 failed refused');
    expect(await rowState()).toEqual({ status: 'failed', reason: 'refused' });
  });

  it('that it arrived is told of its messages', async () => {
    await row('out_2', 7, null);
    await send('out_2', ['p2']);
    await ledger.confirm({ channelAccount: KF, providerId: 'p2', status: 'delivered' });
    expect((await deliveries()).slice(5)).toEqual(['6 sent', '7 delivered']);
  });

  it.each([
    ['of another account', OA, 'p1'],
    ['of an id that nobody sent', KF, 'p404'],
  ])('%s changes nothing', async (_, channelAccount, providerId) => {
    const before = await deliveries();
    await ledger.confirm({ channelAccount, providerId, status: 'failed', reason: 'refused' });
    expect(await deliveries()).toEqual(before);
  });

  it('finds a message whose answer has not come yet, by the id that we gave it, and stands', async () => {
    await row('out_2', 7, null);
    await db.pool.query("UPDATE outbox SET status = 'sending' WHERE id = 'out_2'");
    const wire = { kind: 'text', text: 't' } as const;
    const plan = { outboxId: 'out_2', conversationId: 'con_1', channelAccount: KF, now: NOW };
    await ledger.plan({ ...plan, parts: [{ wire, grantKind: 'message' }] });
    await ledger.begin('out_2', 0, 'ours-0');
    const told = { channelAccount: KF, providerId: 'ours-0', reason: 'refused' } as const;
    await ledger.confirm({ ...told, status: 'failed' });
    await ledger.end('out_2', 0, { status: 'sent', providerId: 'ours-0', now: NOW });
    expect((await ledger.parts('out_2')).map(({ status }) => status)).toEqual(['failed']);
    expect((await deliveries())[6]).toBe('7 failed refused');
  });
});
