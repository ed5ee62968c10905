import type { Story } from './story.ts';
import { DOOR_CODE, ownerEvent, SECOND_EVENT } from './world-events.ts';

const at = (text: string): Date => new Date(`${text}+08:00`);
const PHONE = '13812345678';
const TICKET = 'https://care.example/t/aaaaaaaaaaaaaaaaaaaa';
/** Its doors are open while the stories are played. */
const NOW_ON = ownerEvent({
  startsAt: at('2026-06-12T11:00:00'),
  endsAt: at('2026-06-12T13:00:00'),
  signUpUntil: at('2026-06-11T18:00:00'),
});
const signUp = { id: 'esu_1', status: 'signed_up', ticket: 'tttttttttttttttttttt' } as const;

export const eventStories: readonly Story[] = [
  {
    name: 'a stranger signs up: which one is the only one, name, phone, photos, read-back, ticket',
    turns: [
      { say: '我想报名参加车主活动', expect: ['怎么称呼'], writes: [] },
      { say: '陈小明', expect: ['手机号'] },
      { say: PHONE, expect: ['同意被拍摄吗', '不影响参加'], quickReplies: ['同意拍照', '不同意'] },
      {
        say: '不同意',
        expect: ['冬季用车课堂', '6月20日 14:00', '陈*', '138****5678', '现场拍照：不同意'],
        never: [PHONE, '陈小明'],
      },
      {
        say: '对',
        expect: ['报名成功：《冬季用车课堂》', '科技园', TICKET, '取消报名'],
        writes: ['signUpForEvent'],
        wrote: [
          {
            kind: 'signUpForEvent',
            eventNo: 'E12',
            expected: 'signed_up',
            identityId: 'idn_1',
            name: '陈小明',
            phone: PHONE,
            photoConsent: false,
            ticket: 'a'.repeat(20),
          },
        ],
        stack: [],
        stateNever: [PHONE],
      },
    ],
  },
  {
    name: 'a known customer is not asked for what we hold',
    world: {
      level: 1,
      profile: { customerNo: 'C000001', name: '张三', phone: '13800001234', plates: [] },
    },
    turns: [
      { say: '活动报名', expect: ['同意被拍摄吗'], audit: ['customer.read C000001'] },
      { tap: '同意拍照', expect: ['张*', '138****1234', '现场拍照：同意'] },
      {
        say: '没问题',
        expect: ['报名成功'],
        writes: ['signUpForEvent'],
        wrote: [{ kind: 'signUpForEvent', customerId: 'cus_1', photoConsent: true }],
      },
    ],
  },
  {
    name: 'of several one is chosen by number, by title or by the number of a poster',
    world: { events: { events: [ownerEvent(), SECOND_EVENT] } },
    turns: [
      {
        say: '有什么车主活动可以报名',
        expect: ['1. 冬季用车课堂', '2. 亲子自驾露营', '还有 17 个名额'],
      },
      { say: '第二个', expect: ['怎么称呼'] },
      { say: '取消', expect: ['已取消'], stack: [] },
      { say: '活动报名 E13', expect: ['怎么称呼'], never: ['1. '] },
    ],
  },
  {
    name: 'full: a place in the line is offered, and taken only when it is wanted',
    world: { events: { events: [ownerEvent({ taken: 20, waiting: 2 })] } },
    turns: [
      { say: '活动报名', expect: ['名额已经满了', '前面还有 2 位'], quickReplies: ['要候补'] },
      { tap: '要候补', expect: ['怎么称呼'] },
      { say: '陈小明' },
      { say: PHONE },
      { tap: '同意拍照', expect: ['请核对候补登记'] },
      {
        say: '对',
        expect: ['已登记候补', '第 3 位'],
        never: ['电子票'],
        writes: ['signUpForEvent'],
        wrote: [{ kind: 'signUpForEvent', expected: 'waiting' }],
      },
    ],
  },
  {
    name: 'full: whoever does not want to wait is asked nothing more',
    world: { events: { events: [ownerEvent({ taken: 20, waiting: 2 })] } },
    turns: [
      { say: '活动报名', expect: ['要候补吗'] },
      { tap: '不用了', expect: ['没有为您登记'], writes: [], stack: [] },
    ],
  },
  {
    name: 'the line is full as well: said so, nothing asked for',
    world: { events: { events: [ownerEvent({ taken: 20, waiting: 5 })] }, level: 1 },
    turns: [{ say: '活动报名', expect: ['满'], writes: [] }],
  },
  {
    name: 'sign-up is over, or there is no event',
    world: { events: { events: [NOW_ON] } },
    turns: [
      { say: '活动报名', expect: ['目前没有可以报名的车主活动'], writes: [] },
      { say: '活动报名 E12', expect: ['报名已经截止'], writes: [] },
      { say: '活动报名 E99', expect: ['没有找到这个活动'], writes: [] },
    ],
  },
  {
    name: 'already on the list: the ticket again, no second sign-up',
    world: { events: { own: [{ ...signUp, event: ownerEvent() }] } },
    turns: [
      {
        say: '活动报名',
        expect: ['您已经报名', '/t/tttttttttttttttttttt'],
        quickReplies: ['取消报名'],
        writes: [],
      },
    ],
  },
  {
    name: 'giving the place back is asked once',
    world: { events: { own: [{ ...signUp, event: ownerEvent() }] } },
    turns: [
      { say: '取消报名', expect: ['要取消《冬季用车课堂》'], quickReplies: ['确定取消', '保留'] },
      { tap: '保留', expect: ['保留不变'], writes: [] },
      { say: '我去不了那个活动了，取消报名', expect: ['要取消'] },
      {
        tap: '确定取消',
        expect: ['已取消《冬季用车课堂》的报名'],
        writes: ['cancelEventSignUp'],
        wrote: [{ kind: 'cancelEventSignUp', eventNo: 'E12', identityId: 'idn_1' }],
      },
      { say: '我的报名', expect: ['没有报名的活动', '核对一下身份'] },
    ],
  },
  {
    name: 'what I signed up for, and where I am in the line',
    world: {
      events: {
        own: [
          { ...signUp, event: ownerEvent() },
          { ...signUp, id: 'esu_2', event: SECOND_EVENT, status: 'waiting', waitingPlace: 2 },
        ],
      },
    },
    turns: [
      { say: '我的报名', expect: ['冬季用车课堂', '/t/ttt', '亲子自驾露营', '候补第 2 位'] },
      { say: '取消报名', expect: ['想取消哪一个'] },
      { say: '露营那个' },
    ],
  },
  {
    name: 'at the door: the six digits of the screen let somebody in',
    world: { events: { events: [NOW_ON], own: [{ ...signUp, event: NOW_ON }] } },
    turns: [
      { say: '活动签到', expect: ['6 位签到码'], writes: [] },
      { say: '111111', expect: ['签到码不对'], writes: [] },
      { say: DOOR_CODE, expect: ['签到成功'], writes: ['checkInAtEvent'] },
    ],
  },
  {
    name: 'with the digits in the same breath',
    world: { events: { events: [NOW_ON], own: [{ ...signUp, event: NOW_ON }] } },
    turns: [{ say: `活动签到 ${DOOR_CODE}`, expect: ['签到成功'], writes: ['checkInAtEvent'] }],
  },
  {
    name: 'too early at the door',
    world: { events: { own: [{ ...signUp, event: ownerEvent() }] } },
    turns: [{ say: '活动签到', expect: ['前 2 小时开放'], writes: [] }],
  },
];
