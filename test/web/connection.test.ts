import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection } from '../../src/web/chat/connection/connection.ts';
import {
  type LineListener,
  type LineOptions,
  readFrame,
} from '../../src/web/chat/connection/line.ts';
import type { SessionAnswer, SessionRequest } from '../../src/web/chat/connection/session.ts';

interface OpenedLine {
  readonly options: LineOptions;
  readonly listener: LineListener;
  readonly isFallback: boolean;
  isClosed: boolean;
}

const session = (token: string, conversationId = 'c1') => ({
  token,
  conversationId,
  userId: 'dl_me',
  visitor: 'v1',
  domain: '/v3/directline',
  brand: { name: 'n', color: '#000000', hotline: '400' },
  uploadBytesMax: 15_000_000,
});

function makeWorld() {
  const lines: OpenedLine[] = [];
  const requests: SessionRequest[] = [];
  const states: string[] = [];
  const world = {
    lines,
    requests,
    states,
    answer: (count: number): SessionAnswer => ({ kind: 'ok', session: session(`t${count}`) }),
    last: (): OpenedLine => {
      const line = lines[lines.length - 1];
      if (line === undefined) throw new Error('no line was opened');
      return line;
    },
  };
  const openLine = (options: LineOptions, listener: LineListener, isFallback = false) => {
    const line: OpenedLine = { options, listener, isFallback, isClosed: false };
    lines.push(line);
    return {
      token: () => options.token,
      close: () => {
        line.isClosed = true;
      },
    };
  };
  const connection = new Connection({
    requestSession: async (request) => {
      requests.push(request);
      return world.answer(requests.length);
    },
    openLine,
    openFallback: (options, listener) => openLine(options, listener, true),
    events: {
      session: () => undefined,
      frame: () => undefined,
      state: (state) => states.push(state),
    },
    random: () => 0.5,
  });
  return { ...world, world, connection };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('Connection', () => {
  it('starts the conversation on the first line and resumes it on every later one', async () => {
    const { connection, lines, last } = makeWorld();
    connection.start();
    await later(0);
    expect(last().options).toEqual({ domain: '/v3/directline', token: 't1' });
    last().listener.opened();
    last().listener.frame({ activities: [], watermark: '7' });
    last().listener.frame({ activities: [] });
    last().listener.failed();
    await later(2_000);
    expect(lines).toHaveLength(2);
    expect(last().options.resume).toEqual({ conversationId: 'c1', watermark: '7' });
    expect(lines[0]?.isClosed).toBe(true);
  });

  it('leaves a short break to the line itself and says nothing', async () => {
    const { connection, lines, states, last } = makeWorld();
    connection.start();
    await later(0);
    last().listener.opened();
    last().listener.closed();
    expect(connection.isOpen).toBe(false);
    await later(1_400);
    last().listener.opened();
    await later(30_000);
    expect(states).toEqual(['online', 'online']);
    expect(lines).toHaveLength(1);
  });

  it('takes over after a second and a half, and says so', async () => {
    const { connection, lines, states, last } = makeWorld();
    connection.start();
    await later(0);
    last().listener.opened();
    last().listener.closed();
    await later(1_600);
    expect(states).toEqual(['online', 'reconnecting']);
    expect(lines).toHaveLength(2);
    last().listener.opened();
    expect(states).toEqual(['online', 'reconnecting', 'online']);
  });

  it('waits longer after each failure, up to fifteen seconds, and not after a success', async () => {
    const { connection, requests, world } = makeWorld();
    world.answer = () => ({ kind: 'unreachable' });
    connection.start();
    const times: number[] = [];
    for (let second = 0; second < 60; second += 0.05) {
      const before = requests.length;
      await later(50);
      if (requests.length > before) times.push(Math.round(second * 10) / 10);
    }
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(pauses[0]).toBeLessThan(1);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(15);
    expect(requests.length).toBeGreaterThan(5);
    expect(requests.length).toBeLessThan(14);
  });

  it('says that the desk cannot be reached only when it never was', async () => {
    const { connection, states, world } = makeWorld();
    world.answer = () => ({ kind: 'unreachable' });
    connection.start();
    await later(5_000);
    expect(states).toContain('unreachable');
    connection.stop();
  });

  it('throws away a line that does not open within ten seconds', async () => {
    const { connection, lines } = makeWorld();
    connection.start();
    await later(11_000);
    expect(lines).toHaveLength(2);
    expect(lines[0]?.isClosed).toBe(true);
  });

  it('does not hear an abandoned line', async () => {
    const { connection, lines, states } = makeWorld();
    connection.start();
    await later(0);
    lines[0]?.listener.opened();
    connection.renew();
    await later(0);
    lines[1]?.listener.opened();
    lines[0]?.listener.closed();
    lines[0]?.listener.failed();
    await later(20_000);
    expect(connection.isOpen).toBe(true);
    expect(lines).toHaveLength(2);
    expect(states).toEqual(['online', 'online']);
  });

  it('comes at once when the network is back', async () => {
    const { connection, requests, world } = makeWorld();
    world.answer = () => ({ kind: 'unreachable' });
    connection.start();
    await later(20_000);
    const before = requests.length;
    connection.nudge();
    await later(0);
    expect(requests.length).toBe(before + 1);
  });

  it('shows a token that came during the first request as the visitor whom that request made', async () => {
    const { connection, requests, lines } = makeWorld();
    connection.start();
    connection.identify('later');
    await later(0);
    expect(requests).toEqual([{}, { visitor: 'v1', identityToken: 'later' }]);
    expect(lines.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  it('goes on without an identity token that is refused', async () => {
    const { connection, requests, world, last } = makeWorld();
    world.answer = (count) =>
      count === 1
        ? { kind: 'ok', session: session('t') }
        : count === 2
          ? { kind: 'refused' }
          : { kind: 'ok', session: session('t3') };
    connection.start();
    await later(0);
    last().listener.opened();
    connection.identify('bad');
    await later(2_000);
    expect(requests).toEqual([{}, { visitor: 'v1', identityToken: 'bad' }, { visitor: 'v1' }]);
  });

  it('does without web sockets after three that never opened, and stays with that', async () => {
    const { connection, lines, last } = makeWorld();
    connection.start();
    await later(0);
    for (let round = 0; round < 3; round += 1) {
      last().listener.closed();
      await later(1_600);
    }
    expect(lines.map((line) => line.isFallback)).toEqual([false, false, false, true]);
    last().listener.opened();
    last().listener.failed();
    await later(2_000);
    expect(last().isFallback).toBe(true);
  });

  it('counts only sockets that never opened', async () => {
    const { connection, lines, last } = makeWorld();
    connection.start();
    await later(0);
    for (let round = 0; round < 6; round += 1) {
      last().listener.opened();
      last().listener.closed();
      await later(1_600);
    }
    expect(lines.some((line) => line.isFallback)).toBe(false);
  });

  it('takes over although the line keeps trying and failing by itself', async () => {
    const { connection, lines, last } = makeWorld();
    connection.start();
    await later(0);
    last().listener.opened();
    for (let tries = 0; tries < 4; tries += 1) {
      lines[0]?.listener.closed();
      await later(500);
    }
    expect(lines).toHaveLength(2);
  });

  it('uses an identity token once', async () => {
    const { connection, requests, last } = makeWorld();
    connection.identify('once');
    await later(0);
    last().listener.opened();
    connection.renew();
    await later(0);
    expect(requests).toEqual([{ identityToken: 'once' }, { visitor: 'v1' }]);
  });

  it('starts anew when the remembered visitor is refused', async () => {
    const { connection, requests, world, last } = makeWorld();
    connection.start();
    await later(0);
    last().listener.opened();
    world.answer = (count) =>
      count === 2 ? { kind: 'refused' } : { kind: 'ok', session: session('t3', 'c3') };
    connection.renew();
    await later(2_000);
    expect(requests).toEqual([{}, { visitor: 'v1' }, {}]);
  });

  it('reads another conversation from its beginning', async () => {
    const { connection, world, last } = makeWorld();
    connection.start();
    await later(0);
    last().listener.opened();
    last().listener.frame({ activities: [], watermark: '9' });
    world.answer = () => ({ kind: 'ok', session: session('t2', 'c2') });
    connection.identify('who');
    await later(0);
    expect(last().options.resume).toBeUndefined();
  });
});

describe('readFrame', () => {
  it.each([
    ['', undefined],
    ['ping', undefined],
    ['null', undefined],
    ['{}', { activities: [] }],
    ['{"activities":[1],"watermark":"3"}', { activities: [1], watermark: '3' }],
    ['{"activities":[],"watermark":null}', { activities: [] }],
    ['{"activities":[],"watermark":""}', { activities: [] }],
  ])('reads %j', (data, expected) => {
    expect(readFrame(data)).toEqual(expected);
  });
});
