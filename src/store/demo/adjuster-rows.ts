import { newId } from '../../lib/ids.ts';
import { branches } from './data/places.ts';
import { handlers } from './data/staff.ts';
import type { DemoRow } from './demo-row.ts';
import { makeSeeded } from './seeded.ts';

/** The roster of those who take care of reported accidents: the last branch's two stay with what they have. */
const ROSTER_SIZE = 8;
const HANDLERS_PER_BRANCH = 2;

/** Rows of table `adjusters`. */
export function adjusterRows(): readonly DemoRow[] {
  const seeded = makeSeeded('adjusters');
  return handlers.slice(0, ROSTER_SIZE).map(({ name, phone }, i) => ({
    id: newId('adjuster', seeded),
    name,
    phone,
    branch: branches[Math.floor(i / HANDLERS_PER_BRANCH)]?.name,
    is_active: true,
  }));
}
