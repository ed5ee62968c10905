import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/lib/config.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const KEYS = [...read('src/lib/config.ts').matchAll(/^ {2}([A-Z_]{4,}): /gm)].map(([, key]) => key);
const ROW = /^\| `([A-Z_]+)` \|.*\| (.+) \|$/gm;
const TRANSCRIPT = /<!-- transcript -->.*<!-- \/transcript -->/s;

describe.each(['README.md', 'README.zh-CN.md'])('%s', (path) => {
  const rows = [...read(path).matchAll(ROW)];

  it('names every setting once, and none that is not read', () => {
    expect(KEYS.length).toBeGreaterThan(20);
    expect(rows.map(([, key]) => key).sort()).toEqual([...KEYS].sort());
  });

  it('tells the defaults that an empty environment gives', () => {
    const empty = readConfig({});
    const config: Readonly<Record<string, unknown>> = empty.kind === 'ok' ? empty.config : {};
    expect(config).toHaveProperty('PORT');
    const told = rows.flatMap(([, key = '', value]) => {
      const standard = config[key];
      // Roles are told as they are written, not as they are read.
      if (standard === undefined || key === 'ROLES') return [];
      return [[key, value, `\`${standard}\``]];
    });
    for (const [key, value, standard] of told) expect([key, value]).toEqual([key, standard]);
  });
});

it('shows the same conversation in both languages', () => {
  expect(TRANSCRIPT.exec(read('README.zh-CN.md'))?.[0]).toBe(
    TRANSCRIPT.exec(read('README.md'))?.[0] ?? 'no transcript',
  );
});
