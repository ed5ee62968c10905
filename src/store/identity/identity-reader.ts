import type { Pool } from 'pg';
import {
  normalizeIdLast4,
  normalizeNumber,
  normalizePhone,
  normalizePlate,
} from '../../domain/identifiers.ts';
import type { IdentityCheck, IdentityEvidence, IdentityReader } from '../../domain/identity.ts';
import type { Sql } from '../sql.ts';
import { askerKey, attemptKeys } from './attempt-keys.ts';
import { phoneOfCode } from './one-time-code.ts';

const NO_MATCH: IdentityCheck = { kind: 'no_match' };

/** Compares what a customer gave with what is on record, without ever telling which part was wrong. */
export function makeIdentityReader({ pool }: { readonly pool: Pool }): IdentityReader {
  return {
    lockedUntil: (identityId, now) => lockedUntil(pool, [askerKey(identityId).key], now),
    checkNewPhone: async (identityId, { phone, code }, now) => {
      const keys = attemptKeys(identityId, { phone }).map(({ key }) => key);
      const until = await lockedUntil(pool, keys, now);
      if (until !== undefined) return { kind: 'locked', until };
      const proved = await phoneOfCode(pool, identityId, { code, now });
      return { kind: proved !== undefined && proved === phone ? 'matched' : 'no_match' };
    },
    check: async (identityId, evidence, now) => {
      const keys = attemptKeys(identityId, evidence).map(({ key }) => key);
      const until = await lockedUntil(pool, keys, now);
      if (until !== undefined) return { kind: 'locked', until };
      if (evidence.oneTimeCode !== undefined) {
        const code = evidence.oneTimeCode;
        const proved = await phoneOfCode(pool, identityId, { code, now });
        return proved === undefined ? NO_MATCH : byProvedPhone(pool, proved, evidence);
      }
      const isStepUp = [evidence.plate, evidence.phone, evidence.claimNo].every(
        (e) => e === undefined,
      );
      if (isStepUp) return byStepUp(pool, identityId, evidence);
      const isOfReport = evidence.claimNo !== undefined && evidence.idLast4 === undefined;
      return isOfReport ? byReport(pool, evidence) : byDocuments(pool, evidence);
    },
  };
}

async function lockedUntil(
  sql: Sql,
  keys: readonly string[],
  now: Date,
): Promise<Date | undefined> {
  const { rows } = await sql.query<{ until: Date | null }>(
    'SELECT max(locked_until) AS until FROM identity_attempts WHERE key = ANY($1) AND locked_until > $2',
    [[...keys], now],
  );
  return rows[0]?.until ?? undefined;
}

/** Plate, phone and the last four of the ID document of one and the same customer: level 2. */
async function byDocuments(sql: Sql, evidence: IdentityEvidence): Promise<IdentityCheck> {
  const plate = normalizePlate(evidence.plate ?? '');
  const phone = normalizePhone(evidence.phone ?? '');
  const idLast4 = normalizeIdLast4(evidence.idLast4 ?? '');
  if (plate === undefined || phone === undefined || idLast4 === undefined) return NO_MATCH;
  const { rows } = await sql.query<{ id: string }>(
    `SELECT c.id FROM customers c WHERE c.phone = $1 AND upper(right(c.id_number, 4)) = $2
       AND EXISTS (SELECT 1 FROM vehicles v WHERE v.customer_id = c.id AND v.plate = $3) LIMIT 2`,
    [phone, idLast4, plate],
  );
  return onlyCustomer(rows, 2);
}

/** Somebody bound as a customer already gives the last four of the ID document again: level 2. */
async function byStepUp(
  sql: Sql,
  identityId: string,
  evidence: IdentityEvidence,
): Promise<IdentityCheck> {
  const idLast4 = normalizeIdLast4(evidence.idLast4 ?? '');
  if (idLast4 === undefined) return NO_MATCH;
  const { rows } = await sql.query<{ id: string }>(
    `SELECT c.id FROM channel_identities i JOIN customers c ON c.id = i.customer_id
     WHERE i.id = $1 AND i.subject_kind = 'customer' AND i.level >= 1
       AND upper(right(c.id_number, 4)) = $2`,
    [identityId, idLast4],
  );
  return onlyCustomer(rows, 2);
}

/** A claim or report number with the phone it was reported from: the stage of that report, level 1. */
async function byReport(sql: Sql, evidence: IdentityEvidence): Promise<IdentityCheck> {
  const phone = normalizePhone(evidence.phone ?? '');
  if (phone === undefined) return NO_MATCH;
  const { rows } = await sql.query<{ claim_no: string }>(
    `SELECT c.claim_no FROM claims c JOIN customers u ON u.id = c.customer_id
     WHERE (c.claim_no = $1 OR c.report_no = $1) AND COALESCE(c.reporter_phone, u.phone) = $2 LIMIT 1`,
    [normalizeNumber(evidence.claimNo ?? ''), phone],
  );
  const claimNo = rows[0]?.claim_no;
  return claimNo === undefined
    ? NO_MATCH
    : { kind: 'matched', subject: { kind: 'reporter', claimNo }, level: 1 };
}

/** A code sent to the phone on record proves the phone: level 1; with the ID's last four beside it, level 2. */
async function byProvedPhone(
  sql: Sql,
  phone: string,
  evidence: IdentityEvidence,
): Promise<IdentityCheck> {
  const idLast4 = normalizeIdLast4(evidence.idLast4 ?? '');
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM customers WHERE phone = $1
       AND ($2::text IS NULL OR upper(right(id_number, 4)) = $2) LIMIT 2`,
    [phone, idLast4 ?? null],
  );
  return onlyCustomer(rows, idLast4 === undefined ? 1 : 2);
}

/** Two customers who share all of it are not told apart by guessing: a person has to. */
function onlyCustomer(rows: readonly { readonly id: string }[], level: 1 | 2): IdentityCheck {
  const [only, other] = rows;
  if (only === undefined || other !== undefined) return NO_MATCH;
  return { kind: 'matched', subject: { kind: 'customer', customerId: only.id }, level };
}
