import { closed, OPEN_NO } from './complaint-cases.ts';
import { from } from './complaint-stories.ts';
import type { Story, StoryTurn } from './story.ts';

const wrote = ['actOnComplaint'];
const rated = (more: object) =>
  [{ kind: 'actOnComplaint', complaintNo: OPEN_NO, act: { name: 'rate', ...more } }] as const;
/** Asked between the first turn and the second. */
const asked = { complaints: [closed(-30, { ratingAskedAt: from(0.1) })] };
const hello: StoryTurn = { say: '你好' };
const later = { afterMinutes: 10 } as const;

/** How it was: asked a day after closing, taken as it comes. */
export const complaintRatingStories: readonly Story[] = [
  {
    name: 'a greeting is no score',
    world: asked,
    turns: [hello, { ...later, say: '你好', never: ['谢谢您的评价', '解决了吗'], writes: [] }],
  },
  {
    name: 'solved and content: two taps',
    world: asked,
    turns: [
      hello,
      {
        ...later,
        say: '已解决',
        expect: ['满意吗'],
        quickReplies: ['很满意', '满意', '一般', '不满意', '很不满意'],
        stack: ['complaint_rating'],
      },
      {
        tap: '很满意',
        expect: ['谢谢您的评价'],
        never: ['重新处理', '奖', '礼品', '好评'],
        writes: wrote,
        wrote: rated({ score: 5, solved: 'solved' }),
        stack: [],
      },
    ],
  },
  {
    name: 'not solved: what is missing, then opened again or a supervisor’s call',
    world: asked,
    turns: [
      hello,
      { ...later, say: '没有解决' },
      { say: '2', expect: ['还差在哪里'], writes: [] },
      {
        say: '钱一直没到账，打电话也没人接',
        expect: ['如实记下', '重新打开'],
        quickReplies: ['重新处理投诉', '请主管回电', '不用了'],
        writes: wrote,
        wrote: rated({ score: 2, solved: 'not_solved', comment: '钱一直没到账，打电话也没人接' }),
      },
      { tap: '重新处理投诉', expect: ['哪里还没有解决'], stack: ['complaint_reopen'] },
    ],
  },
  {
    name: 'a low score: the supervisor calls at a time of their choice',
    world: { ...asked, level: 1 },
    turns: [
      hello,
      { ...later, say: '解决了一部分' },
      { say: '1分' },
      { say: '不想说', writes: wrote, wrote: rated({ score: 1, solved: 'partly' }) },
      { tap: '请主管回电', expect: ['方便'], stack: ['call_back'] },
    ],
  },
  {
    name: 'another wish instead: the wish wins, and nothing is asked again',
    world: asked,
    turns: [hello, { ...later, say: '我要报案', never: ['满意'], stack: ['claim_report'] }],
  },
  {
    name: 'interrupted half-way: dropped without a word',
    world: asked,
    turns: [
      hello,
      { ...later, say: '已解决' },
      {
        say: '帮我查一下理赔进度',
        never: ['满意'],
        writes: [],
        stack: ['claim_status', 'identify'],
      },
    ],
  },
  {
    name: 'rated once only',
    world: asked,
    turns: [
      hello,
      { ...later, say: '已解决' },
      { tap: '满意', writes: wrote },
      { say: '已解决', never: ['满意吗'], writes: [] },
    ],
  },
];
