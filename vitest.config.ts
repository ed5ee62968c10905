import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

const ALL = '**/*.test.{ts,tsx}';
/** These start whole processes or browsers: two files at a time, with time to do so. They wait more than they reckon. */
const SLOW_FOLDERS = ['test/browser', 'test/system'];
/** Without I/O and without state between files: they share a process, since starting one costs more than most of them. */
const PURE_FOLDERS = [
  'test/bot/dialogue',
  'test/bot/understanding',
  'test/dialogues',
  'test/domain',
  'test/flows',
  'test/lib',
  'test/web',
];

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'pure',
          pool: 'forks',
          isolate: false,
          maxWorkers: '100%',
          include: PURE_FOLDERS.map((folder) => `${folder}/${ALL}`),
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'unit',
          pool: 'forks',
          // Each file has a database and ports of its own, and nothing of theirs lives in a module: reading the same
          // modules anew for each took longer than the tests.
          isolate: false,
          // They wait for PostgreSQL, for processes and for sockets as long as they reckon.
          maxWorkers: Math.ceil(availableParallelism() * 1.5),
          include: [`test/${ALL}`],
          exclude: [...SLOW_FOLDERS, ...PURE_FOLDERS].map((folder) => `${folder}/**`),
          testTimeout: 20_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
          sequence: { groupOrder: 1 },
        },
      },
      ...SLOW_FOLDERS.map((folder) => ({
        test: {
          name: folder.replace('test/', ''),
          pool: 'forks' as const,
          // Browsers and pages are of each file; what they import is the same.
          isolate: folder !== 'test/browser',
          include: [`${folder}/${ALL}`],
          // Only here: everything else runs the sources themselves.
          globalSetup: [
            folder === 'test/system' ? 'test/support/built-desk.ts' : 'test/support/built-pages.ts',
          ],
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 240_000,
          // As patient as Playwright's own waits; vitest's second is too short where everything runs at once.
          expect: { poll: { timeout: 20_000 } },
          // Both in one group: while one kind waits, the other reckons.
          sequence: { groupOrder: 2 },
        },
      })),
    ],
  },
});
