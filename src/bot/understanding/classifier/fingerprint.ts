import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../lib/root.ts';
import type { Example } from './classifier.ts';

/** The sources, also of a build. */
const HERE = join(ROOT, 'src/bot/understanding/classifier');
const SUFFIX = '.ts';
/** What this folder uses of others; a test compares it with what is imported. */
const OUTSIDE = ['../hygiene', '../../../domain/reading', '../../../domain/entities/fold'];

/** The files of code on which a trained model depends, always in the same order. */
export function codeFiles(): readonly string[] {
  const own = readdirSync(HERE).filter((name) => name.endsWith(SUFFIX));
  return [...own.sort(), ...OUTSIDE.map((path) => path + SUFFIX)].map((path) => join(HERE, path));
}

/** One name for all that a trained model depends on: examples, code, readings of characters, byte order. */
export function fingerprintOf(examples: readonly Example[]): string {
  const hash = createHash('sha256');
  const { version }: { version: string } = createRequire(import.meta.url)(
    'pinyin-pro/package.json',
  );
  hash.update(`${endianness()} pinyin-pro ${version}\n`);
  for (const path of codeFiles()) hash.update(readFileSync(path));
  for (const { intent, text } of examples) hash.update(`${intent}\t${text}\n`);
  return hash.digest('hex');
}
