import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Call,
  type CareCustomer,
  type CareDesk,
  type Json,
  PEOPLE,
  startCareDesk,
} from '../support/care-desk.ts';

const STEP_MS = 40_000;
const AT_ONCE = 50;

let desk: CareDesk;
let lead: Call;
/** 陈明 and 何丽 write on the page, 赵强 at the Official Account, 孙悦 at 微信客服; 林小雨 has no chat. */
let chen: CareCustomer;
let he: CareCustomer;
let zhao: CareCustomer;
let sun: CareCustomer;

const ask = (
  questionnaireCode: string,
  who: { readonly customerNo: string },
  more: object = {},
): Promise<Invited> =>
  lead('POST', 'invitations', {
    questionnaireCode,
    customerNo: who.customerNo,
    subject: { kind: 'claim', no: 'CDAA2025310105N0000042' },
    ...more,
  }) as Promise<Json & Invited>;

interface Invited {
  readonly isNew: boolean;
  readonly invitation: { readonly id: string };
}

interface Invitation {
  readonly status: string;
  readonly reason: string | null;
  readonly way: string | null;
  readonly answer: {
    readonly status: string;
    readonly scores: { readonly csat: number | null; readonly nps: number | null };
    readonly answers: readonly { readonly questionId: string; readonly value: unknown }[];
  } | null;
}

const invitation = async ({ invitation: { id } }: Invited): Promise<Invitation> =>
  (await lead('GET', `invitations/${id}`)) as Json & Invitation;

/** Waits until the invitation has come to this, and gives it. */
async function becomes(invited: Invited, status: string): Promise<Invitation> {
  const state = async () => (await invitation(invited)).status;
  await expect.poll(state, { timeout: STEP_MS }).toBe(status);
  return invitation(invited);
}

const itemsOf = async (path: string): Promise<readonly Json[]> => {
  const { items } = (await lead('GET', path)) as { items: readonly Json[] };
  return items;
};

/** Short messages to somebody that hold these words. */
const smsTo = ({ phone }: { readonly phone: string }, part: string): readonly string[] =>
  desk.sms.filter(({ to, text }) => to === phone && text.includes(part)).map(({ text }) => text);

/** Three scales and words: how they are read is the same in every questionnaire. */
const TALK = {
  code: 'CARE_TALK',
  title: '服务小调查',
  purpose: 'OTHER',
  content: {
    whole: { csat: 'overall', nps: 'recommend' },
    questions: [
      { id: 'overall', kind: 'csat', texts: { 'zh-CN': '您对我们的服务整体是否满意？' } },
      { id: 'staff', kind: 'csat', texts: { 'zh-CN': '您对接待您的人员是否满意？' } },
      { id: 'recommend', kind: 'nps', texts: { 'zh-CN': '您愿意把我们推荐给朋友吗？' } },
      { id: 'comment', kind: 'text', isOptional: true, texts: { 'zh-CN': '还有什么想说的？' } },
    ],
  },
};

beforeAll(async () => {
  desk = await startCareDesk();
  lead = await desk.signIn('demo.supervisor1');
  const { id } = await lead('POST', 'questionnaires', TALK);
  await lead('POST', `questionnaires/${String(id)}/publish`);
  [chen, he, zhao, sun] = await Promise.all([
    desk.meet('web', PEOPLE.chen),
    desk.meet('web', PEOPLE.he),
    desk.meet('official-account', PEOPLE.zhao),
    desk.meet('kf', PEOPLE.sun),
  ]);
});

afterAll(() => desk?.remove());

