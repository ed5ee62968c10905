import { describe, expect, it } from 'vitest';
import { findPersonWishes } from '../../../src/bot/understanding/person-signals.ts';
import { allFlows } from '../../../src/flows/all-flows.ts';

const flows = new Map(allFlows.map((flow) => [flow.id, flow]));
const view = { now: new Date(0), flows, offered: [], isYesNoAsked: false };
const active = { flow: allFlows[0] ?? neverFlow(), slots: {}, options: {} };
const meant = (said: string, isBusy = false): string | undefined => {
  const [wish] = findPersonWishes(said, isBusy ? { ...view, active } : view);
  return wish?.do === 'startFlow' ? wish.flow : wish?.do;
};

function neverFlow(): never {
  throw new Error('there are flows');
}

describe('the waiting for a person', () => {
  it.each([
    ['我排到第几了'],
    ['排到几号了'],
    ['还要排多久队？排队还要多久'],
    ['前面还有几个人'],
    ['前面多少人'],
    ['人工还要等多久'],
    ['客服怎么还没来'],
  ])('is asked about: %s', (said) => {
    expect(meant(said)).toBe('tellQueue');
    expect(meant(said, true)).toBe('tellQueue');
  });

  it.each([
    ['不用人工了'],
    ['不要人工客服了'],
    ['不转人工了'],
    ['别转人工了'],
    ['取消排队'],
    ['取消转人工'],
    ['不等了'],
    ['我不排了'],
    ['不用转了'],
  ])('is given up: %s', (said) => {
    expect(meant(said)).toBe('withdrawHandoff');
  });

  it.each([
    ['还要等多久才赔'],
    ['我的理赔到第几步了'],
    ['等了很久了'],
    ['转人工'],
    ['人工费多少'],
    ['前面的车突然刹车'],
    ['我不等红灯'],
    ['不要给我打电话'],
    ['你们没有人工吗'],
  ])('is not meant: %s', (said) => {
    expect(meant(said)).toBeUndefined();
  });
});

describe('a call back', () => {
  it.each([
    ['预约回电'],
    ['我要预约回电话'],
    ['给我回个电话'],
    ['让人给我打个电话'],
    ['能不能给我回个电话'],
    ['麻烦安排回电'],
    ['请给我打电话'],
  ])('is wanted: %s', (said) => {
    expect(meant(said)).toBe('call_back');
  });

  it.each([
    ['说好的回电一直没人打电话'],
    ['昨天给我打电话了'],
    ['不要给我打电话'],
    ['别再打电话了'],
    ['查勘员让我给他打电话'],
    ['修理厂要我打电话给你们'],
    ['打电话报警了'],
    ['电话是多少'],
  ])('is not meant: %s', (said) => {
    expect(meant(said)).toBeUndefined();
  });

  it('is meant in the middle of something by its name only', () => {
    expect(meant('预约回电', true)).toBe('call_back');
    expect(meant('下午给我打电话', true)).toBeUndefined();
  });
});
