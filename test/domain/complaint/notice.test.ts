import { describe, expect, it } from 'vitest';
import {
  isComplete,
  makeNotice,
  NOTICE_BLANK,
  withProof,
} from '../../../src/domain/complaint/notice.ts';
import { factsForNotice } from '../../../src/domain/complaint/notice-draft.ts';
import { COMPLAINT_CATEGORIES } from '../../../src/domain/complaint/record.ts';
import { complaintNotice } from '../../../src/flows/copy/complaint-notice.ts';
import { complaintIn, NOTICE } from './complaint-samples.ts';

const AT = new Date('2026-06-03T03:00:00.000Z');
const INPUT = { findings: ' 已核实 ', decision: '补付', basis: '条款', channel: 'chat' } as const;

describe('a notice', () => {
  it('holds its four parts, with the remedies that are handed in', () => {
    const made = makeNotice(INPUT, {
      at: AT,
      canChat: true,
      remediesOf: ({ reviewUntil }) => `核查截至 ${reviewUntil.toISOString()}`,
    });
    expect(made).toEqual({
      kind: 'done',
      notice: {
        findings: '已核实',
        decision: '补付',
        basis: '条款',
        remedies: '核查截至 2026-07-03T16:00:00.000Z',
        channel: 'chat',
        proof: '',
        at: AT,
      },
    });
  });

  it.each(['findings', 'decision', 'basis', 'remedies'] as const)(
    'is not complete without %s',
    (part) => {
      expect(isComplete(NOTICE)).toBe(true);
      expect(isComplete({ ...NOTICE, [part]: '\n ' })).toBe(false);
      expect(isComplete({ ...NOTICE, [part]: `依据${NOTICE_BLANK}` })).toBe(false);
    },
  );

  it('is proved by the message that told it, and by nothing else afterwards', () => {
    const told = complaintIn('PROPOSED', { notice: { ...NOTICE, proof: '' } });
    expect(withProof(told, 'con_1#9').notice?.proof).toBe('con_1#9');
    expect(withProof(complaintIn('PROPOSED'), 'con_1#9').notice?.proof).toBe(NOTICE.proof);
    expect(withProof(complaintIn('ASSIGNED'), 'con_1#9').notice).toBeUndefined();
  });
});

describe('the words of a notice', () => {
  it('say every way that is left, and until which day', () => {
    const words = complaintNotice.remedies({
      reviewUntil: new Date('2026-07-03T16:00:00.000Z'),
      toldAt: AT,
    });
    for (const way of ['核查', '调解', '仲裁', '起诉', '12378', '7月3日', '30 日']) {
      expect(words).toContain(way);
    }
  });

  const facts = factsForNotice(
    {
      complaintNo: 'TS20260601000002',
      receivedAt: new Date('2026-06-01T02:00:00.000Z'),
      category: 'CLAIM.ASSESS_AMOUNT',
      matter: '定损太低，差三千。',
      request: '重新定损',
      claimNo: 'LP1',
      compensationFen: 120_000,
    },
    [
      event(1, 'contact', '2026-06-01T06:00:00.000Z', { summary: '已说明复核安排' }),
      event(2, 'pause', '2026-06-01T07:00:00.000Z', { reason: 'external_appraisal' }),
      event(3, 'supplement', '2026-06-02T07:00:00.000Z', { text: '报价单' }),
      event(4, 'dispute', '2026-06-02T08:00:00.000Z', { reason: '仍然太低' }),
    ],
  );

  it('begin with what is on file', () => {
    const { findings, decision, basis } = complaintNotice.draft(facts, AT);
    expect(findings).toContain(
      '您在 6月1日 10:00 反映（案件 LP1）：定损太低，差三千。您的诉求：重新定损。',
    );
    expect(findings).toContain('6月1日 14:00 与您联系：已说明复核安排。');
    expect(findings).toContain('6月2日 16:00 您不认可此前的方案：仍然太低。');
    expect(findings).toContain('您补充的 1 次材料已经核对。');
    expect(findings).toContain('第三方鉴定结果：');
    expect(findings).not.toContain('调解');
    expect(decision).toContain('1,200.00 元');
    expect(basis).toContain('损失核定');
  });

  it.each(COMPLAINT_CATEGORIES)(
    'are told to nobody before a person has filled them in: %s',
    (category) => {
      const draft = complaintNotice.draft({ ...facts, category }, AT);
      for (const part of [draft.findings, draft.decision, draft.basis]) {
        expect(part).toContain(NOTICE_BLANK);
        expect(part).not.toMatch(/undefined|null/);
      }
      expect(
        makeNotice(
          { ...draft, channel: 'chat' },
          { at: AT, canChat: true, remediesOf: () => '核查' },
        ),
      ).toEqual({ kind: 'refused', why: 'notice_incomplete' });
    },
  );
});

function event(seq: number, name: string, at: string, data: Readonly<Record<string, string>>) {
  const occurredAt = new Date(at);
  return {
    seq,
    name,
    occurredAt,
    recordedAt: occurredAt,
    byKind: 'agent',
    byName: '李娜',
    fromStatus: 'INVESTIGATING',
    toStatus: 'INVESTIGATING',
    data,
  } as const;
}
