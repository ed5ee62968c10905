import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/lib/clock.ts';
import { openCallback, startCallbackTarget } from './callback-target.ts';
import { AES_KEY, startSampleSim, TOKEN } from './sim-samples.ts';

let desk: Awaited<ReturnType<typeof startSampleSim>>;
beforeEach(async () => {
  desk = await startSampleSim();
});
afterEach(() => desk.sim.stop());

const WHO = { open_kfid: 'wkA', external_userid: 'wmCustomer' };
const customer = () => desk.sim.kf('main').customer('wmCustomer', { nickname: 'Chen' });
const text = (content: string, more: Record<string, unknown> = {}) => ({
  touser: 'wmCustomer',
  open_kfid: 'wkA',
  msgtype: 'text',
  text: { content },
  ...more,
});
const send = (content: string, more: Record<string, unknown> = {}) =>
  desk.api.kf('/cgi-bin/kf/send_msg', text(content, more));
const sync = (body: Record<string, unknown> = {}) =>
  desk.api.kf('/cgi-bin/kf/sync_msg', { open_kfid: 'wkA', ...body });
const trans = (state: number, servicer?: string) =>
  desk.api.kf('/cgi-bin/kf/service_state/trans', {
    ...{ ...WHO, service_state: state },
    ...(servicer === undefined ? {} : { servicer_userid: servicer }),
  });
const onEvent = (code: unknown, msgtype = 'text') =>
  desk.api.kf('/cgi-bin/kf/send_msg_on_event', {
    ...{ code, msgtype, text: { content: 'hello' } },
    msgmenu: { head_content: 'hello', list: [] },
  });
interface Message {
  readonly msgid: string;
  readonly origin: number;
  readonly msgtype: string;
  readonly event: Readonly<Record<string, unknown>>;
}
const messagesOf = (page: Record<string, unknown>): readonly Message[] => {
  const list: readonly Message[] = JSON.parse(JSON.stringify(page['msg_list']));
  return list;
};
const lastEvent = async () => messagesOf(await sync()).at(-1)?.event ?? {};

describe('sending', () => {
  it('takes five messages after one of the customer, and five more after the next', async () => {
    await customer().say('hi');
    for (const n of [1, 2, 3, 4, 5]) expect(await send(`${n}`)).toMatchObject({ errcode: 0 });
    expect(await send('6')).toMatchObject({ errcode: 95_001 });
    await customer().say('again');
    expect(await send('7')).toMatchObject({ errcode: 0 });
    expect(
      customer()
        .received()
        .map((one) => one.text),
    ).toEqual(['1', '2', '3', '4', '5', '7']);
  });

  it('closes 48 hours after the last message, to the millisecond', async () => {
    await customer().say('hi');
    desk.clock.advance(48 * HOUR_MS - 1);
    expect(await send('in time')).toMatchObject({ errcode: 0 });
    desk.clock.advance(1);
    expect(await send('late')).toMatchObject({ errcode: 95_002 });
    expect(customer().state().state).toBe(4);
  });

  it('refuses a msgid that was used, and one of another alphabet', async () => {
    await customer().say('hi');
    expect(await send('once', { msgid: 'out_1-0' })).toMatchObject({
      errcode: 0,
      msgid: 'out_1-0',
    });
    expect(await send('once', { msgid: 'out_1-0' })).toMatchObject({ errcode: 41_096 });
    expect(await send('once', { msgid: 'out.1' })).toMatchObject({ errcode: 40_058 });
    expect(await send('once', { msgid: 'x'.repeat(33) })).toMatchObject({ errcode: 40_058 });
    expect(customer().received()).toHaveLength(1);
  });

  it.each([
    ['a text of 2,049 bytes', { text: { content: `${'好'.repeat(682)}abc` } }, 45_002],
    ['a text of 2,048 bytes', { text: { content: `${'好'.repeat(682)}ab` } }, 0],
    ['an empty text', { text: { content: '' } }, 44_004],
    ['a file that is not there', { msgtype: 'file', file: { media_id: 'none' } }, 40_007],
    ['a kind that nobody knows', { msgtype: 'poem' }, 40_008],
    ['somebody unknown', { touser: 'nobody' }, 40_096],
    ['an account that is not there', { open_kfid: 'wkZ' }, 95_004],
  ])('answers %s', async (_, more, errcode) => {
    await customer().say('hi');
    expect(await send('ok', more)).toMatchObject({ errcode });
  });

  const click = (id: string, content = 'label') => ({ type: 'click', click: { id, content } });
  it.each([
    ['ten options', { list: Array.from({ length: 10 }, (_, n) => click(`${n}`)) }, 0],
    ['eleven options', { list: Array.from({ length: 11 }, (_, n) => click(`${n}`)) }, 95_008],
    ['options of the other protocol', { list: [{ id: '1', content: 'label' }] }, 95_009],
    ['a head of 1,025 bytes', { head_content: 'h'.repeat(1_025), list: [click('1')] }, 45_002],
    ['an id of 129 bytes', { list: [click('i'.repeat(129))] }, 45_002],
    ['a label of 129 bytes', { list: [click('1', 'l'.repeat(129))] }, 45_002],
  ])('answers a menu with %s', async (_, menu, errcode) => {
    await customer().say('hi');
    const msgmenu = { head_content: 'head', ...menu };
    expect(await send('', { msgtype: 'msgmenu', msgmenu })).toMatchObject({ errcode });
  });

  it('brings a tapped option back with its menu_id', async () => {
    await customer().say('hi');
    const list = [click('a1', 'Yes'), click('a2', 'No')];
    await send('', { msgtype: 'msgmenu', msgmenu: { head_content: 'Well?', list } });
    expect(customer().received()[0]).toMatchObject({ kind: 'menu', text: 'Well?\nYes\nNo' });
    await customer().tap('No');
    const last = messagesOf(await sync()).at(-1);
    expect(last).toMatchObject({ text: { content: 'No', menu_id: 'a2' }, origin: 3 });
    await expect(customer().tap('Maybe')).rejects.toThrow('No option Maybe');
  });

  it('tells by msg_send_fail of a message that it took and lost', async () => {
    await customer().say('hi');
    desk.sim.kf('main').loseSends({ times: 1, failType: 10 });
    expect(await send('lost', { msgid: 'm1' })).toMatchObject({ errcode: 0 });
    await expect.poll(lastEvent).toMatchObject({
      ...{ event_type: 'msg_send_fail', fail_msgid: 'm1', fail_type: 10 },
      ...WHO,
    });
    await send('kept');
    expect(
      customer()
        .received()
        .map((one) => one.text),
    ).toEqual(['kept']);
  });
});

