import { bookingFlow, withBooking, withBooking2 } from './booking-flow.ts';
import type { Story } from './story.ts';
import { claim, SECOND_CLAIM } from './world.ts';

const known = { level: 2 } as const;
const done = 'requestHandoff:flow';

/** What the engine does for every flow, shown with a form of our own and with claim status. */
export const engineStories: readonly Story[] = [
  {
    name: 'a form from the first question to the read-back and the write',
    flows: withBooking,
    turns: [
      { say: '我要续保', expect: ['请问车牌号是？'], stack: ['policy_renewal'] },
      { say: '粤B12345', expect: ['需要上门吗？'] },
      { say: '要', expect: ['请问在哪里？'] },
      { say: '科技园南区', expect: ['请留个手机号'] },
      {
        say: '13800001234',
        expect: ['预约 粤B12345 科技园南区，对吗？'],
        quickReplies: ['对，没问题', '不对，要修改', '取消'],
        stateNever: [],
      },
      {
        say: '对',
        expect: ['已预约 粤B12345'],
        writes: [done],
        stack: [],
        stateNever: ['13800001234'],
      },
    ],
  },
  {
    name: 'several slots at once and a skipped one',
    flows: withBooking,
    turns: [
      { say: '我想续保，车牌粤B12345', expect: ['需要上门吗？'], never: ['请问车牌号是'] },
      { say: '不用', expect: ['请留个手机号'] },
      { say: '不方便说', expect: ['手机号先跳过', '预约 粤B12345 到店'] },
      { tap: '对，没问题', writes: [done] },
    ],
  },
  {
    name: 'a question that must be answered is not skipped',
    flows: withBooking,
    turns: [
      { say: '续保' },
      { say: '不知道', expect: ['没有办法跳过', '请问车牌号是？'] },
      { say: '粤B12345', expect: ['需要上门吗？'] },
    ],
  },
  {
    name: 'a correction at the read-back changes the value and reads back again',
    flows: withBooking,
    turns: [
      { say: '续保，粤B12345，13800001234' },
      { say: '不用', expect: ['预约 粤B12345 到店，对吗？'] },
      { say: '不对，是沪A12345', expect: ['车牌号已改为 沪A12345', '预约 沪A12345 到店，对吗？'] },
      { say: '嗯', writes: [done], expect: ['已预约 沪A12345'] },
    ],
  },
  {
    name: '不对 alone asks what, and a tap asks that again',
    flows: withBooking,
    turns: [
      { say: '续保，粤B12345，13800001234' },
      { say: '不用' },
      { say: '不对', expect: ['哪一项需要修改'], quickReplies: ['修改车牌号', '修改手机号'] },
      { say: '修改车牌号', expect: ['请重新告诉我车牌号', '请问车牌号是？'] },
      { say: '粤B54321', expect: ['预约 粤B54321'] },
      { say: '好的', writes: [done] },
    ],
  },
  {
    name: 'a changed branch drops and adds questions by itself',
    flows: withBooking,
    turns: [
      { say: '续保，粤B12345，13800001234' },
      { say: '要', expect: ['请问在哪里？'] },
      { say: '改一下车牌，粤B99999', expect: ['车牌号已改为 粤B99999', '请问在哪里？'] },
      { say: '科技园', expect: ['预约 粤B99999 科技园'] },
    ],
  },
  {
    name: 'a value that is not acceptable is said and asked again',
    flows: withBooking,
    turns: [{ say: '续保' }, { say: '粤Z00000', expect: ['这个车牌不能预约', '请问车牌号是？'] }],
  },
  {
    name: 'a digression into another flow and back without being asked',
    world: known,
    flows: withBooking,
    turns: [
      { say: '续保' },
      {
        say: '等等，我的理赔到哪了',
        card: '定损中',
        expect: ['我们接着办理“预约”', '请问车牌号是？'],
        stack: ['policy_renewal'],
      },
      { say: '粤B12345', expect: ['需要上门吗？'] },
    ],
  },
  {
    name: 'a digression that asks something itself',
    world: { level: 2, claims: [claim('ASSESSING'), SECOND_CLAIM] },
    flows: withBooking,
    turns: [
      { say: '续保' },
      { say: '先看下理赔进度', expect: ['2 个案件'], stack: ['policy_renewal', 'claim_status'] },
      { say: '2', card: '已结案', expect: ['我们接着办理“预约”'], stack: ['policy_renewal'] },
    ],
  },
  {
    name: 'after a cancel the flow below is asked about: yes',
    world: { level: 2, claims: [claim('ASSESSING'), SECOND_CLAIM] },
    flows: withBooking,
    turns: [
      { say: '续保' },
      { say: '理赔进度' },
      {
        say: '算了',
        expect: ['“查理赔进度”已取消', '“预约”还没有办完，要继续吗'],
        quickReplies: ['继续办理', '不用了'],
      },
      { say: '好的', expect: ['接着办理“预约”', '请问车牌号是？'], stack: ['policy_renewal'] },
    ],
  },
  {
    name: 'after a cancel the flow below is asked about: no',
    world: { level: 2, claims: [claim('ASSESSING'), SECOND_CLAIM] },
    flows: withBooking,
    turns: [
      { say: '续保' },
      { say: '理赔进度' },
      { say: '取消' },
      { say: '不用了', expect: ['“预约”已取消'], stack: [] },
    ],
  },
  {
    name: 'cancel the identity check cancels what needed it, and it can start again',
    turns: [
      { say: '查理赔进度', stack: ['claim_status', 'identify'] },
      { say: '粤B12345' },
      { say: '不查了', expect: ['“查理赔进度”已取消'], stack: [], stateNever: ['粤B12345'] },
      { say: '还是查一下理赔进度吧', expect: ['车牌号'], stack: ['claim_status', 'identify'] },
    ],
  },
  {
    name: 'start over within a flow',
    flows: withBooking,
    turns: [{ say: '续保，粤B12345' }, { say: '重新来', expect: ['从头开始', '请问车牌号是？'] }],
  },
  {
    name: 'cancel with a new wish in the same sentence',
    world: known,
    flows: withBooking,
    turns: [{ say: '续保' }, { say: '算了，帮我查下理赔进度', card: '定损中' }],
  },
  {
    name: 'a new version of the flow in mid-conversation keeps what it can and asks what is new',
    flows: withBooking,
    turns: [
      { say: '续保，粤B12345' },
      { say: '要' },
      { say: '科技园', flows: withBooking2, expect: ['请留个手机号'], never: ['请问车牌号是'] },
    ]
      .slice(0, 2)
      .concat([
        { say: '红色', flows: withBooking2, expect: ['车是什么颜色？'], never: ['请问车牌号是'] },
        { say: '红色', flows: withBooking2, expect: ['请留个手机号'], never: ['科技园'] },
      ]),
  },
  {
    name: 'a flow that is gone after a deploy leaves no trace',
    flows: withBooking,
    turns: [
      { say: '续保，粤B12345' },
      {
        say: '你好',
        flows: withBooking.filter(({ id }) => id !== bookingFlow.id),
        expect: ['在的'],
        stack: [],
      },
    ],
  },
  {
    name: 'an old row with a step pointer goes on where its slots are',
    turns: [
      {
        say: '13800001234',
        state: {
          flow: {
            id: 'identify',
            step: 2,
            slots: { plate: '粤B12345' },
            startedAt: '2026-06-12T01:00:00Z',
          },
        },
        expect: ['还需要', '后四位'],
        never: ['还需要车牌号'],
      },
    ],
  },
  {
    name: 'a row nobody can read is a fresh conversation',
    turns: [
      { say: '你好', state: { v: 1, stack: 'broken' }, expect: ['在的'] },
      { say: '你好', state: { v: 99, stack: [] }, expect: ['在的'] },
      { say: '你好', state: null, expect: ['在的'] },
    ],
  },
  {
    name: 'the next day the question is still open',
    turns: [
      { say: '查理赔进度' },
      { say: '粤B12345' },
      { say: '13800001234', afterMinutes: 60 * 20, expect: ['后四位'], never: ['还需要车牌号'] },
    ],
  },
];
