import type { OfferedEvent, OwnerEvent, OwnSignUp } from '../../domain/owner-event/owner-event.ts';
import { clock, dayTime } from './format.ts';

type Told = Pick<OwnerEvent, 'title' | 'city' | 'place' | 'startsAt' | 'endsAt'>;

const when = ({ startsAt, endsAt }: Pick<Told, 'startsAt' | 'endsAt'>, now?: Date): string =>
  `${dayTime(startsAt, now)}–${dayTime(startsAt).split(' ')[0] === dayTime(endsAt).split(' ')[0] ? clock(endsAt) : dayTime(endsAt)}`;

const where = ({ city, place }: Pick<Told, 'city' | 'place'>): string => `${city} ${place}`;

const facts = (event: Told): readonly string[] => [
  `· 时间：${when(event)}`,
  `· 地点：${where(event)}`,
];

const ticketLines = (url: string | undefined): readonly string[] =>
  url === undefined
    ? ['到场时向工作人员报姓名即可签到。']
    : [`电子票：${url}`, '到场出示票上的二维码签到；链接只属于您，请不要转发。'];

const left = ({ capacity, taken, waiting, waitingMax }: OfferedEvent): string => {
  const places = capacity - taken;
  if (places > 0 && waiting === 0) return `还有 ${places} 个名额`;
  return waiting < waitingMax ? '名额已满，可候补' : '名额和候补都已满';
};

