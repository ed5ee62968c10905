import type { Story, StoryTurn } from './story.ts';

type Wrote = NonNullable<StoryTurn['wrote']>;

const decided = (isGranted: boolean, purposes: readonly string[]): Wrote =>
  purposes.map((purpose) => ({
    kind: 'decideConsent',
    decision: {
      purpose,
      isGranted,
      textVersion: 'words',
      identityId: 'idn_1',
      channelAccount: 'web',
    },
  }));
const refused = (...purposes: readonly string[]) => decided(false, purposes);
const wanted = (...purposes: readonly string[]) => decided(true, purposes);

const one = ['decideConsent'];
const all = ['decideConsent', 'decideConsent', 'decideConsent'];

export const optOutStories: readonly Story[] = [
  ...['退订', 'TD', 'T', '拒收', '别发了'].map(
    (say): Story => ({
      name: `${say}: everything that may be refused, at once and without a question`,
      turns: [
        {
          say,
          expect: ['已为您退订', '现在就生效', '理赔进度', '恢复接收', '核对一下身份'],
          never: ['为什么', '确定', '原因', '？', '不会再通过短信'],
          quickReplies: ['核对身份'],
          writes: all,
          wrote: refused('marketing', 'care', 'survey'),
          stack: [],
        },
      ],
    }),
  ),
  {
    name: 'one kind only: exactly that one',
    turns: [
      {
        say: '不要再给我发广告了',
        expect: ['已为您退订：优惠活动和产品推广。', '恢复接收优惠活动和产品推广'],
        never: ['满意度'],
        writes: one,
        wrote: refused('marketing'),
      },
    ],
  },
  {
    name: 'questionnaires, by a known customer: theirs on every channel',
    world: { level: 1 },
    turns: [
      {
        say: '满意度调查退订',
        expect: ['满意度调查', '短信、电话、微信'],
        never: ['核对一下身份'],
        writes: one,
        wrote: [
          {
            kind: 'decideConsent',
            decision: { purpose: 'survey', isGranted: false, customerId: 'cus_1' },
          },
        ],
      },
    ],
  },
  {
    name: 'in the middle of something else: done at once, and that goes on',
    turns: [
      { say: '我要投诉，定损员态度特别差，还挂我电话', expect: ['怎么处理'] },
      {
        say: '退订',
        expect: ['已为您退订', '我们接着办理“投诉”'],
        writes: all,
        wrote: refused('marketing', 'care', 'survey'),
        stack: ['complaint_file'],
      },
    ],
  },
  {
    name: 'claim progress cannot be refused: said so, nothing written',
    turns: [
      { say: '理赔进度短信别发了', expect: ['不能单独关闭'], writes: [], quickReplies: ['转人工'] },
    ],
  },
  {
    name: 'wanted again: the kind that is named, and only by whoever says so',
    turns: [
      { say: '退订', writes: all },
      {
        say: '恢复接收优惠活动',
        expect: ['已为您恢复接收：优惠活动和产品推广'],
        writes: one,
        wrote: wanted('marketing'),
      },
      {
        say: '恢复接收消息',
        expect: ['哪一类'],
        quickReplies: ['优惠活动和产品推广', '节日问候和用车提醒', '满意度调查'],
        writes: [],
      },
      { say: '节日问候', writes: one, wrote: wanted('care') },
    ],
  },
  {
    name: 'one way only: short messages, and the others go on',
    world: { level: 1 },
    turns: [
      {
        say: '别发短信了',
        expect: ['通过短信', '只关闭了这一种方式', '全部退订'],
        writes: all,
        wrote: [
          {
            kind: 'decideConsent',
            decision: {
              purpose: 'care',
              isGranted: false,
              way: 'sms',
              evidence: { text: '别发短信了' },
            },
          },
        ],
      },
      { say: '全部退订', expect: ['短信、电话、微信'], writes: all, wrote: refused('survey') },
    ],
  },
];
