import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, path } from '../../../src/web/console/api.ts';
import { errorText } from '../../../src/web/console/error-text.ts';
import { readEvent } from '../../../src/web/console/events.ts';
import {
  formatClock,
  formatDay,
  formatDuration,
  formatMoment,
} from '../../../src/web/console/format.ts';
import { readPlace } from '../../../src/web/console/router.tsx';
import { makeCalm } from '../../../src/web/console/use-request.ts';

const NOW = Date.parse('2026-06-10T08:00:00Z');

describe('times', () => {
  it.each([
    [-5, '0秒', '0:00'],
    [59_999, '59秒', '0:59'],
    [65_000, '1分05秒', '1:05'],
    [3_725_000, '1小时2分', '1:02:05'],
    [90_000_000, '1天1小时', '25:00:00'],
    // What is nothing is not said.
    [7_200_000, '2小时', '2:00:00'],
    [172_800_000, '2天', '48:00:00'],
  ])('%i ms are %s and %s', (ms, words, clock) => {
    expect(formatDuration(ms)).toBe(words);
    expect(formatClock(ms)).toBe(clock);
  });

  it.each([
    ['2026-06-09T16:00:00Z', '今天', '00:00'],
    ['2026-06-09T15:59:00Z', '昨天', '昨天 23:59'],
    ['2026-06-01T04:05:00Z', '6月1日', '6月1日 12:05'],
    ['2025-12-31T04:05:00Z', '2025年12月31日', '2025年12月31日 12:05'],
  ])('%s is %s', (instant, day, moment) => {
    expect(formatDay(instant, NOW)).toBe(day);
    expect(formatMoment(instant, NOW)).toBe(moment);
  });
});

describe('what went wrong', () => {
  it.each([
    ['offline', '网络不通，请检查网络后重试。'],
    ['at_capacity', '您的会话数已到上限，请先结束一个再接。'],
    ['a_code_of_tomorrow', '页面出了意外，请重试；仍不行请刷新页面。'],
  ])('%s is told as %s', (code, text) => {
    expect(errorText(new ApiError(code))).toBe(text);
  });

  it('says how long to wait, and the number under which the log has it', () => {
    expect(errorText(new ApiError('too_many_requests', { retryAfterSeconds: 30 }))).toContain(
      '30秒',
    );
    expect(errorText(new ApiError('locked', { retryAfterSeconds: 300 }))).toContain('5分钟');
    const told = {
      type: '',
      title: '',
      status: 500,
      code: 'internal',
      detail: '',
      requestId: 'r1',
    };
    expect(errorText(new ApiError('internal', { status: 500, problem: told }))).toContain('r1');
  });
});

describe('places and paths', () => {
  it('reads what is below the base', () => {
    expect(readPlace('/console/desk/con_1?x=1').path).toBe('/desk/con_1');
    expect(readPlace('/console').path).toBe('/');
    expect(readPlace('/console/search?q=%E4%BA%AC').query.get('q')).toBe('京');
  });

  it('escapes data in paths', () => {
    expect(path`/customers/${'a/b?'}/reveal`).toBe('/customers/a%2Fb%3F/reveal');
  });
});

describe('the stream', () => {
  it.each([
    ['message', '{"conversationId":"con_1"}', { kind: 'message', conversationId: 'con_1' }],
    ['note', '{"kind":"note","conversationId":"c"}', { kind: 'note', conversationId: 'c' }],
    ['message', 'not json', undefined],
    ['message', '{"conversationId":7}', undefined],
    ['message', 7, undefined],
  ])('reads %s %j', (kind, data, event) => {
    expect(readEvent(kind, data)).toEqual(event);
  });
});

describe('many events in a row', () => {
  afterEach(() => vi.useRealTimers());

  it('are two questions: at once, and at the end', () => {
    vi.useFakeTimers();
    let asked = 0;
    const calm = makeCalm(() => {
      asked += 1;
    }, 250);
    for (let at = 0; at < 20; at += 1) calm.run();
    expect(asked).toBe(1);
    vi.advanceTimersByTime(250);
    expect(asked).toBe(2);
    vi.advanceTimersByTime(2000);
    expect(asked).toBe(2);
    calm.stop();
  });
});
