import { describe, expect, it } from 'vitest';
import { renderReply } from '../../../../src/bot/channels/web/render-reply.ts';
import type { Card } from '../../../../src/domain/reply.ts';

const PROGRESS: Card = {
  kind: 'progress',
  title: '赔案 [A]*1*',
  subtitle: '沪A12345',
  status: '定损中',
  tone: 'neutral',
  steps: [
    { label: '报案', state: 'done', at: '6月11日 15:00' },
    { label: '定损', state: 'current' },
    { label: '赔付', state: 'todo' },
  ],
  facts: [
    { label: '经办人', value: '王五', phone: '4000000000' },
    { label: '地点', value: '中山路' },
  ],
};
const CHECKLIST: Card = {
  kind: 'checklist',
  title: '材料',
  items: [
    { label: '驾驶证', state: 'received' },
    { label: '行驶证', state: 'missing' },
    { label: '发票', state: 'rejected' },
  ],
};
const RECEIPT: Card = {
  kind: 'receipt',
  title: '赔款',
  facts: [{ label: '车损', value: '¥1,000.00' }],
  total: { label: '合计', value: '¥1,000.00' },
};

describe('a reply as an activity', () => {
  it('is plain text with the mark of who wrote it', () => {
    expect(renderReply({ text: '您好' })).toEqual({
      type: 'message',
      text: '您好',
      textFormat: 'plain',
      channelData: { careline: { generatedBy: 'template' } },
    });
  });

  it('offers taps that say their label', () => {
    const { suggestedActions } = renderReply({ text: '?', quickReplies: [{ label: '查进度' }] });
    expect(suggestedActions).toEqual({
      actions: [{ type: 'imBack', title: '查进度', value: '查进度' }],
    });
    expect(renderReply({ text: '?', quickReplies: [] })).not.toHaveProperty('suggestedActions');
  });

  it('marks the words of a model for our page and for the stock Web Chat', () => {
    expect(renderReply({ text: 'x', generatedBy: 'model' })).toMatchObject({
      entities: [{ type: 'https://schema.org/Message', additionalType: ['AIGeneratedContent'] }],
      channelData: { careline: { generatedBy: 'model' } },
    });
    expect(renderReply({ text: 'x', generatedBy: 'person' })).not.toHaveProperty('entities');
  });

  it.each([
    [PROGRESS, 'application/vnd.microsoft.card.adaptive'],
    [CHECKLIST, 'application/vnd.microsoft.card.adaptive'],
    [RECEIPT, 'application/vnd.microsoft.card.receipt'],
  ])('carries the card itself and an attachment for stock clients: $kind', (card, contentType) => {
    const activity = renderReply({ text: 'x', card });
    expect(activity.channelData).toMatchObject({ careline: { card } });
    expect(activity.attachments).toMatchObject([{ contentType }]);
  });

  it('draws steps, facts and a number to call', () => {
    const [attachment] = renderReply({ text: 'x', card: PROGRESS }).attachments ?? [];
    const shown = JSON.stringify(attachment?.content);
    expect(shown).toContain('✓ 报案  6月11日 15:00');
    expect(shown).toContain('● 定损');
    expect(shown).toContain('"url":"tel:4000000000"');
    // A title with markdown in it stays a title.
    expect(attachment?.content).toMatchObject({
      body: [{ text: '赔案 \\[A\\]\\*1\\*' }, {}, {}, {}, {}, {}, {}],
    });
  });

  it('draws a receipt with its total', () => {
    expect(renderReply({ text: 'x', card: RECEIPT }).attachments?.[0]?.content).toEqual({
      title: '赔款',
      facts: [{ key: '车损', value: '¥1,000.00' }],
      total: '¥1,000.00',
    });
  });
});

describe('a scale', () => {
  const quickReplies = ['很满意', '满意', '一般', '不满意', '很不满意'].map((label) => ({ label }));

  it('is marked for our page, and plain taps for every other client', () => {
    const activity = renderReply({ text: '请评价', quickReplies, isScale: true });
    expect(activity.suggestedActions?.actions).toHaveLength(5);
    expect(activity.channelData).toEqual({ careline: { generatedBy: 'template', scale: true } });
  });
});
