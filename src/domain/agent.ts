import type { Id } from '../lib/ids.ts';
import type { Presence, Skill } from './handoff/settings.ts';

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
  'complaints:write',
  'consents:read',
  'consents:write',
  'surveys:read',
  'surveys:write',
  'visits:read',
  'visits:write',
  'outreach:read',
  'outreach:write',
  'owner-events:read',
  'owner-events:write',
  'service-requests:read',
  'service-requests:write',
  'conversations:read',
  'conversations:write',
  'handoffs:read',
  'handoffs:write',
  'knowledge:read',
  'knowledge:write',
  'audit:read',
  'understanding:parse',
  'reports:read',
  'sla:read',
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

/** What somebody at the desk can do and where they belong, as administrators see and change it. */
export interface AgentDetail extends AgentRecord {
  readonly teamId?: Id<'team'>;
  readonly branch?: string;
  /** Their own; their team's come on top of these. */
  readonly skills: readonly Skill[];
  /** `zh`, `en`, ... */
  readonly languages: readonly string[];
  /** Conversations at once. */
  readonly capacity: number;
  readonly presence: Presence;
  /** May switch what only compliance switches (domain.md 5.5), whatever the role. */
  readonly isCompliance: boolean;
}

/** What an administrator changes of an agent: absent stays, null is taken away. */
export interface AgentChange {
  readonly displayName?: string;
  readonly role?: AgentRole;
  readonly teamId?: string | null;
  readonly branch?: string | null;
  readonly skills?: readonly Skill[];
  readonly languages?: readonly string[];
  readonly capacity?: number;
  readonly isCompliance?: boolean;
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

/** Who a session's token belongs to. */
export interface Authenticated {
  readonly principal: Extract<Principal, { readonly kind: 'agent' }>;
  /** The token was old: from now on it is this one. */
  readonly renewed?: { readonly token: string; readonly expiresAt: Date };
}

/** A person's own new password, asked for with the present one. */
export interface PasswordChange {
  readonly agentId: Id<'agent'>;
  /** The session that stays; every other one ends. */
  readonly sessionId: Id<'session'>;
  readonly username: string;
  readonly current: string;
  readonly next: string;
  /** Whence, for the limit on tries. */
  readonly address: string;
}

export type PasswordChanged =
  | { readonly kind: 'changed' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too_many'; readonly retryAfterMs: number };

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
