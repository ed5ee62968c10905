import { COPY, type FailureWords, type FrameWords } from './copy.ts';
import type { SurveyForm } from './survey/survey-form.ts';

export interface SurveyWords {
  readonly frame: FrameWords;
  readonly other: string;
  readonly progress: (nth: number, atMost: number) => string;
  readonly progressAria: (nth: number, atMost: number) => string;
  readonly hints: Readonly<Record<'several' | 'text' | 'placeholder', string>>;
  readonly scaleTap: (step: number, end: string | undefined) => string;
  readonly count: (length: number, max: number) => string;
  readonly back: string;
  readonly next: string;
  readonly submit: string;
  readonly skip: string;
  readonly saving: string;
  readonly saved: string;
  readonly anonymous: {
    readonly offer: string;
    readonly explain: string;
    readonly is: string;
  };
  readonly problems: Readonly<Record<'lost' | 'busy' | 'wrong', string>>;
  readonly retry: string;
  readonly refuse: {
    readonly link: string;
    readonly title: string;
    readonly text: string;
    readonly yes: string;
    readonly no: string;
  };
  readonly done: Readonly<
    Record<'title' | 'lowTitle' | 'text' | 'lowText' | 'againTitle' | 'closedText' | 'edit', string>
  > & { readonly editNote: string };
  readonly help: {
    readonly title: string;
    readonly text: string;
    readonly callBack: string;
    readonly callBackNote: (hours: number) => string;
    readonly complain: string;
    readonly complainNote: string;
    readonly nothing: string;
    readonly called: (hours: number) => string;
    readonly fine: string;
  };
  readonly refused: { readonly title: string; readonly text: string };
  readonly over: FailureWords;
  readonly unknown: FailureWords;
  readonly chat: string;
}

const zh: SurveyWords = {
  frame: COPY.frame,
  other: 'English',
  progress: (nth, atMost) => `第 ${nth} 题 · 最多 ${atMost} 题`,
  progressAria: (nth, atMost) => `第 ${nth} 题，最多 ${atMost} 题`,
  hints: {
    several: '可以选多项',
    text: '一句话就行，不想说可以跳过',
    placeholder: '请在这里输入',
  },
  scaleTap: (step, end) => (end === undefined ? `${step} 分` : `${step} 分，${end}`),
  count: (length, max) => `${length}/${max}`,
  back: '上一题',
  next: '下一题',
  submit: '提交',
  skip: '跳过这题',
  saving: '正在保存…',
  saved: '已保存，随时可以回来接着填',
  anonymous: {
    offer: '匿名评价',
    explain: '勾选后，您的回答不再与姓名关联，我们也就无法就此回访您。提交后不能改回。',
    is: '匿名评价：您的回答不与姓名关联',
  },
  problems: {
    lost: '网络不稳，这一题还没保存。',
    busy: '操作有点快，请稍等几秒再试。',
    wrong: '这一题没有保存成功，请重新选择或修改后再试。',
  },
  retry: '重试',
  refuse: {
    link: '不想参加这次评价',
    title: '确定不参加吗？',
    text: '确定后，这次评价就不再问您了。不影响您的保单、理赔和任何服务。',
    yes: '不参加',
    no: '继续评价',
  },
  done: {
    title: '谢谢您的评价',
    lowTitle: '没让您满意，非常抱歉',
    text: '您说的每一条，我们都会认真看。',
    lowText: '您说的已经如实记下，会由主管跟进。',
    againTitle: '您的评价已经收到',
    closedText: '谢谢您。这份评价已经归档，不能再修改。',
    edit: '修改评价',
    editNote: '改了主意，可以再打开这个链接修改。',
  },
  help: {
    title: '需要我们现在做点什么吗？',
    text: '都不选也没关系，您的评价已经收到。',
    callBack: '请经理给我回电',
    callBackNote: (hours) => `${hours} 小时内联系您`,
    complain: '登记投诉',
    complainNote: '到在线客服说“我要投诉”，会给您编号和处理时限',
    nothing: '不用了',
    called: (hours) => `好的，已经记下，经理会在 ${hours} 小时内联系您。`,
    fine: '好的。以后有需要，随时联系我们。',
  },
  refused: {
    title: '好的，不打扰您了',
    text: '这次评价不再问您。有需要随时联系我们。',
  },
  over: {
    title: '这次评价已经截止',
    text: '谢谢您的关注。有想说的话，随时可以告诉在线客服，或者拨打客服热线。',
  },
  unknown: COPY.failures.unknown,
  chat: '打开在线客服',
};

