import type { Brand } from '../flow.ts';
import { clock, day, daysAgo } from './format.ts';

/** `今天 15:00–16:00`, `明天 09:00–10:00`, `6月14日 09:00–10:00`. */
function slotText(from: Date, to: Date, now: Date): string {
  return `${dateText(from, now)} ${clock(from)}–${clock(to)}`;
}

function dateText(at: Date, now: Date): string {
  return ['今天', '明天', '后天'][-daysAgo(at, now)] ?? day(at, now);
}

/** A call at a time that the customer chooses, in place of waiting. */
export const callBack = {
  title: '预约回电',
  topicLabel: '回电事由',
  askTopic:
    '好的，为您预约回电。想说的是什么事？简单说一句，方便同事提前准备；不想写可以回复“跳过”。',
  whenLabel: '回电时间',
  askWhen: '什么时间给您打电话方便？可以点选，也可以直接告诉我，比如“明天下午三点”。',
  noSuchTime: '这个时间没有同事值班，请从下面选一个，或者换个时间告诉我，比如“明天上午”。',
  taken: '刚才的时间已经过了，请再选一个。',
  slot: slotText,
  readBack: (p: { when: string; phone: string; topic: string | undefined }) =>
    [
      '请核对回电预约：',
      `· 时间：${p.when}`,
      `· 电话：${p.phone}`,
      ...(p.topic === undefined ? [] : [`· 事由：${p.topic}`]),
      '没问题的话，我就登记。',
    ].join('\n'),
  within: (by: Date, now: Date) => `${dateText(by, now)} ${clock(by)} 前`,
  done: (p: { number: string; when: string; phone: string; brand: Brand }) =>
    `回电已预约：${p.when}，会有同事打到 ${p.phone}，编号 ${p.number}。这段时间请留意接听；没接到的话，同事会在这里给您留言。我们不会在电话里索要密码或验证码。`,
  queueEnded: '人工排队已为您取消，不用在线等了。改变主意的话，随时发送“转人工”。',
  queueStays: '您的紧急求助仍在优先排队，有同事上线会马上联系您。',
  hotline: (brand: Brand) => `等不及的话，可以拨打 ${brand.hotline}（24 小时）。`,
  number: '受理编号',
  when: '回电时间',
  phone: '联系电话',
} as const;
