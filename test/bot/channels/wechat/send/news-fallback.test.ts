import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../../support/database.ts';
import { failed, makeSendingWorld } from './sending-world.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());

describe('news to a closed window', () => {
  it('go by a template, once', async () => {
    const world = makeSendingWorld(db.pool, { fallbacks: ['template', 'sms'] });
    const id = await world.customer('official-account', []);
    world.server.answers = [failed('retry', { reason: 'timeout', mayHaveHappened: true })];
    await world.say(id, ['您的赔案 CLM20261123000001 已经到账，请留意银行短信。'], {
      purpose: 'news',
    });
    await world.deliver(id);
    world.clock.advance(10_000);
    await world.deliver(id);
    const [first, second] = world.server.calls;
    expect(second).toEqual(first);
    expect(first).toMatchObject({
      to: 'template',
      data: {
        thing1: '您的赔案 CLM20261123000…',
        character_string2: 'CLM20261123000001',
        phrase3: '有更新',
        time4: '11月23日 17:00',
      },
    });
    expect(await world.deliveries(id)).toEqual(['suppressed: told_by_template']);
  });

  it('go by what the customer agreed to, which is spent', async () => {
    const world = makeSendingWorld(db.pool, { fallbacks: ['subscription'] });
    const id = await world.customer('official-account', ['subscription:tpl']);
    for (let n = 0; n < 4; n += 1) await world.say(id, [`进展${n}`], { purpose: 'news' });
    await world.deliver(id);
    expect(world.server.calls).toHaveLength(3);
    expect(await world.deliveries(id)).toEqual([
      ...Array(3).fill('suppressed: told_by_subscription'),
      'suppressed: window_closed',
    ]);
  });

  it('that may have arrived as a notice are not told twice', async () => {
    const world = makeSendingWorld(db.pool, {
      fallbacks: ['subscription', 'sms'],
      sms: async () => true,
    });
    const id = await world.customer('official-account', ['subscription:tpl']);
    world.server.answers = [failed('retry', { reason: 'timeout', mayHaveHappened: true })];
    await world.say(id, ['进展'], { purpose: 'news' });
    await world.deliver(id);
    expect(await world.deliveries(id)).toEqual(['unknown: timeout']);
  });

  it.each([
    [['template', 'sms', 'web'], true, true, 'suppressed: told_by_sms'],
    [['sms', 'web'], false, true, 'suppressed: told_by_web'],
    [['web'], true, false, 'suppressed: window_closed'],
    [[], true, true, 'suppressed: window_closed'],
  ] as const)('go another way: %j, sms %s, web %s: %s', async (fallbacks, sms, web, delivery) => {
    const world = makeSendingWorld(db.pool, {
      fallbacks,
      sms: async () => sms,
      web: async () => web,
    });
    const id = await world.customer('kf', []);
    await world.say(id, ['进展'], { purpose: 'news' });
    await world.say(id, ['一句回复']);
    await world.deliver(id);
    expect(await world.deliveries(id)).toEqual([delivery, 'suppressed: window_closed']);
  });

  it('go past the account to somebody who left it', async () => {
    const world = makeSendingWorld(db.pool, {
      fallbacks: ['template', 'sms'],
      sms: async () => true,
    });
    const id = await world.customer('official-account');
    world.server.answers = [failed('user_gone')];
    await world.say(id, ['进展'], { purpose: 'news' });
    await world.deliver(id);
    expect(world.server.calls).toHaveLength(1);
    expect(await world.deliveries(id)).toEqual(['suppressed: told_by_sms']);
  });
});
