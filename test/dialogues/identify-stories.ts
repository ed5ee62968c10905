import type { Story } from './story.ts';
import { CODE, claim, REPORTER_PHONE, SECOND_CLAIM } from './world.ts';

/** Proving who one is, and what happens when one cannot. */
export const identifyStories: readonly Story[] = [
  {
    name: 'the README conversation: hello, the question, the proof in one message, the answer',
    turns: [
      {
        joins: true,
        expect: ['您好', '安途车险'],
        quickReplies: ['查理赔进度', '我要报案', '转人工'],
      },
      {
        say: '我的理赔到哪一步了？',
        expect: ['核对一下身份', '车牌号', '后四位'],
        card: false,
        stack: ['claim_status', 'identify'],
        intent: 'claim_status',
        audit: [],
      },
      {
        say: '粤B12345，13800001234，123X',
        expect: ['核对通过', '定损中', '李明'],
        card: '定损中',
        writes: ['bindIdentity:2:plate_phone_id'],
        audit: ['identity.verified idn_1', 'claim.read clm_1'],
        stack: [],
        stateNever: ['13800001234', '123X'],
      },
    ],
  },
  {
    name: 'one by one, in another order',
    turns: [
      { say: '查理赔进度' },
      { say: '手机号138 0000 1234', expect: ['还需要车牌号', '后四位'] },
      { say: '后四位是123x', expect: ['还需要车牌号'], never: ['123X'] },
      { say: '粤b·12345', writes: ['bindIdentity:2:plate_phone_id'], card: '定损中' },
    ],
  },
  {
    name: 'what was said before the question is not asked again',
    turns: [
      {
        say: '我是粤B12345的车主，电话13800001234，查一下理赔到哪了',
        expect: ['还需要', '后四位'],
        never: ['还需要车牌号'],
      },
      { say: '123X', writes: ['bindIdentity:2:plate_phone_id'], card: '定损中' },
    ],
  },
  {
    name: 'a correction replaces the plate without a question',
    turns: [
      { say: '查进度' },
      { say: '沪A12345', expect: ['还需要投保时留的手机号'] },
      { say: '不对，是粤B12345', expect: ['车牌号已改为 粤B12345', '手机号'] },
      { say: '13800001234 123X', writes: ['bindIdentity:2:plate_phone_id'] },
    ],
  },
  {
    name: 'a wrong phone is taken back in words and given anew',
    turns: [
      { say: '查理赔进度' },
      { say: '粤B12345 13800009999' },
      { say: '手机号说错了', expect: ['请重新告诉我手机号'] },
      { say: '13800001234，尾号123X', writes: ['bindIdentity:2:plate_phone_id'] },
    ],
  },
  {
    name: 'a wrong phone is corrected in one sentence',
    turns: [
      { say: '查理赔进度' },
      { say: '粤B12345 13800009999' },
      { say: '手机号说错了，是13800001234', expect: ['手机号已改为 138****1234'] },
    ],
  },
  {
    name: 'no match tells nothing about which part, and one part can be changed by tap',
    turns: [
      { say: '查理赔进度' },
      {
        say: '粤B12345 13800009999 123X',
        expect: ['对不上', '粤B****45', '138****9999', '没法告诉您是哪一项'],
        never: ['123X', '13800009999', '手机号不对', '手机号错误'],
        quickReplies: ['全部重新填写', '修改车牌号', '修改手机号', '修改证件后四位'],
        writes: ['recordIdentityFailure'],
        audit: ['identity.failed idn_1'],
      },
      { tap: '修改手机号', expect: ['请重新告诉我手机号'] },
      { say: '13800001234', writes: ['bindIdentity:2:plate_phone_id'], card: '定损中' },
    ],
  },
  {
    name: 'the same wrong evidence is not checked twice without a change',
    turns: [
      { say: '查理赔进度' },
      { say: '粤B12345 13800009999 123X', writes: ['recordIdentityFailure'] },
      { say: '嗯', expect: ['对不上'], writes: [] },
      { say: '谢谢', writes: [] },
    ],
  },
  {
    name: 'bare digits correct the last four, and the same wrong proof said again counts again',
    turns: [
      { say: '查理赔进度' },
      { say: '粤B12345 13800001234 0000', writes: ['recordIdentityFailure'] },
      { say: '1111', expect: ['对不上'], writes: ['recordIdentityFailure'] },
      { say: '粤B12345 13800001234 1111', expect: ['30 分钟'], writes: ['recordIdentityFailure'] },
    ],
  },
  {
    name: 'plate, phone and four digits are a proof before anybody asked for one',
    turns: [
      {
        say: '理赔进度 粤B12345 13800001234 123X',
        writes: ['bindIdentity:2:plate_phone_id'],
        card: '定损中',
      },
    ],
  },
  {
    name: 'everything anew after no match',
    turns: [
      { say: '查理赔进度' },
      { say: '粤B12345 13800009999 123X', writes: ['recordIdentityFailure'] },
      { say: '全部重新填写', expect: ['从头开始', '车牌号'], writes: [] },
      { say: '粤B12345 13800001234 123X', writes: ['bindIdentity:2:plate_phone_id'] },
    ],
  },
  {
    name: 'three failures lock for 30 minutes, offer a person, and open again',
    turns: [
      { say: '查理赔进度' },
      { say: '粤B12345 13800009991 123X', writes: ['recordIdentityFailure'] },
      { say: '13800009992', writes: ['recordIdentityFailure'] },
      {
        say: '13800009993',
        expect: ['30 分钟'],
        quickReplies: ['转人工'],
        writes: ['recordIdentityFailure'],
        stack: [],
        stateNever: ['13800009993'],
      },
      {
        say: '查理赔进度',
        afterMinutes: 10,
        expect: ['20 分钟后'],
        quickReplies: ['转人工'],
        stack: [],
      },
      { say: '查理赔进度', afterMinutes: 21, expect: ['核对一下身份'] },
      {
        say: '粤B12345 13800001234 123X',
        writes: ['bindIdentity:2:plate_phone_id'],
        card: '定损中',
      },
    ],
  },
  {
    name: 'a reporter sees the stage only',
    world: {
      claims: [
        claim('DOCS_PENDING', {
          facts: { assessedFen: 1_234_500, missingDocuments: ['驾驶证', '维修发票'] },
          lossItems: [
            { kind: 'OWN_VEHICLE', status: 'LOSS_CONFIRMED', amountFen: 1_234_500 },
            { kind: 'PERSON', status: 'ASSESSING' },
          ],
        }),
      ],
    },
    turns: [
      {
        say: '报案号RP202606110001到哪了',
        expect: ['车主', '报案人'],
        quickReplies: ['我是车主', '我是报案人'],
      },
      { tap: '我是报案人', expect: ['报案时用的手机号'] },
      {
        say: REPORTER_PHONE,
        expect: ['待补材料', '您是报案人'],
        never: ['12,345', '驾驶证', '维修发票', '粤B12345', '深南大道'],
        card: '待补材料',
        writes: ['bindIdentity:1:report_no_phone'],
        audit: ['identity.verified idn_1', 'claim.read clm_1'],
      },
      {
        say: '那报案号RP202601050002呢，进度怎么样',
        expect: ['没有查到'],
        card: false,
        audit: [],
      },
    ],
  },
  {
    name: 'a reporter says so in words before any number',
    turns: [
      { say: '理赔到哪了' },
      { say: '我不是车主，是替别人报的案', expect: ['报案号', '手机号'] },
      {
        say: 'RP202606110001，手机13911112222',
        writes: ['bindIdentity:1:report_no_phone'],
        card: '定损中',
      },
    ],
  },
  {
    name: 'a reporter says so together with the question',
    turns: [{ say: '我想查进度，我是报案人', expect: ['报案号', '手机号'], never: ['后四位'] }],
  },
  {
    name: 'somebody who has forgotten the phone is offered a person',
    turns: [
      { say: '查理赔进度' },
      { say: '我不记得手机号了', expect: ['没有办法跳过', '车牌号'], quickReplies: ['转人工'] },
    ],
  },
  {
    name: 'a claim number alone is a question for that claim',
    world: { level: 2 },
    turns: [{ say: 'RP202606110001', card: '定损中' }],
  },
  {
    name: 'a code by SMS: the same words for a known and an unknown phone',
    oneTimeCode: true,
    turns: [
      { say: '查理赔进度', quickReplies: ['用短信验证码'] },
      { tap: '用短信验证码', expect: ['手机号'] },
      {
        say: '13999999999',
        expect: ['如果 139****9999 是我们登记的手机号'],
        writes: ['sendOneTimeCode'],
      },
      {
        say: '手机号错了，13800001234',
        expect: ['如果 138****1234 是我们登记的手机号'],
        writes: ['sendOneTimeCode'],
      },
      { say: '111111', expect: ['验证码不对或者已经过期'], writes: ['recordIdentityFailure'] },
      {
        say: CODE,
        writes: ['bindIdentity:1:one_time_code'],
        card: '定损中',
        expect: ['金额和材料清单需要再核对'],
        never: ['粤B12345'],
        quickReplies: ['查看金额和材料'],
        stateNever: [CODE, '13800001234'],
      },
      { tap: '查看金额和材料', expect: ['证件的后四位'], writes: [] },
      { say: '123X', writes: ['bindIdentity:2:id_last4'], card: '定损中' },
    ],
  },
  {
    name: 'a code can be sent again',
    oneTimeCode: true,
    turns: [
      { say: '查理赔进度' },
      { say: '用短信验证码' },
      { say: '13800001234', writes: ['sendOneTimeCode'] },
      { say: '没收到', expect: ['验证码'], writes: [] },
      { tap: '重新发送验证码', writes: ['sendOneTimeCode'] },
    ],
  },
  {
    name: 'level 2 lapses after 30 idle minutes and comes back by the last four',
    world: { claims: [claim('LOSS_CONFIRMED', { facts: { assessedFen: 1_234_567 } })], level: 2 },
    turns: [
      { say: '理赔进度', expect: ['12,345.67'], card: '损失已确认' },
      { say: '再说一遍', afterMinutes: 31, never: ['12,345.67', '粤B12345'], card: '损失已确认' },
      { tap: '查看金额和材料', expect: ['后四位'], writes: [] },
      { say: '123X', expect: ['12,345.67'], writes: ['bindIdentity:2:id_last4'] },
    ],
  },
  {
    name: 'bank cards, whole ID numbers and passwords are warned of and not kept',
    turns: [
      {
        say: '我的银行卡4111111111111111密码是abc123',
        expect: ['不要在聊天里发送', '银行卡'],
        stateNever: ['4111111111111111', 'abc123'],
      },
      { say: '查理赔进度' },
      {
        say: '粤B12345 13800001234 11010519491231002X',
        expect: ['只需要证件号后四位'],
        writes: ['recordIdentityFailure'],
        stateNever: ['11010519491231002X'],
      },
    ],
  },
  {
    name: 'identity is never asked of somebody who is known',
    world: { level: 2, claims: [claim('ASSESSING'), SECOND_CLAIM] },
    turns: [{ say: '理赔进度', expect: ['2 个案件'], never: ['核对一下身份'] }],
  },
];
