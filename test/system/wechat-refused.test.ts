import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Channel, judge, NumberedCustomer, untilQuiet } from '../support/numbered-customer.ts';
import { makeCallback, type RawCallback, refusedCallbacks } from '../support/spoiled-callbacks.ts';
import { startWechatWorld, type WechatWorld, type WorldDesk } from '../support/wechat-world.ts';

/** A word or two; nothing of a stack or a path. */
const PLAIN_WORD = /^[a-z_ ]{3,30}$/;

let world: WechatWorld;
let desk: WorldDesk;

beforeAll(async () => {
  world = await startWechatWorld();
  desk = await world.start();
});
afterAll(() => world.remove());

async function post(channel: Channel, { query, body }: RawCallback, account = 'main') {
  const url = `${desk.url}/webhooks/wechat/${channel}/${account}?${query}`;
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/xml' },
  });
  return { status: answer.status, word: await answer.text() };
}

/** Everything that a callback may leave behind. */
async function traces(): Promise<unknown> {
  const { rows } = await world.database.pool.query(
    `SELECT (SELECT count(*) FROM wechat_inbox) AS inbox, (SELECT count(*) FROM wechat_callbacks) AS marks,
       (SELECT sum(rung) FROM wechat_cursors) AS bells, (SELECT count(*) FROM messages) AS messages,
       (SELECT count(*) FROM channel_grants) AS grants`,
  );
  return rows[0];
}

describe.each(['official-account', 'kf'] as const)('%s', (channel) => {
  test.each(refusedCallbacks(channel))(
    'refuses what is $what and stores nothing',
    async (given) => {
      const before = await traces();
      const { status, word } = await post(channel, given.make());
      expect(status).toBe(given.status);
      expect(word).toMatch(PLAIN_WORD);
      expect(await traces()).toEqual(before);
    },
  );

  test('knows no other account', async () => {
    expect(await post(channel, makeCallback(channel), 'other')).toMatchObject({ status: 404 });
  });

  test('takes the same callback again within half a minute, and refuses it later', async () => {
    const callback = makeCallback(channel);
    const success = { status: 200, word: 'success' };
    expect(await post(channel, callback)).toEqual(success);
    await untilQuiet(world);
    const before = await traces();
    expect(await post(channel, callback)).toEqual(success);
    expect(await traces()).toEqual(before);
    await world.database.pool.query("UPDATE wechat_callbacks SET at = at - interval '31 seconds'");
    expect(await post(channel, callback)).toEqual({ status: 403, word: 'replayed' });
    expect(await traces()).toEqual(before);
  });

  test('refuses another envelope under the same signature', async () => {
    const callback = makeCallback(channel);
    await post(channel, callback);
    await untilQuiet(world);
    const before = await traces();
    const body = callback.body.replace('to', 'someone');
    expect(await post(channel, { ...callback, body })).toEqual({ status: 403, word: 'replayed' });
    expect(await traces()).toEqual(before);
  });

  test('goes on as if nothing had been', async () => {
    const customer = new NumberedCustomer(world.sim, channel, channel === 'kf' ? 1 : 2);
    await customer.begin();
    await customer.hears(await customer.ask());
    await untilQuiet(world);
    expect(await judge(world, [customer])).toMatchObject({ asked: 1, answered: 1 });
  });
});
