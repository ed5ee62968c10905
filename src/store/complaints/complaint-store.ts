import type { ComplaintActor } from '../../domain/complaint/acts.ts';
import type {
  ComplaintCandidate,
  ComplaintDetail,
  ComplaintEventView,
  ComplaintQuery,
  ComplaintSummary,
} from '../../domain/complaint/desk-view.ts';
import type { Page } from '../../domain/page.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sql } from '../sql.ts';
import { readComplaintCandidates } from './candidates.ts';
import { listComplaints } from './list-complaints.ts';
import { readCase } from './lock-complaint.ts';
import { readComplaintDetail } from './read-detail.ts';
import { readComplaintEvents } from './read-events.ts';

export interface ComplaintStore {
  /** By default newest first. */
  list(query: ComplaintQuery): Promise<Page<ComplaintSummary>>;
  /** With what `by` may do to it now. */
  find(complaintNo: string, by: ComplaintActor): Promise<ComplaintDetail | undefined>;
  /** Oldest first; undefined: there is no such complaint. */
  events(complaintNo: string): Promise<readonly ComplaintEventView[] | undefined>;
  /** Best first; undefined: there is no such complaint. */
  candidates(complaintNo: string): Promise<readonly ComplaintCandidate[] | undefined>;
  /** Whether this file is of its evidence. */
  isEvidence(complaintNo: string, fileId: string): Promise<boolean>;
}

/** Complaints as the people at the desk read them: masked. */
export function makeComplaintStore(deps: {
  readonly pool: Sql;
  readonly clock: Clock;
}): ComplaintStore {
  const { pool, clock } = deps;
  return {
    list: (query) => listComplaints(pool, query, clock.now()),
    find: (complaintNo, by) => readComplaintDetail(pool, complaintNo, { by, now: clock.now() }),
    events: (complaintNo) => readComplaintEvents(pool, complaintNo),
    candidates: async (complaintNo) => {
      const complaint = await readCase(pool, complaintNo);
      if (complaint === undefined) return undefined;
      const { excludedIds } = complaint;
      return readComplaintCandidates(pool, { excludedIds, now: clock.now() });
    },
    isEvidence: (complaintNo, fileId) => isEvidence(pool, complaintNo, fileId),
  };
}

async function isEvidence(sql: Sql, complaintNo: string, fileId: string): Promise<boolean> {
  const { rows } = await sql.query(
    'SELECT 1 FROM complaints WHERE complaint_no = $1 AND evidence_ids ? $2',
    [complaintNo, fileId],
  );
  return rows.length > 0;
}
