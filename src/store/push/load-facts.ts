import type { PushFacts } from '../../domain/push/push.ts';
import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { readConsents } from './read-consents.ts';
import { readPeople } from './read-people.ts';
import { type PlaceRules, readPlaces, smsPlace } from './read-places.ts';
import { readTouches } from './read-touches.ts';

/** The longest that a cap may look back (settings.ts). */
const TOUCH_DAYS_MAX = 366;

export interface LoadPushFacts extends PlaceRules {
  readonly now: Date;
  /** For how many days touches matter: longestCapDays of the settings. Default: the longest that there can be. */
  readonly touchDays?: number;
}

/**
 * What the policy must know of these customers, in four statements whatever their number; meant for up to 1,000.
 * Whoever is not known is missing from the answer.
 */
export async function loadPushFacts(
  sql: Sql,
  customerIds: readonly Id<'customer'>[],
  options: LoadPushFacts,
): Promise<ReadonlyMap<Id<'customer'>, PushFacts>> {
  if (customerIds.length === 0) return new Map();
  const { now, touchDays = TOUCH_DAYS_MAX, hasSms = true } = options;
  const people = await readPeople(sql, customerIds);
  const consents = await readConsents(sql, customerIds);
  const touches = await readTouches(sql, { customerIds, now, days: touchDays });
  const places = await readPlaces(sql, customerIds, options);
  return new Map(
    people.map(({ phone, ...person }) => {
      const id = person.customerId;
      const facts: PushFacts = {
        ...person,
        consents: consents.get(id) ?? [],
        touches: touches.get(id) ?? [],
        places: [...(places.get(id) ?? []), ...(hasSms ? smsPlace(phone) : [])],
      };
      return [id, facts];
    }),
  );
}
