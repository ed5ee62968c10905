import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOfficialAccount } from '../../../../../src/bot/channels/wechat/protocol/parse-official-account.ts';
import { parseXml } from '../../../../../src/bot/channels/wechat/protocol/xml.ts';
import type { WechatInbound } from '../../../../../src/domain/wechat/inbound.ts';
import { ABSENT, xmlSamples } from './reference.ts';

const ACCOUNT = 'wechat-oa:main';
const HEAD =
  '<ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[o1]]></FromUserName><CreateTime>1800000000</CreateTime>';

function parse(inner: string, head = HEAD): WechatInbound {
  const parsed = parseXml(`<xml>${head}${inner}</xml>`);
  return parsed.kind === 'ok'
    ? parseOfficialAccount(parsed.root, ACCOUNT)
    : expect.fail(parsed.reason);
}
const message = (type: string, inner: string, id = '<MsgId>7023456789012345678</MsgId>') =>
  parse(`<MsgType><![CDATA[${type}]]></MsgType>${inner}${id}`);
const event = (name: string, inner = '') =>
  parse(`<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${name}]]></Event>${inner}`);

describe('a message to an Official Account', () => {
  it('has the server’s id as text, who sent it, and when', () => {
    expect(message('text', '<Content><![CDATA[ 报案 \n]]></Content>')).toEqual({
      channelAccount: ACCOUNT,
      messageId: '7023456789012345678',
      userId: 'o1',
      sentAt: new Date(1_800_000_000_000),
      content: { kind: 'text', text: ' 报案 \n' },
    });
  });

  const media = '<MediaId><![CDATA[m1]]></MediaId>';
  it.each([
    [
      'text',
      '<Content>a &amp; b</Content><bizmsgmenuid>101</bizmsgmenuid>',
      { kind: 'text', text: 'a & b', menuId: '101' },
    ],
    ['text', '', { kind: 'text', text: '' }],
    [
      'image',
      `<PicUrl><![CDATA[http://p/1]]></PicUrl>${media}`,
      { kind: 'image', mediaId: 'm1', url: 'http://p/1' },
    ],
    ['image', '', { kind: 'other', type: 'image' }],
    [
      'voice',
      `${media}<Format>amr</Format><Recognition><![CDATA[]]></Recognition>`,
      { kind: 'voice', mediaId: 'm1', format: 'amr' },
    ],
    ['video', `${media}<ThumbMediaId>t</ThumbMediaId>`, { kind: 'video', mediaId: 'm1' }],
    ['shortvideo', media, { kind: 'video', mediaId: 'm1' }],
    [
      'location',
      '<Location_X>23.134521</Location_X><Location_Y>113.358803</Location_Y><Label><![CDATA[珠江新城]]></Label>',
      { kind: 'location', latitude: 23.134521, longitude: 113.358803, address: '珠江新城' },
    ],
    [
      'location',
      '<Location_X>91</Location_X><Location_Y>113</Location_Y><Label>哪里</Label>',
      { kind: 'other', type: 'location', title: '哪里' },
    ],
    [
      'location',
      '<Location_X>0</Location_X><Location_Y>0</Location_Y>',
      { kind: 'other', type: 'location' },
    ],
    ['location', '<Location_X>x</Location_X>', { kind: 'other', type: 'location' }],
    [
      'link',
      '<Title>t</Title><Description>d</Description><Url>http://l</Url>',
      { kind: 'link', title: 't', description: 'd', url: 'http://l' },
    ],
    ['link', '<Url>http://l</Url>', { kind: 'link', title: 'http://l', url: 'http://l' }],
    [
      'file',
      '<Title>保单.pdf</Title><FileKey>k</FileKey>',
      { kind: 'other', type: 'file', title: '保单.pdf' },
    ],
    ['something_new', '', { kind: 'other', type: 'something_new' }],
    ['device_event', '<Event>bind</Event>', { kind: 'unsupported', name: 'device_event' }],
  ])('of type %s is read', (type, inner, content) => {
    expect(message(type, inner).content).toEqual(content);
  });

  it('without a sender or a time is nothing to answer', () => {
    const text = '<MsgType>text</MsgType><Content>a</Content><MsgId>1</MsgId>';
    const expected = { content: { kind: 'unsupported', name: 'text' } };
    expect(parse(text, '<CreateTime>1800000000</CreateTime>')).toMatchObject(expected);
    expect(parse(text, '<FromUserName>o1</FromUserName>')).toMatchObject(expected);
    const strange = '<FromUserName>o1</FromUserName><CreateTime>soon</CreateTime>';
    expect(parse(text, strange)).toMatchObject(expected);
    const twice = '<FromUserName>o1</FromUserName><FromUserName>o2</FromUserName>';
    expect(parse(text, `${twice}<CreateTime>1800000000</CreateTime>`)).toMatchObject(expected);
  });
});

