import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../../src/lib/clock.ts';
import { type AdminApp, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let admin: string;

beforeAll(async () => {
  desk = await startAdminApp();
  admin = await desk.signIn('admin');
});
afterAll(() => desk.stop());

const deliveries = (query = '') => desk.call('GET', `/deliveries${query}`, { token: admin });

describe('the list of deliveries', () => {
  it('pages, filters, and holds no words and no number', async () => {
    const rows = [
      ['out_a', 'sms', '{"to":"13800001234","text":"验证码 123456"}', 'failed'],
      [
        'out_b',
        'channel_message',
        '{"channelAccount":"botframework:x","activity":{"text":"私房话"}}',
        'failed',
      ],
      ['out_c', 'channel_message', '{"channelAccount":"botframework:x"}', 'unknown'],
    ];
    for (const [id, kind, payload, status] of rows) {
      await desk.db.pool.query(
        `INSERT INTO outbox (id, kind, order_key, payload, status, next_attempt_at, created_at)
         VALUES ($1, $2, $1, $3, $4, now(), now())`,
        [id, kind, payload, status],
      );
    }
    const first = await deliveries('?limit=2');
    expect(first.body.items.map((item: { id: string }) => item.id)).toEqual(['out_c', 'out_b']);
    const second = await deliveries(`?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({
      items: [{ id: 'out_a', target: '138****1234', mayRetry: false }],
      nextCursor: null,
    });
    expect((await deliveries('?kind=sms')).body.items).toHaveLength(1);
    expect((await deliveries('?status=unknown')).body.items).toMatchObject([{ mayRetry: false }]);
    const all = JSON.stringify((await deliveries()).body);
    expect(all).not.toMatch(/私房话|123456|13800001234/);
    const missing = await desk.call('POST', '/deliveries/out_none/retry', { token: admin });
    expect(missing.status).toBe(404);
  });
});

describe('the state of the system', () => {
  beforeAll(() => desk.db.pool.query('DELETE FROM outbox'));

  it('says how it is, and in Chinese what somebody should look at', async () => {
    await desk.call('POST', '/webhooks', {
      token: admin,
      body: { name: '旧系统', url: 'https://old.example/', isEnabled: false },
    });
    await desk.db.pool.query(
      `INSERT INTO outbox (id, kind, order_key, payload, status, next_attempt_at, created_at)
       VALUES ('out_f', 'sms', 'k', '{}', 'failed', $1, $1), ('out_q', 'sms', 'q', '{}', 'queued', $1, $1)`,
      [new Date(desk.clock.now().getTime() - 20 * MINUTE_MS)],
    );
    const { status, body } = await desk.call('GET', '/system', { token: admin });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      database: { isReachable: true },
      outbox: { queued: 1, failed: 1, unknown: 0 },
      languageModel: { isConfigured: false },
      queue: { backend: 'postgres' },
    });
    expect(body.audit.headHash).toMatch(/^[0-9a-f]{64}$/);
    expect(body.warnings.join('\n')).toContain('已等待 20 分钟');
    expect(body.warnings.join('\n')).toContain('有 1 条消息或通知没有送达');
    expect(body.warnings.join('\n')).toContain('1 个 Webhook 已停用');
    expect(body.warnings.join('\n')).toContain('法定节假日');
  });
});
