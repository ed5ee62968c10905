import type { CancelledCovers } from '../../domain/service-request.ts';
import { dayTime } from './format.ts';

/** What is the same for everything that people carry out. */
export const serviceRequest = {
  askWhich: (count: number) => `您名下有 ${count} 辆车，请问是哪一辆？可以点选，也可以回复序号。`,
  plateFormat: '请发完整的车牌号，例如“粤B12345”；新车还没有上牌的，回复“没上牌”即可。',
  askPhone: '请告诉我方便联系您的手机号。',
  phoneFormat: '手机号应该是 11 位数字，请再发一次。',
  number: '受理编号',
  phone: '联系电话',
  plate: '车辆',
  /** The promise as an exact time, and the hours in which people call. */
  callBy: (by: Date, now: Date, maskedPhone: string) =>
    `会在 ${dayTime(by, now)} 前给 ${maskedPhone} 打电话（来电时间 9:00–20:00）`,
  skip: '跳过',
} as const;

/** Renewal: no price ever, no quotation (互联网保险业务监管办法 23), nothing renewed without a yes (21). */
export const renewal = {
  title: '续保',
  askPlate:
    '好的，我来为您登记续保，由有资质的业务同事给您核对方案和报价。请问车牌号是？新车还没有上牌的，回复“没上牌”即可；不是在我们这里投保的车也可以登记。',
  wishesLabel: '投保想法',
  intro: (plate: string) =>
    `好的，我来为您登记${plate}的续保，由有资质的业务同事给您核对方案和报价。`,
  askWishes: '对保障有什么想法吗？比如三者险想要多少保额、和去年一样。没有可以回复“跳过”。',
  callLabel: '接听时间',
  askCall: '什么时候方便接电话？可以点选，也可以直接告诉我，比如“明天下午三点后”。',
  callOptions: ['上午', '下午', '晚上', '都可以'],
  readBack: (parts: {
    plate: string;
    phone: string;
    wishes: string | undefined;
    callAt: string | undefined;
  }) =>
    [
      '请核对续保登记：',
      `· 车辆：${parts.plate}`,
      `· 联系电话：${parts.phone}`,
      ...(parts.wishes === undefined ? [] : [`· 投保想法：${parts.wishes}`]),
      ...(parts.callAt === undefined ? [] : [`· 方便接听：${parts.callAt}`]),
      '报价由有资质的业务同事核算，我这里不报价。没问题的话，我就提交登记。',
    ].join('\n'),
  done: (p: { number: string; call: string; callAt: string | undefined }) =>
    `续保已登记，编号 ${p.number}。有资质的业务同事${p.call}，为您核对方案和报价${
      p.callAt === undefined ? '' : `；您说的“${p.callAt}”已经记下，以您方便的时间为准`
    }。`,
  /** 互联网保险业务监管办法 21. */
  noAutoRenewal: '没有您的同意，我们不会自动续保，也不会扣费。',
  /** 道路交通安全法 and 交强险条例: no vehicle on the road without compulsory cover. */
  noGap: '交强险不能断档：到期没有续上，车辆不能上路行驶，请留意到期日。',
  noGapUntil: (until: string) =>
    `这辆车的交强险 ${until}到期，请在到期前办好；断档期间车辆不能上路行驶。`,
  noGapNow: '这辆车在我们这里的交强险已经到期；如果还没有投保，请先不要上路行驶，并尽快办理。',
  summary: (plate: string) => `车辆：${plate}`,
  labels: { policy: '查保单' },
} as const;

const COVERS: Readonly<Record<CancelledCovers, string>> = {
  compulsory: '交强险',
  commercial: '商业险',
  both: '交强险和商业险',
  unsure: '还没有确定',
};

