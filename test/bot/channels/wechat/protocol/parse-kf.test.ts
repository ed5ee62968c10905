import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseKfCallback,
  parseKfMessage,
} from '../../../../../src/bot/channels/wechat/protocol/parse-kf.ts';
import { parseXml } from '../../../../../src/bot/channels/wechat/protocol/xml.ts';

const ACCOUNT = 'wechat-kf:main';
const HEAD = {
  msgid: '3b2Z',
  open_kfid: 'wk1',
  external_userid: 'wm1',
  send_time: 1_800_000_000,
  origin: 3,
};
const read = (message: object) => parseKfMessage({ ...HEAD, ...message }, ACCOUNT);
const event = (fields: object) => {
  const { open_kfid, external_userid, ...head } = HEAD;
  return parseKfMessage(
    { ...head, origin: 4, msgtype: 'event', event: { open_kfid, external_userid, ...fields } },
    ACCOUNT,
  );
};

describe('a doorbell', () => {
  const bell = (inner: string) => {
    const parsed = parseXml(
      `<xml><ToUserName><![CDATA[ww1]]></ToUserName><CreateTime>1348831860</CreateTime><MsgType><![CDATA[event]]></MsgType>${inner}</xml>`,
    );
    return parsed.kind === 'ok' ? parseKfCallback(parsed.root) : expect.fail(parsed.reason);
  };

  it('names the account and the token to fetch with', () => {
    const inner =
      '<Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[ENCApHxn]]></Token><OpenKfId><![CDATA[wk1]]></OpenKfId>';
    expect(bell(inner)).toEqual({ kind: 'doorbell', openKfid: 'wk1', token: 'ENCApHxn' });
  });

  it.each([
    ['another event', '<Event>change_contact</Event>', 'change_contact'],
    ['no token', '<Event>kf_msg_or_event</Event><OpenKfId>wk1</OpenKfId>', 'kf_msg_or_event'],
    ['no account', '<Event>kf_msg_or_event</Event><Token>t</Token>', 'kf_msg_or_event'],
    ['no event', '', 'event'],
  ])('is none with %s', (_name, inner, name) => {
    expect(bell(inner)).toEqual({ kind: 'unsupported', name });
  });
});

describe('a customer’s message', () => {
  it('has the server’s id, both ends, and when', () => {
    expect(read({ msgtype: 'text', text: { content: ' 报案 \n' } })).toEqual({
      channelAccount: ACCOUNT,
      messageId: '3b2Z',
      userId: 'wm1',
      openKfid: 'wk1',
      sentAt: new Date(1_800_000_000_000),
      content: { kind: 'text', text: ' 报案 \n' },
    });
  });

  it.each([
    ['text', { content: '1', menu_id: '101' }, { kind: 'text', text: '1', menuId: '101' }],
    ['text', { content: 'a\0b\ud83d', menu_id: '' }, { kind: 'text', text: 'ab' }],
    ['text', undefined, { kind: 'text', text: '' }],
    ['image', { media_id: 'm1' }, { kind: 'image', mediaId: 'm1' }],
    ['image', {}, { kind: 'other', type: 'image' }],
    ['voice', { media_id: 'm1' }, { kind: 'voice', mediaId: 'm1' }],
    ['video', { media_id: 'm1' }, { kind: 'video', mediaId: 'm1' }],
    ['file', { media_id: 'm1' }, { kind: 'file', mediaId: 'm1' }],
    [
      'location',
      { latitude: 23.1, longitude: 113.3, name: '珠江新城', address: '广州市天河区' },
      {
        kind: 'location',
        latitude: 23.1,
        longitude: 113.3,
        name: '珠江新城',
        address: '广州市天河区',
      },
    ],
    [
      'location',
      { latitude: '23.1', longitude: '113.3', name: '' },
      { kind: 'location', latitude: 23.1, longitude: 113.3 },
    ],
    [
      'location',
      { latitude: null, longitude: null, address: '广州' },
      { kind: 'other', type: 'location', title: '广州' },
    ],
    [
      'link',
      { title: 't', desc: 'd', url: 'http://l', pic_url: 'http://p' },
      { kind: 'link', title: 't', description: 'd', url: 'http://l' },
    ],
    ['link', { title: 't' }, { kind: 'other', type: 'link', title: 't' }],
    [
      'miniprogram',
      { title: '行驶证', appid: 'wx1', pagepath: 'a', thumb_media_id: 'm1' },
      { kind: 'other', type: 'miniprogram', title: '行驶证' },
    ],
    ['business_card', { userid: 'u1' }, { kind: 'other', type: 'business_card' }],
    ['msgmenu', { head_content: '满意吗' }, { kind: 'other', type: 'msgmenu', title: '满意吗' }],
    [
      'channels_shop_order',
      { order_id: '1', product_titles: '机油' },
      { kind: 'other', type: 'channels_shop_order' },
    ],
    [
      'merged_msg',
      { title: '聊天记录', item: [{ send_time: 1 }] },
      { kind: 'other', type: 'merged_msg', title: '聊天记录' },
    ],
    [
      'channels',
      { sub_type: 1, title: '直播' },
      { kind: 'other', type: 'channels', title: '直播' },
    ],
    ['meeting', {}, { kind: 'other', type: 'meeting' }],
    ['note', {}, { kind: 'other', type: 'note' }],
    ['something_new', 7, { kind: 'other', type: 'something_new' }],
  ])('of type %s is read', (type, body, content) => {
    expect(read({ msgtype: type, [type]: body }).content).toEqual(content);
  });
});

