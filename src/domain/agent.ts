import type { Id } from '../lib/ids.ts';

export const AGENT_ROLES = ['agent', 'supervisor', 'admin', 'auditor'] as const;
/** Who may do what: server/admin/access.ts has the table. */
export type AgentRole = (typeof AGENT_ROLES)[number];

export const API_SCOPES = [
  'customers:read',
  'customers:write',
  'policies:read',
  'policies:write',
  'claims:read',
  'claims:write',
  'accident-reports:read',
  'complaints:read',
  'consents:read',
  'service-requests:read',
  'service-requests:write',
  'conversations:read',
  'handoffs:read',
  'knowledge:read',
  'knowledge:write',
  'audit:read',
  'understanding:parse',
] as const;
/** What a machine key may do. */
export type ApiScope = (typeof API_SCOPES)[number];

/** Who makes an admin request: a signed-in person, or a machine with a key. */
export type Principal =
  | {
      readonly kind: 'agent';
      readonly id: Id<'agent'>;
      readonly username: string;
      readonly displayName: string;
      readonly role: AgentRole;
      readonly sessionId: Id<'session'>;
    }
  | {
      readonly kind: 'api_key';
      readonly id: Id<'apiKey'>;
      readonly name: string;
      readonly scopes: readonly ApiScope[];
    };

/** An agent as administrators see it. */
export interface AgentRecord {
  readonly id: Id<'agent'>;
  readonly username: string;
  readonly displayName: string;
  readonly role: AgentRole;
  readonly disabledAt?: Date;
  readonly createdAt: Date;
}

/** A machine key as administrators see it: never the key itself. */
export interface ApiKeyRecord {
  readonly id: Id<'apiKey'>;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly ApiScope[];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly lastUsedAt?: Date;
  readonly revokedAt?: Date;
}

export type SignIn =
  | {
      readonly kind: 'signed_in';
      readonly token: string;
      readonly expiresAt: Date;
      readonly agent: AgentRecord;
    }
  /** Unknown name, wrong password or disabled account: never says which. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'too_many'; readonly retryAfterMs: number };
