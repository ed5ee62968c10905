import { describe, expect, it } from 'vitest';
import {
  day,
  daysAgo,
  dayTime,
  minutesUntil,
  money,
  relativeDay,
  yuan,
} from '../../src/flows/copy/format.ts';

const at = (text: string): Date => new Date(text);

describe('format', () => {
  it('writes days and times of Shanghai, whatever the machine is set to', () => {
    expect(dayTime(at('2026-06-11T07:00:00Z'))).toBe('6月11日 15:00');
    expect(day(at('2026-06-11T16:00:00Z'))).toBe('6月12日');
  });

  it('names the year only when it is another one', () => {
    expect(day(at('2025-12-31T10:00:00Z'), at('2026-01-02T10:00:00Z'))).toBe('2025年12月31日');
    expect(day(at('2026-01-01T10:00:00Z'), at('2026-06-02T10:00:00Z'))).toBe('1月1日');
  });

  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [1_234_567, '12,345.67'],
    [100_000_000, '1,000,000.00'],
    [-250_00, '-250.00'],
  ])('%i fen is %s', (fen, text) => {
    expect(yuan(fen)).toBe(text);
    expect(money(fen)).toBe(`¥${text}`);
  });

  it('counts days by the calendar of Shanghai', () => {
    const now = at('2026-06-12T02:00:00Z');
    expect(daysAgo(at('2026-06-11T15:59:00Z'), now)).toBe(1);
    expect(daysAgo(at('2026-06-11T16:00:00Z'), now)).toBe(0);
    expect(relativeDay(at('2026-06-10T05:00:00Z'), now)).toBe('前天');
    expect(relativeDay(at('2026-06-01T05:00:00Z'), now)).toBeUndefined();
  });

  it('rounds waiting up to whole minutes', () => {
    const now = at('2026-06-12T02:00:00Z');
    expect(minutesUntil(at('2026-06-12T02:29:01Z'), now)).toBe(30);
    expect(minutesUntil(at('2026-06-12T02:00:10Z'), now)).toBe(1);
  });
});
