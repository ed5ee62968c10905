import { describe, expect, test } from 'vitest';
import type { TurnResult } from '../../src/bot/turn.ts';
import { TurnRunner } from '../../src/bot/turn-runner.ts';
import { makeLog } from '../../src/lib/log.ts';

const log = makeLog({ level: 'silent' });

/** A clock whose sleeps end at once and are counted. */
function instantClock() {
  const slept: number[] = [];
  return { slept, now: () => new Date(0), sleep: async (ms: number) => void slept.push(ms) };
}

function deferred() {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((r) => {
    resolve = r;
  });
  return { promise, resolve };
}

describe('TurnRunner', () => {
  test('runs one turn at a time for a conversation and one more for what came meanwhile', async () => {
    const first = deferred();
    const second = deferred();
    const gates = [first.promise, second.promise];
    let running = 0;
    let most = 0;
    let turns = 0;
    const finished = deferred();
    const runner = new TurnRunner({
      log,
      clock: instantClock(),
      turn: async () => {
        running += 1;
        most = Math.max(most, running);
        await gates[turns];
        turns += 1;
        running -= 1;
        if (turns === 2) finished.resolve();
        return 'done';
      },
    });
    runner.wake('con_a');
    runner.wake('con_a');
    runner.wake('con_a');
    first.resolve();
    second.resolve();
    await finished.promise;
    await runner.drain();
    expect({ most, turns }).toEqual({ most: 1, turns: 2 });
  });

  test('runs different conversations side by side', async () => {
    const gate = deferred();
    const seen: string[] = [];
    const both = deferred();
    const runner = new TurnRunner({
      log,
      clock: instantClock(),
      turn: async (id) => {
        seen.push(id);
        if (seen.length === 2) both.resolve();
        await gate.promise;
        return 'done';
      },
    });
    runner.wake('con_a');
    runner.wake('con_b');
    await both.promise;
    gate.resolve();
    await runner.drain();
    expect(seen).toEqual(['con_a', 'con_b']);
  });

  test.each([
    ['busy', ['busy', 'busy', 'done'], [25, 50]],
    ['failed', ['throw', 'done'], [25]],
    ['again', ['again', 'done'], []],
  ] as const)('tries again after %s, waiting longer each time', async (_name, results, waits) => {
    const clock = instantClock();
    const left: (TurnResult | 'throw')[] = [...results];
    const done = deferred();
    const runner = new TurnRunner({
      log,
      clock,
      turn: async () => {
        const next = left.shift();
        if (left.length === 0) done.resolve();
        if (next === 'throw' || next === undefined) throw new Error('the database went away');
        return next;
      },
    });
    runner.wake('con_a');
    await done.promise;
    await runner.drain();
    expect(clock.slept).toEqual([...waits]);
    expect(left).toEqual([]);
  });

  test('finishes the turn that runs and starts no other when it is drained', async () => {
    const gate = deferred();
    const begun = deferred();
    const log_: string[] = [];
    const runner = new TurnRunner({
      log,
      clock: instantClock(),
      turn: async (id) => {
        log_.push(`begin ${id}`);
        begun.resolve();
        await gate.promise;
        log_.push(`end ${id}`);
        return 'again';
      },
    });
    runner.wake('con_a');
    await begun.promise;
    const drained = runner.drain();
    runner.wake('con_b');
    gate.resolve();
    await drained;
    expect(log_).toEqual(['begin con_a', 'end con_a']);
  });
});
