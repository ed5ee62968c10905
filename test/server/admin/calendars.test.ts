import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK_SETTINGS } from '../../../src/domain/handoff/settings.ts';
import { type AdminApp, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
let admin: string;
beforeAll(async () => {
  desk = await startAdminApp();
  admin = await desk.signIn('admin');
});
afterAll(() => desk.stop());

const DAY = [
  ['09:00', '12:00'],
  ['13:00', '24:00'],
];
const WEEK = { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY, sat: [], sun: [] };
const put = (id: string, body: unknown) =>
  desk.call('PUT', `/calendars/${id}`, { token: admin, body });

describe('working hours', () => {
  it('are put, read and versioned', async () => {
    const created = await put('desk', { name: '在线客服', weekly: WEEK });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      id: 'desk',
      weekly: WEEK,
      keepsHolidays: true,
      version: 1,
    });
    const changed = await put('desk', { name: '在线客服', weekly: WEEK, keepsHolidays: false });
    expect([changed.status, changed.body.version, changed.body.keepsHolidays]).toEqual([
      200,
      2,
      false,
    ]);
    const auditor = await desk.signIn('auditor');
    const read = await desk.call('GET', '/calendars/desk', { token: auditor });
    expect(read.body).toEqual(changed.body);
    expect((await desk.call('GET', '/calendars', { token: auditor })).body.items).toEqual([
      read.body,
    ]);
    expect((await desk.call('GET', '/calendars/none', { token: auditor })).status).toBe(404);
  });

  it.each([
    [[['12:00', '09:00']], 422],
    [[['09:00', '09:00']], 422],
    [
      [
        ['09:00', '12:00'],
        ['11:00', '13:00'],
      ],
      422,
    ],
    [
      [
        ['13:00', '14:00'],
        ['09:00', '10:00'],
      ],
      422,
    ],
    [[['24:00', '24:00']], 422],
    [[['09:00', '24:01']], 400],
    [[['9:00', '10:00']], 400],
    [
      [
        ['09:00', '12:00'],
        ['12:00', '24:00'],
      ],
      200,
    ],
    [[['00:00', '24:00']], 200],
  ])('of a Tuesday %j answer %i', async (tue, status) => {
    await put('tuesdays', { name: 'x', weekly: WEEK });
    const answer = await put('tuesdays', { name: 'x', weekly: { ...WEEK, tue } });
    expect(answer.status).toBe(status);
    if (status === 422) expect(answer.body.errors[0].path).toBe('body.weekly.tue');
  });
});

describe('holidays', () => {
  const holiday = (date: string, body: unknown) =>
    desk.call('PUT', `/holidays/${date}`, { token: admin, body });

  it('are put, listed by date and removed', async () => {
    expect((await holiday('2026-10-01', { isWorkday: false, name: '国庆节' })).status).toBe(201);
    expect((await holiday('2026-10-10', { isWorkday: true, name: '国庆节调休' })).status).toBe(201);
    expect((await holiday('2026-10-10', { isWorkday: true, name: '调休上班' })).status).toBe(200);
    const listed = await desk.call('GET', '/holidays?from=2026-10-02&to=2026-10-10', {
      token: admin,
    });
    expect(listed.body.items).toMatchObject([
      { date: '2026-10-10', name: '调休上班', isWorkday: true },
    ]);
    expect((await desk.call('DELETE', '/holidays/2026-10-10', { token: admin })).status).toBe(204);
    expect((await desk.call('DELETE', '/holidays/2026-10-10', { token: admin })).status).toBe(404);
  });

  it.each(['2026-02-30', '2026-13-01', '20261001', 'today'])('of %s are refused', async (date) => {
    expect((await holiday(date, { isWorkday: false, name: 'x' })).status).toBe(400);
  });

  it('say until when they are known', async () => {
    const known = async () =>
      (await desk.call('GET', '/calendars/desk', { token: admin })).body.holidaysKnownUntil;
    expect(await known()).toBe('2026-12-31');
    await holiday('2027-02-06', { isWorkday: false, name: '春节' });
    expect(await known()).toBe('2026-12-31');
    await holiday('2027-10-01', { isWorkday: false, name: '国庆节' });
    expect(await known()).toBe('2027-12-31');
  });
});

describe('the desk settings', () => {
  it('have defaults, change as a whole, and are audited', async () => {
    const lead = await desk.signIn('supervisor');
    expect((await desk.call('GET', '/desk-settings', { token: lead })).body).toEqual(DESK_SETTINGS);
    const body = { ...DESK_SETTINGS, offerSeconds: 45 };
    const written = await desk.call('PUT', '/desk-settings', { token: admin, body });
    expect(written.body).toEqual(body);
    expect((await desk.call('GET', '/desk-settings', { token: lead })).body).toEqual(body);
    const { rows } = await desk.db.pool.query(
      `SELECT data FROM audit WHERE action = 'desk_settings.written'`,
    );
    expect(rows).toEqual([{ data: body }]);
  });

  it('refuse what nobody could work by', async () => {
    const body = { ...DESK_SETTINGS, offerSeconds: 1 };
    const refused = await desk.call('PUT', '/desk-settings', { token: admin, body });
    expect(refused.body.errors[0].path).toBe('body.offerSeconds');
  });
});
