/** A meeting of the demo insurer; days count from the first start, minutes from midnight in Shanghai. */
export interface DemoEvent {
  readonly eventNo: string;
  readonly title: string;
  readonly description: string;
  readonly city: string;
  readonly place: string;
  readonly day: number;
  readonly fromMinute: number;
  readonly toMinute: number;
  /** Days before the beginning on which sign-up ends, at 18:00. */
  readonly closesDaysBefore: number;
  readonly capacity: number;
  readonly waitingMax: number;
  readonly status: 'published' | 'finished';
  readonly signedUp: number;
  readonly waiting: number;
}

/** One nearly full, one with many places, one that is over. */
export const demoEvents: readonly DemoEvent[] = [
  {
    eventNo: 'E1',
    title: '雨季安全驾驶课堂',
    description: '涉水、夜雨和高速爆胎怎么处置，工程师现场演示，提问环节 30 分钟。免费参加。',
    city: '上海市',
    place: '浦东新区客户服务中心 2 楼',
    day: -12,
    fromMinute: 840,
    toMinute: 960,
    closesDaysBefore: 1,
    capacity: 20,
    waitingMax: 5,
    status: 'finished',
    signedUp: 9,
    waiting: 0,
  },
  {
    eventNo: 'E2',
    title: '冬季用车沙龙',
    description: '电池养护、胎压和冰雪路面驾驶，资深技师答疑，备有茶点。免费参加，不推销任何产品。',
    city: '上海市',
    place: '徐汇区车主之家 1 楼',
    day: 9,
    fromMinute: 840,
    toMinute: 990,
    closesDaysBefore: 1,
    capacity: 12,
    waitingMax: 6,
    status: 'published',
    signedUp: 11,
    waiting: 0,
  },
  {
    eventNo: 'E3',
    title: '亲子交通安全日',
    description: '儿童安全座椅的选择和安装、盲区体验，可带 3 至 10 岁的孩子一同参加。免费参加。',
    city: '深圳市',
    place: '南山区交通安全体验馆',
    day: 23,
    fromMinute: 570,
    toMinute: 690,
    closesDaysBefore: 2,
    capacity: 40,
    waitingMax: 10,
    status: 'published',
    signedUp: 4,
    waiting: 0,
  },
];
