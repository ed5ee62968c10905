import type { JsonObject } from '../lib/json.ts';

export interface Actor {
  readonly kind: 'customer' | 'agent' | 'api_key' | 'system';
  readonly id: string;
}

/** One row of the audit trail: a read of personal data, or a write. Holds no personal data itself. */
export interface AuditEntry {
  readonly actor: Actor;
  /** verb.noun in past tense order: `claim.read`, `identity.verified`, `customer.revealed`. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly reason?: string;
  readonly data?: JsonObject;
}
