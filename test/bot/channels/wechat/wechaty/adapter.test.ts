import { FileBox } from 'file-box';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Puppet } from 'wechaty-puppet';
import { mock, PuppetMock } from 'wechaty-puppet-mock';
import { makeWechatyChannel } from '../../../../../src/bot/channels/wechat/wechaty/adapter.ts';
import type { OutboxRow } from '../../../../../src/domain/outbox.ts';
import { makeWechatyDesk } from './wechaty-desk.ts';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

type Desk = ReturnType<typeof makeWechatyDesk>;

const cleanUps: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** A desk with its account logged in, and a customer. */
async function start(given: Parameters<typeof makeWechatyDesk>[0] = {}) {
  const mocker = new mock.Mocker();
  let puppet: PuppetMock | undefined;
  const makePuppet = async (): Promise<Puppet> => {
    puppet = new PuppetMock({ mocker });
    return puppet;
  };
  const desk = makeWechatyDesk({ makePuppet, ...given });
  const channel = makeWechatyChannel(desk.deps);
  channel.start();
  cleanUps.push(channel.stop);
  await vi.waitFor(() => expect(channel.isHeld()).toBe(true), 10_000);
  const us = mocker.createContact({ id: 'us', name: '客服' });
  mocker.login(us);
  const customer = mocker.createContact({ id: 'cust-1', name: '张三' });
  if (puppet === undefined) throw new Error('no puppet was made');
  return { desk, channel, mocker, puppet, us, customer };
}

function rowTo(userId: string, activity: object, id = 'out_1'): OutboxRow {
  return {
    id,
    kind: 'channel_message',
    orderKey: 'con_1',
    payload: { channelAccount: 'wechaty:main', activity },
    address: { userId },
    attempt: 1,
    createdAt: new Date(),
  };
}

const never = new AbortController().signal;
const reason = (desk: Desk, word: string) => desk.lines.some((line) => line.reason === word);

describe('a customer who writes to a wechaty account', () => {
  test('is stored as a message and the turn is woken', async () => {
    const { desk, us, customer } = await start();
    customer.say('我的理赔到哪了').to(us);
    const [message] = await desk.untilStored(1);
    expect(message?.activity).toMatchObject({ type: 'message', text: '我的理赔到哪了' });
    expect(desk.woken).toEqual([message?.conversationId]);
  });

  test('sends a picture, which is kept by us', async () => {
    const { desk, us, customer } = await start();
    customer.say(FileBox.fromBase64(PNG, 'damage.png')).to(us);
    const [message] = await desk.untilStored(1);
    const fileId = message?.activity.attachments?.[0]?.fileId ?? '';
    expect(desk.files.get(fileId)?.bytes).toEqual(new Uint8Array(Buffer.from(PNG, 'base64')));
  });

  test('is heard in order, with pictures and words mixed', async () => {
    const { desk, us, customer } = await start();
    customer.say(FileBox.fromBase64(PNG, 'damage.png')).to(us);
    customer.say('这是照片').to(us);
    const [first, second] = await desk.untilStored(2);
    expect(first?.activity.attachments).toHaveLength(1);
    expect(second?.activity.text).toBe('这是照片');
  });

  test('is stored once when the puppet tells the same message twice', async () => {
    const { desk, us, customer, puppet } = await start();
    customer.say('报案').to(us);
    const [message] = await desk.untilStored(1);
    expect(message).toBeDefined();
    for (const messageId of puppet.messageList()) puppet.emit('message', { messageId });
    customer.say('还有').to(us);
    await desk.untilStored(2);
    expect(desk.texts()).toEqual(['报案', '还有']);
  });

  test('is stored although the database failed twice', async () => {
    const real = makeWechatyDesk({}).deps.conversations;
    let failures = 2;
    const accept: typeof real.accept = (inbound) => {
      failures -= 1;
      if (failures >= 0) throw new Error('the database is away');
      return real.accept(inbound);
    };
    const { desk, us, customer } = await start({ conversations: { open: real.open, accept } });
    customer.say('在吗').to(us);
    await desk.untilStored(1);
    expect(desk.lines.filter(({ msg }) => msg === 'a message was not stored yet')).toHaveLength(2);
  });
});

describe('what is no customer', () => {
  test('our own words, which puppets tell us again, are ignored', async () => {
    const { desk, us, customer } = await start();
    us.say('您好').to(customer);
    customer.say('好').to(us);
    await desk.untilStored(1);
    expect(desk.texts()).toEqual(['好']);
    expect(reason(desk, 'own')).toBe(true);
  });

  test('a room is ignored and logged', async () => {
    const { desk, us, customer, mocker } = await start();
    const room = mocker.createRoom({ topic: '理赔群', memberIdList: ['us', 'cust-1'] });
    customer.say('大家好').to(room);
    customer.say('单独说').to(us);
    await desk.untilStored(1);
    expect(desk.texts()).toEqual(['单独说']);
    await desk.untilLogged('room');
  });

  test('a message of long ago is ignored and logged', async () => {
    const { desk, us, customer, puppet } = await start();
    const payload = vi.spyOn(puppet, 'messageRawPayload');
    payload.mockImplementation(async (id) => ({
      ...puppet.mocker.messagePayload(id),
      timestamp: Date.now() - 11 * 60_000,
    }));
    customer.say('昨天说的').to(us);
    await desk.untilLogged('too_old');
    expect(desk.stored).toEqual([]);
  });

  test('a message nobody knows ends nothing', async () => {
    const { desk, us, customer, puppet } = await start();
    puppet.emit('message', { messageId: 'unknown' });
    customer.say('还在吗').to(us);
    await desk.untilStored(1);
    expect(desk.texts()).toEqual(['还在吗']);
  });
});

