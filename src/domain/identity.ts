import { addMs, MINUTE_MS } from '../lib/clock.ts';
import type { Id } from '../lib/ids.ts';

/** L0 anonymous, L1 known, L2 proved twice, L3 real-name check or agent call (domain.md 3.4). */
export type IdentityLevel = 0 | 1 | 2 | 3;

/** L2 and above fall back to L1 after this long without a message (domain.md 3.4). */
export const HIGH_LEVEL_IDLE_MS = 30 * MINUTE_MS;
/** Wrong answers before the check locks (domain.md 3.4). */
export const FAILURES_MAX = 3;
/** How long a locked check stays locked (domain.md 3.4). */
export const LOCK_MS = 30 * MINUTE_MS;
/** Wrong answers about one plate or phone, by whomever, before it locks: stops guessing from many chats. */
export const TARGET_FAILURES_MAX = 6;

export interface ChannelIdentity {
  readonly id: Id<'identity'>;
  readonly channelAccount: string;
  readonly externalUserId: string;
  readonly subject?: Subject;
  readonly level: IdentityLevel;
  readonly verifiedAt?: Date;
  /** The previous inbound message's time: what idleness is counted from. */
  readonly lastInboundAt?: Date;
}

/** Who was proved: the insured, or somebody who reported one accident and may see that report's stage only. */
export type Subject =
  | { readonly kind: 'customer'; readonly customerId: Id<'customer'> }
  | { readonly kind: 'reporter'; readonly claimNo: string };

/** The level that counts now: L2 and above lapse to L1 after 30 idle minutes. */
export function effectiveLevel(
  identity: Pick<ChannelIdentity, 'level' | 'verifiedAt' | 'lastInboundAt'>,
  now: Date,
): IdentityLevel {
  if (identity.level < 2) return identity.level;
  const active = latest(identity.verifiedAt, identity.lastInboundAt);
  return active !== undefined && now < addMs(active, HIGH_LEVEL_IDLE_MS) ? identity.level : 1;
}

function latest(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

/** What a customer gave to be recognised. */
export interface IdentityEvidence {
  readonly plate?: string;
  readonly phone?: string;
  readonly idLast4?: string;
  readonly claimNo?: string;
  readonly oneTimeCode?: string;
}

export type IdentityCheck =
  | { readonly kind: 'matched'; readonly subject: Subject; readonly level: 1 | 2 }
  /** Never says which part was wrong. */
  | { readonly kind: 'no_match' }
  | { readonly kind: 'locked'; readonly until: Date };

export type NewPhoneCheck =
  | { readonly kind: 'matched' }
  | { readonly kind: 'no_match' }
  | { readonly kind: 'locked'; readonly until: Date };

/** Compares what was given with what is on record. Reads only; counting is a write of the same turn. */
export interface IdentityReader {
  check(identityId: Id<'identity'>, evidence: IdentityEvidence, now: Date): Promise<IdentityCheck>;
  /** Whether the code is the one sent to the number that a proved customer wants to have from now on. */
  checkNewPhone(
    identityId: Id<'identity'>,
    given: { readonly phone: string; readonly code: string },
    now: Date,
  ): Promise<NewPhoneCheck>;
  /** True while this asker is locked out. */
  lockedUntil(identityId: Id<'identity'>, now: Date): Promise<Date | undefined>;
}
