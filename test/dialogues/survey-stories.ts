import type { Story } from './story.ts';

const wrote = ['answerSurvey'];
const answered = (values: object, more: object = {}) =>
  [{ kind: 'answerSurvey', values, ...more }] as const;
const annual = { survey: { code: 'ANNUAL' } } as const;
const renewed = { survey: { code: 'RENEWAL_DONE' } } as const;
const claim = { survey: { code: 'POST_CLAIM' } } as const;

/** Questionnaires in the chat: asked by a push, answered by taps, numbers and words, pressed for by nobody. */
export const surveyStories: readonly Story[] = [
  {
    name: 'a whole survey in words, numbers and taps',
    world: annual,
    turns: [
      {
        say: '给个四分吧',
        expect: ['过去一年您用过我们的哪些服务', '1. 理赔', '5. 未使用', '可多选'],
        quickReplies: [],
        writes: wrote,
        wrote: answered({ overall: 4 }),
        stack: ['survey'],
      },
      {
        say: '1、4',
        expect: ['频率'],
        writes: wrote,
        wrote: answered({ used: ['claim', 'advice'] }),
      },
      {
        tap: '很满意',
        expect: ['向亲友推荐', '0–10'],
        quickReplies: ['10', '9', '0'],
        writes: wrote,
        wrote: answered({ contact: 5 }),
      },
      { say: '9', expect: ['主要原因'], writes: wrote, wrote: answered({ recommend: 9 }) },
      {
        say: '李师傅态度很好',
        expect: ['谢谢您的评价'],
        never: ['奖', '礼品'],
        writes: wrote,
        wrote: answered({ comment: '李师傅态度很好' }),
        stack: [],
      },
    ],
  },
  {
    name: 'a score with words beside it is both',
    world: renewed,
    turns: [
      {
        say: '6分，就是付款页面有点慢',
        expect: ['谢谢您的评价'],
        writes: wrote,
        wrote: answered({ easy: 6, comment: '6分，就是付款页面有点慢' }),
        stack: [],
      },
    ],
  },
  {
    name: 'a number that is no step is asked again once, kindly, and then left',
    world: renewed,
    turns: [
      { say: '7', expect: ['更方便'], writes: wrote, wrote: answered({ easy: 7 }) },
      {
        tap: '跳过',
        expect: ['谢谢您的评价'],
        writes: wrote,
        wrote: answered({ comment: null }),
        stack: [],
      },
    ],
  },
  {
    name: 'out of range',
    world: annual,
    turns: [
      { say: '满意', writes: wrote },
      { say: '5', writes: wrote },
      { say: '9', expect: ['请回复 1–5 分'], writes: [] },
      { say: '99', expect: ['向亲友推荐'], writes: wrote, wrote: answered({ contact: null }) },
    ],
  },
  {
    name: 'another matter in the middle is answered, and the survey goes on after it',
    world: annual,
    turns: [
      { say: '5', writes: wrote },
      {
        say: '你们客服电话是多少',
        expect: ['400-000-0000', '过去一年您用过我们的哪些服务'],
        writes: [],
      },
      { say: '未使用', writes: wrote, wrote: answered({ used: ['none'] }) },
      { say: '我要报案', stack: ['survey', 'claim_report'], writes: [] },
      { say: '取消', quickReplies: ['继续办理', '不用了'] },
      { tap: '继续办理', expect: ['频率'] },
    ],
  },
  {
    name: 'a low score: what went wrong, and help that is offered and not forced',
    world: claim,
    turns: [
      { say: '1', expect: ['理赔速度'], writes: wrote, wrote: answered({ overall: 1 }) },
      { say: '2分', expect: ['态度'], writes: wrote },
      { say: '还行', expect: ['很容易'], writes: wrote },
      { say: '很麻烦', expect: ['改进'], writes: wrote, wrote: answered({ easy: 1 }) },
      {
        say: '电话一直没人接',
        expect: ['非常抱歉', '主管跟进'],
        quickReplies: ['登记投诉', '请经理回电', '不用了'],
        writes: wrote,
        stack: [],
      },
      {
        tap: '请经理回电',
        expect: ['24 小时内'],
        writes: wrote,
        wrote: answered({}, { wish: 'call_back' }),
        stack: [],
      },
    ],
  },
  {
    name: 'words of complaint are offered to be registered, never turned into one',
    world: renewed,
    turns: [
      { say: '2分', writes: wrote },
      {
        say: '再这样我打12378投诉你们',
        expect: ['登记'],
        quickReplies: ['登记投诉', '请经理回电', '不用了'],
        writes: wrote,
        stack: [],
      },
      { tap: '登记投诉', stack: ['complaint_file'] },
    ],
  },
  {
    name: 'whoever wants none of a visit is left alone for a year',
    world: { survey: { code: 'NEW_POLICY', isVisit: true } },
    turns: [
      {
        say: '不想评',
        expect: ['不打扰您了', '一年'],
        writes: wrote,
        wrote: answered({}, { isRefused: true }),
        stack: [],
      },
    ],
  },
  {
    name: 'and in the middle of it',
    world: annual,
    turns: [
      { say: '4', writes: wrote },
      {
        say: '别问了',
        expect: ['不打扰您了'],
        writes: wrote,
        wrote: answered({}, { isRefused: true }),
        stack: [],
      },
    ],
  },
  {
    name: 'a choice first: whether it is solved',
    world: { survey: { code: 'POST_COMPLAINT' } },
    turns: [
      {
        say: '部分解决了',
        expect: ['处理结果'],
        writes: wrote,
        wrote: answered({ solved: 'partly' }),
      },
    ],
  },
  {
    name: 'a wish is no answer',
    world: annual,
    turns: [{ say: '我要报案', stack: ['claim_report'], writes: [] }],
  },
  {
    name: 'nobody was asked: a score is nothing',
    turns: [{ say: '5', writes: [] }],
  },
  {
    name: 'it is over',
    world: { survey: { code: 'ANNUAL', expiresAt: new Date('2026-06-01T00:00:00Z') } },
    turns: [{ say: '5', writes: [] }],
  },
];
