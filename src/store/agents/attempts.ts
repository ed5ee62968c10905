import { addMs, MINUTE_MS } from '../../lib/clock.ts';
import { sha256 } from '../../lib/sha256.ts';
import type { Sql } from '../sql.ts';

interface Limit {
  readonly key: string;
  readonly triesMax: number;
  readonly windowMs: number;
}

/** Five tries in five minutes for an address, ten in fifteen minutes for a name. */
function limitsOf(username: string, address: string): readonly Limit[] {
  const name = sha256(username);
  return [
    { key: `address:${address}`, triesMax: 5, windowMs: 5 * MINUTE_MS },
    { key: `name:${name}`, triesMax: 10, windowMs: 15 * MINUTE_MS },
  ];
}

export interface SignInTry {
  readonly username: string;
  readonly address: string;
  readonly now: Date;
}

/**
 * Counts a try before the password is looked at, so that many tries at once cannot all slip through.
 * Returns how long to wait when there were too many, in milliseconds.
 */
export async function countSignInTry(sql: Sql, tried: SignInTry): Promise<number | undefined> {
  for (const { key, triesMax, windowMs } of limitsOf(tried.username, tried.address)) {
    const windowFrom = addMs(tried.now, -windowMs);
    const { rows } = await sql.query<{ failures: number; window_start: Date }>(
      `INSERT INTO sign_in_attempts AS a (key, failures, window_start) VALUES ($1, 1, $2)
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN a.window_start <= $3 THEN 1 ELSE least(a.failures + 1, 1000) END,
         window_start = CASE WHEN a.window_start <= $3 THEN $2 ELSE a.window_start END
       RETURNING failures, window_start`,
      [key, tried.now, windowFrom],
    );
    const counted = rows[0];
    if (counted === undefined || counted.failures <= triesMax) continue;
    // A locked address does not count against the name: it could lock a colleague out from outside.
    return addMs(counted.window_start, windowMs).getTime() - tried.now.getTime();
  }
  return undefined;
}

/** A right password is no failure: takes back what `countSignInTry` counted. */
export async function forgiveSignInTry(sql: Sql, tried: SignInTry): Promise<void> {
  const keys = limitsOf(tried.username, tried.address).map(({ key }) => key);
  await sql.query(
    'UPDATE sign_in_attempts SET failures = greatest(failures - 1, 0) WHERE key = ANY($1)',
    [keys],
  );
}
