import { describe, expect, it } from 'vitest';
import { HANDOFF_REASONS } from '../../../src/domain/handoff/handoff.ts';
import { type SummaryFacts, summarise } from '../../../src/domain/handoff/packet.ts';
import { packetSummary } from '../../../src/flows/copy/handoff-packet.ts';

const NOW = new Date('2026-11-23T10:00:00+08:00');
const facts = (more: Partial<SummaryFacts> = {}): string =>
  summarise(
    {
      customerName: '访客abcd',
      level: 0,
      tier: null,
      asked: [],
      underway: null,
      claims: [],
      complaints: [],
      mood: { level: 'calm', words: [] },
      promises: [],
      now: NOW,
      ...more,
    },
    packetSummary,
  );

describe('the summary for whoever takes over', () => {
  it('is one sentence when nothing is known', () => {
    expect(facts()).toBe('访客abcd（未核验身份）。');
  });

  it('says who, what they want, what is open, how they sound and what was promised', () => {
    const text = facts({
      customerName: '张*',
      level: 2,
      tier: 'diamond',
      reason: 'misunderstood_twice',
      asked: ['你好', '我的车在4S店三天了，没人来定损'],
      underway: {
        flow: 'claim_status',
        title: '查询理赔进度',
        slots: [{ name: 'plate', label: '车牌', value: '粤B****45' }],
      },
      claims: [
        {
          claimNo: 'CLM1',
          status: 'ASSESSING',
          stage: '定损中',
          statusAt: NOW,
          handlerName: null,
          hasInjury: true,
        },
        {
          claimNo: 'CLM0',
          status: 'CLOSED_PAID',
          stage: '已结案',
          statusAt: NOW,
          handlerName: null,
          hasInjury: false,
        },
      ],
      complaints: [
        {
          complaintNo: 'TS1',
          status: 'ASSIGNED',
          severity: 'S3',
          firstFeedbackDueAt: new Date('2026-11-23T09:00:00+08:00'),
          firstFeedbackAt: null,
          resolutionDueAt: new Date('2026-11-25T09:00:00+08:00'),
          closedAt: null,
        },
      ],
      mood: { level: 'upset', words: ['没人', '三天了'] },
      promises: [
        { text: '按约定时间回电', dueAt: new Date('2026-11-23T15:00:00+08:00'), ref: 'SR1' },
      ],
    });
    expect(text).toBe(
      '钻石客户张*（已核验 L2）：机器人连续两次没听懂。' +
        '正在办“查询理赔进度”，已填车牌 粤B****45，客户最近说“我的车在4S店三天了，没人来定损”。' +
        '未结：CLM1 定损中·有人伤；投诉 TS1 首次反馈（11月23日 09:00 已超时）。' +
        '有不满情绪（没人、三天了）；已承诺按约定时间回电（11月23日 15:00 前）。',
    );
  });

  it('cuts long words short, and counts what it does not list', () => {
    const claim = (n: number) => ({
      claimNo: `CLM${n}`,
      status: 'ASSESSING' as const,
      stage: '定损中',
      statusAt: NOW,
      handlerName: null,
      hasInjury: false,
    });
    const text = facts({
      asked: ['很长'.repeat(100)],
      claims: [claim(1), claim(2), claim(3), claim(4)],
    });
    expect(text).toContain('另有赔案 2 件');
    expect(text.length).toBeLessThan(160);
  });

  it.each(HANDOFF_REASONS)('has words for %s', (reason) => {
    expect(facts({ reason })).toMatch(/^访客abcd（未核验身份）：.{3,}。$/);
  });
});
