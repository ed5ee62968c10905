import type { TicketView } from '../../src/domain/owner-event/view.ts';

/** A ticket of a meeting that begins on 20 June 2026 at 14:00 in China. */
export function sampleTicket(
  given: Partial<Omit<TicketView, 'event'>> & {
    readonly event?: Partial<TicketView['event']>;
  } = {},
): TicketView {
  const { event, ...rest } = given;
  return {
    name: '陈*',
    status: 'signed_up',
    waitingPlace: null,
    checkedInAt: null,
    ...rest,
    event: {
      id: 'evt_1',
      eventNo: 'E12',
      title: '夏季安全驾驶课堂',
      description:
        '由持证教练讲解高温天气的用车要点，现场可以免费检测胎压。\n请自备饮水，可带一位家人同行。',
      city: '杭州',
      place: '滨江区江南大道 588 号 恒鑫大厦 3 楼多功能厅',
      startsAt: new Date('2026-06-20T06:00:00Z'),
      endsAt: new Date('2026-06-20T08:30:00Z'),
      signUpUntil: new Date('2026-06-19T10:00:00Z'),
      capacity: 40,
      waitingMax: 10,
      status: 'published',
      ...event,
    },
  };
}
