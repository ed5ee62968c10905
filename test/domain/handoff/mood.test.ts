import { describe, expect, it } from 'vitest';
import { readMood } from '../../../src/domain/handoff/mood.ts';

describe('readMood', () => {
  it.each([
    [['你好', '我想查一下理赔进度'], 'calm'],
    [['谢谢', '好的'], 'calm'],
    [[], 'calm'],
    [['不着急，你慢慢查'], 'calm'],
    [['我没有生气，就是问一下'], 'calm'],
    [['滚动轴承坏了'], 'calm'],
    [['后备箱的垫子坏了能赔吗'], 'calm'],
    [['我该怎么办，有点害怕'], 'worried'],
    [['老人受伤了，在流血'], 'worried'],
    [['怎么还没到账'], 'worried'],
    [['怎么还没处理', '都三天了，一直没人联系'], 'upset'],
    [['你们这态度太差了'], 'upset'],
    [['凭什么不赔'], 'upset'],
    [['骗子公司，我要打12378', '再不处理我就曝光你们'], 'angry'],
    [['你们就是骗子', '傻逼机器人', '我要投诉'], 'angry'],
  ] as const)('%j is %s', (texts, level) => {
    expect(readMood(texts).level).toBe(level);
  });

  it("names the customer's own words, newest first, each once and at most six", () => {
    expect(readMood(['我很着急', '着急死了，到底怎么办']).words).toEqual([
      '着急',
      '到底',
      '怎么办',
    ]);
    const many = '骗子 垃圾 黑心 无耻 凭什么 敷衍 失望 离谱';
    expect(readMood([many]).words).toHaveLength(6);
  });

  it.each(['没有人受伤', '没人受伤', '无人员受伤', '人没受伤'])('is not worried by %s', (text) => {
    expect(readMood([text])).toEqual({ level: 'calm', words: [] });
  });

  it.each(['有人受伤', '他受伤了'])('is worried by %s', (text) => {
    expect(readMood([text]).level).toBe('worried');
  });

  it('hears that somebody calmed down', () => {
    const angry = ['骗子', '垃圾', '坑人'];
    expect(readMood(angry).level).toBe('angry');
    expect(
      readMood([...angry, '好的', '谢谢', '麻烦你了', '辛苦', '没关系', '好', '嗯', '谢谢']).level,
    ).toBe('calm');
  });

  it('does not call thanks a mood', () => {
    expect(readMood(['谢谢，辛苦了']).words).toEqual([]);
  });
});
