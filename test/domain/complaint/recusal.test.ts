import { describe, expect, it } from 'vitest';
import { findExcluded, type RecusalFacts } from '../../../src/domain/complaint/recusal.ts';

const AGENTS = [
  { id: 'agt_1', name: '李娜' },
  { id: 'agt_2', name: '王建国' },
  { id: 'agt_3', name: '陈' },
  { id: 'agt_4', name: '赵敏' },
];

const excluded = (facts: Partial<RecusalFacts>) =>
  findExcluded({
    respondents: [],
    category: 'CLAIM.DELAY',
    words: '理赔太慢',
    spokeIds: [],
    agents: AGENTS,
    ...facts,
  });

describe('who may have nothing to do with a complaint', () => {
  it.each<[string, Partial<RecusalFacts>, readonly string[]]>([
    ['nobody, when it is about nobody', {}, []],
    ['one of ours, by id', { respondents: [{ kind: 'agent', id: 'agt_2', name: '' }] }, ['agt_2']],
    ['one of ours, by name', { respondents: [{ kind: 'agent', name: '赵敏' }] }, ['agt_4']],
    [
      'by a name with spaces',
      { respondents: [{ kind: 'adjuster', name: ' 王 建国 ' }] },
      ['agt_2'],
    ],
    ['nobody of another name', { respondents: [{ kind: 'agent', name: '李娜娜' }] }, []],
    ['a shop is none of ours', { respondents: [{ kind: 'repair_shop', name: '鑫达汽修厂' }] }, []],
    ['whoever the words name', { words: '你们的王建国一直不回我电话' }, ['agt_2']],
    ['a name of one character names nobody', { words: '陈述一下经过' }, []],
    ['whoever handled the claim', { adjusterName: '李娜' }, ['agt_1']],
    [
      'whoever talked, when the talk is the matter',
      { category: 'SERVICE.ATTITUDE', spokeIds: ['agt_4'] },
      ['agt_4'],
    ],
    [
      'a wrong answer is of whoever talked',
      { category: 'SERVICE.WRONG_INFO', spokeIds: ['agt_1'] },
      ['agt_1'],
    ],
    ['nobody answered', { category: 'SERVICE.UNREACHABLE', spokeIds: ['agt_1'] }, ['agt_1']],
    ['whoever talked about another matter may have it', { spokeIds: ['agt_1'] }, []],
    [
      'but not when the words accuse them',
      { words: '刚才那个客服让我自己看条款', spokeIds: ['agt_1'] },
      ['agt_1'],
    ],
    ['in other words', { words: '跟我聊的那个人说不赔', spokeIds: ['agt_1'] }, ['agt_1']],
    ['the company is nobody', { words: '投诉你们公司', spokeIds: ['agt_1'] }, []],
    [
      'each once, in the order of the desk, then who is gone',
      {
        category: 'SERVICE.ATTITUDE',
        respondents: [{ kind: 'agent', id: 'agt_4', name: '赵敏' }],
        spokeIds: ['agt_gone', 'agt_2', 'agt_4'],
        adjusterName: '李娜',
      },
      ['agt_1', 'agt_2', 'agt_4', 'agt_gone'],
    ],
  ])('%s', (_name, facts, wanted) => {
    expect(excluded(facts)).toEqual(wanted);
  });
});
