import {
  CLOCK_KINDS,
  type ClockKind,
  type ClockTarget,
  type SlaClock,
} from '../../../src/domain/sla/clock.ts';
import type { ClockEvent } from '../../../src/domain/sla/clock-event.ts';
import { Hourglass } from './hourglass.ts';
import type { Flows, Wait } from './sand.ts';

/**
 * Another reading of the same rules, to hold the engine against: every kind of clock is judged by itself with the
 * whole history before it, what the case was like at an event is found by reading the history again from its
 * beginning, and time is sand that runs through an hourglass from event to event. Nothing of the engine is used.
 */
export function consultOracle(
  events: readonly ClockEvent[],
  flows: Flows,
  asOf: Date,
): readonly SlaClock[] {
  const history = events.toSorted((a, b) =>
    a.at.getTime() === b.at.getTime() ? a.seq - b.seq : a.at.getTime() - b.at.getTime(),
  );
  const moments = [...history.keys(), history.length].map((count) =>
    readFacts(history.slice(0, count)),
  );
  const given = { history, moments, flows, asOf: asOf.getTime() };
  const clocks = CLOCK_KINDS.flatMap((kind) => judge(kind, given));
  return clocks.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

interface Trial {
  readonly history: readonly ClockEvent[];
  /** What the case was like before each event, and at the end. */
  readonly moments: readonly Facts[];
  readonly flows: Flows;
  readonly asOf: number;
}

function judge(kind: ClockKind, { history, moments, flows, asOf }: Trial): readonly SlaClock[] {
  const glasses: Hourglass[] = [];
  const isAnyUp = (): boolean => glasses.some((glass) => glass.isUp);
  history.forEach((event, index) => {
    const now = event.at.getTime();
    const { happened } = event;
    const [facts, after] = moments.slice(index, index + 2);
    if (facts === undefined || after === undefined) throw new Error('no such moment');
    const stand = (): void => {
      for (const glass of glasses) glass.mind(after.reasons, now);
    };
    const born = (target: ClockTarget): void => {
      const { versions } = after;
      const glass = new Hourglass({ cycle: glasses.length + 1, target, versions, flows, now });
      glasses.push(glass);
      glass.mind(after.reasons, now);
    };
    for (const glass of glasses) glass.runTo(now);
    // Whoever proposes or decides waits for nobody; whoever pauses has spoken first and then waits.
    if (happened.kind !== 'paused') stand();
    if (isMetBy(kind, happened.kind, facts)) for (const glass of glasses) glass.fulfil(now);
    if (happened.kind === 'paused') stand();
    switch (happened.kind) {
      case 'opened': {
        for (const glass of glasses) glass.end(now, 'superseded');
        const target = after.targets.find((one) => one.kind === kind);
        if (target !== undefined && kind !== 'next_response') born(target);
        return;
      }
      case 'ended':
        for (const glass of glasses) glass.end(now, happened.why);
        return;
      case 'customer_spoke': {
        const target = facts.targets.find((one) => one.kind === kind);
        if (kind !== 'next_response' || target === undefined || isAnyUp()) return;
        if (facts.opened !== undefined && facts.given.has('first_feedback')) born(target);
        return;
      }
      case 'new_facts': {
        const target = facts.targets.find((one) => one.kind === kind);
        if (kind !== 'regulator' || target === undefined || facts.opened === undefined) return;
        for (const glass of glasses) if (glass.late === undefined) glass.end(now, 'superseded');
        born(target);
        return;
      }
      case 'review_requested':
        if (kind !== 'review') return;
        for (const glass of glasses) glass.end(now, 'superseded');
        born(happened.target);
        return;
      case 'extended':
        if (happened.clock !== kind) return;
        for (const glass of glasses) {
          if ('until' in happened.to) glass.promise(happened.to.until.getTime(), now);
          else glass.grantDays(happened.to.days, now);
        }
        return;
      case 'calendar_changed':
        for (const glass of glasses) glass.followCalendar(happened.calendars, now);
        return;
      case 'retargeted': {
        if (kind === 'review') return;
        const target = after.targets.find((one) => one.kind === kind);
        for (const glass of glasses) {
          if (target === undefined) glass.end(now, 'superseded');
          else glass.aim(target, after.versions, now);
          glass.mind(after.reasons, now);
        }
        if (target === undefined || kind === 'next_response' || isAnyUp()) return;
        if (facts.opened === undefined || facts.given.has(kind)) return;
        const { versions } = after;
        const cycle = glasses.length + 1;
        const late = new Hourglass({ cycle, target, versions, flows, now: facts.opened });
        late.liveThrough(facts.waits, now);
        glasses.push(late);
        return;
      }
      default:
        return;
    }
  });
  for (const glass of glasses) glass.runTo(asOf);
  return glasses.map((glass) => glass.show());
}

/** What the case is like after some of its history. */
interface Facts {
  readonly opened: number | undefined;
  readonly targets: readonly ClockTarget[];
  readonly versions: Readonly<Record<string, number>>;
  readonly reasons: ReadonlySet<string>;
  readonly waits: readonly Wait[];
  readonly given: ReadonlySet<ClockKind>;
}

function readFacts(past: readonly ClockEvent[]): Facts {
  const kinds = past.map(({ happened }) => happened.kind);
  const lastOpening = kinds.lastIndexOf('opened');
  const lastEnd = kinds.lastIndexOf('ended');
  const isClosed = lastOpening < 0 || lastEnd > lastOpening;
  const reviewAfter = kinds.indexOf('review_requested', Math.max(lastEnd, lastOpening) + 1);
  const openIndex = isClosed ? reviewAfter : lastOpening;
  const versions: Record<string, number> = {};
  let targets: readonly ClockTarget[] = [];
  for (const { happened } of past) {
    if ('calendars' in happened) Object.assign(versions, happened.calendars);
    if ('targets' in happened) targets = happened.targets.filter(({ kind }) => kind !== 'review');
  }
  const waits: { at: number; reasons: Set<string> }[] = [];
  for (const { at, happened } of openIndex < 0 ? [] : past.slice(openIndex)) {
    const reasons = new Set(waits.at(-1)?.reasons);
    if (happened.kind === 'paused') reasons.add(happened.reason);
    else if (happened.kind === 'resumed') reasons.delete(happened.reason);
    else if (happened.kind === 'proposed' || happened.kind === 'decided') reasons.clear();
    else continue;
    waits.push({ at: at.getTime(), reasons });
  }
  const given = new Set<ClockKind>();
  for (let i = Math.max(lastOpening, 0); i < past.length; i += 1) {
    const kind = kinds[i] ?? 'opened';
    if (kind === 'new_facts' && !wasClosedAt(kinds, i)) given.delete('regulator');
    const had = { given: new Set(given) };
    for (const one of CLOCK_KINDS) if (isMetBy(one, kind, had)) given.add(one);
  }
  return {
    opened: past[openIndex]?.at.getTime(),
    targets,
    versions,
    reasons: waits.at(-1)?.reasons ?? new Set(),
    waits,
    given,
  };
}

function wasClosedAt(kinds: readonly string[], index: number): boolean {
  const before = kinds.slice(0, index);
  const last = before.findLastIndex((kind) =>
    ['opened', 'ended', 'review_requested'].includes(kind),
  );
  return last < 0 || before[last] === 'ended';
}

/** Whether a happening is what a clock of this kind waits for. */
function isMetBy(
  kind: ClockKind,
  happened: string,
  { given }: { readonly given: ReadonlySet<ClockKind> },
): boolean {
  const isTold = happened === 'proposed' || happened === 'decided';
  const isPersonal = isTold || happened === 'contacted';
  switch (kind) {
    case 'acknowledgement':
      return isPersonal || happened === 'answered' || happened === 'paused';
    case 'first_feedback':
      return isTold || (happened === 'contacted' && !given.has('first_feedback'));
    case 'interim':
      return isTold || (given.has('first_feedback') && ['contacted', 'paused'].includes(happened));
    case 'resolution':
      return isTold;
    case 'next_response':
      return isPersonal || happened === 'paused';
    case 'regulator':
      return happened === 'decided' || happened === 'settled';
    case 'review':
      return happened === 'review_decided';
  }
}
