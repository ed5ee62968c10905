import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../src/lib/root.ts';

it('is where package.json and what the desk reads at its start are', () => {
  const { name } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(name).toBe('careline');
  expect(readFileSync(join(ROOT, 'prisma/migrations/migration_lock.toml'), 'utf8')).not.toBe('');
});
