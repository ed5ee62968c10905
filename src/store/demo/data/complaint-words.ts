import type { ComplaintCategory, ComplaintStatus } from '../../../domain/complaint/record.ts';

/** A complaint of the demo insurer: what was said, how long ago, and how far it is. Times in hours. */
export interface DemoComplaintPlan {
  readonly category: ComplaintCategory;
  readonly status: ComplaintStatus;
  readonly matter: string;
  readonly request?: string;
  readonly source: 'web' | 'wechat' | 'phone' | 'regulator_12378';
  readonly hoursAgo: number;
  /** From when it was made to the first contact by a person. */
  readonly fedBackAfter?: number;
  readonly closedAfter?: number;
  /** Index of the handler among the desk's agents. */
  readonly handler?: number;
}

/** Some are just in, some near or past a promise, some long over. Hours of those near one are a little less. */
export const complaintPlans: readonly DemoComplaintPlan[] = [
  {
    category: 'PRIVACY.LEAK',
    status: 'REGISTERED',
    matter:
      '换了新手机号才三天，只在你们这里留过，今天就有七八家卖保险的打进来，我的信息是不是被泄露了？',
    request: '查清楚是谁泄露的，给我书面答复',
    source: 'web',
    hoursAgo: 1.4,
  },
  {
    category: 'SERVICE.ATTITUDE',
    status: 'REGISTERED',
    matter: '定损员说话很冲，问他依据直接挂我电话。再不处理我就打 12378。',
    request: '要求书面道歉并换人处理',
    source: 'wechat',
    hoursAgo: 22.5,
  },
  {
    category: 'CLAIM.ASSESS_AMOUNT',
    status: 'REGISTERED',
    matter: '4S 店报价一万二，你们只定了四千，差的八千让我自己掏，这账是怎么算的？',
    request: '按 4S 店报价重新定损',
    source: 'web',
    hoursAgo: 46,
  },
  {
    category: 'CLAIM.SURVEY',
    status: 'ASSIGNED',
    matter: '查勘员说半小时到，我在路边等了三个小时没来，电话也不接。',
    source: 'web',
    hoursAgo: 50,
    handler: 0,
  },
  {
    category: 'CLAIM.DELAY',
    status: 'INVESTIGATING',
    matter: '案子拖了半个月，审核一直没结果，每次问都说在走流程。',
    request: '给一个明确的时间',
    source: 'web',
    hoursAgo: 70,
    fedBackAfter: 20,
    handler: 0,
  },
  {
    category: 'SALES.BUNDLE',
    status: 'INVESTIGATING',
    matter: '我没有点过那个附加险，保单上凭空多出来三百八，这不是偷偷搭售吗？',
    request: '退还这三百八十元',
    source: 'regulator_12378',
    hoursAgo: 40,
    fedBackAfter: 10,
    handler: 1,
  },
  {
    category: 'CLAIM.REPAIR_SHOP',
    status: 'WAITING_CUSTOMER',
    matter: '修理厂是你们推荐的，装上去的大灯一个礼拜就进水，问就说是正常现象。',
    source: 'wechat',
    hoursAgo: 60,
    fedBackAfter: 16,
    handler: 2,
  },
  {
    category: 'CLAIM.REPAIR_SHOP',
    status: 'EXTERNAL_APPRAISAL',
    matter: '电池包底壳磕裂了，厂家说要换总成，定损说能修，我不接受这个结论。',
    request: '第三方鉴定',
    source: 'phone',
    hoursAgo: 200,
    fedBackAfter: 26,
    handler: 1,
  },
  {
    category: 'CLAIM.DOCS',
    status: 'PROPOSED',
    matter: '材料交了三遍还说缺，每次缺的都不一样，来回跑了四趟。',
    source: 'web',
    hoursAgo: 66,
    fedBackAfter: 30,
    handler: 3,
  },
  {
    category: 'CLAIM.ASSESS_AMOUNT',
    status: 'DISPUTED',
    matter: '冰雹砸了四十几个坑，定损只数了十二个，少算的部分要给我补上。',
    source: 'web',
    hoursAgo: 120,
    fedBackAfter: 40,
    handler: 2,
  },
  {
    category: 'SALES.MISLEAD',
    status: 'DECIDED',
    matter: '买的时候业务员说玻璃随便换，现在玻璃碎了跟我说要走车损险，明年还要涨价。',
    source: 'wechat',
    hoursAgo: 240,
    fedBackAfter: 22,
    handler: 3,
  },
  {
    category: 'SERVICE.RESCUE',
    status: 'CLOSED',
    matter: '说好免费拖车，到了地方收我六百。',
    request: '退还六百元',
    source: 'web',
    hoursAgo: 480,
    fedBackAfter: 5,
    closedAfter: 68,
    handler: 0,
  },
  {
    category: 'UW.POLICY_DELIVERY',
    status: 'WITHDRAWN',
    matter: '电子保单一直没收到，催了两次。',
    source: 'web',
    hoursAgo: 300,
    fedBackAfter: 2,
    closedAfter: 3,
    handler: 1,
  },
  {
    category: 'OTHER',
    status: 'REGISTERED',
    matter: '建议把理赔进度的通知写得再详细一点，现在看不懂走到哪一步了。',
    source: 'web',
    hoursAgo: 6,
  },
];
