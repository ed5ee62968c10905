import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ComplaintsDesk, startComplaintsDesk } from './complaint-people.ts';
import { type Person, signInPerson, trailOf } from './desk-people.ts';

let world: ComplaintsDesk;
let admin: Person;
beforeAll(async () => {
  world = await startComplaintsDesk();
  admin = await signInPerson(world.desk, 'admin');
});
afterAll(() => world.desk.stop());

const HOUR_MS = 3_600_000;
const hours = (kind: string, count: number) => ({
  kind,
  length: { basis: 'continuous', minutes: count * 60 },
  pausedBy: [],
});
const POLICY = {
  name: '人伤加急',
  priority: 900,
  fits: { categories: ['CLAIM.INJURY'] },
  targets: [hours('first_feedback', 12), hours('resolution', 48)],
};

describe('policies', () => {
  it('are made in versions, and each stays readable', async () => {
    const first = await admin.call('PUT', '/sla-policies/injury', POLICY);
    expect([first.status, first.body.version, first.body.retargeted]).toEqual([201, 1, 0]);
    const second = await admin.call('PUT', '/sla-policies/injury', { ...POLICY, priority: 950 });
    expect([second.status, second.body.version]).toEqual([200, 2]);
    const { body } = await world.handler.call('GET', '/sla-policies/injury');
    expect(body).toMatchObject({ id: 'injury', version: 2, priority: 950, isActive: true });
    expect(body.versions.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    const list = await world.handler.call('GET', '/sla-policies');
    expect(list.body.items[0]).toMatchObject({ id: 'injury', version: 2 });
    expect(await trailOf(world.desk, 'injury')).toEqual(['sla_policy.put', 'sla_policy.put']);
    expect((await world.handler.call('GET', '/sla-policies/none')).status).toBe(404);
  });

  it('decide what a complaint promises, and reach open ones only when they are told to', async () => {
    const open = await world.file({ category: 'CLAIM.INJURY' });
    const dueOf = async (no: string) => {
      const { body } = await world.handler.call('GET', `/complaints/${no}`);
      return (Date.parse(body.firstFeedbackDueAt) - Date.parse(body.receivedAt)) / HOUR_MS;
    };
    expect(await dueOf(open)).toBe(12);
    const shorter = { ...POLICY, targets: [hours('first_feedback', 6), hours('resolution', 48)] };
    const put = await admin.call('PUT', '/sla-policies/injury', {
      ...shorter,
      appliesToOpen: true,
    });
    expect(put.body.retargeted).toBe(1);
    expect(await dueOf(open)).toBe(6);
    // A promise that was told becomes no longer.
    const longer = { ...POLICY, targets: [hours('first_feedback', 40), hours('resolution', 72)] };
    await admin.call('PUT', '/sla-policies/injury', { ...longer, appliesToOpen: true });
    expect(await dueOf(open)).toBe(6);
    expect(await dueOf(await world.file({ category: 'CLAIM.INJURY' }))).toBe(40);
  });

  it.each([
    ['a kind twice', { targets: [hours('resolution', 1), hours('resolution', 2)] }, 400],
    ['no clock', { targets: [] }, 400],
    ['no time', { targets: [hours('resolution', 0)] }, 400],
    ['a review of its own length', { targets: [hours('review', 1)] }, 400],
    ['a decision later than the law wants it', { targets: [hours('regulator', 15 * 24 + 1)] }, 400],
    ['no such category', { fits: { categories: ['CLAIM.NONE'] } }, 400],
    [
      'no such calendar',
      {
        targets: [
          {
            kind: 'resolution',
            length: { basis: 'working', minutes: 60, calendarId: 'none' },
            pausedBy: [],
          },
        ],
      },
      422,
    ],
  ])('are refused with %s', async (_, patch, status) => {
    const answer = await admin.call('PUT', '/sla-policies/broken', { ...POLICY, ...patch });
    expect(answer.status).toBe(status);
    expect(answer.body.errors[0].path).toMatch(/^body\.(targets|fits)/);
    expect((await admin.call('GET', '/sla-policies/broken')).status).toBe(404);
  });
});

describe('the bell', () => {
  it('tells each person what is theirs, newest first, until they have read it', async () => {
    const { handler, lead, colleague, must } = world;
    const [first, second] = [await world.file(), await world.file({ category: 'OTHER' })];
    await must(lead, first, 'assign', { handlerId: handler.id });
    world.desk.clock.pass(1000);
    await must(lead, second, 'assign', { handlerId: handler.id });
    const page = await handler.call('GET', '/notices?limit=1');
    expect(page.body).toMatchObject({
      unread: 2,
      items: [{ kind: 'assigned', complaintNo: second, readAt: null }],
    });
    const next = await handler.call('GET', `/notices?limit=1&cursor=${page.body.nextCursor}`);
    expect(next.body.items).toMatchObject([{ complaintNo: first }]);
    expect((await colleague.call('GET', '/notices')).body).toMatchObject({ unread: 0, items: [] });
    const [{ id }] = page.body.items;
    expect((await colleague.call('POST', '/notices/read', { ids: [id] })).body.unread).toBe(0);
    expect((await handler.call('POST', '/notices/read', { ids: [id] })).body).toEqual({
      unread: 1,
    });
    expect((await handler.call('GET', '/notices?unread=true')).body.items).toMatchObject([
      { complaintNo: first },
    ]);
    expect((await handler.call('POST', '/notices/read')).body).toEqual({ unread: 0 });
  });
});

describe('saved filters', () => {
  const filter = { page: 'complaints', name: '我的超时', query: { isOverdue: 'true' } };

  it('are of one person, and one of a name is replaced', async () => {
    const { handler, colleague } = world;
    const first = await handler.call('PUT', '/saved-filters', filter);
    expect(first.status).toBe(201);
    const changed = { ...filter, query: { isOverdue: 'true', severity: 'S1' } };
    const second = await handler.call('PUT', '/saved-filters', changed);
    expect([second.status, second.body]).toEqual([200, { ...changed, id: first.body.id }]);
    expect((await handler.call('GET', '/saved-filters?page=complaints')).body.items).toEqual([
      second.body,
    ]);
    expect((await handler.call('GET', '/saved-filters?page=claims')).body.items).toEqual([]);
    expect((await colleague.call('GET', '/saved-filters')).body.items).toEqual([]);
    expect((await colleague.call('DELETE', `/saved-filters/${first.body.id}`)).status).toBe(404);
    expect((await handler.call('DELETE', `/saved-filters/${first.body.id}`)).status).toBe(204);
    expect((await handler.call('GET', '/saved-filters')).body.items).toEqual([]);
  });

  it('are thirty on a page, and no more', async () => {
    const { colleague } = world;
    for (let i = 0; i < 30; i += 1) {
      const put = await colleague.call('PUT', '/saved-filters', { ...filter, name: `第 ${i}` });
      expect(put.status).toBe(201);
    }
    const more = await colleague.call('PUT', '/saved-filters', filter);
    expect([more.status, more.body.code]).toEqual([409, 'conflict']);
    const again = await colleague.call('PUT', '/saved-filters', { ...filter, name: '第 3' });
    expect(again.status).toBe(200);
  });
});
