import type { z } from 'zod';
import type { transcriptMessage } from '../../src/server/contract/conversation.ts';
import type { handoff, packet, rosterAgent } from '../../src/server/contract/handoff.ts';
import type { cannedAnswer } from '../../src/server/contract/setup.ts';

export type Handoff = z.infer<typeof handoff>;
export type Message = z.infer<typeof transcriptMessage>;
export type Roster = z.infer<typeof rosterAgent>;

const MINUTE_MS = 60_000;

/** So many seconds before now, as the API writes it. */
export function ago(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString();
}

/** So many minutes from now. */
export function ahead(minutes: number): string {
  return new Date(Date.now() + minutes * MINUTE_MS).toISOString();
}

/** A hand-off that waits, unless told otherwise. */
export function sampleHandoff(id: string, change: Partial<Handoff> = {}): Handoff {
  return {
    id,
    conversationId: `con_${id}`,
    channelAccount: 'web',
    reason: 'asked',
    state: 'queued',
    requestedAt: ago(95),
    queuedAt: ago(95),
    isInjury: false,
    isComplaint: false,
    isVip: false,
    skill: null,
    language: 'zh',
    teamId: null,
    position: 1,
    offeredTo: null,
    offeredUntil: null,
    agentId: null,
    agentName: null,
    acceptedAt: null,
    firstReplyAt: null,
    lastAgentAt: null,
    lastCustomerAt: ago(95),
    waitingSince: ago(95),
    closedAt: null,
    outcome: null,
    resultCode: null,
    ratingScore: null,
    note: null,
    customerName: '王*明',
    customerNo: 'C000017',
    level: 2,
    lastText: '我的车定损金额不对，想找人问问',
    lastSeq: 8,
    ...change,
  };
}

let texts = 0;

/** A message, the customer's unless told otherwise. */
export function sampleMessage(
  seq: number,
  text: string | null,
  change: Partial<Message> = {},
): Message {
  texts += 1;
  return {
    seq,
    at: ago(600 - seq * 20 - texts / 1000),
    direction: 'in',
    author: 'customer',
    authorName: null,
    type: 'message',
    text,
    attachments: [],
    replyToSeq: null,
    generatedBy: null,
    delivery: null,
    deliveryReason: null,
    ...change,
  };
}

const bot = { direction: 'out', author: 'bot', generatedBy: 'template' } as const;
const agent = {
  direction: 'out',
  author: 'agent',
  authorName: '陈晓',
  generatedBy: 'person',
  delivery: 'delivered',
} as const;

/** A talk as it comes to an agent: bot first, then a person, a photo, a system line. */
export function sampleTalk(): Message[] {
  return [
    sampleMessage(1, '您好，我是安途车险智能客服，可以帮您报案、查进度、改资料。', bot),
    sampleMessage(2, '我的赔案到哪一步了'),
    sampleMessage(3, '赔案 CL2026110300012 现在是“定损中”，预计 11月6日 18:00 前完成。', bot),
    sampleMessage(4, '定损金额 3200 不对，修理厂说要 5600，电话 138****8000 打过来也没人说清楚'),
    sampleMessage(5, null, {
      attachments: [{ contentType: 'image/png', name: '车损.png', fileId: 'fil_1', content: null }],
    }),
    sampleMessage(6, '转人工'),
    sampleMessage(7, '正在为您转接人工客服，您排在第1位，预计等待约1分钟。', {
      ...bot,
      author: 'system',
    }),
    sampleMessage(8, '陈晓 为您服务', { ...bot, author: 'system' }),
    sampleMessage(9, '王先生您好，我是客服陈晓。金额差在哪一项，我马上帮您核对。', agent),
    sampleMessage(10, '前杠他们只给修，修理厂说必须换'),
    sampleMessage(11, '前杠开裂超过10厘米时一般按更换处理，具体以定损员复核为准。', {
      ...agent,
      generatedBy: 'model',
      delivery: 'failed',
      deliveryReason: '客户已取消关注',
    }),
    sampleMessage(12, '那什么时候能有结果？'),
  ];
}

