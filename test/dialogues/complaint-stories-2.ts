import type { ComplaintView } from '../../src/domain/complaint/complainant.ts';
import { FIRST, from, MATTER, NUMBER } from './complaint-stories.ts';
import type { Story } from './story.ts';

const known = { level: 2 } as const;
const noClaims = { level: 1, claims: [] } as const;

const earlier: ComplaintView = {
  complaintNo: 'TS20260601000009',
  status: 'INVESTIGATING',
  category: 'SERVICE.ATTITUDE',
  matter: '客服挂我电话，号码是13800001234',
  receivedAt: from(-24 * 11),
  firstFeedbackDueAt: from(-24 * 9),
  resolutionDueAt: from(-24 * 8),
  firstFeedbackAt: from(-24 * 10),
  handlerName: '何晓彤',
  may: ['withdraw', 'supplement'],
  promises: [],
};

/** Half-filed, left, repeated: what must not get lost. */
export const complaintTurnStories: readonly Story[] = [
  {
    name: 'cancelling half-way: asked whether to register what there is, and registered',
    turns: [
      { say: `我要投诉，${MATTER}` },
      {
        say: '算了',
        expect: ['先按现有内容登记', MATTER],
        quickReplies: ['登记现有内容', '不登记了'],
        writes: [],
        stack: ['complaint_file'],
      },
      {
        tap: '登记现有内容',
        expect: [NUMBER, '没有留电话'],
        writes: ['fileComplaint'],
        wrote: [{ kind: 'fileComplaint', complaint: { matter: `我要投诉，${MATTER}` } }],
        stack: [],
      },
    ],
  },
  {
    name: 'cancelling half-way and meaning it: nothing is written; with nothing told nothing is asked',
    turns: [
      { say: `我要投诉，${MATTER}` },
      { say: '取消', expect: ['要不要先按现有内容登记'] },
      { say: '取消', expect: ['已取消'], writes: [], stack: [], stateNever: [MATTER] },
      { say: '我要投诉' },
      { say: '算了', expect: ['已取消'], never: ['现有内容'], writes: [], stack: [] },
    ],
  },
  {
    name: 'silence for two days: kept, and the promises still run from when it was said',
    turns: [
      { say: `我要投诉，${MATTER}` },
      {
        say: '在吗',
        afterMinutes: 2 * 24 * 60,
        expect: ['欢迎回来', '已经记下', MATTER, '怎么处理'],
      },
      { say: '道歉' },
      { say: '13911112222' },
      { say: '没有' },
      {
        say: '对',
        expect: ['6月14日 10:00', '已经过了', '已请同事马上跟进'],
        writes: ['fileComplaint', 'requestHandoff:complaint'],
        wrote: [
          {
            kind: 'fileComplaint',
            complaint: { receivedAt: FIRST, firstFeedbackDueAt: from(48), severity: 'S3' },
          },
        ],
      },
    ],
  },
  {
    name: 'a digression into claim progress and back',
    world: known,
    turns: [
      { say: '我要投诉' },
      { say: '先帮我查理赔进度', card: '定损中', expect: ['我们接着办理“投诉”', '发生了什么'] },
      { say: MATTER, expect: ['怎么处理'] },
    ],
  },
  {
    name: 'a person at any moment; what was told stays',
    turns: [
      { say: '我要投诉' },
      {
        say: '你们那个姓郑的查勘员骂人，给我转人工找你们领导',
        writes: ['requestHandoff:asked'],
        stack: ['complaint_file'],
      },
      { say: '继续', expect: ['怎么处理'] },
    ],
  },
  {
    name: 'a person and a complaint in one breath: the person at once, and what was told is kept',
    turns: [
      {
        say: '我要投诉，你们那个姓郑的查勘员当众骂人，马上给我转人工',
        writes: ['requestHandoff:complaint'],
        stack: ['complaint_file'],
      },
      { say: '继续', expect: ['怎么处理'] },
      { say: '算了', expect: ['姓郑的查勘员当众骂人'] },
      {
        tap: '登记现有内容',
        writes: ['fileComplaint'],
        wrote: [{ kind: 'fileComplaint', complaint: { receivedAt: FIRST } }],
      },
    ],
  },
  {
    name: 'wishes within a story are the story; a second wish of its own is not lost',
    world: known,
    turns: [
      {
        say: '我要投诉，理赔拖了二十天一直没结果，也没人接电话',
        card: false,
        stack: ['complaint_file'],
      },
      { say: '另外帮我查一下理赔进度', card: '定损中', stack: ['complaint_file'] },
    ],
  },
  {
    name: 'how does one complain: every way, and here at once',
    turns: [
      {
        say: '怎么投诉你们',
        expect: ['400-000-0000', '12378', '不需要先核对身份', '发生了什么'],
      },
    ],
  },
  {
    name: 'of the same again: told that both are looked at together, and taken more gravely',
    world: { complaints: [earlier] },
    turns: [
      { say: `我要投诉，${MATTER}` },
      { say: '跳过' },
      { say: '跳过' },
      { say: '没有' },
      {
        say: '对',
        expect: ['TS20260601000009', '不需要您再重复'],
        writes: ['fileComplaint', 'requestHandoff:complaint'],
        wrote: [{ kind: 'fileComplaint', complaint: { severity: 'S2', flags: ['repeat'] } }],
      },
    ],
  },
  {
    name: 'nobody who complains of harm to themselves is asked for a form first',
    turns: [
      {
        say: '我要投诉，你们不赔我真的不想活了',
        expect: ['12356'],
        writes: ['requestHandoff:self_harm'],
      },
    ],
  },
];

