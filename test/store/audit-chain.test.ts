import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/domain/audit.ts';
import { insertAudit } from '../../src/store/audit.ts';
import { type AuditChain, makeAuditChain } from '../../src/store/audit-chain.ts';
import { inTransaction } from '../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
let chain: AuditChain;
const NOW = new Date('2026-11-23T08:00:00.000Z');

beforeAll(async () => {
  db = await startTestDatabase();
  // Batches of three: every case below also crosses from one batch to the next.
  chain = makeAuditChain({ pool: db.pool, batch: 3 });
});
afterAll(() => db.stop());
beforeEach(async () => {
  await tamper('TRUNCATE audit, audit_chain RESTART IDENTITY');
  for (let i = 1; i <= 10; i += 1) await insertAudit(db.pool, [entry(`S${i}`)], NOW);
});

function entry(subjectId: string): AuditEntry {
  const actor = { kind: 'agent', id: 'agt_1' } as const;
  return { actor, action: 'claim.read', subjectKind: 'claim', subjectId, data: { page: 1 } };
}

/** What somebody with the database's own rights could do: our rules against changes do not hold them up. */
async function tamper(statement: string): Promise<void> {
  await inTransaction(db.pool, async (sql) => {
    const tables = ['audit', 'audit_chain'];
    for (const table of tables) await sql.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await sql.query(statement);
    for (const table of tables) await sql.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  });
}

async function headOf(): Promise<{ readonly n: number; readonly hash: string }> {
  const { headN, headHash = '' } = await chain.verify();
  return { n: headN, hash: headHash };
}

