import { execFile } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertAudit } from '../../src/store/audit.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await startTestDatabase();
  for (let i = 0; i < 3; i += 1) {
    const actor = { kind: 'agent', id: 'agt_1' } as const;
    const entry = { actor, action: 'claim.read', subjectKind: 'claim', subjectId: `C${i}` };
    const reason = i === 1 ? { reason: '=HYPERLINK("http://evil")' } : {};
    await insertAudit(db.pool, [{ ...entry, ...reason }], new Date(Date.UTC(2026, 9, 30 + i, 18)));
  }
});
afterAll(() => db.stop());

interface Ran {
  readonly code: number;
  readonly printed: string;
  readonly complained: string;
}

function run(args: readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
  const env = { DATABASE_URL: db.url, ...environment };
  return new Promise((resolve) => {
    const tsx = ['--import', 'tsx', 'scripts/audit.ts', ...args];
    execFile(process.execPath, tsx, { env }, (error, printed, complained) => {
      const code = error === null ? 0 : Number(error.code);
      resolve({ code, printed, complained });
    });
  });
}

it('says that the trail is intact and where it ends, and leaves its own mark in it', async () => {
  const { code, printed } = await run(['verify']);
  expect([code, printed]).toEqual([
    0,
    expect.stringMatching(/intact: 3 rows, head 3:[0-9a-f]{64}\n$/),
  ]);
  const head = /head (\S+)/.exec(printed)?.[1] ?? '';
  const again = await run(['verify', '--expect', head]);
  expect([again.code, again.printed]).toEqual([0, expect.stringContaining('intact: 4 rows')]);
  const other = await run(['verify', '--expect', `3:${'0'.repeat(64)}`]);
  expect([other.code, other.printed]).toEqual([
    1,
    expect.stringContaining('chain_broken link 3\n'),
  ]);
});

it('prints what was asked for, oldest first, and no formula for a spreadsheet', async () => {
  const csv = await run(['export', '--format', 'csv', '--to', '2026-11-02']);
  expect(csv.code).toBe(0);
  const lines = csv.printed.split('\r\n');
  expect(lines[0]).toBe(
    '\uFEFFn,id,at,actorKind,actorId,action,subjectKind,subjectId,reason,data,hash',
  );
  expect(lines.map((line) => line.split(',')[7])).toEqual(['subjectId', 'C0', 'C1', undefined]);
  expect(lines[2]).toContain(`"'=HYPERLINK(""http://evil"")"`);
  const jsonl = await run(['export', '--from', '2026-11-01T02:00:00+08:00']);
  const rows = jsonl.printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows.slice(0, 2)).toMatchObject([
    { subjectId: 'C1', n: 2 },
    { subjectId: 'C2', n: 3 },
  ]);
  expect(rows.at(-1)).toMatchObject({ action: 'audit.exported', actorId: 'command' });
});

it('finds and names a row that was changed', async () => {
  await db.pool.query('ALTER TABLE audit DISABLE TRIGGER USER');
  await db.pool.query("UPDATE audit SET subject_id = 'C9' WHERE id = 2");
  const { code, printed } = await run(['verify']);
  expect([code, printed]).toEqual([1, expect.stringContaining('changed link 2 row 2\n')]);
  expect(printed).toContain('NOT intact, 1 findings');
});

it.each([
  ['nothing to do', [], {}, 'npm run audit -- verify'],
  ['an unknown word', ['check'], {}, 'npm run audit -- verify'],
  ['an unknown option', ['verify', '--fast'], {}, 'npm run audit -- verify'],
  ['a head that is none', ['verify', '--expect', '3'], {}, '--expect'],
  ['a day that is none', ['export', '--from', 'yesterday'], {}, '--from'],
  ['a format that is none', ['export', '--format', 'xlsx'], {}, '--format'],
  [
    'no database',
    ['verify'],
    { DATABASE_URL: '', DATA_DIR: '/nowhere' },
    'no database in /nowhere',
  ],
])('cannot work with %s and says so', async (_name, args, environment, said) => {
  const { code, printed, complained } = await run(args, environment);
  expect([code, printed]).toEqual([2, '']);
  expect(complained).toContain(said);
});
