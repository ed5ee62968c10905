import { COPY, type FailureWords } from './copy.ts';
import type { Referral } from './referral/referral.ts';

interface Names {
  readonly company: string;
  readonly hotline: string;
}

/** What the one who invites gets (domain.md 5.5); a friend should know before they leave a number. */
const reward: Readonly<Record<Referral['reward'], string>> = {
  NONE: '推荐没有返现、礼品或其他奖励，您和推荐人都没有。',
  THANKS: '推荐没有返现或礼品。您投保后，推荐人只会收到我们的一声感谢。',
  SERVICE_POINTS:
    '您投保后，推荐人会得到一些服务积分，用于兑换洗车、代办年检等服务；不能提现，也不影响您的保费。',
};

/**
 * What a friend agrees to, by the version that the server asks for (REFERRAL_CONSENT_VERSION, domain/referral). PIPL
 * 14 and 17: who, what for, how long, how to take it back, in plain words before the tick. A new wording is a new
 * version: a text is never changed under its number.
 */
const consents: Readonly<Record<string, (names: Names) => readonly string[]>> = {
  'referral-1': ({ company, hotline }) => [
    `您填写的称呼、电话和城市，由${company}保存，只用来安排一位持证客户经理联系您，介绍车险。`,
    '除了联系您的客户经理和管理人员，不给任何人看；推荐您的人只会知道“已联系”或“已完成”的人数，看不到您的信息、保单和保费。',
    `您可以随时撤回：提交后点“撤回登记”，或拨打 ${hotline}。撤回后，我们会删除您的称呼、电话和城市，也不再联系您。`,
    '不填写没有任何影响。您也可以直接联系我们咨询。',
  ],
};

/** Every word of the page that a customer's friend opens. */
export const REFERRAL_COPY = {
  frame: COPY.frame,
  title: '朋友推荐',
  invited: (name: string) => `${name} 向您推荐了`,
  intro: '想了解车险，可以留下联系方式，请一位持证客户经理联系您。要不要联系，由您自己决定。',
  labels: { name: '怎么称呼您', phone: '手机号码', city: '所在城市（选填）' },
  placeholders: { name: '例如：李女士', phone: '11 位手机号', city: '例如：杭州' },
  consentTitle: '填写前请您知道',
  rewardLabel: '关于奖励：',
  reward,
  /** Undefined: this page is older than the server, and has not the text that it asks for. */
  consent: (version: string, names: Names): readonly string[] | undefined =>
    consents[version]?.(names),
  agree: '我已阅读并同意以上内容，请联系我',
  submit: '提交',
  submitting: '正在提交…',
  errors: {
    name: '请填写称呼。',
    phone: '请填写 11 位手机号码。',
    consent: '请先阅读上面的说明，同意后打勾。',
    busy: '这个网络下提交的次数有点多，请过十分钟再试，或者直接拨打客服热线。',
    lost: '网络不稳，没有提交成功，请再试一次。',
    broken: '系统出了点问题，没有提交成功。请稍后再试，或者直接拨打客服热线。',
    wrong: '没有提交成功，请检查称呼和手机号码。',
  },
  outdated: {
    title: '页面需要刷新',
    text: '这一页的说明更新了，请刷新后再填写。',
    retry: '刷新页面',
  },
  taken: {
    title: '已经登记，谢谢您',
    text: '一位持证客户经理会联系您。没有等到电话，可以拨打客服热线。',
  },
  already: {
    title: '这个号码登记过了',
    text: '不用重复填写，客户经理会联系您。没有等到电话，或者想撤回，请拨打客服热线。',
  },
  withdraw: {
    note: '改主意了？可以随时撤回，您的称呼、电话和城市会被删除。',
    button: '撤回登记',
    sure: '确定撤回',
    problem: '没有撤回成功，请再试一次，或者拨打客服热线。',
  },
  withdrawn: {
    title: '已经撤回',
    text: '您的称呼、电话和城市已经删除，我们不会再因这次推荐联系您。',
  },
  tooLate: {
    title: '不用再撤回了',
    text: '这条登记已经撤回过，或者已经办完。想删除自己的信息，请拨打客服热线。',
  },
  unknown: {
    title: '这个推荐链接打不开了',
    text: '链接可能不完整，或者已经停用。想了解车险，可以直接联系我们。',
  } satisfies FailureWords,
  chat: '打开在线客服',
} as const;
