import type { z } from 'zod';
import type { agent, apiKey } from '../../../server/contract/access.ts';
import type { conversation } from '../../../server/contract/conversation.ts';
import type { deliveryQuery, webhookInput } from '../../../server/contract/operations.ts';
import type { QUALITY_CRITERIA } from '../../../server/contract/setup.ts';

/** What each role is for, beside the choice of one. */
export const ROLE_HINTS: Readonly<Record<z.infer<typeof agent>['role'], string>> = {
  agent: '接待客户，查看已脱敏的客户资料，查看完整信息须写明原因。',
  supervisor: '客服的全部权限，另可接管会话、抽检质量、维护常用语、发布知识。',
  admin: '班组长的全部权限，另可管理账号、班组、服务时间、密钥、回调和系统。',
  auditor: '只读：看记录和审计，不能看未脱敏的资料，也不能改动任何内容。',
};

export const LANGUAGE_LABELS: Readonly<Record<string, string>> = {
  zh: '中文',
  en: '英语',
  ja: '日语',
  ko: '韩语',
  ru: '俄语',
  fr: '法语',
  de: '德语',
  es: '西班牙语',
  ug: '维吾尔语',
  bo: '藏语',
  mn: '蒙古语',
};

export const OUTCOME_LABELS: Readonly<Record<string, string>> = {
  agent_closed: '客服结束',
  returned_to_bot: '交还机器人',
  customer_silent: '客户长时间未回应',
  customer_left: '客户离开',
  withdrawn: '客户取消排队',
  call_back: '改为回电',
};

export const MODE_LABELS: Readonly<Record<z.infer<typeof conversation>['mode'], string>> = {
  bot: '机器人',
  queued: '等人工',
  agent: '人工服务中',
};

export const RISK_LABELS = {
  queue: '排队过久',
  first_reply: '首次回复',
  next_reply: '后续回复',
} as const;

export const CRITERIA: Readonly<
  Record<(typeof QUALITY_CRITERIA)[number], { readonly label: string; readonly hint: string }>
> = {
  greeting: { label: '开场', hint: '亮明身份，称呼得体，先接住客户说过的话' },
  accuracy: { label: '准确', hint: '业务答复正确，依据清楚，没有让客户重复提供' },
  empathy: { label: '共情', hint: '体谅处境，不推诿、不指责，人伤先问人' },
  promise: { label: '承诺', hint: '说明下一步和时限，不承诺赔付结果' },
  privacy: { label: '隐私', hint: '核验后才谈个人信息，不多问、不外泄' },
  closing: { label: '收尾', hint: '确认问题解决，结果码与实际一致' },
};

export const SCOPE_LABELS: Readonly<Record<z.infer<typeof apiKey>['scopes'][number], string>> = {
  'customers:read': '读取客户资料（脱敏）',
  'customers:write': '写入、更新客户资料',
  'policies:read': '读取保单',
  'policies:write': '写入、更新保单',
  'claims:read': '读取赔案和进度',
  'claims:write': '写入赔案、推送赔案进度',
  'accident-reports:read': '读取报案',
  'complaints:read': '读取投诉',
  'complaints:write': '登记、办理投诉',
  'sla:read': '读取投诉时限规则',
  'reports:read': '读取投诉分析',
  'consents:read': '读取客户授权记录',
  'consents:write': '登记客户的同意和拒绝',
  'surveys:read': '读取问卷、邀请和回答',
  'surveys:write': '维护问卷、发出邀请、登记回答',
  'visits:read': '读取回访计划和结果',
  'visits:write': '登记回访结果',
  'outreach:read': '读取关怀模板、人群、群发和发送记录',
  'outreach:write': '维护关怀模板、人群和群发',
  'owner-events:read': '读取车主活动和推荐记录',
  'owner-events:write': '维护车主活动、登记报名和签到',
  'service-requests:read': '读取服务任务',
  'service-requests:write': '新建、推进服务任务，含查看联系方式',
  'conversations:read': '读取会话和消息（脱敏）',
  'conversations:write': '以人工身份发消息、发文件、写备注',
  'handoffs:read': '读取转人工记录和客户摘要',
  'handoffs:write': '接受、转交、结束转人工',
  'knowledge:read': '读取知识',
  'knowledge:write': '提交知识草稿（发布仍须人工审核）',
  'audit:read': '读取、导出、校验审计记录',
  'understanding:parse': '调用语义理解',
};

export const WEBHOOK_EVENT_LABELS: Readonly<
  Record<z.infer<typeof webhookInput>['events'][number], string>
