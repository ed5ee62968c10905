import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/domain/questionnaire/question.ts';
import { besideScore, readAnswer, readStep, refusesSurvey } from '../../src/flows/survey-words.ts';

const score = (kind: 'csat' | 'nps' | 'ces', text: string) => {
  const step = readStep(kind, text);
  if (step === undefined) return undefined;
  return step.isStep ? step.score : 'wrong';
};

describe('satisfaction in words', () => {
  it.each([
    ['给个三分吧', 3],
    ['5', 5],
    ['５', 5],
    ['五分', 5],
    ['4分', 4],
    ['四星', 4],
    ['我给5分吧', 5],
    ['非常满意', 5],
    ['十分满意', 5],
    ['满意', 4],
    ['还行', 3],
    ['一般般', 3],
    ['不太满意', 2],
    ['很不满意', 1],
    ['满分', 5],
    ['好评', 5],
    ['太差了', 1],
    ['8分', 'wrong'],
    ['9', 'wrong'],
    ['0', 'wrong'],
    ['我的案子到哪了', undefined],
    ['满意吗？', undefined],
    ['帮我查一下理赔进度', undefined],
    ['4分或者5分', undefined],
  ])('%s is %s', (text, value) => {
    expect(score('csat', text)).toBe(value);
  });
});

describe('recommendation in words', () => {
  it.each([
    ['9', 9],
    ['10', 10],
    ['十分', 10],
    ['十', 10],
    ['零', 0],
    ['〇', 0],
    ['0', 0],
    ['零分', 0],
    ['8分，理赔很快', 8],
    ['打个9吧', 9],
    ['满分', 10],
    ['一定会推荐', 10],
    ['绝对不会', 0],
    ['11', 'wrong'],
    ['100分', 'wrong'],
    ['服务9分，速度6分', undefined],
    ['可能吧', undefined],
  ])('%s is %s', (text, value) => {
    expect(score('nps', text)).toBe(value);
  });
});

describe('effort in words', () => {
  it.each([
    ['7', 7],
    ['6分', 6],
    ['非常同意', 7],
    ['同意', 6],
    ['比较同意', 5],
    ['一般', 4],
    ['有点麻烦', 3],
    ['不同意', 2],
    ['很麻烦', 1],
    ['非常不同意', 1],
    ['挺方便', 6],
    ['8', 'wrong'],
    ['0', 'wrong'],
  ])('%s is %s', (text, value) => {
    expect(score('ces', text)).toBe(value);
  });
});

const solved: Question = {
  id: 'solved',
  kind: 'choice',
  texts: { 'zh-CN': '是否已解决？' },
  options: [
    { id: 'solved', labels: { 'zh-CN': '已解决' } },
    { id: 'partly', labels: { 'zh-CN': '部分解决' } },
    { id: 'not_solved', labels: { 'zh-CN': '未解决' } },
  ],
};

const used: Question = {
  id: 'used',
  kind: 'choice',
  isMultiple: true,
  texts: { 'zh-CN': '用过哪些？' },
  options: [
    { id: 'claim', labels: { 'zh-CN': '理赔' } },
    { id: 'rescue', labels: { 'zh-CN': '救援' } },
    { id: 'advice', labels: { 'zh-CN': '咨询' } },
  ],
};

describe('options in words', () => {
  it.each([
    [solved, '已解决', 'solved'],
    [solved, '部分解决了', 'partly'],
    [solved, '没解决', 'not_solved'],
    [solved, '还没有解决', 'not_solved'],
    [solved, '解决了', 'solved'],
    [solved, '2', 'partly'],
    [solved, '第三个', 'not_solved'],
    [solved, '4', undefined],
    [used, '1、3', ['claim', 'advice']],
    [used, '1和2', ['claim', 'rescue']],
    [used, '理赔和救援', ['claim', 'rescue']],
    [used, '3 1', ['claim', 'advice']],
    [used, '咨询', ['advice']],
    [used, '1、9', undefined],
    [used, '今天天气不错', undefined],
  ])('of $id: %s', (question, text, value) => {
    expect(readAnswer(question, text)).toEqual(value);
  });
});

describe('refusals', () => {
  it.each(['不想评', '不评了', '别问了', '不想回答', '不做问卷', '不要再问了', '懒得填'])(
    '%s',
    (text) => {
      expect(refusesSurvey(text)).toBe(true);
    },
  );

  it.each(['不满意', '不想说名字', '不太好评价，3分吧', '没什么'])('%s is none', (text) => {
    expect(refusesSurvey(text)).toBe(false);
  });
});

describe('what is told beside a score', () => {
  it.each([
    ['8分，理赔很快', '8分，理赔很快'],
    ['8分', undefined],
    ['给个三分吧', undefined],
    ['5', undefined],
    ['非常满意', undefined],
  ])('%s', (text, told) => {
    expect(besideScore(text)).toBe(told);
  });
});