/** What is known of the customer of that talk. */
export const SAMPLE_PACKET: z.infer<typeof packet> = {
  conversationId: 'con_hof_mine',
  channelAccount: 'web',
  level: 2,
  verifiedBy: '手机验证码',
  customerNo: 'C000017',
  customerName: '王*明',
  tier: 'platinum',
  tags: ['老客户', '续保意向'],
  relationshipManager: '周敏',
  phone: '138****8000',
  vehicles: [{ plate: '京A1***5', model: '大众 帕萨特 2021款' }],
  policies: [
    {
      policyNo: 'P2026010000017',
      kind: 'commercial',
      status: 'active',
      endsAt: ahead(60 * 24 * 20),
    },
    {
      policyNo: 'P2026010000018',
      kind: 'compulsory',
      status: 'active',
      endsAt: ahead(60 * 24 * 20),
    },
  ],
  claims: [
    {
      claimNo: 'CL2026110300012',
      status: 'ASSESSING',
      stage: '定损中',
      statusAt: ago(3600 * 26),
      handlerName: '李建国',
      hasInjury: false,
    },
  ],
  complaints: [
    {
      complaintNo: 'TS20261122003',
      status: 'REGISTERED',
      severity: 'S3',
      firstFeedbackDueAt: ahead(95),
      firstFeedbackAt: null,
      resolutionDueAt: ahead(60 * 44),
      nextDueAt: ahead(95),
      closedAt: null,
    },
  ],
  consents: [
    { purpose: 'marketing', isGranted: false, decidedAt: ago(86_400) },
    { purpose: 'care', isGranted: true, decidedAt: ago(86_400) },
  ],
  asked: ['我的赔案到哪一步了', '定损金额不对，修理厂说要 5600', '转人工'],
  underway: {
    flow: 'claim_status',
    title: '查询理赔进度',
    slots: [{ name: 'claimNo', label: '赔案号', value: 'CL2026110300012' }],
  },
  summary: {
    text: '客户对赔案 CL2026110300012 的定损金额（3200元）有异议，修理厂报价5600元，分歧在前保险杠修或换。',
    by: 'template',
  },
  mood: { level: 'upset', words: ['不对', '没人说清楚'] },
  promises: [{ text: '定损复核结果回复客户', dueAt: ahead(60 * 20), ref: 'CL2026110300012' }],
  notes: 1,
  earlierHandoffs: 2,
};

/** Colleagues in every state. */
export const SAMPLE_ROSTER: readonly Roster[] = [
  person('agt_me', '陈晓', { active: 3 }),
  person('agt_2', '李静', { skills: ['claims', 'injury'], active: 2 }),
  person('agt_3', '赵磊', { skills: ['policy'], presence: 'busy', active: 5, capacity: 5 }),
  person('agt_4', '孙悦', { skills: ['complaint'], isHere: false, presence: 'away' }),
];

function person(id: string, displayName: string, change: Partial<Roster>): Roster {
  return {
    id,
    displayName,
    role: 'agent',
    teamId: 'tea_1',
    teamName: '理赔一组',
    skills: ['claims'],
    presence: 'online',
    isHere: true,
    active: 0,
    capacity: 5,
    ...change,
  };
}

/** Canned answers, with and without variables. */
export const SAMPLE_CANNED: readonly z.infer<typeof cannedAnswer>[] = [
  canned('hello', '问候', '开场', '您好，很高兴为您服务，请问有什么可以帮您？'),
  canned('wait', '请稍等', '过程', '请您稍等，我马上为您查询。'),
  canned(
    'recheck',
    '申请复核',
    '理赔',
    '{{customer.name}}，赔案 {{claim.no}} 我已为您提交定损复核。',
  ),
  canned('thanks', '感谢', '结束', '感谢您的耐心，祝您出行平安。'),
];

function canned(shortcut: string, title: string, category: string, text: string) {
  return {
    ...{ id: `can_${shortcut}`, shortcut, title, category, text },
    updatedBy: 'admin',
    updatedAt: ago(86_400),
  };
}
