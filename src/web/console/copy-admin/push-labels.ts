import type { z } from 'zod';
import type { outreachDelivery } from '../../../server/contract/campaigns.ts';
import type { pushCheck } from '../../../server/contract/push.ts';
import { DELIVERY_REASONS, type Tone } from './labels-desk.ts';

type Delivery = z.infer<typeof outreachDelivery>;
type Check = z.infer<typeof pushCheck>;

/** The classes of pushes (domain.md 3.7). */
export const PUSH_CLASS_LABELS: Readonly<Record<Delivery['pushClass'], string>> = {
  service: '服务通知',
  care: '关怀',
  survey: '满意度',
  marketing: '营销',
};

/** By which way a push goes; a person calls by `phone`. */
export const PUSH_WAY_LABELS: Readonly<Record<'wechat' | 'web' | 'sms' | 'phone', string>> = {
  wechat: '微信',
  web: '网页',
  sms: '短信',
  phone: '电话',
};

/** What became of a push. */
export const PUSH_STATES: Readonly<
  Record<Delivery['status'], { readonly label: string; readonly tone: Tone }>
> = {
  planned: { label: '待发送', tone: 'processing' },
  sending: { label: '发送中', tone: 'processing' },
  sent: { label: '已发送', tone: 'success' },
  delivered: { label: '已送达', tone: 'success' },
  failed: { label: '没发出', tone: 'error' },
  suppressed: { label: '不发送', tone: 'default' },
  unknown: { label: '结果不明', tone: 'warning' },
};

/** Why the policy keeps a push back (domain/push/push.ts). */
export const PUSH_REFUSAL_LABELS: Readonly<Record<NonNullable<Check['reason']>, string>> = {
  no_consent: '客户没有同意接收这类消息',
  refused: '客户已拒收这类消息',
  marketing_blocked: '客户在营销禁止名单内',
  survey_silent: '客户拒绝过回访，静默期内不再打扰',
  bereaved: '客户或家人离世，不再发送',
  open_complaint: '有投诉还没办结',
  open_injury_claim: '有人伤赔案还没结案',
  claim_just_rejected: '赔案刚被拒赔，暂停几天',
  silent_day: '当天是静默日',
  quiet_hours: '不在允许发送的时段',
  outside_hours: '不在这次群发设定的时段',
  cap_class: '这类消息近期已到上限',
  cap_total: '各类消息合计近期已到上限',
  no_way: '没有可以用的渠道',
  unreachable: '联系不上客户',
  window_closed: '渠道的可发送时间窗已过',
  quota: '渠道可发送的条数用完了',
  greeting_forbidden: '这个渠道不允许发问候',
  with_person: '客户正在和人工对话',
  in_conversation: '客户正在办事，等他说完',
  window_missed: '错过了可发送的时间',
};

/** What else keeps a push, an invitation or a visit back, or ended it. */
const OTHER_REASONS: Readonly<Record<string, string>> = {
  rate: '按渠道速度排队中',
  held: '群发已暂停',
  cancelled: '群发已取消',
  no_words: '消息内容缺少需要的资料',
  no_approved_template: '没有审核通过的模板',
  not_answered: '到期没有回答',
  visited: '已通过回访完成',
  called: '已改为电话联系',
  sign_up_cancelled: '报名已取消',
  no_questionnaire: '没有已发布的问卷',
  push_failed: '消息没有送达',
  subject_open: '相关赔案或投诉已重新处理',
  policy_cancelled: '保单已退保',
  renewed: '已经续保',
  sold: '车辆已转让',
  no_answer: '多次联系没有接通',
  no_phone: '没有可以拨打的电话',
  wrong_number: '号码不是客户本人的',
  not_called: '时间窗内没有人拨打',
  standstill: '时间窗内系统没有运行',
  told_late: '核心系统告知时已过时间窗',
  not_asked: '时间窗内没有问到',
  below_half: '回答不到一半',
  rated_in_chat: '客户已在对话里评价',
  followed_up: '已由跟进任务联系客户',
  low_score: '评分低，转为人工联系',
  policy_error: '发送前核对没有成功',
  sender_died: '发送程序中断，不知道是否送达',
  timeout: '渠道没有回应，不知道是否送达',
  sender_error: '发送出错，不知道是否送达',
  no_sender: '没有可用的发送渠道',
};

/** Why something was kept back, in words. A code that nobody wrote words for is told as that, never shown bare. */
export function pushReasonText(reason: string): string {
  const known: Readonly<Record<string, string>> = {
    ...DELIVERY_REASONS,
    ...OTHER_REASONS,
    ...PUSH_REFUSAL_LABELS,
  };
  return known[reason] ?? `其他原因（${reason}）`;
}
