import type { ScaleKind, SurveyLocale } from '../../domain/questionnaire/question.ts';
import { sessionRating } from './session-rating.ts';

type Ends = Readonly<Record<ScaleKind, { readonly low: string; readonly high: string }>>;

const ENDS: Ends = {
  csat: { low: '非常不满意', high: '非常满意' },
  nps: { low: '完全不可能', high: '非常可能' },
  ces: { low: '非常不同意', high: '非常同意' },
};

const ENDS_EN: Ends = {
  csat: { low: 'Very dissatisfied', high: 'Very satisfied' },
  nps: { low: 'Not at all likely', high: 'Extremely likely' },
  ces: { low: 'Strongly disagree', high: 'Strongly agree' },
};

const RANGE: Readonly<Record<ScaleKind, string>> = {
  csat: '1–5 分（5 分最满意）',
  nps: '0–10 的数字（0=完全不可能，10=非常可能）',
  ces: '1–7 的数字（1=非常不同意，7=非常同意）',
};

/** Asking how it was: short, never pressed for, without a reward (domain.md 4.3). */
export const survey = {
  title: '满意度调查',
  /** What a question is called when it is skipped. */
  questionLabel: '这一题',
  /** Best first, as the page draws them. */
  csat: sessionRating.scale,
  /** What the ends of a scale mean, on the page. */
  ends: (kind: ScaleKind, locale: SurveyLocale) => (locale === 'en' ? ENDS_EN : ENDS)[kind],
  labels: {
    skip: '跳过',
    complain: '登记投诉',
    callBack: '请经理回电',
    fine: '不用了',
  },
  scaleHint: (kind: ScaleKind) => `请点选，或回复 ${RANGE[kind]}。`,
  /** What follows a question of a choice. */
  choiceHint: '点一下就行，也可以回复选项。',
  listHint: (isMultiple: boolean) =>
    isMultiple ? '请回复编号，可多选，例如“1、3”。' : '请回复编号。',
  textHint: '一句话就行，不想说可以跳过。',
  option: (nth: number, label: string) => `${nth}. ${label}`,
  /** An answer that none of the steps is: said once, kindly. */
  wrong: (kind: ScaleKind | 'choice' | 'text') =>
    kind === 'choice' || kind === 'text'
      ? '不好意思，没看明白您选的是哪一项。'
      : `不好意思，这一题请回复 ${RANGE[kind]}。`,
  left: (count: number) => `还有 ${count} 题。`,
  thanks: '谢谢您的评价，我们会认真看。',
  thanksGood: '谢谢您的肯定，我们会继续做好。',
  changed: '好的，已经按您说的改了。',
  low: '没让您满意，非常抱歉。您说的已经如实记下，会由主管跟进。需要现在登记投诉，或者请经理给您回电吗？',
  complaintHeard:
    '您说的我们很重视，已经转给主管。要正式投诉的话，现在就可以登记，会给您编号和处理时限；也可以请经理给您回电。',
  callBack: (hours: number) =>
    `好的，已经记下，经理会在 ${hours} 小时内联系您。您也可以随时在这里告诉我们。`,
  refused: '好的，不打扰您了。有需要随时告诉我。',
  refusedVisit: '好的，不打扰您了，近一年内我们不会再为回访联系您。有需要随时告诉我。',
  expired: '这次评价已经截止了，谢谢您。有想说的，随时可以在这里告诉我们。',
  closed: '您的评价已经收到，谢谢您。',
  nothing: '目前没有需要您评价的内容。有想说的，随时可以在这里告诉我们。',
  /** What an invitation says in a chat or a short message. */
  push: {
    intro: (title: string, atMost: number) =>
      `想听听您的意见：${title}（最多 ${atMost} 题，约 1 分钟）。`,
    reminder: (title: string, atMost: number) =>
      `之前想请您评价的“${title}”还没收到您的回复，方便时请评一下（最多 ${atMost} 题）。只提醒这一次。`,
    form: (link: string) => `也可以在网页上填写：${link}`,
    refuse: '不方便不用理会，回复“不想评”就不再问。',
    sms: (title: string, link: string) => `想听听您的意见：${title}，约1分钟：${link} 拒收请回复R`,
    smsWithoutLink: (title: string) =>
      `想听听您的意见：${title}。请在客服对话里回复评分。拒收请回复R`,
  },
  /** What people say, not what we say. */
  words: {
    /** They want nothing of it. */
    refuses:
      /(?:不想|不愿意?|懒得|不)(?:再)?(?:评(?!价不|分不)|评价|打分|回答|填|参加|做(?:问卷|调查))(?:了|吧|啊|呢)*$|别(?:再)?(?:问|烦)|不要再?(?:问|烦|打扰)|(?:不|没)(?:想|必要)(?:做|填|参与)(?:这个)?(?:问卷|调查|评价)/,
    csat: sessionRating.words,
    nps: [
      { score: 10, pattern: /满分|(?:一定|肯定|绝对|必须|非常|十分)(?:会|愿意|可能|推荐)/ },
      {
        score: 0,
        pattern: /(?:绝对|肯定|一定|完全|根本|打死)(?:都)?(?:不(?:会|可能|推荐)|没可能)|零分/,
      },
    ],
    /** From the strictest: 不同意 holds 同意. */
    ces: [
      {
        score: 1,
        pattern: /(?:非常|很|完全|特别|太|极其?)(?:不同意|不容易|不方便|麻烦|难|复杂|折腾)/,
      },
      { score: 3, pattern: /(?:有点|有些|稍微)(?:不同意|不容易|不方便|麻烦|难|复杂)/ },
      { score: 2, pattern: /不(?:太)?(?:同意|容易|方便)|麻烦|费劲|折腾/ },
      { score: 7, pattern: /满分|(?:非常|很|完全|特别|十分|超|太)(?:同意|容易|方便|简单|顺利)/ },
      { score: 5, pattern: /(?:比较|还算|还挺|有点|基本)(?:同意|容易|方便|简单|顺利)|还行|还可以/ },
      { score: 4, pattern: /一般|说不清|中立|说不好|不好说|还凑合/ },
      { score: 6, pattern: /同意|容易|方便|简单|顺利/ },
    ],
  },
} as const;
