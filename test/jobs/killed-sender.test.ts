import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OutboxRow } from '../../src/domain/outbox.ts';
import { LEASE_MS, makeDeliverOutbox } from '../../src/jobs/deliver-outbox.ts';
import { addMs, systemClock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeOutbox } from '../../src/store/outbox/outbox.ts';
import { enqueueOne, readRow } from '../store/outbox/rows.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());

const SCRIPT = fileURLToPath(new URL('./dying-sender.ts', import.meta.url));

/** Starts a sender in a process of its own and kills it (SIGKILL) when it says that it is sending. */
async function killWhileSending(): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, db.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const said = await Promise.race([
    once(child.stdout, 'data'),
    exited.then(() => ['it ended by itself']),
  ]);
  expect(String(said[0])).toBe('sending\n');
  child.kill('SIGKILL');
  await exited;
}

function survivor(isIdempotent: boolean) {
  const given: OutboxRow[] = [];
  const deliverer = makeDeliverOutbox({
    outbox: makeOutbox({ pool: db.pool }),
    senders: {
      sms: {
        isIdempotent,
        send: async (row) => {
          given.push(row);
          return { kind: 'sent' };
        },
      },
      channels: {},
    },
    // An hour later: every lease and every delay is over.
    clock: { ...systemClock, now: () => addMs(systemClock.now(), 60 * LEASE_MS) },
    random: systemRandom,
    log: makeLog({ level: 'silent' }),
  });
  return { given, deliverer };
}

it.each([
  { isIdempotent: false, status: 'unknown', copies: 0 },
  { isIdempotent: true, status: 'sent', copies: 1 },
])(
  'a row whose sender was killed in mid-send is $status when repeating is harmless: $isIdempotent',
  { timeout: 30_000 },
  async ({ isIdempotent, status, copies }) => {
    const id = await enqueueOne(db.pool, { orderKey: 'k', now: systemClock.now() });
    await killWhileSending();
    expect((await readRow(db.pool, id))?.status).toBe('sending');
    const { given, deliverer } = survivor(isIdempotent);
    await deliverer.recover();
    // A second row of the key was not lost behind the first.
    const next = await enqueueOne(db.pool, { orderKey: 'k', now: systemClock.now() });
    // The repeated row waits out its delay, which the survivor's clock has not passed yet.
    await db.pool.query(`UPDATE outbox SET next_attempt_at = created_at WHERE status = 'queued'`);
    await deliverer.deliver();
    expect((await readRow(db.pool, id))?.status).toBe(status);
    expect((await readRow(db.pool, next))?.status).toBe('sent');
    expect(given.filter((row) => row.id === id)).toHaveLength(copies);
  },
);
