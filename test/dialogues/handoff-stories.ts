import type { Story, StoryTurn } from './story.ts';

const asked = ['requestHandoff:asked'];
const CLOSED = { isOpen: false, online: 0, opensAt: new Date('2026-06-13T00:30:00Z') };
const NOBODY = { online: 0 };

/** The first question of a claim report, and then whatever follows. */
const report = (...turns: readonly StoryTurn[]): readonly StoryTurn[] => [
  { say: '我要报案', stack: ['claim_report'] },
  ...turns,
];

export const askingStories: readonly Story[] = [
  {
    name: 'a person is asked for while people are there: one step, and the bot goes on helping',
    turns: [
      {
        say: '转人工',
        expect: ['已为您登记人工服务', '不用重复', '400-000-0000'],
        never: ['分钟', '暂时不能'],
        quickReplies: ['预约回电'],
        writes: asked,
        intent: 'handoff',
      },
      { say: '交强险是什么', never: ['人工服务'], intent: 'knowledge' },
    ],
  },
  {
    name: 'off hours: said so, with the time of day, and with what can be done instead',
    world: { desk: CLOSED },
    turns: [
      {
        say: '转人工',
        expect: ['现在不是人工服务时间', '明天 08:30', '预约回电', '400-000-0000'],
        never: ['正在为您转接'],
        quickReplies: ['预约回电', '我要留言'],
        writes: asked,
      },
    ],
  },
  {
    name: 'off hours of which nobody knows the end: no time is made up',
    world: { desk: { isOpen: false, online: 0 } },
    turns: [
      {
        say: '人工客服',
        expect: ['现在不是人工服务时间', '上班后'],
        never: ['08:30', '明天'],
        writes: asked,
      },
    ],
  },
  {
    name: 'nobody is online in office hours: said so',
    world: { desk: NOBODY },
    turns: [
      {
        say: '我要找真人',
        expect: ['没有空着的同事在线', '按顺序'],
        never: ['正在为您转接'],
        quickReplies: ['预约回电', '我要留言'],
        writes: asked,
      },
    ],
  },
  {
    name: 'asked for again: told the place, not queued anew',
    world: { desk: { position: 3, estimate: { fromMinutes: 4, toMinutes: 8 } } },
    turns: [
      { say: '转人工', writes: asked },
      {
        say: '转人工啊',
        expect: ['不用重复登记', '前面还有 2 位', '4–8 分钟'],
        quickReplies: ['不用人工了'],
        writes: asked,
      },
    ],
  },
  {
    name: 'the place in the queue, without a guess where there is nothing to guess by',
    world: { desk: { position: 3 } },
    turns: [
      { say: '转人工', writes: asked },
      {
        say: '我排到第几了',
        expect: ['前面还有 2 位', '说不准要等多久'],
        never: ['分钟'],
        quickReplies: ['预约回电', '不用人工了'],
        writes: [],
      },
    ],
  },
  {
    name: 'next in line',
    world: { desk: { position: 1, estimate: { fromMinutes: 1, toMinutes: 1 } } },
    turns: [
      { say: '转人工', writes: asked },
      { say: '前面还有几个人', expect: ['您是下一位', '一分钟左右'] },
    ],
  },
  {
    name: 'the place is asked off hours: the time when people are back',
    world: { desk: CLOSED },
    turns: [
      { say: '转人工', writes: asked },
      {
        say: '人工还要等多久',
        expect: ['不是人工服务时间', '明天 08:30'],
        never: ['分钟', '位，'],
      },
    ],
  },
  {
    name: 'the place is asked by somebody who does not wait',
    turns: [{ say: '我排到第几了', expect: ['没有在排队'], quickReplies: ['转人工'], writes: [] }],
  },
  {
    name: 'the place asked in the middle of a flow: the flow waits for its answer still',
    turns: [
      ...report({ say: '转人工', writes: asked }),
      { say: '排到几号了', expect: ['前面还有 1 位'], stack: ['claim_report'] },
    ],
  },
  {
    name: 'while somebody waits the report goes on',
    turns: [
      { say: '转人工', writes: asked },
      { say: '我要报案', stack: ['claim_report'], never: ['登记人工服务'] },
    ],
  },
  {
    name: 'hurt while waiting: first things first, and the request becomes urgent',
    turns: [
      { say: '转人工', writes: asked },
      {
        say: '有人受伤流血了',
        expect: ['120', '优先处理'],
        writes: ['requestHandoff:injury'],
        stack: ['claim_report'],
      },
    ],
  },
  {
    name: 'a message for the next person, off hours',
    world: { desk: CLOSED },
    turns: [
      { say: '转人工', writes: asked },
      { tap: '我要留言', expect: ['把要说的写给我'], stack: ['handoff_message'] },
      {
        say: '我的车修好了，修理厂说保险公司还没有付钱，让我自己先垫',
        expect: ['留言已经记下', '明天 08:30'],
        writes: asked,
        stack: [],
      },
    ],
  },
];

export const withdrawStories: readonly Story[] = [
  ...['不用人工了', '不转人工了', '取消排队', '不等了', '算了，不等了', '算了', '别转人工了'].map(
    (say): Story => ({
      name: `${say}: the waiting ends, said kindly`,
      turns: [
        { say: '转人工', writes: asked },
        {
          say,
          expect: ['人工排队已经取消'],
          writes: ['withdrawHandoff'],
          wrote: [{ kind: 'withdrawHandoff', outcome: 'withdrawn', conversationId: 'con_1' }],
        },
        { say: '我排到第几了', expect: ['没有在排队'] },
      ],
    }),
  ),
  {
    name: 'withdrawn in the middle of a flow: the flow goes on',
    turns: [
      ...report({ say: '转人工', writes: asked }),
      {
        tap: '不用人工了',
        expect: ['人工排队已经取消'],
        writes: ['withdrawHandoff'],
        stack: ['claim_report'],
      },
    ],
  },
  {
    name: 'nothing to withdraw: nothing is written',
    turns: [{ say: '不用人工了', expect: ['没有在排队'], writes: [] }],
  },
];