describe('states', () => {
  it.each([
    [[2], 2, 95_016],
    [[3], 2, 95_016],
    [[2], 3, 0],
    [[2], 1, 95_016],
    [[1], 2, 0],
    [[4], 2, 95_016],
    [[3], 4, 0],
    [[], 0, 95_016],
    [[], 4, 0],
  ])('after %j, to %i is answered %i', async (before, next, errcode) => {
    await customer().say('hi');
    for (const state of before) await trans(state, 'zhang');
    expect(await trans(next, 'li')).toMatchObject({ errcode });
  });

  it('hands nobody to who is no servicer, or does not serve', async () => {
    await customer().say('hi');
    expect(await trans(3)).toMatchObject({ errcode: 40_058 });
    expect(await trans(3, 'nobody')).toMatchObject({ errcode: 95_014 });
    expect(await trans(3, 'wang')).toMatchObject({ errcode: 95_019 });
    await desk.sim.kf('main').servicer('wang').setStatus('serving');
    expect(await trans(3, 'wang')).toMatchObject({ errcode: 0 });
    expect(await trans(3, 'wang')).toMatchObject({ errcode: 95_016 });
  });

  it.each([2, 3, 4])('sends nothing in state %i', async (state) => {
    await customer().say('hi');
    await trans(state, 'zhang');
    expect(await send('hello')).toMatchObject({ errcode: 95_018 });
    expect(customer().received()).toEqual([]);
  });

  it('begins anew when the customer writes after the end', async () => {
    await customer().say('hi');
    await trans(4);
    await customer().say('one more');
    expect(customer().state()).toEqual({ state: 0 });
    expect(await send('hello')).toMatchObject({ errcode: 0 });
  });

  it('queues in the order of coming', async () => {
    for (const id of ['wm1', 'wm2']) {
      await desk.sim.kf('main').customer(id).say('a person please');
      const who = { open_kfid: 'wkA', external_userid: id };
      await desk.api.kf('/cgi-bin/kf/service_state/trans', { ...who, service_state: 2 });
    }
    expect(desk.sim.kf('main').poolOf()).toEqual(['wm1', 'wm2']);
    await desk.sim.kf('main').servicer('zhang').take('wm1');
    expect(desk.sim.kf('main').poolOf()).toEqual(['wm2']);
  });
});

