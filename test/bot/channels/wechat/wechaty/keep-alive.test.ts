import { pino } from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  makeKeepAlive,
  type Revivable,
} from '../../../../../src/bot/channels/wechat/wechaty/keep-alive.ts';
import { systemClock } from '../../../../../src/lib/clock.ts';
import { systemRandom } from '../../../../../src/lib/ids.ts';

const GONE = '14 UNAVAILABLE: Connection dropped';
const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A puppet like wechaty's: a reset that fails leaves it inactive, and a reset of an inactive one does nothing. */
function makePuppet() {
  const is = { active: true, loggedIn: true, serverUp: true, dongs: true };
  const calls: string[] = [];
  const begin = (): void => {
    is.active = is.serverUp;
    is.loggedIn = is.serverUp;
  };
  const puppet: Revivable = {
    isActive: () => is.active,
    isLoggedIn: () => is.loggedIn,
    start: async () => {
      calls.push('start');
      begin();
      if (!is.active) throw new Error(GONE);
    },
    reset: async () => {
      calls.push('reset');
      if (is.active) begin();
    },
    ding: (data) => {
      calls.push('ding');
      if (is.dongs) keepAlive.dong(data);
    },
  };
  const keepAlive = makeKeepAlive({
    channelAccount: 'wechaty:main',
    puppet,
    clock: systemClock,
    random: systemRandom,
    log: pino({ level: 'silent' }),
    dingEveryMs: 20,
    dongWithinMs: 20,
  });
  stops.push(() => keepAlive.stop());
  const revivals = () => calls.filter((call) => call !== 'ding');
  return { is, calls, revivals, keepAlive };
}

describe('a puppet whose connection is gone', () => {
  test('is started again after a reset that failed, by one loop whatever errors come', async () => {
    const { is, revivals, keepAlive } = makePuppet();
    is.serverUp = false;
    is.loggedIn = false;
    for (const error of [GONE, 'no grpc manager', 'NO CLIENT', '1 CANCELLED: Call cancelled']) {
      keepAlive.hear(error);
    }
    await vi.waitFor(() => expect(revivals()).toEqual(['reset', 'start']), 5_000);
    is.serverUp = true;
    await vi.waitFor(() => expect(is.loggedIn).toBe(true), 5_000);
    expect(revivals()).toEqual(['reset', 'start', 'start']);
  });

  test('is let be for errors of another kind', async () => {
    const { calls, revivals, keepAlive } = makePuppet();
    keepAlive.hear('message not found for id: unknown');
    await vi.waitFor(() => expect(calls.length).toBeGreaterThan(2));
    expect(revivals()).toEqual([]);
  });

  test('is noticed by a ding that nobody answers', async () => {
    const { is, revivals } = makePuppet();
    is.dongs = false;
    await vi.waitFor(() => expect(revivals()).toContain('reset'), 5_000);
  });

  test('is back although nobody is logged in, when a code waits to be scanned', async () => {
    const { is, revivals, keepAlive } = makePuppet();
    keepAlive.expectLogin(false);
    const stayOut = vi.spyOn(is, 'loggedIn', 'get').mockReturnValue(false);
    keepAlive.hear(GONE);
    await vi.waitFor(() => expect(revivals()).toEqual(['reset']));
    await keepAlive.stop();
    expect(revivals()).toEqual(['reset']);
    expect(stayOut).toBeDefined();
  });
});