/** Meetings of car owners (车主沙龙): nothing is sold in them, and photos are a question of their own (domain.md 5.5). */
export const event = {
  title: '活动报名',
  eventLabel: '活动',
  nameLabel: '报名人',
  phoneLabel: '手机号',
  photoLabel: '现场拍照',
  codeLabel: '签到码',
  when,
  none: '目前没有可以报名的车主活动。有新活动时，会在公众号和这里发布。',
  option: (e: OfferedEvent) => `${dayTime(e.startsAt).split(' ')[0]} ${e.title}`,
  askWhich: (events: readonly OfferedEvent[]) =>
    [
      '近期可以报名的车主活动：',
      ...events.map((e, i) => `${i + 1}. ${e.title}（${e.city}，${when(e)}，${left(e)}）`),
      '想参加哪一个？点选，或者回复序号、活动名称。',
    ].join('\n'),
  askWhichAgain: '没有找到这个活动，请回复序号，或者说活动名称。',
  askWhichCancel: '您报名了多个活动，想取消哪一个？',
  intro: (e: OfferedEvent) =>
    [`《${e.title}》`, ...facts(e), `· ${left(e)}`, e.description].join('\n'),
  askWaitlist: (ahead: number) =>
    `名额已经满了。可以为您登记候补，${ahead === 0 ? '您会排在第 1 位' : `前面还有 ${ahead} 位`}；有人取消会按顺序递补，并马上通知您。要候补吗？`,
  waitYes: '要候补',
  waitNo: '不用了',
  waitDeclined: '好的，没有为您登记。想看其他活动，随时发送“活动报名”。',
  askName: '请问报名人怎么称呼？（姓名，用于现场签到）',
  askPhone: '请留一个手机号，方便活动有变化时联系您。',
  phoneFormat: '这个手机号好像不对，请发 11 位手机号。',
  askPhoto:
    '最后一个问题：活动现场可能拍照，照片会用于活动报道。您同意被拍摄吗？不同意不影响参加，现场会为您避开镜头。',
  photoYes: '同意拍照',
  photoNo: '不同意',
  readBack: (p: {
    title: string;
    when: string;
    where: string;
    name: string;
    phone: string;
    photo: boolean;
    isWaiting: boolean;
  }) =>
    [
      p.isWaiting ? '请核对候补登记：' : '请核对报名信息：',
      `· 活动：${p.title}`,
      `· 时间：${p.when}`,
      `· 地点：${p.where}`,
      `· 报名人：${p.name}，手机 ${p.phone}`,
      `· 现场拍照：${p.photo ? '同意' : '不同意'}`,
      '没问题的话，我就提交。',
    ].join('\n'),
  done: (e: OwnerEvent, url: string | undefined) =>
    [
      `报名成功：《${e.title}》`,
      ...facts(e),
      ...ticketLines(url),
      '活动前一天上午 10 点会再提醒您。来不了的话，请发送“取消报名”，把名额让给候补的车主。',
    ].join('\n'),
  waiting: (e: OwnerEvent, place: number) =>
    [
      `已登记候补：《${e.title}》，您排在第 ${place} 位。`,
      ...facts(e),
      '有人取消会按顺序递补，轮到您时马上通知。不想等了，发送“取消报名”即可。',
    ].join('\n'),
  already: (own: OwnSignUp, url: string | undefined) =>
    [
      own.status === 'waiting'
        ? `您已经在《${own.event.title}》的候补名单上，排在第 ${own.waitingPlace ?? 1} 位。`
        : `您已经报名《${own.event.title}》，不用重复报名。`,
      ...facts(own.event),
      ...(own.status === 'waiting' ? [] : ticketLines(url)),
    ].join('\n'),
  full: (e: OwnerEvent) => `《${e.title}》的名额和候补都已经满了，这次没能为您报上名，抱歉。`,
  closed: (title: string) => `《${title}》的报名已经截止。`,
  notOn: (title: string) => `《${title}》现在不能报名。`,
  unknown: '没有找到这个活动，可能已经结束或取消。',
  mine: (lines: readonly string[]) => ['您的报名：', ...lines].join('\n'),
  mineLine: (own: OwnSignUp, url: string | undefined) =>
    [
      `《${own.event.title}》 ${when(own.event)}，${where(own.event)}`,
      own.status === 'waiting'
        ? `  候补第 ${own.waitingPlace ?? 1} 位`
        : own.status === 'checked_in'
          ? '  已签到'
          : `  已报名${url === undefined ? '' : `，电子票：${url}`}`,
    ].join('\n'),
  noneMine: '您目前没有报名的活动。',
  notKnown: '如果是用别的方式报的名，核对一下身份就能查到。',
  identify: '核对身份',
  see: '看看活动',
  cancelTap: '取消报名',
  mineTap: '我的报名',
  askCancel: (own: OwnSignUp) =>
    `要取消《${own.event.title}》（${when(own.event)}）的${own.status === 'waiting' ? '候补' : '报名'}吗？取消后名额会让给候补的车主。`,
  cancelYes: '确定取消',
  cancelNo: '保留',
  kept: '好的，您的报名保留不变。',
  cancelledOwn: (title: string) => `已取消《${title}》的报名。想再参加，随时发送“活动报名”。`,
  tooLateToCancel: (title: string) => `《${title}》已经签到或结束，不能再取消。`,
  askCode: '请发送现场屏幕上的 6 位签到码。',
  wrongCode: '签到码不对，或者已经更换。请看现场屏幕上最新的 6 位数字再发一次。',
  noCheckIn: '现在没有可以签到的活动：签到在活动开始前 2 小时开放，到活动结束为止。',
  checkInWaiting: (title: string) =>
    `您在《${title}》的候补名单上，还没有名额，请到签到台问一下工作人员。`,
  checkedIn: (title: string) => `签到成功：《${title}》。祝您玩得开心！`,
  checkedInAlready: (title: string) => `您已经签到过了：《${title}》。`,
  // What is pushed.
  promoted: (e: OwnerEvent, url: string) =>
    [
      `有名额了！您候补的《${e.title}》已为您报上名。`,
      ...facts(e),
      ...ticketLines(url),
      '来不了的话，请回复“取消报名”，把名额让给下一位。',
    ].join('\n'),
  reminder: (e: OwnerEvent, url: string) =>
    [
      `提醒您：明天有《${e.title}》。`,
      ...facts(e),
      ...ticketLines(url),
      '来不了的话，请回复“取消报名”。路上注意安全。',
    ].join('\n'),
  changed: (e: OwnerEvent, url: string) =>
    [
      `您报名的《${e.title}》时间或地点有调整，现在是：`,
      ...facts(e),
      `电子票：${url}`,
      '新的安排不方便的话，请回复“取消报名”。给您添麻烦了，抱歉。',
    ].join('\n'),
  cancelled: (e: OwnerEvent, reason: string) =>
    `很抱歉，您报名的《${e.title}》（${when(e)}）取消了：${reason}。您的报名已自动作废，不用做任何操作。`,
  words: {
    cancel:
      /取消(?:了)?(?:这个|那个|我的|刚才的)?(?:活动|沙龙|讲座|课堂|自驾)?的?(?:报名|候补|名额)|退(?:掉|了)?(?:报名|名额)|名额退|(?:去|来|参加)不(?:了|成)|不(?:去|参加)了|不想(?:去|参加)了/,
    mine: /我的(?:报名|活动|票|门票|电子票)|报(?:上|成功?)(?:了)?(?:没|吗|了没)|(?:查|看)(?:一下|下)?(?:我的)?报名(?!页)|报名(?:成功)?(?:了)?(?:没有?|吗)$|(?:算|是)不(?:算|是)(?:报名)?成功|候补(?:到|第)?(?:几|哪|了吗|上了)/,
    checkIn: /签到|签个到|(?:已经?)?到(?:现场|门口|会场)了/,
    eventNo: /(?<![A-Za-z0-9])[Ee](\d{1,6})(?!\d)/,
    code: /(?<!\d)\d{6}(?!\d)/,
  },
} as const;