describe('a customer who is asked how it was', () => {
  test('answers by buttons to the end, and is thanked', async () => {
    await chen.fallsSilent();
    const invited = await ask('POST_CLAIM', chen);
    const told = await chen.isTold('您对本次理赔服务整体是否满意');
    expect(told).toContain('不想评');
    expect(told).toMatch(/https:\/\/careline\.example\/s\/\S+/);
    let read = await chen.do({ tap: '很满意' });
    for (let left = 4; left > 0 && !read.text.includes('谢谢您'); left -= 1) {
      expect(read.choices.length).toBeGreaterThan(0);
      read = await chen.do({ tap: read.choices[0] ?? '' });
    }
    expect(read.text).toContain('谢谢您的肯定');
    const { answer } = await becomes(invited, 'completed');
    expect(answer?.scores.csat).toBe(5);
  });

  test('by words: each answer is kept at once, and who is not content may complain there and then', async () => {
    await zhao.fallsSilent();
    const invited = await ask('CARE_TALK', zhao);
    await zhao.isTold('您对我们的服务整体是否满意');
    expect((await zhao.do('给个三分吧')).text).toContain('接待您的人员');
    const partial = await becomes(invited, 'partial');
    expect(partial.answer).toMatchObject({ status: 'partial', scores: { csat: 3 } });
    expect((await zhao.do('不太满意')).text).toContain('推荐给朋友');
    const last = await zhao.do('8分，理赔很快');
    expect(last.text).toContain('没让您满意，非常抱歉');
    expect(last.choices).toEqual(['登记投诉', '请经理回电', '不用了']);
    const { answer } = await becomes(invited, 'completed');
    expect(
      Object.fromEntries((answer?.answers ?? []).map((one) => [one.questionId, one.value])),
    ).toEqual({
      overall: 3,
      staff: 2,
      recommend: 8,
      comment: '8分，理赔很快',
    });
    expect((await zhao.do({ tap: '登记投诉' })).text).toContain('我们一定受理');
    await zhao.do('定损员态度特别差，说我不懂还挂我电话');
    await zhao.do('要求他当面道歉');
    await zhao.do({ tap: '在这里回复我' });
    await zhao.do({ tap: '没有了' });
    expect((await zhao.do({ tap: '对，没问题' })).text).toContain('您的投诉已登记，编号 TS');
    const open = await itemsOf(`follow-ups?customerNo=${zhao.customerNo}`);
    expect(open.map(({ kind, status }) => [kind, status])).toEqual([['low_score', 'open']]);
    // Nobody with an open complaint is asked about anything else.
    const subject = { kind: 'policy', no: 'P1' };
    await zhao.fallsSilent();
    const other = await ask('CARE_TALK', zhao, { subject });
    expect((await becomes(other, 'suppressed')).reason).toBe('open_complaint');
  });

  test('by numbers, and asks to be called back', async () => {
    await sun.fallsSilent();
    const invited = await ask('CARE_TALK', sun);
    await sun.isTold('您对我们的服务整体是否满意');
    expect((await sun.do({ number: 1 })).text).toContain('接待您的人员');
    // A question of their own is answered, and what was answered is kept.
    const between = await sun.do('酒驾赔不赔');
    expect(between.text).toContain('饮酒');
    expect(between.text).toContain('接待您的人员');
    expect((await sun.do({ number: 2 })).text).toContain('推荐给朋友');
    expect((await sun.do({ number: 0 })).text).toContain('还有什么想说的');
    const low = await sun.do({ tap: '跳过' });
    expect(low.text).toContain('由主管跟进');
    expect((await sun.do({ tap: '请经理回电' })).text).toContain('经理会在 24 小时内联系您');
    const { answer } = await becomes(invited, 'completed');
    expect(answer?.scores).toMatchObject({ csat: 1, nps: 0 });
    const open = await itemsOf(`follow-ups?customerNo=${sun.customerNo}`);
    expect(open.map(({ kind }) => kind).toSorted()).toEqual(['call_back', 'low_score']);
  });

  test('does not want to say, says so, and is left alone', async () => {
    await he.fallsSilent();
    const invited = await ask('CARE_TALK', he);
    await he.isTold('您对我们的服务整体是否满意');
    expect((await he.do('不想评')).text).toContain('不打扰您了');
    await becomes(invited, 'refused');
    expect((await he.do('退订问卷')).text).toContain('已为您退订：满意度调查');
    const before = await he.received();
    await he.fallsSilent();
    const other = await ask('CARE_TALK', he, { eventKey: 'once more' });
    expect((await becomes(other, 'suppressed')).reason).toBe('refused');
    expect(await he.received()).toEqual(before);
    expect(smsTo(PEOPLE.he, TALK.title)).toEqual([]);
  });
});

test('asked fifty times at once, somebody without a chat gets one message, and one answer counts', async () => {
  const invited = await Promise.all(
    Array.from({ length: AT_ONCE }, () => ask('CARE_TALK', PEOPLE.lin)),
  );
  const [first] = invited;
  if (first === undefined) throw new Error('nobody was asked');
  expect(new Set(invited.map(({ invitation: { id } }) => id)).size).toBe(1);
  expect(invited.filter(({ isNew }) => isNew)).toHaveLength(1);
  const { way } = await becomes(first, 'sent');
  expect(way).toBe('sms');
  await expect.poll(() => smsTo(PEOPLE.lin, TALK.title), { timeout: STEP_MS }).toHaveLength(1);
  expect(smsTo(PEOPLE.lin, TALK.title)[0]).toMatch(
    /服务小调查.*https:\/\/careline\.example\/s\/\S+ 拒收请回复R/,
  );
  const values = { overall: 4, staff: 5, recommend: 9, comment: null };
  const path = `invitations/${first.invitation.id}/answers`;
  await Promise.all(Array.from({ length: AT_ONCE }, () => lead('PUT', path, { values })));
  const answers = await itemsOf(`answers?customerNo=${PEOPLE.lin.customerNo}&code=CARE_TALK`);
  expect(answers.map(({ status, scores }) => ({ status, scores }))).toEqual([
    { status: 'completed', scores: expect.objectContaining({ csat: 4, nps: 9 }) },
  ]);
  // Whoever answers R to it gets no other.
  const refusal = { purpose: 'all_messages', way: 'sms', isGranted: false, source: 'sms_reply' };
  const admin = await desk.signIn('demo.admin');
  await admin('POST', 'consents', { phone: PEOPLE.lin.phone, ...refusal });
  const other = await ask('CARE_TALK', PEOPLE.lin, { eventKey: 'after R', ways: ['sms'] });
  expect((await becomes(other, 'suppressed')).reason).toBe('refused');
  expect(smsTo(PEOPLE.lin, TALK.title)).toHaveLength(1);
});

