import type { Id } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { ClaimStatus } from '../claim/status.ts';
import type { ConversationMode } from '../conversation-mode.ts';
import type { IdentityLevel } from '../identity.ts';

/** Everything here is masked already (domain.md 3.5); numbers that the API uses as keys are not. */
export interface CustomerSummary {
  readonly customerNo: string;
  readonly name: string;
  readonly phone: string | null;
  readonly plates: readonly string[];
  readonly branch: string | null;
  readonly tier: string;
}

/** Customer 360: who they are, what they own, what happened, and every way they reached us. Masked. */
export interface CustomerView extends CustomerSummary {
  readonly id: Id<'customer'>;
  readonly gender: string | null;
  readonly idType: string | null;
  readonly idNumber: string | null;
  readonly birthday: string | null;
  readonly birthdayKind: 'solar' | 'lunar';
  readonly birthdayInLeapMonth: boolean;
  readonly city: string | null;
  readonly licenceExpiresOn: string | null;
  readonly bereavedAt: Date | null;
  readonly marketingBlockedAt: Date | null;
  readonly surveySilentUntil: Date | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly tags: readonly string[];
  readonly relationshipManager: string | null;
  readonly sourceUpdatedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly vehicles: readonly VehicleView[];
  readonly policies: readonly PolicyView[];
  readonly claims: readonly CustomerClaim[];
  readonly identities: readonly CustomerIdentity[];
  readonly contacts: readonly CustomerContact[];
}

export interface VehicleView {
  readonly plate: string | null;
  readonly vin: string | null;
  readonly model: string | null;
  readonly energy: string | null;
  readonly inspectionDueOn: string | null;
  readonly registeredOn: string | null;
  readonly city: string | null;
}

export interface PolicyView {
  readonly policyNo: string;
  readonly customerNo: string;
  readonly kind: string;
  readonly status: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly premiumFen: number | null;
  readonly covers: readonly JsonObject[];
  readonly branch: string | null;
  readonly vehicle: VehicleView | null;
  readonly sourceUpdatedAt: Date | null;
  readonly updatedAt: Date;
}

export interface CustomerClaim {
  readonly claimNo: string;
  readonly reportNo: string | null;
  readonly status: ClaimStatus;
  readonly rawStatus: string | null;
  readonly statusAt: Date;
  readonly reportedAt: Date;
  readonly hasInjury: boolean;
}

/** A channel on which this customer proved who they are. */
export interface CustomerIdentity {
  readonly channelAccount: string;
  readonly level: IdentityLevel;
  readonly verifiedAt: Date | null;
  readonly verifiedBy: string | null;
}

/** A conversation, newest first. */
export interface CustomerContact {
  readonly conversationId: Id<'conversation'>;
  readonly channelAccount: string;
  readonly mode: ConversationMode;
  readonly lastMessageAt: Date;
  readonly messageCount: number;
  readonly endedAt: Date | null;
}
