import { clock, minutesUntil } from './format.ts';

/** What we call the parts of the check. */
export const identityParts = {
  plate: '车牌号',
  phone: '手机号',
  id_last4: '证件后四位',
  claim_no: '报案号',
  one_time_code: '验证码',
} as const;

export type IdentityPart = keyof typeof identityParts;

const LONG_NAMES: Readonly<Record<IdentityPart, string>> = {
  plate: '车牌号',
  phone: '投保时留的手机号',
  id_last4: '被保险人身份证件的后四位',
  claim_no: '报案号或赔案号',
  one_time_code: '短信验证码',
};

/** Proving who one is (domain.md 3.4). The words never tell which part was wrong. */
export const identify = {
  title: '身份核对',
  labels: {
    reporter: '我是报案人',
    insured: '我是车主',
    code: '用短信验证码',
    documents: '用证件核对',
    retryAll: '全部重新填写',
    resend: '重新发送验证码',
  },
  wayLabel: '核对方式',
  askAll: (mayUseCode: boolean) =>
    `为了保护您的信息，先核对一下身份。请告诉我：车牌号、投保时留的手机号、被保险人身份证件的后四位，可以一次发给我。\n例如：粤B12345，13800000000，1234${
      mayUseCode ? '\n也可以用短信验证码核对。' : ''
    }`,
  askMore: (missing: readonly IdentityPart[]) =>
    `好的，还需要${missing.map((part) => LONG_NAMES[part]).join('、')}。`,
  askWay:
    '为了保护信息，先核对一下身份。请问您是车主（被保险人），还是这起事故的报案人？报案人核对报案时的手机号，可以查看案件进度。',
  askReport: (missing: readonly IdentityPart[]) =>
    missing.length > 1
      ? '好的。请告诉我报案号（或赔案号），以及报案时用的手机号。'
      : missing[0] === 'phone'
        ? '好的，请再告诉我报案时用的手机号。'
        : '好的，请再告诉我报案号（或赔案号）。',
  askCodePhone: '好的。请告诉我投保时留的手机号，我会发一条短信验证码。',
  /** The same words whether or not the phone is known. */
  codeSent: (maskedPhone: string) =>
    `如果 ${maskedPhone} 是我们登记的手机号，您很快会收到一条 6 位验证码，5 分钟内有效，请发给我。如果一分钟后仍未收到，可以改用证件核对或者转人工。`,
  askCode: '请把短信里的 6 位验证码发给我，5 分钟内有效。',
  askStepUp: '为了保护您的信息，请再告诉我被保险人身份证件的后四位。',
  formats: {
    plate:
      '请发完整的车牌号，例如“粤B12345”；新能源车牌是 8 位，例如“粤BD12345”。手机号和证件后四位也可以一起发。',
    phone: '手机号应该是 11 位数字，请再发一次。',
    id_last4: '请发身份证件号码的最后四位，最后一位是 X 也请一起写上，例如“123X”。',
    claim_no: '报案号一般是 8 位以上的字母和数字，在报案短信里可以找到，请再发一次。',
    one_time_code: '验证码是 6 位数字，请再发一次。',
  } satisfies Readonly<Record<IdentityPart, string>>,
  noMatch: (given: string) =>
    `您提供的信息和我们登记的对不上，这次没有通过。为了保护客户信息，我没法告诉您是哪一项不同。\n您提供的是：${given}。\n请检查后直接发正确的内容，或者点下面的选项；也可以发送“转人工”。`,
  codeNoMatch: '验证码不对或者已经过期，请检查后再发一次，也可以重新发送，或者转人工。',
  stillNoMatch:
    '还没有看到修改过的内容。请直接发正确的信息，或者点下面的选项，也可以发送“转人工”。',
  given: (part: IdentityPart, shown: string) => `${identityParts[part]} ${shown}`,
  hidden: '****',
  locked: (until: Date, now: Date) =>
    `为了保护客户信息，身份核对已暂停，请在 ${minutesUntil(until, now)} 分钟后（${clock(until)}）再试。如果着急，可以转人工，由同事为您核对。`,
  lockedNow: (until: Date, now: Date) =>
    `信息仍然对不上。连续几次没有通过，为了保护客户信息，身份核对暂停 ${minutesUntil(until, now)} 分钟，${clock(until)} 后可以再试。如果着急，可以转人工，由同事为您核对。`,
  matched: '核对通过，谢谢您的配合。',
  matchedReporter:
    '核对通过，谢谢。您是报案人，可以查看这起案件的进度；金额、保单和材料只能由被保险人本人查看。',
  oneTimeCodeSms: (code: string) =>
    `您的验证码是 ${code}，5 分钟内有效，用于核对身份。请勿告诉任何人，包括自称客服的人。`,
  alreadyKnown: '您的身份已经核对过了，可以直接告诉我要办理什么。',
} as const;
