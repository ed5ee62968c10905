import type { Route } from './audit-coverage.ts';

type Call = readonly [route: Route, url: string, body: object | undefined, action: string];

const WAYS = ['wechat', 'web', 'sms'];
const HOLIDAYS = [{ date: '2028-10-01', isWorkday: false, name: '国庆节' }];
const PLAN = { occasion: 'birthday', name: '生日', templateCode: 'birthday', ways: WAYS };
const ACCOUNT = { perMinute: 60, perDay: 1_000 };
const SILENT = { day: '12-13', name: '国家公祭日', classes: ['care'] };
const DISASTER = { city: '上海市', kind: 'storm', text: '今晚有暴雨，请把车停到高处。' };
export const WORDS = {
  pushClass: 'care',
  title: '问候',
  variants: [{ key: 'A', text: '{姓名}，您好' }],
  actions: [],
};
export const CAMPAIGN = {
  name: '问候',
  pushClass: 'care',
  templateId: '{approved}',
  audienceRule: {},
  ways: WAYS,
  startsAt: '2099-01-01T00:00:00Z',
  endsAt: '2099-01-02T00:00:00Z',
};
export const QUESTIONS = {
  title: '满意度',
  purpose: 'OTHER',
  content: {
    questions: [{ id: 'csat', kind: 'csat', texts: { 'zh-CN': '满意吗' } }],
    whole: { csat: 'csat' },
  },
};
export const ASKED = {
  questionnaireCode: 'ASKED',
  customerNo: 'C001',
  subject: { kind: 'claim', no: 'CL1' },
};
export const EVENT = {
  title: '冬季用车课堂',
  description: '电池养护。',
  city: '深圳市',
  place: '科技园 3 号厅',
  startsAt: '2099-01-02T00:00:00Z',
  endsAt: '2099-01-02T02:00:00Z',
  signUpUntil: '2099-01-01T00:00:00Z',
  capacity: 5,
};
const AGREED = {
  customerNo: 'C001',
  purpose: 'survey',
  isGranted: true,
  source: 'phone',
  evidence: { recordingNo: 'R1' },
};
const CALL_BACK = { reason: '客户要求回电' };

const SURVEYS: readonly Call[] = [
  to('POST /questionnaires', '', { ...QUESTIONS, code: 'OWN' }, 'questionnaire.created'),
  to('PUT /questionnaires/:id', 'questionnaire', QUESTIONS, 'questionnaire.changed'),
  to('POST /questionnaires/:id/publish', 'questionnaire', undefined, 'questionnaire.published'),
  to('POST /questionnaires/:id/retire', 'questionnaire', undefined, 'questionnaire.retired'),
  to('POST /invitations', '', ASKED, 'invitation.created'),
  to('GET /invitations', '', undefined, 'invitations.listed'),
  to('GET /invitations/:id', 'invitation', undefined, 'invitation.read'),
  to('PUT /invitations/:id/answers', 'invitation', { values: { csat: 5 } }, 'invitation.answered'),
  to('GET /answers', '', undefined, 'survey_answers.listed'),
  to('GET /questionnaires/:id/results', 'asked', undefined, 'questionnaire.results_read'),
  to('GET /follow-ups', '', undefined, 'follow_ups.listed'),
  to('GET /follow-ups/:id', 'followUp', undefined, 'follow_up.read'),
  to('POST /follow-ups/:id/take', 'followUp', undefined, 'follow_up.taken'),
  to('POST /follow-ups/:id/contact', 'followUp', {}, 'follow_up.contacted'),
  to('POST /follow-ups/:id/finish', 'followUp', { result: 'explained' }, 'follow_up.finished'),
];

const VISITS: readonly Call[] = [
  to('GET /return-visits', '', undefined, 'return_visits.listed'),
  to('GET /return-visits/:id', 'visit', undefined, 'return_visit.read'),
  to('POST /return-visits/:id/take', 'visit', undefined, 'return_visit.taken'),
  to(
    'POST /return-visits/:id/identify',
    'visit',
    { asked: ['plate', 'name'], ok: true },
    'return_visit.identified',
  ),
  to(
    'POST /return-visits/:id/result',
    'visit',
    { result: 'NO_ANSWER', note: '13800000001 没有接' },
    'return_visit.recorded',
  ),
];

const TEXTS: readonly Call[] = [
  to('POST /outreach/templates', '', { ...WORDS, code: 'own' }, 'template.written'),
  to('PUT /outreach/templates/:id', 'template', WORDS, 'template.changed'),
  to('POST /outreach/templates/:id/submit', 'template', undefined, 'template.submitted'),
  // Written by somebody else: nobody reviews words of their own.
  to('POST /outreach/templates/:id/approve', 'approved', undefined, 'template.approved'),
  to('POST /outreach/templates/:id/reject', 'rejected', { note: '太短' }, 'template.rejected'),
  to(
    'POST /outreach/templates/:id/preview',
    'approved',
    { way: 'web', customerNos: ['C001'] },
    'customer.read',
  ),
  to('POST /outreach/audiences', '', { name: '所有人', rule: {} }, 'audience.created'),
  to('PUT /outreach/audiences/:id', 'audience', { name: '全部', rule: {} }, 'audience.changed'),
  to('DELETE /outreach/audiences/:id', 'audience', undefined, 'audience.removed'),
  to('POST /outreach/audience-preview', '', { rule: {} }, 'audience.previewed'),
];

