import type { Pool } from 'pg';
import type { DeskEvent } from '../domain/handoff/desk-event.ts';
import type { Inviter } from '../domain/questionnaire/invitation.ts';
import type { VisitSurveys } from '../domain/visit/ports.ts';
import { visitScript } from '../flows/copy/visit.ts';
import type { Brand } from '../flows/flow.ts';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';
import type { VisitAdminDeps } from '../server/admin/ports-visits.ts';
import type { Sql } from '../store/sql.ts';
import { findPublished } from '../store/surveys/questionnaire-store.ts';
import { saveAnswers } from '../store/surveys/save-answers.ts';
import { scanVisits } from '../store/visits/scan.ts';
import { tendVisits } from '../store/visits/tend.ts';
import { makeVisitDesk } from '../store/visits/visit-desk.ts';
import { makeVisitStore } from '../store/visits/visit-store.ts';

export interface VisitsDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly brand: Brand;
  /** Asks people: compose/surveys.ts. */
  readonly inviter: Inviter<Sql>;
  /** Tells consoles after a commit; must not fail. */
  readonly publishDesk: (events: readonly DeskEvent[]) => void;
}

export interface Visits extends VisitAdminDeps {
  /** Plans what became due and takes every visit further; bounded, and safe in several processes at once. */
  readonly tick: (now: Date) => Promise<void>;
}

/** Return visits: what their routes need, and what the desk does about them by itself. */
export function makeVisits(deps: VisitsDeps): Visits {
  const surveys = surveysOf(deps);
  const { brand } = deps;
  const store = makeVisitStore({
    ...deps,
    surveys,
    words: (kind) => ({
      introduction: visitScript.introduction({ kind, brand }),
      identity: visitScript.identity,
      closing: visitScript.closing({ brand }),
    }),
  });
  return {
    visits: { ...store, ...makeVisitDesk({ ...deps, surveys }) },
    tick: async (now) => {
      await scanVisits(deps, now);
      await tendVisits({ ...deps, surveys }, now);
    },
  };
}

function surveysOf({ inviter, random }: Pick<VisitsDeps, 'inviter' | 'random'>): VisitSurveys<Sql> {
  return {
    invite: (sql, input, now) => inviter.invite(sql, input, now),
    pushAgain: (sql, input, now) => inviter.pushAgain(sql, input, now),
    withdraw: (sql, id, reason, now) => inviter.withdraw(sql, id, reason, now),
    answer: (sql, input, now) => saveAnswers(sql, input, { now, random }),
    published: async (sql, code) => (await findPublished(sql, code))?.content,
  };
}