describe('a trail that nobody touched', () => {
  it('is intact, to its head', async () => {
    const verified = await chain.verify();
    expect(verified).toMatchObject({ isIntact: true, checked: 10, headN: 10, findings: [] });
    expect(verified.headHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is intact while it is empty', async () => {
    await tamper('TRUNCATE audit, audit_chain');
    expect(await chain.verify()).toEqual({ isIntact: true, checked: 0, headN: 0, findings: [] });
  });

  it.each([2, 3, 5, 9, 10, 11])('is intact in batches of %i', async (batch) => {
    const verified = await makeAuditChain({ pool: db.pool, batch }).verify();
    expect(verified).toMatchObject({ isIntact: true, checked: 10 });
  });

  it('is the expected one, also when it has grown since', async () => {
    const head = await headOf();
    await insertAudit(db.pool, [entry('S11')], NOW);
    expect(await chain.verify(head)).toMatchObject({ isIntact: true, headN: 11 });
  });

  it('cannot be changed by our own code', async () => {
    const changes = [
      "UPDATE audit SET action = 'x'",
      'DELETE FROM audit',
      'TRUNCATE audit',
      "UPDATE audit_chain SET hash = 'x'",
      'DELETE FROM audit_chain',
      'TRUNCATE audit_chain',
    ];
    for (const change of changes) {
      await expect(db.pool.query(change), change).rejects.toThrow('append-only');
    }
  });
});

describe('what was done to it is found and named', () => {
  it.each([
    ['a word of a row', "UPDATE audit SET action = 'claim.noticed' WHERE id = 4"],
    ['who it was', "UPDATE audit SET actor_id = 'agt_2' WHERE id = 4"],
    ['when it was, by a millisecond', "UPDATE audit SET at = at + interval '1 ms' WHERE id = 4"],
    ['a reason that was not there', "UPDATE audit SET reason = '' WHERE id = 4"],
    ['the data', `UPDATE audit SET data = '{"page": 2}' WHERE id = 4`],
  ])('%s', async (_name, statement) => {
    await tamper(statement);
    const { isIntact, findings } = await chain.verify();
    expect([isIntact, findings]).toEqual([false, [{ kind: 'changed', n: 4, auditId: '4' }]]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('row %i, changed or deleted', async (n) => {
    const at = { n, auditId: String(n) };
    await tamper(`UPDATE audit SET subject_id = 'other' WHERE id = ${n}`);
    expect((await chain.verify()).findings).toEqual([{ kind: 'changed', ...at }]);
    await tamper(`DELETE FROM audit WHERE id = ${n}`);
    expect((await chain.verify()).findings).toEqual([{ kind: 'deleted', ...at }]);
  });

  it('a row slipped in without a link', async () => {
    await tamper(`INSERT INTO audit (at, actor_kind, actor_id, action, subject_kind, subject_id)
      VALUES (now(), 'agent', 'agt_9', 'claim.read', 'claim', 'S99')`);
    expect((await chain.verify()).findings).toEqual([{ kind: 'inserted', auditId: '11' }]);
  });

  it('two rows that changed places', async () => {
    await tamper(`UPDATE audit a SET subject_id = b.subject_id FROM audit b
      WHERE (a.id, b.id) IN ((3, 8), (8, 3))`);
    expect((await chain.verify()).findings).toEqual([
      { kind: 'changed', n: 3, auditId: '3' },
      { kind: 'changed', n: 8, auditId: '8' },
    ]);
  });

  it('two neighbours that changed places', async () => {
    await tamper(`UPDATE audit a SET subject_id = b.subject_id FROM audit b
      WHERE (a.id, b.id) IN ((3, 4), (4, 3))`);
    expect((await chain.verify()).findings).toEqual([
      { kind: 'changed', n: 3, auditId: '3' },
      { kind: 'changed', n: 4, auditId: '4' },
    ]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('the hash of link %i, edited', async (n) => {
    await tamper(`UPDATE audit_chain SET hash = repeat('a', 64) WHERE n = ${n}`);
    expect((await chain.verify()).findings).toEqual([
      { kind: 'chain_broken', n, auditId: String(n) },
    ]);
  });

  it('a row changed, and its hash made to fit', async () => {
    await tamper(`UPDATE audit SET subject_id = 'other' WHERE id = 4`);
    await tamper(`UPDATE audit_chain c SET hash = audit_hash(
      (SELECT hash FROM audit_chain WHERE n = 3), 4, a) FROM audit a WHERE c.n = 4 AND a.id = 4`);
    expect((await chain.verify()).findings).toEqual([{ kind: 'changed', n: 5, auditId: '5' }]);
  });

  it('a row taken out together with its link', async () => {
    await tamper('DELETE FROM audit WHERE id = 4');
    await tamper('DELETE FROM audit_chain WHERE n = 4');
    expect((await chain.verify()).findings).toEqual([{ kind: 'chain_broken', n: 4 }]);
  });

  it('the first row taken out together with its link', async () => {
    await tamper('DELETE FROM audit WHERE id = 1');
    await tamper('DELETE FROM audit_chain WHERE n = 1');
    expect((await chain.verify()).findings).toEqual([{ kind: 'chain_broken', n: 1 }]);
  });

  it('a link taken away from its row', async () => {
    await tamper('DELETE FROM audit_chain WHERE n = 4');
    expect((await chain.verify()).findings).toEqual([
      { kind: 'chain_broken', n: 4 },
      { kind: 'inserted', auditId: '4' },
    ]);
  });

  it('the end cut off, when the head was noted before', async () => {
    const head = await headOf();
    await tamper('DELETE FROM audit WHERE id > 8');
    await tamper('DELETE FROM audit_chain WHERE n > 8');
    expect((await chain.verify()).isIntact).toBe(true);
    expect((await chain.verify(head)).findings).toEqual([{ kind: 'chain_broken', n: 10 }]);
  });

  it('everything reckoned anew after a change, when the head was noted before', async () => {
    const head = await headOf();
    await tamper("UPDATE audit SET subject_id = 'other' WHERE id = 4");
    await tamper(`DO $$ DECLARE one audit; last text := ''; BEGIN
      FOR one IN SELECT * FROM audit ORDER BY id LOOP
        last := audit_hash(last, one.id, one);
        UPDATE audit_chain SET hash = last WHERE n = one.id;
      END LOOP; END $$`);
    expect((await chain.verify()).isIntact).toBe(true);
    expect((await chain.verify(head)).isIntact).toBe(false);
  });

  it('no more than a hundred of them', async () => {
    for (let i = 0; i < 150; i += 1) await insertAudit(db.pool, [entry(`T${i}`)], NOW);
    await tamper("UPDATE audit SET actor_id = 'somebody'");
    expect((await chain.verify()).findings).toHaveLength(100);
  });
});

describe('many writers at once', () => {
  it('leave an intact chain, also when some of them change their mind', async () => {
    const work = Array.from({ length: 60 }, (_, i) =>
      inTransaction(db.pool, async (sql) => {
        await insertAudit(sql, [entry(`A${i}`), entry(`B${i}`)], NOW);
        // Locks of others, taken in different orders around the audit rows.
        await sql.query('SELECT pg_advisory_xact_lock($1)', [i % 4]);
        await insertAudit(sql, [entry(`C${i}`)], NOW);
        if (i % 3 === 0) throw new Error('changed my mind');
      }).catch((error: unknown) => {
        if (error instanceof Error && error.message === 'changed my mind') return;
        throw error;
      }),
    );
    await Promise.all(work);
    const verified = await chain.verify();
    expect(verified).toMatchObject({ isIntact: true, checked: 10 + 40 * 3, headN: 130 });
  });

  it('are not held up by somebody who verifies, nor seen by them half', async () => {
    const writing = Array.from({ length: 20 }, (_, i) =>
      insertAudit(db.pool, [entry(`D${i}`)], NOW),
    );
    const verified = await Promise.all([chain.verify(), chain.verify(), chain.verify()]);
    await Promise.all(writing);
    expect(verified.map(({ isIntact }) => isIntact)).toEqual([true, true, true]);
    expect((await chain.verify()).headN).toBe(30);
  });
});

describe('an export', () => {
  const read = async (range: Parameters<AuditChain['export']>[0]) => {
    const rows = [];
    for await (const batch of chain.export(range)) rows.push(...batch);
    return rows;
  };

  it('has every row once, oldest first, with its link', async () => {
    const rows = await read({});
    expect(rows.map(({ n, subjectId }) => [n, subjectId])).toEqual(
      Array.from({ length: 10 }, (_, i) => [i + 1, `S${i + 1}`]),
    );
    expect(rows.at(-1)?.hash).toBe((await headOf()).hash);
  });

  it('keeps to its range, which includes its beginning and not its end', async () => {
    const later = new Date(NOW.getTime() + 1);
    await insertAudit(db.pool, [entry('LATE')], later);
    expect((await read({ from: later })).map(({ subjectId }) => subjectId)).toEqual(['LATE']);
    expect(await read({ to: later })).toHaveLength(10);
    expect(await read({ from: NOW, to: NOW })).toEqual([]);
  });

  it('gives its connection back when it is left half read', async () => {
    for (let i = 0; i < 30; i += 1) {
      for await (const _ of chain.export({})) break;
    }
    expect(db.pool.waitingCount).toBe(0);
    expect(db.pool.idleCount).toBe(db.pool.totalCount);
  });
});
