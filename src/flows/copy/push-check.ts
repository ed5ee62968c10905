import type { FindingCode } from '../../domain/outreach/forbidden.ts';

const NEVER = '任何推送都不能这样写';

/** What is wrong with the words of a template, for whoever writes it: what, why, and what to write instead. */
export const pushCheck: Readonly<Record<FindingCode, (word: string) => string>> = {
  superlative: (word) => `“${word}”是绝对化用语，${NEVER}（广告法第九条）。请写可以核实的事实。`,
  promised_payout: (word) =>
    `“${word}”是对赔付的承诺，${NEVER}。赔不赔、赔多少以保险合同和核赔结论为准。`,
  everything_insured: (word) => `“${word}”会让人以为什么都保，${NEVER}。请写清具体的险种。`,
  cash_back: (word) => `“${word}”属于合同以外的利益，${NEVER}（保险法第一百一十六条）。`,
  gift_card: (word) => `“${word}”属于合同以外的利益，${NEVER}（保险法第一百一十六条）。`,
  insider_price: (word) => `“${word}”是虚假优惠，${NEVER}。`,
  endorsed: (word) => `“${word}”借监管或机关的名义，${NEVER}。`,
  desk_word: (word) => `“${word}”是客服用语规范里不能发给客户的话。`,
  selling: (word) =>
    `“${word}”是推销。服务通知、关怀和问卷里不能夹带推销，请删掉，或改成推广类模板。`,
  product_missing: () => '推广要写明产品名称：请用 {产品}。',
  insurer_missing: () => '推广要写明保险公司全称：请用 {公司全称}。',
  label_missing: () => '推广要标明“保险产品”四个字（互联网保险业务监管办法第十五条）。',
  joy_at_dragon_boat: (word) => `端午节不说“${word}”，请写“端午安康”。`,
  age_at_birthday: (word) => `生日祝福里不写年龄：“${word}”。`,
  gift_at_birthday: (word) => `生日祝福里不许诺礼物：“${word}”。`,
  greeting_on_mourning: (word) => `清明、中元是追思的日子，不发祝福：“${word}”。只提醒出行和防火。`,
  pressing: (word) => `“${word}”是在催促客户，请平实地写清时间和办法。`,
  unknown_variable: (word) => `没有叫“{${word}}”的变量，发出去会原样显示。`,
  broken_braces: (word) => `这里的“${word}”没有配对，发出去会原样显示。`,
  unknown_action: (word) => `没有叫“${word}”的按钮动作。`,
  too_many_actions: (word) => `按钮最多 3 个（还有一个留给“不再接收”），现在有 ${word} 个。`,
  own_refusal: (word) => `“${word}”不用写：怎样拒收由系统统一加在每条推送后面。`,
  sms_long: (word) => `作为短信要拆成 ${word} 条，可以另写一段 70 字以内的短信文案。`,
  sms_too_long: (word) => `作为短信要拆成 ${word} 条，太长了，请另写一段短信文案。`,
};
