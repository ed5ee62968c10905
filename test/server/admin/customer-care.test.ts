import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, CUSTOMER, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let token: string;

beforeAll(async () => {
  desk = await startAdminApp();
  token = await desk.signIn('admin');
});
afterAll(() => desk.stop());

const put = (url: string, body: unknown) => desk.call('PUT', url, { token, body });
const get = (url: string) => desk.call('GET', url, { token });

describe('a customer', () => {
  it('keeps what care needs to know, and since when', async () => {
    const at = (hour: string) => `2026-06-19T${hour}:00:00Z`;
    const care = {
      ...CUSTOMER,
      birthday: '06-30',
      birthdayKind: 'lunar',
      birthdayInLeapMonth: true,
      city: '上海市',
      licenceExpiresOn: '2027-02-28',
      bereaved: true,
      marketingBlocked: true,
      vehicles: [
        {
          plate: '沪C00001',
          inspectionDueOn: '2026-12-31',
          registeredOn: '2024-12-31',
          city: '苏州市',
        },
      ],
    };
    expect((await put('/customers/C0CARE', { ...care, updatedAt: at('01') })).status).toBe(201);
    const first = (await get('/customers/C0CARE')).body;
    expect(first).toMatchObject({
      birthday: '**-**',
      birthdayKind: 'lunar',
      birthdayInLeapMonth: true,
      city: '上海市',
      licenceExpiresOn: '2027-02-28',
      bereavedAt: '2026-06-20T02:00:00.000Z',
      marketingBlockedAt: '2026-06-20T02:00:00.000Z',
      vehicles: [{ inspectionDueOn: '2026-12-31', registeredOn: '2024-12-31', city: '苏州市' }],
    });
    desk.clock.pass(1_000);
    // Said again it is no new bereavement; what is not said stays.
    const again = { name: '陈明', bereaved: true, marketingBlocked: false, updatedAt: at('02') };
    await put('/customers/C0CARE', again);
    expect((await get('/customers/C0CARE')).body).toMatchObject({
      bereavedAt: first.bereavedAt,
      marketingBlockedAt: null,
      birthdayKind: 'lunar',
      city: '上海市',
    });
    await put('/customers/C0CARE', { name: '陈明', bereaved: false, updatedAt: at('03') });
    expect((await get('/customers/C0CARE')).body.bereavedAt).toBeNull();
  });

  it.each([
    [{ birthday: '01-31', birthdayKind: 'lunar' }, 'body.birthday'],
    [{ birthday: '01-30', birthdayInLeapMonth: true }, 'body.birthdayInLeapMonth'],
    [{ licenceExpiresOn: '2027-02-29' }, 'body.licenceExpiresOn'],
    [
      { vehicles: [{ plate: '沪C00001', inspectionDueOn: '27-01-01' }] },
      'body.vehicles.0.inspectionDueOn',
    ],
  ])('is refused with %j', async (wrong, path) => {
    const { status, body } = await put('/customers/C0WRONG', { ...CUSTOMER, ...wrong });
    expect(status).toBe(400);
    expect(body.errors).toEqual([expect.objectContaining({ path })]);
  });
});
