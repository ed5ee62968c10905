import type { Repeat } from '../jobs/repeat.ts';
import type { Look } from '../jobs/sweep.ts';
import { makeWatchClocks } from '../jobs/watch-clocks.ts';
import { SECOND_MS } from '../lib/clock.ts';
import { makeFollowUp } from '../store/clocks/follow-up.ts';
import { rebuildClocks } from '../store/clocks/rebuild.ts';
import { makeWatch } from '../store/clocks/watch.ts';
import type { ComplaintDeskDeps } from '../store/complaints/complaint-desk.ts';
import { makeCalendarRefresh } from '../store/sla/refresh-calendars.ts';
import { common, type Desk } from './desk.ts';

/** A plan stands, or somebody is asked, within seconds of its time. */
const FOLLOW_UP_EVERY_MS = 10 * SECOND_MS;
/** Deadlines follow a changed calendar within seconds. */
const CALENDARS_EVERY_MS = 5 * SECOND_MS;

export interface ComplaintClocks {
  /** Runs in workers: warnings and breaches. */
  readonly watch: Repeat;
  /** For the sweep of workers: what the desk goes on with by itself, and calendars that have changed. */
  readonly looks: readonly Look[];
  /** At the start of a worker, once every complaint has a history: clocks that are missing are replayed from it. */
  readonly rebuildMissing: () => Promise<void>;
}

/** The clocks of complaints at work. */
export function makeComplaintClocks(desk: Desk, store: ComplaintDeskDeps): ComplaintClocks {
  const { database, feed, log } = desk;
  const { pool } = database;
  const { publishDesk } = store;
  const watch = makeWatchClocks({
    look: makeWatch({ ...common, pool, log, publishDesk }),
    clock: common.clock,
    log,
  });
  // An act changed the clocks of a complaint. The watch's own news makes it look once more, and find nothing.
  feed.subscribeDesk((event) => {
    if (event.kind === 'complaint') watch.wake();
  });
  const followUp = makeFollowUp({ ...store, log });
  const refreshCalendars = makeCalendarRefresh({ pool, clock: common.clock });
  return {
    watch,
    looks: [
      { everyMs: FOLLOW_UP_EVERY_MS, run: async () => void (await followUp()) },
      {
        everyMs: CALENDARS_EVERY_MS,
        run: async () => {
          const complaints = await refreshCalendars();
          if (complaints > 0) log.info({ complaints }, 'deadlines follow a changed calendar');
        },
      },
    ],
    rebuildMissing: async () => {
      const { complaints } = await rebuildClocks(
        { pool, clock: common.clock },
        { onlyMissing: true },
      );
      if (complaints > 0) log.info({ complaints }, 'missing clocks were replayed');
    },
  };
}
