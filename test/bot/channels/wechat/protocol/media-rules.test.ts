import { describe, expect, it } from 'vitest';
import type { MediaUpload } from '../../../../../src/bot/channels/wechat/protocol/api.ts';
import {
  checkUpload,
  cleanFileName,
} from '../../../../../src/bot/channels/wechat/protocol/media-rules.ts';
import type { WechatKind } from '../../../../../src/domain/wechat/account.ts';

const MEGABYTE = 1_048_576;
const OA = 'official-account';

/** Protocol, kind of file, type, bytes, and the name it gets or why it is refused. */
const cases: readonly (readonly [
  WechatKind,
  MediaUpload['media'],
  string,
  number,
  { readonly name: string } | { readonly reason: string },
])[] = [
  [OA, 'image', 'image/jpeg', 10 * MEGABYTE, { name: 'photo.jpg' }],
  [OA, 'image', 'image/gif', 100, { name: 'photo.gif' }],
  [OA, 'image', 'image/webp', 100, { reason: 'media_type' }],
  [OA, 'image', 'image/png', 10 * MEGABYTE + 1, { reason: 'media_too_large' }],
  [OA, 'voice', 'audio/mpeg', 2 * MEGABYTE, { name: 'photo.mp3' }],
  [OA, 'voice', 'audio/amr', 2 * MEGABYTE + 1, { reason: 'media_too_large' }],
  [OA, 'video', 'video/mp4', 100, { name: 'photo.mp4' }],
  [OA, 'file', 'application/pdf', 100, { reason: 'media_kind' }],
  ['kf', 'image', 'image/png; charset=binary', 100, { name: 'photo.png' }],
  ['kf', 'image', 'image/gif', 100, { reason: 'media_type' }],
  ['kf', 'voice', 'audio/amr', 2 * MEGABYTE, { name: 'photo.amr' }],
  ['kf', 'voice', 'audio/mpeg', 100, { reason: 'media_type' }],
  ['kf', 'video', 'video/quicktime', 100, { reason: 'media_type' }],
  ['kf', 'video', 'video/mp4', 10 * MEGABYTE + 1, { reason: 'media_too_large' }],
  ['kf', 'file', 'application/pdf', 20 * MEGABYTE, { name: 'photo' }],
  ['kf', 'file', 'application/pdf', 20 * MEGABYTE + 1, { reason: 'media_too_large' }],
  ['kf', 'file', 'text/plain', 5, { reason: 'media_too_small' }],
];

describe('checkUpload', () => {
  for (const [kind, media, contentType, length, expected] of cases) {
    it(`${kind} ${media} ${contentType} of ${length} bytes: ${Object.values(expected)[0]}`, () => {
      const bytes = new Uint8Array(length);
      expect(checkUpload(kind, { media, name: 'photo', contentType, bytes })).toMatchObject(
        'name' in expected ? { kind: 'ok', ...expected } : { kind: 'refused', ...expected },
      );
    });
  }

  it('keeps an ending that is right', () => {
    for (const name of ['a.jpg', 'a.JPEG', '车损.jpeg']) {
      const upload = { media: 'image', name, contentType: 'image/jpeg', bytes: new Uint8Array(9) };
      expect(checkUpload('kf', { ...upload, media: 'image' })).toMatchObject({ name });
    }
  });
});

describe('cleanFileName', () => {
  const names: readonly (readonly [string, string | undefined])[] = [
    ['定损单.pdf', '定损单.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\photos\\车.jpg', '车.jpg'],
    ['a"b\r\nc.jpg', 'abc.jpg'],
    ['...', undefined],
    ['', undefined],
    [`${'字'.repeat(200)}.pdf`, `${'字'.repeat(96)}.pdf`],
  ];
  for (const [given, expected] of names) {
    it(`${JSON.stringify(given).slice(0, 30)} becomes ${expected?.slice(0, 20)}`, () => {
      expect(cleanFileName(given)).toBe(expected);
    });
  }
});
