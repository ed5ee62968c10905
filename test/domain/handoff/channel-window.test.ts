import { describe, expect, it } from 'vitest';
import { windowOf } from '../../../src/domain/handoff/channel-window.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);
const END = (hours: number): Date => new Date(NOW.getTime() + (48 - hours) * 3_600_000);

describe('windowOf', () => {
  it.each([
    ['web', null, 900],
    ['botframework', hoursAgo(1_000), 900],
    // No WeChat account, whatever its first letters.
    ['wechaty-lab', hoursAgo(1_000), 9],
  ])('has no limit on %s', (channelAccount, lastInboundAt, sentSince) => {
    const reach = { channelAccount, lastInboundAt, sentSince };
    expect(windowOf(reach, NOW)).toEqual({ windowEndsAt: null, quotaLeft: null, maySend: true });
  });

  it.each([
    [0, 0, 5, true],
    [47.999, 4, 1, true],
    [1, 5, 0, false],
    [1, 9, 0, false],
    [48, 0, 0, false],
    [100, 0, 0, false],
  ])('WeChat, %s hours and %i messages later: %i left', (hours, sentSince, quotaLeft, maySend) => {
    for (const channelAccount of ['wechat', 'wechat-kf:wk1', 'wechat_oa_1', 'wechat1']) {
      const reach = { channelAccount, lastInboundAt: hoursAgo(hours), sentSince };
      expect(windowOf(reach, NOW)).toEqual({ windowEndsAt: END(hours), quotaLeft, maySend });
    }
  });

  it('is closed on WeChat before the customer ever wrote', () => {
    const reach = { channelAccount: 'wechat', lastInboundAt: null, sentSince: 0 };
    expect(windowOf(reach, NOW)).toEqual({ windowEndsAt: null, quotaLeft: 0, maySend: false });
  });
});