/** Giving a policy up: told, never refused, never put off, nobody persuaded (保险法 15, 54). */
export const cancellation = {
  title: '退保',
  askPlate: '可以的，我来为您登记退保。请问车牌号是？',
  reasonNoted: '好的，原因记下了。',
  coversLabel: '退保险种',
  askCovers: '请问想退哪一份？',
  covers: COVERS,
  options: {
    compulsory: ['交强险', '强制险'],
    commercial: ['商业险', '商业保险'],
    both: ['两个都退', '都退', '全退', '全部', '一起退'],
    unsure: ['还没确定', '不确定', '不清楚', '不知道'],
  } satisfies Readonly<Record<CancelledCovers, readonly [string, ...string[]]>>,
  /** Compulsory cover: 交强险条例 16, 17 and, for a sold car, 18. Commercial cover: 保险法 15, 49, 54. */
  info: {
    commercial:
      '商业险可以随时申请解除。已经起保的，按合同约定扣除已经保障的部分后退还剩余保费；没有起保的，可能按合同约定收取手续费。剩余天数和手续费以合同约定为准，金额由同事核算。',
    compulsory:
      '交强险是法定保险，只有三种情况可以解除：车辆已办理注销登记、已办理停驶、经公安机关证实丢失；解除时退还剩余部分的保费。车辆卖掉或过户的，交强险随车办理变更，不用退。',
    papers: '一般需要：投保人身份证明、保单，以及投保人本人的收款账户',
    compulsoryPapers: '退交强险还需要注销登记、停驶或公安机关的证明',
    soldPapers: '车辆已过户的，还需要过户后的登记证书或行驶证',
    papersEnd: '。账户信息请在同事核实身份后提供，不要发在聊天里。',
    warnings:
      '提醒两点：退掉交强险后车辆不能上路行驶；退保直接找我们办理就行，不收代办费，请不要把身份证件和银行卡交给“代理退保”的人。',
  },
  standing: (lines: readonly string[]) => `目前登记的保单：\n${lines.join('\n')}`,
  readBack: (parts: { plate: string; covers: CancelledCovers; phone: string }) =>
    `请核对：车辆 ${parts.plate}，退保险种：${COVERS[parts.covers]}，联系电话 ${parts.phone}。没问题的话，我马上登记并转给同事办理。`,
  readBackRefund: (parts: { plate: string; phone: string }) =>
    `请核对：查询 ${parts.plate} 的退保退费进度，联系电话 ${parts.phone}。没问题的话，我马上登记并转给同事查询。`,
  done: (p: { number: string; call: string }) =>
    `退保申请已登记，编号 ${p.number}，并已为您登记人工服务。负责退保的同事${p.call}，核实身份后为您办理，退还金额和到账时间由同事告诉您。办理完成前，保单继续有效。`,
  doneRefund: (p: { number: string; call: string }) =>
    `已登记查询，编号 ${p.number}，并已为您登记人工服务。负责退保的同事${p.call}，告诉您退费办到哪一步。`,
  refundReason: '查询退保退费进度',
} as const;

/** E-policy and invoice. */
export const policyDocument = {
  title: '电子保单和发票',
  whatLabel: '需要什么',
  askWhat: '请问您需要电子保单，还是保费发票？',
  what: {
    policy_document: ['电子保单', '保单', '标志', '投保证明', '交强险标'],
    invoice: ['发票', '开票'],
  },
  whatName: { policy_document: '电子保单', invoice: '保费发票' },
  askPlate: '请问是哪辆车的？请告诉我车牌号。',
  chased: '没有收到，给您添麻烦了。我再登记发送一次，同时请同事查一下之前的情况。',
  titleLabel: '发票抬头',
  defaultTitle: '投保人',
  askTitle:
    '发票抬头默认开给投保人。需要开给单位的，请告诉我单位全称和税号；不需要的话回复“跳过”。',
  deliverLabel: '接收方式',
  askDeliver: (what: string) =>
    `${what}发到哪里？可以直接告诉我邮箱地址，也可以发到投保人的 App 账户。`,
  deliverFormat:
    '没有看到正确的邮箱地址，请再发一次，例如“name@example.com”；也可以点“发到 App 账户”。',
  toAccount: '发到 App 账户',
  accountWords: ['app', '账户', '客户端'],
  toAccountName: '投保人的 App 账户',
  toKnown: (maskedEmail: string) => `发到 ${maskedEmail}`,
  readBack: (parts: { what: string; plate: string; title: string | undefined; to: string }) =>
    `请核对：把 ${parts.plate} 的${parts.what}发到 ${parts.to}${
      parts.title === undefined ? '' : `，发票抬头：${parts.title}`
    }。没问题的话，我就提交。`,
  done: (p: { number: string; what: string; to: string; by: Date; now: Date }) =>
    `已登记，编号 ${p.number}。${p.what}会在 ${dayTime(p.by, p.now)} 前发到 ${p.to}。电子保单和纸质保单有同等的效力；到时没有收到，发送“转人工”，同事凭编号为您查。`,
  none: '没有查到您名下的保单，没法为您发送。可以转人工，由同事帮您核对。',
  notFound: '在您名下没有查到这辆车的保单，请核对车牌后再发一次，也可以转人工。',
  reporterOnly: '您现在是以报案人的身份核对的，电子保单和发票只能由车主（被保险人）本人申请。',
} as const;
