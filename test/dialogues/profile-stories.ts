import type { Story } from './story.ts';
import { CODE } from './world.ts';

const known = { level: 2 } as const;
const NEW = '13911113333';
const ADDRESS = '深圳市福田区深南大道 6001 号 3 栋 802';

export const profileStories: readonly Story[] = [
  {
    name: 'an address in the first sentence is read back masked, changed at once and reported',
    world: known,
    turns: [
      {
        say: `我搬家了，地址改成${ADDRESS}`,
        expect: ['把联系地址改为 深圳市福田区***'],
        never: ['6001'],
      },
      {
        say: '对',
        expect: ['联系地址已改为 深圳市福田区***，马上生效', '都会寄到新地址'],
        never: ['6001'],
        writes: ['changeProfile', 'registerServiceRequest'],
        wrote: [
          { kind: 'changeProfile', customerId: 'cus_1', field: 'address', value: ADDRESS },
          {
            kind: 'registerServiceRequest',
            request: {
              status: 'done',
              customerId: 'cus_1',
              details: { kind: 'profile_change', field: 'address', value: ADDRESS },
            },
          },
        ],
        audit: ['customer.changed C000001'],
        stateNever: ['6001'],
        stack: [],
      },
    ],
  },
  {
    name: 'a stranger proves who they are before an address changes',
    turns: [
      { say: '我要改地址', expect: ['核对一下身份'], stack: ['profile_update', 'identify'] },
      {
        say: '粤B12345，13800001234，123X',
        expect: ['请告诉我新的联系地址'],
        writes: ['bindIdentity:2:plate_phone_id'],
      },
      { say: '我家', expect: ['没有看清地址'] },
      { say: ADDRESS, expect: ['深圳市福田区***'] },
      { say: '不对，是广州市天河区体育西路 101 号', expect: ['广州市天河区***'] },
      {
        say: '对',
        writes: ['changeProfile', 'registerServiceRequest'],
        wrote: [{ kind: 'changeProfile', value: '广州市天河区体育西路 101 号' }],
      },
    ],
  },
  {
    name: 'a new phone is changed when a code sent to it comes back',
    world: known,
    oneTimeCode: true,
    turns: [
      { say: '我要修改手机号', expect: ['请告诉我新的手机号'] },
      {
        say: NEW,
        expect: ['验证码已发到新手机号 139****3333'],
        never: [NEW],
        quickReplies: ['重新发送验证码', '换个号码', '转人工'],
        writes: ['sendOneTimeCode'],
        wrote: [{ kind: 'sendOneTimeCode', phone: NEW, isNewPhone: true }],
      },
      {
        say: '111111',
        expect: ['验证码不对或者已经过期'],
        writes: ['recordIdentityFailure'],
        audit: ['customer.read C000001', 'identity.failed idn_1'].slice(1),
      },
      {
        say: CODE,
        expect: ['手机号已改为 139****3333，马上生效'],
        never: [NEW],
        writes: ['changeProfile', 'registerServiceRequest'],
        wrote: [
          { kind: 'changeProfile', field: 'phone', value: NEW, codeOf: 'idn_1' },
          {
            kind: 'registerServiceRequest',
            request: {
              status: 'done',
              details: { kind: 'profile_change', field: 'phone', value: NEW },
            },
          },
        ],
        audit: ['customer.changed C000001'],
        stateNever: [NEW],
        stack: [],
      },
    ],
  },
  {
    name: 'a slip in the new number: the code goes to the right one, and the old one counts no more',
    world: known,
    oneTimeCode: true,
    turns: [
      { say: '换手机号，新号码13911114444', writes: ['sendOneTimeCode'], expect: ['139****4444'] },
      {
        say: `说错了，是${NEW}`,
        expect: ['验证码已发到新手机号 139****3333'],
        writes: ['sendOneTimeCode'],
        wrote: [{ kind: 'sendOneTimeCode', phone: NEW }],
      },
      {
        say: CODE,
        writes: ['changeProfile', 'registerServiceRequest'],
        wrote: [{ kind: 'changeProfile', field: 'phone', value: NEW }],
      },
    ],
  },
  {
    name: 'three wrong codes stop it',
    world: known,
    oneTimeCode: true,
    turns: [
      { say: `换手机号，新号码${NEW}`, writes: ['sendOneTimeCode'] },
      { say: '111111', writes: ['recordIdentityFailure'] },
      { say: '222222', writes: ['recordIdentityFailure'] },
      {
        say: '333333',
        expect: ['身份核对暂停 30 分钟'],
        writes: ['recordIdentityFailure'],
        stack: [],
      },
    ],
  },
  {
    name: 'the number on record is not a new one; half an hour later the proof is asked again',
    world: known,
    oneTimeCode: true,
    turns: [
      { say: '修改手机号' },
      { say: '13800001234', expect: ['这就是现在登记的手机号'] },
      { say: NEW, afterMinutes: 45, expect: ['证件的后四位'], writes: [] },
      {
        say: '123X',
        expect: ['139****3333'],
        writes: ['bindIdentity:2:id_last4', 'sendOneTimeCode'],
      },
    ],
  },
  {
    name: 'without an SMS gateway a new phone is registered for a person',
    world: known,
    turns: [
      { say: `换手机号，新号码${NEW}`, expect: ['把联系手机号改为 139****3333'] },
      {
        say: '对',
        expect: ['手机号的修改已登记', '已为您登记人工服务', '办好之前，登记的资料不变'],
        writes: ['registerServiceRequest', 'requestHandoff:flow'],
        wrote: [
          {
            kind: 'registerServiceRequest',
            request: {
              contactPhone: NEW,
              details: { kind: 'profile_change', field: 'phone', value: NEW },
            },
          },
        ],
      },
    ],
  },
];
