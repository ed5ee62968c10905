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
  call_back: '预约回电',
};

/** What this desk cannot do by itself yet: said honestly, with what to do instead. */
export function notYetText(intent: string, brand: Brand): string {
  const title = intentTitles[intent];
  const what = title === undefined ? '这件事' : `“${title}”`;
  return `${what}我现在还不能直接为您办理，可以转人工，由同事帮您，或者拨打 ${brand.hotline}。`;
}
