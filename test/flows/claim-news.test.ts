import { describe, expect, it } from 'vitest';
import { CLAIM_STATUSES } from '../../src/domain/claim/status.ts';
import { claimNews } from '../../src/flows/claim-news.ts';
import { claim } from '../dialogues/world.ts';

const facts = {
  assessedFen: 1_234_567,
  payableFen: 1_000_000,
  payeeLast4: '6666',
  missingDocuments: ['驾驶证', '伤残鉴定'],
};

describe('claimNews', () => {
  it.each(CLAIM_STATUSES)(
    'says what happened at %s, with nothing personal at level 1',
    (status) => {
      const news = claimNews(claim(status, { facts }), { level: 1, isReporter: false });
      expect(news.text).toContain('新进展');
      expect(news.text.split('\n').length).toBeGreaterThanOrEqual(3);
      const shown = JSON.stringify(news);
      for (const secret of [
        '12,345',
        '10,000.00',
        '6666',
        '伤残',
        '粤B12345',
        '深南大道',
        '拒赔',
      ]) {
        expect(shown).not.toContain(secret);
      }
    },
  );

  it.each([
    ['LOSS_CONFIRMED', '定损金额 12,345.67 元'],
    ['APPROVED', '赔款 10,000.00 元将支付至尾号 6666 的账户'],
    ['PAID', '赔款 10,000.00 元已支付'],
    ['DOCS_PENDING', '驾驶证、伤残鉴定'],
  ] as const)('tells amounts and documents to a fully known reader: %s', (status, part) => {
    const news = claimNews(claim(status, { facts }), { level: 2, isReporter: false });
    expect(news.text).toContain(part);
  });

  it.each([['REJECTED'], ['PAY_FAILED'], ['CANCELLED']] as const)(
    'offers a person at %s',
    (status) => {
      const news = claimNews(claim(status), { level: 1, isReporter: false });
      expect(news.quickReplies).toContainEqual({ label: '转人工' });
    },
  );

  it('tells a reporter nothing of the insured even at a high level', () => {
    const news = claimNews(claim('DOCS_PENDING', { facts }), { level: 2, isReporter: true });
    expect(JSON.stringify(news)).not.toMatch(/12,345|驾驶证|粤B12345|深南大道/);
  });
});
