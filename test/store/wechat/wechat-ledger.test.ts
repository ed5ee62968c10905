import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GrantKind, NewGrant } from '../../../src/domain/wechat/grants.ts';
import { addMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/lib/clock.ts';
import { makeWechatLedger } from '../../../src/store/wechat/wechat-ledger.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { NOW, OA, warmUp } from '../../support/wechat-store.ts';

let db: TestDatabase;
let ledger: ReturnType<typeof makeWechatLedger>;
const CON = 'con_1';

beforeAll(async () => {
  db = await startTestDatabase();
  await warmUp(db);
  ledger = makeWechatLedger(db);
});
afterAll(() => db.stop());
beforeEach(() => db.pool.query('TRUNCATE channel_grants, channel_sends'));

const aGrant = (over: Partial<NewGrant> = {}): NewGrant => ({
  conversationId: CON,
  kind: 'message',
  grantedAt: NOW,
  expiresAt: addMs(over.grantedAt ?? NOW, 48 * HOUR_MS),
  allowed: 5,
  ...over,
});

const planOf = (outboxId: string, kinds: readonly GrantKind[], now = NOW) =>
  ledger.plan({
    outboxId,
    conversationId: CON,
    channelAccount: OA,
    parts: kinds.map((grantKind, i) => ({ wire: { kind: 'text', text: `${i}` }, grantKind })),
    now,
  });

/** What is left of each grant. */
async function left(now = NOW): Promise<Record<string, number>> {
  const grants = await ledger.grants(CON, now);
  return Object.fromEntries(grants.map(({ kind, allowed, used }) => [kind, allowed - used]));
}

const statuses = async (outboxId = 'out_1') =>
  (await ledger.parts(outboxId)).map(({ part, status }) => `${part} ${status}`);

async function sendAll(outboxId: string, count: number, now = NOW): Promise<void> {
  for (let part = 0; part < count; part += 1) {
    await ledger.begin(outboxId, part);
    await ledger.end(outboxId, part, { status: 'sent', now });
  }
}

describe('a grant', () => {
  it('is read as it was given', async () => {
    const { conversationId, ...welcome } = aGrant({ kind: 'welcome', code: 'c', allowed: 1 });
    await ledger.grant({ ...welcome, conversationId });
    expect(await ledger.grants(CON, NOW)).toEqual([{ ...welcome, used: 0 }]);
    expect(await ledger.grants('con_2', NOW)).toEqual([]);
  });

  it('comes soonest-ending first, and the one without an end last', async () => {
    const { expiresAt: _, ...endless } = aGrant({ kind: 'subscription:t1', allowed: 1 });
    await ledger.grant(endless);
    await ledger.grant(aGrant());
    await ledger.grant(aGrant({ kind: 'menu_click', expiresAt: addMs(NOW, MINUTE_MS) }));
    const kinds = (await ledger.grants(CON, NOW)).map(({ kind }) => kind);
    expect(kinds).toEqual(['menu_click', 'message', 'subscription:t1']);
  });

  it('is over at its end, and when it is used up', async () => {
    await ledger.grant(aGrant({ allowed: 1 }));
    const end = addMs(NOW, 48 * HOUR_MS);
    expect(await left(addMs(end, -1))).toEqual({ message: 1 });
    expect(await left(end)).toEqual({});
    await planOf('out_1', ['message']);
    expect(await left()).toEqual({});
    const usedUp = await ledger.grants(CON, NOW, { usedUp: true });
    expect(usedUp).toMatchObject([{ kind: 'message', allowed: 1, used: 1 }]);
    expect(await ledger.grants(CON, end, { usedUp: true })).toEqual([]);
  });

  it('of a newer act takes the older one’s place; of the same or an older one it changes nothing', async () => {
    await ledger.grant(aGrant());
    await planOf('out_1', ['message', 'message']);
    await sendAll('out_1', 2);
    await ledger.grant(aGrant());
    await ledger.grant(aGrant({ grantedAt: addMs(NOW, -SECOND_MS) }));
    expect(await left()).toEqual({ message: 3 });
    await ledger.grant(aGrant({ grantedAt: addMs(NOW, SECOND_MS) }));
    expect(await left()).toEqual({ message: 5 });
  });

  it('is spent already by what left since the act, and by what is about to leave', async () => {
    await ledger.grant(aGrant());
    await planOf('out_1', ['message']);
    await sendAll('out_1', 1, NOW);
    await planOf('out_2', ['message', 'message']);
    await ledger.begin('out_2', 0);
    await ledger.end('out_2', 0, { status: 'sent', now: addMs(NOW, 3 * SECOND_MS) });
    // Sent at two seconds, heard of after three: WeChat counted one message since, and one more is on its way.
    await ledger.grant(aGrant({ grantedAt: addMs(NOW, 2 * SECOND_MS) }));
    expect(await left()).toEqual({ message: 3 });
    // What is on its way does not leave after all.
    await ledger.end('out_2', 1, { status: 'failed', reason: 'content', now: NOW });
    expect(await left()).toEqual({ message: 4 });
  });

  it('by a code is whole, whatever left by an older code', async () => {
    const welcome = aGrant({ kind: 'welcome', code: 'c1', allowed: 1 });
    await ledger.grant(welcome);
    await planOf('out_1', ['welcome']);
    await ledger.grant({ ...welcome, code: 'c2', grantedAt: addMs(NOW, 1) });
    expect((await ledger.grants(CON, NOW))[0]).toMatchObject({ code: 'c2', used: 0 });
  });

  it('that a customer agreed to adds up, each agreement once', async () => {
    const { expiresAt: _, ...agreed } = aGrant({ kind: 'subscription:t1', allowed: 1 });
    await ledger.grant(agreed);
    await ledger.grant(agreed);
    await planOf('out_1', ['subscription:t1']);
    await ledger.grant({ ...agreed, grantedAt: addMs(NOW, 1) });
    await ledger.grant({ ...agreed, grantedAt: addMs(NOW, 2) });
    expect(await left()).toEqual({ 'subscription:t1': 2 });
    await ledger.exhaust(CON, 'subscription:t1');
    expect(await left()).toEqual({});
    await ledger.grant({ ...agreed, grantedAt: addMs(NOW, 3) });
    expect(await left()).toEqual({ 'subscription:t1': 1 });
  });

  it('that the server ended stays so, whatever comes back', async () => {
    await ledger.grant(aGrant());
    await ledger.grant(aGrant({ kind: 'scan', allowed: 3 }));
    await planOf('out_1', ['message', 'message']);
    await ledger.exhaust(CON, 'message');
    await ledger.end('out_1', 0, { status: 'suppressed', reason: 'no', now: NOW });
    expect(await left()).toEqual({ scan: 3 });
    expect(await planOf('out_2', ['message'])).toBe(false);
  });

  it('but of a subscription ends with the window', async () => {
    for (const kind of ['message', 'welcome', 'subscription:t1'] as const) {
      await ledger.grant(aGrant({ kind }));
    }
    await ledger.exhaust(CON);
    expect(await left()).toEqual({ 'subscription:t1': 5 });
  });
});

describe('a plan', () => {
  it('is stored with its words and spends what it names', async () => {
    await ledger.grant(aGrant());
    await ledger.grant(aGrant({ kind: 'scan', allowed: 3 }));
    const parts = [
      { wire: { kind: 'text', text: '您好\u0000' }, grantKind: 'scan' },
      {
        wire: { kind: 'menu', head: 'h', options: [{ id: '1', label: 'l' }], tail: 't' },
        grantKind: 'message',
      },
      {
        wire: { kind: 'media', media: 'image', fileId: 'fil_1', name: 'n' },
        grantKind: 'message',
      },
    ] as const;
    const plan = { outboxId: 'out_1', conversationId: CON, channelAccount: OA, parts, now: NOW };
    expect(await ledger.plan(plan)).toBe(true);
    const [first, ...others] = await ledger.parts('out_1');
    expect(first).toMatchObject({ part: 0, wire: { kind: 'text', text: '您好\ufffd' } });
    expect(others).toEqual(
      parts.slice(1).map((part, i) => ({ ...part, part: i + 1, status: 'planned' })),
    );
    expect(await left()).toEqual({ message: 3, scan: 2 });
  });

  it.each([
    ['more than is left', ['message', 'message', 'message'], NOW],
    ['more of one than is left', ['message', 'scan'], NOW],
    ['by what is over', ['message'], addMs(NOW, 48 * HOUR_MS)],
    ['by what was never given', ['menu_click'], NOW],
  ] as const)('writes nothing when it needs %s', async (_, kinds, now) => {
    await ledger.grant(aGrant({ allowed: 2 }));
    expect(await planOf('out_1', kinds, now)).toBe(false);
    expect(await ledger.parts('out_1')).toEqual([]);
    expect(await left()).toEqual({ message: 2 });
  });

  it('by one of fifty planners at once never overspends', async () => {
    await ledger.grant(aGrant());
    await ledger.grant(aGrant({ kind: 'scan', allowed: 3 }));
    const plans = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        planOf(`out_${i}`, i % 2 === 0 ? ['message', 'scan'] : ['scan', 'message']),
      ),
    );
    expect(plans.filter((isPlanned) => isPlanned)).toHaveLength(3);
    expect(await left()).toEqual({ message: 2 });
  });

  it('and a new message at the same moment leave what WeChat leaves', async () => {
    for (let round = 1; round <= 25; round += 1) {
      await db.pool.query('TRUNCATE channel_grants, channel_sends');
      await ledger.grant(aGrant());
      await Promise.all([
        planOf('out_1', ['message', 'message']),
        ledger.grant(aGrant({ grantedAt: addMs(NOW, -1 + 2) })),
        planOf('out_2', ['message']),
      ]);
      expect(await left()).toEqual({ message: 2 });
    }
  });

  it('made anew drops what had not begun, gives it back, and goes on behind', async () => {
    await ledger.grant(aGrant());
    await planOf('out_1', ['message', 'message', 'message', 'message']);
    await ledger.begin('out_1', 0);
    await ledger.end('out_1', 0, { status: 'sent', now: NOW });
    await ledger.begin('out_1', 1);
    expect(await left()).toEqual({ message: 1 });
    expect(await planOf('out_1', ['message', 'message', 'message', 'message'])).toBe(false);
    expect(await planOf('out_1', ['message'])).toBe(true);
    expect(await statuses()).toEqual(['0 sent', '1 sending', '4 planned']);
    expect(await left()).toEqual({ message: 2 });
    await expect(ledger.begin('out_1', 2)).rejects.toThrow('not there to be sent');
  });
});

