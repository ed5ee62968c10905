import type { Id } from '../../lib/ids.ts';

/** Whose act lets us write, or what lets us write once. */
export type GrantKind =
  | 'message'
  | 'menu_click'
  | 'subscribe'
  | 'scan'
  | 'welcome'
  | 'closing'
  | 'queue_notice'
  | `subscription:${string}`;

/** How many messages we may send to a customer, and until when. One of a kind: a newer one takes its place. */
export interface Grant {
  readonly kind: GrantKind;
  /** Of welcome, closing and queue_notice: the code that the one message is sent with. */
  readonly code?: string;
  readonly grantedAt: Date;
  /** Absent: until it is used. */
  readonly expiresAt?: Date;
  readonly allowed: number;
  readonly used: number;
}

export interface NewGrant extends Omit<Grant, 'used'> {
  readonly conversationId: Id<'conversation'>;
}
