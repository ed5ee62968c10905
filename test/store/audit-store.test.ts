import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/domain/audit.ts';
import { makeAuditStore } from '../../src/store/audit-store.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeManualClock } from '../support/manual-clock.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());

const entryOf = (n: number, actor: AuditEntry['actor']): AuditEntry => ({
  actor,
  action: 'claim.read',
  subjectKind: 'claim',
  subjectId: `S${n}`,
});

it('lists every row once and newest first, past the hundredth too', async () => {
  const store = makeAuditStore({ pool: db.pool, clock: makeManualClock() });
  const actor = { kind: 'agent', id: 'agt_nobody' } as const;
  const all = Array.from({ length: 120 }, (_, n) => entryOf(n, actor));
  await store.record(all);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list({ limit: 25, cursor, actorId: 'agt_nobody' });
    seen.push(...page.items.map(({ subjectId }) => subjectId));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(seen).toEqual(all.map(({ subjectId }) => subjectId).reverse());
});

it('names the people and keys that it knows', async () => {
  const store = makeAuditStore({ pool: db.pool, clock: makeManualClock() });
  await db.pool.query(
    `INSERT INTO agents (id, username, display_name, password_hash, role, created_at)
     VALUES ('agt_1', 'baixue', '白雪', 'x', 'agent', now())`,
  );
  await store.record([
    entryOf(1, { kind: 'agent', id: 'agt_1' }),
    entryOf(2, { kind: 'agent', id: 'agt_gone' }),
    entryOf(3, { kind: 'system', id: 'agt_1' }),
  ]);
  const { items } = await store.list({ limit: 3 });
  expect(items.map(({ actorName }) => actorName)).toEqual([null, null, '白雪']);
});