describe('sending', () => {
  test('says text with its taps as numbers, and no Markdown', async () => {
    const { channel, puppet } = await start();
    const said = vi.spyOn(puppet, 'messageSendText');
    const suggestedActions = { actions: [{ title: '报案' }, { title: '查进度' }] };
    const activity = { type: 'message', text: '**您好**', suggestedActions };
    expect(await channel.sender.send(rowTo('cust-1', activity), never)).toEqual({ kind: 'sent' });
    const text = '您好\n\n1. 报案\n2. 查进度\n（回复数字即可选择）';
    expect(said.mock.calls).toEqual([['cust-1', text]]);
  });

  test('sends a file of ours', async () => {
    const { desk, channel, puppet } = await start();
    const bytes = new Uint8Array(Buffer.from(PNG, 'base64'));
    desk.files.set('fil_x', { name: 'guide.png', contentType: 'image/png', bytes });
    const said = vi.spyOn(puppet, 'messageSendFile');
    const attachments = [{ contentType: 'image/png', name: 'guide.png', fileId: 'fil_x' }];
    const row = rowTo('cust-1', { type: 'message', attachments });
    expect(await channel.sender.send(row, never)).toEqual({ kind: 'sent' });
    const [userId, file] = said.mock.calls[0] ?? [];
    expect([userId, file?.name, await file?.toBase64()]).toEqual(['cust-1', 'guide.png', PNG]);
  });

  test('stops at the cap of the day, which is counted outside', async () => {
    const { desk, channel } = await start({ limits: { perDay: 2 } });
    desk.sent.count = 2;
    const result = await channel.sender.send(
      rowTo('cust-1', { type: 'message', text: '好' }),
      never,
    );
    expect(result).toEqual({ kind: 'suppressed', reason: 'daily_cap' });
  });

  test('puts off what is more than the minute allows', async () => {
    const { channel } = await start({ limits: { perMinute: 1 } });
    const activity = { type: 'message', text: '好' };
    await channel.sender.send(rowTo('cust-1', activity), never);
    const second = await channel.sender.send(rowTo('cust-1', activity, 'out_2'), never);
    expect(second).toMatchObject({ kind: 'retry', reason: 'rate_limited' });
  });

  test('waits while the account is logged out, and says so', async () => {
    const { desk, channel, puppet } = await start();
    await puppet.logout('kicked');
    await desk.untilLogged('logged out');
    const result = await channel.sender.send(
      rowTo('cust-1', { type: 'message', text: '好' }),
      never,
    );
    expect(result).toMatchObject({ kind: 'retry', reason: 'logged_out' });
  });

  test('rests when WeChat says too often', async () => {
    const { channel, puppet } = await start();
    vi.spyOn(puppet, 'messageSendText').mockRejectedValue(new Error('操作过于频繁，请稍后再试'));
    const activity = { type: 'message', text: '好' };
    const first = await channel.sender.send(rowTo('cust-1', activity), never);
    const second = await channel.sender.send(rowTo('cust-1', activity, 'out_2'), never);
    expect([first, second]).toMatchObject([
      { kind: 'retry', reason: 'too_often' },
      { kind: 'retry', reason: 'too_often' },
    ]);
  });

  test('does not say a part again that left before another failed', async () => {
    const { desk, channel, puppet } = await start();
    const said = vi.spyOn(puppet, 'messageSendText');
    const file = vi.spyOn(puppet, 'messageSendFile');
    file.mockRejectedValueOnce(new Error('not logged in'));
    desk.files.set('fil_x', { name: 'a.png', contentType: 'image/png', bytes: new Uint8Array(8) });
    const attachments = [{ contentType: 'image/png', name: 'a.png', fileId: 'fil_x' }];
    const row = rowTo('cust-1', { type: 'message', text: '请看', attachments });
    const first = await channel.sender.send(row, never);
    const second = await channel.sender.send({ ...row, attempt: 2 }, never);
    expect([first.kind, second.kind]).toEqual(['retry', 'sent']);
    expect(said).toHaveBeenCalledOnce();
  });
});

describe('who may have the account', () => {
  test('a process without the lease sends nothing and hears nothing', async () => {
    const makePuppet = vi.fn<() => Promise<Puppet>>();
    const desk = makeWechatyDesk({ makePuppet });
    desk.holder.isHeld = false;
    const channel = makeWechatyChannel(desk.deps);
    channel.start();
    const result = await channel.sender.send(
      rowTo('cust-1', { type: 'message', text: '好' }),
      never,
    );
    await channel.stop();
    expect(result).toMatchObject({ kind: 'retry', reason: 'no_session' });
    expect(makePuppet).not.toHaveBeenCalled();
  });

  test.each([
    [false, 50],
    [true, 40],
  ])('a personal account starts only when somebody said they know (%s)', async (isKnown, level) => {
    const desk = makeWechatyDesk({
      settings: { puppet: 'wechaty-puppet-xp', iKnowPersonalAccountsGetBanned: isKnown },
    });
    desk.holder.isHeld = false;
    const channel = makeWechatyChannel(desk.deps);
    channel.start();
    await channel.stop();
    expect(desk.lines[0]).toMatchObject({ level, puppet: 'wechaty-puppet-xp' });
  });
});
