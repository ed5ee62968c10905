import type { Id } from '../../lib/ids.ts';

/** A policy as its holder may see it at L2; at L1 only dates and kind (domain.md 3.4). */
export interface PolicyFacts {
  readonly id: Id<'policy'>;
  readonly policyNo: string;
  readonly kind: 'compulsory' | 'commercial';
  /** The insurer's own word: active, cancelled, lapsed ... */
  readonly status: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly premiumFen?: number;
  readonly plate?: string;
  readonly covers: readonly PolicyCover[];
}

export interface PolicyCover {
  readonly code: string;
  readonly name: string;
  readonly sumInsuredFen?: number;
  readonly deductibleFen?: number;
}

/** What the desk knows of the customer's own details, unmasked: the flow decides what it shows. */
export interface CustomerProfile {
  readonly customerNo: string;
  readonly name?: string;
  /** Absent when it is no mobile number. */
  readonly phone?: string;
  readonly address?: string;
  readonly email?: string;
  readonly plates: readonly string[];
}

export interface PolicyReader {
  /** Newest period first. */
  ofCustomer(customerId: Id<'customer'>): Promise<readonly PolicyFacts[]>;
  profile(customerId: Id<'customer'>): Promise<CustomerProfile | undefined>;
}
