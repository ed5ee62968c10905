import { event, inChat, postClaim, postComplaint } from './survey-bank-cases.ts';
import { annual, highValue, newPolicy, renewal, renewalDone } from './survey-bank-visits.ts';

/** A low score about a person or a case must find its case: most are answered under one's name. */
const NAMED = { offersAnonymity: false, expiresAfterDays: 14, remindAfterDays: 3 } as const;
const FREE = { ...NAMED, offersAnonymity: true } as const;
const ONCE = { remindAfterDays: null } as const;

/** What comes with the desk of one code. */
function entry<Code extends string>(code: Code, title: string, content: unknown) {
  return { code, purpose: code, title, content };
}

/** The questions that come with the desk (domain.md 4.3). `company`: the insurer's name as customers know it. */
export function surveyBank(company: string) {
  return [
    { ...NAMED, ...entry('NEW_POLICY', '新保服务回访', newPolicy(company)) },
    { ...NAMED, ...entry('RENEWAL', '续保前服务回访', renewal(company)) },
    { ...NAMED, ...entry('RENEWAL_DONE', '续保办理评价', renewalDone) },
    { ...NAMED, ...entry('POST_CLAIM', '理赔服务评价', postClaim(company)) },
    { ...NAMED, ...entry('POST_COMPLAINT', '投诉处理评价', postComplaint) },
    { ...FREE, ...entry('ANNUAL', '年度服务满意度调查', annual(company)) },
    { ...NAMED, ...entry('HIGH_VALUE', '专属服务回访', highValue(company)) },
    { ...NAMED, ...ONCE, ...entry('IN_CHAT', '本次回答评价', inChat) },
    { ...FREE, ...ONCE, ...entry('EVENT', '活动反馈', event) },
  ] as const;
}
