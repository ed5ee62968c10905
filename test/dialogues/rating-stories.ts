import type { Story, StoryTurn } from './story.ts';

const asked = ['requestHandoff:asked'];

/** The first question of a claim report, and then whatever follows. */
const report = (...turns: readonly StoryTurn[]): readonly StoryTurn[] => [
  { say: '我要报案', stack: ['claim_report'] },
  ...turns,
];

const closed = (...turns: readonly StoryTurn[]): readonly StoryTurn[] => [
  { say: '转人工', writes: asked },
  {
    ended: { state: 'closed', agentName: '小王', asksRating: true },
    expect: ['本次人工服务已经结束', '评价一下小王的服务', '1–5 分'],
    quickReplies: ['很满意', '满意', '一般', '不满意', '很不满意'],
    writes: [],
    stack: ['session_rating'],
  },
  ...turns,
];

export const ratingStories: readonly Story[] = [
  ...(
    [
      ['5', 5],
      ['1', 1],
      ['4分', 4],
      ['三分', 3],
      ['很满意', 5],
      ['满意', 4],
      ['一般般吧', 3],
      ['不满意', 2],
      ['很不满意', 1],
      ['五星好评', 5],
      ['不错', 4],
      ['打5分', 5],
      ['差评', 1],
      ['不太满意', 2],
    ] as const
  ).map(
    ([say, score]): Story => ({
      name: `rated by ${say}: ${score}`,
      turns: closed({
        say,
        expect: score <= 2 ? ['非常抱歉', '哪里没做好'] : ['谢谢'],
        never: ['没有听懂', '登记投诉', '理赔'],
        writes: ['rateHandoff'],
        wrote: [{ kind: 'rateHandoff', score, conversationId: 'con_1' }],
        stack: score <= 2 ? ['session_rating'] : [],
      }),
    }),
  ),
  {
    name: 'a tap rates',
    turns: closed({
      tap: '很满意',
      expect: ['谢谢'],
      writes: ['rateHandoff'],
      wrote: [{ kind: 'rateHandoff', score: 5 }],
      stack: [],
    }),
  },
  {
    name: 'rated with words beside: both are kept',
    turns: closed({
      say: '5分，小王很耐心，讲得很清楚',
      writes: ['rateHandoff'],
      wrote: [{ kind: 'rateHandoff', score: 5, comment: '5分，小王很耐心，讲得很清楚' }],
      stack: [],
    }),
  },
  {
    name: 'a low score: one question what went wrong, then a person only if wanted',
    turns: closed(
      { tap: '不满意', expect: ['哪里没做好'], quickReplies: ['转人工'], writes: ['rateHandoff'] },
      {
        say: '等了二十分钟才接，问的理赔进度也没说清楚',
        expect: ['如实记下', '再请一位同事'],
        quickReplies: ['转人工', '不用了'],
        writes: ['rateHandoff'],
        wrote: [
          { kind: 'rateHandoff', score: 2, comment: '等了二十分钟才接，问的理赔进度也没说清楚' },
        ],
        stack: [],
      },
      { say: '好的', expect: ['已为您登记人工服务'], writes: ['requestHandoff:low_score'] },
    ),
  },
  {
    name: 'a low score, no reason, no person: nobody is pressed',
    turns: closed(
      { say: '2', expect: ['哪里没做好'], writes: ['rateHandoff'] },
      { say: '不想说', expect: ['评分已经记下'], writes: [] },
      { say: '不用了', expect: ['有需要随时告诉我'], writes: [] },
    ),
  },
  {
    name: 'a low score, then thanks only: not asked again',
    turns: closed(
      { say: '1', expect: ['哪里没做好'], writes: ['rateHandoff'] },
      { say: '谢谢', expect: ['评分已经记下'], never: ['哪里没做好'], writes: [], stack: [] },
    ),
  },
  {
    name: 'a low score, then another wish: the wish wins',
    turns: closed(
      { say: '1', writes: ['rateHandoff'] },
      { say: '帮我查一下理赔进度', never: ['评价', '哪里'], stack: ['claim_status', 'identify'] },
    ),
  },
  {
    name: 'a low score, and a person at once',
    turns: closed(
      { tap: '很不满意', writes: ['rateHandoff'] },
      { tap: '转人工', expect: ['已为您登记人工服务'], writes: ['requestHandoff:low_score'] },
    ),
  },
  ...['不用了', '算了', '跳过', '没空'].map(
    (say): Story => ({
      name: `${say}: no rating, and never asked again`,
      turns: closed(
        { say, never: ['评价一下', '1–5 分', '没有听懂，'], writes: [], stack: [] },
        { say: '你好', never: ['评价', '满意'] },
      ),
    }),
  ),
  {
    name: 'ignored for another wish: the wish wins, and the rating is not asked again',
    turns: closed(
      { say: '我要报案', expect: [], never: ['评价'], writes: [], stack: ['claim_report'] },
      { say: '算了', never: ['评价'] },
    ),
  },
  {
    name: 'ignored for a question: answered as if nothing had been asked',
    turns: closed({
      say: '我的理赔到哪一步了',
      never: ['评价'],
      stack: ['claim_status', 'identify'],
    }),
  },
  {
    name: 'ignored with thanks',
    turns: closed({ say: '谢谢', expect: ['不客气'], writes: [], stack: [] }),
  },
  {
    name: 'ignored with a photo',
    turns: closed({ files: ['image/jpeg'], expect: ['照片'], writes: [], stack: [] }),
  },
  {
    name: 'a complaint is a complaint and no score',
    turns: closed({ say: '我要投诉', writes: [], never: ['评价'], stack: ['complaint_file'] }),
  },
  {
    name: 'come back two hours later with a score: it still counts, without a welcome',
    turns: closed({
      say: '4',
      afterMinutes: 120,
      expect: ['谢谢'],
      never: ['欢迎回来', '评价”'],
      writes: ['rateHandoff'],
    }),
  },
  {
    name: 'come back two days later: it is forgotten silently',
    turns: closed({
      say: '你好',
      afterMinutes: 2 * 24 * 60,
      never: ['评价', '搁置'],
      writes: [],
      stack: [],
    }),
  },
  {
    name: 'closed with a flow interrupted: rated first, then asked whether to go on',
    turns: [
      ...report(...closed()),
      {
        tap: '满意',
        expect: ['谢谢', '“事故报案”还没有办完，要继续吗'],
        quickReplies: ['继续办理', '不用了'],
        writes: ['rateHandoff'],
        stack: ['claim_report'],
      },
      { say: '好的', expect: ['我们接着办理“事故报案”'], stack: ['claim_report'] },
    ].map((turn) =>
      'ended' in turn ? { ...turn, stack: ['claim_report', 'session_rating'] } : turn,
    ),
  },
  {
    name: 'closed without a rating to ask for: good-bye only',
    turns: [
      { say: '转人工', writes: asked },
      {
        ended: { state: 'closed', asksRating: false },
        expect: ['本次人工服务已经结束'],
        never: ['评价'],
        stack: [],
      },
    ],
  },
  {
    name: 'closed while the customer writes: answered, not asked to rate',
    turns: [
      { say: '转人工', writes: asked },
      { ended: 'closed', say: '还有个问题，交强险是什么', never: ['评价'], stack: [] },
    ],
  },
];
