import type { RoadsideProblem } from '../../domain/service-request.ts';
import type { Brand } from '../flow.ts';

const PROBLEMS: Readonly<Record<RoadsideProblem, string>> = {
  tow: '拖车',
  jump_start: '搭电启动',
  flat_tyre: '换备胎',
  fuel: '送油',
  locked_out: '开锁',
  stuck: '脱困',
  unknown: '故障待查',
};

/** What people call it, beside its name; of two characters, so that they count only when it was asked. */
const PROBLEM_WORDS: Readonly<Record<RoadsideProblem, readonly string[]>> = {
  tow: ['拖走', '拉走'],
  jump_start: ['搭电', '没电'],
  flat_tyre: ['换胎', '爆胎', '轮胎'],
  fuel: ['没油'],
  locked_out: ['钥匙'],
  stuck: ['陷住', '打滑', '掉沟'],
  unknown: [],
};

interface ReadBack {
  readonly problem: string;
  readonly place: string;
  readonly plate: string | undefined;
  readonly phone: string;
  readonly destination: string | undefined;
  readonly hasPartner: boolean;
}

/**
 * Calling for help on the road. 道路交通安全法 68 and its 实施条例 60: hazard lights, the triangle more than 150 m
 * behind on a motorway (50 to 100 m elsewhere), people to the shoulder behind the rail; 12122 is the motorways'
 * own line for help.
 */
