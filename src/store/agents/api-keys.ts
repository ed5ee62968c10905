import type { Pool } from 'pg';
import { z } from 'zod';
import {
  API_SCOPES,
  type ApiKeyRecord,
  type ApiScope,
  type Principal,
} from '../../domain/agent.ts';
import type { Actor } from '../../domain/audit.ts';
import { addMs, type Clock, MINUTE_MS } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { ApiKeyModel } from '../generated/models/ApiKey.ts';
import { inTransaction } from '../sql.ts';
import { hashSecret } from './secret.ts';

const SECRET_LENGTH = 40;
/** What people see of a key, to tell keys apart. */
const PREFIX_LENGTH = 8;
/** How exactly we remember the last use. */
const USED_STEP_MS = 5 * MINUTE_MS;

/** A scope that no longer exists gives nothing. */
const storedScopesSchema = z
  .array(z.string())
  .transform((names) => API_SCOPES.filter((scope) => names.includes(scope)));

export interface ApiKeyStore {
  /** The secret is in the answer and nowhere else. */
  create(input: {
    readonly name: string;
    readonly scopes: readonly ApiScope[];
    readonly actor: Actor;
  }): Promise<{ readonly key: ApiKeyRecord; readonly secret: string }>;
  list(): Promise<readonly ApiKeyRecord[]>;
  revoke(id: string, actor: Actor): Promise<'revoked' | 'not_found'>;
  authenticate(secret: string): Promise<Extract<Principal, { kind: 'api_key' }> | undefined>;
}

export interface ApiKeyStoreDeps {
  readonly pool: Pool;
  readonly prisma: PrismaClient;
  readonly clock: Clock;
  readonly random: Random;
}

/** Keys of the insurer's own systems. */
export function makeApiKeyStore(deps: ApiKeyStoreDeps): ApiKeyStore {
  return {
    create: (input) => createApiKey(deps, input),
    list: async () => {
      const rows = await deps.prisma.apiKey.findMany({ orderBy: { createdAt: 'desc' }, take: 500 });
      return rows.map(toRecord);
    },
    revoke: (id, actor) => revokeApiKey(deps, id, actor),
    authenticate: (secret) => authenticate(deps, secret),
  };
}

async function createApiKey(
  { pool, prisma, clock, random }: ApiKeyStoreDeps,
  input: Parameters<ApiKeyStore['create']>[0],
): ReturnType<ApiKeyStore['create']> {
  const secret = `ck_${random.text(SECRET_LENGTH)}`;
  const now = clock.now();
  const row = await prisma.apiKey.create({
    data: {
      id: newId('apiKey', random),
      name: input.name,
      prefix: secret.slice(0, PREFIX_LENGTH),
      keyHash: hashSecret(secret),
      scopes: [...input.scopes],
      createdBy: input.actor.id,
      createdAt: now,
    },
  });
  const data = { name: input.name, scopes: input.scopes };
  await insertAudit(
    pool,
    [{ ...auditOf(row.id, input.actor), action: 'api_key.created', data }],
    now,
  );
  return { key: toRecord(row), secret };
}

function revokeApiKey(
  { pool, clock }: ApiKeyStoreDeps,
  id: string,
  actor: Actor,
): Promise<'revoked' | 'not_found'> {
  const now = clock.now();
  return inTransaction(pool, async (sql) => {
    const { rowCount } = await sql.query(
      'UPDATE api_keys SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1',
      [id, now],
    );
    if (rowCount !== 1) return 'not_found';
    await insertAudit(sql, [{ ...auditOf(id, actor), action: 'api_key.revoked' }], now);
    return 'revoked';
  });
}

function auditOf(id: string, actor: Actor) {
  return { actor, subjectKind: 'api_key', subjectId: id };
}

async function authenticate(
  { pool, clock }: ApiKeyStoreDeps,
  secret: string,
): ReturnType<ApiKeyStore['authenticate']> {
  const now = clock.now();
  const { rows } = await pool.query<{
    id: string;
    name: string;
    scopes: unknown;
    last_used_at: Date;
  }>(
    'SELECT id, name, scopes, last_used_at FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL',
    [hashSecret(secret)],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  if (row.last_used_at === null || row.last_used_at <= addMs(now, -USED_STEP_MS)) {
    await pool.query('UPDATE api_keys SET last_used_at = $2 WHERE id = $1', [row.id, now]);
  }
  return {
    kind: 'api_key',
    id: row.id,
    name: row.name,
    scopes: storedScopesSchema.parse(row.scopes),
  };
}

function toRecord(row: ApiKeyModel): ApiKeyRecord {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: storedScopesSchema.parse(row.scopes),
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    ...(row.lastUsedAt === null ? {} : { lastUsedAt: row.lastUsedAt }),
    ...(row.revokedAt === null ? {} : { revokedAt: row.revokedAt }),
  };
}
