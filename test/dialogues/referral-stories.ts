import type { Story } from './story.ts';

const LINK = 'https://care.example/r/aaaaaaaaaaaaaaaaaaaa';

export const referralStories: readonly Story[] = [
  {
    name: 'a known customer gets a link, and hears that there is no reward',
    world: { level: 1 },
    turns: [
      {
        say: '我想推荐朋友买车险',
        expect: [LINK, '由他本人填写', '没有返现、礼品或其他奖励'],
        quickReplies: ['推荐进度'],
        writes: ['openReferralLink'],
        wrote: [{ kind: 'openReferralLink', customerId: 'cus_1', code: 'a'.repeat(20) }],
      },
      { say: '推荐朋友', expect: [LINK], writes: [] },
      { say: '推荐进度', expect: ['还没有朋友'], writes: [] },
    ],
  },
  {
    name: 'a stranger proves who they are first',
    turns: [
      { say: '我想推荐朋友', expect: ['车牌'], never: ['/r/'], stack: ['referral', 'identify'] },
    ],
  },
  {
    name: 'a friend’s number is refused, kindly, and nowhere kept',
    world: { level: 1 },
    turns: [
      {
        say: '推荐朋友 他电话13911112222',
        expect: ['没有保存', LINK],
        never: ['13911112222'],
        stateNever: ['13911112222'],
        writes: ['openReferralLink'],
      },
    ],
  },
  {
    name: 'what there is for it is told to anybody, as compliance has it',
    world: { referrals: { reward: 'SERVICE_POINTS' } },
    turns: [{ say: '推荐朋友有什么奖励', expect: ['服务积分', '不能提现'], writes: [] }],
  },
  {
    name: 'how far it is: numbers, and nobody’s name',
    world: {
      level: 1,
      referrals: {
        link: { code: 'bbbbbbbbbbbb', isDisabled: false },
        progress: { asked: 1, contacted: 2, completed: 1 },
      },
    },
    turns: [{ say: '推荐进度', expect: ['已联系：2 位', '已完成：1 位'], writes: [] }],
  },
  {
    name: 'a link that the desk switched off is not made anew',
    world: { level: 1, referrals: { link: { code: 'bbbbbbbbbbbb', isDisabled: true } } },
    turns: [{ say: '推荐朋友', expect: ['已停用'], never: ['/r/'], writes: [] }],
  },
];
