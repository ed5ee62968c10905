import type { Actor } from '../../domain/audit.ts';
import type { ComplaintActor } from '../../domain/complaint/acts.ts';
import type { DecisionNotice } from '../../domain/complaint/case.ts';
import type { ComplaintDesk } from '../../domain/complaint/desk.ts';
import type {
  ComplaintCandidate,
  ComplaintDetail,
  ComplaintEventView,
  ComplaintQuery,
  ComplaintSummary,
} from '../../domain/complaint/desk-view.ts';
import type { Report, ReportName } from '../../domain/complaint/report.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { ClockKind } from '../../domain/sla/clock.ts';
import type { SlaPolicy } from '../../domain/sla/policy.ts';
import type { Id } from '../../lib/ids.ts';
import type { StoredFile } from './ports-desk.ts';
import type { ReportTexts } from './report-texts.ts';

/** What the complaint routes read. */
export interface ComplaintsPort {
  list(query: ComplaintQuery): Promise<Page<ComplaintSummary>>;
  /** With what `by` may do to it now. */
  find(complaintNo: string, by: ComplaintActor): Promise<ComplaintDetail | undefined>;
  /** Oldest first; undefined when there is no such complaint. */
  events(complaintNo: string): Promise<readonly ComplaintEventView[] | undefined>;
  /** Best first; undefined when there is no such complaint. */
  candidates(complaintNo: string): Promise<readonly ComplaintCandidate[] | undefined>;
  /** A file of its evidence; one of another complaint is none. */
  readFile(
    complaintNo: string,
    fileId: string,
  ): Promise<(StoredFile & { readonly bytes: Uint8Array }) | undefined>;
  /** Keeps a file with it; it is evidence once a supplement names it. */
  saveFile(file: {
    readonly complaintNo: string;
    readonly name: string;
    readonly contentType: string;
    readonly bytes: Uint8Array;
    readonly at: Date;
  }): Promise<Id<'file'>>;
}

/** A notice to begin with. */
export interface NoticeDraft
  extends Pick<DecisionNotice, 'findings' | 'decision' | 'basis' | 'remedies'> {
  readonly by: 'template' | 'model';
}

export interface NoticeDraftPort {
  /** Undefined when there is no such complaint. */
  draft(complaintNo: string): Promise<NoticeDraft | undefined>;
}

export interface SlaPoliciesPort {
  /** The newest version of each, the highest priority first. */
  list(): Promise<readonly SlaPolicy[]>;
  /** Newest first; empty when there is no such policy. */
  versions(id: string): Promise<readonly SlaPolicy[]>;
  put(
    id: string,
    input: Pick<SlaPolicy, 'name' | 'priority' | 'fits' | 'targets' | 'isActive'> & {
      readonly appliesToOpen: boolean;
    },
    actor: Actor,
  ): Promise<{ readonly policy: SlaPolicy; readonly retargeted: number }>;
}

/** What somebody is told in the bell of the console. */
export interface DeskNoticeView {
  readonly id: Id<'deskNotice'>;
  readonly kind:
    | 'clock'
    | 'digest'
    | 'assigned'
    | 'answered'
    | 'group'
    | 'rating'
    | 'escalated'
    | 'waiting'
    | 'rating_call'
    | 'referral'
    | 'return_visit'
    | 'follow_up'
    | 'follow_up_overdue'
    | 'outreach';
  readonly complaintNo: string | null;
  readonly clock: ClockKind | null;
  readonly level: number | null;
  readonly dueAt: Date | null;
  readonly role: 'handler' | 'supervisor' | 'manager' | null;
  readonly count: number;
  readonly complaintNos: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly readAt: Date | null;
}

export interface NoticesPort {
  /** Newest first, with how many are unread in all. */
  list(
    agentId: Id<'agent'>,
    query: PageRequest & { readonly unread?: boolean | undefined },
  ): Promise<Page<DeskNoticeView> & { readonly unread: number }>;
  /** Of this person only; `ids` absent: all. Returns how many are unread then. */
  markRead(agentId: Id<'agent'>, ids: readonly string[] | undefined): Promise<number>;
}

/** A list as somebody wants to find it again. */
export interface SavedFilter {
  readonly id: Id<'savedFilter'>;
  readonly page: string;
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
}

export interface SavedFiltersPort {
  /** By page and name. */
  list(agentId: Id<'agent'>, page: string | undefined): Promise<readonly SavedFilter[]>;
  /** One of the same page and name is replaced. */
  put(
    agentId: Id<'agent'>,
    input: Omit<SavedFilter, 'id'>,
  ): Promise<
    | { readonly kind: 'created' | 'updated'; readonly filter: SavedFilter }
    | { readonly kind: 'full' }
  >;
  remove(agentId: Id<'agent'>, id: string): Promise<'removed' | 'not_found'>;
}

export interface ReportsPort {
  /** `from` and `to` are days in Shanghai, `YYYY-MM-DD`, both included. */
  read(name: ReportName, range: { readonly from: string; readonly to: string }): Promise<Report>;
}

/** What the routes of complaints, their clocks, notices and reports need. */
export interface ComplaintAdminDeps {
  readonly complaints: ComplaintsPort;
  readonly complaintDesk: ComplaintDesk;
  readonly noticeDrafts: NoticeDraftPort;
  readonly slaPolicies: SlaPoliciesPort;
  readonly notices: NoticesPort;
  readonly savedFilters: SavedFiltersPort;
  readonly reports: ReportsPort;
  readonly reportTexts: ReportTexts;
}
