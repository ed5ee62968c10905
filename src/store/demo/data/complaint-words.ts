import { endedComplaints } from './complaint-ended.ts';
import { groupComplaints } from './complaint-group.ts';
import {
  assign,
  contact,
  type DemoComplaintPlan,
  decide,
  dispute,
  extend,
  note,
  pause,
  propose,
  supplement,
} from './complaint-steps.ts';

/** Complaints that are worked on; hours of those near a promise are a little less. */
const openComplaints: readonly DemoComplaintPlan[] = [
  {
    category: 'PRIVACY.LEAK',
    matter:
      '换了新手机号才三天，只在你们这里留过，今天就有七八家卖保险的打进来，我的信息是不是被泄露了？',
    request: '查清楚是谁泄露的，给我书面答复',
    source: 'web',
    hoursAgo: 1.4,
  },
  {
    category: 'SERVICE.ATTITUDE',
    matter: '定损员说话很冲，问他依据直接挂我电话。再不处理我就打 12378。',
    request: '要求书面道歉并换人处理',
    source: 'wechat',
    hoursAgo: 22.5,
  },
  {
    category: 'CLAIM.ASSESS_AMOUNT',
    matter: '4S 店报价一万二，你们只定了四千，差的八千让我自己掏，这账是怎么算的？',
    request: '按 4S 店报价重新定损',
    source: 'web',
    hoursAgo: 46,
  },
  {
    category: 'CLAIM.SURVEY',
    matter: '查勘员说半小时到，我在路边等了三个小时没来，电话也不接。',
    source: 'web',
    hoursAgo: 50,
    steps: [assign(6, 'demo.agent1')],
  },
  {
    category: 'CLAIM.DELAY',
    matter: '案子拖了半个月，审核一直没结果，每次问都说在走流程。',
    request: '给一个明确的时间',
    source: 'web',
    hoursAgo: 70,
    steps: [
      assign(5, 'demo.agent1'),
      contact(20, 'demo.agent1', '已说明由我处理，正在向核赔核实卡在哪一步，明天此时再联系。'),
      note(21, 'demo.agent1', '核赔在等交警的责任认定书，已请理赔专员去补。'),
    ],
  },
  {
    category: 'SALES.BUNDLE',
    matter: '我没有点过那个附加险，保单上凭空多出来三百八，这不是偷偷搭售吗？',
    request: '退还这三百八十元',
    source: 'regulator_12378',
    sourceRef: 'JG2026-118-0472',
    hoursAgo: 40,
    steps: [
      assign(2, 'demo.agent2'),
      contact(10, 'demo.agent2', '已联系，说明监管转办由我处理，正在调取投保时的勾选记录。'),
    ],
  },
  {
    category: 'CLAIM.REPAIR_SHOP',
    matter: '修理厂是你们推荐的，装上去的大灯一个礼拜就进水，问就说是正常现象。',
    source: 'wechat',
    hoursAgo: 60,
    steps: [
      assign(4, 'demo.agent3'),
      contact(16, 'demo.agent3', '已联系，说明由我处理，需要大灯的照片和维修清单。'),
      pause(18, 'demo.agent3', ['waiting_customer', '请把大灯进水的照片和维修清单发给我们。']),
    ],
  },
  {
    category: 'CLAIM.REPAIR_SHOP',
    matter: '电池包底壳磕裂了，厂家说要换总成，定损说能修，我不接受这个结论。',
    request: '第三方鉴定',
    source: 'phone',
    hoursAgo: 200,
    steps: [
      assign(3, 'demo.agent2'),
      contact(26, 'demo.agent2', '已联系，建议委托双方认可的机构鉴定，客户同意。'),
      extend(40, 'demo.agent2', '需要第三方鉴定，案情复杂，处理期限延长至三十日'),
      pause(48, 'demo.agent2', ['external_appraisal', '已委托鉴定机构，约十个工作日出结论。']),
    ],
  },
  {
    category: 'CLAIM.LIABILITY',
    matter: '追尾判我全责，可前车是急刹加塞，你们直接就按全责核了，听都不听我说。',
    request: '重新认定责任',
    source: 'web',
    hoursAgo: 110,
    steps: [
      assign(4, 'demo.agent4'),
      contact(21, 'demo.agent4', '已联系，听取经过，建议申请行业调解委员会调解，客户同意。'),
      pause(44, 'demo.agent4', ['mediation', '客户电话同意调解，材料已送调解委员会。']),
    ],
  },
  {
    category: 'CLAIM.DOCS',
    matter: '材料交了三遍还说缺，每次缺的都不一样，来回跑了四趟。',
    source: 'web',
    hoursAgo: 66,
    steps: [
      assign(3, 'demo.agent4'),
      contact(30, 'demo.agent4', '已联系致歉，核对了全部材料，只差一份发票原件。'),
      propose(52, 'demo.agent4', [
        '前三次告知不完整，属于我们的过错；目前只差维修发票原件',
        '由专员上门取件，收齐当日提交理算，并补偿往返交通费二百元',
        '《保险法》第二十二条：应当及时一次性通知补充提供',
      ]),
    ],
  },
  {
    category: 'CLAIM.ASSESS_AMOUNT',
    matter: '冰雹砸了四十几个坑，定损只数了十二个，少算的部分要给我补上。',
    source: 'web',
    hoursAgo: 120,
    steps: [
      assign(4, 'demo.agent3'),
      contact(40, 'demo.agent3', '已联系，约定带车复勘。'),
      supplement(47, '我又拍了二十张照片，每个坑都画了圈。'),
      propose(66, 'demo.agent3', [
        '复勘确认车顶和机盖共三十一处凹坑，原定损漏计十九处',
        '追加定损金额三千一百元',
        '车辆损失保险条款第六条',
      ]),
      dispute(96, '车门上还有十来个坑没有算进去，我不同意。'),
    ],
  },
  {
    category: 'SALES.MISLEAD',
    matter: '买的时候业务员说玻璃随便换，现在玻璃碎了跟我说要走车损险，明年还要涨价。',
    source: 'wechat',
    hoursAgo: 240,
    steps: [
      assign(3, 'demo.agent4'),
      contact(22, 'demo.agent4', '已联系，正在核对投保时的通话录音。'),
      decide(70, 'demo.agent4', [
        '投保录音中业务员确有“玻璃随便换”的表述，未说明需投保玻璃单独破碎险',
        '由我公司承担本次玻璃更换费用，并对业务员按规定处理',
        '《保险法》第一百一十六条：不得对投保人隐瞒与保险合同有关的重要情况',
      ]),
    ],
  },
  {
    category: 'OTHER',
    matter: '建议把理赔进度的通知写得再详细一点，现在看不懂走到哪一步了。',
    source: 'web',
    hoursAgo: 6,
  },
];

/** Every complaint of the demo, the oldest first: a later one may repeat an earlier one. */
export const complaintPlans: readonly DemoComplaintPlan[] = inOrder([
  ...openComplaints,
  ...endedComplaints,
  ...groupComplaints,
]);

/** By age; one of the same customer stays right behind the one that it follows. */
function inOrder(plans: readonly DemoComplaintPlan[]): readonly DemoComplaintPlan[] {
  const families: DemoComplaintPlan[][] = [];
  for (const plan of plans) {
    if (plan.isSameCustomer === true) families.at(-1)?.push(plan);
    else families.push([plan]);
  }
  const ageOf = ([first]: readonly DemoComplaintPlan[]): number => first?.hoursAgo ?? 0;
  return families.sort((a, b) => ageOf(b) - ageOf(a)).flat();
}

/** What every notice of the demo says of what the customer can still do. */
export const complaintRemedies =
  '如不认可，可以自收到本通知之日起 30 日内书面申请核查；也可以申请调解、按约定申请仲裁，或者向人民法院起诉。银行保险消费者投诉维权热线：12378。';
