import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventToTell } from '../../../src/domain/webhook.ts';
import { DAY_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
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

const tell = (over: Partial<EventToTell> = {}) =>
  inTransaction(desk.db.pool, (sql) =>
    queueWebhooks(
      sql,
      {
        type: 'handoff.requested',
        at: desk.clock.now(),
        data: { conversationId: 'con_1', handoffId: 'hof_1', note: '手机13800001234' },
        personal: { customerName: '陈明', text: '我的车是沪A12345' },
        ...over,
      },
      systemRandom,
    ),
  );

const deliveries = (query = '') => desk.call('GET', `/deliveries${query}`, { token: admin });

describe('endpoints', () => {
  it('are named, changed, listed and removed, and their secret is shown once', async () => {
    const made = await create({ events: ['handoff.requested'] });
    expect([made.status, made.body]).toMatchObject([
      201,
      { ...ENDPOINT, events: ['handoff.requested'], hasPersonal: false, isEnabled: true },
    ]);
    expect(made.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{64}$/);
    const { id } = made.body;
    const changed = await desk.call('PUT', `/webhooks/${id}`, {
      token: admin,
      body: { ...ENDPOINT, name: '新名字', hasPersonal: true, isEnabled: false },
    });
    expect(changed.body).toMatchObject({ name: '新名字', hasPersonal: true, isEnabled: false });
    expect(changed.body.disabledAt).not.toBeNull();
    const list = await desk.call('GET', '/webhooks', { token: admin });
    expect(list.body.items).toEqual([changed.body]);
    expect(JSON.stringify([changed.body, list.body])).not.toContain('whsec_');
    expect((await desk.call('DELETE', `/webhooks/${id}`, { token: admin })).status).toBe(204);
    const { rows } = await desk.db.pool.query(
      "SELECT action FROM audit WHERE subject_kind = 'webhook' AND subject_id = $1 ORDER BY id",
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'webhook.created',
      'webhook.changed',
      'webhook.removed',
    ]);
  });

  it.each([
    ['plain http', 'http://desk.example/'],
    ['a password', 'https://me:secret@desk.example/'],
    ['a file', 'file:///etc/passwd'],
    ['no address', 'desk.example'],
  ])('are not named with %s', async (_what, url) => {
    expect((await create({ url })).status).toBe(400);
  });

  it.each([
    ['PUT', ''],
    ['DELETE', ''],
    ['POST', '/rotate-secret'],
    ['POST', '/test'],
  ] as const)('%s %s of one that does not exist is not found', async (method, path) => {
    const body = method === 'PUT' ? { body: ENDPOINT } : {};
    const answer = await desk.call(method, `/webhooks/whk_none${path}`, { token: admin, ...body });
    expect(answer.status).toBe(404);
  });
});

describe('an event', () => {
  it('goes to each enabled endpoint that wants its type', async () => {
    const all = (await create()).body.id;
    const wanting = (await create({ events: ['handoff.requested'] })).body.id;
    await create({ events: ['handoff.closed'] });
    await create({ isEnabled: false });
    expect(await tell()).toEqual([`webhook:${all}:con_1`, `webhook:${wanting}:con_1`].sort());
    expect((await deliveries()).body.items).toHaveLength(2);
  });

  it('stands or falls with its transaction', async () => {
    await create();
    await inTransaction(desk.db.pool, async (sql) => {
      const at = desk.clock.now();
      const data = { conversationId: 'con_1' };
      await queueWebhooks(sql, { type: 'handoff.closed', at, data }, systemRandom);
      throw new Error('the rest fails');
    }).catch(() => undefined);
    expect((await deliveries()).body.items).toEqual([]);
  });

  it('carries personal data only where an administrator said so', async () => {
    await pointAtReceiver((await create()).body.id);
    await tell();
    await deliver();
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
      type: 'handoff.requested',
      timestamp: desk.clock.now().toISOString(),
      data: { conversationId: 'con_1', note: '手机138****1234' },
    });
    expect(receiver.received[0]?.body).not.toMatch(/陈明|沪A12345|13800001234/);
    const personal = (await create({ hasPersonal: true })).body.id;
    await pointAtReceiver(personal, '/personal');
    await tell();
    await deliver();
    const full = receiver.received.map(({ body }) => body).find((body) => body.includes('陈明'));
    expect(full).toContain('沪A12345');
    expect(full).toContain('13800001234');
    expect(receiver.received).toHaveLength(3);
  });

  it('is signed with both secrets for a day after a rotation, and then with the new one', async () => {
    const { id, secret: old } = (await create()).body;
    await pointAtReceiver(id);
    const rotated = await desk.call('POST', `/webhooks/${id}/rotate-secret`, { token: admin });
    expect([rotated.status, rotated.body.secret === old]).toEqual([200, false]);
    const signers = async (): Promise<readonly boolean[]> => {
      receiver.received.length = 0;
      await tell();
      await deliver();
      const [got] = receiver.received;
      return [rotated.body.secret, old].map((secret: string) => {
        const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
        const content = `${got?.headers['webhook-id']}.${got?.headers['webhook-timestamp']}.${got?.body}`;
        const signature = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
        return String(got?.headers['webhook-signature']).split(' ').includes(signature);
      });
    };
    expect(await signers()).toEqual([true, true]);
    desk.clock.pass(DAY_MS);
    admin = await desk.signIn('admin');
    expect(await signers()).toEqual([true, false]);
  });

  it('of a test goes out at once and shows in the list', async () => {
    const { id } = (await create({ events: ['handoff.closed'] })).body;
    await pointAtReceiver(id);
    const tested = await desk.call('POST', `/webhooks/${id}/test`, { token: admin });
    expect(tested.status).toBe(202);
    const key = `webhook:${id}:test:${tested.body.deliveryId}`;
    expect(desk.wokenDeliveries).toContain(key);
    await deliver();
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ type: 'webhook.test' });
    expect((await deliveries()).body.items).toMatchObject([
      { id: tested.body.deliveryId, target: id, event: 'webhook.test', status: 'sent' },
    ]);
    await desk.call('PUT', `/webhooks/${id}`, {
      token: admin,
      body: { ...ENDPOINT, isEnabled: false },
    });
    const refused = await desk.call('POST', `/webhooks/${id}/test`, { token: admin });
    expect(refused.status).toBe(409);
  });
});
