import { describe, expect, it } from 'vitest';
import { bytesOf, splitText } from '../../../../../src/bot/channels/wechat/send/split-text.ts';

const withoutBlanks = (text: string): string => text.replace(/\s/g, '');

describe('splitText', () => {
  it.each([
    ['', []],
    ['  \n ', []],
    ['您好', ['您好']],
    // 13 characters of 3 bytes: a cut behind the sentence, not at 30 bytes.
    ['第一句话。第二句话说完了。', ['第一句话。', '第二句话说完了。'], 30],
    ['第一行\n第二行。第三', ['第一行', '第二行。第三'], 27],
    ['第一段。\n\n第二段', ['第一段。', '第二段'], 22],
    ['说“好的。”然后走了', ['说“好的。”', '然后走了'], 24],
    ['甲乙丙丁戊己庚辛', ['甲乙丙', '丁戊己', '庚辛'], 9],
    ['a😀b', ['a', '😀', 'b'], 4],
    // A family of seven code points is one character while it fits, and code points when it does not.
    ['一👨‍👩‍👧二', ['一', '👨‍👩‍👧', '二'], 18],
  ])('%j', (text, parts, bytesMax = 2_048) => {
    expect(splitText(text, bytesMax)).toEqual(parts);
  });

  it('loses nothing, leaves nothing empty and never breaks a character, whatever the text', () => {
    const pieces = [
      '理赔',
      '。',
      '\n',
      '\n\n',
      ',',
      ' ',
      '👨‍👩‍👧',
      '𠮷',
      'é',
      'abc',
      '\ud800',
      '！”',
      '…',
    ];
    let seed = 7;
    for (let n = 0; n < 2_000; n += 1) {
      let text = '';
      for (let length = 0; length < 60; length += 1) {
        seed = (seed * 48_271) % 2_147_483_647;
        text += pieces[seed % pieces.length];
      }
      const bytesMax = 4 + (seed % 90);
      const parts = splitText(text, bytesMax);
      for (const part of parts) {
        expect(bytesOf(part)).toBeLessThanOrEqual(bytesMax);
        expect(part.trim()).not.toBe('');
        // Half of a pair at either end would be a character that was cut: the text has lone first halves only.
        expect(/^[\udc00-\udfff]/.test(part)).toBe(false);
      }
      expect(withoutBlanks(parts.join(''))).toBe(withoutBlanks(text));
    }
  });
});
