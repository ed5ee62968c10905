import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/lib/clock.ts';
import { startSampleSim } from './sim-samples.ts';

let desk: Awaited<ReturnType<typeof startSampleSim>>;
beforeEach(async () => {
  desk = await startSampleSim();
});
afterEach(() => desk.sim.stop());

const customer = () => desk.sim.officialAccount('main').customer('oCustomer', { unionId: 'u1' });
const SEND = '/cgi-bin/message/custom/send';
const text = (content: string) => ({ touser: 'oCustomer', msgtype: 'text', text: { content } });
const send = (content: string) => desk.api.oa(SEND, text(content));
const sendTimes = async (times: number): Promise<unknown[]> => {
  const codes: unknown[] = [];
  for (let n = 0; n < times; n += 1) codes.push((await send(`${n}`))['errcode']);
  return codes;
};

describe('quotas', () => {
  it('takes five messages within 48 hours of one of the customer', async () => {
    await customer().say('hi');
    expect(await sendTimes(6)).toEqual([0, 0, 0, 0, 0, 45_047]);
    await customer().say('again');
    desk.clock.advance(48 * HOUR_MS - 1);
    expect(await sendTimes(1)).toEqual([0]);
    desk.clock.advance(1);
    expect(await sendTimes(1)).toEqual([45_015]);
  });

  it.each([
    ['a menu tap', () => customer().click('REPORT')],
    ['a subscription', () => customer().subscribe('s1')],
    ['a scan', () => customer().scan('s1')],
  ])('takes three within a minute of %s', async (_, act) => {
    customer();
    expect(await sendTimes(1)).toEqual([45_015]);
    await act();
    expect(await sendTimes(4)).toEqual([0, 0, 0, 45_047]);
    desk.clock.advance(MINUTE_MS);
    expect(await sendTimes(1)).toEqual([45_015]);
  });

  it('counts a tap on a menu in the chat as an action, and not as a message', async () => {
    await customer().say('hi');
    const msgmenu = {
      head_content: 'Well?',
      list: [{ id: '1', content: 'Yes' }],
      tail_content: '',
    };
    await desk.api.oa(SEND, { touser: 'oCustomer', msgtype: 'msgmenu', msgmenu });
    desk.clock.advance(48 * HOUR_MS);
    await customer().tap('1');
    expect(await sendTimes(4)).toEqual([0, 0, 0, 45_047]);
  });

  it('lets nothing reach who left', async () => {
    await customer().say('hi');
    await customer().unsubscribe();
    expect(await send('hello')).toMatchObject({ errcode: 45_015 });
    await expect(customer().say('hi')).rejects.toThrow('does not follow');
    await customer().scan('back');
    expect(await send('hello')).toMatchObject({ errcode: 0 });
  });
});

describe('content', () => {
  it('refuses what is escaped as \\u, and takes the same as it is', async () => {
    await customer().say('hi');
    const escaped = '{"touser":"oCustomer","msgtype":"text","text":{"content":"\\u4f60"}}';
    expect(await desk.api.oa(SEND, escaped)).toMatchObject({ errcode: 40_033 });
    expect(await send('你 \\u is only a word')).toMatchObject({ errcode: 0 });
    expect(await desk.api.oa(SEND, '{"touser":')).toMatchObject({ errcode: 47_001 });
  });

  it.each([
    ['a text of 2,049 bytes', { text: { content: 'x'.repeat(2_049) } }, 45_002],
    ['an empty text', { text: { content: '' } }, 44_004],
    ['a file', { msgtype: 'file', file: { media_id: 'any' } }, 40_008],
    ['an unknown openid', { touser: 'nobody' }, 40_003],
    [
      'options of the other protocol',
      {
        msgtype: 'msgmenu',
        msgmenu: { head_content: 'h', list: [{ type: 'click', click: { id: '1', content: 'c' } }] },
      },
      47_001,
    ],
    ['a field that nobody announced', { some_field: 1 }, 0],
  ])('answers %s', async (_, more, errcode) => {
    await customer().say('hi');
    expect(await desk.api.oa(SEND, { ...text('ok'), ...more })).toMatchObject({ errcode });
  });

  it('shows typing for 15 s, to who wrote within 30 s', async () => {
    const type = (command = 'Typing') =>
      desk.api.oa('/cgi-bin/message/custom/typing', { touser: 'oCustomer', command });
    await customer().say('hi');
    expect(await type('Dance')).toMatchObject({ errcode: 45_072 });
    expect(await type()).toMatchObject({ errcode: 0 });
    expect(await type()).toMatchObject({ errcode: 45_081 });
    expect(customer().isTyping()).toBe(true);
    await send('hello');
    expect(customer().isTyping()).toBe(false);
    desk.clock.advance(30 * SECOND_MS + 1);
    expect(await type()).toMatchObject({ errcode: 45_080 });
  });
});

