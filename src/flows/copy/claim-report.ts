import type { AccidentKind, LossKind, PoliceReason } from '../../domain/accident/report.ts';
import type { Brand } from '../flow.ts';
import { dayTime } from './format.ts';

const KINDS: Readonly<Record<AccidentKind, string>> = {
  single: '单方事故（没有撞到别的车或人）',
  double: '双方事故',
  multi: '三方及以上事故',
};

const LOSSES: Readonly<Record<LossKind, string>> = {
  collision: '碰撞',
  theft: '车辆被盗',
  fire: '起火',
  water: '车辆进水',
  glass: '玻璃破损',
  scratch: '停放中被刮蹭或划伤',
};

/** 道路交通事故处理程序规定 13 to 15, in customers' words. Nobody is asked to admit anything. */
const REASONS: Readonly<Record<PoliceReason, string>> = {
  injury: '有人受伤',
  licence: '涉及驾驶证的问题',
  alcohol_or_drugs: '涉及酒精或药物',
  plate: '有车辆没有号牌或号牌有疑问',
  cannot_move: '车辆不能自行移动',
  other_party_left: '有一方离开了现场',
  intent: '可能不是意外',
  dangerous_goods: '涉及危险物品',
  facility: '碰到了建筑物或公共设施',
};

/** What one must do or leave at once, by what happened (domain.md 1.5, 1.6). */
const ADVICE: Readonly<Record<LossKind, string>> = {
  collision: '',
  theft: '车辆被盗请先拨打 110 报警，并保留好报警回执和全部车钥匙。',
  fire: '请离车辆远一些，火没有灭请马上拨打 119，不要打开引擎盖。',
  water:
    '车进水后请不要再次点火，先断电、人离开车辆到高处，等拖车。二次启动造成的扩大损失可能不在保障范围，以条款和定损为准。',
  glass: '请不要用手碰碎玻璃，先不要清理，留着拍照。',
  scratch: '请先不要挪车，拍好现场照片；附近有监控的，记下位置。',
};

