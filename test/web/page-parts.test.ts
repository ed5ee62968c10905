import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Card } from '../../src/domain/reply.ts';
import { type CardPayload, cardSchema } from '../../src/server/contract/card.ts';
import { fillPage, pageContentSecurityPolicy } from '../../src/server/contract/page-policy.ts';
import { brandPalette, contrast, readColor } from '../../src/web/chat/brand-palette.ts';
import { noticeWords } from '../../src/web/chat/components/notice.tsx';
import { checkFiles } from '../../src/web/chat/photos/check-files.ts';
import { makePageStorage } from '../../src/web/chat/state/storage.ts';
import { SAMPLE_CARDS } from '../support/chat-samples.ts';

describe('cardSchema', () => {
  it('mirrors Card of the domain', () => {
    expectTypeOf<CardPayload>().toExtend<Card>();
    expectTypeOf<Card['kind']>().toEqualTypeOf<CardPayload['kind']>();
    expect(Object.values(SAMPLE_CARDS).map((card) => cardSchema.parse(card))).toEqual(
      Object.values(SAMPLE_CARDS),
    );
  });
});

describe('brandPalette', () => {
  it.each(['#1456d9', '#ffd000', '#ffffff', '#000000', '#e4002b', '#00a650', 'nonsense'])(
    'can be read on with %s',
    (color) => {
      for (const scheme of ['light', 'dark'] as const) {
        const palette = brandPalette(color, scheme);
        const [fill, ink, on] = [palette.brand, palette.ink, palette.onBrand].map(readColor);
        if (!fill || !ink || !on) throw new Error('not a colour');
        expect(contrast(fill, on)).toBeGreaterThanOrEqual(4.5);
        expect(
          contrast(ink, scheme === 'light' ? [255, 255, 255] : [27, 33, 43]),
        ).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it('keeps a colour that is dark enough', () => {
    expect(brandPalette('#1456d9', 'light').brand).toBe('#1456d9');
  });
});

describe('fillPage', () => {
  it('writes the brand in and lets none of it be markup', () => {
    const html =
      '<meta content="{{BRAND_NAME}}"><a href="tel:{{BRAND_HOTLINE}}">{{BRAND_OTHER}}</a>';
    const filled = fillPage(html, { name: '"><script>', color: '#fff', hotline: '400' });
    expect(filled).toBe(
      '<meta content="&#34;&#62;&#60;script&#62;"><a href="tel:400">{{BRAND_OTHER}}</a>',
    );
  });

  it('allows no inline script and only the named sites to embed', () => {
    const policy = pageContentSecurityPolicy({ allowedOrigins: ['https://insurer.example'] });
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'self' https://insurer.example");
    expect(policy).not.toContain('unsafe');
  });
});

describe('checkFiles', () => {
  const file = (name: string, type: string, size = 3) =>
    new File([new Uint8Array(size)], name, { type });

  const limits = { taken: 0, fileBytesMax: 2_500_000 };

  it.each([
    ['a document', 'a.pdf', 2_500_000, []],
    [
      'a document that is too large',
      'a.pdf',
      2_500_001,
      ['“a.pdf”超过2MB，无法发送，请压缩后再试。'],
    ],
    // It is made smaller first.
    ['a large photo', 'a.jpg', 2_500_001, []],
  ])('knows the limit that the server told, for %s', (_, name, size, problems) => {
    const type = name.endsWith('pdf') ? 'application/pdf' : 'image/jpeg';
    expect(checkFiles([file(name, type, size)], limits).problems).toEqual(problems);
  });

  it.each([
    ['a.jpg', 'image/jpeg', true],
    ['a.HEIC', '', true],
    ['a.heic', 'image/heic', true],
    ['a.pdf', 'application/pdf', true],
    ['a.PDF', '', true],
    ['a.svg', 'image/svg+xml', false],
    ['a.exe', 'application/octet-stream', false],
    ['a.mp4', 'video/mp4', false],
    ['a.html', 'text/html', false],
  ])('%s (%s): %s', (name, type, isAccepted) => {
    expect(checkFiles([file(name, type)], limits).accepted.length === 1).toBe(isAccepted);
  });

  it('takes nine at most and says it once', () => {
    const many = Array.from({ length: 8 }, (_, index) => file(`${index}.jpg`, 'image/jpeg'));
    const checked = checkFiles(many, { ...limits, taken: 4 });
    expect(checked.accepted).toHaveLength(5);
    expect(checked.problems).toEqual(['一次最多发送9个文件，请分几次发送。']);
  });
});

describe('makePageStorage', () => {
  const memory = () => {
    const map = new Map<string, string>();
    return {
      map,
      getItem: (key: string) => map.get(key) ?? null,
      setItem: (key: string, value: string) => void map.set(key, value),
      removeItem: (key: string) => void map.delete(key),
    };
  };
  const unsent = { clientId: 'a', at: 1, text: '话', state: 'failed', progress: 0 } as const;

  it('keeps unsent words for their own conversation only, no files and no place', () => {
    const storage = makePageStorage(memory());
    const file = { name: 'a', contentType: 'image/jpeg', blob: new Blob() };
    storage.keepUnsent('c1', [
      unsent,
      { ...unsent, clientId: 'b', file },
      { ...unsent, clientId: 'd', place: { latitude: 22.5, longitude: 114.1 } },
      { ...unsent, clientId: 'c', state: 'sent' },
    ]);
    expect(storage.unsent('c1')).toEqual([{ ...unsent, state: 'waiting' }]);
    expect(storage.unsent('c2')).toEqual([]);
    storage.keepUnsent('c1', []);
    expect(storage.unsent('c1')).toEqual([]);
  });

  it('survives what somebody else wrote there', () => {
    const store = memory();
    store.map.set('careline.unsent', '{broken').set('careline.font', 'gigantic');
    const storage = makePageStorage(store);
    expect([storage.unsent('c1'), storage.fontSize()]).toEqual([[], 'standard']);
  });
});

describe('noticeWords', () => {
  const base = { hotline: '400-000-0000', isOnline: true, isSlow: false };
  it.each([
    [{ ...base, connection: 'online' }, undefined],
    [{ ...base, connection: 'connecting' }, undefined],
    [{ ...base, connection: 'connecting', isSlow: true }, '网络较慢，仍在连接，请稍候…'],
    [{ ...base, connection: 'reconnecting' }, '网络不稳，正在重新连接…'],
    [
      { ...base, connection: 'reconnecting', isOnline: false },
      '网络已断开，连上后会自动恢复。您可以继续输入。',
    ],
    [{ ...base, connection: 'restored' }, '已恢复'],
    [
      { ...base, connection: 'unreachable' },
      '暂时连不上在线客服，正在重试。急事请拨打 400-000-0000',
    ],
  ] as const)('%j', (input, expected) => {
    expect(noticeWords(input)).toBe(expected);
  });
});