export const complaintStatusStories: readonly Story[] = [
  {
    name: 'a complaint just filed is found by the same person, by tap and by number',
    turns: [
      { say: `我要投诉，${MATTER}` },
      { say: '算了' },
      { tap: '登记现有内容', writes: ['fileComplaint'] },
      {
        tap: '查投诉进度',
        expect: [`投诉 ${NUMBER}：已登记`, '专人首次联系：最迟 6月14日 10:00 前', '6月15日 10:00'],
        card: '已登记',
        audit: [`complaint.read ${NUMBER}`],
      },
      {
        say: '我的投诉处理得怎么样了',
        expect: [`投诉 ${NUMBER}`, '接下来'],
        never: ['REGISTERED'],
        writes: [],
      },
    ],
  },
  {
    name: 'one of a known customer: handler, feedback, an overdue plan is said honestly',
    world: { ...noClaims, complaints: [earlier] },
    turns: [
      {
        say: '我的投诉有结果了吗',
        expect: ['核实中', '何晓彤', '专人已在 6月2日 10:00', '已经超过，非常抱歉', '138****1234'],
        never: ['13800001234', 'INVESTIGATING'],
        quickReplies: ['转人工'],
        card: '核实中',
        writes: [],
      },
    ],
  },
  {
    name: 'several: chosen by number, and the others again',
    world: {
      ...noClaims,
      complaints: [
        earlier,
        {
          ...earlier,
          complaintNo: 'TS20260501000003',
          status: 'CLOSED',
          may: ['reopen'],
          category: 'SALES.GIFT',
          closedAt: from(-600),
        },
      ],
    },
    turns: [
      {
        say: '查投诉进度',
        expect: ['2 件投诉', '1. 6月1日 服务态度，核实中', '2. 6月1日 承诺未兑现，已办结'],
        audit: ['complaint.read TS20260601000009', 'complaint.read TS20260501000003'],
      },
      { say: '2', card: '已办结', expect: ['办结时间'], quickReplies: ['看其他投诉'] },
      { tap: '看其他投诉', expect: ['2 件投诉'] },
      { say: 'TS20260601000009', card: '核实中' },
    ],
  },
  {
    name: 'nothing found: identify, file or a person; another’s number reads as none',
    turns: [
      {
        say: '查投诉进度',
        expect: ['没有查到'],
        quickReplies: ['核对身份', '我要投诉', '转人工'],
        card: false,
      },
      { say: '投诉编号TS20260101999999处理得怎么样了', expect: ['没有查到这个编号'], audit: [] },
      { tap: '我要投诉', expect: ['我们一定受理'] },
    ],
  },
  {
    name: 'a complaint’s number is a complaint’s, even from somebody who asks for progress only',
    world: { ...noClaims, complaints: [earlier] },
    turns: [{ say: 'TS20260601000009', card: '核实中', expect: ['何晓彤'] }],
  },
  {
    name: 'no internal state has a name here',
    world: { ...noClaims, complaints: [{ ...earlier, status: 'DECLINED', may: [] }] },
    turns: [{ say: '查投诉进度', expect: ['需要进一步确认'], never: ['DECLINED', '不受理', '拒'] }],
  },
];
