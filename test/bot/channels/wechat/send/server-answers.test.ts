import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../../support/database.ts';
import { failed, makeSendingWorld } from './sending-world.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());

describe('an answer of the server', () => {
  it('that the quota is used up in mid-answer ends it, and says so', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer();
    world.server.answers = ['ok', failed('quota')];
    await world.say(id, ['一', '二', '三']);
    await world.deliver(id);
    expect(world.server.texts()).toEqual(['一', '二']);
    expect(await world.deliveries(id)).toEqual(Array(3).fill('suppressed: partly_quota'));
    expect(await world.used(id)).toMatchObject({ message: expect.stringMatching(/\/0$/) });
  });

  it('goes on by another grant when one is used up there', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer('official-account', ['menu_click', 'message']);
    world.server.answers = ['ok', failed('quota')];
    await world.say(id, ['一', '二', '三']);
    await world.deliver(id);
    expect(world.server.texts()).toEqual(['一', '二', '二', '三']);
    expect(await world.deliveries(id)).toEqual(Array(3).fill('sent'));
    expect(await world.used(id)).toMatchObject({ message: '2/5' });
  });

  it('that the window is closed closes it here', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer();
    world.server.answers = [failed('window_closed')];
    await world.say(id, ['一', '二']);
    await world.say(id, ['三']);
    await world.deliver(id);
    expect(world.server.calls).toHaveLength(1);
    expect((await world.deliveries(id))[0]).toBe('suppressed: window_closed');
    expect(await world.used(id)).toMatchObject({ message: expect.stringMatching(/\/0$/) });
  });

  it('that they are gone is remembered of them', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer();
    world.server.answers = [failed('user_gone', { reason: 'errcode_43004' })];
    await world.say(id, ['一', '二']);
    await world.deliver(id);
    expect(world.unreachable).toEqual([['wechat-kf:main', id, 'errcode_43004']]);
    expect(await world.deliveries(id)).toEqual(Array(2).fill('suppressed: user_gone'));
    expect(await world.used(id)).toEqual({ message: '0/5' });
  });

  it('that one message is not allowed keeps the others', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer();
    world.server.answers = [failed('content', { reason: 'errcode_45002' })];
    await world.say(id, ['一', '二']);
    await world.deliver(id);
    expect(world.server.texts()).toEqual(['一', '二']);
    expect(await world.rows(id)).toMatchObject([
      { status: 'failed', reason: 'partly_errcode_45002' },
    ]);
    expect(await world.used(id)).toEqual({ message: '1/5' });
  });

  it('that the account is not set up fails the row at once', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer();
    world.server.answers = [failed('config', { reason: 'errcode_48002' })];
    await world.say(id, ['一', '二']);
    await world.deliver(id);
    expect(world.server.calls).toHaveLength(1);
    expect(await world.rows(id)).toMatchObject([{ status: 'failed', reason: 'errcode_48002' }]);
  });

  it.each([
    ['person', 'suppressed: person_has_it', 1],
    ['ended', 'suppressed: session_ended', 1],
    ['unknown', 'suppressed: person_has_it', 1],
  ] as const)('that the session is not ours, but of %s: %s', async (who, delivery, calls) => {
    const asked: string[] = [];
    const native = {
      handOff: async () => ({ kind: 'sent' }) as const,
      stateLost: async (id: string) => {
        asked.push(id);
        return who;
      },
    };
    const world = makeSendingWorld(db.pool, { deps: { native } });
    const id = await world.customer();
    world.server.answers = [failed('state')];
    await world.say(id, ['一', '二']);
    await world.deliver(id);
    expect(asked).toEqual([id]);
    expect(world.server.calls).toHaveLength(calls);
    expect(await world.deliveries(id)).toEqual([delivery, delivery]);
  });

  it('that says nothing is never repeated, and what follows it goes on', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer('official-account');
    world.server.answers = [failed('retry', { reason: 'timeout', mayHaveHappened: true })];
    await world.say(id, ['一', '二']);
    await world.deliver(id);
    world.clock.advance(3_600_000);
    await world.deliver(id);
    expect(world.server.texts()).toEqual(['一', '二']);
    expect(await world.parts(id)).toEqual(['unknown: timeout', 'sent']);
    expect(await world.rows(id)).toMatchObject([
      { status: 'unknown', reason: 'timeout', attempts: 1 },
    ]);
  });

  it('to try later is followed, and what was sent is not sent again', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer('official-account');
    world.server.answers = ['ok', failed('retry', { reason: 'errcode_-1' })];
    await world.say(id, ['一', '二']);
    await world.deliver(id);
    expect(await world.rows(id)).toMatchObject([{ status: 'queued', reason: 'errcode_-1' }]);
    world.clock.advance(10_000);
    await world.deliver(id);
    expect(world.server.texts()).toEqual(['一', '二', '二']);
    expect(await world.deliveries(id)).toEqual(['sent', 'sent']);
    expect(await world.used(id)).toEqual({ message: '2/5' });
  });

  it('that it has it already is as good as sent', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer();
    world.server.answers = [
      failed('retry', { reason: 'timeout', mayHaveHappened: true }),
      failed('duplicate'),
    ];
    await world.say(id, ['一']);
    await world.deliver(id);
    world.clock.advance(10_000);
    await world.deliver(id);
    const [first, second] = world.server.calls;
    expect(second?.sendId).toBe(first?.sendId);
    expect(second?.sendId).toMatch(/^[0-9a-zA-Z_-]{1,32}$/);
    expect(await world.deliveries(id)).toEqual(['sent']);
  });

  it('takes "invalid parameter" for a copy only of what was begun before', async () => {
    const world = makeSendingWorld(db.pool);
    const copy = failed('config', { code: 40_058 });
    const begun = await world.customer();
    world.server.answers = [failed('retry', { reason: 'timeout', mayHaveHappened: true }), copy];
    await world.say(begun, ['一']);
    await world.deliver(begun);
    world.clock.advance(10_000);
    await world.deliver(begun);
    expect(await world.deliveries(begun)).toEqual(['sent']);
    const fresh = await world.customer();
    world.server.answers = [copy];
    await world.say(fresh, ['一']);
    await world.deliver(fresh);
    expect(await world.deliveries(fresh)).toEqual(['failed: config']);
  });
});
