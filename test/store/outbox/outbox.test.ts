import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outbox, OutboxRow, RowShare } from '../../../src/domain/outbox.ts';
import { addMs } from '../../../src/lib/clock.ts';
import { enqueue } from '../../../src/store/outbox/enqueue.ts';
import { makeOutbox } from '../../../src/store/outbox/outbox.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { enqueueOne, queueMessage, readRow, THEN } from './rows.ts';

let db: TestDatabase;
let outbox: Outbox;

beforeAll(async () => {
  db = await startTestDatabase();
  outbox = makeOutbox({ pool: db.pool });
});
beforeEach(() => db.pool.query('DELETE FROM outbox'));
afterAll(() => db.stop());

const LEASE = addMs(THEN, 60_000);

function claim(options: { limit?: number; now?: Date; orderKey?: string } = {}) {
  const { limit = 10, now = THEN, orderKey } = options;
  const key = orderKey === undefined ? {} : { orderKey };
  return outbox.claim({ now, leasedUntil: addMs(now, 60_000), limit, ...key });
}

async function claimOne(options: Parameters<typeof claim>[0] = {}): Promise<OutboxRow> {
  const [row, ...others] = await claim(options);
  if (row === undefined || others.length > 0) throw new Error(`claimed ${others.length + 1} rows`);
  return row;
}

const idsOf = (rows: readonly OutboxRow[]) => rows.map((row) => row.id);
const retryAt = (at: Date) => ({ status: 'queued', reason: 'x', nextAttemptAt: at }) as const;

describe('enqueueing', () => {
  it('belongs to the transaction of whoever enqueues', async () => {
    const failing = inTransaction(db.pool, async (sql) => {
      await enqueue(sql, { id: 'out_1', kind: 'sms', orderKey: 'k', payload: {}, now: THEN });
      throw new Error('the rest of the turn fails');
    });
    await expect(failing).rejects.toThrow('the rest');
    expect(await claim()).toEqual([]);
  });

  it('of the same id again changes nothing', async () => {
    const row = { id: 'out_1', kind: 'sms', orderKey: 'k', now: THEN } as const;
    await enqueue(db.pool, { ...row, payload: { text: 'first' } });
    await enqueue(db.pool, { ...row, payload: { text: 'second' } });
    expect((await claimOne()).payload).toEqual({ text: 'first' });
  });
});

