import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMs } from '../../../../../src/lib/clock.ts';
import { startTestDatabase, type TestDatabase } from '../../../../support/database.ts';
import { failed, makeSendingWorld, NOW } from './sending-world.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());

const taps = (text: string, labels: readonly string[]) => ({
  author: 'bot' as const,
  activity: {
    type: 'message',
    text,
    textFormat: 'plain',
    suggestedActions: { actions: labels.map((title) => ({ type: 'imBack', title, value: title })) },
  },
});
const file = (fileId: string) => ({
  author: 'agent' as const,
  activity: {
    type: 'message',
    textFormat: 'plain',
    attachments: [{ contentType: 'image/jpeg', fileId, name: 'a.jpg' }],
  },
});

describe('a turn on WeChat', () => {
  it('is one row, and each of its messages follows it', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer();
    const typing = { author: 'bot' as const, activity: { type: 'typing' } };
    await world.say(id, ['您好', typing, taps('要办什么？', ['报案', '查赔案'])]);
    expect(await world.rows(id)).toMatchObject([{ payload: { purpose: 'reply' } }]);
    await world.deliver(id);
    expect(world.server.calls).toMatchObject([
      { to: id, message: { kind: 'text', text: '您好' } },
      {
        to: id,
        message: { kind: 'menu', head: '要办什么？', options: [{ id: '1', label: '报案' }, {}] },
      },
    ]);
    expect(await world.deliveries(id)).toEqual(['sent', 'suppressed: not_for_channel', 'sent']);
    expect(await world.used(id)).toEqual({ message: '2/5' });
  });

  it('of events only has no row', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer();
    await world.say(id, [{ author: 'bot', activity: { type: 'event', name: 'handoff.status' } }]);
    expect(await world.rows(id)).toEqual([]);
    expect(await world.deliveries(id)).toEqual(['suppressed: not_for_channel']);
  });

  it.each([
    ['bot', 'reply'],
    ['agent', 'agent'],
    ['system', 'system'],
  ] as const)('of %s is for %s', async (author, purpose) => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer();
    await world.say(id, ['好'], { author });
    expect(await world.rows(id)).toMatchObject([{ payload: { purpose } }]);
  });

  it('becomes one message when little is left, and leaves the last to news', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer('official-account');
    for (let n = 0; n < 3; n += 1) await world.say(id, [`第${n}句`]);
    await world.say(id, ['一', '二', taps('三？', ['甲', '乙'])]);
    await world.deliver(id);
    expect(world.server.texts()).toEqual(['第0句', '第1句', '第2句', '一\n\n二\n\n三？']);
    expect(await world.used(id)).toEqual({ message: '4/5' });
    await world.say(id, ['还有一句']);
    await world.say(id, ['理赔有进展'], { purpose: 'news' });
    await world.deliver(id);
    expect(world.server.texts().slice(4)).toEqual(['理赔有进展']);
    expect(await world.deliveries(id)).toEqual([
      ...Array.from({ length: 6 }, () => 'sent'),
      'suppressed: quota',
      'sent',
    ]);
  });

  it('says honestly that a part of it did not fit', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer('kf', ['menu_click']);
    for (let n = 0; n < 2; n += 1) await world.say(id, ['一句']);
    await world.say(id, ['长'.repeat(1_000)]);
    await world.deliver(id);
    expect(world.server.calls).toHaveLength(3);
    expect((await world.deliveries(id)).at(-1)).toBe('suppressed: partly_quota');
  });

  it('goes nowhere before the customer acted', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer('kf', []);
    await world.say(id, ['您好']);
    await world.deliver(id);
    expect(world.server.calls).toEqual([]);
    expect(await world.deliveries(id)).toEqual(['suppressed: window_closed']);
  });
});

describe('a code', () => {
  it('carries the first message, and what is left the others', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer('kf', ['welcome', 'message']);
    await world.say(id, ['欢迎', '请说']);
    await world.deliver(id);
    expect(world.server.calls).toMatchObject([{ to: 'code', code: 'code-welcome' }, { to: id }]);
  });

  it('is not used after its 20 seconds, and nothing is spent', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer('kf', ['welcome']);
    await world.say(id, ['欢迎']);
    world.clock.advance(20_000);
    await world.deliver(id);
    expect(world.server.calls).toEqual([]);
    expect(await world.deliveries(id)).toEqual(['suppressed: code_expired']);
    expect(await world.used(id)).toEqual({ welcome: '0/1' });
  });

  it.each(['unknown', 'window_closed', 'quota', 'state'] as const)(
    'that the server refuses as %s gives way to what else is left',
    async (errorClass) => {
      const world = makeSendingWorld(db.pool);
      const id = await world.customer('kf', ['welcome', 'message']);
      world.server.answers = [failed(errorClass)];
      await world.say(id, ['欢迎', '请说']);
      await world.deliver(id);
      expect(world.server.texts()).toEqual(['欢迎', '欢迎', '请说']);
      expect(world.server.calls.slice(1)).toMatchObject([{ to: id }, { to: id }]);
      expect(await world.used(id)).toEqual({ message: '2/5', welcome: '0/0' });
      expect(await world.deliveries(id)).toEqual(['sent', 'sent']);
    },
  );

  it('sends no picture', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer('kf', ['welcome', 'message']);
    await world.say(id, [{ ...file('fil_1'), author: 'bot' }]);
    await world.deliver(id);
    expect(world.server.calls).toMatchObject([{ to: id, message: { kind: 'media' } }]);
  });
});