describe('a part', () => {
  beforeEach(async () => {
    await ledger.grant(aGrant());
    await planOf('out_1', ['message', 'message']);
  });

  it.each([
    ['sent', undefined, 3],
    ['unknown', 'timeout', 3],
    ['planned', 'retry', 3],
    ['failed', 'content', 4],
    ['failed', undefined, 4],
    ['suppressed', 'person_has_it', 4],
    ['failed', 'quota', 3],
    ['suppressed', 'quota', 3],
    ['suppressed', 'window_closed', 3],
  ] as const)('that ends %s (%s) leaves %i', async (status, reason, expected) => {
    await ledger.begin('out_1', 0);
    const result = { status, now: NOW, ...(reason === undefined ? {} : { reason }) };
    // Said twice, it counts once.
    await ledger.end('out_1', 0, result);
    await ledger.end('out_1', 0, {
      ...result,
      status: status === 'planned' ? 'planned' : 'failed',
    });
    expect(await left()).toEqual({ message: expected });
    expect((await statuses())[0]).toBe(`0 ${status}`);
  });

  it('keeps its words until it is settled, and not longer', async () => {
    await ledger.begin('out_1', 0);
    await ledger.end('out_1', 0, { status: 'planned', reason: 'retry', now: NOW });
    const wires = async () => (await ledger.parts('out_1')).map(({ wire }) => wire);
    expect((await wires())[0]).toEqual({ kind: 'text', text: '0' });
    await ledger.begin('out_1', 0);
    await ledger.end('out_1', 0, { status: 'sent', providerId: 'p1', now: NOW });
    expect(await wires()).toEqual([
      { kind: 'text', text: '' },
      { kind: 'text', text: '1' },
    ]);
    await expect(ledger.begin('out_1', 0)).rejects.toThrow('not there to be sent');
  });

  it('that was being sent when somebody died may be begun again', async () => {
    await ledger.begin('out_1', 0);
    await ledger.begin('out_1', 0);
    expect(await statuses()).toEqual(['0 sending', '1 planned']);
  });
});
