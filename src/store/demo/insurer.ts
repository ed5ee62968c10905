import type { ClaimEventInput, ClaimReporter, DerivedClaim } from '../../domain/claim/record.ts';
import type { Id } from '../../lib/ids.ts';
import type { DemoComplaintPlan } from './data/complaint-steps.ts';
import type { DemoCover } from './data/covers.ts';
import type { DemoBranch } from './data/places.ts';
import type { DemoModel } from './data/vehicles.ts';

/** A customer of the demo insurer with everything that hangs on them. */
export interface DemoCustomer {
  readonly id: Id<'customer'>;
  readonly customerNo: string;
  readonly name: string;
  readonly gender?: 'male' | 'female';
  readonly phone: string;
  readonly idNumber: string;
  readonly email?: string;
  readonly address: string;
  readonly branch: DemoBranch;
  readonly tier: 'standard' | 'gold' | 'platinum' | 'diamond';
  readonly tags: readonly string[];
  readonly relationshipManager?: string;
  /** The start of the first policy. */
  readonly since: Date;
  readonly vehicles: readonly DemoVehicle[];
}

export interface DemoVehicle {
  readonly id: Id<'vehicle'>;
  /** Absent while a new car is unplated. */
  readonly plate?: string;
  readonly vin: string;
  readonly model: DemoModel;
  /** Newest first. */
  readonly policies: readonly DemoPolicy[];
}

export interface DemoPolicy {
  readonly id: Id<'policy'>;
  readonly policyNo: string;
  readonly kind: 'compulsory' | 'commercial';
  readonly status: 'active' | 'expired' | 'cancelled' | 'pending';
  /** Never after the first start. */
  readonly boughtAt: Date;
  readonly startsAt: Date;
  /** Half-open: the first moment that is no longer covered. */
  readonly endsAt: Date;
  readonly premiumFen: number;
  readonly covers: readonly DemoCover[];
}

export interface DemoClaim {
  readonly id: Id<'claim'>;
  readonly claimNo: string;
  readonly reportNo: string;
  readonly customer: DemoCustomer;
  readonly vehicle: DemoVehicle;
  readonly policy: DemoPolicy;
  readonly accidentAt: Date;
  readonly accidentPlace: string;
  readonly accidentKind: 'single' | 'double' | 'multi';
  readonly hasInjury: boolean;
  readonly reportedAt: Date;
  readonly reporter?: ClaimReporter;
  readonly events: readonly ClaimEventInput[];
  /** What the domain makes of the events. */
  readonly derived: DerivedClaim;
}

export interface DemoComplaint {
  readonly complaintNo: string;
  readonly customer: DemoCustomer;
  readonly claim?: DemoClaim;
  /** What was said, and what was done since. */
  readonly plan: DemoComplaintPlan;
  readonly receivedAt: Date;
  readonly registeredAt: Date;
  /** Of the same customer: what this one follows. */
  readonly earlierNo?: string;
}
