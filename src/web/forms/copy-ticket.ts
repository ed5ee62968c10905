import { COPY, type FailureWords } from './copy.ts';
import type { CheckInResult, Ticket } from './ticket/ticket.ts';

interface StatusWords {
  readonly badge: string;
  readonly tone: 'good' | 'warn' | 'soft';
  readonly text: string;
}

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

const checkIn: Readonly<Record<CheckInResult, string>> = {
  checked_in: '签到成功，欢迎您！',
  already: '您已经签到过了，直接进场就好。',
  wrong_code: '签到码不对。请看现场屏幕上的 6 位数字，它每 5 分钟会换一次。',
  too_early: '还没到签到时间，请稍后再试。',
  over: '活动已经结束，不能签到了。',
  waiting: '您还在候补，暂时不能签到。',
  cancelled: '您的报名已取消，不能签到。',
  not_open: '活动没有开放签到，请联系现场工作人员。',
};

/** Every word of a ticket's page. */
export const TICKET_COPY = {
  frame: COPY.frame,
  title: '活动凭证',
  month: (month: number) => `${month}月`,
  weekday: (nth: number) => WEEKDAYS[nth] ?? '',
  fullDay: (p: { year: number; month: number; day: number; weekday: number }) =>
    `${p.year}年${p.month}月${p.day}日 ${WEEKDAYS[p.weekday] ?? ''}`,
  dayTime: (p: { month: number; day: number; time: string }) => `${p.month}月${p.day}日 ${p.time}`,
  labels: { when: '时间', where: '地点', who: '报名人', no: '活动编号' },
  /** All times are of China, wherever the phone is. */
  zone: '北京时间',
  qrAlt: '签到二维码',
  qrNote: '到场时请向工作人员出示',
  about: '活动说明',
  print: '打印凭证',
  /** What became of it. */
  status: (ticket: Ticket, p: { doors: string; checkedIn: string }): StatusWords => {
    if (ticket.event.status === 'cancelled') {
      return {
        badge: '活动已取消',
        tone: 'warn',
        text: '很抱歉，这场活动取消了，请不要前往。有新的安排会另行通知您。',
      };
    }
    switch (ticket.status) {
      case 'checked_in':
        return { badge: '已签到', tone: 'good', text: `${p.checkedIn} 签到，祝您玩得开心。` };
      case 'cancelled':
        return {
          badge: '报名已取消',
          tone: 'soft',
          text: '您已取消报名。想再参加，可以在客服对话里重新报名。',
        };
      case 'no_show':
        return { badge: '活动已结束', tone: 'soft', text: '这次没能见到您，期待下次活动。' };
      case 'waiting':
        return ticket.event.status === 'finished'
          ? { badge: '活动已结束', tone: 'soft', text: '这次名额已满，没能安排上，期待下次活动。' }
          : {
              badge: ticket.waitingPlace === null ? '候补中' : `候补第 ${ticket.waitingPlace} 位`,
              tone: 'warn',
              text: '有名额空出时会马上通知您。收到通知之前，请不要前往。',
            };
      case 'signed_up':
        return ticket.event.status === 'finished'
          ? { badge: '活动已结束', tone: 'soft', text: '感谢您的关注，期待下次活动。' }
          : { badge: '报名成功', tone: 'good', text: `${p.doors} 开始签到，凭下面的二维码入场。` };
    }
  },
  checkIn: {
    title: '自助签到',
    text: '请输入现场屏幕上的 6 位签到码。',
    label: '签到码',
    button: '签到',
    results: checkIn,
    problems: {
      lost: '网络不稳，没有签到成功，请重试，或者向工作人员出示二维码。',
      busy: '试的次数有点多，请等半分钟再试，或者向工作人员出示二维码。',
      digits: '请输入 6 位数字。',
    },
  },
  unknown: {
    title: '没有找到这张凭证',
    text: '链接可能不完整。请回到我们发给您的消息，直接点开链接；也可以在客服对话里发送“我的活动”。',
  } satisfies FailureWords,
} as const;
