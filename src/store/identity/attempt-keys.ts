import { createHash } from 'node:crypto';
import { normalizeNumber, normalizePhone, normalizePlate } from '../../domain/identifiers.ts';
import { FAILURES_MAX, type IdentityEvidence, TARGET_FAILURES_MAX } from '../../domain/identity.ts';

/** One counter of wrong answers, and how many lock it. */
export interface AttemptKey {
  readonly key: string;
  readonly failuresMax: number;
}

/** The counter of whoever asks. */
export function askerKey(identityId: string): AttemptKey {
  return { key: `identity:${identityId}`, failuresMax: FAILURES_MAX };
}

/** The counters of one try: of the asker, and of the plate, phone and number that were asked about. */
export function attemptKeys(identityId: string, evidence: IdentityEvidence): readonly AttemptKey[] {
  const { plate, phone, claimNo } = evidence;
  const targets = [
    plate === undefined ? undefined : `plate:${hash(normalizePlate(plate) ?? plate)}`,
    phone === undefined ? undefined : `phone:${hash(normalizePhone(phone) ?? phone)}`,
    claimNo === undefined ? undefined : `claim:${hash(normalizeNumber(claimNo))}`,
  ];
  return [
    askerKey(identityId),
    ...targets.flatMap((key) =>
      key === undefined ? [] : { key, failuresMax: TARGET_FAILURES_MAX },
    ),
  ];
}

/** SHA-256 in hexadecimal: what is counted stays unreadable in the counter. */
export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
