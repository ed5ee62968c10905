import type { Story } from './story.ts';
import { START } from './world.ts';

const HOUR_MS = 3_600_000;
/** Half a minute passes before the first turn: 10:00 in Shanghai, 12 June. */
export const FIRST = new Date(START.getTime() + 30_000);
export const from = (hours: number): Date => new Date(FIRST.getTime() + hours * HOUR_MS);
export const NUMBER = 'TS20260612000001';
export const MATTER = '定损员态度特别差，说我不懂还挂我电话';

export const complaintStories: readonly Story[] = [
  {
    name: 'a complaint from the bare wish to its number, by a stranger',
    turns: [
      {
        say: '我要投诉',
        expect: ['非常抱歉', '我们一定受理', '发生了什么'],
        never: ['身份', '马上为您看'],
        stack: ['complaint_file'],
      },
      { say: MATTER, expect: ['怎么处理'], never: ['抱歉'] },
      { say: '要求他当面道歉', expect: ['手机号', '不想留也可以'] },
      { say: '13911112222', expect: ['材料'], quickReplies: ['没有了'], never: ['13911112222'] },
      {
        tap: '没有了',
        expect: [
          '请核对您的投诉',
          MATTER,
          '问题类型：服务态度',
          '诉求：要求他当面道歉',
          '139****2222',
        ],
        quickReplies: ['对，没问题', '不对，要修改', '取消', '修改问题类型'],
      },
      {
        say: '对',
        expect: [
          `编号 ${NUMBER}`,
          '48 小时内，也就是 6月14日 10:00 前',
          '72 小时内，也就是 6月15日 10:00 前',
          '告诉您姓名',
          '139****2222',
          '随时可以在这里发编号',
          '400-000-0000',
          '12378',
        ],
        quickReplies: ['查投诉进度', '转人工'],
        writes: ['fileComplaint'],
        wrote: [
          {
            kind: 'fileComplaint',
            complaint: {
              complaintNo: NUMBER,
              matter: MATTER,
              request: '要求他当面道歉',
              category: 'SERVICE.ATTITUDE',
              severity: 'S3',
              contactPhone: '13911112222',
              receivedAt: FIRST,
              firstFeedbackDueAt: from(48),
              resolutionDueAt: from(72),
              evidenceIds: [],
              source: 'web',
            },
          },
        ],
        audit: [`complaint.filed ${NUMBER}`],
        stack: [],
        stateNever: ['13911112222', '挂我电话'],
      },
    ],
  },
  {
    name: 'everything in the first words: only what is missing is asked',
    turns: [
      {
        say: '我要投诉！你们推荐的修理厂装的是副厂件，大灯一个礼拜就进水，我要求重新换原厂件',
        expect: ['我来为您登记投诉', '手机号'],
        never: ['发生了什么', '怎么处理'],
      },
      { say: '13911112222' },
      { say: '没有', expect: ['问题类型：修理厂和维修质量', '我要求重新换原厂件'] },
      {
        tap: '对，没问题',
        writes: ['fileComplaint'],
        wrote: [
          {
            kind: 'fileComplaint',
            complaint: { category: 'CLAIM.REPAIR_SHOP', request: '我要求重新换原厂件' },
          },
        ],
      },
    ],
  },
  {
    name: 'a known customer: their phone and their claim are offered, nothing held is asked for',
    world: { level: 1 },
    turns: [
      {
        say: '你们定损金额定得太低了，四千块根本修不好，太黑了',
        expect: ['我来为您登记投诉', '怎么处理'],
      },
      {
        say: '按4S店的报价重新定损',
        expect: ['哪个案件'],
        quickReplies: ['与案件无关'],
        audit: [],
      },
      { say: '1', expect: ['138****1234 可以吗'], never: ['13800001234'] },
      { say: '可以', expect: ['材料'] },
      { say: '没有了', expect: ['粤B****45', '138****1234'], never: ['13800001234', '粤B12345'] },
      {
        say: '没问题',
        writes: ['fileComplaint'],
        wrote: [
          {
            kind: 'fileComplaint',
            complaint: {
              customerId: 'cus_1',
              claimNo: 'CL202606110001',
              contactPhone: '13800001234',
              category: 'CLAIM.ASSESS_AMOUNT',
            },
          },
        ],
      },
    ],
  },
  {
    name: 'what is read about a known customer is in the trail, once',
    world: { level: 1 },
    turns: [
      { say: '我要投诉', audit: ['customer.read cus_1', 'claim.read clm_1'] },
      { say: MATTER, audit: [] },
    ],
  },
  {
    name: 'no phone: answered in this conversation, and registered all the same',
    turns: [
      { say: '我要投诉，机器人答非所问，说了半天都没用', expect: ['怎么处理'] },
      { tap: '没有具体诉求', expect: ['手机号'] },
      { tap: '在这里回复我' },
      { tap: '没有了', expect: ['联系方式：在这个对话里回复您'] },
      {
        say: '对',
        expect: ['专人会在这个对话里回复您'],
        writes: ['fileComplaint'],
        wrote: [{ kind: 'fileComplaint', complaint: { category: 'SERVICE.BOT', severity: 'S3' } }],
      },
    ],
  },
  {
    name: 'a threat to go to the regulator: a person first within a day, and a colleague at once',
    turns: [
      { say: '我要投诉，理赔拖了二十天一直没结果，再不处理我打12378' },
      { say: '跳过' },
      { say: '13911112222' },
      { say: '没有' },
      {
        say: '对',
        expect: ['24 小时内，也就是 6月13日 10:00 前', '已同时请同事优先跟进'],
        writes: ['fileComplaint', 'requestHandoff:complaint'],
        wrote: [
          { kind: 'fileComplaint', complaint: { severity: 'S2', firstFeedbackDueAt: from(24) } },
        ],
      },
    ],
  },
  {
    name: 'leaked data: two hours, and a colleague at once',
    turns: [
      { say: '我要投诉，我的个人信息被你们的人卖了，今天接了八个推销电话' },
      { say: '查清楚是谁泄露的' },
      { say: '13911112222' },
      { say: '没有' },
      {
        say: '对',
        expect: ['2 小时内，也就是 6月12日 12:00 前'],
        writes: ['fileComplaint', 'requestHandoff:complaint'],
        wrote: [
          {
            kind: 'fileComplaint',
            complaint: {
              severity: 'S1',
              category: 'PRIVACY.LEAK',
              firstFeedbackDueAt: from(2),
              resolutionDueAt: from(72),
            },
          },
        ],
      },
    ],
  },
  {
    name: 'the story in answer to the question is a story, whatever wishes and numbers are in it',
    turns: [
      { say: '我要投诉' },
      {
        say: '粤B12345的理赔都半个月了赔款还没到账，打13800001234也没人接，我要查进度查了五次',
        expect: ['怎么处理'],
        never: ['核对一下身份', '车牌号已改'],
        stack: ['complaint_file'],
      },
      { say: '尽快把赔款打给我', expect: ['手机号'], stack: ['complaint_file'] },
      { tap: '在这里回复我' },
      {
        say: '没有了',
        expect: ['粤B12345', '尽快把赔款打给我', '在这个对话里回复您'],
        never: ['13800001234'],
      },
      {
        say: '对',
        writes: ['fileComplaint'],
        wrote: [{ kind: 'fileComplaint', complaint: { category: 'CLAIM.PAYMENT' } }],
      },
    ],
  },
  {
    name: 'a burst is one story',
    turns: [
      {
        say: ['我要投诉', '你们那个查勘员', '说半小时到，等了三个小时没来'],
        expect: ['怎么处理'],
      },
      { say: '跳过' },
      { say: '跳过' },
      { say: '没有', expect: ['等了三个小时没来', '问题类型：现场查勘'] },
    ],
  },
  {
    name: 'photos sent before and during go along',
    turns: [
      { files: ['image/jpeg'], expect: ['已经保存'] },
      { say: '我要投诉', expect: ['1 个文件，我一并放进来了'] },
      { say: MATTER },
      { say: '跳过' },
      { files: ['image/png', 'application/pdf'], expect: ['收到 2 个文件'] },
      { say: '跳过', expect: ['材料'] },
      { say: '发完了', expect: ['材料：3 个文件'] },
      {
        say: '对',
        writes: ['fileComplaint'],
        wrote: [{ kind: 'fileComplaint', complaint: { evidenceIds: ['fil_0', 'fil_0', 'fil_1'] } }],
      },
    ],
  },
  {
    name: 'the category is changed by tap and by number',
    turns: [
      { say: '我要投诉，你们的服务让人很不舒服' },
      { say: '跳过' },
      { say: '跳过' },
      { say: '没有', expect: ['问题类型：其他'] },
      { tap: '修改问题类型', expect: ['哪一类', '1. 理赔快慢和材料', '8. 其他'] },
      { say: '6', expect: ['1. 服务态度', '2. 联系不上'] },
      { say: '第二个', expect: ['问题类型：联系不上'] },
      {
        say: '对',
        writes: ['fileComplaint'],
        wrote: [{ kind: 'fileComplaint', complaint: { category: 'SERVICE.UNREACHABLE' } }],
      },
    ],
  },
  {
    name: 'the phone and the matter are corrected at the read-back',
    turns: [
      { say: `我要投诉，${MATTER}` },
      { say: '跳过' },
      { say: '13911112222' },
      { say: '没有', expect: ['139****2222'] },
      { say: '不对，电话是13933334444', expect: ['联系电话已改为 139****4444', '请核对'] },
      { say: '不对', quickReplies: ['修改投诉内容'] },
      { tap: '修改投诉内容', expect: ['发生了什么'] },
      { say: '是查勘员态度差，不是定损员', expect: ['查勘员态度差，不是定损员'] },
      {
        say: '对',
        writes: ['fileComplaint'],
        wrote: [
          {
            kind: 'fileComplaint',
            complaint: { matter: '是查勘员态度差，不是定损员', contactPhone: '13933334444' },
          },
        ],
      },
    ],
  },
];
