import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WechatMessageContent } from '../../../src/domain/wechat/inbound.ts';
import { MINUTE_MS, SECOND_MS } from '../../../src/lib/clock.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import { NOW } from '../../support/turns.ts';
import { KF, makeNativeWorld } from './native-world.ts';

let db: TestDatabase;
let clock: ReturnType<typeof makeManualClock>;
let world: ReturnType<typeof makeNativeWorld>;

beforeEach(async () => {
  db = await startTestDatabase();
  clock = makeManualClock(NOW);
  world = makeNativeWorld(db, clock);
});
afterEach(() => db.stop());

const textOf = (text: string): WechatMessageContent => ({ kind: 'text', text });
const wroteOf = (text: string) =>
  ({ kind: 'servicer_wrote', servicerId: 'li', content: textOf(text) }) as const;
const activityOf = (text: string) => ({ type: 'message', text });

describe('what people write in WeChat', () => {
  test('is in the transcript once, sent already, whoever repeats it', async () => {
    const { id, of } = await world.aNativeWaiting();
    await world.native.handOff(id);
    const words = of(wroteOf('请稍等'), 'origin-5');
    await Promise.all([1, 2, 3].map(() => world.native.wrote(words, activityOf('请稍等'))));
    const { rows } = await db.pool.query(
      `SELECT direction, author_name, delivery, generated_by FROM messages
       WHERE conversation_id = $1 AND author = 'agent'`,
      [id],
    );
    expect(rows).toEqual([
      { direction: 'out', author_name: 'li', delivery: 'sent', generated_by: 'person' },
    ]);
    const { rows: queued } = await db.pool.query(
      `SELECT 1 FROM outbox WHERE order_key = $1 AND payload::text LIKE '%请稍等%'`,
      [id],
    );
    expect(queued).toEqual([]);
  });

  test('makes the customer theirs when nothing said so before', async () => {
    const { id, of } = await world.aNativeWaiting();
    await world.native.wrote(of(wroteOf('您好')), activityOf('您好'));
    expect(await world.modeOf(id)).toBe('agent');
  });

  test('is answered at the time at which it was written, however late we hear of it', async () => {
    const { id, handoffId, of } = await world.aNativeWaiting();
    await world.native.handOff(id);
    clock.advance(10 * SECOND_MS);
    const words = of(wroteOf('您好'));
    const writtenAt = clock.now();
    clock.advance(10 * MINUTE_MS);
    await world.native.wrote(words, activityOf('您好'));
    expect(await world.handoffOf(handoffId)).toMatchObject({ first_reply_at: writtenAt });
  });
});

describe('a session that is not what we thought', () => {
  test.each([
    ['pool', 'person', 'agent'],
    ['person', 'person', 'agent'],
    ['assistant', 'ours', 'bot'],
    ['ended', 'ended', 'bot'],
  ] as const)('a refused send in state %s leaves it %s', async (state, found, mode) => {
    const { id, handoffId } = await world.aNativeWaiting();
    await world.native.handOff(id);
    await world.native.session(
      // The bot has it again, and WeChat's people take it while a reply is on its way.
      {
        channelAccount: KF,
        userId: id.slice(4),
        openKfid: 'wk1',
        messageId: 'e',
        sentAt: NOW,
        content: { kind: 'session', change: 'ended' },
      },
    );
    expect(await world.stateOf(handoffId)).toMatchObject({ state: 'returned' });
    world.exhausted.length = 0;
    world.wechat.state = state;
    expect(await world.native.stateLost(id)).toBe(found);
    expect(await world.modeOf(id)).toBe(mode);
    expect(world.exhausted).toEqual(state === 'ended' ? ['message', 'queue_notice'] : []);
  });

  test('ended without a word to us: the customer who writes gets the bot', async () => {
    const { id, handoffId } = await world.aNativeWaiting();
    await world.native.handOff(id);
    world.wechat.asked.length = 0;
    await world.native.customerWrote(id);
    expect(await world.modeOf(id)).toBe('agent');
    world.wechat.state = 'new';
    clock.advance(59 * SECOND_MS);
    await world.native.customerWrote(id);
    expect(world.wechat.asked).toEqual(['state']);
    clock.advance(2 * SECOND_MS);
    await world.native.customerWrote(id);
    expect(await world.modeOf(id)).toBe('bot');
    expect(await world.stateOf(handoffId)).toMatchObject({ state: 'returned' });
  });

  test('is taken up again when a servicer writes into it', async () => {
    const { id, of } = await world.aNativeWaiting();
    await world.native.handOff(id);
    await world.native.session(of({ kind: 'session', change: 'ended' }));
    await world.native.session(of({ kind: 'session', change: 'reopened', servicerId: 'li' }));
    expect(await world.modeOf(id)).toBe('agent');
    const { rows } = await db.pool.query(
      'SELECT agent_name, reason FROM handoffs WHERE conversation_id = $1 ORDER BY requested_at, state DESC',
      [id],
    );
    expect(rows).toContainEqual({ agent_name: 'li', reason: 'other_desk' });
    expect(await world.commandsOf(id)).toBe(1);
  });

  test('is ended within the hour when neither WeChat nor the customer says so', async () => {
    const { id } = await world.aNativeWaiting();
    await world.native.handOff(id);
    world.wechat.state = 'ended';
    clock.advance(59 * MINUTE_MS);
    expect(await world.native.tend()).toBe(0);
    clock.advance(2 * MINUTE_MS);
    expect(await world.native.tend()).toBe(1);
    expect(await world.modeOf(id)).toBe('bot');
    expect(await world.native.tend()).toBe(0);
  });

  test('asks nothing about those who talk with the bot', async () => {
    const { id } = await world.aNativeWaiting();
    await world.native.customerWrote(id);
    expect(world.wechat.asked).toEqual([]);
  });

  test('is never reminded or closed by us for a silent customer', async () => {
    const { id, handoffId, of } = await world.aNativeWaiting();
    await world.native.handOff(id);
    await world.native.wrote(of(wroteOf('还在吗')), activityOf('还在吗'));
    clock.advance(24 * 60 * MINUTE_MS);
    await world.route();
    expect(await world.handoffOf(handoffId)).toMatchObject({
      state: 'with_agent',
      reminded_at: null,
    });
  });
});