describe('media', () => {
  const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

  it.each([
    ['oa', 'image', JPEG, undefined],
    ['oa', 'file', JPEG, 40_004],
    ['oa', 'image', new Uint8Array([1, 2, 3, 4, 5, 6]), 40_005],
    ['oa', 'thumb', Buffer.concat([JPEG, Buffer.alloc(65_536)]), 40_006],
    ['oa', 'voice', Buffer.from('ID3abcdef'), undefined],
    ['kf', 'voice', Buffer.from('ID3abcdef'), 40_005],
    ['kf', 'voice', Buffer.from('#!AMR\nabc'), 0],
    ['kf', 'file', Buffer.from('12345'), 40_006],
    ['kf', 'file', Buffer.from('123456'), 0],
  ])('answers an upload to %s as %s', async (api, type, bytes, errcode) => {
    const answer = await desk.api.upload(api, type, { name: 'a.bin', bytes });
    expect(answer['errcode']).toBe(errcode);
  });

  it('keeps it for three days', async () => {
    await customer().say('hi');
    const { media_id: mediaId } = await desk.api.upload('oa', 'image', {
      name: 'a.jpg',
      bytes: JPEG,
    });
    const image = { touser: 'oCustomer', msgtype: 'image', image: { media_id: mediaId } };
    expect(await desk.api.oa(SEND, image)).toMatchObject({ errcode: 0 });
    desk.clock.advance(3 * DAY_MS);
    await customer().say('hi');
    expect(await desk.api.oa(SEND, image)).toMatchObject({ errcode: 40_007 });
  });

  it('loses what it is told to lose', async () => {
    await customer().photo(JPEG);
    const mediaId = customer().thread()[0]?.mediaId ?? '';
    desk.sim.loseMedia(mediaId);
    const answer = await desk.api.oa('/cgi-bin/media/get', undefined, { media_id: mediaId });
    expect(answer).toMatchObject({ errcode: 40_007 });
  });
});

describe('tokens', () => {
  it('gives the same until five minutes before its end, and then both are good', async () => {
    const first = await desk.api.oaToken();
    expect(await desk.api.oaToken()).toEqual(first);
    desk.clock.advance((7_200 - 300) * SECOND_MS);
    const second = await desk.api.oaToken();
    expect(second['access_token']).not.toBe(first['access_token']);
    const info = (token: unknown) =>
      desk.api.call('/cgi-bin/menu/get', undefined, { access_token: String(token) });
    expect(await info(first['access_token'])).toMatchObject({ errcode: 46_003 });
    expect(await info(second['access_token'])).toMatchObject({ errcode: 46_003 });
    desk.clock.advance(300 * SECOND_MS);
    expect(await info(first['access_token'])).toMatchObject({ errcode: 42_001 });
    expect(await info(second['access_token'])).toMatchObject({ errcode: 46_003 });
    expect(await info('mine')).toMatchObject({ errcode: 40_001 });
    expect(await desk.api.call('/cgi-bin/menu/get')).toMatchObject({ errcode: 41_001 });
  });

  it('is forced 30 s apart and 20 times a day, which kills the one before', async () => {
    const first = await desk.api.oaToken({ force_refresh: true });
    expect(await desk.api.oaToken({ force_refresh: true })).toEqual(first);
    desk.clock.advance(30 * SECOND_MS);
    expect(await desk.api.oaToken({ force_refresh: true })).not.toEqual(first);
    const query = { access_token: String(first['access_token']) };
    const killed = await desk.api.call('/cgi-bin/menu/get', undefined, query);
    expect(killed).toMatchObject({ errcode: 40_001 });
    for (let n = 2; n < 20; n += 1) {
      desk.clock.advance(30 * SECOND_MS);
      await desk.api.oaToken({ force_refresh: true });
    }
    desk.clock.advance(30 * SECOND_MS);
    expect(await desk.api.oaToken({ force_refresh: true })).toMatchObject({ errcode: 45_009 });
  });

  it('refuses the wrong secret, and ends all tokens when told to', async () => {
    expect(await desk.api.oaToken({ secret: 'no' })).toMatchObject({ errcode: 40_125 });
    const { access_token: accessToken } = await desk.api.kfToken();
    desk.sim.expireTokens();
    const list = (token: unknown) =>
      desk.api.call('/cgi-bin/kf/account/list', {}, { access_token: String(token) });
    expect(await list(accessToken)).toMatchObject({ errcode: 42_001 });
    expect(await desk.api.kf('/cgi-bin/kf/account/list', {})).toMatchObject({ errcode: 0 });
  });
});

