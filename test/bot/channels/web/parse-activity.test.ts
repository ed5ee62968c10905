import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanJson, DEPTH_MAX } from '../../../../src/bot/channels/web/clean-json.ts';
import { decodeImage, mayStayInline } from '../../../../src/bot/channels/web/data-uri.ts';
import { parseActivity } from '../../../../src/bot/channels/web/parse-activity.ts';

describe('an activity from a client', () => {
  it('keeps unknown fields and channelData, and takes the user from the token', () => {
    const channelData = { clientActivityID: 'c1', 'webchat:sequence-id': 3, nested: { a: [1] } };
    const parsed = parseActivity(
      {
        type: 'message',
        text: 'hi',
        from: { id: 'forged', name: '李' },
        channelData,
        inputHint: 'x',
        locale: 'zh-CN',
      },
      'u1',
    );
    expect(parsed).toEqual({
      kind: 'stored',
      clientActivityId: 'c1',
      activity: {
        type: 'message',
        text: 'hi',
        from: { id: 'u1', name: '李' },
        channelData,
        inputHint: 'x',
        locale: 'zh-CN',
      },
    });
  });

  it('lets a shared place and the agreement to it through', () => {
    const place = {
      text: '我的位置',
      entities: [
        { type: 'Place', geo: { type: 'GeoCoordinates', latitude: 22.5, longitude: 114.1 } },
      ],
      channelData: { clientActivityID: 'c1', careline: { consent: 'location-1' } },
    };
    const parsed = parseActivity({ type: 'message', ...place }, 'u1');
    expect(parsed).toMatchObject({ kind: 'stored', activity: place });
  });

  it.each([
    [{ id: 'me' }, undefined, 'me'],
    [{ id: 'me' }, 'u1', 'u1'],
    [undefined, 'u1', 'u1'],
    [undefined, undefined, 'user'],
  ])('from %o under a token of %s is %s', (from, userId, id) => {
    const parsed = parseActivity({ type: 'message', from }, userId);
    expect(parsed).toMatchObject({ kind: 'stored', activity: { from: { id } } });
  });

  it.each([[7], ['x'.repeat(200)], [null]])(
    'does without the client activity id %o',
    (clientActivityID) => {
      const parsed = parseActivity(
        { type: 'event', name: 'x', channelData: { clientActivityID } },
        'u',
      );
      expect(parsed).toMatchObject({ kind: 'stored' });
      expect(parsed).not.toHaveProperty('clientActivityId');
    },
  );

  it('never throws, and what it stores is JSON that PostgreSQL takes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
        const parsed = parseActivity({ type: 'message', text, value, [text]: value }, 'u');
        if (parsed.kind !== 'stored') return;
        const json = JSON.stringify(parsed.activity);
        // jsonb refuses exactly these escapes.
        expect(json).not.toMatch(/(?<!\\)(\\\\)*\\u(0000|d[89a-f]..)/i);
      }),
    );
  });

  it('takes what is nested to the limit and no deeper', () => {
    const nest = (depth: number): unknown => (depth === 0 ? 1 : [nest(depth - 1)]);
    expect(cleanJson(nest(DEPTH_MAX))).toBeDefined();
    expect(cleanJson(nest(DEPTH_MAX + 1))).toBeUndefined();
  });

  it('drops a key that would become a prototype', () => {
    const parsed = parseActivity(
      JSON.parse('{"type":"event","value":{"__proto__":{"x":1},"y":2}}'),
      'u',
    );
    expect(parsed).toMatchObject({ activity: { value: { y: 2 } } });
    expect(JSON.stringify(parsed)).not.toContain('__proto__');
  });
});

describe('a data: address', () => {
  const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex').toString('base64');

  it.each([
    [`data:image/jpeg;base64,${jpeg}`, 'image/jpeg'],
    [`data:image/png;base64,${jpeg}`, 'image/jpeg'],
    [`data:image/png;base64,${Buffer.from('<svg/>').toString('base64')}`, undefined],
    ['data:text/html,<script>', undefined],
    ['https://x/y.png', undefined],
  ])('%s holds %s', (uri, contentType) => {
    expect(decodeImage(uri)?.contentType).toBe(contentType);
  });

  it.each([
    ['data:image/png;base64,===1.jpg', true],
    ['data:image/svg+xml;base64,AAAA', false],
    ['data:text/html;base64,AAAA', false],
    [`data:image/png;base64,${'A'.repeat(3_000)}`, false],
  ])('%s stays inline: %s', (uri, stays) => {
    expect(mayStayInline(uri)).toBe(stays);
  });
});
