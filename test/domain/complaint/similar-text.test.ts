import { describe, expect, it } from 'vitest';
import { likeness, nearIdenticalTo } from '../../../src/domain/complaint/similar-text.ts';

const FORM =
  '本人在不知情的情况下购买了贵公司的保险产品，销售人员存在夸大收益、隐瞒重要信息的行为，现要求贵公司全额退还已交保险费用';

describe('texts from one template', () => {
  it.each([
    ['the same', FORM, FORM, true],
    ['with other numbers and marks', `${FORM}，保单 PDAA001！`, `保单PDAA002：${FORM}。`, true],
    ['with other names', `我是张伟。${FORM}`, `我是刘洋。${FORM}`, true],
    ['with a sentence more', FORM, `${FORM}，三日内书面答复`, true],
    [
      'about the same, in own words',
      FORM,
      '卖保险的小姑娘说得天花乱坠，买完才发现不是那么回事，我现在想把钱全部要回来，你们看着办吧，别再推来推去了',
      false,
    ],
    ['short ones', '理赔太慢了', '理赔太慢了', false],
    ['nothing', '', '', false],
    ['numbers only', '1234567890'.repeat(5), '1234567890'.repeat(5), false],
  ])('%s', (_name, one, other, wanted) => {
    expect(nearIdenticalTo(one)(other)).toBe(wanted);
    expect(nearIdenticalTo(other)(one)).toBe(wanted);
  });

  it('counts the pieces that both have', () => {
    expect(likeness(FORM, FORM)).toBe(1);
    expect(likeness(FORM, FORM.slice(0, 30))).toBeGreaterThan(0.4);
    expect(likeness(FORM, FORM.slice(0, 30))).toBeLessThan(0.7);
  });
});