/** Reporting an accident (domain.md 1.5). */
export const claimReport = {
  title: '事故报案',
  intro: (begun: { isHurt: boolean; isMuchTold: boolean; advice: string }) => {
    const opener = begun.isHurt
      ? '请先顾好人，报案我来帮您登记，不需要先核对身份。'
      : '别着急，我来帮您报案，报案不需要先核对身份。';
    return `${opener}${begun.isMuchTold ? '您说的情况我都记下了。' : ''}${begun.advice}`;
  },
  advice: (kind: LossKind) => ADVICE[kind],
  injury: {
    label: '人员受伤',
    ask: '先确认最要紧的：有人受伤吗？',
    retry: '请告诉我有没有人受伤，可以回复“有”或者“没有”。',
    yes: '有人受伤',
    no: '没有人受伤',
    shown: (isHurt: boolean) => (isHurt ? '有人受伤' : '没有人受伤'),
    unknown: '还不清楚',
    counted: (count: number) => `${count} 人受伤`,
  },
  safe: {
    label: '安全情况',
    ask: (loss: LossKind, isHighway: boolean) => {
      if (loss === 'water')
        return '人先离开车，到高处去，不要回车里取东西。您和车上的人都在安全的地方了吗？';
      if (loss === 'fire')
        return '人先离开车辆，站到远一些的上风处，不要回车里取东西。您和车上的人都在安全的地方了吗？';
      return isHighway
        ? '高速上请先打开双闪，车上的人马上撤到护栏外侧，在车后 150 米外放三角警示牌，不要站在车道和应急车道上。人都到安全的地方了吗？'
        : '请先打开双闪，在车后 50 米外放三角警示牌，人离开车道。您和车上的人都在安全的地方了吗？';
    },
    retry: '人都到安全的地方了吗？可以回复“是”或者“还没有”。',
    yes: '已经安全',
    no: '还没有',
    unsafe:
      '请先带大家到护栏外或路边安全的地方，人最要紧，报案不着急，我一直都在。到了告诉我一声。到了以后再回答我：',
    shown: (isSafe: boolean) => (isSafe ? '人在安全的地方' : '人还没到安全的地方'),
  },
  kind: {
    label: '事故类型',
    ask: '请问是哪一种事故？',
    retry: '请点选，或者用自己的话说，例如“我自己撞了护栏”“被后车追尾”。',
    options: { single: '单方，没碰别的车', double: '双方', multi: '三方及以上' },
    shown: (kind: AccidentKind) => KINDS[kind],
  },
  loss: { shown: (kind: LossKind) => LOSSES[kind] },
  drivable: {
    label: '能否行驶',
    ask: '您的车现在还能正常开吗？',
    retry: '车还能开吗？可以回复“能开”或者“不能开”。',
    yes: '能开',
    no: '不能开',
    shown: (isDrivable: boolean) => (isDrivable ? '能开' : '不能开'),
  },
  time: {
    label: '事故时间',
    ask: '事故是什么时候发生的？例如“刚刚”“今天上午九点半”“昨天下午三点多”。',
    retry: '请告诉我事故发生的日期和大概几点，例如“昨天下午三点”。',
    future: '这个时间还没有到，请再核对一下事故发生的时间。',
    tooOld: '这个时间已经超过一年，请再核对一下；确实是很早以前的事故，请转人工办理。',
    about: (day: string) => `${day}大概是几点？记不清可以说“记不清”，或者说“上午”“晚上”。`,
    aboutLabel: '大概几点',
    unknown: '记不清',
    shown: (at: Date, now: Date) => dayTime(at, now),
    shownAbout: (at: Date, now: Date) => `${dayTime(at, now)} 左右`,
    shownDay: (day: string) => `${day}（具体时间由专员再核对）`,
  },
  place: {
    label: '事故地点',
    ask: '事故发生在哪里？可以直接说路名、路口、小区或高速的公里数，也可以分享位置。分享位置完全自愿，只用于这次报案，不会持续跟踪。',
    retry: '请告诉我事故地点，例如“深圳市南山区深南大道科技园路口”“G4 京港澳高速 K123 附近”。',
    askPart: (motorway: string) =>
      `在${motorway}的哪一段？请说一下行驶方向，和护栏上的桩号（K 加数字）或者最近的出口、收费站。看不清可以说“不知道”。`,
    unknownPart: '不知道',
    locationLabel: '共享的位置',
    shared: (latitude: number, longitude: number) =>
      `共享的位置（北纬 ${latitude.toFixed(4)}，东经 ${longitude.toFixed(4)}）`,
  },
  plate: {
    label: '车牌号',
    ask: '请告诉我您的车牌号。新车还没上牌，回复“新车未上牌”即可。',
    retry: '没有看懂这个车牌号，请完整发一次，例如“粤B12345”；新车还没上牌请回复“新车未上牌”。',
    unplated: '新车未上牌',
    othersLabel: '对方车牌',
  },
  phone: {
    label: '联系电话',
    ask: '请留一个能随时联系到您的手机号，理赔专员会打这个电话。',
    retry: '请发 11 位的手机号，例如 138 开头的那一个。',
    useKnown: '用登记的手机号',
    known: '您登记的手机号',
    noneKnown: '没有查到您登记的手机号，请留一个能随时联系到您的手机号。',
  },
  name: { label: '报案人' },
  police: {
    label: '是否报警',
    /** 13, 15: stay and call. 14: photograph, move, then call. */
    ask: (reasons: readonly PoliceReason[], isAway: boolean) => {
      const why = reasons.map((reason) => REASONS[reason]).join('、');
      const isOnlyFacility = reasons.every((reason) => reason === 'facility');
      const what = isOnlyFacility
        ? '请先拍照，把车移到不妨碍交通的地方，再拨打 122 报警，等交警处理，不要自行离开'
        : isAway
          ? '还没有报警的话，请尽快拨打 122 说明情况'
          : '请拨打 122 报警，保护好现场，留在安全的地方等交警处理，不要自行离开';
      return `按照《道路交通事故处理程序规定》，${why}的事故需要报警：${what}。请问已经报警了吗？`;
    },
    yes: '已经报警',
    no: '还没有报警',
    retry: '请问报警了吗？可以回复“已经报警”或者“还没有报警”。',
    shown: (isCalled: boolean) => (isCalled ? '已报警' : '还没有报警'),
  },
  photos: {
    label: '现场照片',
    /** 程序规定 19, 20: photograph, leave the road, settle. 保险法 61: do not waive. */
    settle:
      '没有人受伤、车能开，请拍完照片就把车移到不妨碍交通的地方，以免造成拥堵。双方对责任没有争议的，可以自行协商或用“交管12123”处理；有争议请拨打 122。',
    noWaiver: '提醒您：赔付之前，请不要私下承诺放弃对方的赔偿责任，否则可能影响您的赔款。',
    what: (kind: LossKind, isWithOthers: boolean) => {
      const others = isWithOthers ? '，以及对方的车牌和碰撞位置' : '';
      const shots: Readonly<Record<LossKind, string>> = {
        collision: `车前、车后各一张远景（能看到路面和标志线），碰撞部位和损坏细节的近景，能看清自己车牌的全车照片${others}`,
        theft: '停车位置的照片',
        fire: '在安全的地方拍全车和烧损部位',
        water: '能看到水位线和车牌的照片，车内进水的位置',
        glass: '破损的整块玻璃，和玻璃角上的标识，再拍一张带车牌的全车照片',
        scratch: '损伤部位的近景，能看清车牌和停车位置的远景',
      };
      return `请拍几张照片发给我：${shots[kind]}。在安全的情况下拍，发完请点“发完了”；现在不方便拍可以跳过，以后再补。`;
    },
    retry: '照片可以现在发给我，也可以先跳过，以后再补。',
    more: (count: number) => `已经有 ${count} 张照片。还有的话继续发，发完请点“发完了”。`,
    done: '发完了',
    skip: '先跳过',
    shown: (count: number) => (count === 0 ? '暂时没有，以后补' : `${count} 张`),
  },
  confirm: (lines: readonly string[]) =>
    [
      '请核对报案信息：',
      ...lines,
      '没有问题我马上提交。哪一项不对，点“不对，要修改”，或者直接说正确的，例如“车牌是粤B12345”。',
    ].join('\n'),
  line: (label: string, value: string) => `· ${label}：${value}`,
  summary: (parts: readonly string[]) => `已经记下：${parts.join('；')}。`,
  beforeCancel: (told: string) =>
    `${told}\n这份报案还没有提交，要继续吗？不报了的话，上面的信息不会保留。`,
  same: {
    ask: (reportNo: string, at: string) =>
      `您已经为这辆车报过一起 ${at} 的事故，报案号 ${reportNo}。这次说的是同一起事故吗？`,
    yes: '是同一起',
    no: '不是，是另一起',
    retry: '这次说的和之前报的是同一起事故吗？可以回复“是”或者“不是”。',
    kept: (reportNo: string) =>
      `好的，不重复登记。您之前的报案 ${reportNo} 有效，照片和材料都可以继续补到这个报案号下。`,
  },
  done: {
    filed: (reportNo: string) => `报案已经登记，报案号 ${reportNo}，请您保存好。`,
    urgent: '已标记为加急。',
    handler: (handler: { name: string; phone: string }, until: string, phone: string) =>
      `您的理赔专员是${handler.name}（${handler.phone}），会在 10 分钟内（${until} 前）打电话给您，请保持 ${phone} 畅通。`,
    noHandler: (brand: Brand, phone: string) =>
      `理赔专员会尽快打电话给您，请保持 ${phone} 畅通；着急的话请拨打 ${brand.hotline}（24 小时）。`,
    police: '还没有报警的，请马上拨打 122，不要自行离开现场。',
    policeLater: '还没有报警的，请尽快拨打 122 说明情况。',
    keep: '等专员联系之前，请不要拆修车辆；发现新的损失随时告诉我。',
    tow: '车不能开的，可以点“叫拖车”安排救援。',
    documents: (names: readonly string[]) =>
      `理赔需要的材料一次性告诉您：${names.join('、')}。手头有的可以现在拍照上传，原件请先保留好。`,
    cardTitle: '理赔材料清单',
    ask: '报案号随时可以查进度，不用再报一次。',
  },
  labels: { upload: '上传材料', tow: '叫拖车', keepOn: '继续报案', drop: '不报了' },
} as const;
