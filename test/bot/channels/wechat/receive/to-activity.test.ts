import { expect, it } from 'vitest';
import { toActivity } from '../../../../../src/bot/channels/wechat/receive/to-activity.ts';
import type { Activity } from '../../../../../src/domain/activity.ts';
import type { WechatMessageContent } from '../../../../../src/domain/wechat/inbound.ts';

const said = (text: string): Activity => ({ type: 'message', text, textFormat: 'plain' });
/** Words that nobody said are no message's text: nothing is understood from them. */
const card = (name: string): Activity => ({
  type: 'message',
  attachments: [
    { contentType: 'application/vnd.wechat.message', name, lost: 'kind', content: { title: name } },
  ],
});

it.each<[string, WechatMessageContent, Activity]>([
  ['words', { kind: 'text', text: '我要报案😀' }, said('我要报案😀')],
  ['what PostgreSQL cannot store', { kind: 'text', text: '好\u0000的\ud800' }, said('好的')],
  ['a tap on our menu', { kind: 'text', text: '查理赔进度', menuId: '1' }, said('查理赔进度')],
  [
    'a link',
    { kind: 'link', title: '事故现场', url: 'https://a.example/1' },
    said('【链接】事故现场\nhttps://a.example/1'),
  ],
  ['a mini program', { kind: 'other', type: 'miniprogram', title: '停车' }, card('【小程序】停车')],
  ['what we cannot name', { kind: 'other', type: 'x' }, card('【暂不支持的消息】')],
])('%s is told to the dialogue', (_name, content, expected) => {
  expect(toActivity(content)).toEqual(expected);
});

it('a place is where GPS says it is, with its words', () => {
  const content = {
    kind: 'location',
    latitude: 39.91334545536069,
    longitude: 116.38404722455657,
    name: '中山公园',
    address: '北京市东城区中华路4号',
  } as const;
  expect(toActivity(content)).toEqual({
    ...said('【位置】中山公园 北京市东城区中华路4号'),
    entities: [
      {
        type: 'Place',
        name: '中山公园',
        address: '北京市东城区中华路4号',
        geo: { type: 'GeoCoordinates', latitude: 39.911954, longitude: 116.377817 },
      },
    ],
  });
});
