import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readOrCreateSecret } from '../../src/gateways/local-secrets.ts';
import { systemRandom } from '../../src/lib/ids.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'careline-secrets-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const read = (name = 'a-secret', length?: number) =>
  readOrCreateSecret({
    dataDir,
    name,
    random: systemRandom,
    ...(length === undefined ? {} : { length }),
  });

it('makes a secret once, for its owner’s eyes only', () => {
  const first = read();
  expect(first).toMatchObject({ isNew: true, path: join(dataDir, 'a-secret') });
  expect(first.value).toMatch(/^[0-9a-z]{40}$/);
  expect(statSync(first.path).mode & 0o777).toBe(0o600);
  expect(read()).toEqual({ ...first, isNew: false });
});

it('keeps secrets apart by name, and takes their length', () => {
  expect(read('one').value).not.toBe(read('two').value);
  expect(read('short', 20).value).toHaveLength(20);
});

it('makes the folder when it is not there yet', () => {
  dataDir = join(dataDir, 'not', 'yet');
  expect(read().isNew).toBe(true);
});

it('reads what an operator put there', () => {
  writeFileSync(join(dataDir, 'a-secret'), 'chosen by hand\n');
  expect(read()).toMatchObject({ value: 'chosen by hand', isNew: false });
});

it('says so when the file cannot be written', () => {
  dataDir = join(dataDir, 'file');
  writeFileSync(dataDir, '');
  expect(() => read()).toThrow(/EEXIST|ENOTDIR/);
});

it('is one secret when two processes start together', () => {
  let other: string | undefined;
  const mine = readOrCreateSecret({
    dataDir,
    name: 'a-secret',
    random: {
      ...systemRandom,
      // The other process is faster between our look and our write.
      text: (length) => {
        other ??= read().value;
        return systemRandom.text(length);
      },
    },
  });
  expect(mine).toEqual({ value: other, isNew: false, path: join(dataDir, 'a-secret') });
  expect(readFileSync(mine.path, 'utf8').trim()).toBe(other);
  expect(readdirSync(dataDir)).toEqual(['a-secret']);
});

it('never takes an empty file for a secret', () => {
  writeFileSync(join(dataDir, 'a-secret'), '\n');
  expect(() => read()).toThrow('is empty');
});
