import type { z } from 'zod';
import type { eventSignUp, ownerEvent } from '../../../server/contract/owner-events.ts';
import type { Tone } from './labels-desk.ts';

type Labelled<T extends string> = Readonly<
  Record<T, { readonly label: string; readonly tone: Tone }>
>;

export const EVENT_STATES: Labelled<z.infer<typeof ownerEvent>['status']> = {
  draft: { label: '草稿', tone: 'warning' },
  published: { label: '报名中', tone: 'success' },
  cancelled: { label: '已取消', tone: 'error' },
  finished: { label: '已结束', tone: 'default' },
};

export const SIGN_UP_STATES: Labelled<z.infer<typeof eventSignUp>['status']> = {
  signed_up: { label: '已报名', tone: 'processing' },
  waiting: { label: '候补', tone: 'warning' },
  cancelled: { label: '已取消', tone: 'default' },
  checked_in: { label: '已签到', tone: 'success' },
  no_show: { label: '未到场', tone: 'error' },
};

/** Why somebody is not let in (server/admin/event-sign-up-routes.ts has the names). */
export const NOT_IN: Readonly<Record<string, string>> = {
  too_early: '还没到签到时间，开始前两小时起可以签到',
  over: '活动已经结束',
  waiting: '这位车主还在候补，没有名额',
  cancelled: '这个报名已经取消',
  not_open: '活动没有在进行',
};

/** Why a name was not put on the list. */
export const NOT_ON_LIST: Readonly<Record<string, string>> = {
  not_open: '这场活动现在不能报名',
  too_late: '报名已经截止',
  full: '名额和候补都满了',
  already: '这位客户已经在名单里',
  over: '活动已经结束，不能再改名单',
};

/** Meetings of car owners. */
export const EVENT_COPY = {
  create: '新建活动',
  edit: '编辑',
  editTitle: '编辑活动',
  no: '编号',
  title: '名称',
  description: '介绍',
  descriptionHint: '做什么、适合谁、带什么；客户报名前会看到',
  city: '城市',
  place: '地点',
  placeHint: '详细地址，客户会收到',
  when: '时间',
  startsAt: '开始时间',
  endsAt: '结束时间',
  signUpUntil: '报名截止',
  capacity: '名额',
  waitingMax: '候补人数',
  waitingMaxHint: '0 表示不开候补；有人取消时，候补按先后自动补上并收到通知',
  questionnaire: '活动后问卷',
  questionnaireHint: '问卷代码；留空则不问',
  status: '状态',
  people: '报名',
  peopleOf: (taken: number, capacity: number) => `${taken} / ${capacity}`,
  waitingOf: (count: number) => `候补 ${count}`,
  counts: {
    signedUp: '已报名',
    waiting: '候补',
    checkedIn: '已签到',
    noShow: '未到场',
    cancelled: '已取消',
  },
  noLine: (no: string) => `活动 ${no}`,
  hints: {
    endsAt: '结束时间要晚于开始时间',
    signUpUntil: '报名截止不能晚于活动结束',
    startsAt: '请填写还没有到的时间',
    capacity: '名额不能少于已报名的人数',
  },
  saved: '活动已保存',
  tellsChange: '已发布的活动改了时间或地点，报名的车主会收到通知。',
  publish: '发布',
  publishTitle: '发布这场活动？',
  publishHint: '发布后车主可以在对话里报名。要通知车主，请在“群发”里另建一次。',
  published: '活动已发布',
  finish: '结束活动',
  finishTitle: '结束这场活动？',
  finishHint: '没有签到的记为未到场，到场的车主会收到活动后问卷。结束后不能再改。',
  finished: '活动已结束',
  cancel: '取消活动',
  cancelTitle: '取消活动',
  cancelHint: '名单上的车主都会收到取消通知，通知里会写明原因。取消后不能恢复。',
  cancelReason: '告知车主的原因',
  cancelled: '活动已取消，正在通知车主',
  signUps: '报名名单',
  nth: '序号',
  name: '姓名',
  phone: '手机号',
  customer: '客户号',
  signedUpAt: '报名时间',
  checkedInAt: '签到时间',
  photo: '拍照',
  photoYes: '同意拍照',
  photoNo: '不要拍照',
  self: '自助',
  takeOff: '取消报名',
  takeOffTitle: (name: string) => `取消 ${name} 的报名？`,
  takeOffHint: '空出的名额自动给候补的第一位，并通知对方。',
  takenOff: '已取消报名',
  add: '代客户报名',
  addHint: '姓名和手机号不填就用客户资料里的',
  added: '已报名',
  addedWaiting: '名额已满，已列入候补',
  door: '签到',
  doorTitle: (title: string) => `签到 · ${title}`,
  ticket: '签到码',
  ticketHint: '扫车主的二维码，或输入电子票上的签到码',
  checkIn: '签到',
  letIn: '签到成功',
  again: '已经签到过',
  againAt: (time: string) => `${time} 已签到`,
  noTicket: '没有这张票，请核对签到码',
  wrongEvent: '不能签到',
  number: (nth: number) => `第 ${nth} 号`,
  noPhoto: '请勿拍照',
  doorCode: '门口签到码',
  doorCodeHint: '车主在自己的电子票页面输入这六位数，也可以自助签到。每 5 分钟更换一次。',
  doorCodeUntil: (time: string) => `${time} 更换`,
  showCode: '显示门口签到码',
  hideCode: '收起',
  back: '返回活动',
} as const;
