import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../lib/ids.ts';

/** Characters of a generated secret: 200 random bits. */
const SECRET_LENGTH = 40;

export interface LocalSecret {
  readonly value: string;
  readonly isNew: boolean;
  readonly path: string;
}

/** A secret that this installation made for itself, kept in the data folder for its owner's eyes only. */
export function readOrCreateSecret(options: {
  readonly dataDir: string;
  readonly name: string;
  readonly random: Random;
  readonly length?: number;
}): LocalSecret {
  const path = join(options.dataDir, options.name);
  mkdirSync(options.dataDir, { recursive: true });
  const value = options.random.text(options.length ?? SECRET_LENGTH);
  try {
    // `wx`: of two processes that start together one writes, and the other reads what it wrote.
    writeFileSync(path, `${value}\n`, { mode: 0o600, flag: 'wx' });
    return { value, isNew: true, path };
  } catch (error) {
    if (!existsSync(path)) throw error;
    return { value: readFileSync(path, 'utf8').trim(), isNew: false, path };
  }
}
