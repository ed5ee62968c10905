import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WechatMessageContent } from '../../../src/domain/wechat/inbound.ts';
import { addMs, MINUTE_MS, SECOND_MS } from '../../../src/lib/clock.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import { NOW } from '../../support/turns.ts';
import { failure, KF, makeNativeWorld, OA } from './native-world.ts';

let db: TestDatabase;
let clock: ReturnType<typeof makeManualClock>;
let world: ReturnType<typeof makeNativeWorld>;

beforeEach(async () => {
  db = await startTestDatabase();
  clock = makeManualClock(NOW);
  world = makeNativeWorld(db, clock);
});
afterEach(() => db.stop());

const HUB = `hub:${KF}`;
const textOf = (text: string): WechatMessageContent => ({ kind: 'text', text });
const wroteOf = (text: string) =>
  ({ kind: 'servicer_wrote', servicerId: 'li', content: textOf(text) }) as const;
const activityOf = (text: string) => ({ type: 'message', text });

describe('a hand-off on 微信客服', () => {
  test('goes to the pool, is served there, and ends with the question how it was', async () => {
    const { id, handoffId, of } = await world.aNativeWaiting();
    expect(await world.commandsOf(id)).toBe(1);
    expect(await world.native.handOff(id)).toEqual({ kind: 'sent' });
    expect(await world.modeOf(id)).toBe('agent');
    expect(world.wechat.asked).toEqual(['servicers', 'transfer']);
    expect(world.granted).toMatchObject([
      { kind: 'queue_notice', code: 'code-of-pool', allowed: 1 },
    ]);
    expect(world.exhausted).toEqual(['message']);

    clock.advance(30 * SECOND_MS);
    const taken = of({ kind: 'session', change: 'taken', servicerId: 'li' });
    await world.native.session(taken);
    await world.native.session(taken);
    expect(await world.handoffOf(handoffId)).toMatchObject({ agent_id: HUB, agent_name: 'li' });

    clock.advance(5 * SECOND_MS);
    await world.native.wrote(of(wroteOf('您好，我是小李')), activityOf('您好，我是小李'));
    const repliedAt = clock.now();
    expect(await world.handoffOf(handoffId)).toMatchObject({
      first_reply_at: repliedAt,
      last_agent_at: repliedAt,
    });

    clock.advance(MINUTE_MS);
    await world.native.session(of({ kind: 'session', change: 'ended', code: 'closing-code' }));
    expect(world.granted.at(-1)).toMatchObject({
      kind: 'closing',
      code: 'closing-code',
      expiresAt: addMs(clock.now(), 20 * SECOND_MS),
    });
    expect(await world.stateOf(handoffId)).toMatchObject({
      state: 'closed',
      outcome: 'agent_closed',
    });
    expect(await world.modeOf(id)).toBe('bot');
    expect(world.woken).toEqual([id]);
    const { rows } = await db.pool.query(
      'SELECT score FROM handoff_ratings WHERE handoff_id = $1',
      [handoffId],
    );
    expect(rows).toEqual([{ score: null }]);
    expect(await world.textsOf(id)).toEqual([
      'customer: 转人工',
      'system: handoff.status',
      'system: pooled',
      'agent: 您好，我是小李',
      'system: handoff.status',
      'system: careline.handoff',
    ]);
  });

  test('waits in our own queue at once when nobody serves there', async () => {
    const wang = await world.anAgent();
    world.wechat.serving = [];
    const { id, handoffId } = await world.aNativeWaiting();
    expect(await world.native.handOff(id)).toEqual({ kind: 'failed', reason: 'nobody_serving' });
    await world.route();
    expect(await world.stateOf(handoffId)).toMatchObject({
      state: 'offered',
      offered_to: wang.actor.id,
    });
    expect(await world.modeOf(id)).toBe('queued');
  });

  test.each(['config', 'content', 'user_gone'] as const)(
    'is left to our own queue when the answer is %s',
    async (errorClass) => {
      const { id, handoffId } = await world.aNativeWaiting();
      world.wechat.refuses = failure({ errorClass, reason: 'errcode_1' });
      expect(await world.native.handOff(id)).toEqual({ kind: 'failed', reason: 'errcode_1' });
      expect(await world.handoffOf(handoffId)).toMatchObject({
        state: 'queued',
        to_agent_id: null,
      });
    },
  );

  test('is offered to ours only after twenty seconds without an answer', async () => {
    const wang = await world.anAgent();
    const { handoffId } = await world.aNativeWaiting();
    clock.advance(19 * SECOND_MS);
    await world.desk.seen(wang.actor.id);
    expect(await world.route()).toMatchObject({ offered: 0, told: 0 });
    clock.advance(SECOND_MS);
    await world.desk.seen(wang.actor.id);
    expect(await world.route()).toMatchObject({ offered: 1 });
    expect(await world.stateOf(handoffId)).toMatchObject({ state: 'offered' });
  });

  test('is tried again while that may still help, and follows a move whose answer was lost', async () => {
    const { id, handoffId } = await world.aNativeWaiting();
    const lost = failure({ errorClass: 'retry', reason: 'timeout', mayHaveHappened: true });
    world.wechat.meanwhile = async () => {
      world.wechat.state = 'pool';
    };
    world.wechat.refuses = lost;
    expect(await world.native.handOff(id)).toEqual({ kind: 'retry', reason: 'timeout' });
    expect(await world.handoffOf(handoffId)).toMatchObject({ state: 'queued', to_agent_id: HUB });
    expect(await world.native.handOff(id)).toEqual({ kind: 'sent' });
    expect(await world.stateOf(handoffId)).toMatchObject({ state: 'with_agent', agent_id: HUB });
    // A row that is repeated after a crash finds nobody waiting.
    expect(await world.native.handOff(id)).toEqual({ kind: 'suppressed', reason: 'nobody_waits' });
  });

  test('is given up after twenty seconds of trying', async () => {
    const { id, handoffId } = await world.aNativeWaiting();
    clock.advance(20 * SECOND_MS);
    world.wechat.refuses = failure({ errorClass: 'retry', reason: 'http_502' });
    expect(await world.native.handOff(id)).toEqual({ kind: 'failed', reason: 'http_502' });
    expect(await world.handoffOf(handoffId)).toMatchObject({ to_agent_id: null });
  });

  test('is not taken by ours while WeChat is being asked', async () => {
    const wang = await world.anAgent();
    const boss = await world.anAgent({ role: 'supervisor' });
    const { id, handoffId } = await world.aNativeWaiting();
    const tried: unknown[] = [];
    world.wechat.meanwhile = async () => {
      tried.push(await world.desk.accept(handoffId, wang));
      tried.push(await world.desk.takeOver(handoffId, boss));
    };
    expect(await world.native.handOff(id)).toEqual({ kind: 'sent' });
    expect(tried).toEqual([
      { kind: 'refused', why: 'offered_to_another' },
      { kind: 'refused', why: 'offered_to_another' },
    ]);
    expect(await world.stateOf(handoffId)).toMatchObject({ agent_id: HUB });
  });

  test('leaves to ours what ours have', async () => {
    const wang = await world.anAgent();
    const { id, handoffId, of } = await world.aNativeWaiting();
    await world.desk.accept(handoffId, wang);
    expect(await world.native.handOff(id)).toEqual({ kind: 'suppressed', reason: 'nobody_waits' });
    expect(world.wechat.asked).toEqual([]);
    await world.native.session(of({ kind: 'session', change: 'ended' }));
    expect(await world.stateOf(handoffId)).toMatchObject({ state: 'with_agent' });
  });

  test('cannot be taken over or given on by our console', async () => {
    const boss = await world.anAgent({ role: 'supervisor' });
    const { id, handoffId } = await world.aNativeWaiting();
    await world.native.handOff(id);
    const elsewhere = { kind: 'refused', why: 'owned_elsewhere' };
    expect(await world.desk.takeOver(handoffId, boss)).toEqual(elsewhere);
    const to = { kind: 'supervisor' } as const;
    expect(await world.desk.transfer(handoffId, boss, { to })).toEqual(elsewhere);
  });
});

