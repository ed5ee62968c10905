import type { Page } from '../../domain/page.ts';
import type { VisitActed, VisitActor, VisitOutcome } from '../../domain/visit/acts.ts';
import type {
  VisitDay,
  VisitDetail,
  VisitQuery,
  VisitRateGroup,
  VisitRates,
  VisitSummary,
} from '../../domain/visit/desk-view.ts';
import type { IdentityProof, VisitKind } from '../../domain/visit/visit.ts';

/** What the routes of return visits need. Writes are audited in their transaction. */
export interface VisitsPort {
  list(query: VisitQuery): Promise<Page<VisitSummary>>;
  /** With what `by` may do now; undefined: there is none. */
  find(id: string, by: VisitActor): Promise<VisitDetail | undefined>;
  take(id: string, by: VisitActor): Promise<VisitActed>;
  identify(id: string, proof: IdentityProof, by: VisitActor): Promise<VisitActed>;
  record(id: string, outcome: VisitOutcome, by: VisitActor): Promise<VisitActed>;
  /** Days are `YYYY-MM-DD` in Shanghai, both inclusive. Throws `bad_request` for no such period. */
  rates(query: {
    readonly from: string;
    readonly to: string;
    readonly kind?: VisitKind | undefined;
    readonly groupBy?: VisitRateGroup | undefined;
  }): Promise<{ readonly total: VisitRates; readonly groups: readonly VisitRates[] }>;
  /** As of rates. */
  calendar(query: { readonly from: string; readonly to: string }): Promise<readonly VisitDay[]>;
}

/** For AdminDeps.care. */
export interface VisitAdminDeps {
  readonly visits: VisitsPort;
}
