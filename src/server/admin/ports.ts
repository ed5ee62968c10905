import type { ReportDetail, ReportListItem } from '../../domain/accident/desk-view.ts';
import type {
  AgentChange,
  AgentDetail,
  AgentRecord,
  AgentRole,
  ApiKeyRecord,
  ApiScope,
  Authenticated,
  PasswordChange,
  PasswordChanged,
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
import type { ConsentView } from '../../domain/consent.ts';
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
  HistoryMessage,
  TranscriptMessage,
} from '../../domain/desk-view.ts';
import type {
  ArticlePut,
  ArticlePutOutcome,
  ArticleView,
  PublishOutcome,
} from '../../domain/knowledge/record.ts';
import type { ModelCall } from '../../domain/language-model.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type {
  ServiceRequestKind,
  ServiceRequestReveal,
  ServiceRequestStatus,
  ServiceRequestView,
  StatusChanged,
} from '../../domain/service-request.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import type { Json } from '../../lib/json.ts';
import type { ParseAnswer } from '../contract/understanding.ts';
import type { CareAdminDeps } from './ports-care.ts';
import type { ComplaintAdminDeps } from './ports-complaints.ts';
import type { DeskAdminDeps } from './ports-desk.ts';
import type { OperationsAdminDeps } from './ports-operations.ts';
import type { SetupAdminDeps } from './ports-setup.ts';

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

export interface ConsentsPort {
  list(query: PageRequest & { readonly customerNo: string }): Promise<Page<ConsentView>>;
}

/** What the accident report routes need. */
export interface AccidentReportsPort {
  list(
    query: PageRequest & {
      readonly plate?: string | undefined;
      readonly urgency?: string | undefined;
      readonly flag?: string | undefined;
      readonly hasInjury?: boolean | undefined;
      readonly from?: Date | undefined;
      readonly to?: Date | undefined;
    },
  ): Promise<Page<ReportListItem>>;
  find(reportNo: string): Promise<ReportDetail | undefined>;
}

/** What the service request routes need. */
export interface ServiceRequestsPort {
  list(
    query: PageRequest & {
      readonly kind?: ServiceRequestKind | undefined;
      readonly status?: ServiceRequestStatus | undefined;
    },
  ): Promise<Page<ServiceRequestView>>;
  find(requestNo: string): Promise<ServiceRequestView | undefined>;
  setStatus(change: {
    readonly requestNo: string;
    readonly status: ServiceRequestStatus;
    readonly note?: string | undefined;
    readonly actor: Actor;
  }): Promise<StatusChanged>;
  reveal(request: {
    readonly requestNo: string;
    readonly reason: string;
    readonly actor: Actor;
  }): Promise<ServiceRequestReveal | undefined>;
}

/** What the conversation lists need. */
export interface DeskPort {
  listConversations(
    query: PageRequest & {
      readonly mode?: string | undefined;
      readonly customerNo?: string | undefined;
    },
  ): Promise<Page<ConversationSummary>>;
  findConversation(id: string): Promise<ConversationSummary | undefined>;
  /** By cursor, or the messages before or after a number; always oldest first. */
  listMessages(
    id: string,
    page: PageRequest & {
      readonly before?: number | undefined;
      readonly after?: number | undefined;
    },
  ): Promise<Page<TranscriptMessage> | undefined>;
  /** What the same person said in other conversations, on any channel, newest first. */
  listHistory(
    id: string,
    page: PageRequest & { readonly before?: Date | undefined },
  ): Promise<Page<HistoryMessage> | undefined>;
}

/** What the knowledge routes need. */
export interface KnowledgePort {
  list(
    query: PageRequest & {
      readonly q?: string | undefined;
      readonly status?: string | undefined;
    },
  ): Promise<Page<ArticleView>>;
  find(slug: string): Promise<ArticleView | undefined>;
  put(put: ArticlePut, actor: Actor): Promise<ArticlePutOutcome>;
  publish(
    request: { readonly slug: string; readonly version: number },
    actor: Actor,
  ): Promise<PublishOutcome>;
  archive(slug: string, actor: Actor): Promise<'archived' | 'not_found'>;
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
  /** `mayRotate`: the caller hands on a new token when there is one. */
  authenticate(
    token: string,
    options?: { readonly mayRotate: boolean },
  ): Promise<Authenticated | undefined>;
  changePassword(change: PasswordChange): Promise<PasswordChanged>;
  signOut(sessionId: Id<'session'>, actor: Actor): Promise<void>;
}

export interface AgentsPort {
  list(): Promise<readonly AgentDetail[]>;
  create(
    input: {
      readonly username: string;
      readonly displayName: string;
      readonly role: AgentRole;
      readonly password: string;
    },
    actor: Actor,
  ): Promise<AgentRecord | 'name_taken'>;
  /**
   * Another role ends the agent's sessions. `unknown_team`: no team of that id. `own_compliance`: nobody gives that
   * right to themselves.
   */
  change(
    id: string,
    change: AgentChange,
    actor: Actor,
  ): Promise<AgentDetail | 'not_found' | 'last_admin' | 'unknown_team' | 'own_compliance'>;
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

/** What a sentence comes to, without a conversation around it. */
export interface UnderstandingPort {
  parse(text: string, now: Date): Promise<ParseAnswer>;
}

/** What the list of the language model's calls needs. */
export interface ModelCallsPort {
  list(
    query: PageRequest & {
      readonly conversationId?: string | undefined;
      readonly purpose?: string | undefined;
      readonly outcome?: string | undefined;
      readonly from?: Date | undefined;
      readonly to?: Date | undefined;
    },
  ): Promise<Page<ModelCall & { readonly id: Id<'modelCall'> }>>;
}

/** Everything that the admin API needs from outside the server. */
export interface AdminDeps
  extends OperationsAdminDeps,
    DeskAdminDeps,
    SetupAdminDeps,
    ComplaintAdminDeps,
    CareAdminDeps {
  readonly clock: Clock;
  readonly customers: CustomersPort;
  readonly claims: ClaimsPort;
  readonly accidentReports: AccidentReportsPort;
  readonly serviceRequests: ServiceRequestsPort;
  readonly consents: ConsentsPort;
  readonly desk: DeskPort;
  readonly knowledge: KnowledgePort;
  readonly audit: AuditPort;
  readonly sessions: SessionsPort;
  readonly agents: AgentsPort;
  readonly apiKeys: ApiKeysPort;
  readonly idempotency: IdempotencyPort;
  readonly understanding: UnderstandingPort;
  readonly modelCalls: ModelCallsPort;
}
