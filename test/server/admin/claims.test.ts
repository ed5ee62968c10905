import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AdminApp, CLAIM, CUSTOMER, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let token: string;
let claimNo: string;
let count = 0;

beforeAll(async () => {
  desk = await startAdminApp();
  token = await desk.key([
    'customers:read',
    'customers:write',
    'policies:write',
    'policies:read',
    'claims:write',
    'claims:read',
  ]);
  await desk.call('PUT', '/customers/C001', { token, body: CUSTOMER });
});
afterAll(() => desk.stop());

beforeEach(async () => {
  count += 1;
  claimNo = `CLM-${count}`;
  desk.news.told.length = 0;
  desk.news.published.length = 0;
  const put = await desk.call('PUT', `/claims/${claimNo}`, { token, body: CLAIM });
  expect([put.status, put.body]).toEqual([201, { result: 'created', warnings: [] }]);
});

const at = (minute: number): string =>
  new Date(Date.parse(CLAIM.reportedAt) + minute * 60_000).toISOString();

const send = (body: unknown, headers: Record<string, string> = {}) =>
  desk.call('POST', `/claims/${claimNo}/events`, { token, body, headers });

const read = async () => (await desk.call('GET', `/claims/${claimNo}`, { token })).body;

describe('a claim event', () => {
  it('moves the claim, tells the customer and leaves its trace', async () => {
    const answer = await send({
      sourceEventId: 'e1',
      status: 'DISPATCHED',
      occurredAt: at(5),
      handler: { name: '王磊', phone: '13900000001' },
      facts: { contactWithinMinutes: 10 },
      actor: 'dispatcher-7',
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      duplicate: false,
      anomaly: null,
      customerTold: true,
      claim: { claimNo, status: 'DISPATCHED', statusAt: at(5) },
    });
    expect(desk.news.told).toHaveLength(1);
    expect(desk.news.told[0]).toMatchObject({
      previousStatus: 'REPORTED',
      claim: {
        claimNo,
        status: 'DISPATCHED',
        handler: { name: '王磊', phone: '13900000001' },
        facts: { contactWithinMinutes: 10 },
      },
    });
    expect(desk.news.published).toHaveLength(1);
    const { rows } = await desk.db.pool.query(
      'SELECT status, handler_name, status_at FROM claims WHERE claim_no = $1',
      [claimNo],
    );
    expect(rows).toEqual([
      { status: 'DISPATCHED', handler_name: '王磊', status_at: new Date(at(5)) },
    ]);
    const audit = await desk.db.pool.query(
      `SELECT data FROM audit WHERE subject_id = $1 AND action = 'claim.event_recorded'`,
      [claimNo],
    );
    expect(audit.rows).toEqual([
      { data: { from: 'REPORTED', to: 'DISPATCHED', events: ['e1'], anomalies: {} } },
    ]);
  });

  it('that is repeated is recorded and told once', async () => {
    const body = { sourceEventId: 'e1', status: 'DISPATCHED', occurredAt: at(5) };
    expect((await send(body)).status).toBe(201);
    const again = await send(body);
    expect([again.status, again.body.duplicate, again.body.customerTold]).toEqual([
      200,
      true,
      false,
    ]);
    expect(desk.news.told).toHaveLength(1);
    expect((await read()).events).toHaveLength(1);
  });

  it('that arrives twenty times at once is recorded and told once', async () => {
    const body = { sourceEventId: 'e1', status: 'DISPATCHED', occurredAt: at(5) };
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(body)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(19);
    expect(desk.news.told).toHaveLength(1);
  });

  it('that is late is kept in its place and not told', async () => {
    await send({ sourceEventId: 'e2', status: 'SURVEYING', occurredAt: at(10) });
    expect((await read()).anomalies).toEqual([
      { sourceEventId: 'e2', anomaly: 'REPORTED>SURVEYING' },
    ]);
    const late = await send({ sourceEventId: 'e1', status: 'DISPATCHED', occurredAt: at(5) });
    expect(late.body).toMatchObject({ customerTold: false, claim: { status: 'SURVEYING' } });
    const claim = await read();
    expect(claim.stages.map((stage: { status: string }) => stage.status)).toEqual([
      'REPORTED',
      'DISPATCHED',
      'SURVEYING',
    ]);
    // The step that looked impossible when it arrived was not.
    expect(claim.anomalies).toEqual([]);
  });

  it('that is impossible is recorded, flagged and followed', async () => {
    const answer = await send({ sourceEventId: 'e1', status: 'PAID', occurredAt: at(5) });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ anomaly: 'REPORTED>PAID', claim: { status: 'PAID' } });
  });

  it.each([
    ['a raw code', { rawStatus: 'K77' }],
    ['a status that is none of ours', { status: 'K77' }],
  ])('with %s keeps the code and the last known stage', async (_, code) => {
    await send({ sourceEventId: 'e1', status: 'DISPATCHED', occurredAt: at(5) });
    const answer = await send({ sourceEventId: 'e2', occurredAt: at(6), ...code });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      customerTold: false,
      claim: { status: 'DISPATCHED', rawStatus: 'K77' },
    });
  });

  it('of several at once tells only the newest stage', async () => {
    const answer = await send({
      events: [
        { sourceEventId: 'e3', status: 'SURVEYED', occurredAt: at(9) },
        { sourceEventId: 'e1', status: 'DISPATCHED', occurredAt: at(5) },
        { sourceEventId: 'e2', status: 'SURVEYING', occurredAt: at(7) },
        { sourceEventId: 'e2', status: 'SURVEYING', occurredAt: at(7) },
      ],
    });
    expect(answer.body.events.map((e: { duplicate: boolean }) => e.duplicate)).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect(desk.news.told.map((told) => told.claim.status)).toEqual(['SURVEYED']);
  });

  it('about loss items keeps the case at the slower one', async () => {
    await send({
      events: [
        { sourceEventId: 'd', status: 'DISPATCHED', occurredAt: at(1) },
        { sourceEventId: 's', status: 'SURVEYING', occurredAt: at(2) },
        { sourceEventId: 'f', status: 'SURVEYED', occurredAt: at(3) },
        { sourceEventId: 'a', status: 'ASSESSING', occurredAt: at(4), kind: 'OWN_VEHICLE' },
        { sourceEventId: 'b', status: 'ASSESSING', occurredAt: at(4), kind: 'THIRD_VEHICLE' },
        {
          sourceEventId: 'c',
          status: 'LOSS_CONFIRMED',
          occurredAt: at(5),
          kind: 'OWN_VEHICLE',
          facts: { assessedFen: 120_000 },
        },
      ],
    });
    const claim = await read();
    expect(claim.status).toBe('ASSESSING');
    const { rows } = await desk.db.pool.query(
      `SELECT item_no, l.status, amount_fen::int FROM loss_items l JOIN claims c ON c.id = l.claim_id
       WHERE c.claim_no = $1 ORDER BY item_no`,
      [claimNo],
    );
    expect(rows).toEqual([
      { item_no: 'OWN_VEHICLE', status: 'LOSS_CONFIRMED', amount_fen: 120_000 },
      { item_no: 'THIRD_VEHICLE', status: 'ASSESSING', amount_fen: null },
    ]);
  });

  it('changes nothing at all when telling the customer fails', async () => {
    desk.news.isBroken = true;
    const answer = await send({ sourceEventId: 'e1', status: 'DISPATCHED', occurredAt: at(5) });
    desk.news.isBroken = false;
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('no news today');
    expect(await read()).toMatchObject({ status: 'REPORTED', events: [] });
  });

  it('never tells of a review of a rejection', async () => {
    await send({
      events: [
        { sourceEventId: 'd', status: 'DISPATCHED', occurredAt: at(1) },
        { sourceEventId: 's', status: 'SURVEYING', occurredAt: at(2) },
        { sourceEventId: 'f', status: 'SURVEYED', occurredAt: at(3) },
      ],
    });
    await send({ sourceEventId: 'r', status: 'REJECTION_REVIEW', occurredAt: at(4) });
    await send({ sourceEventId: 'x', status: 'REJECTED', occurredAt: at(5) });
    expect(desk.news.told.map((told) => told.claim.status)).toEqual(['SURVEYED', 'REJECTED']);
    expect(desk.news.told.at(-1)?.claim.history.map((step) => step.status)).not.toContain(
      'REJECTION_REVIEW',
    );
  });

  it('of an unknown claim is refused with what to do', async () => {
    const answer = await desk.call('POST', '/claims/NONE/events', {
      token,
      body: { sourceEventId: 'e1', status: 'DISPATCHED', occurredAt: at(5) },
    });
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ code: 'not_found', status: 404 });
    expect(answer.body.detail).toContain('PUT the claim first');
  });

  it('in any order of arrival gives the same claim', async () => {
    const events = [
      { sourceEventId: '1', status: 'DISPATCHED', occurredAt: at(1), handler: { name: '王磊' } },
      { sourceEventId: '2', status: 'SURVEYING', occurredAt: at(2) },
      { sourceEventId: '3', status: 'SURVEYED', occurredAt: at(3) },
      {
        sourceEventId: '4',
        status: 'ASSESSING',
        occurredAt: at(3),
        facts: { expectedAt: at(900) },
      },
      { sourceEventId: '5', rawStatus: 'ODD', occurredAt: at(4) },
    ];
    const orders = [
      [0, 1, 2, 3, 4],
      [4, 3, 2, 1, 0],
      [2, 0, 4, 1, 3],
      [3, 1, 4, 0, 2],
    ];
    const results: unknown[] = [];
    for (const [n, order] of orders.entries()) {
      const one = `${claimNo}-${n}`;
      await desk.call('PUT', `/claims/${one}`, { token, body: CLAIM });
      for (const i of order) {
        const sent = await desk.call('POST', `/claims/${one}/events`, { token, body: events[i] });
        expect([sent.status, sent.body]).toMatchObject([201, { duplicate: false }]);
      }
      const {
        claimNo: _,
        events: __,
        ...rest
      } = (await desk.call('GET', `/claims/${one}`, { token })).body;
      results.push(rest);
    }
    for (const result of results) expect(result).toEqual(results[0]);
    expect(results[0]).toMatchObject({ status: 'ASSESSING', rawStatus: 'ODD' });
  });
});

