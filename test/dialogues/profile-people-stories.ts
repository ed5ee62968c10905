import type { Story } from './story.ts';
import { COMMERCIAL, COMPULSORY } from './world-reads.ts';

const known = { level: 2 } as const;
const ADDRESS = '深圳市福田区深南大道 6001 号 3 栋 802';

/** Details that people check papers for, and those whose owner is no customer yet. */
export const profilePeopleStories: readonly Story[] = [
  {
    name: 'a new plate needs papers and a person; the old one is known',
    world: known,
    turns: [
      { say: '我要换车牌', expect: ['新的车牌号是'] },
      { say: '粤B12345', expect: ['粤B12345 是现在登记的车牌', '新的车牌号是'] },
      { say: '粤BD12345', expect: ['车辆 粤B12345，新车牌 粤BD12345', '138****1234'] },
      {
        say: '对',
        expect: ['车牌号的修改已登记', '新的行驶证', '同事会在 6月13日'],
        writes: ['registerServiceRequest', 'requestHandoff:flow'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: {
              plate: '粤B12345',
              contactPhone: '13800001234',
              details: { kind: 'profile_change', field: 'plate', value: '粤BD12345' },
            },
          },
        ],
        stack: [],
      },
    ],
  },
  {
    name: 'the buyer of a car is no customer yet and may still have it registered',
    turns: [
      { say: '我买了二手车要过户批改', expect: ['请问是哪辆车'] },
      { say: '粤A12345', expect: ['方便联系您的手机号'] },
      { say: '13911112222', expect: ['修改车主（过户），车辆 粤A12345，联系电话 139****2222'] },
      {
        say: '对',
        expect: ['登记证书', '尽快办理批改'],
        writes: ['registerServiceRequest', 'requestHandoff:flow'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: {
              plate: '粤A12345',
              contactPhone: '13911112222',
              details: { kind: 'profile_change', field: 'owner' },
            },
          },
        ],
      },
    ],
  },
  {
    name: 'a payee account is never taken in a chat, nor a card number kept',
    world: known,
    turns: [
      {
        say: '我要换收款账户，卡号4111111111111111',
        expect: ['请不要在聊天里发送完整的银行卡号', '修改收款账户'],
        never: ['4111111111111111'],
        stateNever: ['4111111111111111'],
      },
      {
        say: '对',
        expect: ['赔款只打到被保险人本人的账户'],
        writes: ['registerServiceRequest', 'requestHandoff:flow'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: { details: { kind: 'profile_change', field: 'payee_account' } },
          },
        ],
      },
    ],
  },
  {
    name: 'another detail instead: 改地址 at the read-back of the name',
    world: known,
    turns: [
      { say: '保单上我的名字写错了，要改名字', expect: ['修改姓名'] },
      { say: '还是改地址吧', expect: ['新的联系地址'] },
      { say: ADDRESS, expect: ['深圳市福田区***'] },
      {
        say: '对',
        writes: ['changeProfile', 'registerServiceRequest'],
        wrote: [{ kind: 'changeProfile', field: 'address', value: ADDRESS }],
      },
    ],
  },
  {
    name: 'a contact person, by name and phone in one message',
    world: known,
    turns: [
      { say: '修改联系人', expect: ['怎么称呼'] },
      { say: '李小红', expect: ['联系人的手机号'] },
      { say: '13933334444', expect: ['把联系人改为 李*，手机号 139****4444'] },
      {
        say: '对',
        writes: ['registerServiceRequest', 'requestHandoff:flow'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: {
              contactPhone: '13800001234',
              details: { field: 'contact_person', value: '李小红 13933334444' },
            },
          },
        ],
      },
    ],
  },
  {
    name: 'what to change is asked when nobody said, several cars too, with a digression between',
    world: {
      ...known,
      policies: [COMMERCIAL, COMPULSORY, { ...COMPULSORY, id: 'pol_3', plate: '粤BD56789' }],
    },
    turns: [
      { say: '修改资料', expect: ['要修改哪一项'], quickReplies: ['手机号', '联系地址', '车牌号'] },
      { say: '7', expect: ['2 辆车'], quickReplies: ['粤B12345', '粤BD56789'] },
      { say: '先看下理赔进度', card: '定损中', expect: ['接着办理“修改资料”'] },
      { tap: '粤BD56789', expect: ['修改车辆信息，车辆 粤BD56789'] },
      {
        say: '对',
        expect: ['行驶证或机动车登记证书'],
        writes: ['registerServiceRequest', 'requestHandoff:flow'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: { plate: '粤BD56789', details: { field: 'vehicle' } },
          },
        ],
      },
    ],
  },
];
