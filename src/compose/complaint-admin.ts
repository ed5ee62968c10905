import type { Pool } from 'pg';
import type { ComplaintDesk } from '../domain/complaint/desk.ts';
import { lastMomentOf } from '../domain/complaint/follow-up.ts';
import { factsForNotice } from '../domain/complaint/notice-draft.ts';
import { REVIEW_DAYS } from '../domain/sla/policy.ts';
import { complaintNotice } from '../flows/copy/complaint-notice.ts';
import { reportTexts } from '../flows/copy/report.ts';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/ids.ts';
import type {
  ComplaintAdminDeps,
  ComplaintsPort,
  NoticeDraftPort,
} from '../server/admin/ports-complaints.ts';
import { makeComplaintStore } from '../store/complaints/complaint-store.ts';
import { makeNoticeStore } from '../store/notices/notice-store.ts';
import { makeReportReader } from '../store/reports/report-reader.ts';
import { makeSavedFilterStore } from '../store/saved-filters/saved-filter-store.ts';
import { makeSlaPolicyStore } from '../store/sla/policy-store.ts';
import type { DeskFiles } from './files.ts';

export interface ComplaintAdminInput {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly complaintDesk: ComplaintDesk;
  readonly files: Pick<DeskFiles, 'read' | 'saveOfComplaint'>;
}

/** What the routes of complaints, their clocks, notices and reports need. */
export function makeComplaintAdmin(deps: ComplaintAdminInput): ComplaintAdminDeps {
  const complaints = makeComplaints(deps);
  return {
    complaints,
    complaintDesk: deps.complaintDesk,
    noticeDrafts: makeNoticeDrafts(complaints, deps.clock),
    slaPolicies: makeSlaPolicyStore(deps),
    notices: makeNoticeStore(deps),
    savedFilters: makeSavedFilterStore(deps),
    reports: makeReportReader(deps),
    reportTexts,
  };
}

function makeComplaints(deps: ComplaintAdminInput): ComplaintsPort {
  const store = makeComplaintStore(deps);
  return {
    ...store,
    readFile: async (complaintNo, fileId) =>
      (await store.isEvidence(complaintNo, fileId)) ? deps.files.read(fileId) : undefined,
    saveFile: deps.files.saveOfComplaint,
  };
}

/** Nobody in particular asks for a draft: what they may do is not in it. */
const NOBODY = { kind: 'system', id: 'draft' } as const;

function makeNoticeDrafts(
  { find, events }: Pick<ComplaintsPort, 'find' | 'events'>,
  clock: Clock,
): NoticeDraftPort {
  return {
    draft: async (complaintNo) => {
      const [detail, history] = await Promise.all([find(complaintNo, NOBODY), events(complaintNo)]);
      if (detail === undefined || history === undefined) return undefined;
      const now = clock.now();
      const reviewUntil = lastMomentOf(now, REVIEW_DAYS);
      return {
        ...complaintNotice.draft(factsForNotice(detail, history), now),
        remedies: complaintNotice.remedies({ reviewUntil, toldAt: now }),
        by: 'template',
      };
    },
  };
}
