import { describe, expect, it } from 'vitest';
import { count, summaryOf } from '../../scripts/run-tests.mjs';

function file(status: string, ...tests: string[]): object {
  return { status, assertionResults: tests.map((test) => ({ status: test })) };
}

describe('the last line of npm test', () => {
  it.each([
    [
      'counts the tests of all files',
      [file('passed', 'passed', 'passed'), file('failed', 'failed', 'passed')],
      1,
      '3 passed, 1 failed',
    ],
    [
      'names skipped tests',
      [file('passed', 'passed', 'pending', 'todo')],
      0,
      '1 passed, 0 failed, 2 skipped',
    ],
    [
      'counts a file that could not be loaded',
      [file('failed'), file('passed', 'passed')],
      1,
      '1 passed, 1 failed',
    ],
    ['calls it a failure when no test ran', [], 0, '0 passed, 1 failed'],
    [
      'calls it a failure when vitest failed besides the tests',
      [file('passed', 'passed')],
      1,
      '1 passed, 1 failed',
    ],
  ])('%s', (_what, testResults, exitCode, line) => {
    expect(summaryOf(count({ testResults }, exitCode))).toBe(line);
  });

  it('calls it a failure when there is no report', () => {
    expect(summaryOf(count(undefined, 1))).toBe('0 passed, 1 failed');
  });
});
