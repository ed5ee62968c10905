import type { Card } from '../../src/domain/reply.ts';
import type { FakeActivity } from './fake-direct-line.ts';

/** One card of each kind, as the desk sends them. */
export const SAMPLE_CARDS = {
  progress: {
    kind: 'progress',
    title: '赔案 CL2026110300012',
    subtitle: '京A12345 · 11月3日 海淀区中关村大街',
    status: '定损中',
    tone: 'neutral',
    steps: [
      { label: '已报案', state: 'done', at: '11月3日 09:12' },
      { label: '查勘完成', state: 'done', at: '11月3日 10:40' },
      { label: '定损中', state: 'current', at: '11月4日 14:05' },
      { label: '理算核赔', state: 'todo' },
      { label: '赔款支付', state: 'todo' },
    ],
    facts: [
      { label: '预计完成', value: '11月6日 18:00 前' },
      { label: '理赔员', value: '李建国', phone: '13800138000' },
    ],
  },
  checklist: {
    kind: 'checklist',
    title: '还需要您提交的材料',
    items: [
      { label: '行驶证正本照片', state: 'received' },
      { label: '驾驶证正本照片', state: 'rejected' },
      { label: '维修发票', state: 'missing' },
    ],
  },
  receipt: {
    kind: 'receipt',
    title: '赔款明细',
    facts: [
      { label: '核定车损', value: '¥3,280.00' },
      { label: '免赔额', value: '-¥280.00' },
    ],
    total: { label: '应付赔款', value: '¥3,000.00' },
  },
} as const satisfies Record<string, Card>;

/** A message of the bot with a card, beside the standard attachment for the stock clients. */
export function cardActivity(card: Card, text: string): Partial<FakeActivity> {
  return {
    text,
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', content: { body: ['标准卡片'] } },
    ],
    channelData: { careline: { card } },
  };
}
