import type { Pool } from 'pg';
import type { Page } from '../../domain/page.ts';
import type { VisitActor } from '../../domain/visit/acts.ts';
import type {
  VisitDay,
  VisitDetail,
  VisitQuery,
  VisitRateGroup,
  VisitRates,
  VisitSummary,
} from '../../domain/visit/desk-view.ts';
import type { VisitSurveys } from '../../domain/visit/ports.ts';
import type { VisitKind } from '../../domain/visit/visit.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sql } from '../sql.ts';
import { listVisits } from './list-visits.ts';
import { readCalendar, readRates, type VisitPeriod } from './rates.ts';
import { readDetail, type VisitWords } from './read-detail.ts';

export interface VisitStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly surveys: Pick<VisitSurveys<Sql>, 'published'>;
  readonly words: VisitWords;
}

/** What the desk reads of return visits, masked. */
export interface VisitStore {
  list(query: VisitQuery): Promise<Page<VisitSummary>>;
  find(id: string, by: VisitActor): Promise<VisitDetail | undefined>;
  rates(
    query: VisitPeriod & {
      readonly kind?: VisitKind | undefined;
      readonly groupBy?: VisitRateGroup | undefined;
    },
  ): Promise<{ readonly total: VisitRates; readonly groups: readonly VisitRates[] }>;
  calendar(period: VisitPeriod): Promise<readonly VisitDay[]>;
}

/** See VisitStore. */
export function makeVisitStore({ pool, clock, surveys, words }: VisitStoreDeps): VisitStore {
  return {
    list: (query) => listVisits(pool, query, clock.now()),
    find: (id, by) => readDetail(pool, id, { by, words, surveys }),
    rates: (query) => readRates(pool, query, clock.now()),
    calendar: (period) => readCalendar(pool, period),
  };
}
