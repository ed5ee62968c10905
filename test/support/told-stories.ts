import type { Act } from './story-player.ts';

/** What a customer does, and a part of what they read then. */
type Line = readonly [act: Act, reads: string];

export interface Story {
  readonly name: string;
  /** `n`: another digit on each channel, for what is filed once, such as a plate. */
  readonly lines: (n: number) => readonly Line[];
}

const PLACE = {
  latitude: 31.22,
  longitude: 121.43,
  name: '江苏路站',
  address: '上海市长宁区江苏路',
};

const CHEN = '沪A12345，13800000001，后四位1234';
const LIN = '沪B23456，13800000002，后四位2345';
const HE = '沪C34567，13800000004，后四位3456';

/** At least one conversation for every flow, as customers have them, with corrections on the way. */
export const STORIES: readonly Story[] = [
  {
    name: 'an accident is reported with photos, and corrected before it is sent',
    lines: (n) => [
      ['我刚刚在深南大道香蜜湖路口追尾了前面的车，人没事', '都在安全的地方了吗'],
      [{ tap: '已经安全' }, '还能正常开吗'],
      ['能开', '您的车牌号'],
      [`沪G1000${n}，手机1390000100${n}`, '请拍几张照片'],
      [{ photos: 3 }, '已经有 3 张照片'],
      [{ tap: '发完了' }, '现场照片：3 张'],
      [`车牌是沪G2000${n}`, `车牌号：沪G2000${n}`],
      [{ number: 1 }, '报案号'],
    ],
  },
  {
    name: 'an accident is reported with a place from the phone, and given up',
    lines: (n) => [
      ['我要报案', '有人受伤吗'],
      [{ number: 1 }, '都在安全的地方了吗'],
      [{ tap: '已经安全' }, '哪一种事故'],
      ['倒车撞了柱子', '还能正常开吗'],
      ['能开', '什么时候发生的'],
      ['刚才', '事故发生在哪里'],
      [{ place: PLACE }, '收到您分享的位置'],
      [`沪G3000${n}`, '手机号'],
      ['取消', '还没有提交，要继续吗'],
      [{ number: 2 }, '不会保留'],
    ],
  },
  {
    name: 'progress is asked for, and one of three claims chosen by number and by tap',
    lines: () => [
      ['查理赔进度', '先核对一下身份'],
      [CHEN, '您名下有 3 个案件'],
      [{ number: 2 }, '当前进度：待补材料'],
      [{ tap: '看其他案件' }, '您名下有 3 个案件'],
      [{ tap: '沪A12345，2025年6月15日事故' }, '已结案'],
    ],
  },
  {
    name: 'the missing documents are asked for',
    lines: () => [
      ['还要准备什么材料', '要哪些材料看事故情况'],
      [CHEN, '还需要 2 项材料'],
      [{ number: 2 }, '请发“行驶证照片”'],
      [{ tap: '都发完了' }, '还缺：行驶证照片、收款银行卡照片'],
    ],
  },
  {
    name: 'a complaint is filed, asked about and withdrawn',
    lines: () => [
      ['我要投诉', '我们一定受理'],
      ['定损员态度特别差，说我不懂还挂我电话', '怎么处理'],
      ['要求他当面道歉，按4S店的报价重新定损', '手机号'],
      [{ number: 1 }, '材料'],
      [{ photos: 1 }, '收到 1 张照片'],
      [{ tap: '没有了' }, '请核对您的投诉'],
      [{ number: 1 }, '您的投诉已登记，编号 TS'],
      ['投诉进度', '已登记'],
      [{ tap: '撤回投诉' }, '确定要撤回投诉'],
      [{ number: 1 }, '撤回'],
    ],
  },
  {
    name: 'a policy is shown, its renewal begun and left, and a question answered',
    lines: () => [
      ['查保单', '先核对一下身份'],
      [LIN, '沪B23456 的保单'],
      [{ tap: '续保' }, '对保障有什么想法吗'],
      ['和去年一样', '什么时候方便接电话'],
      [{ tap: '都可以' }, '请核对续保登记'],
      ['算了', '“续保”已取消'],
      ['酒驾赔不赔', '饮酒'],
    ],
  },
  {
    name: 'a policy is to be cancelled, and is kept',
    lines: () => [
      ['退保', '请问车牌号是'],
      ['沪B23456', '想退哪一份'],
      ['13800000002', '记下了'],
      [{ number: 2 }, '退保险种：商业险'],
      ['车卖了', '原因记下了'],
      ['取消', '“退保”已取消'],
    ],
  },
  {
    name: 'a policy is sent, and the phone number changed',
    lines: () => [
      ['电子保单发我', '先核对一下身份'],
      [HE, '电子保单发到哪里'],
      [{ tap: '发到 App 账户' }, '请核对'],
      [{ number: 1 }, '已登记，编号'],
      ['改手机号', '新的手机号'],
      ['13911112222', '139****2222'],
      ['不对，应该是13911113333', '139****3333'],
      ['取消', '已取消'],
    ],
  },
  {
    name: 'the car broke down',
    lines: (n) => [
      ['车抛锚了要拖车', '都在安全的地方吗'],
      [{ number: 1 }, '请问车停在哪里'],
      [{ place: PLACE }, '收到您分享的位置'],
      [`沪G4000${n}`, '手机号'],
      [`1390000400${n}`, '想拖到哪里'],
      ['跳过', '请核对救援信息'],
      [{ number: 1 }, '救援已登记'],
      [{ tap: '取消这次救援' }, '取消'],
    ],
  },
  {
    name: 'advertising is refused, and wanted again',
    lines: () => [
      ['不想再收到你们的推广信息', '已为您退订'],
      ['恢复接收优惠活动和产品推广', '已为您恢复接收'],
    ],
  },
  {
    name: 'hello, thanks and good-bye, and twice what nobody understands',
    lines: () => [
      ['你好', '我在的'],
      ['谢谢', '不客气'],
      ['再见', '祝您平安'],
      ['车险新规 https://example.com/a', '没有听懂'],
      ['车险新规 https://example.com/a', '还是没有听懂'],
      ['取消', '没有正在办理的事项'],
    ],
  },
];

/** What is another on every channel, though the words are the same. */
const OTHER_EACH_TIME: readonly (readonly [RegExp, string])[] = [
  [/(?<=专员是).+?（\d{11}）/g, '〈专员〉'],
  [/(?:RP|TS|SR)\d+/g, '〈编号〉'],
  [/沪G\d{5}/g, '〈车牌〉'],
  [/1\d\d\*{4}\d{4}/g, '〈手机〉'],
  [/\d{1,2}月\d{1,2}日/g, '〈日期〉'],
  [/\d{1,2}:\d\d/g, '〈时刻〉'],
  [/(?<=^收到 )\d(?= 张照片)/g, '〈几〉'],
];

/**
 * Words to be compared with those of another channel. Photos that come one by one may be counted twice on a slow
 * machine: the last count is what stands.
 */
export function withoutNumbers(lines: readonly string[]): readonly string[] {
  const lastCount = lines.findLastIndex((line) => /^收到 \d 张照片/.test(line));
  return lines
    .slice(Math.max(0, lastCount))
    .map((line) =>
      OTHER_EACH_TIME.reduce((text, [pattern, name]) => text.replaceAll(pattern, name), line),
    );
}
