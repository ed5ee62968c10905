import { describe, expect, it } from 'vitest';
import { maskActivity } from '../../../src/store/desk/mask-activity.ts';

const geo = { type: 'GeoCoordinates', latitude: 22.541, longitude: 114.03 };

describe('an activity as the people at the desk read it', () => {
  it.each([
    [
      'a shared place has its point',
      { text: '【位置】Gate', entities: [{ type: 'mention' }, { type: 'Place', geo }] },
      { text: '【位置】Gate', place: { latitude: 22.541, longitude: 114.03 } },
    ],
    [
      'words heard in a voice message are marked',
      { text: 'hello', channelData: { careline: { transcript: true } } },
      { text: 'hello', isTranscribed: true },
    ],
    ['phones are masked', { text: '13800000001' }, { text: '138****0001' }],
    ['entities of no known form are left out', { text: 'x', entities: 'no list' }, { text: 'x' }],
    [
      'a place without a point is none',
      { text: 'x', entities: [{ type: 'Place', name: 'Gate' }] },
      { text: 'x' },
    ],
  ])('%s', (_what, activity, expected) => {
    expect(maskActivity({ type: 'message', ...activity })).toEqual({
      type: 'message',
      attachments: [],
      ...expected,
    });
  });
});
