import type { Pool, PoolClient } from 'pg';
import {
  type AuditExportRow,
  type AuditFinding,
  type AuditVerification,
  FINDINGS_MAX,
  type JudgedLink,
  judgeLink,
  type Link,
} from '../domain/audit-chain.ts';
import { auditDataSchema } from './audit-store.ts';
import type { Sql } from './sql.ts';

export interface AuditChain {
  /**
   * Reads the whole trail as of one moment, beside whoever writes. `expected` is a link that was noted before:
   * without it nobody can tell a trail whose end was cut off from one that ended there.
   */
  verify(expected?: { readonly n: number; readonly hash: string }): Promise<AuditVerification>;
  /** Oldest first, in batches, as of one moment. Half-open: [from, to). */
  export(range: {
    readonly from?: Date | undefined;
    readonly to?: Date | undefined;
  }): AsyncIterable<readonly AuditExportRow[]>;
}

/** Rows in memory at a time. */
const BATCH = 5_000;

interface AuditChainDeps {
  readonly pool: Pool;
  /** Rows in memory at a time; at least 2. */
  readonly batch?: number;
}

/** The chain that the database itself writes over the audit rows (migration handoff_hand_written). */
export function makeAuditChain({ pool, batch = BATCH }: AuditChainDeps): AuditChain {
  return {
    verify: (expected) => asOfNow(pool, (sql) => verify(sql, batch, expected)),
    export: (range) => readRows(pool, batch, range),
  };
}

/** Everything that `work` reads is of one moment, and nothing is changed. */
async function asOfNow<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await work(client);
  } finally {
    await leave(client);
  }
}

async function leave(client: PoolClient): Promise<void> {
  await client.query('ROLLBACK').then(
    () => client.release(),
    (error: unknown) => client.release(error instanceof Error ? error : true),
  );
}

async function verify(
  sql: Sql,
  batch: number,
  expected: { readonly n: number; readonly hash: string } | undefined,
): Promise<AuditVerification> {
  const findings: AuditFinding[] = [];
  let before: JudgedLink | undefined;
  let isExpectedFound = expected === undefined;
  let checked = 0;
  for await (const { link, next } of readLinks(sql, batch)) {
    const judged = judgeLink(link, { before, next });
    findings.push(...judged.findings.slice(0, FINDINGS_MAX - findings.length));
    isExpectedFound ||= link.n === expected?.n && link.hash === expected.hash;
    before = { link, isEdited: judged.isEdited };
    checked += 1;
  }
  if (!isExpectedFound && expected !== undefined) {
    findings.push({ kind: 'chain_broken', n: expected.n });
  }
  findings.push(...(await findUnchained(sql, FINDINGS_MAX)));
  return {
    isIntact: findings.length === 0,
    checked,
    headN: before?.link.n ?? 0,
    ...(before === undefined ? {} : { headHash: before.link.hash }),
    findings: findings.slice(0, FINDINGS_MAX),
  };
}

interface LinkRow {
  readonly n: string;
  readonly audit_id: string;
  readonly hash: string;
  readonly is_there: boolean;
  readonly by_stored: string | null;
  readonly by_mended: string | null;
}

/**
 * Links from a number on, with the hash that each should have: after the stored hash of the link before it, and
 * after the hash that the link before it should have had. The first of the table follows an empty one.
 */
const READ_LINKS = `WITH links AS (
    SELECT c.n, c.audit_id, c.hash, COALESCE(lag(c.hash) OVER (ORDER BY c.n), '') AS before_hash
    FROM (SELECT * FROM audit_chain WHERE n >= $1 ORDER BY n LIMIT $2) AS c),
  read AS (
    SELECT l.n, l.audit_id, l.hash, a.id IS NOT NULL AS is_there, a AS row,
      CASE WHEN a.id IS NOT NULL THEN audit_hash(l.before_hash, l.n, a) END AS by_stored
    FROM links l LEFT JOIN audit a ON a.id = l.audit_id)
  SELECT n, audit_id, hash, is_there, by_stored,
    CASE WHEN is_there THEN audit_hash(lag(by_stored) OVER (ORDER BY n), n, row) END AS by_mended
  FROM read ORDER BY n OFFSET $3`;

/** Every link beside the one that follows it. */
async function* readLinks(
  sql: Sql,
  batch: number,
): AsyncGenerator<{ readonly link: Link; readonly next: Link | undefined }> {
  let held: Link | undefined;
  // What a link should have comes out of the two before it: they are read again with the next batch.
  let overlap: readonly Link[] = [];
  for (;;) {
    const from = overlap[0]?.n ?? 0;
    const values = [from, batch + overlap.length, overlap.length];
    const { rows } = await sql.query<LinkRow>(READ_LINKS, values);
    const links = rows.map(toLink);
    for (const next of links) {
      if (held !== undefined) yield { link: held, next };
      held = next;
    }
    if (links.length < batch) break;
    overlap = [...overlap, ...links].slice(-2);
  }
  if (held !== undefined) yield { link: held, next: undefined };
}

function toLink(row: LinkRow): Link {
  return {
    n: Number(row.n),
    auditId: row.audit_id,
    hash: row.hash,
    isThere: row.is_there,
    byStored: row.by_stored ?? undefined,
    byMended: row.by_mended ?? undefined,
  };
}

async function findUnchained(sql: Sql, limit: number): Promise<readonly AuditFinding[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT a.id FROM audit a WHERE NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.audit_id = a.id)
     ORDER BY a.id LIMIT $1`,
    [limit],
  );
  return rows.map(({ id }) => ({ kind: 'inserted', auditId: id }));
}

interface ExportRow {
  readonly id: string;
  readonly n: string | null;
  readonly hash: string | null;
  readonly at: Date;
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly action: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly reason: string | null;
  readonly data: unknown;
}

/** Holds a connection, and the moment it shows, until it was read to its end or left. */
async function* readRows(
  pool: Pool,
  batch: number,
  range: { readonly from?: Date | undefined; readonly to?: Date | undefined },
): AsyncGenerator<readonly AuditExportRow[]> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    let after = '0';
    for (;;) {
      const { rows } = await client.query<ExportRow>(
        `SELECT a.*, c.n, c.hash FROM audit a LEFT JOIN audit_chain c ON c.audit_id = a.id
         WHERE a.id > $1 AND ($2::timestamptz IS NULL OR a.at >= $2)
           AND ($3::timestamptz IS NULL OR a.at < $3)
         ORDER BY a.id LIMIT $4`,
        [after, range.from ?? null, range.to ?? null, batch],
      );
      const lastId = rows.at(-1)?.id;
      if (lastId === undefined) return;
      yield rows.map(toExportRow);
      after = lastId;
    }
  } finally {
    await leave(client);
  }
}

function toExportRow(row: ExportRow): AuditExportRow {
  return {
    ...(row.n === null ? {} : { n: Number(row.n) }),
    id: row.id,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    ...(row.reason === null ? {} : { reason: row.reason }),
    data: auditDataSchema.parse(row.data),
    ...(row.hash === null ? {} : { hash: row.hash }),
  };
}
