import { formatDay, parseDay } from '../calendar/shanghai-day.ts';

const ENDS = /^(commercial|compulsory)_(?:ends_(\d+)|lapsed)$/;
const INSPECTION = /^inspection_due_(\d+)$/;
const LICENCE = /^licence_expires_(\d+)$/;
/** As domain/care/occasion-people.ts has it: the question comes so long after the payment. */
const REPAIR_DAYS = 15;

/**
 * What a campaign of an occasion (domain/care/occasions.ts) is about, for its values: whoever has two cars is told of
 * the one whose policy ends then. `on` is the occasion's day, `YYYY-MM-DD`; empty for occasions of no thing.
 */
export function occasionValues(occasion: string, on: string): Readonly<Record<string, string>> {
  const [, policyKind, endsIn] = ENDS.exec(occasion) ?? [];
  // Lapsed: the last day covered was yesterday.
  if (policyKind !== undefined) {
    return { policyKind, policyEndsOn: addDays(on, endsIn === undefined ? -1 : Number(endsIn)) };
  }
  const [, dueIn] = INSPECTION.exec(occasion) ?? [];
  if (dueIn !== undefined) return { inspectionDueOn: addDays(on, Number(dueIn)) };
  const [, expiresIn] = LICENCE.exec(occasion) ?? [];
  if (expiresIn !== undefined) return { licenceExpiresOn: addDays(on, Number(expiresIn)) };
  return occasion === 'repair_quality' ? { claimClosedOn: addDays(on, -REPAIR_DAYS) } : {};
}

function addDays(on: string, days: number): string {
  const day = parseDay(on);
  if (day === undefined) throw new Error(`not a day: ${on}`);
  return formatDay(day + days);
}