describe('a message of somebody else', () => {
  it('is what a servicer wrote in their own client', () => {
    const message = {
      origin: 5,
      servicer_userid: 'zhangsan',
      msgtype: 'text',
      text: { content: '您好' },
    };
    expect(read(message).content).toEqual({
      kind: 'servicer_wrote',
      servicerId: 'zhangsan',
      content: { kind: 'text', text: '您好' },
    });
  });

  it.each([1, 2, 4, 6, undefined, '3'])('of origin %s is not a customer’s', (origin) => {
    const { content } = read({ origin, msgtype: 'text', text: { content: 'a' } });
    expect(content.kind).toBe('unsupported');
  });
});

describe('an event', () => {
  it('has its ids inside', () => {
    expect(
      event({ event_type: 'enter_session', scene: 's', scene_param: '', welcome_code: 'w' }),
    ).toEqual({
      channelAccount: ACCOUNT,
      messageId: '3b2Z',
      userId: 'wm1',
      openKfid: 'wk1',
      sentAt: new Date(1_800_000_000_000),
      content: { kind: 'entered', scene: 's', welcomeCode: 'w' },
    });
  });

  const change = (type: number, fields: object) => ({
    event_type: 'session_status_change',
    change_type: type,
    ...fields,
  });
  it.each([
    [
      { event_type: 'enter_session', scene_param: 'claim%3D1' },
      { kind: 'entered', sceneParam: 'claim%3D1' },
    ],
    [
      { event_type: 'msg_send_fail', fail_msgid: 'f1', fail_type: 10 },
      { kind: 'send_failed', sendId: 'f1', reason: '10' },
    ],
    [
      { event_type: 'msg_send_fail', fail_msgid: 'f1' },
      { kind: 'send_failed', sendId: 'f1', reason: 'unknown' },
    ],
    [{ event_type: 'msg_send_fail' }, { kind: 'unsupported', name: 'msg_send_fail' }],
    [
      { event_type: 'servicer_status_change', servicer_userid: 'z', status: 1 },
      { kind: 'servicer_status', servicerId: 'z', isServing: true },
    ],
    [
      { event_type: 'servicer_status_change', servicer_userid: 'z', status: 2, stop_type: 1 },
      { kind: 'servicer_status', servicerId: 'z', isServing: false },
    ],
    [
      change(1, { new_servicer_userid: 'z', msg_code: 'c' }),
      { kind: 'session', change: 'taken', servicerId: 'z', code: 'c' },
    ],
    [
      change(2, { old_servicer_userid: 'y', new_servicer_userid: 'z' }),
      { kind: 'session', change: 'transferred', servicerId: 'z' },
    ],
    [
      change(3, { old_servicer_userid: 'y', msg_code: 'c' }),
      { kind: 'session', change: 'ended', servicerId: 'y', code: 'c' },
    ],
    [
      change(4, { old_servicer_userid: 'y', new_servicer_userid: 'z' }),
      { kind: 'session', change: 'reopened', servicerId: 'z' },
    ],
    [change(9, {}), { kind: 'unsupported', name: 'session_status_change' }],
    [
      { event_type: 'user_recall_msg', recall_msgid: 'r1' },
      { kind: 'recalled', recalledId: 'r1', by: 'customer' },
    ],
    [
      { event_type: 'servicer_recall_msg', recall_msgid: 'r1', servicer_userid: 'z' },
      { kind: 'recalled', recalledId: 'r1', by: 'servicer' },
    ],
    [
      { event_type: 'reject_customer_msg_switch_change', reject_switch: 1 },
      { kind: 'unsupported', name: 'reject_customer_msg_switch_change' },
    ],
    [{}, { kind: 'unsupported', name: 'no_event' }],
  ])('%j is read', (fields, content) => {
    expect(event(fields).content).toEqual(content);
  });
});

describe('what is no message', () => {
  it.each([
    [null],
    ['text'],
    [7],
    [[]],
    [{}],
    [{ ...HEAD, msgtype: 'text', text: { content: 'a' }, send_time: 'soon' }],
    [{ ...HEAD, msgtype: 'text', text: { content: 'a' }, external_userid: '' }],
    [{ ...HEAD, msgtype: 'text', text: { content: 'a' }, open_kfid: undefined }],
    [{ ...HEAD, msgtype: 'event', event: 'enter_session' }],
  ])('is unsupported: %j', (json) => {
    const inbound = parseKfMessage(json, ACCOUNT);
    expect(inbound.content.kind).toBe('unsupported');
    expect(inbound.messageId).not.toBe('');
    expect(parseKfMessage(structuredClone(json), ACCOUNT)).toEqual(inbound);
  });

  it('never makes the reader throw', () => {
    const names = [
      'msgid',
      'origin',
      'msgtype',
      'event',
      'text',
      'location',
      'send_time',
      '__proto__',
    ];
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom('text', 'event', 'location', 3, 5));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (message) => {
        expect(parseKfMessage(message, ACCOUNT).content.kind).toEqual(expect.any(String));
        expect(parseKfMessage({ ...HEAD, ...message }, ACCOUNT).messageId).toEqual(
          expect.any(String),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