describe('an event of an Official Account', () => {
  const key = (value: string) => `<EventKey><![CDATA[${value}]]></EventKey>`;
  const list = (name: string, inner: string) => `<${name}><List>${inner}</List></${name}>`;
  it.each([
    ['subscribe', '', { kind: 'subscribed' }],
    ['subscribe', key(''), { kind: 'subscribed' }],
    ['subscribe', key('qrscene_case-1'), { kind: 'subscribed', scene: 'case-1' }],
    ['subscribe', key('last_trade_no_1'), { kind: 'subscribed' }],
    ['unsubscribe', '', { kind: 'unsubscribed' }],
    ['SCAN', key('case-1'), { kind: 'scanned', scene: 'case-1' }],
    ['SCAN', '', { kind: 'unsupported', name: 'SCAN' }],
    ['CLICK', key('FNOL'), { kind: 'menu_clicked', key: 'FNOL' }],
    ['scancode_waitmsg', key('6'), { kind: 'menu_clicked', key: '6' }],
    ['pic_weixin', key('6'), { kind: 'unsupported', name: 'pic_weixin' }],
    ['VIEW', key('https://a/b?c=1'), { kind: 'menu_viewed', url: 'https://a/b?c=1' }],
    [
      'LOCATION',
      '<Latitude>23.1</Latitude><Longitude>113.3</Longitude><Precision>119</Precision>',
      { kind: 'located', latitude: 23.1, longitude: 113.3 },
    ],
    ['LOCATION', '', { kind: 'unsupported', name: 'LOCATION' }],
    [
      'TEMPLATESENDJOBFINISH',
      '<MsgID>200163836</MsgID><Status><![CDATA[failed:user block]]></Status>',
      { kind: 'template_sent', sendId: '200163836', status: 'failed:user block' },
    ],
    [
      'kf_create_session',
      '<KfAccount>a@b</KfAccount>',
      { kind: 'session', change: 'taken', servicerId: 'a@b' },
    ],
    [
      'kf_close_session',
      '<KfAccount>a@b</KfAccount>',
      { kind: 'session', change: 'ended', servicerId: 'a@b' },
    ],
    [
      'kf_switch_session',
      '<FromKfAccount>a@b</FromKfAccount><ToKfAccount>c@b</ToKfAccount>',
      { kind: 'session', change: 'transferred', servicerId: 'c@b' },
    ],
    [
      'subscribe_msg_popup_event',
      '<SubscribeMsgPopupEvent><List><TemplateId>t1</TemplateId><SubscribeStatusString>accept</SubscribeStatusString></List><List><TemplateId>t2</TemplateId><SubscribeStatusString>reject</SubscribeStatusString></List></SubscribeMsgPopupEvent>',
      {
        kind: 'subscription_decided',
        decisions: [
          { templateId: 't1', isAccepted: true },
          { templateId: 't2', isAccepted: false },
        ],
      },
    ],
    [
      'subscribe_msg_change_event',
      list(
        'SubscribeMsgChangeEvent',
        '<TemplateId>t1</TemplateId><SubscribeStatusString>reject</SubscribeStatusString>',
      ),
      { kind: 'subscription_decided', decisions: [{ templateId: 't1', isAccepted: false }] },
    ],
    [
      'subscribe_msg_sent_event',
      list(
        'SubscribeMsgSentEvent',
        '<TemplateId>t1</TemplateId><MsgID>1700827132819554304</MsgID><ErrorCode>0</ErrorCode><ErrorStatus>success</ErrorStatus>',
      ),
      { kind: 'template_sent', sendId: '1700827132819554304', status: 'success' },
    ],
    [
      'subscribe_msg_sent_event',
      list(
        'SubscribeMsgSentEvent',
        '<TemplateId>t1</TemplateId><MsgID>2</MsgID><ErrorCode>43101</ErrorCode><ErrorStatus>user refuse</ErrorStatus>',
      ),
      { kind: 'template_sent', sendId: '2', status: 'failed:user refuse' },
    ],
    ['subscribe_msg_popup_event', '', { kind: 'unsupported', name: 'subscribe_msg_popup_event' }],
    ['user_authorization_revoke', '', { kind: 'unsupported', name: 'user_authorization_revoke' }],
    ['__proto__', '', { kind: 'unsupported', name: '__proto__' }],
  ])('%s is read', (name, inner, content) => {
    expect(event(name, inner).content).toEqual(content);
  });

  it('has the same id when it comes again, and another when anything in it differs', () => {
    const once = event('CLICK', key('FNOL')).messageId;
    expect(event('CLICK', key('FNOL')).messageId).toBe(once);
    const head = (from: string, at: number) =>
      `<FromUserName>${from}</FromUserName><CreateTime>${at}</CreateTime>`;
    const click = (from: string, at: number) =>
      parse(`<MsgType>event</MsgType><Event>CLICK</Event>${key('FNOL')}`, head(from, at)).messageId;
    expect(click('o1', 1_800_000_000)).toBe(once);
    const others = [
      event('CLICK', key('STATUS')).messageId,
      event('VIEW', key('FNOL')).messageId,
      event('LOCATION', '<Latitude>1</Latitude><Longitude>2</Longitude>').messageId,
      event('LOCATION', '<Latitude>1</Latitude><Longitude>3</Longitude>').messageId,
      click('o2', 1_800_000_000),
      click('o1', 1_800_000_001),
    ];
    expect(new Set([once, ...others]).size).toBe(7);
    // Neither who it was nor what may be long is in it.
    expect(once).toMatch(/^facts-[0-9a-f]{32}$/);
  });

  it('of the system has no customer', () => {
    const head = '<FromUserName>sys</FromUserName><CreateTime>1403610513</CreateTime>';
    const inbound = parse('<MsgType>event</MsgType><Event>change_contact</Event>', head);
    expect(inbound).toMatchObject({ content: { kind: 'unsupported', name: 'change_contact' } });
    expect(inbound).not.toHaveProperty('userId');
  });
});