export const roadside = {
  title: '道路救援',
  labels: {
    problem: '救援项目',
    place: '车辆位置',
    direction: '行驶方向',
    plate: '车牌号',
    phone: '联系电话',
    destination: '拖车目的地',
    safe: '是否安全',
    report: '先报事故',
    reportAfter: '我要报案',
    status: '取消这次救援',
  },
  problem: (problem: RoadsideProblem) => PROBLEMS[problem],
  problemWords: (problem: RoadsideProblem) => PROBLEM_WORDS[problem],
  safety: {
    highway:
      '先顾人，再顾车：打开双闪；人从右侧下车，马上到护栏外侧、车后方等候，不要站在车道或车前；三角警示牌放到来车方向 150 米以外。高速上也可以拨打 12122。',
    tunnel:
      '先顾人，再顾车：打开双闪；能滑行出隧道就先开出去，不能就从检修道步行撤出隧道等候，不要留在车里；三角警示牌放到来车方向 150 米以外。也可以拨打 12122 或 122。',
    bend: '先顾人，再顾车：打开双闪；弯道看不远，三角警示牌要放到弯道之前、来车方向 150 米以外；人到护栏外或路边高处等候。',
    other:
      '先顾人，再顾车：打开双闪，三角警示牌放到来车方向 50 到 100 米（高速 150 米以外），人到护栏外或路边安全处等候。',
    night: '天黑看不清，请打开示廓灯，尽量穿反光背心。',
  },
  askSafe: (safety: string) => `${safety}\n您和车上的人现在都在安全的地方吗？`,
  safeOptions: { yes: '都在安全处', no: '还没有' },
  askMoved: (brand: Brand) =>
    `请先别管车，现在就带车上的人离开车道，到护栏外侧。走不开就拨打 122 或 12122，也可以拨打 ${brand.hotline}。人到安全处了告诉我，我马上接着登记。`,
  movedOptions: { moved: '已经到安全处', stuck: '走不开' },
  stuckNow: '请马上拨打 122 或 12122，告诉他们位置；已为您登记人工优先跟进。我们同时把救援登记好。',
  askProblem: (lines: readonly string[]) =>
    `请问需要哪种救援？可以点选，也可以回复序号或直接说情况：\n${lines.join('\n')}`,
  problemLine: (index: number, label: string) => `${index}. ${label}`,
  retryProblem: '请说一下车怎么了，例如“爆胎了”“打不着火”，或者回复序号。',
  askPlace:
    '请问车停在哪里？可以点输入框旁的按钮发送定位（自愿，仅用于这次救援，不会持续跟踪），也可以打字：城市、路名、附近的标志物；高速请说路名、方向和护栏上的桩号（K 加数字）。',
  retryPlace:
    '请再说一下位置，例如“深圳南山区深南大道科技园地铁站旁”，或者“广深高速往深圳方向 K23”。',
  askDirection:
    '高速上救援要知道是哪一侧：请问您往哪个方向开？护栏上最近的桩号（K 加数字）是多少？看不清可以说“不知道”。',
  askPlate: '请问车牌号是多少？新车还没有牌照可以说“没有”。',
  askPhone: '请留一个救援师傅能打通的手机号。',
  askPhoneKnown: (masked: string) =>
    `救援师傅打哪个手机号联系您？登记的是 ${masked}，可以直接点选，也可以另发一个。`,
  askDestination:
    '请问想拖到哪里？可以说修理厂或小区的名字；还没想好可以说“跳过”，由救援商就近安排，您再和师傅商量。',
  /** Without its numbers: the transcript is read by people who need not know them. */
  locationOnly: '您分享的定位',
  withLocation: (place: string) => `${place}（已分享定位）`,
  withDirection: (place: string, direction: string) => `${place}，${direction}`,
  confirm: ({ problem, place, plate, phone, destination, hasPartner }: ReadBack) =>
    [
      '请核对救援信息：',
      `救援项目：${problem}`,
      `车辆位置：${place}`,
      `车牌号：${plate ?? '未提供'}`,
      `联系电话：${phone}`,
      ...(destination === undefined ? [] : [`拖车目的地：${destination}`]),
      hasPartner
        ? '确认后，以上信息会交给救援服务商，只用于这次救援。可以提交吗？'
        : '确认后，同事会马上为您联系救援服务商，以上信息只用于这次救援。可以提交吗？',
    ].join('\n'),
  registered: (told: {
    readonly requestNo: string;
    readonly brand: Brand;
    readonly hasPartner: boolean;
    readonly safety: string | undefined;
    readonly hasCollision: boolean;
  }) =>
    [
      `救援已登记，编号 ${told.requestNo}。`,
      told.hasPartner
        ? '信息已转给救援服务商，救援服务商会尽快与您联系，请保持电话畅通。'
        : '已请同事马上为您安排，救援服务商会尽快与您联系，请保持电话畅通。',
      ...(told.safety === undefined ? [] : [told.safety]),
      '免费次数和里程以保单约定为准，超出部分请先与师傅确认费用，再开始作业。',
      ...(told.hasCollision
        ? ['您提到发生了碰撞：请先拍下现场和车损照片，并尽快报案，我可以接着为您登记。']
        : []),
      `长时间没有接到电话，或者情况变化，请拨打 ${told.brand.hotline}（24 小时）。`,
    ].join('\n'),
  waitSafely: '等候时请一直待在护栏外，不要回到车里或车道上。',
  cardTitle: '救援登记',
  facts: {
    requestNo: '救援编号',
    problem: '救援项目',
    place: '车辆位置',
    plate: '车牌号',
    phone: '联系电话',
    destination: '拖车目的地',
  },
  askStanding: (about: string, requestNo: string) =>
    `您已经登记过一次救援（${about}，编号 ${requestNo}），还在安排中。请问要怎么办？`,
  askCallOff: (about: string, requestNo: string) =>
    `您登记的救援（${about}，编号 ${requestNo}）还在安排中，要取消它吗？`,
  about: (problem: string, place: string) => `${problem}，${place}`,
  standingOptions: { cancel: '取消这次救援', again: '再叫一次救援', keep: '继续等' },
  standingWords: {
    cancel: ['取消救援', '不用救援', '不用来了', '取消', '不用了'],
    again: ['再叫', '另一辆', '换个地方'],
    keep: ['先等', '等等', '不取消', '保留'],
  },
  calledOff: (requestNo: string, hasPartner: boolean, brand: Brand) =>
    `好的，救援 ${requestNo} 已取消${hasPartner ? '，也通知了救援服务商' : '，同事会通知救援服务商'}。如果师傅已经出发，可能会再打电话向您确认。之后还需要救援，随时告诉我，或拨打 ${brand.hotline}。`,
  kept: (brand: Brand) =>
    `好的，救援继续安排，救援服务商会尽快与您联系，请保持电话畅通。等得太久请拨打 ${brand.hotline}（24 小时）。`,
  notCalled: '好的，这次救援就不登记了。需要时随时告诉我，祝您一路平安。',
  summary: (lines: readonly string[]) => `已经记下：${lines.join('；')}。`,
} as const;
