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

/** The one way that a decision may be about; without one it is about every way. */
export const CONSENT_WAYS = ['wechat', 'web', 'sms', 'phone'] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

/** How a decision reached us. */
export const CONSENT_SOURCES = [
  'proposal_form',
  'words',
  'button',
  'sms_reply',
  'phone',
  'web_form',
  'console',
  'import',
] as const;
export type ConsentSource = (typeof CONSENT_SOURCES)[number];

/** What proves a decision. */
export interface ConsentEvidence {
  readonly text?: string | undefined;
  readonly messageSeq?: number | undefined;
  readonly documentNo?: string | undefined;
  readonly recordingNo?: string | undefined;
  readonly note?: string | undefined;
}

/** A decision that was made outside our chats, to be written down. */
export interface NewConsent {
  /** One customer, or everybody with a phone number. */
  readonly who: { readonly customerNo: string } | { readonly phone: string };
  readonly purposes: readonly ConsentPurpose[];
  readonly way: ConsentWay | null;
  readonly isGranted: boolean;
  readonly decidedAt: Date;
  readonly source: ConsentSource;
  readonly evidence: ConsentEvidence;
  readonly textVersion: string;
}

/** One decision, kept for ever; the newest of a purpose counts. */
export interface ConsentDecision {
  readonly identityId: Id<'identity'>;
  readonly customerId?: Id<'customer'>;
  readonly conversationId: Id<'conversation'>;
  readonly channelAccount: string;
  readonly purpose: ConsentPurpose;
  /** The one way that it is about; absent: every way. */
  readonly way?: ConsentWay;
  readonly isGranted: boolean;
  /** Which text was shown, such as `location-1`; `words` when the customer decided by what they said. */
  readonly textVersion: string;
  /** What was said, where it was decided by words. */
  readonly evidence?: ConsentEvidence;
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
  /** The one way that it is about; null: every way. */
  readonly way: ConsentWay | null;
  readonly isGranted: boolean;
  /** The newest of its purpose and way: the one that counts. */
  readonly isCurrent: boolean;
  readonly source: ConsentSource;
  readonly textVersion: string;
  /** Texts in it are masked. */
  readonly evidence: ConsentEvidence;
  /** Who wrote it down; null: the customer decided in a chat. */
  readonly recordedBy: string | null;
  readonly channelAccount: string;
  readonly conversationId: Id<'conversation'> | null;
  readonly decidedAt: Date;
}
