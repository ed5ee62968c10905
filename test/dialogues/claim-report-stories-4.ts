import { BY_QUESTIONS, filed } from './claim-report-stories.ts';
import type { Story } from './story.ts';

/** What people say who are frightened, in a hurry or of another tongue (met by playing the desk). */
export const claimReportPeople: readonly Story[] = [
  {
    name: 'hears of somebody hurt in the first words: help first, and a person',
    turns: [
      {
        say: '我撞到一个骑电动车的老太太 她坐在地上说腿疼',
        expect: ['120', '122', '请先顾好人', '安全的地方'],
        writes: ['requestHandoff:injury'],
        stack: ['claim_report'],
      },
      { say: '我已经打了120了', expect: ['记下了'], never: ['没能看懂'] },
      { say: '能开', expect: ['什么时候'], never: ['安全的地方了吗'] },
    ],
  },
  {
    name: 'cares without an alarm for somebody hurt the day before',
    turns: [
      {
        say: '昨天下午我被追尾了 脖子有点痛 去医院看了',
        expect: ['希望一切平安', '正常开'],
        never: ['请马上拨打'],
        writes: [],
      },
      { say: '能开', expect: ['哪里'], never: ['大概是几点'] },
    ],
  },
  {
    name: 'introduces itself once, and says once what was taken',
    turns: [
      {
        say: '今天早上八点在深圳市南山区深南大道科技园路口跟前车追尾了，没人受伤，能开，粤B12345',
        expect: ['别着急，我来帮您报案', '都记下了', '手机号'],
      },
    ],
  },
  {
    name: 'tells of a theft to call 110 at once',
    turns: [{ say: '我车被偷了', expect: ['110', '什么时候'] }],
  },
  {
    name: 'repeats neither its opening nor its advice when something else is told',
    turns: [
      { say: '早上起来发现车被人刮了 不知道谁干的', expect: ['先不要挪车', '有人受伤吗'] },
      { say: '能开', expect: ['记下了', '有人受伤吗'], never: ['先不要挪车', '别着急'] },
      { say: '不清楚', expect: ['大概是几点'], never: ['没有办法跳过'] },
      { say: '昨天晚上到今天早上之间', expect: ['哪里'] },
      { say: '上海市闵行区水清路小区停车场', expect: ['车牌号'] },
      { say: '粤B12345', expect: ['手机号'] },
      { say: '13911112222', expect: ['损伤部位'], never: ['对方的赔偿责任'] },
      { say: '跳过', expect: ['还不清楚', '6月11日'], never: ['双方'] },
      {
        say: '对',
        never: ['对方车辆'],
        ...filed({
          accidentKind: 'single',
          lossKind: 'scratch',
          hasInjury: false,
          isInjuryUnclear: true,
          urgency: 'urgent',
        }),
      },
    ],
  },
  {
    name: 'takes nothing for the answer that is about something else',
    turns: [
      { say: '我要报案', expect: ['有人受伤吗'] },
      { say: '没有', expect: ['安全的地方'] },
      { say: '车开不了', expect: ['哪一种事故'], never: ['还没人'] },
      { say: '追尾了前车', expect: ['什么时候'] },
      { say: '刚刚', expect: ['哪里'] },
      { say: '是的', expect: ['发生在哪里'] },
      { say: '深圳市南山区深南大道科技园路口', expect: ['车牌号'] },
      { say: '粤B12345', expect: ['手机号'] },
      { say: '不是不是 粤B54321', expect: ['车牌号已改为 粤B54321', '手机号'] },
      { say: '13911112222', expect: ['已经报警了吗'] },
      { say: '还没有', expect: ['请拍几张照片'] },
      { say: '跳过', expect: ['粤B54321', '不能开'], never: ['还没到安全'] },
      { say: '对', ...filed({ plate: '粤B54321', isDrivable: false, urgency: 'normal' }) },
    ],
  },
  {
    name: 'asks whoever is not safe once, and hears when they are',
    turns: [
      { say: '我要报案', expect: ['有人受伤吗'] },
      { say: '没有', expect: ['安全的地方'] },
      { say: '还没有我们还在车里', expect: ['人最要紧', '哪一种事故'], quickReplies: ['已经安全'] },
      { say: '双方', expect: ['正常开'], never: ['人最要紧'] },
      { say: '好 出来了', expect: ['人在安全的地方', '正常开'] },
    ],
  },
  {
    name: 'keeps direction and kilometre with the motorway',
    turns: [
      ...BY_QUESTIONS.slice(0, 6),
      { say: 'G4京港澳高速往北 K2100附近', expect: ['车牌号'] },
      { say: '粤B12345' },
      { say: '13911112222' },
      { say: '跳过', expect: ['G4京港澳高速往北 K2100附近'] },
    ],
  },
  {
    name: 'asks where on the motorway, and keeps its name',
    turns: [
      { say: '我在沪昆高速上追尾了前车，没人受伤，人都在护栏外面，车还能开' },
      { say: '刚刚', expect: ['在沪昆高速的哪一段'], quickReplies: ['不知道'] },
      { say: '往杭州方向 枫泾收费站过去两公里', expect: ['车牌号'] },
      { say: '粤B12345' },
      { say: '13911112222' },
      { say: '跳过', expect: ['沪昆高速 往杭州方向 枫泾收费站过去两公里'] },
    ],
  },
  {
    name: 'sends nobody into a flooded car for a triangle',
    turns: [
      { say: '车泡水里了怎么办', expect: ['不要再次点火', '有人受伤吗'] },
      { say: '没有', expect: ['到高处'], never: ['三角警示牌'] },
    ],
  },
  {
    name: 'drops a report that is nearly told only after asking, once',
    turns: [
      ...BY_QUESTIONS,
      {
        say: '取消',
        expect: ['还没有提交', '要继续吗', '粤B12345'],
        quickReplies: ['继续报案', '不报了'],
        stack: ['claim_report'],
      },
      { tap: '继续报案', expect: ['照片'], stack: ['claim_report'] },
      { say: '取消', expect: ['“事故报案”已取消'], stack: [], writes: [] },
    ],
  },
  {
    name: 'tells somebody of days ago to report it to the police, not to stay at the scene',
    turns: [
      { say: '前天下午三点我撞了路边护栏，没人受伤，车还能开' },
      { say: '深圳市南山区深南大道科技园路口' },
      { say: '粤B12345' },
      { say: '13911112222', expect: ['报警'] },
      { say: '还没有' },
      { say: '跳过' },
      {
        say: '对',
        expect: ['请尽快拨打 122'],
        never: ['不要自行离开现场'],
        ...filed({ policeReported: false }),
      },
    ],
  },
];
