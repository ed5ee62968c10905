import type { Brand } from '../flow.ts';
import { clock, day, daysAgo } from './format.ts';

interface Estimate {
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

/** A guess of a range is said as one; without any nothing is made up. */
function waitText(estimate: Estimate | undefined): string {
  if (estimate === undefined) return '现在还说不准要等多久，轮到您会马上接通';
  const { fromMinutes, toMinutes } = estimate;
  if (toMinutes <= 1) return '预计一分钟左右接通';
  return fromMinutes === toMinutes
    ? `预计还要等 ${toMinutes} 分钟左右`
    : `预计还要等 ${fromMinutes}–${toMinutes} 分钟`;
}

function placeText(position: number): string {
  return position <= 1 ? '您是下一位' : `您前面还有 ${position - 1} 位`;
}

/** `今天 08:30`, `明天 08:30`, `6月14日 08:30`. */
function whenOpen(opensAt: Date, now: Date): string {
  const away = -daysAgo(opensAt, now);
  const date = ['今天', '明天', '后天'][away] ?? day(opensAt, now);
  return `${date} ${clock(opensAt)}`;
}

const REGISTERED = '好的，已为您登记人工服务，您前面说的内容同事都能看到，不用重复。';

/** What the bot says of the people behind it. */
export const handoff = {
  labels: {
    callBack: '预约回电',
    message: '我要留言',
    withdraw: '不用人工了',
    wait: '继续等',
  },
  requested: (brand: Brand) =>
    `${REGISTERED}正在为您转接，接通前您可以继续告诉我情况或发照片，能办的我先为您办。着急也可以拨打 ${brand.hotline}（24 小时）。`,
  nobodyOnline: (brand: Brand) =>
    `${REGISTERED}现在没有空着的同事在线，有人上线就按顺序接待您。不想等的话，可以预约回电或者留言；着急请拨打 ${brand.hotline}（24 小时）。等待期间，能办的我先为您办。`,
  closed: (brand: Brand, opensAt: Date | undefined, now: Date) =>
    `${REGISTERED}现在不是人工服务时间，${
      opensAt === undefined ? '上班后' : `${whenOpen(opensAt, now)} 上班后`
    }按顺序接待您，不用重新登记。也可以预约回电或者留言；着急请拨打 ${brand.hotline}（24 小时）。其他事情现在就可以继续告诉我，能办的我先为您办。`,
  waitingAlready: (position: number, estimate: Estimate | undefined) =>
    `已经在为您转人工了，不用重复登记。${placeText(position)}，${waitText(estimate)}。`,
  waitingClosed: (opensAt: Date | undefined, now: Date) =>
    `您的人工服务已经登记，不用重复登记。现在不是人工服务时间，${
      opensAt === undefined ? '上班后' : `${whenOpen(opensAt, now)} 上班后`
    }按顺序接待您。`,
  waitingNobody:
    '您的人工服务已经登记，不用重复登记。现在没有空着的同事在线，有人上线就按顺序接待您。',
  place: (position: number, estimate: Estimate | undefined) =>
    `您在人工排队中：${placeText(position)}，${waitText(estimate)}。等待期间，能办的我先为您办。`,
  notWaiting: '您现在没有在排队。需要真人的话，点“转人工”就行。',
  withdrawn: '好的，人工排队已经取消。需要时随时发送“转人工”。',
  nothingToWithdraw: '好的，您现在没有在排队，我继续为您服务。',
  offerToUpset: '如果您更希望由同事来处理，点“转人工”就可以。',
  returned: '人工服务告一段落，接下来由我（智能客服）继续为您服务。',
  returnedOffer: '还有什么可以帮您？需要真人时随时发送“转人工”。',
  returnedBriefly: '人工服务已经结束，现在由我（智能客服）为您服务。',
  closedByPerson: '本次人工服务已经结束，谢谢您的耐心。之后有问题，随时在这里告诉我。',
  message: {
    title: '给人工同事留言',
    label: '留言',
    ask: '好的，请把要说的写给我，文字就行。我会和聊天记录一起留给同事。',
    done: (opensAt: Date | undefined, now: Date) =>
      `留言已经记下，同事看到后在这里回复您${
        opensAt === undefined ? '' : `（${whenOpen(opensAt, now)} 上班后按顺序处理）`
      }。回复会留在这个聊天里，不用一直等着。`,
  },
} as const;

/** What the desk itself tells somebody who waits for a person or talks with one. In nobody's name. */
export function handoffTexts(brand: Brand) {
  return {
    /** Another desk may not say who it is. */
    joined: (agentName: string): string =>
      `人工客服${agentName === '' ? '' : ` ${agentName} `}已接入，为您服务。`,
    pooled: '已经为您转到人工，同事会直接在这个聊天里回复您，请稍等，前面说的不用重复。',
    waiting: (place: { readonly position: number; readonly estimate?: Estimate }): string =>
      `正在排队等待人工：${placeText(place.position)}，${waitText(place.estimate)}。`,
    offHours: ({ opensAt, now }: { readonly opensAt?: Date; readonly now: Date }): string =>
      opensAt === undefined
        ? `现在不是人工服务时间，您的请求已经保留，上班后按顺序接待。着急请拨打 ${brand.hotline}（24 小时）。`
        : `现在不是人工服务时间，${whenOpen(opensAt, now)} 上班后按顺序接待您，您的请求已经保留。着急请拨打 ${brand.hotline}（24 小时）。`,
    transferring: '正在为您转接另一位同事，前面说的内容对方都能看到，请稍等。',
    requeued: '刚才的同事暂时离开了，正在请另一位同事接着为您服务，前面的内容不用重复。',
    reminder: (closesInMinutes: number): string =>
      `您还在吗？如果暂时没有别的问题，本次人工服务将在 ${closesInMinutes} 分钟后结束，之后可以随时再来。`,
    left: (requestNo: string): string =>
      `您离开有一会儿了，人工排队先为您结束，已登记请同事回电，编号 ${requestNo}，不会漏掉您的事。您回来后也可以随时再发“转人工”。`,
    leftUnknown: (requestNo: string): string =>
      `您离开有一会儿了，人工排队先为您结束，您说的内容已登记给同事跟进，编号 ${requestNo}，会在这里回复您。您回来后也可以随时再发“转人工”。`,
    leftTopic: '排队等人工时离开，请跟进',
  } as const;
}