describe('codes', () => {
  const close = (given: Record<string, unknown>) => given['msg_code'];

  it('welcomes once in 48 hours, and only who did not write', async () => {
    await customer().enter({ scene: 'qr', sceneParam: 'case-1' });
    const first = await lastEvent();
    expect(first).toMatchObject({ event_type: 'enter_session', scene: 'qr', ...WHO });
    expect(first['welcome_code']).toBeTypeOf('string');
    await customer().enter();
    expect(await lastEvent()).not.toHaveProperty('welcome_code');
    desk.clock.advance(48 * HOUR_MS);
    await customer().say('hi');
    await customer().enter();
    expect(await lastEvent()).not.toHaveProperty('welcome_code');
  });

  it('takes a welcome within 20 seconds, once', async () => {
    await customer().enter();
    const code = (await lastEvent())['welcome_code'];
    desk.clock.advance(20 * SECOND_MS - 1);
    expect(await onEvent(code, 'msgmenu')).toMatchObject({ errcode: 0 });
    expect(await onEvent(code)).toMatchObject({ errcode: 41_050 });
    expect(customer().received()).toMatchObject([{ via: 'on_event' }]);
  });

  it('takes no welcome after 20 seconds, and none that it never gave', async () => {
    await customer().enter();
    const code = (await lastEvent())['welcome_code'];
    desk.clock.advance(20 * SECOND_MS);
    expect(await onEvent(code)).toMatchObject({ errcode: 41_050 });
    expect(await onEvent('CODE_mine')).toMatchObject({ errcode: 41_050 });
  });

  it('gives a code for the pool that lives 48 hours and takes text only, once in a session', async () => {
    await customer().say('hi');
    const code = close(await trans(2));
    expect(await onEvent(code, 'msgmenu')).toMatchObject({ errcode: 40_008 });
    desk.clock.advance(47 * HOUR_MS);
    expect(await onEvent(code)).toMatchObject({ errcode: 0 });
    expect(await trans(3, 'zhang')).not.toHaveProperty('msg_code');
  });

  it.each([
    [20 * SECOND_MS - 1, 0],
    [20 * SECOND_MS, 41_050],
  ])('closes with a menu %i ms after the end: %i', async (ms, errcode) => {
    await customer().say('hi');
    const code = close(await trans(4));
    desk.clock.advance(ms);
    expect(await onEvent(code, 'msgmenu')).toMatchObject({ errcode });
  });
});

describe('reading', () => {
  it('gives pages by cursor, the same for the same cursor', async () => {
    for (const n of [1, 2, 3]) await customer().say(`${n}`);
    const first = await sync({ limit: 2 });
    expect(messagesOf(first)).toHaveLength(2);
    expect(first).toMatchObject({ has_more: 1 });
    const rest = await sync({ cursor: first['next_cursor'] });
    const again = await sync({ cursor: first['next_cursor'] });
    expect(rest).toMatchObject({ has_more: 0 });
    expect(messagesOf(again)).toEqual(messagesOf(rest));
    expect(messagesOf(await sync({ cursor: rest['next_cursor'] }))).toEqual([]);
    expect(String(rest['next_cursor']).length).toBeLessThanOrEqual(64);
    expect(await sync({ cursor: 'mine' })).toMatchObject({ errcode: 40_058 });
  });

  it('gives an empty page with has_more=1, and then the messages', async () => {
    const other = await startSampleSim({ emptyPageEvery: 1 });
    await other.sim.kf('main').customer('wm1').say('hi');
    const read = (cursor: unknown) =>
      other.api.kf('/cgi-bin/kf/sync_msg', { open_kfid: 'wkA', cursor });
    const empty = await read('');
    expect(empty).toMatchObject({ has_more: 1, msg_list: [] });
    expect(messagesOf(await read(empty['next_cursor']))).toHaveLength(1);
    await other.sim.stop();
  });

  it('remembers three days', async () => {
    await customer().say('old');
    desk.clock.advance(DAY_MS);
    await customer().say('new');
    desk.clock.advance(2 * DAY_MS + 1);
    expect(messagesOf(await sync())).toHaveLength(1);
  });

  it("takes a doorbell's token for ten minutes, and limits who comes without one", async () => {
    const target = await startCallbackTarget();
    await desk.sim.connect({ channel: 'kf', account: 'main', callbackUrl: target.url });
    await customer().say('hi');
    const [bell] = target.arrived;
    if (bell === undefined) throw new Error('no bell');
    const { xml, id } = openCallback(bell, { token: TOKEN, key: AES_KEY });
    expect(id).toBe('ww-corp');
    expect(xml).not.toContain('hi');
    const token = /<Token><!\[CDATA\[(.*?)\]\]>/.exec(xml)?.[1];
    expect(await sync({ token })).toMatchObject({ errcode: 0 });
    desk.clock.advance(10 * MINUTE_MS);
    expect(await sync({ token })).toMatchObject({ errcode: 95_007 });
    expect(await sync({ token: 'ENCmine' })).toMatchObject({ errcode: 95_007 });
    for (let n = 0; n < 20; n += 1) expect(await sync()).toMatchObject({ errcode: 0 });
    expect(await sync()).toMatchObject({ errcode: 45_009 });
    desk.clock.advance(MINUTE_MS);
    expect(await sync()).toMatchObject({ errcode: 0 });
    await target.stop();
  });
});
