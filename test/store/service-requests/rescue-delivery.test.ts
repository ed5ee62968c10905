import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ATTEMPTS_MAX } from '../../../src/domain/outbox.ts';
import { PERSON_AFTER_ATTEMPTS } from '../../../src/domain/webhook.ts';
import type { Write } from '../../../src/domain/write.ts';
import { makeWebhook } from '../../../src/gateways/webhook.ts';
import { makeDeliverOutbox } from '../../../src/jobs/deliver-outbox.ts';
import { HOUR_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeLog } from '../../../src/lib/log.ts';
import { makeApplyWrite } from '../../../src/store/apply-write.ts';
import { makeOutbox } from '../../../src/store/outbox/outbox.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { HeldClock } from '../../jobs/held-clock.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { forgetHandoffs, insertConversations } from '../../support/handoffs.ts';
import { CANCEL, NOW, REGISTER } from './rescue-request.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());
beforeEach(async () => {
  await forgetHandoffs(db.pool);
  await insertConversations(db.pool, ['con_1']);
  await db.pool.query('TRUNCATE service_requests, outbox');
});

function write(one: Write, hasRescuePartner = true): Promise<void> {
  const apply = makeApplyWrite({ random: systemRandom, oneTimeCodeText: String, hasRescuePartner });
  return inTransaction(db.pool, (sql) => apply(sql, one, NOW));
}

async function rowsOf(sql: string): Promise<readonly unknown[]> {
  return (await db.pool.query(sql)).rows;
}

const outboxRows = () =>
  rowsOf("SELECT status, reason, payload #> '{event,type}' AS type FROM outbox ORDER BY number");

describe('delivering it', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  /** A partner that answers with these statuses in turn, the last for ever. */
  async function partner(...statuses: readonly number[]) {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      request.resume();
      seen.push(String(request.headers['webhook-id']));
      response.writeHead(statuses[Math.min(seen.length, statuses.length) - 1] ?? 204).end();
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address === null || typeof address === 'string' ? 0 : address.port;
    return { url: `http://127.0.0.1:${port}/`, seen };
  }

  /** An address at which nobody listens any more. */
  async function closedDoor(): Promise<string> {
    const { url } = await partner(204);
    const server = servers.pop();
    await new Promise((resolve) => server?.close(resolve));
    return url;
  }

  function deliverer(url: string) {
    const clock = new HeldClock(NOW);
    const outbox = makeDeliverOutbox({
      outbox: makeOutbox({ pool: db.pool }),
      senders: {
        rescueWebhook: makeWebhook({ url, secrets: [SECRET], clock, timeoutMs: 2_000 }),
        channels: {},
      },
      clock,
      random: systemRandom,
      log: makeLog({ level: 'silent' }),
    });
    const later = async (times: number): Promise<void> => {
      for (let i = 0; i < times; i += 1) {
        clock.advance(HOUR_MS);
        await outbox.deliver();
      }
    };
    return { outbox, later };
  }

  it('tries again after a 500, and not after it was taken', async () => {
    const { url, seen } = await partner(500, 204);
    await write(REGISTER);
    const { outbox, later } = deliverer(url);
    await outbox.deliver();
    expect(await outboxRows()).toMatchObject([{ status: 'queued', reason: 'http_500' }]);
    await later(3);
    expect(await outboxRows()).toMatchObject([{ status: 'sent' }]);
    expect([seen.length, new Set(seen).size]).toEqual([2, 1]);
    expect(await rowsOf('SELECT 1 FROM handoffs')).toEqual([]);
  });

  it('keeps no place and no number of a row that is settled', async () => {
    const { url } = await partner(204);
    await write(REGISTER);
    await deliverer(url).outbox.deliver();
    const kept = JSON.stringify(await rowsOf('SELECT payload FROM outbox'));
    expect(kept).toContain('roadside.requested');
    expect([kept.includes('13800001234'), kept.includes('K23')]).toEqual([false, false]);
  });

  it('tells of the rescue before it tells that it was called off', async () => {
    const { url, seen } = await partner(500, 204);
    await write(REGISTER);
    await write(CANCEL);
    const { outbox, later } = deliverer(url);
    await outbox.deliver();
    expect([seen.length, (await outboxRows())[1]]).toMatchObject([1, { status: 'queued' }]);
    await later(1);
    expect(await outboxRows()).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);
    expect(seen[1]).toBe(seen[0]);
  });

  it('calls a person, once, while the partner is down, and goes on trying', async () => {
    await write(REGISTER);
    const { outbox, later } = deliverer(await closedDoor());
    await outbox.deliver();
    await later(PERSON_AFTER_ATTEMPTS - 2);
    expect(await rowsOf('SELECT 1 FROM handoffs')).toEqual([]);
    await later(1);
    const called = [{ conversation_id: 'con_1', reason: 'partner_unreachable', state: 'queued' }];
    const handoffs = () => rowsOf('SELECT conversation_id, reason, state FROM handoffs');
    expect(await handoffs()).toEqual(called);
    await db.pool.query("UPDATE handoffs SET state = 'closed', closed_at = now()");
    await later(ATTEMPTS_MAX);
    expect(await handoffs()).toEqual([{ ...called[0], state: 'closed' }]);
    expect(await outboxRows()).toMatchObject([
      { status: 'failed', reason: 'network_econnrefused' },
    ]);
  });

  it('calls a person at once when the partner refuses it', async () => {
    const { url } = await partner(422);
    await write(REGISTER);
    await deliverer(url).outbox.deliver();
    expect(await outboxRows()).toMatchObject([{ status: 'failed', reason: 'http_422' }]);
    expect(await rowsOf('SELECT reason FROM handoffs')).toEqual([
      { reason: 'partner_unreachable' },
    ]);
  });
});
