import type { Story, StoryTurn } from './story.ts';
import { INSURED } from './world.ts';

const asked = ['requestHandoff:asked'];

/** The first question of a claim report, and then whatever follows. */
const report = (...turns: readonly StoryTurn[]): readonly StoryTurn[] => [
  { say: '我要报案', stack: ['claim_report'] },
  ...turns,
];

export const returnStories: readonly Story[] = [
  {
    name: 'returned with a flow interrupted: yes resumes exactly where it was',
    turns: [
      { say: '查理赔进度', expect: ['车牌'], stack: ['claim_status', 'identify'] },
      { say: `车牌${INSURED.plate}`, stack: ['claim_status', 'identify'] },
      { say: '转人工', writes: asked, stack: ['claim_status', 'identify'] },
      {
        ended: 'returned',
        expect: ['人工服务告一段落', '智能客服', '“查理赔进度”还没有办完，要继续吗'],
        quickReplies: ['继续办理', '不用了'],
        stack: ['claim_status', 'identify'],
        afterMinutes: 12,
      },
      {
        tap: '继续办理',
        expect: ['我们接着办理“查理赔进度”'],
        never: ['车牌号、'],
        stack: ['claim_status', 'identify'],
      },
      {
        say: `${INSURED.phone} ${INSURED.idLast4}`,
        expect: ['6月11日事故的理赔进度'],
        writes: ['bindIdentity:2:plate_phone_id'],
        stack: [],
      },
    ],
  },
  {
    name: 'returned with a flow interrupted: no drops it kindly',
    turns: [
      { say: '查理赔进度' },
      { say: '转人工', writes: asked },
      { ended: 'returned', expect: ['要继续吗'] },
      { say: '不用了', expect: ['已取消'], stack: [] },
    ],
  },
  {
    name: 'returned with nothing under way: said so, with what we can do',
    turns: [
      { say: '转人工', writes: asked },
      {
        ended: 'returned',
        expect: ['人工服务告一段落', '还有什么可以帮您'],
        quickReplies: ['转人工'],
      },
    ],
  },
  {
    name: 'returned, and the customer has written already: answered, not asked',
    turns: [
      ...report({ say: '转人工', writes: asked }),
      {
        ended: 'returned',
        say: '交强险是什么',
        expect: ['人工服务已经结束'],
        never: ['要继续吗'],
      },
    ],
  },
  {
    name: 'returned, then something else is wanted: that is done, and the report waits',
    turns: [
      ...report({ say: '转人工', writes: asked }),
      { ended: 'returned', expect: ['“事故报案”还没有办完'] },
      {
        say: '退订',
        expect: ['已为您退订'],
        writes: ['decideConsent', 'decideConsent', 'decideConsent'],
        stack: ['claim_report'],
      },
    ],
  },
];

export const upsetStories: readonly Story[] = [
  {
    name: 'upset twice in a row: a person is offered beside the answer, and only offered',
    turns: [
      { say: '怎么还没赔，太慢了', never: ['由同事来处理'] },
      {
        say: '到底什么时候赔，气死了',
        expect: ['由同事来处理'],
        quickReplies: ['转人工'],
        writes: [],
      },
      { tap: '转人工', writes: ['requestHandoff:anger'] },
    ],
  },
  {
    name: 'upset once and calm again: nothing is offered',
    turns: [
      { say: '怎么还没赔，太慢了' },
      { say: `好的，我的车牌是${INSURED.plate}`, never: ['由同事来处理'] },
      { say: '气死我了', never: ['由同事来处理'] },
    ],
  },
  {
    name: 'upset while waiting: not offered what was asked for already',
    turns: [
      { say: '转人工', writes: asked },
      { say: '怎么还没赔，太慢了' },
      { say: '太慢了，气死了', never: ['由同事来处理'] },
    ],
  },
  {
    name: 'cursed at twice: a person is offered',
    turns: [
      { say: '傻逼', quickReplies: ['转人工'] },
      { say: '滚，垃圾公司', expect: ['由同事来处理'], quickReplies: ['转人工'], writes: [] },
    ],
  },
  {
    name: 'not understood twice: a person is offered, and a yes asks for one',
    turns: [
      { say: '巴啦巴啦' },
      { say: '巴啦巴啦', expect: ['还是没有听懂'], quickReplies: ['转人工'] },
      { say: '好的', writes: ['requestHandoff:misunderstood_twice'] },
    ],
  },
];
