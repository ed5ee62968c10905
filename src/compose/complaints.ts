import type { ComplaintDesk } from '../domain/complaint/desk.ts';
import type { Write } from '../domain/write.ts';
import { complaintNotice } from '../flows/copy/complaint-notice.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { adoptComplaints } from '../store/complaints/adopt.ts';
import { type ComplaintDeskDeps, makeComplaintDesk } from '../store/complaints/complaint-desk.ts';
import { findRung } from '../store/complaints/find-rung.ts';
import { makeComplaintNews } from './complaint-news.ts';
import { clock, common, type Desk, random } from './desk.ts';

export interface Complaints {
  /** What people do. */
  readonly desk: ComplaintDesk;
  /** What the timers of cases need as well (store/clocks). */
  readonly store: ComplaintDeskDeps;
  /** A turn committed these: consoles hear of its complaints. */
  readonly written: (writes: readonly Write[]) => void;
  /** At the start of a worker: complaints of before they had a history get one. */
  readonly adopt: () => Promise<void>;
}

/** Complaints: what people and customers do with them, and who hears of it. */
export function makeComplaints(desk: Desk, jobs: Jobs): Complaints {
  const { database, feed, log } = desk;
  const { pool } = database;
  const store: ComplaintDeskDeps = {
    ...common,
    pool,
    remediesOf: complaintNotice.remedies,
    news: makeComplaintNews({ feed, jobs, random }),
    publishDesk: (events) => feed.publishDesk(events),
  };
  const announce = (complaintNo: string): void => {
    findRung(pool, complaintNo, clock.now()).then(
      (events) => feed.publishDesk(events),
      (err: unknown) => log.warn({ err }, 'consoles were not told of a complaint'),
    );
  };
  return {
    desk: makeComplaintDesk(store),
    store,
    written: (writes) => {
      for (const complaintNo of complaintsOf(writes)) announce(complaintNo);
    },
    adopt: async () => {
      const adopted = await adoptComplaints(store);
      if (adopted > 0) log.info({ adopted }, 'complaints of before have a history now');
    },
  };
}

function complaintsOf(writes: readonly Write[]): ReadonlySet<string> {
  return new Set(
    writes.flatMap((write) => {
      if (write.kind === 'fileComplaint') return [write.complaint.complaintNo];
      return write.kind === 'actOnComplaint' ? [write.complaintNo] : [];
    }),
  );
}
