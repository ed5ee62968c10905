import type { Flow } from '../../../flows/flow.ts';

/**
 * What each intent of design.md 3 means, for a model. Read by no customer; in Chinese, because that is what the
 * models an insurer may use (filed ones: Qwen, DeepSeek, GLM) follow best.
 */
const MEANINGS: Readonly<Record<string, string>> = {
  claim_status: '查已经报案的理赔：到哪一步、什么时候赔、谁在处理、催办；没有说要投诉时，催促也算',
  claim_report: '刚发生或想上报一次事故或车损：撞了、被撞、被刮、进水、被偷、玻璃裂',
  claim_documents: '理赔需要哪些材料、怎么交、还缺什么',
  complaint_file: '要投诉、举报、曝光，或指责态度、欺骗、定损不公、拒赔、骚扰、泄露信息',
  complaint_status: '之前投诉过的事现在怎么样了',
  policy_query: '查自己的保单：到期日、保了什么、保额、保费、保单号',
  policy_renewal: '续保、买车险、问价格或优惠、比价',
  policy_cancel: '退保、退保费',
  profile_update: '改资料：手机号、地址、车牌、姓名、证件、收款账户、过户',
  roadside_assistance: '道路救援：拖车、搭电、换胎、没油、车打不着、锁车外；没有碰撞',
  policy_document: '要电子保单、纸质保单、发票、保险标志',
  knowledge: '一般的保险知识：什么情况赔不赔、险种是什么意思、保费怎么算、用车养车提示',
  event_signup: '车主活动报名',
  referral: '推荐朋友',
  opt_out: '不想再收到推送、广告、回访',
};

/** One wish that a model may name. */
export interface DescribedFlow {
  readonly id: string;
  readonly description: string;
}

/** The wishes that a model may name: those of the contract, with the title of the flow where there is one. */
export function describeFlows(flows: ReadonlyMap<string, Flow>): readonly DescribedFlow[] {
  return Object.entries(MEANINGS).map(([id, meaning]) => {
    const title = flows.get(id)?.title;
    return { id, description: title === undefined ? meaning : `${title}：${meaning}` };
  });
}
