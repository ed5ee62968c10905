import type { HandoffReason } from '../../domain/handoff/handoff.ts';
import type { Mood } from '../../domain/handoff/mood.ts';
import type { PacketComplaint, SummaryWords, Underway } from '../../domain/handoff/packet.ts';
import type { PromiseWords } from '../../domain/handoff/promises.ts';
import type { ServiceRequestKind } from '../../domain/service-request.ts';
import { dayTime } from './format.ts';

/** Why a person is needed, as colleagues read it. */
const handoffReasons: Readonly<Record<HandoffReason, string>> = {
  asked: '主动要求人工',
  misunderstood_twice: '机器人连续两次没听懂',
  injury: '有人受伤',
  self_harm: '提到轻生，请先安抚并留住对话',
  anger: '情绪激动',
  low_score: '对服务评分很低',
  identity_locked: '身份核验多次未通过，已锁定',
  complaint: '要投诉',
  flow: '所办事项需要人工',
  partner_unreachable: '联系不上救援服务商',
  taken_over: '由同事主动接管',
  other_desk: '由其他客服系统转来',
};

const TIERS: Readonly<Record<string, string>> = {
  diamond: '钻石客户',
  platinum: '白金客户',
  gold: '金卡客户',
};

const MOODS: Readonly<Record<Mood['level'], string>> = {
  calm: '',
  worried: '有些担心',
  upset: '有不满情绪',
  angry: '情绪激动',
};

const REQUESTS: Readonly<Record<ServiceRequestKind, string>> = {
  renewal: '回电办理续保',
  policy_cancel: '回电办理退保',
  profile_change: '回电办理资料变更',
  policy_document: '发送保单',
  invoice: '开具发票',
  roadside_assistance: '安排道路救援',
  expedite: '加急催办案件',
  call_back: '按约定时间回电',
  task: '跟进任务',
};

/** Characters of the customer's own words in a summary. */
const QUOTE_MAX = 50;
/** Slots named in a summary; the packet lists all of them. */
const SLOTS_MAX = 4;
const CASES_MAX = 2;

function quote(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  const characters = [...flat];
  return characters.length > QUOTE_MAX ? `${characters.slice(0, QUOTE_MAX).join('')}…` : flat;
}

/** What the colleague who takes over reads first. */
export const packetSummary: SummaryWords = {
  who: ({ customerName, level, tier, reason }) => {
    const named = tier === null ? '' : (TIERS[tier] ?? '');
    const proof = level === 0 ? '未核验身份' : `已核验 L${level}`;
    const why = reason === undefined ? '' : `：${handoffReasons[reason]}`;
    return `${named}${customerName}（${proof}）${why}。`;
  },
  wish: ({ underway, lastAsked }) => {
    const said = lastAsked === undefined ? '' : `客户最近说“${quote(lastAsked)}”`;
    if (underway === null) return said === '' ? '' : `${said}。`;
    return `正在办“${underway.title}”${knownOf(underway)}${said === '' ? '' : `，${said}`}。`;
  },
  cases: ({ claims, complaints, now }) => {
    const parts = [
      ...claims
        .slice(0, CASES_MAX)
        .map(({ claimNo, stage, hasInjury }) => `${claimNo} ${stage}${hasInjury ? '·有人伤' : ''}`),
      ...(claims.length > CASES_MAX ? [`另有赔案 ${claims.length - CASES_MAX} 件`] : []),
      ...complaints.slice(0, CASES_MAX).map((each) => complaintLine(each, now)),
      ...(complaints.length > CASES_MAX ? [`另有投诉 ${complaints.length - CASES_MAX} 件`] : []),
    ];
    return parts.length === 0 ? '' : `未结：${parts.join('；')}。`;
  },
  care: ({ mood, promise, now }) => {
    const heard = mood.words.length === 0 ? '' : `（${mood.words.slice(0, 3).join('、')}）`;
    const parts = [
      ...(mood.level === 'calm' ? [] : [`${MOODS[mood.level]}${heard}`]),
      ...(promise === undefined ? [] : [`已承诺${promise.text}${dueText(promise.dueAt, now)}`]),
    ];
    return parts.length === 0 ? '' : `${parts.join('；')}。`;
  },
};

/** What we said would happen. */
export const packetPromises: PromiseWords = {
  firstFeedback: '投诉首次反馈',
  resolution: '投诉处理结果',
  claimResult: '理赔进展答复',
  request: (kind) => REQUESTS[kind],
};

function knownOf({ slots }: Underway): string {
  if (slots.length === 0) return '';
  const told = slots.slice(0, SLOTS_MAX).map(({ label, value }) => `${label} ${quote(value)}`);
  return `，已填${told.join('、')}${slots.length > SLOTS_MAX ? '等' : ''}`;
}

function complaintLine(complaint: PacketComplaint, now: Date): string {
  const { complaintNo, firstFeedbackAt, firstFeedbackDueAt, resolutionDueAt } = complaint;
  const isFirst = firstFeedbackAt === null;
  const dueAt = isFirst ? firstFeedbackDueAt : resolutionDueAt;
  return `投诉 ${complaintNo} ${isFirst ? '首次反馈' : '处理结果'}${dueText(dueAt, now)}`;
}

function dueText(dueAt: Date | null, now: Date): string {
  if (dueAt === null) return '';
  return dueAt < now ? `（${dayTime(dueAt, now)} 已超时）` : `（${dayTime(dueAt, now)} 前）`;
}
