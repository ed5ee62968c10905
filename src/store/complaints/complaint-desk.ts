import type { Pool } from 'pg';
import type { ComplaintDesk } from '../../domain/complaint/desk.ts';
import type { ComplaintNews } from '../../domain/complaint/news.ts';
import type { RemediesOf } from '../../domain/complaint/notice.ts';
import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Random } from '../../lib/ids.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { findHandler } from './candidates.ts';
import { type CarriedOut, carryOut } from './carry-out.ts';
import { readCase } from './lock-complaint.ts';

export interface ComplaintDeskDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly remediesOf: RemediesOf;
  /** Absent: customers are told nothing. */
  readonly news?: ComplaintNews<Sql> | undefined;
  /** Tells the consoles, after the commit. */
  readonly publishDesk: (events: readonly DeskEvent[]) => void;
}

/** What people do with complaints, each act in a transaction of its own. */
export function makeComplaintDesk(deps: ComplaintDeskDeps): ComplaintDesk {
  const { pool, clock } = deps;
  return {
    act: async (complaintNo, act, { by, occurredAt }) => {
      const given = { ...deps, by, now: clock.now(), occurredAt };
      const carried = await inTransaction(pool, (sql) => carryOut(sql, complaintNo, act, given));
      afterAct(deps, carried);
      return carried.result;
    },
    findHandler: async (complaintNo) => {
      const complaint = await readCase(pool, complaintNo);
      if (complaint === undefined) return undefined;
      return findHandler(pool, { excludedIds: complaint.excludedIds, now: clock.now() });
    },
  };
}

/** What follows the commit of an act: consoles and the customer's page hear of it at once. All of it is only speed. */
export function afterAct(
  { news, publishDesk }: Pick<ComplaintDeskDeps, 'news' | 'publishDesk'>,
  { events, told }: Pick<CarriedOut, 'events' | 'told'>,
): void {
  if (events.length > 0) publishDesk(events);
  if (told.length > 0) news?.publish(told);
}
