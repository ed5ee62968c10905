// npm run audit -- verify [--expect <n>:<hash>]: checks the audit trail against the chain of hashes over it.
// npm run audit -- export [--format csv|jsonl] [--from <day or time>] [--to <day or time>]: prints it, oldest first.
// Works on DATABASE_URL, or else on the embedded database in DATA_DIR, whether the desk is running or not.
// Ends with 0: intact, or exported; 1: something was found; 2: it could not be done.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from 'pg';
import type { AuditEntry } from '../src/domain/audit.ts';
import {
  AUDIT_EXPORT_FORMATS,
  auditExportHead,
  auditExportLine,
} from '../src/domain/audit-chain.ts';
import { systemClock } from '../src/lib/clock.ts';
import { readConfig } from '../src/lib/config.ts';
import { systemRandom } from '../src/lib/ids.ts';
import { makeLog } from '../src/lib/log.ts';
import { insertAudit } from '../src/store/audit.ts';
import { type AuditChain, makeAuditChain } from '../src/store/audit-chain.ts';
import { makeEmbeddedEngine } from '../src/store/engine/embedded-engine.ts';

const USAGE = `npm run audit -- verify [--expect <n>:<hash>]
npm run audit -- export [--format csv|jsonl] [--from 2026-11-01] [--to 2026-12-01T00:00:00+08:00]`;

/** What a person reads instead of a stack. */
class CannotError extends Error {}

interface Trail {
  readonly chain: AuditChain;
  record(entry: Pick<AuditEntry, 'action' | 'data'>): Promise<void>;
}

try {
  process.exitCode = await main();
} catch (error) {
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { command, options } = readArguments();
  switch (command) {
    case 'verify': {
      const expected = readExpected(options.expect);
      return withTrail((trail) => verify(trail, expected));
    }
    case 'export': {
      const format = AUDIT_EXPORT_FORMATS.find((name) => name === (options.format ?? 'jsonl'));
      if (format === undefined) throw new CannotError(`--format: csv or jsonl\n${USAGE}`);
      const range = { from: readTime('--from', options.from), to: readTime('--to', options.to) };
      return withTrail((trail) => write(trail, { format, ...range }));
    }
    default:
      throw new CannotError(USAGE);
  }
}

function readArguments() {
  try {
    const text = { type: 'string' } as const;
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { expect: text, format: text, from: text, to: text },
    });
    return { command: positionals.length === 1 ? positionals[0] : undefined, options: values };
  } catch (error) {
    throw new CannotError(`${error instanceof Error ? error.message : ''}\n${USAGE}`);
  }
}

function readExpected(text: string | undefined) {
  if (text === undefined) return undefined;
  const [, n, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (n === undefined || hash === undefined) {
    throw new CannotError('--expect: the number and the hash that verify printed, as <n>:<hash>');
  }
  return { n: Number(n), hash };
}

/** A day means its first moment in Shanghai. */
function readTime(name: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const time = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+08:00` : text);
  if (Number.isNaN(time.getTime())) throw new CannotError(`${name}: a day or an RFC 3339 time`);
  return time;
}

async function verify(
  trail: Trail,
  expected: { readonly n: number; readonly hash: string } | undefined,
): Promise<number> {
  const verified = await trail.chain.verify(expected);
  const { isIntact, checked, headN, headHash = '', findings } = verified;
  const data = { isIntact, headN, headHash, findings: findings.length };
  await trail.record({ action: 'audit.verified', data });
  for (const { kind, n, auditId } of findings) {
    const parts = [
      n === undefined ? '' : ` link ${n}`,
      auditId === undefined ? '' : ` row ${auditId}`,
    ];
    process.stdout.write(`${kind}${parts.join('')}\n`);
  }
  const verdict = isIntact ? 'intact' : `NOT intact, ${findings.length} findings`;
  process.stdout.write(
    `The audit trail is ${verdict}: ${checked} rows, head ${headN}:${headHash}\n`,
  );
  return isIntact ? 0 : 1;
}

async function write(
  trail: Trail,
  asked: {
    readonly format: 'csv' | 'jsonl';
    readonly from?: Date | undefined;
    readonly to?: Date | undefined;
  },
): Promise<number> {
  const { format, from, to } = asked;
  const data = { format, from: from?.toISOString(), to: to?.toISOString() };
  await trail.record({ action: 'audit.exported', data });
  await print(auditExportHead(format));
  for await (const rows of trail.chain.export({ from, to })) {
    await print(rows.map((row) => auditExportLine(row, format)).join(''));
  }
  return 0;
}

/** Resolves when the reader took it: a trail does not fit in memory. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error == null ? resolve() : reject(error)));
  });
}

async function withTrail(work: (trail: Trail) => Promise<number>): Promise<number> {
  const read = readConfig();
  if (read.kind === 'invalid') throw new CannotError(read.problems.join('\n'));
  const { DATABASE_URL, DATA_DIR } = read.config;
  if (DATABASE_URL !== undefined) return withPool(DATABASE_URL, work);
  if (!existsSync(join(DATA_DIR, 'postgres'))) {
    throw new CannotError(`There is no database in ${DATA_DIR}: set DATA_DIR or DATABASE_URL.`);
  }
  const log = makeLog({ level: 'silent' });
  const deps = { dataDir: DATA_DIR, clock: systemClock, random: systemRandom, log };
  const engine = makeEmbeddedEngine(deps);
  try {
    return await withPool((await engine.start()).connectionString, work);
  } finally {
    await engine.stop();
  }
}

async function withPool(
  connectionString: string,
  work: (trail: Trail) => Promise<number>,
): Promise<number> {
  const pool = new Pool({ connectionString, max: 2, application_name: 'careline audit' });
  pool.on('error', () => undefined);
  try {
    return await work({
      chain: makeAuditChain({ pool }),
      record: (entry) => {
        const actor = { kind: 'system', id: 'command' } as const;
        const subject = { subjectKind: 'audit', subjectId: '*' };
        return insertAudit(pool, [{ actor, ...subject, ...entry }], systemClock.now());
      },
    });
  } finally {
    await pool.end();
  }
}
