import { describe, expect, it } from 'vitest';
import { parse } from '../../support/understanding.ts';

const NOW = new Date('2026-06-12T02:00:00Z');

describe('parse', () => {
  it.each([
    ['好的', 'affirm'],
    ['不是我', 'deny'],
    ['算了不弄了', 'cancel'],
    ['重新来', 'cancel'],
    ['你好', 'greeting'],
    ['多谢啦', 'thanks'],
    ['拜拜', 'goodbye'],
    ['转人工', 'handoff'],
    ['TD', 'opt_out'],
    ['你是机器人吗', 'none'],
    ['粤B12345', 'none'],
    ['8', 'none'],
    ['有人受伤流血了', 'claim_report'],
    ['好嘞', 'affirm'],
    ['👌', 'affirm'],
    ['喂', 'greeting'],
    ['撤了吧我不投诉了', 'cancel'],
    ['???', 'none'],
    ['退订理赔进度通知', 'opt_out'],
    ['怎么投诉你们', 'complaint_file'],
    ['那个我朋友老说，你跟我说一下交强险是啥', 'knowledge'],
    ['我刚交完班才有空问，理赔的钱咋还没到，麻烦了谢谢啊', 'claim_status'],
  ])('without a conversation, %s is %s', async (text, intent) => {
    expect((await parse(text, NOW)).intent).toBe(intent);
  });

  it.each(['我的理赔到哪了', '我要投诉', '转人工', '好的', '理赔到哪了，我还要续保', '哈'])(
    'names the three likeliest, the one taken first: %s',
    async (text) => {
      const { intent, confidence, alternatives } = await parse(text, NOW);
      expect(alternatives).toHaveLength(3);
      expect(alternatives[0]).toEqual({ intent, confidence });
      const sum = alternatives.reduce((total, other) => total + other.confidence, 0);
      expect(sum).toBeLessThanOrEqual(1.001);
      expect(new Set(alternatives.map((other) => other.intent)).size).toBe(3);
    },
  );

  it('gives the entities of the contract and counts times from the given moment', async () => {
    const { entities } = await parse(
      '昨天下午三点我的车沪 A·1234五 被追尾了，电话幺三八零零零零幺二三四',
      NOW,
    );
    expect(entities).toMatchObject({
      plate: '沪A12345',
      phone: '13800001234',
      occurred_at: '2026-06-11T15:00',
    });
  });

  it('shows what decided', async () => {
    const { features } = await parse('钱什么时候到账啊赔款', NOW);
    expect(features.length).toBeGreaterThan(3);
    expect(features[0]?.weight).toBeGreaterThan(0);
  });

  it.each([
    '',
    ' ',
    '。',
    '😀'.repeat(900),
    '理赔'.repeat(1000),
    '\u0000\u0001',
    '\ud800',
    '\u200b',
    '啊'.repeat(2000),
    '1'.repeat(2000),
  ])('takes anything that is a text', async (text) => {
    const { confidence } = await parse(text, NOW);
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
  });
});
