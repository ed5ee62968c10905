/** Something that left or should leave the desk, as administrators see it: no words, no personal data. */
export interface Delivery {
  readonly id: string;
  readonly kind: string;
  /** The conversation, the endpoint, or a masked number. */
  readonly target: string;
  readonly event?: string;
  readonly conversationId?: string;
  readonly status: string;
  readonly reason?: string;
  readonly attempts: number;
  /** Only while it is queued. */
  readonly nextAttemptAt?: Date;
  readonly createdAt: Date;
  readonly sentAt?: Date;
  readonly mayRetry: boolean;
}
