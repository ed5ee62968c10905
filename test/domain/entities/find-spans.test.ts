import { describe, expect, it } from 'vitest';
import { findSpans } from '../../../src/domain/entities/find-spans.ts';
import { foldText } from '../../../src/domain/entities/fold.ts';

const now = new Date('2024-06-12T10:30:00+08:00');

/** What stood where, as `name=text`. */
function said(text: string): readonly string[] {
  const folded = foldText(text);
  return findSpans(text, { now }).map(
    ({ name, start, end }) => `${name}=${folded.slice(start, end)}`,
  );
}

describe('findSpans', () => {
  it.each<[string, readonly string[]]>([
    [
      '我叫张三，车牌粤Ｂ·12345，电话138 1234 5678',
      ['person_name=张三', 'plate=粤B·12345', 'phone=138 1234 5678'],
    ],
    [
      '昨天下午三点在人民路沃尔玛门口被撞，修车花了三千五',
      ['occurred_at=昨天下午三点', 'place=人民路沃尔玛门口', 'amount_yuan=三千五'],
    ],
    ['身份证11010519491231002X', ['full_id_number=11010519491231002X']],
    ['卡号4111 1111 1111 1111', ['bank_card=4111 1111 1111 1111']],
    ['报案号BA2024050112345', ['claim_no=BA2024050112345']],
    ['保单号PDZA202344030000123456', ['policy_no=PDZA202344030000123456']],
    ['幺三八幺二三四五六七八', ['phone=幺三八幺二三四五六七八']],
    ['不是粤B12345，是沪A12345', ['plate=粤B12345', 'plate=沪A12345']],
    ['昨天撞的，晚上八点', ['occurred_at=昨天', 'occurred_at=晚上八点']],
    ['你好', []],
  ])('%s', (text, spans) => {
    expect(said(text)).toEqual(spans);
  });

  it('never overlaps', () => {
    const text =
      '我叫李四，6月3号晚上8点在深南大道100号撞了粤B12345，13800001111，花了3500块，给5分';
    const spans = findSpans(text, { now });
    expect(spans.length).toBeGreaterThan(5);
    for (const [i, span] of spans.entries()) {
      expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0);
    }
  });
});
