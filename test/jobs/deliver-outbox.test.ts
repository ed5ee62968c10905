import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outbox, OutboxRow, Sender, SendResult } from '../../src/domain/outbox.ts';
import {
  type DeliverOutboxDeps,
  LEASE_MS,
  makeDeliverOutbox,
  SEND_TIMEOUT_MS,
} from '../../src/jobs/deliver-outbox.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeOutbox } from '../../src/store/outbox/outbox.ts';
import { enqueueOne, queueMessage, readRow, THEN } from '../store/outbox/rows.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';
import { HeldClock } from './held-clock.ts';

let db: TestDatabase;
let outbox: Outbox;
let clock: HeldClock;
const log = makeLog({ level: 'silent' });

beforeAll(async () => {
  db = await startTestDatabase();
  outbox = makeOutbox({ pool: db.pool });
});
beforeEach(async () => {
  clock = new HeldClock(THEN);
  await db.pool.query('DELETE FROM outbox');
});
afterAll(() => db.stop());

/** A sender that answers what it is told to and remembers what it was given. */
class FakeSender implements Sender {
  readonly given: OutboxRow[] = [];
  readonly isIdempotent: boolean;
  readonly #answer: (row: OutboxRow, signal: AbortSignal) => Promise<SendResult>;

  constructor(
    answer: (row: OutboxRow, signal: AbortSignal) => Promise<SendResult> = async () => ({
      kind: 'sent',
    }),
    isIdempotent = false,
  ) {
    this.#answer = answer;
    this.isIdempotent = isIdempotent;
  }

  send(row: OutboxRow, signal: AbortSignal): Promise<SendResult> {
    this.given.push(row);
    return this.#answer(row, signal);
  }
}

function make(options: Partial<DeliverOutboxDeps> & { sms?: Sender; channel?: Sender }) {
  const { sms, channel, ...deps } = options;
  return makeDeliverOutbox({
    outbox,
    senders: {
      ...(sms === undefined ? {} : { sms }),
      channels: channel === undefined ? {} : { botframework: channel },
    },
    clock,
    random: systemRandom,
    log,
    ...deps,
  });
}

