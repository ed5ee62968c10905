import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  if (existsSync(path)) return readSecret(path);
  const value = options.random.text(options.length ?? SECRET_LENGTH);
  const aside = `${path}.${options.random.text(10)}.part`;
  writeFileSync(aside, `${value}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // Of two processes that start together one gives its file the name, whole, and the other reads that.
    linkSync(aside, path);
    return { value, isNew: true, path };
  } catch (error) {
    if (!existsSync(path)) throw error;
    return readSecret(path);
  } finally {
    rmSync(aside);
  }
}

function readSecret(path: string): LocalSecret {
  const value = readFileSync(path, 'utf8').trim();
  // Everybody knows an empty secret.
  if (value === '') throw new Error(`${path} is empty: delete it, and a new one is made`);
  return { value, isNew: false, path };
}
