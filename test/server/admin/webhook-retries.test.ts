import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { purgeExpired } from '../../../src/store/purge.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { queueWebhooks } from '../../../src/store/webhooks/queue-webhooks.ts';
import {
  deliverWebhooks,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../support/webhook-receiver.ts';
import { type AdminApp, type Answer, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let admin: string;
let receiver: WebhookReceiver;

beforeAll(async () => {
  desk = await startAdminApp();
  receiver = await startWebhookReceiver();
});
afterAll(async () => {
  await receiver.stop();
  await desk.stop();
});
beforeEach(async () => {
  await desk.db.pool.query('TRUNCATE webhook_endpoints, outbox');
  receiver.received.length = 0;
  receiver.answers.clear();
  admin = await desk.signIn('admin');
});

const ENDPOINT = { name: '对方客服台', url: 'https://desk.example/hooks' };
const create = (over: object = {}): Promise<Answer> =>
  desk.call('POST', '/webhooks', { token: admin, body: { ...ENDPOINT, ...over } });

/** Points an endpoint at our receiver, which the API would refuse as private. */
async function pointAtReceiver(id: string, path = '/hook'): Promise<void> {
  const values = [id, `${receiver.origin}${path}`];
  await desk.db.pool.query('UPDATE webhook_endpoints SET url = $2 WHERE id = $1', values);
}

const deliver = () => deliverWebhooks({ pool: desk.db.pool, clock: desk.clock });

const tell = (conversationId = 'con_1') =>
  inTransaction(desk.db.pool, (sql) => {
    const at = desk.clock.now();
    return queueWebhooks(
      sql,
      { type: 'handoff.requested', at, data: { conversationId } },
      systemRandom,
    );
  });

const deliveries = (query = '') => desk.call('GET', `/deliveries${query}`, { token: admin });

describe('an endpoint that is repaired', () => {
  it('is tried at once: by a new test, and by whoever sends again what waits for its next attempt', async () => {
    const { id } = (await create()).body;
    await pointAtReceiver(id);
    receiver.answers.set('/hook', 500);
    await tell();
    await desk.call('POST', `/webhooks/${id}/test`, { token: admin });
    await deliver();
    expect(receiver.received).toHaveLength(2);
    receiver.answers.delete('/hook');
    await desk.call('POST', `/webhooks/${id}/test`, { token: admin });
    await deliver();
    expect(receiver.received).toHaveLength(3);
    const waiting = (await deliveries('?status=queued')).body.items;
    expect(waiting).toMatchObject([
      { event: 'webhook.test', attempts: 1, mayRetry: true },
      { event: 'handoff.requested', attempts: 1, mayRetry: true },
    ]);
    for (const { id: late } of waiting) {
      const again = await desk.call('POST', `/deliveries/${late}/retry`, { token: admin });
      expect(again.status).toBe(204);
    }
    await deliver();
    expect(receiver.received).toHaveLength(5);
    expect((await deliveries('?status=sent')).body.items).toHaveLength(3);
  });

  it('is not asked twice for what is on its way for the first time', async () => {
    await create();
    await tell();
    const [fresh] = (await deliveries()).body.items;
    expect(fresh).toMatchObject({ attempts: 0, mayRetry: false });
    const early = await desk.call('POST', `/deliveries/${fresh.id}/retry`, { token: admin });
    expect(early.status).toBe(409);
  });
});

describe('an endpoint that does not take it', () => {
  async function exhaust(): Promise<number> {
    const from = desk.clock.now().getTime();
    for (let i = 0; i < 200; i += 1) {
      await deliver();
      const { rows } = await desk.db.pool.query(
        "SELECT next_attempt_at FROM outbox WHERE status = 'queued'",
      );
      if (rows[0] === undefined) break;
      desk.clock.time = new Date(rows[0].next_attempt_at);
    }
    return desk.clock.now().getTime() - from;
  }

  it('is asked for a day, then the event is parked and can be sent again under the same id', async () => {
    const { id } = (await create()).body;
    await pointAtReceiver(id);
    receiver.answers.set('/hook', 500);
    await tell();
    const took = await exhaust();
    expect(took).toBeGreaterThan(24 * HOUR_MS);
    expect(took).toBeLessThan(27 * HOUR_MS);
    expect(receiver.received).toHaveLength(9);
    admin = await desk.signIn('admin');
    const [parked] = (await deliveries('?status=unknown')).body.items;
    expect(parked).toMatchObject({ attempts: 9, reason: 'http_500', mayRetry: true });
    receiver.answers.delete('/hook');
    const retry = `/deliveries/${parked.id}/retry`;
    expect((await desk.call('POST', retry, { token: admin })).status).toBe(204);
    expect((await desk.call('POST', retry, { token: admin })).status).toBe(409);
    await deliver();
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(
      new Set([parked.id]),
    );
    expect(receiver.received.at(-1)?.body).toBe(receiver.received[0]?.body);
    expect((await deliveries()).body.items).toMatchObject([{ status: 'sent', mayRetry: false }]);
    const { rows } = await desk.db.pool.query(
      "SELECT 1 FROM audit WHERE action = 'delivery.retried' AND subject_id = $1",
      [parked.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('is forgotten thirty days after the last attempt: then nobody can send it again', async () => {
    await pointAtReceiver((await create()).body.id);
    receiver.answers.set('/hook', 404);
    await tell();
    await exhaust();
    desk.clock.pass(30 * DAY_MS - MINUTE_MS);
    await purgeExpired(desk.db.pool, desk.clock.now(), 100);
    admin = await desk.signIn('admin');
    expect((await deliveries()).body.items).toMatchObject([{ status: 'failed', mayRetry: true }]);
    desk.clock.pass(2 * MINUTE_MS);
    await purgeExpired(desk.db.pool, desk.clock.now(), 100);
    const [left] = (await deliveries()).body.items;
    expect(left).toMatchObject({ status: 'failed', mayRetry: false });
    const retried = await desk.call('POST', `/deliveries/${left.id}/retry`, { token: admin });
    expect(retried.status).toBe(409);
  });

  it('and says that it is gone is disabled, and what waits for it is not sent', async () => {
    const { id } = (await create()).body;
    await pointAtReceiver(id);
    receiver.answers.set('/hook', 410);
    await tell();
    await tell();
    await deliver();
    expect(receiver.received).toHaveLength(1);
    const { items } = (await deliveries()).body;
    expect(items).toMatchObject([
      { status: 'suppressed', reason: 'endpoint_disabled' },
      { status: 'failed', reason: 'http_410' },
    ]);
    const [endpoint] = (await desk.call('GET', '/webhooks', { token: admin })).body.items;
    expect(endpoint).toMatchObject({ id, isEnabled: false });
    expect(await tell()).toEqual([]);
  });

  it('keeps one conversation waiting and no other', async () => {
    await pointAtReceiver((await create()).body.id);
    receiver.answers.set('/hook', 500);
    await tell();
    await deliver();
    receiver.answers.delete('/hook');
    await tell();
    await tell('con_2');
    await deliver();
    expect(receiver.received.map(({ body }) => JSON.parse(body).data.conversationId)).toEqual([
      'con_1',
      'con_2',
    ]);
  });
});
