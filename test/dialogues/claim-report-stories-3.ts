import { ALL_AT_ONCE, BY_QUESTIONS, filed } from './claim-report-stories.ts';
import type { Story } from './story.ts';

const REST = '电话13911112222，车牌粤B12345，今天早上八点在解放路，车能开，没人受伤，人在路边';

/** What the report is about: cars, plates, people, and what the law wants (domain.md 1.5, 1.6). */
export const claimReportCases: readonly Story[] = [
  {
    name: 'takes a new car without a plate',
    turns: [
      ...BY_QUESTIONS.slice(0, 7),
      { say: '新车还没上牌', expect: ['手机号'] },
      { say: '13911112222' },
      { say: '跳过', expect: ['新车未上牌'] },
      { say: '对', ...filed({ plate: 'UNPLATED' }) },
    ],
  },
  {
    name: 'never takes the other party’s plate or phone for one’s own',
    turns: [
      ...BY_QUESTIONS.slice(0, 6),
      { say: '深圳市南山区深南大道科技园路口', expect: ['车牌号'] },
      { say: '对方车牌是粤A88888', expect: ['告诉我您的车牌号'] },
      { say: '我的是粤B12345', expect: ['手机号'] },
      { say: '对方电话13700001111', expect: ['能随时联系到您的手机号'] },
      { say: '13911112222', expect: ['请拍几张照片'] },
      { say: '跳过', expect: ['车牌号：粤B12345', '对方车牌：粤A88888', '139****2222'] },
      {
        say: '对',
        ...filed({ plate: '粤B12345', otherPlates: ['粤A88888'], reporterPhone: '13911112222' }),
      },
    ],
  },
  {
    name: 'sorts two plates of one sentence',
    turns: [
      { say: '被粤A88888追尾了，我的车是粤B12345，没人受伤', expect: ['安全的地方'] },
      { say: '对了，能开，就刚刚，在解放路和人民路路口，人都在路边', expect: ['手机号'] },
    ],
  },
  {
    name: 'tells to call 122 when a party left',
    turns: [
      { say: `被一辆车刮了，对方跑了，${REST}`, expect: ['有一方离开了现场', '122'] },
      { say: '还没有', expect: ['请拍几张照片'] },
      { say: '跳过' },
      { say: '对', ...filed({ policeReasons: ['other_party_left'], policeReported: false }) },
    ],
  },
  {
    name: 'tells to call 122 for what was said of drinking, and asks nobody to admit it',
    turns: [
      {
        say: `追尾了，对方好像喝酒了，${REST}`,
        expect: ['涉及酒精或药物', '122'],
        never: ['您喝酒', '是否饮酒'],
      },
      { say: '已经报警' },
      { say: '跳过' },
      { say: '对', ...filed({ policeReasons: ['alcohol_or_drugs'], policeReported: true }) },
    ],
  },
  {
    name: 'tells whoever hit a public facility to photograph, move and call',
    turns: [
      { say: `自己撞了路灯，${REST}`, expect: ['公共设施', '先拍照', '移到不妨碍交通'] },
      { say: '报了' },
      { say: '跳过' },
      {
        say: '对',
        expect: ['设施损失照片和赔偿凭证'],
        ...filed({ accidentKind: 'single', policeReasons: ['facility'] }),
      },
    ],
  },
  {
    name: 'tells the owner of a flooded car not to start it again, and offers a tow',
    turns: [
      { say: '我的车被水淹了', expect: ['不要再次点火', '有人受伤吗'], never: ['拒赔'] },
      { say: '没有', expect: ['安全的地方'] },
      { say: '安全', expect: ['什么时候'], never: ['正常开', '哪一种'] },
      { say: '今天早上八点', expect: ['哪里'] },
      { say: '阳光花园小区地下车库' },
      { say: '粤B12345' },
      { say: '13911112222', expect: ['水位线'], never: ['122'] },
      { say: '跳过', expect: ['车辆进水', '不能开'] },
      {
        say: '对',
        expect: ['不要再次点火', '水位和车损照片', '施救费发票'],
        quickReplies: ['叫拖车'],
        ...filed({
          lossKind: 'water',
          accidentKind: 'single',
          isDrivable: false,
          policeReasons: [],
        }),
      },
    ],
  },
  {
    name: 'asks the owner of a stolen car no question that makes no sense',
    turns: [
      { say: '我的车被偷了', expect: ['什么时候'], never: ['有人受伤', '安全的地方', '正常开'] },
      { say: '昨天晚上十点', expect: ['哪里'] },
      { say: '阳光花园小区地下车库' },
      { say: '粤B12345' },
      { say: '13911112222', expect: ['照片'] },
      { say: '跳过', expect: ['车辆被盗'], never: ['能开'] },
      {
        say: '对',
        expect: ['110', '公安机关立案证明', '全部车钥匙'],
        never: ['拆修', '叫拖车'],
        ...filed({ lossKind: 'theft', hasInjury: false, isDrivable: false, policeReasons: [] }),
      },
    ],
  },
  {
    name: 'asks for photos of broken glass and of its mark',
    turns: [
      {
        say: '前挡风玻璃被石子崩裂了，没人受伤，能开，今天早上八点在解放路，粤B12345，13911112222',
        expect: ['玻璃角上的标识'],
        never: ['放弃对方', '哪一种'],
      },
      { say: '跳过', expect: ['玻璃破损'] },
      {
        say: '对',
        expect: ['玻璃破损照片'],
        ...filed({ lossKind: 'glass', accidentKind: 'single' }),
      },
    ],
  },
  {
    name: 'takes a report at home of a car found scratched, without asking for safety',
    turns: [
      { say: '车停在小区里被划了，不知道是谁', expect: ['有人受伤吗'] },
      { say: '没有', expect: ['正常开'], never: ['安全的地方', '哪一种'] },
      { say: '能', expect: ['什么时候'] },
    ],
  },
  {
    name: 'does not ask for safety when it was hours ago',
    turns: [
      { say: '昨天下午三点在解放路追尾了', expect: ['有人受伤吗'] },
      { say: '没有', expect: ['正常开'], never: ['安全的地方'] },
    ],
  },
  {
    name: 'asks again for a time that cannot be',
    turns: [
      ...BY_QUESTIONS.slice(0, 5),
      { say: '2024年5月6号下午三点', expect: ['超过一年', '什么时候'] },
      { say: '明天下午三点', expect: ['还没有到', '什么时候'] },
      { say: '今天下午三点', expect: ['还没有到', '什么时候'] },
      { say: '今天早上八点', expect: ['哪里'] },
    ],
  },
  {
    name: 'offers the phone on record to somebody who is known, and shows it to nobody',
    world: { level: 1 },
    turns: [
      ...BY_QUESTIONS.slice(0, 7),
      { say: '粤B12345', expect: ['手机号'], quickReplies: ['用登记的手机号'] },
      { tap: '用登记的手机号', expect: ['请拍几张照片'] },
      { say: '跳过', expect: ['您登记的手机号'], never: ['13800001234'] },
      {
        say: '对',
        expect: ['138****1234'],
        never: ['13800001234'],
        ...filed({ reporterPhone: '13800001234' }),
      },
    ],
  },
  {
    name: 'reports for anybody’s plate and tells nothing of its insurance',
    turns: [
      { say: ALL_AT_ONCE.replace('粤B12345', '京A99999'), expect: ['请拍几张照片'] },
      { say: '跳过' },
      {
        say: '对',
        never: ['保单号', '承保', '投保', '没有查到', '到期'],
        ...filed({ plate: '京A99999' }),
      },
    ],
  },
  {
    name: 'names the hotline when no handler is on the roster',
    world: { hasHandler: false },
    turns: [
      { say: ALL_AT_ONCE },
      { say: '跳过' },
      {
        say: '对',
        expect: ['理赔专员会尽快', '400-000-0000'],
        never: ['陈志强', '10 分钟'],
        writes: ['submitAccidentReport'],
      },
    ],
  },
];
