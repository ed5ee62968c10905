import type { Brand } from '../flow.ts';

/** What a return visit is for, as the customer is told. */
const PURPOSE = {
  NEW_POLICY: '您最近在我公司办理了车险，想了解一下您对投保服务的感受',
  RENEWAL: '您的车险快到期了，想听听您对过去一年服务的评价',
  POST_CLAIM: '您最近的一起理赔案件已经处理完，想了解一下您对理赔服务的感受',
  POST_COMPLAINT: '您之前反映的问题已经处理完，想了解一下问题是否真正解决',
  ANNUAL: '您的保险已经过了大半年，想听听您对我们服务的评价',
  HIGH_VALUE: '作为您的专属客户经理，想了解一下您近期的用车和服务需求',
} as const;

/**
 * What whoever calls reads out: who they are and that it is recorded, then who the customer is, and only then anything
 * personal. Identity is verified, the truth is told and it is recorded (互联网保险业务监管办法 20; domain.md 4.1).
 */
export const visitScript = {
  introduction: ({ kind, brand }: { readonly kind: keyof typeof PURPOSE; readonly brand: Brand }) =>
    `您好，这里是${brand.name}客户服务中心，工号【报出您的工号】。为保证服务质量，本次通话会录音。这是一次服务回访，${PURPOSE[kind]}，大约需要两分钟，不推销任何产品。请问您现在方便吗？如果不方便，我们可以换个时间；您也可以随时拒绝回访，不影响您的任何权益。`,
  identity: [
    { asks: 'name', text: '为保护您的信息，先和您核对一下身份：请问怎么称呼您，您的全名是？' },
    { asks: 'plate', text: '请您报一下投保车辆的车牌号。' },
    { asks: 'id_last4', text: '请您报一下证件号码的后四位。' },
  ],
  closing: ({ brand }: { readonly brand: Brand }) =>
    `感谢您的评价，我们会认真改进。如果还有其他问题，可以拨打 ${brand.hotline}（24 小时）。祝您用车平安，再见。`,
} as const;