const CAMPAIGNS: readonly Call[] = [
  to('POST /outreach/campaigns', '', CAMPAIGN, 'campaign.created'),
  to('POST /outreach/campaigns/:id/start', 'campaign', undefined, 'campaign.start'),
  to('POST /outreach/campaigns/:id/pause', 'campaign', undefined, 'campaign.pause'),
  to('POST /outreach/campaigns/:id/resume', 'campaign', undefined, 'campaign.resume'),
  to('POST /outreach/campaigns/:id/cancel', 'campaign', undefined, 'campaign.cancel'),
  to('POST /outreach/campaigns/:id/decide', 'asking', { decision: 'drop' }, 'campaign.drop'),
  to('POST /outreach/templates/:id/retire', 'approved', undefined, 'template.retired'),
  to('GET /outreach/deliveries', '', undefined, 'outreach_deliveries.listed'),
  to('PUT /outreach/accounts/:account', 'account', ACCOUNT, 'outreach_account.changed'),
  to('PUT /outreach/settings', '', {}, 'push_settings.written'),
  to(
    'POST /outreach/check',
    '',
    { customerNo: 'C001', pushClass: 'care', ways: WAYS },
    'push.checked',
  ),
  to('POST /outreach/disaster-notices', '', DISASTER, 'disaster_notice.sent'),
  to('POST /outreach/plans', '', PLAN, 'care_plan.created'),
  to('PUT /outreach/plans/:id', 'plan', PLAN, 'care_plan.changed'),
  to('PUT /outreach/silent-days', '', SILENT, 'silent_day.put'),
  [
    'DELETE /outreach/silent-days',
    '/outreach/silent-days?day=12-13',
    undefined,
    'silent_day.removed',
  ],
  to('PUT /holidays', '', { rows: HOLIDAYS }, 'holiday_year.put'),
];

const EVENTS: readonly Call[] = [
  to('POST /consents', '', AGREED, 'consent.granted'),
  to('POST /owner-events', '', EVENT, 'owner_event.created'),
  to('PUT /owner-events/:id', 'event', EVENT, 'owner_event.changed'),
  to('POST /owner-events/:id/publish', 'event', undefined, 'owner_event.published'),
  to('POST /owner-events/:id/sign-ups', 'event', { customerNo: 'C001' }, 'event_sign_up.made'),
  to('GET /owner-events/:id/sign-ups', 'event', undefined, 'event_sign_ups.listed'),
  [
    'POST /owner-events/:id/sign-ups/:signUpId/cancel',
    '/owner-events/{event}/sign-ups/{signUp}/cancel',
    undefined,
    'event_sign_up.cancelled',
  ],
  to('POST /owner-events/:id/cancel', 'event', { reason: '台风' }, 'owner_event.cancelled'),
  to(
    'POST /owner-events/:id/check-ins',
    'today',
    { ticket: '{ticket}' },
    'event_sign_up.checked_in',
  ),
  to('POST /owner-events/:id/finish', 'today', undefined, 'owner_event.finished'),
  to('GET /referrals', '', undefined, 'referrals.listed'),
  to('POST /referrals/:id/status', 'referral', { status: 'contacted' }, 'referral.changed'),
  to('POST /referrals/:id/reveal', 'referral', CALL_BACK, 'referral.revealed'),
  to('PUT /referral-reward', '', { mode: 'NONE', reason: '合规批准' }, 'referral_reward.set'),
];

/** One call of each route about satisfaction, visits and care, on what `prepareCare` leaves. In this order. */
export const CARE_CALLS: readonly Call[] = [
  ...SURVEYS,
  ...VISITS,
  ...TEXTS,
  ...CAMPAIGNS,
  ...EVENTS,
];

/** Which id an answer gives, by its route. */
export const CARE_GIVES: Partial<Record<Route, readonly [name: string, field: string]>> = {
  'POST /questionnaires': ['questionnaire', 'id'],
  'POST /outreach/templates': ['template', 'id'],
  'POST /outreach/audiences': ['audience', 'id'],
  'POST /outreach/campaigns': ['campaign', 'id'],
  'POST /outreach/plans': ['plan', 'id'],
  'POST /owner-events': ['event', 'id'],
  'POST /owner-events/:id/sign-ups': ['signUp', 'id'],
};

/** A call of a route, on the id that goes by this name where its address has one. */
function to(route: Route, name: string, body: object | undefined, action: string): Call {
  const path = route.slice(route.indexOf(' ') + 1);
  return [route, path.replace(/:\w+/, `{${name}}`), body, action];
}
