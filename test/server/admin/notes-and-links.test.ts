import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, CUSTOMER, startAdminApp } from './admin-app.ts';
import { type Person, signInPerson, talk, trailOf } from './desk-people.ts';

let desk: AdminApp;
let wang: Person;
let li: Person;
let conversation: string;

beforeAll(async () => {
  desk = await startAdminApp();
  wang = await signInPerson(desk, 'agent');
  li = await signInPerson(desk, 'agent');
  conversation = await talk(desk);
});
afterAll(() => desk.stop());

describe('notes and links', () => {
  it('notes are for colleagues, oldest first, in pages', async () => {
    const url = `/conversations/${conversation}/notes`;
    for (const text of ['客户很急', '已约明天回电\n上午']) {
      expect((await li.call('POST', url, { text })).status).toBe(201);
      desk.clock.pass(1000);
    }
    const first = await wang.call('GET', `${url}?limit=1`);
    expect(first.body.items).toMatchObject([{ text: '客户很急' }]);
    const rest = await wang.call('GET', `${url}?cursor=${first.body.nextCursor}`);
    expect(rest.body.items).toMatchObject([{ text: '已约明天回电\n上午' }]);
    expect((await wang.call('POST', url, { text: ' ' })).status).toBe(400);
    expect((await wang.call('POST', '/conversations/con_none/notes', { text: 'x' })).status).toBe(
      404,
    );
    expect((await wang.call('GET', '/conversations/con_none/notes')).status).toBe(404);
    expect(await trailOf(desk, conversation)).toEqual(
      expect.arrayContaining(['note.added', 'notes.read']),
    );
  });

  it('links name cases that exist, once', async () => {
    const admin = await desk.signIn('admin');
    await desk.call('PUT', '/customers/C001', { token: admin, body: CUSTOMER });
    const body = {
      customerNo: 'C001',
      reportedAt: '2026-06-10T00:00:00Z',
      updatedAt: '2026-06-10T00:00:00Z',
    };
    await desk.call('PUT', '/claims/CL2026009', { token: admin, body });
    const url = `/conversations/${conversation}/links`;
    const link = { kind: 'claim', ref: 'cl2026009' };
    expect((await wang.call('POST', url, link)).body).toMatchObject({
      ref: 'CL2026009',
      by: wang.id,
      byName: `客服${wang.id.slice(-3)}`,
    });
    expect((await wang.call('POST', url, link)).status).toBe(201);
    expect((await wang.call('GET', url)).body.items).toHaveLength(1);
    const unknown = await wang.call('POST', url, { kind: 'complaint', ref: 'TS1' });
    expect([unknown.status, unknown.body.errors[0].path]).toEqual([404, 'body.ref']);
    const gone = `${url}?kind=claim&ref=CL2026009`;
    expect((await wang.call('DELETE', gone)).status).toBe(204);
    expect((await wang.call('DELETE', gone)).status).toBe(404);
    expect(await trailOf(desk, conversation)).toEqual(
      expect.arrayContaining(['link.added', 'link.removed']),
    );
  });
});
