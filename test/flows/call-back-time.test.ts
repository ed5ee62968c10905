import { describe, expect, it } from 'vitest';
import {
  findSlot,
  inOrderOfUse,
  parseSlotValue,
  slotValue,
} from '../../src/flows/call-back-time.ts';

const at = (text: string): Date => new Date(`${text}+08:00`);
const slot = (text: string) => ({ from: at(text), to: new Date(at(text).getTime() + 3_600_000) });
/** Friday. */
const NOW = at('2026-06-12T10:30:00');
const SLOTS = ['2026-06-12', '2026-06-13', '2026-06-14', '2026-06-15'].flatMap((day) =>
  [9, 10, 11, 13, 14, 15, 16, 17, 18, 19]
    .map((hour) => slot(`${day}T${String(hour).padStart(2, '0')}:00:00`))
    .filter(({ from }) => from >= NOW),
);

const told = (text: string): string | undefined =>
  findSlot(text, SLOTS, NOW)?.from.toISOString().slice(5, 16);

describe('a time that was said', () => {
  it.each([
    ['今天下午', '06-12T05:00'],
    ['下午两点', '06-12T06:00'],
    ['下午2点半', '06-12T06:00'],
    ['14:30', '06-12T06:00'],
    ['三点', '06-12T07:00'],
    ['明天', '06-13T01:00'],
    ['明早', '06-13T01:00'],
    ['明天上午十点', '06-13T02:00'],
    ['明天上午十一点', '06-13T03:00'],
    ['明天中午', '06-13T03:00'],
    ['明天中午一点', '06-13T05:00'],
    ['明晚', '06-13T10:00'],
    ['晚上7点', '06-12T11:00'],
    ['下班以后', '06-12T10:00'],
    ['后天下午4点', '06-14T08:00'],
    ['星期天上午', '06-14T01:00'],
    ['周一', '06-15T01:00'],
    ['礼拜一下午', '06-15T05:00'],
    ['15号下午3点', '06-15T07:00'],
    ['随时', '06-12T03:00'],
    ['越快越好', '06-12T03:00'],
    ['９点', '06-13T01:00'],
  ])('%s', (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it.each([
    ['凌晨三点'],
    ['今天上午九点'],
    ['周三'],
    ['明天晚上十点'],
    ['30号'],
    ['您好'],
    ['99点'],
    [''],
  ])('of which nobody has an hour is none: %j', (text) => {
    expect(told(text)).toBeUndefined();
  });
});

describe('the taps', () => {
  it('are the two soonest and the first of the next half days, then everything else, nothing lost', () => {
    const order = inOrderOfUse(SLOTS);
    expect(order.slice(0, 4).map(({ from }) => from.toISOString().slice(5, 16))).toEqual([
      '06-12T03:00',
      '06-12T05:00',
      '06-13T01:00',
      '06-13T05:00',
    ]);
    expect(new Set(order)).toEqual(new Set(SLOTS));
    expect(order).toHaveLength(SLOTS.length);
  });

  it.each([0, 1, 2, 3, 5])('of %i times are all there', (count) => {
    expect(inOrderOfUse(SLOTS.slice(0, count))).toHaveLength(count);
  });
});

describe('a slot among the stored values', () => {
  it('is read back as it was', () => {
    for (const each of SLOTS) expect(parseSlotValue(slotValue(each))).toEqual(each);
  });

  it.each([
    [''],
    ['x/y'],
    ['2026-06-12T03:00:00Z'],
    ['2026-06-12T04:00:00Z/2026-06-12T03:00:00Z'],
    [3],
    [null],
    ['a/b/c'],
  ])('is none: %j', (value) => {
    expect(parseSlotValue(value)).toBeUndefined();
  });
});
