import { describe, expect, it } from 'vitest';
import { featuresOf as numbersOf } from '../../../../src/bot/understanding/classifier/features.ts';
import { maskValues } from '../../../../src/bot/understanding/classifier/mask-values.ts';
import { makeMishearer } from '../../../../src/bot/understanding/classifier/mishear.ts';
import { makePadder } from '../../../../src/bot/understanding/classifier/padding.ts';
import { idOf, nameOfFeature, pairOf } from '../../../../src/bot/understanding/classifier/units.ts';
import {
  learnVocabulary,
  Vocabulary,
} from '../../../../src/bot/understanding/classifier/vocabulary.ts';

const featuresOf = (text: string) => numbersOf(text).map(nameOfFeature);

describe('featuresOf', () => {
  it('sees characters and readings, alone, in pairs and at the edges', () => {
    expect(featuresOf('退保')).toEqual(
      expect.arrayContaining(['退', '退保', '^退', '保$', '~tui', '~tui~bao', '~^~tui']),
    );
  });

  it.each([
    ['推保', '退保'],
    ['里赔', '理赔'],
    ['脱车', '拖车'],
  ])('a homophone shares every sound: %s, %s', (wrong, right) => {
    const sounds = (text: string) => featuresOf(text).filter((name) => name.startsWith('~'));
    expect(sounds(wrong)).toEqual(sounds(right));
  });

  it.each([
    ['我的包裹到了', '#@shop', true],
    ['查勘员到哪了', '#inspector', true],
    ['叉勘员到哪了', '#inspector', true],
    // 裹到 sounds like 国道, but the parcel is written.
    ['我的包裹到了', '#scene', false],
    ['住院险赔款到账没', '#@and nothing of ours', true],
    ['车险里的医保外用药', '#@and nothing of ours', false],
  ])('%s names %s: %s', (text, family, isNamed) => {
    expect(featuresOf(text).includes(family)).toBe(isNamed);
  });

  it.each(['', '   ', '。。', '😀', 'abc', '\u0000'])('takes anything: %j', (text) => {
    expect(() => featuresOf(text)).not.toThrow();
  });
});

describe('maskValues', () => {
  it.each([
    ['我的车粤b12345被撞了', '我的车P被撞了'],
    ['电话13800001234', '电话H'],
    ['案件号cl202606110001', '案件号N'],
    ['赔了3500.5元', '赔了0元'],
  ])('%s: %s', (text, masked) => expect(maskValues(text)).toBe(masked));
});

describe('units', () => {
  it('names a number again: alone and side by side', () => {
    expect(nameOfFeature(idOf('退'))).toBe('退');
    expect(nameOfFeature(pairOf(idOf('退'), idOf('保')))).toBe('退保');
    expect(idOf('退')).toBe(idOf('退'));
    expect(pairOf(idOf('退'), idOf('保'))).not.toBe(pairOf(idOf('保'), idOf('退')));
  });
});

describe('makeMishearer', () => {
  const mishear = makeMishearer(['李赔', '理赔', '陪伴', 'abc']);
  it('writes other characters of the same sound, and nothing else', () => {
    const heard = Array.from({ length: 50 }, () => mishear('理赔x伴', 1));
    expect(heard.every((text) => /^[李理][赔陪]x伴$/.test(text))).toBe(true);
    expect(new Set(heard).size).toBeGreaterThan(1);
  });
  it('leaves a text alone when nothing is to be misheard', () => {
    expect(mishear('理赔', 0)).toBe('理赔');
  });
});

describe('Vocabulary', () => {
  const [a, b, c, z] = [idOf('a'), idOf('b'), idOf('c'), idOf('z')];
  const texts = [
    [a, b],
    [a, c],
    [b, a],
  ];
  const vocabulary = new Vocabulary(learnVocabulary(texts, 2));
  it('knows what at least two texts have', () => expect(vocabulary.size).toBe(2));
  it('makes vectors of length 1 and leaves out what it never saw', () => {
    const { indices, values } = vocabulary.vectorOf([a, a, b, z]);
    expect([...indices].map((index) => vocabulary.nameOf(index))).toEqual(['a', 'b']);
    expect(Math.hypot(...values)).toBeCloseTo(1);
  });
  it('forgets one text before the next', () => {
    expect(vocabulary.vectorOf([a, b])).toEqual(vocabulary.vectorOf([a, b]));
  });
  it('weighs what few texts have more', () => {
    const { values } = vocabulary.vectorOf([a, b]);
    expect(values[1]).toBeGreaterThan(values[0] ?? 1);
  });
});

describe('makePadder', () => {
  it('talks around most of the texts, always the same', () => {
    const texts = Array.from({ length: 200 }, (_, i) => `退保${i}`);
    const padded = texts.map(makePadder());
    expect(texts.map(makePadder())).toEqual(padded);
    const count = padded.filter((text) => text !== undefined).length;
    expect(count).toBeGreaterThan(110);
    expect(count).toBeLessThan(170);
    expect(padded.every((text, i) => text === undefined || text.includes(texts[i] ?? '-'))).toBe(
      true,
    );
  });
});
