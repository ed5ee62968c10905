import {
  closed,
  decided,
  investigated,
  OPEN_NO,
  PLAN,
  proposed,
  waiting,
} from './complaint-cases.ts';
import { MATTER } from './complaint-stories.ts';
import type { Story } from './story.ts';

const act = (name: string, more: object = {}) =>
  [
    { kind: 'actOnComplaint', complaintNo: OPEN_NO, identityId: 'idn_1', act: { name, ...more } },
  ] as const;
const wrote = ['actOnComplaint'];
const SECOND = 'TS20260611000008';

/** What a customer does with a complaint of theirs, by words and by taps. */
export const complaintActStories: readonly Story[] = [
  {
    name: 'withdrawing: asked whether it is meant, never why, and over the same day',
    world: { complaints: [investigated()] },
    turns: [
      {
        say: '我要撤回投诉',
        expect: [`确定要撤回投诉 ${OPEN_NO} 吗`, '今天就办结', '重新提出'],
        never: ['为什么', '原因'],
        quickReplies: ['确定撤回', '先不撤回'],
        writes: [],
        stack: ['complaint_withdraw'],
      },
      {
        tap: '确定撤回',
        expect: ['已按您的要求撤回', '今天办结'],
        writes: wrote,
        wrote: act('withdraw'),
        stack: [],
      },
      { say: '查投诉进度', card: '已按您的要求撤回', expect: ['办结时间'] },
    ],
  },
  {
    name: 'withdrawing by 好的; and thinking better of it',
    world: { complaints: [investigated()] },
    turns: [
      { say: '不投诉了', expect: ['确定要撤回'], writes: [] },
      { say: '算了', expect: ['已取消'], writes: [], stack: [] },
      { say: '撤销我的投诉' },
      { say: '是的', expect: ['今天办结'], writes: wrote, wrote: act('withdraw') },
    ],
  },
  {
    name: 'withdrawing one of two: asked which',
    world: {
      complaints: [
        investigated(),
        investigated({ complaintNo: SECOND, category: 'SERVICE.ATTITUDE' }),
      ],
    },
    turns: [
      {
        say: '我要撤回投诉',
        expect: ['哪一件投诉', '1. 6月10日 定损金额', '2. 6月10日 服务态度'],
        stack: ['complaint_withdraw'],
      },
      { say: '2', expect: [`确定要撤回投诉 ${SECOND}`] },
      {
        tap: '确定撤回',
        writes: wrote,
        wrote: [{ kind: 'actOnComplaint', complaintNo: SECOND, act: { name: 'withdraw' } }],
      },
    ],
  },
  {
    name: 'withdrawing with none: nobody is told of another’s',
    turns: [
      {
        say: '我要撤回投诉',
        expect: ['没有查到可以撤回的投诉', '核对身份'],
        quickReplies: ['核对身份', '转人工'],
        writes: [],
        stack: [],
      },
    ],
  },
  {
    name: 'adding words and photos: the handler has them, answered within a time',
    world: { complaints: [investigated()] },
    turns: [
      { say: '补充投诉', expect: ['要补充的情况'], stack: ['complaint_supplement'] },
      { say: '4S店的师傅说支架也断了', expect: ['照片、单据'], quickReplies: ['没有了'] },
      { files: ['image/jpeg', 'image/jpeg'], expect: ['还有要发的吗'] },
      {
        tap: '没有了',
        expect: [OPEN_NO, '2 个文件', '6月14日 10:02 前由专人答复'],
        never: ['重新起算', 'suspected', 'media'],
        writes: wrote,
        wrote: act('supplement', {
          text: '4S店的师傅说支架也断了',
          evidenceIds: ['fil_0', 'fil_1'],
        }),
        stack: [],
      },
    ],
  },
  {
    name: 'adding in one breath: never read as new facts, which would give us more time',
    world: { complaints: [investigated()] },
    turns: [
      {
        say: '补充投诉：刚发现他们定损单上的签名不是我签的',
        expect: ['照片、单据'],
        never: ['要补充的情况'],
      },
      {
        say: '没有了',
        expect: ['处理决定最迟 6月25日 24:00 前'],
        never: ['重新起算'],
        writes: wrote,
        wrote: act('supplement', {
          text: '补充投诉：刚发现他们定损单上的签名不是我签的',
        }),
      },
    ],
  },
  {
    name: 'adding nothing after all',
    world: { complaints: [investigated()] },
    turns: [
      { say: '补充投诉' },
      { say: '跳过', expect: ['照片、单据'] },
      { say: '没有了', expect: ['投诉照常处理'], writes: [], stack: [] },
    ],
  },
  {
    name: 'the plan in its parts, and every step that is open from where it is told',
    world: { complaints: [proposed()] },
    turns: [
      {
        say: '我的投诉处理得怎么样了',
        expect: [
          '方案已告知',
          '负责的专员：何晓彤',
          '一、核实情况：定损时漏计',
          `二、处理方案：${PLAN}`,
          '三、依据和理由：机动车损失保险条款',
          '四、您还可以：',
          '12378',
          '处理决定最迟 6月25日 24:00 前',
        ],
        never: ['PROPOSED', 'S3', 'suspected_proxy', 'con_1#9'],
        quickReplies: ['认可方案', '不认可方案', '转人工'],
        card: '方案已告知',
      },
      {
        tap: '认可方案',
        expect: ['您认可投诉', '按方案办理'],
        writes: wrote,
        wrote: act('confirm'),
      },
      { say: '查投诉进度', card: '您已认可方案', expect: ['您的答复：认可'] },
    ],
  },
  {
    name: 'disputing by tap: what is not right is asked once, then it goes one level up with a time',
    world: { complaints: [proposed()] },
    turns: [
      { say: '查投诉进度', card: '方案已告知' },
      { tap: '不认可方案', expect: ['哪里不合适'], quickReplies: ['不想说'], writes: [] },
      {
        say: '喷漆工时还是少算了两个小时',
        expect: ['升一级', '上一级同事', '6月14日 10:01 前由专人答复'],
        writes: wrote,
        wrote: act('dispute', { reason: '喷漆工时还是少算了两个小时' }),
        stack: [],
      },
      { say: '查投诉进度', card: '重新核实中' },
    ],
  },
  {
    name: 'disputing without a reason is a dispute all the same',
    world: { complaints: [proposed()] },
    turns: [
      { say: '不认可方案', expect: ['哪里不合适'] },
      {
        tap: '不想说',
        writes: wrote,
        wrote: act('dispute', { reason: '客户不认可，没有说明原因。' }),
      },
    ],
  },
  {
    name: 'a decision is reviewed, not disputed: reason, read back, thirty days',
    world: { complaints: [decided()] },
    turns: [
      {
        say: '查投诉进度',
        expect: ['二、处理决定：', '申请核查'],
        quickReplies: ['认可处理决定', '申请核查'],
      },
      { tap: '申请核查', expect: ['哪一点有不同意见'] },
      {
        say: '条款第十八条不适用我的情况，车是在维修厂被撞的',
        expect: ['请核对您的核查申请', OPEN_NO, '条款第十八条不适用'],
        quickReplies: ['提交申请', '修改理由', '取消'],
        writes: [],
      },
      {
        tap: '提交申请',
        expect: ['核查申请已经提交', '核查结果：最迟 7月12日 24:00 前'],
        writes: wrote,
        wrote: act('request_review', { reason: '条款第十八条不适用我的情况，车是在维修厂被撞的' }),
      },
    ],
  },
  {
    name: 'not content with a decision: taken on to the review with the words already said',
    world: { complaints: [decided()] },
    turns: [
      {
        say: '我不认可你们的处理决定，条款根本不是这么写的',
        expect: ['30 日内申请核查', '请核对您的核查申请'],
      },
      { say: '可以', writes: wrote, wrote: act('request_review') },
    ],
  },
  {
    name: 'too late for a review: said so, with what is left',
    world: { complaints: [closed(-24 * 40)] },
    turns: [
      {
        say: '我要申请核查',
        expect: ['30 日内申请'],
        quickReplies: ['查投诉进度', '转人工'],
        writes: [],
      },
    ],
  },
  {
    name: 'opened again within thirty days, under its number, with promises of its own',
    world: { complaints: [closed()] },
    turns: [
      { say: '查投诉进度', card: '已办结', quickReplies: ['重新处理投诉'] },
      { tap: '重新处理投诉', expect: ['哪里还没有解决'] },
      {
        say: '钱一直没到账',
        expect: [
          '已重新处理',
          '专人首次联系：最迟 6月14日 10:01 前',
          '处理方案：最迟 6月15日 10:01 前',
        ],
        writes: wrote,
        wrote: act('reopen', { reason: '钱一直没到账' }),
      },
    ],
  },
  {
    name: 'what it waits for and since when; the clock that stands still is said to',
    world: { complaints: [waiting(-2)] },
    turns: [
      {
        say: '查投诉进度',
        expect: ['6月12日 08:00 起在等您补充：请发一下4S店的报价单照片', '暂停计算'],
        card: '等您补充',
        quickReplies: ['补充投诉'],
      },
    ],
  },
  {
    name: 'a complaint and a person in one breath: the request says that it is one',
    turns: [{ say: '我要投诉！转人工', writes: ['requestHandoff:complaint'] }],
  },
  {
    name: 'while one is being told, withdrawing gives up what is told and touches no other',
    world: { complaints: [investigated()] },
    turns: [
      { say: `我要投诉，${MATTER}` },
      {
        say: '撤回投诉',
        expect: ['要不要先按现有内容登记'],
        writes: [],
        stack: ['complaint_file'],
      },
      { tap: '不登记了', writes: [], stack: [] },
    ],
  },
];