describe('a slow server', () => {
  it.each(['kf', 'official-account'] as const)('gets each message of %s once', async (protocol) => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer(protocol);
    world.server.meanwhile = () => world.clock.advance(6_000);
    await world.say(id, ['一', '二', '三', '四']);
    await world.deliver(id);
    expect(world.server.texts()).toEqual(['一', '二']);
    expect(await world.rows(id)).toMatchObject([{ status: 'queued', reason: 'slow' }]);
    world.clock.advance(10_000);
    await world.deliver(id);
    expect(world.server.texts()).toEqual(['一', '二', '三', '四']);
    expect(await world.deliveries(id)).toEqual(Array(4).fill('sent'));
  });
});

describe('a sender that died in mid-answer', () => {
  it.each([
    ['kf', ['一', '二', '三'], ['sent', 'sent', 'sent'], 'sent'],
    [
      'official-account',
      ['一', '三'],
      ['sent', 'unknown: sender_died', 'sent'],
      'unknown: sender_died',
    ],
  ] as const)('%s', async (protocol, texts, parts, delivery) => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer(protocol);
    await world.say(id, ['一', '二', '三']);
    // The first attempt: one part arrived, the second was begun, and the process is gone.
    const lease = { now: NOW, leasedUntil: addMs(NOW, 1), limit: 1, orderKey: id };
    const [row] = await world.outbox.claim(lease);
    if (row === undefined) throw new Error('nothing was queued');
    const plan = (text: string) => ({
      wire: { kind: 'text', text } as const,
      grantKind: 'message' as const,
    });
    const channelAccount = protocol === 'kf' ? 'wechat-kf:main' : 'wechat-oa:main';
    const whole = { outboxId: row.id, conversationId: id, channelAccount, now: NOW };
    await world.ledger.plan({ ...whole, parts: ['一', '二', '三'].map(plan) });
    await world.sender.send(row, AbortSignal.abort());
    expect(world.server.calls).toEqual([]);
    world.server.calls.push({ to: id, message: { kind: 'text', text: '一' } });
    await world.ledger.begin(row.id, 0);
    await world.ledger.end(row.id, 0, { status: 'sent', now: NOW });
    await world.ledger.begin(row.id, 1);
    world.clock.advance(60_000);
    await world.recover();
    world.clock.advance(60_000);
    await world.deliver(id);
    expect(world.server.texts()).toEqual(texts);
    expect(await world.parts(id)).toEqual(parts);
    expect(await world.deliveries(id)).toEqual(Array(3).fill(delivery));
    expect(await world.used(id)).toEqual({ message: '3/5' });
  });
});

describe('a file', () => {
  it('is uploaded and sent', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer();
    await world.say(id, [file('fil_1')]);
    await world.deliver(id);
    expect(world.server.calls).toMatchObject([
      { message: { kind: 'media', media: 'image', mediaId: 'media' } },
    ]);
  });

  it('that WeChat does not take becomes its address', async () => {
    const fileLink = (id: string) => `https://a.cn/${id}`;
    const world = makeSendingWorld(db.pool, { deps: { fileLink } });
    const id = await world.customer();
    world.server.uploads = [failed('content')];
    await world.say(id, [file('fil_1')]);
    await world.deliver(id);
    expect(world.server.texts()[0]).toContain('https://a.cn/fil_1');
  });

  it('whose upload took longer than anybody waited is left to the next attempt', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer('official-account');
    await world.say(id, [file('fil_1')]);
    const claim = { now: NOW, leasedUntil: addMs(NOW, 60_000), limit: 1, orderKey: id };
    const [row] = await world.outbox.claim(claim);
    if (row === undefined) throw new Error('nothing was queued');
    const waiting = new AbortController();
    world.server.uploading = () => waiting.abort();
    expect(await world.sender.send(row, waiting.signal)).toMatchObject({ kind: 'retry' });
    expect(world.server.calls).toEqual([]);
    expect(await world.parts(id)).toEqual(['planned']);
  });

  it('that is gone fails honestly', async () => {
    const world = makeSendingWorld(db.pool);
    const id = await world.customer();
    await world.say(id, [file('fil_gone')]);
    await world.deliver(id);
    expect(await world.deliveries(id)).toEqual(['failed: file_gone']);
    expect(await world.used(id)).toEqual({ message: '0/5' });
  });
});