describe('notices', () => {
  it('sends a template once for a client_msg_id', async () => {
    const body = {
      touser: 'oCustomer',
      template_id: 't1',
      client_msg_id: 'c1',
      data: { thing1: { value: 'x' } },
    };
    customer();
    await desk.api.oa('/cgi-bin/message/template/send', body);
    await desk.api.oa('/cgi-bin/message/template/send', body);
    expect(customer().received()).toMatchObject([{ via: 'template', text: 'x' }]);
    await customer().unsubscribe();
    const answer = await desk.api.oa('/cgi-bin/message/template/send', {
      ...body,
      client_msg_id: 'c2',
    });
    expect(answer).toMatchObject({ errcode: 43_004 });
  });

  it('sends a subscription notice once for each consent', async () => {
    const notice = (value = 'x') =>
      desk.api.oa('/cgi-bin/message/subscribe/bizsend', {
        ...{ touser: 'oCustomer', template_id: 't1', data: { thing1: { value } } },
      });
    await customer().decideSubscription('t1', 'reject');
    expect(await notice()).toMatchObject({ errcode: 43_101 });
    await customer().decideSubscription('t1', 'accept');
    expect(await notice('x'.repeat(21))).toMatchObject({ errcode: 47_003 });
    expect(await notice()).toMatchObject({ errcode: 0 });
    expect(await notice()).toMatchObject({ errcode: 43_101 });
  });
});

describe('its own customer service', () => {
  const create = (kfAccount: string) =>
    desk.api.oa('/customservice/kfsession/create', { kf_account: kfAccount, openid: 'oCustomer' });

  it('gives a session to who is signed in, and to one at a time', async () => {
    customer();
    expect(await create('off@desk')).toMatchObject({ errcode: 65_415 });
    expect(await create('nobody@desk')).toMatchObject({ errcode: 65_401 });
    expect(await create('lin@desk')).toMatchObject({ errcode: 0 });
    desk.sim.officialAccount('main').servicer('off@desk').setOnline(true);
    expect(await create('off@desk')).toMatchObject({ errcode: 65_414 });
  });

  it('keeps what is said in a session to itself, until half an hour of silence', async () => {
    const servicer = desk.sim.officialAccount('main').servicer('lin@desk');
    await servicer.take(customer());
    await customer().say('are you a person?');
    await servicer.say('oCustomer', 'yes');
    expect(servicer.heard()).toEqual([{ userId: 'oCustomer', text: 'are you a person?' }]);
    expect(customer().received()).toMatchObject([{ via: 'servicer', text: 'yes' }]);
    desk.clock.advance(30 * MINUTE_MS);
    expect(customer().session()).toBeUndefined();
  });
});

it.each([
  [{ button: [{ type: 'click', name: 'Report', key: 'R' }] }, 0],
  [{ button: Array.from({ length: 4 }, () => ({ type: 'click', name: 'n', key: 'k' })) }, 40_016],
  [{ button: [{ type: 'click', name: 'n'.repeat(17), key: 'k' }] }, 40_018],
  [{ button: [{ type: 'dance', name: 'n' }] }, 40_017],
])('answers menu %#', async (menu, errcode) => {
  expect(await desk.api.oa('/cgi-bin/menu/create', menu)).toMatchObject({ errcode });
});
