import type { PolicyFacts } from '../../src/domain/policy/view.ts';
import type { Story } from './story.ts';
import { COMMERCIAL, COMPULSORY } from './world-reads.ts';

const at = (text: string): Date => new Date(`${text}+08:00`);

/** A second car whose compulsory cover ends on another day and whose commercial cover has ended. */
const SECOND_CAR: readonly PolicyFacts[] = [
  {
    ...COMPULSORY,
    id: 'pol_3',
    policyNo: 'PDZA202607010000777777',
    plate: '粤BD56789',
    startsAt: at('2025-06-16T00:00:00'),
    endsAt: at('2026-06-16T00:00:00'),
  },
  {
    ...COMMERCIAL,
    id: 'pol_4',
    policyNo: 'PDAA202507010000888888',
    plate: '粤BD56789',
    startsAt: at('2025-05-01T00:00:00'),
    endsAt: at('2026-05-01T00:00:00'),
  },
];
export const TWO_CARS = { policies: [COMMERCIAL, COMPULSORY, ...SECOND_CAR] };
const known = { level: 2 } as const;
const half = { level: 1 } as const;
const AUDIT = ['policy.read pol_2', 'policy.read pol_1'];

export const policyStories: readonly Story[] = [
  {
    name: 'at L1 a policy is dates and kinds, and nothing more',
    world: half,
    turns: [
      {
        say: '查一下我的保单',
        expect: [
          '粤B****45 的保单',
          '交强险：保障中，2025年11月1日起，2026年10月31日24时到期，还有 141 天',
          '商业险：保障中',
          '核对证件后四位就能看',
        ],
        never: ['粤B12345', 'PDAA202511010000123456', '3,865', '200 万', '950'],
        quickReplies: ['查看保障和保费', '电子保单', '续保', '转人工'],
        audit: AUDIT,
        stack: [],
      },
    ],
  },
  {
    name: 'a stranger proves who they are first, and then gets what they asked first',
    turns: [
      { say: '我的保单什么时候到期', expect: ['核对一下身份'], never: ['2026年'] },
      {
        say: '粤B12345，13800001234，123X',
        expect: ['核对通过', '2026年10月31日24时到期'],
        writes: ['bindIdentity:2:plate_phone_id'],
        stack: [],
      },
    ],
  },
  {
    name: 'the sum of one cover is told first, and alone',
    world: known,
    turns: [
      {
        say: '我保单上三者险保额多少',
        expect: ['有的。机动车第三者责任保险：保额 200 万元', '意思是：保别人'],
        never: ['交强险：保障中'],
        audit: AUDIT,
      },
    ],
  },
  {
    name: 'a cover wants the ID’s last four from somebody known by a code only',
    world: half,
    turns: [
      { say: '保单里三者险保额多少', expect: ['证件的后四位'], never: ['200'] },
      { say: '123X', expect: ['保额 200 万元'], writes: ['bindIdentity:2:id_last4'] },
    ],
  },
  {
    name: 'glass belongs to the own-damage cover since 2020: nobody is told they lack it',
    world: known,
    turns: [
      {
        say: '保单里有没有玻璃险',
        expect: ['您的商业险里有车损险', '已经并入车损险的保障', '以保单载明的内容'],
        never: ['没买', '没有买', '未投保', '没有看到'],
      },
    ],
  },
  {
    name: 'a clause that takes something back is named',
    world: {
      level: 2,
      policies: [
        {
          ...COMMERCIAL,
          covers: [...COMMERCIAL.covers, { code: 'X1', name: '附加发动机进水损坏除外特约条款' }],
        },
        COMPULSORY,
      ],
    },
    turns: [
      {
        say: '查保单，有没有涉水险',
        expect: ['已经并入车损险', '“附加发动机进水损坏除外特约条款”', '以它的约定为准'],
      },
    ],
  },
  {
    name: 'scratches are a cover of their own, and its absence is said without judging',
    world: known,
    turns: [
      {
        say: '我的保单有没有划痕险',
        expect: ['登记的保障里没有看到附加车身划痕损失险', '请同事核对'],
        never: ['没买', '不赔'],
      },
    ],
  },
  {
    name: 'each cover in one plain sentence',
    world: known,
    turns: [
      { say: '查保单', quickReplies: ['各项保障什么意思', '电子保单', '续保', '转人工'] },
      {
        tap: '各项保障什么意思',
        expect: ['机动车损失保险：保自己的车', '机动车第三者责任保险：保别人', '实际核定为准'],
      },
    ],
  },
  {
    name: 'a policy number is masked until the ID is proved',
    world: half,
    turns: [
      {
        say: '保单号是多少',
        expect: ['交强险保单号：PDZA****4321', '商业险保单号：PDAA****3456'],
        never: ['PDAA202511010000123456'],
      },
      { tap: '查看完整保单号', expect: ['证件的后四位'] },
      {
        say: '123X',
        expect: ['商业险保单号：PDAA202511010000123456'],
        writes: ['bindIdentity:2:id_last4'],
      },
    ],
  },
  {
    name: 'several cars: asked which, told which others, and the warning of a lapsed cover',
    world: { ...known, ...TWO_CARS },
    turns: [
      { say: '查保单', expect: ['2 辆车', '1. 粤B12345', '2. 粤BD56789'], stack: ['policy_query'] },
      {
        say: '2',
        expect: [
          '粤BD56789 的保单',
          '交强险：保障中，2025年6月16日起，2026年6月15日24时到期，还有 3 天',
          '商业险：已于 2026年4月30日24时到期',
          '您名下还有 粤B12345 的保单',
        ],
        quickReplies: ['看其他车', '电子保单', '续保', '转人工'],
        audit: ['policy.read pol_3', 'policy.read pol_4'],
      },
    ],
  },
  {
    name: 'the plate in the question chooses the car; a stranger’s plate is not found',
    world: { ...known, ...TWO_CARS },
    turns: [
      { say: '粤BD56789的保单哪天到期', expect: ['粤BD56789 的保单', '6月15日24时到期'] },
      { say: '查保单，粤A88888', expect: ['没有查到这个车牌的保单'], audit: [] },
    ],
  },
  {
    name: 'a lapsed compulsory cover is said neutrally',
    world: { ...known, policies: [{ ...COMPULSORY, endsAt: at('2026-06-01T00:00:00') }] },
    turns: [
      {
        say: '我的保单还有效吗',
        expect: [
          '交强险：已于 2026年5月31日24时到期',
          '不能上路行驶',
          '商业险：在我们这里没有查到',
        ],
      },
    ],
  },
  {
    name: 'half an hour of silence takes the details away again',
    world: known,
    turns: [
      { say: '查保单', expect: ['200 万元'] },
      {
        say: '再说一遍',
        afterMinutes: 40,
        expect: ['粤B****45'],
        never: ['200 万元'],
        audit: AUDIT,
      },
      { say: '我的保单保额多少', expect: ['证件的后四位'], never: ['200 万元'] },
    ],
  },
  {
    name: 'nothing in the name: said, with a person',
    world: { ...known, policies: [] },
    turns: [{ say: '查保单', expect: ['没有查到您名下的保单'], quickReplies: ['转人工'] }],
  },
];
