import { NOTICE_BLANK } from '../../domain/complaint/notice.ts';
import type { NoticeDraftFacts } from '../../domain/complaint/notice-draft.ts';
import type { ComplaintCategory } from '../../domain/complaint/record.ts';
import { clock, day, dayTime, yuan } from './format.ts';

const SERVICE_RULES = '《银行业保险业消费投诉处理管理办法》和我公司的服务规范';
const INFORMATION_LAW = '《中华人民共和国个人信息保护法》';
const INSURANCE_LAW = '《中华人民共和国保险法》';

/** Where the rule usually is: a place to look, which the handler checks and completes. */
const RULES: Readonly<Record<ComplaintCategory, string>> = {
  'CLAIM.DELAY': `${INSURANCE_LAW}第二十三条（及时核定，情形复杂的三十日内核定；达成协议后十日内赔付）`,
  'CLAIM.ASSESS_AMOUNT': '保险条款关于损失核定的约定，以及定损清单和当地维修价格',
  'CLAIM.LIABILITY': `保险条款关于保险责任和责任免除的约定，${INSURANCE_LAW}第二十四条（不属于保险责任的，书面说明理由）`,
  'CLAIM.REPAIR_SHOP': '保险条款关于维修的约定，您有权选择具备资质的维修单位',
  'CLAIM.DOCS': `${INSURANCE_LAW}第二十二条（材料不完整的，一次性通知补充）`,
  'CLAIM.SURVEY': '我公司关于查勘时限的服务承诺',
  'CLAIM.INJURY': '《中华人民共和国民法典》第一千一百七十九条，以及保险条款关于人身损害赔偿的约定',
  'CLAIM.PAYMENT': `${INSURANCE_LAW}第二十三条（达成赔付协议后十日内赔付）`,
  'CLAIM.SUBROGATION': `${INSURANCE_LAW}第六十条（代位求偿）`,
  'CLAIM.THIRD_PARTY': `${INSURANCE_LAW}第六十五条（责任保险中对第三者的赔付）`,
  'CLAIM.TOTAL_LOSS': `${INSURANCE_LAW}第五十九条，以及保险条款关于全损和残值的约定`,
  'SALES.MISLEAD': `${INSURANCE_LAW}第一百一十六条（不得欺骗投保人）`,
  'SALES.NO_DISCLOSURE': `${INSURANCE_LAW}第十七条（免除责任的条款应当提示和说明）`,
  'SALES.BUNDLE': '《中华人民共和国消费者权益保护法》第九条（自主选择权）',
  'SALES.AUTO_RENEW': '《互联网保险业务监管办法》第二十一条（未经同意不得续保）',
  'SALES.GIFT': `${INSURANCE_LAW}第一百一十六条（不得给予合同约定以外的利益），以及当时向您作出的说明`,
  'SALES.TELEMARKETING':
    '《中华人民共和国民法典》第一千零三十三条（不得以电话、短信侵扰私人生活安宁）',
  'UW.REFUSE_CI': '《机动车交通事故责任强制保险条例》第十条（不得拒绝或者拖延承保）',
  'UW.PREMIUM': '投保时的保费计算明细和已备案的费率',
  'UW.INFO_ERROR': '投保资料和保险合同关于变更的约定',
  'UW.POLICY_DELIVERY': `${INSURANCE_LAW}第十三条（及时签发保险单）`,
  'CHANGE.SURRENDER_FEE': `${INSURANCE_LAW}第五十四条（解除合同时保险费的退还）`,
  'CHANGE.SURRENDER_DELAY': `${INSURANCE_LAW}第五十四条，以及我公司关于退保办理时限的承诺`,
  'CHANGE.ENDORSE': `${INSURANCE_LAW}第二十条（合同内容的变更）`,
  'SERVICE.ATTITUDE': SERVICE_RULES,
  'SERVICE.UNREACHABLE': SERVICE_RULES,
  'SERVICE.WRONG_INFO': SERVICE_RULES,
  'SERVICE.BOT': SERVICE_RULES,
  'SERVICE.RESCUE': '保单所附增值服务的说明，以及我公司的服务规范',
  'PRIVACY.LEAK': `${INFORMATION_LAW}第九条、第五十七条（保障安全，发生泄露时补救和通知）`,
  'PRIVACY.OVERCOLLECT': `${INFORMATION_LAW}第六条（限于实现目的的最小范围）`,
  'PRIVACY.SPAM': '《中华人民共和国民法典》第一千零三十三条，以及您登记的拒收意愿',
  'PRIVACY.RIGHTS': `${INFORMATION_LAW}第四十五条、第四十七条（查阅、复制和删除）`,
  OTHER: '保险合同的约定和有关规定',
};

/** What a person still has to write: a notice in which one of these is left is not told to anybody. */
const blank = (what: string): string => `${NOTICE_BLANK}${what}${NOTICE_BLANK}`;

/** The remedies of a notice, and a notice to begin with. Its skeleton is the law's (投诉处理管理办法 19). */
export const complaintNotice = {
  remedies: ({ reviewUntil, toldAt }: { readonly reviewUntil: Date; readonly toldAt: Date }) =>
    `如不认可，可以自收到本通知之日起 30 日内（${lastDay(reviewUntil, toldAt)}前，含当日）向我公司的上级机构书面申请核查，在这里提出也可以；也可以向当地银行业保险业纠纷调解组织申请调解，按约定申请仲裁，或者向人民法院起诉。银行保险消费者投诉维权热线：12378。`,
  draft: (facts: NoticeDraftFacts, now: Date) => ({
    findings: findings(facts, now),
    decision: decision(facts),
    basis: `依据${RULES[facts.category]}，${blank('请核对条款原文，写明理由')}。`,
  }),
} as const;

/** The review may be asked for until 24:00 of this day. */
function lastDay(until: Date, now: Date): string {
  return day(new Date(until.getTime() - 1), now);
}

function findings(facts: NoticeDraftFacts, now: Date): string {
  const about = facts.claimNo === undefined ? '' : `（案件 ${facts.claimNo}）`;
  const request = facts.request === undefined ? '' : `您的诉求：${facts.request}。`;
  const told = facts.contacts.map(
    ({ at, summary }) => `${dayTime(at, now)} 与您联系：${trimmed(summary)}。`,
  );
  const refused = facts.disputes.map(
    ({ at, reason }) => `${dayTime(at, now)} 您不认可此前的方案：${trimmed(reason)}。`,
  );
  return [
    `您在 ${day(facts.receivedAt, now)} ${clock(facts.receivedAt)} 反映${about}：${trimmed(facts.matter)}。${request}`,
    ...told,
    ...refused,
    ...(facts.supplements === 0 ? [] : [`您补充的 ${facts.supplements} 次材料已经核对。`]),
    ...(facts.hasAppraisal ? [`第三方鉴定结果：${blank('鉴定机构、日期和结论')}。`] : []),
    ...(facts.hasMediation ? [`调解情况：${blank('调解组织、日期和结果')}。`] : []),
    `经核实，${blank('查到的事实、依据的记录和单证')}。`,
  ].join('\n');
}

function decision({ compensationFen }: NoticeDraftFacts): string {
  const paid =
    compensationFen === undefined
      ? ''
      : `向您支付 ${yuan(compensationFen)} 元，${blank('支付方式和日期')}。`;
  return `${blank('怎么处理、由谁办理、什么时候办好')}。${paid}`;
}

function trimmed(text: string): string {
  return text.trim().replace(/[。.!！]+$/, '');
}
