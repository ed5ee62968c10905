import { weekdayOf } from '../../../src/domain/calendar/shanghai-day.ts';
import type { VisitFacts } from '../../../src/domain/visit/facts.ts';
import { VISIT_PLANS } from '../../../src/domain/visit/plan.ts';
import { decideStep } from '../../../src/domain/visit/step.ts';
import type { Visit, VisitKind, VisitTry } from '../../../src/domain/visit/visit.ts';

const rules = { isDayOff: (day: number) => weekdayOf(day) >= 5 };
/** A time in June 2026 in Shanghai; the 1st is a Monday. */
export const at = (text: string): Date => new Date(`2026-06-${text.replace(' ', 'T')}+08:00`);

const NO_FACTS: VisitFacts = { hasPhone: true, isBereaved: false, isSevere: false };
export const PUSHED: VisitTry = { nth: 1, way: 'wechat', slot: 'morning', at: at('02 09:00') };
export const SENT = { state: 'sent', releasedAt: at('02 09:00'), isReminded: false } as const;
export const ANSWER = { isComplete: false, isRefused: false, share: 0, hasFollowUp: false };

function visit(kind: VisitKind, given: Partial<Visit> = {}): Visit {
  const { ways, attemptsMax } = VISIT_PLANS[kind];
  return {
    id: 'rvs_1',
    kind,
    eventKey: 'x',
    customerId: 'cus_1',
    dueFrom: at('02 00:00'),
    dueUntil: at('20 00:00'),
    status: 'planned',
    excludedIds: [],
    ways,
    attemptsMax,
    tries: [],
    ...given,
  };
}

export const INVITING = { status: 'inviting', tries: [PUSHED] } as const;

/** A step in a line: what, when or how it ended, and why. */
export function shown(
  kind: VisitKind,
  given: Partial<Visit>,
  facts: Partial<VisitFacts>,
  now: string,
): string {
  const step = decideStep(visit(kind, given), {
    facts: { ...NO_FACTS, ...facts },
    now: at(now),
    rules,
  });
  const day = (date: Date): string =>
    new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(8, 16).replace('T', ' ');
  switch (step?.do) {
    case undefined:
      return 'nothing';
    case 'wait':
      return ['wait', day(step.until), step.reason].filter(Boolean).join(' ');
    case 'invite':
      return `invite ${step.nth} ${step.ways.join(',')}`;
    case 'call':
      return ['call', day(step.from), step.reason].filter(Boolean).join(' ');
    case 'end':
      return ['end', step.status, step.result, step.reason].filter(Boolean).join(' ');
  }
}