describe('delivering', () => {
  it('sends everything that is due, a key in order', async () => {
    const sms = new FakeSender();
    const ids = [];
    for (let n = 0; n < 40; n += 1) ids.push(await enqueueOne(db.pool, { orderKey: 'k' }));
    expect(await make({ sms }).deliver()).toBe(40);
    expect(sms.given.map((row) => row.id)).toEqual(ids);
  });

  it('finds the sender of a channel by the first part of its account', async () => {
    const channel = new FakeSender();
    const { id } = await queueMessage(db.pool, { channelAccount: 'botframework:msteams' });
    await make({ channel }).deliver();
    expect(await readRow(db.pool, id)).toMatchObject({ status: 'sent', delivery: 'sent' });
  });

  it.each(['toString', 'wechat:kf', ''])(
    'tries again later when nobody here sends for %j',
    async (channelAccount) => {
      const { id } = await queueMessage(db.pool, { channelAccount });
      await make({ channel: new FakeSender() }).deliver();
      expect(await readRow(db.pool, id)).toMatchObject({ status: 'queued', reason: 'no_sender' });
    },
  );

  it('does not let a slow key hold up the others', async () => {
    let finish: (() => void) | undefined;
    const slow = new Promise<SendResult>((resolve) => {
      finish = () => resolve({ kind: 'sent' });
    });
    const sms = new FakeSender((row) =>
      row.orderKey === 'slow' ? slow : Promise.resolve({ kind: 'sent' }),
    );
    const waiting = await enqueueOne(db.pool, { orderKey: 'slow' });
    const others = [];
    for (let n = 0; n < 30; n += 1) others.push(await enqueueOne(db.pool, { orderKey: `k${n}` }));
    const delivering = make({ sms }).deliver();
    const last = others.at(-1) ?? '';
    await expect.poll(async () => (await readRow(db.pool, last))?.status).toBe('sent');
    expect((await readRow(db.pool, waiting))?.status).toBe('sending');
    finish?.();
    expect(await delivering).toBe(31);
  });

  it('cuts off a sender that does not answer, and does not send again', async () => {
    const aborted: boolean[] = [];
    const sms = new FakeSender(
      (_row, signal) =>
        new Promise(() => signal.addEventListener('abort', () => aborted.push(true))),
    );
    const id = await enqueueOne(db.pool, { orderKey: 'k' });
    const delivering = make({ sms }).deliver();
    await expect.poll(() => sms.given.length).toBe(1);
    clock.advance(SEND_TIMEOUT_MS);
    await delivering;
    expect(await readRow(db.pool, id)).toMatchObject({ status: 'unknown', reason: 'timeout' });
    expect(aborted).toEqual([true]);
  });

  it('is honest about a sender that threw', async () => {
    const sms = new FakeSender(() => Promise.reject(new Error('a bug')));
    const id = await enqueueOne(db.pool, { orderKey: 'k' });
    await make({ sms }).deliver();
    expect(await readRow(db.pool, id)).toMatchObject({ status: 'unknown', reason: 'sender_error' });
  });

  it('sends nothing that the policy stops, and says why', async () => {
    const sms = new FakeSender();
    const id = await enqueueOne(db.pool, { orderKey: 'k' });
    const pushPolicy = async () => ({ kind: 'suppressed', reason: 'opted_out' }) as const;
    await make({ sms, pushPolicy }).deliver();
    expect(sms.given).toEqual([]);
    expect(await readRow(db.pool, id)).toMatchObject({ status: 'suppressed', reason: 'opted_out' });
  });

  it('sends nothing when the policy cannot be asked', async () => {
    const sms = new FakeSender();
    const id = await enqueueOne(db.pool, { orderKey: 'k' });
    await make({ sms, pushPolicy: () => Promise.reject(new Error('away')) }).deliver();
    expect(sms.given).toEqual([]);
    expect(await readRow(db.pool, id)).toMatchObject({ status: 'queued', reason: 'policy_error' });
  });

  it('asks the database again when a result could not be recorded', async () => {
    let failures = 0;
    const flaky: Outbox = {
      ...outbox,
      record: (...parameters) => {
        failures += 1;
        if (failures <= 2) return Promise.reject(new Error('the database restarts'));
        return outbox.record(...parameters);
      },
    };
    const id = await enqueueOne(db.pool, { orderKey: 'k' });
    const hasty = { now: () => THEN, sleep: async () => undefined };
    const sms = new FakeSender(() => Promise.resolve({ kind: 'sent' }));
    // The held clock would never end the pause between two tries; the send's own limit must not fire either.
    const delivering = make({
      sms,
      outbox: flaky,
      clock: {
        ...hasty,
        sleep: (ms) => (ms === SEND_TIMEOUT_MS ? new Promise(() => {}) : hasty.sleep()),
      },
    }).deliver();
    await delivering;
    expect(await readRow(db.pool, id)).toMatchObject({ status: 'sent', attempts: 1 });
    expect(sms.given).toHaveLength(1);
  });

  it('claims nothing more once it was stopped', async () => {
    const sms = new FakeSender();
    await enqueueOne(db.pool, { orderKey: 'k' });
    const outboxSender = make({ sms });
    outboxSender.stop();
    expect(await outboxSender.deliver()).toBe(0);
    expect(sms.given).toEqual([]);
  });
});

describe('many processes', () => {
  it('send each row once', { timeout: 30_000 }, async () => {
    const sms = new FakeSender(async () => {
      await db.pool.query('SELECT pg_sleep(0.001)');
      return { kind: 'sent' };
    });
    const ids = [];
    for (let n = 0; n < 300; n += 1)
      ids.push(await enqueueOne(db.pool, { orderKey: `k${n % 25}` }));
    const counts = await Promise.all(Array.from({ length: 6 }, () => make({ sms }).deliver()));
    expect(sms.given.map((row) => row.id).sort()).toEqual(ids.sort());
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(1);
  });
});

describe('a sender that died in mid-send', () => {
  it.each([
    ['leaves an honest unknown', false, 'unknown'],
    ['is repeated where a copy is dropped', true, 'queued'],
  ])('%s', async (_name, isIdempotent, status) => {
    const id = await enqueueOne(db.pool, { orderKey: 'k' });
    await outbox.claim({ now: THEN, leasedUntil: clock.now(), limit: 1 });
    const sms = new FakeSender(undefined, isIdempotent);
    expect(await make({ sms }).recover()).toBe(1);
    expect(await readRow(db.pool, id)).toMatchObject({ status, reason: 'sender_died' });
  });

  it('loses its row only when its lease has run out', async () => {
    const id = await enqueueOne(db.pool, { orderKey: 'k' });
    const sms = new FakeSender(() => new Promise(() => {}));
    void make({ sms }).deliver();
    await expect.poll(() => sms.given.length).toBe(1);
    expect(await make({ sms }).recover()).toBe(0);
    expect((await readRow(db.pool, id))?.status).toBe('sending');
    expect(LEASE_MS).toBeGreaterThan(2 * SEND_TIMEOUT_MS);
  });
});
