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

/**
 * What this desk cannot do by itself yet: said honestly, with what to do instead and what it never does. No benefit
 * outside the contract for recommending somebody (保险法 116), and a friend's number is the friend's to give.
 */
export function notYetText(intent: string, brand: Brand): string {
  const call = `拨打 ${brand.hotline}`;
  switch (intent) {
    case 'event_signup':
      return `车主活动现在还不能在这里报名，我也查不到活动的时间和名额，不想给您不准确的答复。可以点“转人工”，请同事为您登记意向、告诉您近期的安排，或者${call}。`;
    case 'referral':
      return `谢谢您愿意推荐我们。推荐登记现在还不能在这里办理。请不要把朋友的电话发给我，请朋友本人联系我们就好：在这里直接咨询，或者${call}。按规定，推荐不返现、不送礼，我们不会做这样的承诺。`;
    default: {
      const title = intentTitles[intent];
      const what = title === undefined ? '这件事' : `“${title}”`;
      return `${what}我现在还不能直接为您办理，可以转人工，由同事帮您，或者${call}。`;
    }
  }
}
