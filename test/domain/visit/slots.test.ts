import { describe, expect, it } from 'vitest';
import { weekdayOf } from '../../../src/domain/calendar/shanghai-day.ts';
import { nextOpen, nextTryAt, slotAt } from '../../../src/domain/visit/slots.ts';
import type { VisitSlot, VisitTry } from '../../../src/domain/visit/visit.ts';

const rules = { isDayOff: (day: number) => weekdayOf(day) >= 5 };
/** A time in June 2026 in Shanghai; the 1st is a Monday. */
const at = (text: string): Date => new Date(`2026-06-${text.replace(' ', 'T')}+08:00`);
const tried = (slot: VisitSlot, when: string): VisitTry => ({
  nth: 1,
  way: 'phone',
  slot,
  at: at(when),
});

describe('the part of the day', () => {
  it.each([
    ['01 08:59', undefined],
    ['01 09:00', 'morning'],
    ['01 12:00', 'noon'],
    ['01 14:00', 'afternoon'],
    ['01 18:00', 'evening'],
    ['01 19:59', 'evening'],
    ['01 20:00', undefined],
    // Saturday: 10 to 19.
    ['06 09:30', undefined],
    ['06 10:00', 'morning'],
    ['06 18:59', 'evening'],
    ['06 19:00', undefined],
  ])('is told at %s: %s', (when, slot) => {
    expect(slotAt(at(when), rules)).toBe(slot);
  });

  it.each([
    ['01 03:00', '01 09:00'],
    ['01 13:37', '01 13:37'],
    ['01 21:00', '02 09:00'],
    ['05 21:00', '06 10:00'],
  ])('after %s people may be tried at %s', (from, expected) => {
    expect(nextOpen(at(from), rules)).toEqual(at(expected));
  });
});

describe('the next try', () => {
  it.each<[string, readonly VisitTry[], string, string, string | undefined]>([
    ['the first one is at once', [], '01 10:30', '10 00:00', '01 10:30'],
    [
      'another part of another day',
      [tried('morning', '01 10:00')],
      '01 10:30',
      '10 00:00',
      '02 12:00',
    ],
    [
      'days later, as soon as it is another part',
      [tried('morning', '01 10:00')],
      '03 10:00',
      '10 00:00',
      '03 12:00',
    ],
    [
      'the same day when there is no other',
      [tried('morning', '01 10:00')],
      '01 10:30',
      '01 20:00',
      '01 12:00',
    ],
    [
      'none when the window ends before',
      [tried('morning', '01 10:00')],
      '01 10:30',
      '01 12:00',
      undefined,
    ],
    [
      'one that was not tried at all goes first',
      [tried('noon', '01 13:00'), tried('morning', '02 10:00')],
      '02 10:30',
      '10 00:00',
      '03 14:00',
    ],
    [
      'when all were tried, another than the last',
      [
        tried('morning', '01 10:00'),
        tried('noon', '02 13:00'),
        tried('afternoon', '03 15:00'),
        tried('evening', '04 19:00'),
      ],
      '04 19:10',
      '10 00:00',
      '05 09:00',
    ],
  ])('%s', (_, tries, from, before, expected) => {
    const found = nextTryAt({ from: at(from), before: at(before), tries }, rules);
    expect(found).toEqual(expected === undefined ? undefined : at(expected));
  });
});