test('a conversation that a person has is not broken in on', async () => {
  await chen.do('转人工');
  const id = await chen.conversationId();
  const agent = await desk.signIn('demo.agent1');
  const [handoff] = await desk.query<{ id: string }>(
    'SELECT id FROM handoffs WHERE conversation_id = $1 ORDER BY requested_at DESC LIMIT 1',
    [id],
  );
  await agent('POST', `handoffs/${handoff?.id}/accept`);
  await chen.isTold('已接入');
  await chen.fallsSilent();
  const before = await chen.received();
  const invited = await ask('CARE_TALK', chen, { ways: ['wechat', 'web'] });
  const reason = async () => (await invitation(invited)).reason;
  await expect.poll(reason, { timeout: STEP_MS }).toBe('with_person');
  expect((await invitation(invited)).status).toBe('planned');
  // Another way is free.
  await ask('CARE_TALK', chen, { eventKey: 'by sms' });
  await expect.poll(() => smsTo(PEOPLE.chen, TALK.title), { timeout: STEP_MS }).toHaveLength(1);
  const [, form] =
    /https:\/\/careline\.example(\/s\/\S+)/.exec(smsTo(PEOPLE.chen, TALK.title)[0] ?? '') ?? [];
  expect((await fetch(`${desk.world.desk.url}${form}`)).status).toBe(200);
  expect(await chen.received()).toEqual(before);
});

test('the last place of an event goes to one, and when they give it back to the next who waits', async () => {
  expect((await sun.do('活动报名')).text).toContain('冬季用车沙龙');
  await sun.do('冬季用车沙龙');
  expect((await sun.do({ tap: '不同意' })).text).toContain('请核对报名信息');
  const done = await sun.do({ tap: '对，没问题' });
  expect(done.text).toContain('报名成功：《冬季用车沙龙》');
  expect(done.text).toMatch(/https:\/\/careline\.example\/t\/\S+/);
  expect((await zhao.do('报名E2')).text).toContain('名额已经满了');
  await zhao.do({ tap: '要候补' });
  expect((await zhao.do({ tap: '同意拍照' })).text).toContain('请核对候补登记');
  expect((await zhao.do({ tap: '对，没问题' })).text).toContain('您排在第 1 位');
  await zhao.fallsSilent();
  expect((await sun.do('取消报名')).text).toContain('要取消《冬季用车沙龙》');
  expect((await sun.do({ tap: '确定取消' })).text).toContain('已取消《冬季用车沙龙》的报名');
  expect(await zhao.isTold('有名额了')).toMatch(/https:\/\/careline\.example\/t\/\S+/);
  const held = await zhao.do('我的报名');
  expect(held.text).toContain('《冬季用车沙龙》');
  expect(held.text).toContain('已报名');
});

test.each([
  ['web', () => he],
  ['official-account', () => zhao],
  ['kf', () => sun],
])('on %s somebody gets a link for friends, and no promise of a reward', async (_channel, who) => {
  const { text } = await who().do('我想推荐朋友买你们的车险');
  expect(text).toContain('没有返现');
  const link = /https:\/\/careline\.example(\/r\/[^\s]+)/.exec(text);
  const page = await fetch(`${desk.world.desk.url}${link?.[1]}`);
  expect(page.status).toBe(200);
});

test('a storm is told of in its city and nowhere else, once, however often it is pressed', async () => {
  const admin = await desk.signIn('demo.admin');
  const moved = { 赵强: PEOPLE.zhao, 何丽: PEOPLE.he, 林小雨: PEOPLE.lin };
  for (const [name, { customerNo, plate }] of Object.entries(moved)) {
    // A storm is where the car stands.
    await admin('PUT', `customers/${customerNo}`, { name, vehicles: [{ plate, city: '无锡市' }] });
  }
  const press = () => lead('POST', 'outreach/disaster-notices', { city: '无锡', kind: 'storm' });
  const pressed = await Promise.all([press(), press(), press()]);
  expect(pressed.filter(({ isNew }) => isNew === true)).toHaveLength(1);
  const [{ campaignId = '' } = {}] = pressed;
  const done = async () => (await lead('GET', `outreach/campaigns/${campaignId}`))['status'];
  await expect.poll(done, { timeout: STEP_MS }).toBe('finished');
  await Promise.all([zhao, he].map((who) => who.isTold('暴雨')));
  await expect.poll(() => smsTo(PEOPLE.lin, '暴雨'), { timeout: STEP_MS }).toHaveLength(1);
  await press();
  const storms = async (who: CareCustomer) =>
    (await who.received()).filter((text) => text.includes('暴雨')).length;
  expect(await Promise.all([chen, sun, zhao, he].map(storms))).toEqual([0, 0, 1, 1]);
  const warned = desk.sms.filter(({ text }) => text.includes('暴雨'));
  expect(warned.map(({ to }) => to)).toEqual([PEOPLE.lin.phone]);
});