describe('a wrong event', () => {
  const right = { sourceEventId: 'e1', status: 'DISPATCHED', occurredAt: '2026-06-10T00:05:00Z' };
  it.each([
    ['without an id', { ...right, sourceEventId: undefined }, 'body'],
    ['with an empty id', { ...right, sourceEventId: ' ' }, 'body'],
    ['without a time', { ...right, occurredAt: undefined }, 'body'],
    ['with a local time', { ...right, occurredAt: '2026-06-10 00:05' }, 'body'],
    ['from the future', { ...right, occurredAt: '2027-06-10T00:05:00Z' }, 'body'],
    ['with nothing to tell', { ...right, status: undefined }, 'body'],
    ['with money that is no integer', { ...right, facts: { payableFen: 1.5 } }, 'body'],
    ['with a whole account number', { ...right, facts: { payeeLast4: '6222020000' } }, 'body'],
    ['with an unknown kind', { ...right, kind: 'BOAT' }, 'body'],
    ['with a reserved source', { ...right, source: 'snapshot' }, 'body'],
    ['in an empty batch', { events: [] }, 'body'],
    ['that is no object', 'true', 'body'],
  ])('%s is refused and stores nothing', async (_, body, where) => {
    const answer = await send(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'bad_request']);
    expect(answer.body.errors[0].path).toContain(where);
    expect((await read()).events).toEqual([]);
  });

  it.each([
    ['malformed JSON', '{"sourceEventId": ', 400, 'bad_request'],
    ['nothing', '', 400, 'bad_request'],
    ['two megabytes', JSON.stringify({ x: 'x'.repeat(2_000_000) }), 413, 'payload_too_large'],
  ])('of %s is refused', async (_, body, status, code) => {
    const answer = await send(body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('in another format is refused', async () => {
    const answer = await send('<x/>', { 'content-type': 'application/xml' });
    expect([answer.status, answer.body.code]).toEqual([415, 'unsupported_media_type']);
  });
});