describe('a hand-off on an official account', () => {
  test('goes to somebody who is online', async () => {
    const { id, handoffId } = await world.aNativeWaiting(OA);
    expect(await world.native.handOff(id)).toEqual({ kind: 'sent' });
    expect(await world.handoffOf(handoffId)).toMatchObject({
      agent_id: `hub:${OA}`,
      agent_name: 'li',
    });
    // WeChat tells an account and no name: the customer reads neither.
    expect(await world.textsOf(id)).toContain('system:  joined');
    expect(world.exhausted).toEqual([]);
  });

  test('tries the next when one has signed off, and finds a session that was opened already', async () => {
    world.wechat.serving = ['li', 'zhou'];
    const { id } = await world.aNativeWaiting(OA);
    world.wechat.refuses = failure({ errorClass: 'content', reason: 'errcode_65415' });
    expect(await world.native.handOff(id)).toEqual({ kind: 'sent' });
    expect(world.wechat.asked.filter((one) => one.startsWith('create'))).toHaveLength(2);
    const second = await world.aNativeWaiting(OA);
    world.wechat.asked.length = 0;
    expect(await world.native.handOff(second.id)).toEqual({ kind: 'sent' });
    expect(world.wechat.asked).toEqual(['session']);
  });

  test('ends without an event when there is no session any more', async () => {
    const { id } = await world.aNativeWaiting(OA);
    await world.native.handOff(id);
    world.wechat.servicerId = undefined;
    await world.native.customerWrote(id);
    expect(await world.modeOf(id)).toBe('bot');
  });
});