describe('claiming', () => {
  it('takes a row once', async () => {
    const id = await enqueueOne(db.pool, { orderKey: 'k' });
    expect(idsOf(await claim())).toEqual([id]);
    expect(await claim()).toEqual([]);
  });

  it('marks the row as being sent, with a lease and the number of the attempt', async () => {
    const id = await enqueueOne(db.pool, { orderKey: 'k' });
    expect((await claimOne()).attempt).toBe(1);
    const row = await readRow(db.pool, id);
    expect(row).toMatchObject({ status: 'sending', attempts: 1, leasedUntil: LEASE });
  });

  it('leaves a row alone before its time', async () => {
    await enqueueOne(db.pool, { orderKey: 'k', now: addMs(THEN, 1) });
    expect(await claim()).toEqual([]);
    expect(await claim({ now: addMs(THEN, 1) })).toHaveLength(1);
  });

  it('takes one row of a key at a time, in order', async () => {
    const first = await enqueueOne(db.pool, { orderKey: 'k' });
    const second = await enqueueOne(db.pool, { orderKey: 'k' });
    const row = await claimOne();
    expect(row.id).toBe(first);
    expect(await claim()).toEqual([]);
    await outbox.record(row, { status: 'sent' }, THEN);
    expect(idsOf(await claim())).toEqual([second]);
  });

  it('lets a key wait for its first row that is tried again later, and no other key', async () => {
    await enqueueOne(db.pool, { orderKey: 'k' });
    await outbox.record(await claimOne(), retryAt(addMs(THEN, 5_000)), THEN);
    await enqueueOne(db.pool, { orderKey: 'k' });
    const other = await enqueueOne(db.pool, { orderKey: 'other' });
    expect(idsOf(await claim({ now: addMs(THEN, 4_999) }))).toEqual([other]);
    const again = await claimOne({ now: addMs(THEN, 5_000) });
    expect(again.attempt).toBe(2);
  });

  it.each(['failed', 'suppressed', 'unknown'] as const)(
    'goes on after a row that is %s',
    async (status) => {
      await enqueueOne(db.pool, { orderKey: 'k' });
      const second = await enqueueOne(db.pool, { orderKey: 'k' });
      await outbox.record(await claimOne(), { status, reason: 'x' }, THEN);
      expect(idsOf(await claim())).toEqual([second]);
    },
  );

  it('takes rows of one key only when asked to', async () => {
    await enqueueOne(db.pool, { orderKey: 'a' });
    const wanted = await enqueueOne(db.pool, { orderKey: 'b' });
    expect(idsOf(await claim({ orderKey: 'b' }))).toEqual([wanted]);
  });

  it('stays quick when many rows were queued since the statistics were taken', async () => {
    const fill = (status: string, count: number) =>
      db.pool.query(
        `INSERT INTO outbox (id, kind, order_key, payload, status, next_attempt_at, created_at)
         SELECT $1::text || n, 'sms', 'k' || n, '{}', $1::text, $2, $2 FROM generate_series(1, $3::int) n`,
        [status, THEN, count],
      );
    await fill('sent', 30_000);
    await db.pool.query('ANALYZE outbox');
    await fill('queued', 30_000);
    const begun = performance.now();
    for (let n = 0; n < 10; n += 1) expect(await claim({ limit: 16 })).toHaveLength(16);
    // About 20 ms; the plan that reads every waiting row for each of them takes 5 s and more.
    expect(performance.now() - begun).toBeLessThan(1_500);
  });

  it('brings along where the conversation is reached', async () => {
    await queueMessage(db.pool, { address: { serviceUrl: 'http://127.0.0.1:1' } });
    expect((await claimOne()).address).toEqual({ serviceUrl: 'http://127.0.0.1:1' });
  });

  it('gives each row to one of many senders, and the rows of a key in order', {
    timeout: 30_000,
  }, async () => {
    const keys = Array.from({ length: 20 }, (_, index) => `key-${index}`);
    const expected = new Map<string, string[]>(keys.map((key) => [key, []]));
    for (let n = 0; n < 15; n += 1) {
      for (const orderKey of keys) {
        const id = await enqueueOne(db.pool, { orderKey });
        expected.get(orderKey)?.push(id);
      }
    }
    const sent = new Map<string, string[]>(keys.map((key) => [key, []]));
    const busy = new Set<string>();
    const bySender = await Promise.all(Array.from({ length: 8 }, () => sendAll(sent, busy)));
    expect(sent).toEqual(expected);
    // Otherwise nobody raced and this shows nothing.
    expect(bySender.filter((count) => count > 0).length).toBeGreaterThan(3);
  });
});

/** One sender: claims, "sends" and records until every row is sent. */
async function sendAll(sent: Map<string, string[]>, busy: Set<string>): Promise<number> {
  let count = 0;
  for (;;) {
    const rows = await claim({ limit: 3 });
    for (const row of rows) {
      if (busy.has(row.orderKey)) throw new Error(`two rows of ${row.orderKey} at once`);
      busy.add(row.orderKey);
    }
    for (const row of rows) {
      await db.pool.query('SELECT 1');
      sent.get(row.orderKey)?.push(row.id);
      busy.delete(row.orderKey);
      await outbox.record(row, { status: 'sent' }, THEN);
      count += 1;
    }
    const { rows: left } = await db.pool.query(
      `SELECT 1 FROM outbox WHERE status IN ('queued', 'sending') LIMIT 1`,
    );
    if (left.length === 0) return count;
  }
}

