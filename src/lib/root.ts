import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this installation: the code runs from below `src`, or as the few files of a build in `dist`. */
export const ROOT = rootAbove(import.meta.dirname);

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('this code runs outside of its installation');
  return rootAbove(parent);
}
