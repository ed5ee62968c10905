import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AdminApp, CLAIM, CUSTOMER, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let token: string;
let claimNo: string;
let count = 0;

beforeAll(async () => {
  desk = await startAdminApp();
  token = await desk.key(['customers:write', 'claims:write', 'claims:read']);
  await desk.call('PUT', '/customers/C001', { token, body: CUSTOMER });
});
afterAll(() => desk.stop());

beforeEach(async () => {
  count += 1;
  claimNo = `CLM-${count}`;
  desk.news.told.length = 0;
  await desk.call('PUT', `/claims/${claimNo}`, { token, body: CLAIM });
});

const at = (minute: number): string =>
  new Date(Date.parse(CLAIM.reportedAt) + minute * 60_000).toISOString();

const send = (body: unknown) => desk.call('POST', `/claims/${claimNo}/events`, { token, body });

const read = async () => (await desk.call('GET', `/claims/${claimNo}`, { token })).body;

describe('putting a claim', () => {
  const put = (body: object) =>
    desk.call('PUT', `/claims/${claimNo}`, { token, body: { ...CLAIM, ...body } });

  it('with an older version changes nothing', async () => {
    await put({ updatedAt: at(10), accidentPlace: '世纪大道' });
    const older = await put({ updatedAt: at(9), accidentPlace: '别处' });
    expect([older.status, older.body]).toEqual([
      200,
      { result: 'ignored', ignored: 'older', warnings: [] },
    ]);
    expect((await read()).accidentPlace).toBe('世纪大道');
  });

  it('leaves what is absent and clears what is null', async () => {
    await put({ updatedAt: at(10), accidentPlace: '世纪大道', accidentKind: '双方' });
    await put({ updatedAt: at(11), accidentKind: null });
    expect(await read()).toMatchObject({ accidentPlace: '世纪大道', accidentKind: null });
  });

  it('with a new stage moves it and tells the customer, once', async () => {
    const body = {
      updatedAt: at(10),
      status: 'ASSESSING',
      statusAt: at(8),
      handler: { name: '王磊' },
    };
    expect((await put(body)).body).toEqual({ result: 'updated', warnings: [] });
    await put(body);
    await put({ ...body, updatedAt: at(30) });
    expect(await read()).toMatchObject({
      status: 'ASSESSING',
      statusAt: at(8),
      handler: { name: '王磊', phone: null },
      anomalies: [],
    });
    expect(desk.news.told.map((told) => told.claim.status)).toEqual(['ASSESSING']);
  });

  it('with a stage older than the events does not go back', async () => {
    await send({ sourceEventId: 'e', status: 'DISPATCHED', occurredAt: at(20) });
    await put({ updatedAt: at(30), status: 'REPORTED', statusAt: at(0) });
    expect((await read()).status).toBe('DISPATCHED');
  });

  it('for the first time tells nobody: it may be an import', async () => {
    const body = { ...CLAIM, status: 'CLOSED_PAID', statusAt: at(5) };
    await desk.call('PUT', `/claims/${claimNo}-old`, { token, body });
    expect(desk.news.told).toEqual([]);
  });

  it('takes the stage told beside loss items, and the items apart', async () => {
    const lossItems = [
      { itemNo: '1', kind: 'OWN_VEHICLE', status: 'LOSS_CONFIRMED', amountFen: 500 },
      { itemNo: '2', kind: 'PERSON', status: 'ASSESSING' },
    ];
    await put({ updatedAt: at(10), status: 'DOCS_PENDING', lossItems });
    const claim = await read();
    expect(claim).toMatchObject({ status: 'DOCS_PENDING', anomalies: [] });
    expect(claim.lossItems).toEqual(lossItems);
  });

  it('gives an estimate to the stage it tells, though it is the one that the stage before had', async () => {
    const facts = { expectedAt: at(99) };
    await put({ updatedAt: at(10), status: 'DISPATCHED', facts });
    await put({ updatedAt: at(11), status: 'SURVEYING', facts });
    expect((await read()).facts).toEqual(facts);
    await send({ sourceEventId: 'e', status: 'SURVEYED', occurredAt: at(12) });
    expect((await read()).facts).toEqual({});
  });

  it('of a closed claim stores no estimate again and again', async () => {
    const body = { status: 'CLOSED_PAID', statusAt: at(5), facts: { expectedAt: at(99) } };
    for (const minute of [10, 11, 12]) await put({ ...body, updatedAt: at(minute) });
    const { facts, events } = await read();
    expect([facts, events.length]).toEqual([{}, 1]);
  });

  it('of an unknown customer or policy is refused with what to do', async () => {
    const customer = await put({ updatedAt: at(10), customerNo: 'NOBODY' });
    expect([customer.status, customer.body.detail]).toEqual([
      404,
      'the customer is not known: PUT the customer first',
    ]);
    const policy = await put({ updatedAt: at(10), policyNo: 'NOPOLICY' });
    expect(policy.body.errors).toEqual([{ path: 'body.policyNo', problem: 'unknown policy' }]);
  });

  it('at once in many versions ends with the newest', async () => {
    const versions = Array.from({ length: 12 }, (_, i) => i + 1).sort(
      (a, b) => ((a * 7) % 12) - ((b * 7) % 12),
    );
    await Promise.all(
      versions.map((v) => put({ updatedAt: at(100 + v), accidentPlace: `place ${v}` })),
    );
    expect((await read()).accidentPlace).toBe('place 12');
  });
});