describe('recording', () => {
  it.each([
    ['sent', { status: 'sent' }, 'sent', null],
    ['failed', { status: 'failed', reason: 'http_400' }, 'failed', 'http_400'],
    ['suppressed', { status: 'suppressed', reason: 'quiet_hours' }, 'suppressed', 'quiet_hours'],
    ['unknown', { status: 'unknown', reason: 'timeout' }, 'unknown', 'timeout'],
    ['queued', retryAt(addMs(THEN, 9)), 'queued', 'x'],
  ] as const)("%s is the message's delivery too", async (_name, disposition, delivery, reason) => {
    const { id } = await queueMessage(db.pool);
    expect(await outbox.record(await claimOne(), disposition, addMs(THEN, 1))).toBe(true);
    expect(await readRow(db.pool, id)).toMatchObject({
      status: delivery,
      reason,
      delivery,
      deliveryReason: reason,
      sentAt: delivery === 'sent' ? addMs(THEN, 1) : null,
      leasedUntil: null,
    });
  });

  it('forgets the text of an SMS once nobody will send it again', async () => {
    const id = await enqueueOne(db.pool, {
      orderKey: 'k',
      payload: { to: '1', text: 'code 123456' },
    });
    const read = async () =>
      (await db.pool.query('SELECT payload FROM outbox WHERE id = $1', [id])).rows[0].payload;
    await outbox.record(await claimOne(), retryAt(THEN), THEN);
    expect(await read()).toEqual({ to: '1', text: 'code 123456' });
    await outbox.record(await claimOne(), { status: 'sent' }, THEN);
    expect(await read()).toEqual({ to: '1' });
  });

  it('of an earlier attempt changes nothing once a later one has begun', async () => {
    const id = await enqueueOne(db.pool, { orderKey: 'k' });
    const first = await claimOne();
    await outbox.record(first, retryAt(THEN), THEN);
    await claimOne();
    expect(await outbox.record(first, { status: 'failed', reason: 'late' }, THEN)).toBe(false);
    expect(await readRow(db.pool, id)).toMatchObject({ status: 'sending', attempts: 2 });
  });

  it('a late arrival settles what was unknown', async () => {
    const { id } = await queueMessage(db.pool);
    const row = await claimOne();
    await outbox.record(row, { status: 'unknown', reason: 'sender_died' }, THEN);
    expect(await outbox.record(row, { status: 'sent' }, THEN)).toBe(true);
    expect(await readRow(db.pool, id)).toMatchObject({
      status: 'sent',
      delivery: 'sent',
      deliveryReason: null,
    });
  });

  it('a late failure does not undo what was sent', async () => {
    await enqueueOne(db.pool, { orderKey: 'k' });
    const row = await claimOne();
    await outbox.record(row, { status: 'sent' }, THEN);
    expect(await outbox.record(row, { status: 'failed', reason: 'x' }, THEN)).toBe(false);
  });
});

describe('abandoned rows', () => {
  it('are those whose lease ran out while they were being sent', async () => {
    const id = await enqueueOne(db.pool, { orderKey: 'k' });
    await enqueueOne(db.pool, { orderKey: 'waits' });
    await claimOne({ orderKey: 'k' });
    expect(await outbox.findAbandoned(addMs(LEASE, -1), 10)).toEqual([]);
    expect(idsOf(await outbox.findAbandoned(LEASE, 10))).toEqual([id]);
  });
});

describe('a process that has not every channel', () => {
  async function queueAll() {
    const ours = await queueMessage(db.pool, { channelAccount: 'wechaty:main' });
    const theirs = await queueMessage(db.pool, { channelAccount: 'wechat-kf:main' });
    const sms = await enqueueOne(db.pool, { orderKey: 'k' });
    return { wechaty: ours.id, kf: theirs.id, sms };
  }
  const rows = { now: THEN, leasedUntil: LEASE, limit: 10 };

  it('takes only its own, or leaves out those of others', async () => {
    const ids = await queueAll();
    const only = await outbox.claim({ ...rows, share: { only: ['wechaty'] } });
    expect(idsOf(only)).toEqual([ids.wechaty]);
    expect(await outbox.claim({ ...rows, share: { only: [] } })).toEqual([]);
    const others = await outbox.claim({ ...rows, share: { except: ['wechaty'] } });
    expect(idsOf(others)).toEqual([ids.kf, ids.sms]);
  });

  it('settles only its own after a crash', async () => {
    const ids = await queueAll();
    await outbox.claim({ ...rows, leasedUntil: THEN });
    const abandoned = async (share: RowShare) => idsOf(await outbox.findAbandoned(THEN, 10, share));
    expect(await abandoned({ only: ['wechaty'] })).toEqual([ids.wechaty]);
    expect(await abandoned({ except: ['wechaty'] })).toEqual([ids.kf, ids.sms]);
  });
});
