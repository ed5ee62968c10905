import type { Brand } from '../flow.ts';

/** Names of what people ask for, as shown on a tap or in `您是想…`. */
export const intentTitles: Readonly<Record<string, string>> = {
  claim_status: '查理赔进度',
  claim_report: '我要报案',
  claim_documents: '理赔要什么材料',
  complaint_file: '我要投诉',
  complaint_status: '查投诉进度',
  policy_query: '查保单',
  policy_renewal: '续保',
  policy_cancel: '退保',
  profile_update: '修改资料',
  roadside_assistance: '道路救援',
  policy_document: '电子保单和发票',
  knowledge: '保险知识',
  event_signup: '活动报名',
  referral: '推荐朋友',
  opt_out: '退订消息',
};

/**
 * What this desk cannot do by itself yet: said honestly, with what to do instead. A report of an accident is
 * never held up by identity (domain.md 3.4), and a complaint is never refused.
 */
export function notYetText(intent: string, brand: Brand): string {
  const call = `拨打 ${brand.hotline}`;
  switch (intent) {
    case 'claim_report':
      // 保险法 21: notify in time; 61: do not waive the other party's liability.
      return `请先确保人员安全：打开双闪、放好警示牌，人到安全地带；有人受伤请先拨打 120 和 122。报案请${call}（24 小时，不需要先核对身份），或者转人工登记。请尽快报案，并拍下现场和车损照片，不要私下承诺放弃对方的赔偿责任。`;
    case 'claim_documents':
      return `需要的材料因事故情况不同，会一次性告诉您。如果已经报案，我可以帮您查案件，缺的材料都会列出来；还没有报案的，可以${call}咨询，或者转人工。`;
    case 'complaint_file':
      return `给您带来不好的感受，很抱歉。投诉需要由同事为您登记并给出编号，请点“转人工”，或者${call}，我们一定受理。`;
    case 'complaint_status':
      return `投诉的处理进度需要由同事为您查询，请点“转人工”，或者${call}。`;
    case 'policy_renewal':
      return `续保和报价需要由有资质的同事为您办理，请点“转人工”，或者${call}。`;
    case 'policy_cancel':
      return `退保需要由同事核对保单后为您说明并办理，请点“转人工”，或者${call}。`;
    case 'roadside_assistance':
      return `请先把车停到安全的地方，打开双闪、放好警示牌，人到护栏外等候。救援请${call}（24 小时），或者转人工为您安排。`;
    case 'opt_out':
      return `好的，您不想再收到推送。请点“转人工”，由同事为您办理退订，也可以${call}。`;
    default: {
      const title = intentTitles[intent];
      const what = title === undefined ? '这件事' : `“${title}”`;
      return `${what}我现在还不能直接为您办理，可以转人工，由同事帮您，或者${call}。`;
    }
  }
}