> = {
  'handoff.requested': '客户请求人工',
  'handoff.accepted': '人工已接入',
  'handoff.transferred': '已转交',
  'handoff.returned': '已交还机器人',
  'handoff.closed': '人工服务结束',
  'message.created': '会话有新消息',
  'complaint.registered': '投诉已登记',
  'complaint.assigned': '投诉已分派',
  'complaint.contacted': '投诉已联系客户',
  'complaint.paused': '投诉暂停计时',
  'complaint.resumed': '投诉恢复计时',
  'complaint.proposed': '投诉方案已告知',
  'complaint.decided': '投诉已作出处理决定',
  'complaint.confirmed': '客户认可处理结果',
  'complaint.disputed': '客户不认可方案',
  'complaint.expired': '客户未回复方案',
  'complaint.withdrawn': '投诉已撤回',
  'complaint.declined': '投诉不予受理',
  'complaint.closed': '投诉已办结',
  'complaint.reopened': '投诉重新处理',
  'complaint.extended': '投诉已延期',
  'complaint.merged': '投诉已合并',
  'complaint.supplemented': '投诉补充材料',
  'complaint.review_requested': '客户申请核查',
  'complaint.review_decided': '核查已有结论',
  'complaint.relabelled': '投诉分级分类已改',
  'complaint.escalated': '投诉已升级',
  'complaint.rectified': '投诉整改完成',
  'complaint.rated': '客户已评价投诉处理',
};

type DeliveryStatus = NonNullable<z.infer<typeof deliveryQuery>['status']>;

export const DELIVERY_STATUS: Readonly<
  Record<DeliveryStatus, { readonly label: string; readonly tone: Tone }>
> = {
  queued: { label: '待发送', tone: 'processing' },
  sending: { label: '发送中', tone: 'processing' },
  sent: { label: '已发出', tone: 'success' },
  failed: { label: '失败', tone: 'error' },
  suppressed: { label: '未发送', tone: 'default' },
  unknown: { label: '结果不明', tone: 'warning' },
};

export const DELIVERY_KINDS: Readonly<
  Record<NonNullable<z.infer<typeof deliveryQuery>['kind']>, string>
> = {
  channel_message: '会话消息',
  sms: '短信',
  webhook: '回调',
};

/** Why something did not leave; the codes of channels, SMS and webhooks. */
export const DELIVERY_REASONS: Readonly<Record<string, string>> = {
  address_not_allowed: '地址不允许访问',
  bad_payload: '内容有误',
  bad_row: '内容有误',
  before_sending: '发送前中断',
  endpoint_busy: '排在前面的还没送达',
  endpoint_disabled: '回调已停用',
  endpoint_removed: '回调已删除',
  expired: '重试一天仍未送达',
  network: '网络中断',
  network_eai_again: '地址解析失败',
  network_econnrefused: '对方拒绝连接',
  network_econnreset: '连接被对方中断',
  network_enotfound: '地址不存在',
  network_und_err_connect_timeout: '连接超时',
  no_sender: '没有发送通道',
  nothing_was_written: '没有写出内容',
  policy_error: '发送规则检查出错',
  sender_died: '发送中断，结果不明',
  sender_error: '发送出错',
  service_url_refused: '渠道地址不被信任',
  timeout: '对方没有及时应答',
};

/** The colours of antd's tags that mean something. */
export type Tone = 'default' | 'processing' | 'success' | 'warning' | 'error';

/** Who does something, by what kind of actor they are. */
export const PEOPLE: Readonly<Record<string, string>> = {
  agent: '人员',
  api_key: '接口',
  system: '系统',
  customer: '客户',
};

/** The word for a stored code, or the code itself. */
export function labelOf(labels: Readonly<Record<string, string>>, code: string): string {
  return labels[code] ?? code;
}

/** By the part of a channel account before its `:`. */
const CHANNELS: Readonly<Record<string, string>> = {
  web: '网页',
  'wechat-kf': '微信客服',
  'wechat-oa': '服务号',
  wechaty: '微信（wechaty）',
  botframework: 'Bot Framework',
};

/** `网页`, `服务号`: the channel alone. */
export function channelKind(channelAccount: string): string {
  const [channel = ''] = channelAccount.split(':');
  return CHANNELS[channel] ?? channel;
}

/** `网页`, `服务号（main）`: the channel, and which of its accounts. One that has no name yet is shown as it is. */
export function channelName(channelAccount: string): string {
  const [channel = '', ...account] = channelAccount.split(':');
  const name = CHANNELS[channel];
  if (name === undefined) return channelAccount;
  return account.length === 0 ? name : `${name}（${account.join(':')}）`;
}
