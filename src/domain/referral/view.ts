import type { Id } from '../../lib/ids.ts';
import type { ReferralStatus } from './referral.ts';

/** A friend who asked to be called, as the desk reads it; name and phone are masked. */
export interface ReferralView {
  readonly id: Id<'referral'>;
  readonly name: string;
  readonly phone: string;
  readonly city: string | null;
  readonly status: ReferralStatus;
  /** The number of the customer whose link it was. */
  readonly referredBy: string;
  readonly assignedTo: string | null;
  readonly assignedName: string | null;
  readonly consentVersion: string;
  readonly consentedAt: Date;
  readonly contactedAt: Date | null;
  readonly completedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly createdAt: Date;
}