const en: SurveyWords = {
  frame: {
    call: 'Call',
    callAria: (hotline) => `Call ${hotline}`,
    loading: 'Opening…',
    from: (name) => `This page is from ${name}. What you enter is used only to serve you.`,
    hotline: 'Hotline',
  },
  other: '中文',
  progress: (nth, atMost) => `Question ${nth} · ${atMost} at most`,
  progressAria: (nth, atMost) => `Question ${nth}, ${atMost} at most`,
  hints: {
    several: 'Choose as many as you like',
    text: 'One sentence is enough, and you may skip this',
    placeholder: 'Type here',
  },
  scaleTap: (step, end) => (end === undefined ? String(step) : `${step}, ${end}`),
  count: (length, max) => `${length}/${max}`,
  back: 'Back',
  next: 'Next',
  submit: 'Send',
  skip: 'Skip this',
  saving: 'Saving…',
  saved: 'Saved: you can come back at any time',
  anonymous: {
    offer: 'Answer anonymously',
    explain:
      'Your answers will no longer be tied to your name, so we cannot call you back about them. This cannot be undone once sent.',
    is: 'Anonymous: your answers are not tied to your name',
  },
  problems: {
    lost: 'The network is unstable: this answer is not saved yet.',
    busy: 'That was a little fast. Please wait a few seconds.',
    wrong: 'This answer was not saved. Please choose again.',
  },
  retry: 'Try again',
  refuse: {
    link: 'I do not want to take part',
    title: 'Leave this survey?',
    text: 'We will not ask you again about this. It changes nothing about your policy, claims or service.',
    yes: 'Leave',
    no: 'Go on',
  },
  done: {
    title: 'Thank you',
    lowTitle: 'We are sorry that we let you down',
    text: 'We read every answer.',
    lowText: 'Your words are on record and a supervisor will look into them.',
    againTitle: 'We have your answers',
    closedText: 'Thank you. These answers are filed and cannot be changed any more.',
    edit: 'Change my answers',
    editNote: 'If you change your mind, open this link again.',
  },
  help: {
    title: 'Is there anything we should do now?',
    text: 'You need not choose any: your answers have arrived.',
    callBack: 'Have a manager call me',
    callBackNote: (hours) => `Within ${hours} hours`,
    complain: 'File a complaint',
    complainNote: 'Say “我要投诉” in the online chat: you get a number and a deadline',
    nothing: 'No, thank you',
    called: (hours) => `Noted: a manager will call you within ${hours} hours.`,
    fine: 'All right. We are here whenever you need us.',
  },
  refused: {
    title: 'All right, we will not bother you',
    text: 'We will not ask about this again. We are here whenever you need us.',
  },
  over: {
    title: 'This survey has ended',
    text: 'Thank you for coming. You can always tell us in the online chat or call the hotline.',
  },
  unknown: {
    title: 'This page was not found',
    text: 'The link may be incomplete. Please open it right from our message, or call the hotline.',
  },
  chat: 'Open the online chat',
};

/** Every word of the survey's page but the questions, by language. */
export const SURVEY_COPY: Readonly<Record<SurveyForm['locale'], SurveyWords>> = {
  'zh-CN': zh,
  en,
};
