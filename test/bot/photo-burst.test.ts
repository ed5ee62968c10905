import { expect, test } from 'vitest';
import { BURST_MAX_MS, burstUntil, NEXT_PHOTO_MS } from '../../src/bot/photo-burst.ts';
import type { Activity } from '../../src/domain/activity.ts';
import type { TurnWork } from '../../src/domain/conversation.ts';

const START = new Date('2026-11-23T08:00:00.000Z').getTime();
const PHOTO: Activity = {
  type: 'message',
  attachments: [{ contentType: 'image/jpeg', name: 'a.jpg', fileId: 'fil_1' }],
};
const LOST: Activity = {
  type: 'message',
  attachments: [{ contentType: 'image/*', name: 'a.jpg', lost: 'gone' }],
};
const VOICE: Activity = {
  type: 'message',
  attachments: [{ contentType: 'audio/amr', name: 'a.amr', fileId: 'fil_2' }],
};
const WORDS: Activity = { type: 'message', text: '发完了' };

/** What waits, each so many milliseconds after the first. */
function work(channelAccount: string, waiting: readonly (readonly [Activity, number])[]): TurnWork {
  return {
    conversation: {
      id: 'con_1',
      channelAccount,
      identityId: 'idn_1',
      locale: 'zh-CN',
      mode: 'bot',
      lastSeq: waiting.length,
      createdAt: new Date(START),
    },
    identity: { id: 'idn_1', channelAccount, externalUserId: 'u', level: 0 },
    state: {},
    stateVersion: 1,
    waiting: waiting.map(([activity, afterMs], index) => ({
      conversationId: 'con_1',
      seq: index + 1,
      direction: 'in',
      author: 'customer',
      at: new Date(START + afterMs),
      activity,
    })),
  };
}

test.each([
  ['a photo', 'wechat-kf:main', [[PHOTO, 0]], NEXT_PHOTO_MS],
  [
    'the newest photo',
    'wechat-oa:main',
    [
      [PHOTO, 0],
      [PHOTO, 900],
    ],
    900 + NEXT_PHOTO_MS,
  ],
  ['a photo by a puppet', 'wechaty:main', [[PHOTO, 0]], NEXT_PHOTO_MS],
  [
    'photos without an end',
    'wechat-kf:main',
    [
      [PHOTO, 0],
      [PHOTO, 5_900],
    ],
    BURST_MAX_MS,
  ],
  [
    'words behind a photo',
    'wechat-kf:main',
    [
      [PHOTO, 0],
      [WORDS, 100],
    ],
    undefined,
  ],
  ['a photo that never came', 'wechat-kf:main', [[LOST, 0]], undefined],
  ['a voice', 'wechat-kf:main', [[VOICE, 0]], undefined],
  ['a photo in the web chat', 'web', [[PHOTO, 0]], undefined],
  ['nothing', 'wechat-kf:main', [], undefined],
] as const)('after %s on %s a turn waits for more, or not', (_, account, waiting, afterMs) => {
  const until = burstUntil(work(account, waiting));
  expect(until?.getTime()).toBe(afterMs === undefined ? undefined : START + afterMs);
});
