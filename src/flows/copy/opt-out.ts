import type { ConsentWay, RefusablePurpose } from '../../domain/consent.ts';
import type { Brand } from '../flow.ts';

const KINDS: Readonly<Record<RefusablePurpose, string>> = {
  marketing: '优惠活动和产品推广',
  care: '节日问候和用车提醒',
  survey: '满意度调查',
};

const list = (purposes: readonly RefusablePurpose[]): string =>
  purposes.map((purpose) => KINDS[purpose]).join('、');

const WAYS: Readonly<Record<ConsentWay, string>> = {
  sms: '通过短信',
  phone: '打电话',
  wechat: '通过微信',
  web: '在网页上',
};

/** Of somebody unknown we know no phone. */
function by(isKnown: boolean, way: ConsentWay | undefined): string {
  if (!isKnown) return '在这里';
  return way === undefined ? '通过短信、电话、微信或网页' : WAYS[way];
}

/** Refusing messages by kind, and having them again (domain.md 3.7). Never a question why. */
export const optOut = {
  title: '退订消息',
  slotLabel: '消息类型',
  kind: (purpose: RefusablePurpose) => KINDS[purpose],
  /** Words that point at a kind when it is asked which one is wanted again. */
  kindWords: {
    marketing: ['优惠', '活动', '推广', '营销', '广告'],
    care: ['问候', '祝福', '生日', '节日', '提醒', '关怀', '知识'],
    survey: ['问卷', '调查', '满意度', '回访'],
  } satisfies Readonly<Record<RefusablePurpose, readonly string[]>>,
  /** Of somebody unknown we know no phone: nothing is said about what we cannot stop. */
  refused: (
    purposes: readonly RefusablePurpose[],
    { isKnown, way }: { isKnown: boolean; way: ConsentWay | undefined },
  ) => `已为您退订：${list(purposes)}。现在就生效，我们不会再${by(isKnown, way)}向您发送这类消息。`,
  otherWays: '这次只关闭了这一种方式；其他方式也不想收到的话，请发送“全部退订”。',
  phoneToo:
    '如果手机短信和电话也不想再收到，核对一下身份就可以：这次退订会自动用到您登记的手机号上，不用再说一遍。',
  identify: '核对身份',
  serviceGoesOn:
    '您正在办理的事情仍会照常通知您，例如理赔进度、投诉处理结果和验证码，这些消息里不会夹带推广。',
  backAgain: (purposes: readonly RefusablePurpose[]) =>
    `以后想再收到，随时发送“恢复接收${purposes.length === 1 ? list(purposes) : '消息'}”即可。`,
  serviceOnly: (brand: Brand) =>
    `理赔进度、投诉处理结果和验证码是为您办理业务必需的通知，不能单独关闭，但里面不会夹带推广。如果某条通知打扰了您，可以转人工，或拨打 ${brand.hotline} 告诉我们。`,
  askWhich: '好的，请问想重新收到哪一类消息？',
  wanted: (purposes: readonly RefusablePurpose[]) =>
    `已为您恢复接收：${list(purposes)}。不想再收到时，随时发送“退订”，马上生效。`,
} as const;
