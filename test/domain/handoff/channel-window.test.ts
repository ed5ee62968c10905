import { describe, expect, it } from 'vitest';
import { windowOf } from '../../../src/domain/handoff/channel-window.ts';
import type { Grant } from '../../../src/domain/wechat/grants.ts';
import { addMs, HOUR_MS, SECOND_MS } from '../../../src/lib/clock.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const reach = { grants: [], keptForNews: 1, waiting: 0, unreachable: null };

function grant(parts: Partial<Grant> = {}): Grant {
  const grantedAt = addMs(NOW, -HOUR_MS);
  return {
    kind: 'message',
    grantedAt,
    expiresAt: addMs(NOW, HOUR_MS),
    allowed: 5,
    used: 0,
    ...parts,
  };
}

describe('windowOf', () => {
  it.each(['web', 'botframework', 'wechaty:lab', 'wechat'])(
    'has no limit on %s',
    (channelAccount) => {
      const open = { windowEndsAt: null, quotaLeft: null, maySend: true };
      expect(windowOf({ ...reach, channelAccount }, NOW)).toEqual(open);
    },
  );

  it.each([
    ['after a message', [grant()], addMs(NOW, HOUR_MS), 4],
    ['when some is used', [grant({ used: 3 })], addMs(NOW, HOUR_MS), 1],
    ['when only the last is left, which is for news', [grant({ used: 4 })], addMs(NOW, HOUR_MS), 0],
    ['when all is used', [grant({ used: 5 })], addMs(NOW, HOUR_MS), 0],
    ['when the server said that it is over', [grant({ allowed: 0 })], addMs(NOW, HOUR_MS), 0],
    ['at the end of the window', [grant({ expiresAt: NOW })], NOW, 0],
    ['before the customer ever acted', [], null, 0],
    [
      "after a welcome code only, which is no agent's",
      [grant({ kind: 'welcome', code: 'c' })],
      null,
      0,
    ],
    [
      'after a tap, when the message is used up',
      [
        grant({ used: 5 }),
        grant({ kind: 'menu_click', allowed: 3, expiresAt: addMs(NOW, SECOND_MS) }),
      ],
      addMs(NOW, SECOND_MS),
      3,
    ],
  ] as const)('WeChat %s', (_when, grants, windowEndsAt, quotaLeft) => {
    for (const channelAccount of ['wechat-kf:main', 'wechat-oa:main']) {
      const window = { windowEndsAt, quotaLeft, maySend: quotaLeft > 0 };
      expect(windowOf({ ...reach, channelAccount, grants }, NOW)).toEqual(window);
    }
  });

  it('counts what waits to be sent', () => {
    const busy = { ...reach, channelAccount: 'wechat-kf:main', grants: [grant({ used: 1 })] };
    expect(windowOf({ ...busy, waiting: 2 }, NOW)).toMatchObject({ quotaLeft: 1, maySend: true });
    expect(windowOf({ ...busy, waiting: 9 }, NOW)).toMatchObject({ quotaLeft: 0, maySend: false });
  });

  it('is closed to somebody who left the account', () => {
    const gone = { ...reach, channelAccount: 'wechat-oa:main', unreachable: 'errcode_43004' };
    const closed = { windowEndsAt: null, quotaLeft: 0, maySend: false };
    expect(windowOf({ ...gone, grants: [grant()] }, NOW)).toEqual(closed);
  });
});
