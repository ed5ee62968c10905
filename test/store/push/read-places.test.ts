import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PushPlace } from '../../../src/domain/push/push.ts';
import { loadPushFacts } from '../../../src/store/push/load-facts.ts';
import type { PlaceRules } from '../../../src/store/push/read-places.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ago, NOW, putConversation, putCustomer, putGrant, putOutbox } from './push-rows.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());

async function placesOf(
  id: string,
  rules: Partial<PlaceRules> = {},
): Promise<readonly PushPlace[]> {
  const facts = await loadPushFacts(db.pool, [id], { now: NOW, ...rules });
  return facts.get(id)?.places ?? [];
}

describe('where they are', () => {
  it('is each open conversation that is proved to be theirs, and their mobile', async () => {
    const id = await putCustomer(db.pool, { phone: '13800000000' });
    const kf = await putConversation(db.pool, id, {
      conversation: { last_message_at: ago(1), mode: 'agent' },
    });
    const web = await putConversation(db.pool, id, {
      account: 'web',
      conversation: { last_message_at: ago(5) },
    });
    const own = await putConversation(db.pool, id, {
      account: 'wechaty:zhang',
      identity: { unreachable: 'blocked' },
      conversation: { last_message_at: ago(8), mode: 'queued' },
    });
    await putConversation(db.pool, id, {
      account: 'web',
      conversation: { last_inbound_at: ago(90) },
    });
    await putConversation(db.pool, id, {
      account: 'wechat-oa:a',
      conversation: { ended_at: ago(1) },
    });
    await putConversation(db.pool, id, { account: 'wechat-oa:b', identity: { level: 0 } });
    await putConversation(db.pool, id, {
      account: 'wechat-oa:c',
      identity: { subject_kind: 'reporter' },
    });
    await putConversation(db.pool, id, { account: 'botframework:msteams' });
    expect(await placesOf(id)).toEqual([
      {
        way: 'wechat',
        account: 'wechat-kf:main',
        conversationId: kf.id,
        isWithPerson: true,
        sendsLeft: 0,
        isWindowOpen: false,
      },
      { way: 'web', account: 'web', conversationId: web.id },
      {
        way: 'wechat',
        account: 'wechaty:zhang',
        conversationId: own.id,
        unreachable: 'blocked',
        isWithPerson: true,
        forbidsGreetings: true,
      },
      { way: 'sms', account: 'sms', phone: '13800000000' },
    ]);
  });

  it.each([[null], ['02112345678']])('is not the phone %s', async (phone) => {
    expect(await placesOf(await putCustomer(db.pool, { phone }))).toEqual([]);
  });

  it.each([
    ['a fresh window', {}, 0, 5, true],
    ['what is kept for news', {}, 1, 4, true],
    ['some used', { used: 3 }, 1, 1, true],
    ['all but what is kept', { used: 4 }, 1, 0, true],
    ['all used', { used: 5 }, 0, 0, true],
    ['a window that is over', { expires_at: NOW }, 0, 0, false],
    ['a click in the menu', { kind: 'menu_click', allowed: 3, expires_at: ago(-0.01) }, 1, 3, true],
    ['a code is not for pushes', { kind: 'welcome', code: 'c', allowed: 1 }, 0, 0, false],
    [
      'a subscription is not for pushes',
      { kind: 'subscription:tpl', expires_at: null },
      0,
      0,
      false,
    ],
  ])('with a window: %s', async (_, grant, kept, sendsLeft, isWindowOpen) => {
    const id = await putCustomer(db.pool);
    await putGrant(db.pool, (await putConversation(db.pool, id)).id, grant);
    const places = await placesOf(id, { keptForNews: () => kept });
    expect(places).toMatchObject([{ sendsLeft, isWindowOpen }]);
  });

  it('has fewer sends by what waits to leave there', async () => {
    const id = await putCustomer(db.pool);
    const { id: conversationId } = await putConversation(db.pool, id);
    await putGrant(db.pool, conversationId);
    await putOutbox(db.pool, conversationId, {});
    await putOutbox(db.pool, conversationId, { status: 'sending', delivery_id: 1 });
    await putOutbox(db.pool, conversationId, { status: 'sending' });
    await putOutbox(db.pool, conversationId, { status: 'sent', delivery_id: 2 });
    expect(await placesOf(id)).toMatchObject([{ sendsLeft: 3, isWindowOpen: true }]);
  });

  it('may say of which accounts greetings are forbidden', async () => {
    const id = await putCustomer(db.pool);
    await putConversation(db.pool, id, { account: 'wechaty:zhang' });
    await putConversation(db.pool, id, { conversation: { last_message_at: ago(99) } });
    const places = await placesOf(id, {
      forbidsGreetings: (account) => account === 'wechat-kf:main',
    });
    expect(places.map(({ forbidsGreetings }) => forbidsGreetings)).toEqual([undefined, true]);
  });
});
