import type { Story } from './story.ts';
import { INSURED, REPORTER_PHONE } from './world.ts';

const asked = ['requestHandoff:asked'];
const CLOSED = { isOpen: false, online: 0, opensAt: new Date('2026-06-13T00:30:00Z') };

export const callBackStories: readonly Story[] = [
  {
    name: 'a stranger chooses a time, says what about and a number: promised exactly, and the queue wait ends',
    turns: [
      { say: '转人工', writes: asked },
      { tap: '预约回电', expect: ['什么事'], stack: ['call_back'] },
      {
        say: '想问一下定损金额怎么算的',
        expect: ['什么时间'],
        quickReplies: ['今天 11:00–12:00', '今天 14:00–15:00', '明天 09:00–10:00'],
      },
      { tap: '今天 14:00–15:00', expect: ['手机号'] },
      {
        say: REPORTER_PHONE,
        expect: ['今天 14:00–15:00', '139****2222', '定损金额'],
        never: [REPORTER_PHONE],
      },
      {
        say: '对',
        expect: ['今天 14:00–15:00', '139****2222', 'SR20260612000001', '人工排队已为您取消'],
        never: [REPORTER_PHONE],
        writes: ['registerServiceRequest', 'withdrawHandoff'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: {
              contactPhone: REPORTER_PHONE,
              isUrgent: false,
              details: {
                kind: 'call_back',
                topic: '想问一下定损金额怎么算的',
                callFrom: '2026-06-12T06:00:00.000Z',
                callTo: '2026-06-12T07:00:00.000Z',
              },
            },
          },
          { kind: 'withdrawHandoff', outcome: 'call_back' },
        ],
        stack: [],
        stateNever: [REPORTER_PHONE],
      },
    ],
  },
  {
    name: 'a known customer is not asked for the phone on record',
    world: { level: 2, desk: CLOSED },
    turns: [
      {
        say: '转人工，我想问问我那个案子的赔款为什么少了',
        writes: asked,
        quickReplies: ['预约回电'],
      },
      { tap: '预约回电', expect: ['什么时间'], never: ['什么事', '手机号'] },
      {
        say: '明天上午吧',
        expect: ['明天 09:00–10:00', '138****1234', '赔款为什么少了'],
        never: [INSURED.phone],
      },
      {
        tap: '对，没问题',
        expect: ['回电已预约'],
        writes: ['registerServiceRequest', 'withdrawHandoff'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: { contactPhone: INSURED.phone, customerId: 'cus_1' },
          },
        ],
      },
    ],
  },
  ...(
    [
      ['明天下午三点', '明天 15:00–16:00'],
      ['后天上午', undefined],
      ['周一早上', '6月15日 09:00–10:00'],
      ['星期六十点', '明天 10:00–11:00'],
      ['下午', '今天 14:00–15:00'],
      ['2点', '今天 14:00–15:00'],
      ['随时都可以', '今天 11:00–12:00'],
      ['2', '今天 14:00–15:00'],
      ['半夜两点', undefined],
      ['凌晨', undefined],
    ] as const
  ).map(
    ([say, when]): Story => ({
      name: `${say}: ${when ?? 'nobody works then, said so, with times'}`,
      world: { level: 2 },
      turns: [
        { say: '预约回电', expect: ['什么事'] },
        { say: '跳过', expect: ['什么时间'] },
        when === undefined
          ? {
              say,
              expect: ['没有同事值班'],
              quickReplies: ['今天 11:00–12:00'],
              stack: ['call_back'],
            }
          : { say, expect: [when, '138****1234'], never: ['没有同事值班'] },
      ],
    }),
  ),
  {
    name: 'asked for in so many words, with its matter',
    world: { level: 2 },
    turns: [
      { say: '能不能给我回个电话，说一下理赔的事', expect: ['什么时间'], stack: ['call_back'] },
    ],
  },
  {
    name: 'calls that were or were not made are no wish for one',
    turns: [
      { say: '说好的回电，一直没人给我打电话', never: ['预约回电。', '什么时间'], stack: [] },
    ],
  },
  {
    name: 'hurt people stay in the queue beside the call',
    turns: [
      { say: '有人受伤了', expect: ['120'], writes: ['requestHandoff:injury'] },
      { say: '预约回电', stack: ['claim_report', 'call_back'] },
      { say: '跳过' },
      { say: '今天下午两点' },
      { say: REPORTER_PHONE },
      {
        say: '对',
        expect: ['仍在优先排队'],
        never: ['排队已为您取消'],
        writes: ['registerServiceRequest'],
        wrote: [{ kind: 'registerServiceRequest', request: { isUrgent: true } }],
        stack: ['claim_report'],
      },
    ],
  },
  {
    name: 'no calendar: the promise is a day',
    world: { level: 2, desk: { times: [] } },
    turns: [
      { say: '预约回电' },
      { say: '跳过', expect: ['明天 10:01 前', '138****1234'] },
      {
        say: '对',
        expect: ['回电已预约', '明天 10:0'],
        writes: ['registerServiceRequest', 'withdrawHandoff'],
      },
    ],
  },
  {
    name: 'the chosen time passes before it is confirmed: asked again',
    world: { level: 2 },
    turns: [
      { say: '预约回电' },
      { say: '跳过' },
      { tap: '今天 11:00–12:00', expect: ['请核对'] },
      { say: '对', afterMinutes: 150, expect: ['时间已经过了'], writes: [], stack: ['call_back'] },
      { tap: '今天 14:00–15:00', expect: ['请核对', '今天 14:00–15:00'] },
    ],
  },
];
