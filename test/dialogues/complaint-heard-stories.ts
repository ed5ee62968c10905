import {
  closed,
  decided,
  investigated,
  noReply,
  OPEN_NO,
  proposed,
  waiting,
} from './complaint-cases.ts';
import { from } from './complaint-stories.ts';
import type { Story, StoryTurn } from './story.ts';

const wrote = ['actOnComplaint'];
const act = (name: string, more: object = {}) =>
  [{ kind: 'actOnComplaint', complaintNo: OPEN_NO, act: { name, ...more } }] as const;
const hello: StoryTurn = { say: '你好' };
/** Told between the first and the second turn of a story. */
const between = 0.1;
const later = { afterMinutes: 10 } as const;

/** What people really say when something about their complaint was told. Nothing is taken for what they did not mean. */
export const complaintHeardStories: readonly Story[] = [
  ...[
    '随便吧',
    '就这样吧',
    '行吧行吧',
    '你们看着办',
    '好吧',
    '爱咋咋地',
    '凭什么',
    '骗子',
    '同意，但是要快点',
    '那好吧但是道歉必须当面',
    '可以是可以，就是有点慢',
    '道歉我接受，但是钱我不同意',
    '方案我同意，但是钱要先到账',
    '当面道歉我才接受',
    '赔我五百我就同意',
    '同意个屁',
    '我老公同意我不同意',
    '如果不同意会怎么样',
    '不认克方案',
    '我要投诉到银保监',
  ].map(
    (say): Story => ({
      name: `${say} after a plan is neither yes nor no: asked`,
      world: { complaints: [proposed(between)] },
      turns: [
        hello,
        {
          ...later,
          say,
          expect: ['您认可吗'],
          quickReplies: ['认可方案', '不认可方案', '再想想', '转人工'],
          writes: [],
          stack: ['complaint_answer'],
        },
      ],
    }),
  ),
  {
    name: 'agreeing on a condition: the condition reaches the handler with it',
    world: { complaints: [proposed(between)] },
    turns: [
      hello,
      { ...later, say: '同意，但是要快点', expect: ['原样交给同事'] },
      {
        tap: '认可方案',
        expect: ['您认可投诉', '条件'],
        writes: ['actOnComplaint', 'actOnComplaint'],
        wrote: [...act('supplement', { text: '同意，但是要快点' }), ...act('confirm')],
      },
    ],
  },
  {
    name: 'refusing after words that were not clear: they are the reason',
    world: { complaints: [proposed(between)] },
    turns: [
      hello,
      { ...later, say: '道歉我接受，但是钱我不同意' },
      {
        tap: '不认可方案',
        expect: ['升一级'],
        writes: wrote,
        wrote: act('dispute', { reason: '道歉我接受，但是钱我不同意' }),
      },
    ],
  },
  {
    name: 'a plan that was told in the middle of something else is what 随便吧 is about',
    world: { complaints: [proposed(between)] },
    turns: [
      { say: '查理赔进度', stack: ['claim_status', 'identify'] },
      { ...later, say: '随便吧', expect: ['您认可吗'], writes: [] },
    ],
  },
  {
    name: 'thanks beside an agreement leave it one',
    world: { complaints: [proposed(between)] },
    turns: [hello, { ...later, say: '可以，谢谢', writes: wrote, wrote: act('confirm') }],
  },
  {
    name: 'agreeing and another wish in one breath: both',
    world: { complaints: [proposed(between)], level: 1 },
    turns: [
      hello,
      {
        ...later,
        say: '方案我同意，另外帮我查下保单什么时候到期',
        expect: ['您认可投诉', '保单'],
        writes: wrote,
        wrote: act('confirm'),
      },
    ],
  },
  {
    name: 'withdrawing and agreeing in one breath: asked whether to withdraw, nothing is agreed',
    world: { complaints: [proposed(between)] },
    turns: [
      hello,
      { ...later, say: '撤回投诉吧，方案我认可了', expect: ['确定要撤回'], writes: [] },
    ],
  },
  {
    name: 'taking back an agreement reaches the handler',
    world: { complaints: [proposed(between)] },
    turns: [
      hello,
      { ...later, say: '认可', writes: wrote },
      {
        say: '不认可方案，我想错了',
        expect: ['负责的同事能看到', '由专人答复您'],
        writes: wrote,
        wrote: act('supplement', { text: '不认可方案，我想错了' }),
      },
    ],
  },
  {
    name: 'whoever did not answer in time may still object: it reaches the handler',
    world: { complaints: [noReply()] },
    turns: [
      {
        say: '不认可方案',
        expect: ['负责的同事能看到', '由专人答复您'],
        writes: wrote,
        wrote: act('supplement', { text: '不认可方案' }),
      },
    ],
  },
  {
    name: 'and in whatever words: asked whether to pass them on',
    world: { complaints: [noReply()] },
    turns: [
      { say: '这么点钱打发谁呢', expect: ['要原样转给', OPEN_NO], writes: [] },
      {
        tap: '转给同事',
        writes: wrote,
        wrote: act('supplement', { text: '这么点钱打发谁呢' }),
        stack: [],
      },
    ],
  },
  ...['好的', '我明天发给你', '稍等，我找找'].map(
    (say): Story => ({
      name: `${say} to what was asked for is not what was asked for`,
      world: { complaints: [waiting(between)] },
      turns: [hello, { ...later, say, writes: [], never: ['已补充'] }],
    }),
  ),
  {
    name: 'whoever looks for it first and tells later is asked whether that is it',
    world: { complaints: [waiting(between)] },
    turns: [
      hello,
      { ...later, say: '好的', writes: [] },
      { say: '报价单在4S店那里，他们不给我', expect: ['要原样转给'], writes: [] },
      { tap: '转给同事', writes: wrote },
    ],
  },
  {
    name: 'a word that says nothing is no reason of a review, and a decision is called one',
    world: { complaints: [decided(between)] },
    turns: [
      hello,
      { ...later, say: '呵呵', expect: ['处理决定是', '您认可吗'], never: ['上一级同事重新核实'] },
      { tap: '不认可方案', expect: ['申请核查'], never: ['呵呵'], writes: [] },
    ],
  },
  {
    name: 'words that were asked for reach the handler at once',
    world: { complaints: [waiting(between)] },
    turns: [
      hello,
      {
        ...later,
        say: '报价单在4S店那里，他们不给我',
        expect: ['已补充到投诉'],
        writes: wrote,
        wrote: act('supplement', { text: '报价单在4S店那里，他们不给我' }),
        stack: [],
      },
    ],
  },
  ...['处理得咋样了啊', '你们能不能快点', '有结果没', '我那个事有人管吗', '谁在负责', '进度'].map(
    (say): Story => ({
      name: `${say} from somebody with a complaint and no other name is about it`,
      world: { complaints: [investigated()] },
      turns: [{ say, expect: [OPEN_NO, '核实中'], never: ['核对一下身份'], stack: [] }],
    }),
  ),
  {
    name: 'a question after a claim stays one, whatever complaint there is',
    world: { complaints: [investigated()] },
    turns: [{ say: '我的理赔到哪一步了', expect: ['核对一下身份'], writes: [] }],
  },
  {
    name: 'anger about what is in hand is no other complaint until they say so',
    world: { complaints: [investigated()] },
    turns: [
      {
        say: '你们那个定损员太过分了，说话阴阳怪气的',
        expect: ['要原样转给', OPEN_NO],
        quickReplies: ['转给同事', '这是另一件事', '先不用', '转人工'],
        writes: [],
      },
      { tap: '这是另一件事', expect: ['怎么处理'], writes: [] },
    ],
  },
  {
    name: 'another complaint is one when they say so',
    world: { complaints: [investigated()] },
    turns: [{ say: '我还要投诉修理厂，换的是旧配件', stack: ['complaint_file'] }],
  },
  {
    name: '还是撤了吧 after thinking it over is a withdrawal, and asked as one',
    world: { complaints: [investigated()] },
    turns: [
      { say: '不投诉了', expect: ['确定要撤回'] },
      { say: '等等别撤', writes: [], stack: [] },
      { say: '还是撤了吧', expect: ['确定要撤回'], writes: [] },
    ],
  },
  {
    name: 'a withdrawal that is regretted is taken back, under its number',
    world: { complaints: [investigated()] },
    turns: [
      { say: '撤回投诉' },
      { tap: '确定撤回', writes: wrote, wrote: act('withdraw') },
      { say: '我后悔了，接着处理吧', expect: ['重新处理', OPEN_NO], writes: [] },
      { tap: '重新处理', writes: wrote, wrote: act('reopen', { reason: '我后悔了，接着处理吧' }) },
    ],
  },
  {
    name: 'what is refused already and refused again is passed on when they want it',
    world: { complaints: [investigated({ status: 'DISPUTED', disputes: 1 })] },
    turns: [{ say: '我还是不服', expect: ['要原样转给', OPEN_NO], writes: [] }],
  },
  {
    name: 'not solved after it was closed: offered again, and opened only when they want it',
    world: { complaints: [closed(between)] },
    turns: [
      hello,
      { ...later, say: '问题没解决啊，人还是没来', expect: ['已经办结', '重新处理'], writes: [] },
      {
        tap: '重新处理',
        expect: ['沿用原来的编号'],
        writes: wrote,
        wrote: act('reopen', { reason: '问题没解决啊，人还是没来' }),
      },
    ],
  },
  {
    name: 'after 31 days it is not opened again, and what is left is said',
    world: { complaints: [closed(-31 * 24)] },
    turns: [{ say: '重新处理投诉', expect: ['办结超过 30 日'], writes: [] }],
  },
  {
    name: 'a score alone answers the question how it was',
    world: { complaints: [closed(-30, { ratingAskedAt: from(between) })] },
    turns: [
      hello,
      { ...later, say: '给个三分吧', expect: ['解决了吗'], stack: ['complaint_rating'] },
      {
        tap: '已解决',
        writes: wrote,
        wrote: act('rate', { score: 3, solved: 'solved' }),
      },
    ],
  },
];
