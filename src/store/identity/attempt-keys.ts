import { normalizeNumber, normalizePhone, normalizePlate } from '../../domain/identifiers.ts';
import { FAILURES_MAX, type IdentityEvidence, TARGET_FAILURES_MAX } from '../../domain/identity.ts';
import { sha256 } from '../../lib/sha256.ts';

/** One counter of wrong answers, and how many lock it. */
export interface AttemptKey {
  readonly key: string;
  readonly failuresMax: number;
}

/** The counter of whoever asks. */
export function askerKey(identityId: string): AttemptKey {
  return { key: `identity:${identityId}`, failuresMax: FAILURES_MAX };
}

/**
 * The counters of one try: of the asker, and of the plate, phone and number that were asked about. What was
 * asked about is hashed, so that it stays unreadable in the counter.
 */
export function attemptKeys(identityId: string, evidence: IdentityEvidence): readonly AttemptKey[] {
  const { plate, phone, claimNo } = evidence;
  const targets = [
    plate === undefined ? undefined : `plate:${sha256(normalizePlate(plate) ?? plate)}`,
    phone === undefined ? undefined : `phone:${sha256(normalizePhone(phone) ?? phone)}`,
    claimNo === undefined ? undefined : `claim:${sha256(normalizeNumber(claimNo))}`,
  ];
  return [
    askerKey(identityId),
    ...targets.flatMap((key) =>
      key === undefined ? [] : { key, failuresMax: TARGET_FAILURES_MAX },
    ),
  ];
}
