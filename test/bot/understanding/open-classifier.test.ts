import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Classifier,
  trainClassifier,
} from '../../../src/bot/understanding/classifier/classifier.ts';
import { codeFiles, fingerprintOf } from '../../../src/bot/understanding/classifier/fingerprint.ts';
import { decodeModel } from '../../../src/bot/understanding/classifier/model-file.ts';
import {
  openClassifier,
  readClassifier,
  storeClassifier,
} from '../../../src/bot/understanding/open-classifier.ts';
import { readExamples } from '../../../src/bot/understanding/read-examples.ts';

const folder = mkdtempSync(join(tmpdir(), 'careline-classifier-'));
const file = join(folder, 'made/on/the/way/trained-model.bin');
const other = join(folder, 'other.bin');
/** Enough of the corpus to learn something from. */
const examples = readExamples().filter((_, i) => i % 20 === 0);
let trained: Classifier;
let lines: string[];
const open = (path: string): Classifier =>
  openClassifier({
    log: pino({ base: null, timestamp: false }, { write: (line) => void lines.push(line) }),
    file: path,
    examples,
  });

/** In what they make of the examples, and of words that are in none. */
function expectSame(one: Classifier, another: Classifier): void {
  expect(one.intents).toEqual(another.intents);
  const texts = [...examples.map(({ text }) => text), '', '龘 xyz 你好'];
  for (const text of texts) {
    const scores = one.classify(text);
    // To the last bit: toEqual takes every number for itself.
    expect(scores).toEqual(another.classify(text));
    const best = one.intents[scores.indexOf(Math.max(...scores))] ?? '';
    expect(one.explain(text, best)).toEqual(another.explain(text, best));
  }
}

beforeAll(() => {
  trained = trainClassifier(examples);
  storeClassifier(file, examples);
});
beforeEach(() => {
  lines = [];
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('openClassifier', () => {
  it('reads what was learnt, and tells the same as one that was just trained', () => {
    expect(readClassifier(file, examples).kind).toBe('ready');
    expectSame(open(file), trained);
    expect(lines).toEqual([]);
  });

  it('trains without a word where there is no file, and leaves none', () => {
    expectSame(open(other), trained);
    expect(lines).toEqual([]);
    expect(existsSync(other)).toBe(false);
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 4)],
    ['empty', () => Buffer.alloc(0)],
    [
      'changed in one bit',
      (bytes: Buffer) => {
        const copy = Buffer.from(bytes);
        copy.writeUInt8(copy.readUInt8(copy.length / 2) ^ 1, copy.length / 2);
        return copy;
      },
    ],
  ])('trains anew and warns when the file is %s', (_how, spoil) => {
    writeFileSync(other, spoil(readFileSync(file)));
    const classifier = open(other);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        level: 40,
        file: other,
        found: 'damaged',
        msg: 'the trained classifier is of no use; training anew',
      },
    ]);
    expect(classifier.classify('退保')).toEqual(trained.classify('退保'));
  });
});

describe('readClassifier', () => {
  it('reads what was learnt from the whole corpus', () => {
    const all = readExamples();
    const path = join(folder, 'all.bin');
    const learnt = storeClassifier(path, all);
    const read = readClassifier(path, all);
    expect(read.kind).toBe('ready');
    if (read.kind === 'ready') expectSame(read.classifier, learnt);
  });
});

describe('a stored model', () => {
  it('is refused when the corpus or the code is another one, and one that fits is trained', () => {
    const bytes = readFileSync(file);
    const fingerprint = fingerprintOf(examples);
    expect(decodeModel(bytes, fingerprint).kind).toBe('model');
    const more = [...examples, { intent: 'thanks', text: '多谢多谢' }];
    expect(decodeModel(bytes, fingerprintOf(more)).kind).toBe('stale');
    expect(decodeModel(bytes, fingerprint.replace(/^./, 'x')).kind).toBe('stale');
    storeClassifier(other, more);
    expectSame(open(other), trained);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 40, found: 'stale' }]);
  });

  it('is the same for the same corpus', () => {
    const again = join(folder, 'again.bin');
    storeClassifier(again, examples);
    expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
  });
});

describe('fingerprintOf', () => {
  it('covers every file of code that training runs', () => {
    const reached = new Set<string>();
    const follow = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      const code = readFileSync(path, 'utf8');
      for (const [, to = ''] of code.matchAll(/\bfrom '(\.[^']+)'/g))
        follow(join(dirname(path), to));
    };
    const covered = codeFiles();
    const classifier = covered.find((path) => path.endsWith('/classifier.ts')) ?? '';
    follow(classifier);
    expect(reached.size).toBeGreaterThan(10);
    expect([...reached].filter((path) => !covered.includes(path))).toEqual([]);
  });

  it('tells apart who said what', () => {
    const [one, two] = [
      { intent: 'a', text: 'b' },
      { intent: 'b', text: 'a' },
    ];
    expect(fingerprintOf([one, two])).toBe(fingerprintOf([one, two]));
    expect(fingerprintOf([one, two])).not.toBe(fingerprintOf([two, one]));
  });
});
