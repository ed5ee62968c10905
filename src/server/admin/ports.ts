import type {
  AgentRecord,
  AgentRole,
  ApiKeyRecord,
  ApiScope,
  Principal,
  SignIn,
} from '../../domain/agent.ts';
import type { Actor, AuditEntry } from '../../domain/audit.ts';
import type {
  ClaimDetail,
  ClaimEventInput,
  ClaimPut,
  RecordedEvents,
} from '../../domain/claim/record.ts';
import type {
  CustomerPut,
  PolicyPut,
  PutOutcome,
  RevealableField,
} from '../../domain/customer/record.ts';
import type { CustomerSummary, CustomerView, PolicyView } from '../../domain/customer/view.ts';
import type {
  AuditView,
  ConversationSummary,
  HandoffView,
  TranscriptMessage,
} from '../../domain/desk-view.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import type { Json } from '../../lib/json.ts';

/** What the customer and policy routes need. */
export interface CustomersPort {
  put(put: CustomerPut, actor: Actor): Promise<PutOutcome>;
  putPolicy(put: PolicyPut, actor: Actor): Promise<PutOutcome>;
  search(
    request: PageRequest & { readonly query?: string | undefined },
  ): Promise<Page<CustomerSummary>>;
  find(customerNo: string): Promise<CustomerView | undefined>;
  findPolicy(policyNo: string): Promise<PolicyView | undefined>;
  reveal(request: {
    readonly customerNo: string;
    readonly field: RevealableField;
    readonly reason: string;
    readonly actor: Actor;
  }): Promise<readonly string[] | undefined>;
}

/** What the claim routes need. */
export interface ClaimsPort {
  put(put: ClaimPut, actor: Actor): Promise<PutOutcome>;
  recordEvents(
    claimNo: string,
    sent: { readonly events: readonly ClaimEventInput[]; readonly actor: Actor },
  ): Promise<RecordedEvents>;
  find(claimNo: string): Promise<ClaimDetail | undefined>;
}

/** What the conversation and hand-off lists need. */
export interface DeskPort {
  listConversations(
    query: PageRequest & {
      readonly mode?: string | undefined;
      readonly customerNo?: string | undefined;
    },
  ): Promise<Page<ConversationSummary>>;
  findConversation(id: string): Promise<ConversationSummary | undefined>;
  listMessages(id: string, page: PageRequest): Promise<Page<TranscriptMessage> | undefined>;
  listHandoffs(
    query: PageRequest & { readonly state?: string | undefined },
  ): Promise<Page<HandoffView>>;
}

export interface AuditPort {
  record(entries: readonly AuditEntry[]): Promise<void>;
  list(
    query: PageRequest & {
      readonly subjectKind?: string | undefined;
      readonly subjectId?: string | undefined;
      readonly actorId?: string | undefined;
      readonly action?: string | undefined;
      readonly from?: Date | undefined;
      readonly to?: Date | undefined;
    },
  ): Promise<Page<AuditView>>;
}

export interface SessionsPort {
  signIn(tried: {
    readonly username: string;
    readonly password: string;
    readonly address: string;
  }): Promise<SignIn>;
  authenticate(token: string): Promise<Principal | undefined>;
  signOut(sessionId: Id<'session'>, actor: Actor): Promise<void>;
}

export interface AgentsPort {
  list(): Promise<readonly AgentRecord[]>;
  create(
    input: {
      readonly username: string;
      readonly displayName: string;
      readonly role: AgentRole;
      readonly password: string;
    },
    actor: Actor,
  ): Promise<AgentRecord | 'name_taken'>;
  disable(id: string, actor: Actor): Promise<'disabled' | 'not_found' | 'last_admin'>;
  resetPassword(id: string, password: string, actor: Actor): Promise<'reset' | 'not_found'>;
}

export interface ApiKeysPort {
  create(input: {
    readonly name: string;
    readonly scopes: readonly ApiScope[];
    readonly actor: Actor;
  }): Promise<{ readonly key: ApiKeyRecord; readonly secret: string }>;
  list(): Promise<readonly ApiKeyRecord[]>;
  revoke(id: string, actor: Actor): Promise<'revoked' | 'not_found'>;
  authenticate(secret: string): Promise<Principal | undefined>;
}

export interface IdempotencyPort {
  begin(
    key: string,
    requestHash: string,
  ): Promise<
    | { readonly kind: 'fresh' | 'mismatch' | 'in_progress' }
    | { readonly kind: 'replay'; readonly status: number; readonly body: Json }
  >;
  finish(key: string, answer: { readonly status: number; readonly body: Json }): Promise<void>;
  forget(key: string): Promise<void>;
}

/** Everything that the admin API needs from outside the server. */
export interface AdminDeps {
  readonly clock: Clock;
  readonly customers: CustomersPort;
  readonly claims: ClaimsPort;
  readonly desk: DeskPort;
  readonly audit: AuditPort;
  readonly sessions: SessionsPort;
  readonly agents: AgentsPort;
  readonly apiKeys: ApiKeysPort;
  readonly idempotency: IdempotencyPort;
}