describe.skipIf(xmlSamples === undefined)(`107 samples of other libraries (${ABSENT})`, () => {
  const samples = xmlSamples ?? [];
  const parsed = samples.map((sample) => ({ ...sample, read: parseXml(sample.xml) }));
  const roots = parsed.flatMap(({ read }) => (read.kind === 'ok' ? [read.root] : []));

  it('are XML but for two, which are pieces of PHP and are refused', () => {
    expect([samples.length, roots.length]).toEqual([107, 105]);
    const others = parsed.filter(({ read }) => read.kind === 'failed');
    expect(others.every(({ xml }) => xml.includes('$this->assert'))).toBe(true);
  });

  it('become members of the inbound union, or unsupported, as many of each', () => {
    const kinds: Record<string, number> = {};
    for (const root of roots) {
      const { content } = parseOfficialAccount(root, ACCOUNT);
      kinds[content.kind] = (kinds[content.kind] ?? 0) + 1;
    }
    expect(kinds).toEqual({
      text: 6,
      image: 2,
      voice: 2,
      video: 2,
      location: 2,
      link: 2,
      other: 3,
      subscribed: 9,
      unsubscribed: 1,
      scanned: 2,
      menu_clicked: 5,
      menu_viewed: 3,
      located: 3,
      session: 3,
      template_sent: 3,
      subscription_decided: 4,
      // Replies of an account, WeCom's and the open platform's callbacks, envelopes, shaking, invoices, calendars.
      unsupported: 53,
    });
  });

  it('have an id and a time each', () => {
    for (const root of roots) {
      const { messageId, sentAt } = parseOfficialAccount(root, ACCOUNT);
      expect([messageId.length > 0, Number.isNaN(sentAt.getTime())]).toEqual([true, false]);
    }
  });

  it('keep their ids to the last digit', () => {
    for (const { xml, read } of parsed) {
      const id = /<MsgId>(\d+)<\/MsgId>/.exec(xml)?.[1];
      if (id === undefined || read.kind === 'failed') continue;
      expect(parseOfficialAccount(read.root, ACCOUNT).messageId).toBe(id);
    }
  });
});

it('never throws, whatever an element holds', () => {
  const names = ['FromUserName', 'CreateTime', 'MsgType', 'Event', 'EventKey', 'MsgId', 'Content'];
  const types = ['text', 'image', 'event', 'location', 'link', 'LOCATION', 'SCAN', '1800000000'];
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(...types),
      fc.string(),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names, 'List', 'TemplateId'), tie('any'), { maxKeys: 3 }),
    ),
  })).any;
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), value), (root) => {
      expect(parseOfficialAccount(root as never, ACCOUNT).content.kind).toEqual(expect.any(String));
    }),
    { numRuns: 1_000 },
  );
});
