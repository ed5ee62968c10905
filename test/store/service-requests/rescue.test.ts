import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Write } from '../../../src/domain/write.ts';
import { addMs, HOUR_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeApplyWrite } from '../../../src/store/apply-write.ts';
import { makeRescueReader } from '../../../src/store/service-requests/rescue-reader.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { forgetHandoffs, insertConversations } from '../../support/handoffs.ts';
import { CANCEL, NOW, REGISTER, REQUEST } from './rescue-request.ts';

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

describe('registering a rescue', () => {
  it('stores the request and queues the event for the partner, in one transaction', async () => {
    await write(REGISTER);
    expect(
      await rowsOf('SELECT request_no, kind, status, is_urgent FROM service_requests'),
    ).toEqual([
      {
        request_no: REQUEST.requestNo,
        kind: 'roadside_assistance',
        status: 'open',
        is_urgent: true,
      },
    ]);
    expect(await rowsOf('SELECT kind, order_key, payload FROM outbox')).toEqual([
      {
        kind: 'webhook',
        order_key: 'webhook:SR20260620000001',
        payload: {
          target: 'rescue_partner',
          conversationId: 'con_1',
          event: {
            type: 'roadside.requested',
            timestamp: NOW.toISOString(),
            data: {
              requestNo: REQUEST.requestNo,
              requestedAt: NOW.toISOString(),
              isUrgent: true,
              contactPhone: '13800001234',
              plate: '粤B12345',
              problem: 'tow',
              place: '广深高速往深圳方向 K23',
              latitude: 22.5,
              longitude: 114.1,
              isDangerous: true,
              destination: '就近修理厂',
            },
          },
        },
      },
    ]);
  });

  it('queues nothing when there is no partner, or when it is no rescue', async () => {
    await write(REGISTER, false);
    await write({
      kind: 'registerServiceRequest',
      request: { ...REQUEST, requestNo: 'SR2', details: { kind: 'expedite', caseNo: 'RP1' } },
    });
    expect(await outboxRows()).toEqual([]);
  });

  it('leaves nothing behind when the rest of the turn fails', async () => {
    const apply = makeApplyWrite({
      random: systemRandom,
      oneTimeCodeText: String,
      hasRescuePartner: true,
    });
    const turn = inTransaction(db.pool, async (sql) => {
      await apply(sql, REGISTER, NOW);
      throw new Error('the turn fails');
    });
    await expect(turn).rejects.toThrow('the turn fails');
    expect([...(await outboxRows()), ...(await rowsOf('SELECT 1 FROM service_requests'))]).toEqual(
      [],
    );
  });

  it('refuses a number that exists already', async () => {
    await write(REGISTER);
    await expect(write(REGISTER)).rejects.toThrow('service_requests_request_no_key');
    expect(await outboxRows()).toHaveLength(1);
  });
});

describe('calling a rescue off', () => {
  it('ends it and tells the partner, once', async () => {
    await write(REGISTER);
    await write(CANCEL);
    await write(CANCEL);
    expect(await rowsOf('SELECT status FROM service_requests')).toEqual([{ status: 'cancelled' }]);
    expect(await outboxRows()).toMatchObject([
      { type: 'roadside.requested' },
      { type: 'roadside.cancelled' },
    ]);
  });

  it.each([
    ['somebody else’s', { ...CANCEL, identityId: 'idn_2' }],
    ['a finished one', CANCEL],
  ])('does nothing to %s', async (name, cancel) => {
    await write(REGISTER);
    if (name === 'a finished one')
      await db.pool.query("UPDATE service_requests SET status = 'done'");
    await write(cancel);
    expect(await outboxRows()).toHaveLength(1);
  });
});

it('finds what is under way of this chat identity, and no more', async () => {
  await write(REGISTER);
  await write({
    ...REGISTER,
    request: { ...REQUEST, requestNo: 'SR_OTHER', identityId: 'idn_2' },
  });
  await write({
    ...REGISTER,
    request: { ...REQUEST, requestNo: 'SR_OLD', requestedAt: addMs(NOW, -25 * HOUR_MS) },
  });
  const reader = makeRescueReader({ pool: db.pool });
  const since = addMs(NOW, -24 * HOUR_MS);
  expect(await reader.openOf('idn_1', since)).toEqual([
    {
      requestNo: REQUEST.requestNo,
      requestedAt: NOW,
      problem: 'tow',
      place: '广深高速往深圳方向 K23',
    },
  ]);
  await write(CANCEL);
  expect(await reader.openOf('idn_1', since)).toEqual([]);
});
