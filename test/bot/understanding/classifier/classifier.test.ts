import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Example,
  trainClassifier,
} from '../../../../src/bot/understanding/classifier/classifier.ts';
import { readExamples } from '../../../../src/bot/understanding/read-examples.ts';

const examples: readonly Example[] = [
  ...['我要退保', '退保怎么办', '把保险退了', '退掉商业险'].map((text) => ({
    intent: 'policy_cancel',
    text,
  })),
  ...['叫拖车', '爆胎了要拖车', '车坏了拖走', '拖车多久到'].map((text) => ({
    intent: 'roadside_assistance',
    text,
  })),
];

describe('trainClassifier', () => {
  const classifier = trainClassifier(examples);
  const best = (text: string) => {
    const scores = classifier.classify(text);
    return classifier.intents[scores.indexOf(Math.max(...scores))];
  };

  it.each([
    ['退保', 'policy_cancel'],
    ['推保', 'policy_cancel'],
    ['快来拖车', 'roadside_assistance'],
    ['脱车', 'roadside_assistance'],
  ])('learns: %s is %s', (text, intent) => expect(best(text)).toBe(intent));

  it('gives probabilities', () => {
    const scores = classifier.classify('退保还是拖车');
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1);
    expect(Math.min(...scores)).toBeGreaterThan(0);
  });

  it('is the same every time', () => {
    const again = trainClassifier(examples);
    for (const text of ['退保', '拖车', '你好', '']) {
      expect(again.classify(text)).toEqual(classifier.classify(text));
    }
  });

  it('says what decided, the strongest first', () => {
    const evidence = classifier.explain('我要退保', 'policy_cancel');
    expect(evidence.slice(0, 5).some(({ feature }) => feature.includes('退'))).toBe(true);
    const weights = evidence.map(({ weight }) => weight);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    expect(classifier.explain('我要退保', 'no such intent')).toEqual([]);
  });
});

describe('readExamples', () => {
  it('reads the product’s corpus: every intent of the contract', () => {
    const intents = new Set(readExamples().map(({ intent }) => intent));
    expect([...intents].sort()).toEqual([
      'affirm',
      'cancel',
      'claim_documents',
      'claim_report',
      'claim_status',
      'complaint_file',
      'complaint_status',
      'deny',
      'event_signup',
      'goodbye',
      'greeting',
      'handoff',
      'knowledge',
      'none',
      'opt_out',
      'policy_cancel',
      'policy_document',
      'policy_query',
      'policy_renewal',
      'profile_update',
      'referral',
      'roadside_assistance',
      'thanks',
    ]);
  });

  it('takes one utterance a line and skips empty ones; nothing to learn from is an error', () => {
    const folder = mkdtempSync(join(tmpdir(), 'examples-'));
    try {
      expect(() => readExamples(folder)).toThrow('no example utterances');
      writeFileSync(join(folder, 'thanks.txt'), '谢谢\n\n  多谢 \n');
      expect(readExamples(folder)).toEqual([
        { intent: 'thanks', text: '谢谢' },
        { intent: 'thanks', text: '多谢' },
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
