import { assign, contact, type DemoComplaintPlan } from './complaint-steps.ts';

const SHOP = '申江汽修';

/** Five complaints of a week about one repair shop: a group, of which the last one's arrival warns the leads. */
export const groupComplaints: readonly DemoComplaintPlan[] = [
  {
    category: 'CLAIM.REPAIR_SHOP',
    matter: '保险杠喷完漆色差很明显，让返工说要另外加钱。',
    source: 'web',
    repairShop: SHOP,
    hoursAgo: 140,
    steps: [assign(5, 'demo.agent3'), contact(20, 'demo.agent3', '已联系，约修理厂当面验车。')],
  },
  {
    category: 'CLAIM.REPAIR_SHOP',
    matter: '换的是副厂件，清单上写的是原厂，这不是坑人吗？',
    request: '换成原厂件',
    source: 'wechat',
    repairShop: SHOP,
    hoursAgo: 116,
    steps: [
      assign(4, 'demo.agent3'),
      contact(22, 'demo.agent3', '已联系，请客户保留清单，安排配件核验。'),
    ],
  },
  {
    category: 'CLAIM.REPAIR_SHOP',
    matter: '说好三天修好，拖了十天，中间也没给代步车。',
    source: 'phone',
    repairShop: SHOP,
    hoursAgo: 80,
    steps: [assign(6, 'demo.agent3')],
  },
  {
    category: 'CLAIM.REPAIR_SHOP',
    matter: '修完开出来方向盘就抖，再去找他们说与维修无关。',
    source: 'web',
    repairShop: SHOP,
    hoursAgo: 34,
  },
  {
    category: 'CLAIM.REPAIR_SHOP',
    matter: '空调是拆装的时候弄坏的，现在不认账，要我自己出钱修。',
    request: '免费修好空调',
    source: 'web',
    repairShop: SHOP,
    hoursAgo: 12,
  },
];
