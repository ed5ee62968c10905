import type { Id } from '../lib/ids.ts';

/** What one may agree to or refuse, each by itself (domain.md 3.1, 3.7). SERVICE messages cannot be refused. */
export const CONSENT_PURPOSES = [
  'marketing',
  'care',
  'survey',
  'location',
  'model',
  'medical_documents',
  'identity_documents',
  'account_documents',
] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** One decision, kept for ever; the newest of a purpose counts. */
export interface ConsentDecision {
  readonly identityId: Id<'identity'>;
  readonly customerId?: Id<'customer'>;
  readonly conversationId: Id<'conversation'>;
  readonly channelAccount: string;
  readonly purpose: ConsentPurpose;
  readonly isGranted: boolean;
  /** Which text was shown, such as `location-1`; `words` when the customer decided by what they said. */
  readonly textVersion: string;
  readonly decidedAt: Date;
}

/** The decisions that count now. */
export interface ConsentReader {
  currentOf(identityId: Id<'identity'>): Promise<readonly ConsentDecision[]>;
}

/** The kinds of messages that one may refuse (domain.md 3.7); progress of claims and clocks is SERVICE. */
export const REFUSABLE_PURPOSES = [
  'marketing',
  'care',
  'survey',
] as const satisfies readonly ConsentPurpose[];
export type RefusablePurpose = (typeof REFUSABLE_PURPOSES)[number];

/** A decision as the desk reads it. */
export interface ConsentView {
  readonly purpose: ConsentPurpose;
  readonly isGranted: boolean;
  /** The newest of its purpose: the one that counts. */
  readonly isCurrent: boolean;
  readonly textVersion: string;
  readonly channelAccount: string;
  readonly conversationId: Id<'conversation'> | null;
  readonly decidedAt: Date;
}
