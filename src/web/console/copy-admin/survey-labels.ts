import type { z } from 'zod';
import type { followUp } from '../../../server/contract/follow-ups.ts';
import type { answer, invitation, questionnaire } from '../../../server/contract/surveys.ts';
import type { Tone } from './labels-desk.ts';

type Questionnaire = z.infer<typeof questionnaire>;
type Invitation = z.infer<typeof invitation>;
type FollowUp = z.infer<typeof followUp>;
type Labelled = { readonly label: string; readonly tone: Tone };
type Kind = Questionnaire['content']['questions'][number]['kind'];

/** How something is asked; the number of steps is part of the name. */
export const QUESTION_KIND_LABELS: Readonly<Record<Kind, string>> = {
  csat: '满意度（1–5 分）',
  nps: '推荐意愿（0–10 分）',
  ces: '费力度（1–7 分）',
  choice: '选择题',
  text: '文字',
};

/** What a score is called where its result is shown. */
export const SCORE_LABELS = {
  csat: '满意度（CSAT）',
  nps: '推荐意愿（NPS）',
  ces: '费力度（CES）',
} as const;

/** What the ends of a scale mean, as customers read them. */
export const SCALE_ENDS = {
  csat: { low: '非常不满意', high: '非常满意' },
  nps: { low: '完全不可能', high: '非常可能' },
  ces: { low: '非常不同意', high: '非常同意' },
} as const;

/** What a questionnaire is for. */
export const PURPOSE_LABELS: Readonly<Record<Questionnaire['purpose'], string>> = {
  NEW_POLICY: '新保回访',
  RENEWAL: '续保前回访',
  RENEWAL_DONE: '续保办理',
  POST_CLAIM: '理赔结案',
  POST_COMPLAINT: '投诉办结',
  ANNUAL: '年度调查',
  HIGH_VALUE: '高价值客户',
  IN_CHAT: '对话评价',
  EVENT: '车主活动',
  OTHER: '其他',
};

export const QUESTIONNAIRE_STATES: Readonly<Record<Questionnaire['status'], Labelled>> = {
  draft: { label: '草稿', tone: 'warning' },
  published: { label: '使用中', tone: 'success' },
  retired: { label: '已停用', tone: 'default' },
};

export const INVITATION_STATES: Readonly<Record<Invitation['status'], Labelled>> = {
  planned: { label: '待发送', tone: 'processing' },
  sent: { label: '已发送', tone: 'processing' },
  opened: { label: '已打开', tone: 'processing' },
  partial: { label: '答了一部分', tone: 'warning' },
  completed: { label: '已完成', tone: 'success' },
  expired: { label: '已过期', tone: 'default' },
  refused: { label: '客户不想答', tone: 'default' },
  suppressed: { label: '不发送', tone: 'default' },
  failed: { label: '没发出', tone: 'error' },
};

/** What somebody is asked about. */
export const SUBJECT_LABELS: Readonly<Record<NonNullable<Invitation['subject']>['kind'], string>> =
  {
    claim: '赔案',
    policy: '保单',
    complaint: '投诉',
    handoff: '人工服务',
    event: '活动',
    visit: '回访',
    campaign: '群发',
    customer: '整体服务',
  };

export const ANSWER_WAY_LABELS: Readonly<Record<z.infer<typeof answer>['via'], string>> = {
  chat: '对话',
  web_form: '网页',
  phone: '电话',
};

export const FOLLOW_UP_KINDS: Readonly<Record<FollowUp['kind'], Labelled>> = {
  low_score: { label: '低分', tone: 'warning' },
  complaint_words: { label: '有投诉意向', tone: 'error' },
  call_back: { label: '请经理回电', tone: 'processing' },
  visit_finding: { label: '回访发现问题', tone: 'warning' },
};

export const FOLLOW_UP_STATES: Readonly<Record<FollowUp['status'], Labelled>> = {
  open: { label: '待处理', tone: 'warning' },
  in_progress: { label: '处理中', tone: 'processing' },
  done: { label: '已完成', tone: 'success' },
};

export const FOLLOW_UP_RESULTS: Readonly<Record<NonNullable<FollowUp['result']>, string>> = {
  solved: '问题已解决',
  explained: '已解释清楚',
  complaint_filed: '已登记投诉',
  unreachable: '联系不上',
  not_needed: '不需要跟进',
};

export const FOLLOW_UP_VERDICTS: Readonly<Record<FollowUp['verdict'], Labelled>> = {
  open: { label: '未到期', tone: 'processing' },
  overdue: { label: '已超时', tone: 'error' },
  in_time: { label: '按时联系', tone: 'success' },
  late: { label: '超时联系', tone: 'warning' },
};
