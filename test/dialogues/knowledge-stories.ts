import { emptyKnowledge } from '../support/demo-knowledge.ts';
import type { Story } from './story.ts';

const known = { level: 2 } as const;
const SOURCE = '来源：《互碰自赔怎么办理》；依据：交强险财产损失“互碰自赔”处理办法；更新于 5月20日';

const drafting = (text: string) => ({
  answerDrafter: { draft: () => Promise.resolve({ text }) },
});

/** General questions: answered with their source, offered as titles, or honestly not answered. */
export const knowledgeStories: readonly Story[] = [
  {
    name: 'a question out of nowhere is answered at once, with its source and what is near',
    turns: [
      {
        say: '互碰自赔是什么意思',
        expect: ['由各自的保险公司赔自己客户的车', '更新于 5月20日', SOURCE],
        quickReplies: ['转人工'],
        stack: [],
        intent: 'knowledge',
      },
    ],
  },
  {
    name: 'the bare wish to ask is asked back, and the answer is the question',
    turns: [
      { say: '保险知识', expect: ['您想了解哪方面'], stack: ['knowledge'] },
      {
        say: '高速上三角警示牌要放多远',
        expect: ['150 米以外', '来源：《高速公路出事故怎么办》'],
        stack: [],
      },
    ],
  },
  {
    name: 'what may be meant is offered as titles, and a tap gives the article',
    turns: [
      { say: '保险知识' },
      {
        say: '积水',
        expect: ['下面哪一个'],
        quickReplies: [
          '台风暴雨天怎么停车用车',
          '发动机进水涉水的保障',
          '车被水淹了怎么处理',
          '转人工',
        ],
        stack: [],
      },
      {
        tap: '车被水淹了怎么处理',
        expect: ['千万不要再次点火', '来源：《车被水淹了怎么处理》'],
        stack: [],
      },
    ],
  },
  {
    name: 'a title offered may be typed or named by its number',
    turns: [
      { say: '保险知识' },
      { say: '积水', expect: ['下面哪一个'] },
      { say: '车被水淹了怎么处理', expect: ['来源：《车被水淹了怎么处理》'], stack: [] },
      { say: '保险知识' },
      { say: '积水', expect: ['下面哪一个'] },
      { say: '第二个', expect: ['来源：《发动机进水涉水的保障》'], stack: [] },
    ],
  },
  {
    name: 'what no article answers is not answered, and a person is one word away',
    turns: [
      { say: '保险知识' },
      {
        say: '公积金怎么提取',
        expect: ['没有可靠的资料', '400-000-0000'],
        quickReplies: ['转人工'],
        never: ['来源：《'],
        stack: [],
      },
      { say: '好的', writes: ['requestHandoff:asked'] },
    ],
  },
  {
    name: 'a desk without articles says so instead of guessing',
    world: { knowledge: emptyKnowledge },
    turns: [
      { say: '保险知识' },
      { say: '互碰自赔是什么', expect: ['没有可靠的资料'], quickReplies: ['转人工'] },
    ],
  },
  {
    name: 'a related title leads on, and 再说一遍 gives the same article again',
    turns: [
      { say: '代位求偿是什么', expect: ['来源：《代位求偿是怎么回事》'] },
      { say: '再说一遍', expect: ['来源：《代位求偿是怎么回事》'], stack: [] },
    ],
  },
  {
    name: 'a question in the middle of an identity check is answered, and the check goes on',
    turns: [
      { say: '查理赔进度', expect: ['车牌'], stack: ['claim_status', 'identify'] },
      {
        say: '互碰自赔是什么意思',
        expect: ['由各自的保险公司赔自己客户的车', '车牌'],
        stack: ['claim_status', 'identify'],
      },
      {
        say: '粤B12345，13800001234，123X',
        card: '定损中',
        writes: ['bindIdentity:2:plate_phone_id'],
      },
    ],
  },
  {
    name: 'cancelled before anything was asked',
    turns: [
      { say: '保险知识', stack: ['knowledge'] },
      { say: '算了不问了', expect: ['已取消'], stack: [] },
    ],
  },
  {
    name: 'a person in place of an answer',
    turns: [
      { say: '保险知识' },
      { say: '转人工', writes: ['requestHandoff:asked'], expect: ['已为您登记人工服务'] },
    ],
  },
  {
    name: 'a refusal is answered with the ways that are open, and never with a verdict',
    world: known,
    turns: [
      { say: '保险知识' },
      {
        say: '拒赔要给书面理由吗',
        expect: ['拒赔通知书', '12378', '起诉'],
        never: ['一定', '保证'],
      },
    ],
  },
  {
    name: 'words of the model that stand in the article are said, and labelled as such',
    world: drafting(
      '互碰自赔是双方都有责任、损失较小时，由各自的保险公司赔自己客户的车，每辆车的损失要在 2000 元以内。详见《互碰自赔怎么办理》。',
    ),
    turns: [
      {
        say: '互碰自赔是什么意思',
        expect: ['详见《互碰自赔怎么办理》', SOURCE],
        generatedBy: 'model',
        quickReplies: ['转人工'],
      },
    ],
  },
  {
    name: 'a model that invents an amount is not heard: the article answers',
    world: drafting('互碰自赔每辆车最高可以赔 5000 元。详见《互碰自赔怎么办理》。'),
    turns: [
      {
        say: '互碰自赔是什么意思',
        expect: ['现行常见为 2000 元', SOURCE],
        never: ['5000'],
        generatedBy: 'template',
      },
    ],
  },
  {
    name: 'a model that fails costs the customer nothing',
    world: { answerDrafter: { draft: () => Promise.reject(new Error('down')) } },
    turns: [{ say: '互碰自赔是什么意思', expect: [SOURCE], generatedBy: 'template' }],
  },
];
