import type { ClockEnd, ClockKind, ClockTarget } from './clock.ts';
import type { CalendarVersions, ClockHappening } from './clock-event.ts';
import { extendClock, recalendar, retarget, startBehind, versionOf } from './move-deadline.ts';
import {
  breachBefore,
  endClock,
  finish,
  heed,
  isMovable,
  isWaiting,
  type MeterOf,
  type RunningClock,
  startClock,
} from './run-clock.ts';

/** A case as far as its clocks go. */
export interface Course {
  readonly clocks: readonly RunningClock[];
  readonly targets: readonly ClockTarget[];
  readonly calendars: CalendarVersions;
  /** When it was opened, or opened again; null before that and after its end. */
  readonly openedMs: number | null;
  /** What makes clocks stand still just now. */
  readonly reasons: ReadonlySet<string>;
  /** The same as it was since the opening, at each change. */
  readonly pauses: readonly { readonly atMs: number; readonly reasons: ReadonlySet<string> }[];
  /** What the customer has had since the opening, promised or not. */
  readonly given: ReadonlySet<ClockKind>;
}

export const BEFORE_OPENING: Course = {
  clocks: [],
  targets: [],
  calendars: {},
  openedMs: null,
  reasons: new Set(),
  pauses: [],
  given: new Set(),
};

/** These start when something asks for them, not with the complaint. */
const ON_DEMAND: ReadonlySet<ClockKind> = new Set(['next_response', 'review']);

interface Taking {
  readonly atMs: number;
  readonly meterOf: MeterOf;
}

/** What a happening makes of the clocks. Deadlines that lie before it have passed first. */
export function takeIn(
  before: Course,
  { atMs, happened }: { readonly atMs: number; readonly happened: ClockHappening },
  meterOf: MeterOf,
): Course {
  const taking = { atMs, meterOf };
  const course = each(before, (clock) => breachBefore(clock, atMs));
  switch (happened.kind) {
    case 'opened':
      return open(course, happened, taking);
    case 'answered':
      return give(course, ['acknowledgement'], taking);
    case 'contacted':
      return give(course, ['acknowledgement', 'next_response', feedbackOf(course)], taking);
    case 'customer_spoke':
      return startResponse(course, taking);
    case 'paused':
      return pause(course, happened.reason, taking);
    case 'resumed':
      return stopFor(course, without(course.reasons, happened.reason), taking);
    case 'proposed':
      return tell(course, [], taking);
    case 'decided':
      return tell(course, ['regulator'], taking);
    case 'settled':
      return give(course, ['regulator'], taking);
    case 'new_facts':
      return startAnew(course, taking);
    case 'extended':
      return each(course, (clock) =>
        clock.target.kind === happened.clock ? extendClock(clock, happened, atMs, meterOf) : clock,
      );
    case 'retargeted':
      return changeTargets(course, happened, taking);
    case 'calendar_changed':
      return changeCalendars(course, happened.calendars, taking);
    case 'review_requested':
      return startReview(course, happened.target, taking);
    case 'review_decided':
      return give(course, ['review'], taking);
    case 'ended':
      return end(course, happened.why, taking);
  }
}

function open(
  course: Course,
  { targets, calendars }: Extract<ClockHappening, { readonly kind: 'opened' }>,
  taking: Taking,
): Course {
  const superseded = each(course, (clock) => close(clock, 'superseded', taking));
  const opened: Course = {
    ...superseded,
    targets: targets.filter(({ kind }) => kind !== 'review'),
    calendars: { ...course.calendars, ...calendars },
    openedMs: taking.atMs,
    reasons: new Set(),
    pauses: [],
    given: new Set(),
  };
  return opened.targets
    .filter(({ kind }) => !ON_DEMAND.has(kind))
    .reduce((so, target) => start(so, target, taking), opened);
}

/** The first word of a person, or a later one. */
function feedbackOf({ given }: Course): ClockKind {
  return given.has('first_feedback') ? 'interim' : 'first_feedback';
}

function give(course: Course, kinds: readonly ClockKind[], { atMs, meterOf }: Taking): Course {
  const given = each(course, (clock) =>
    kinds.includes(clock.target.kind) ? finish(clock, atMs, meterOf) : clock,
  );
  return { ...given, given: new Set([...course.given, ...kinds]) };
}

/** A plan or a decision is a word of a person and ends every wait for somebody else. */
function tell(course: Course, more: readonly ClockKind[], taking: Taking): Course {
  const kinds: readonly ClockKind[] = [
    'acknowledgement',
    'first_feedback',
    'interim',
    'resolution',
    'next_response',
    ...more,
  ];
  return give(stopFor(course, new Set(), taking), kinds, taking);
}

/** Runs only after the first feedback, which is another promise, and never when the case has ended. */
function startResponse(course: Course, taking: Taking): Course {
  const target = course.targets.find(({ kind }) => kind === 'next_response');
  const isOpen = course.clocks.some(
    (clock) => clock.target.kind === 'next_response' && isWaiting(clock),
  );
  const isAnswered = course.given.has('first_feedback');
  if (target === undefined || isOpen || !isAnswered || course.openedMs === null) return course;
  return start(course, target, taking);
}

/** Whoever asks the customer for something, or tells them whom it waits for, has spoken to them. */
function pause(course: Course, reason: string, taking: Taking): Course {
  const isAnswered = course.given.has('first_feedback');
  const kinds: readonly ClockKind[] = ['acknowledgement', 'next_response'];
  const told = give(course, isAnswered ? [...kinds, 'interim'] : kinds, taking);
  return stopFor(told, new Set([...course.reasons, reason]), taking);
}

function stopFor(course: Course, reasons: ReadonlySet<string>, { atMs, meterOf }: Taking): Course {
  // Nothing waits for anybody in a case that has ended.
  if (course.openedMs === null) return course;
  const heeded = each(course, (clock) =>
    isWaiting(clock) ? heed(clock, reasons, atMs, meterOf) : clock,
  );
  return { ...heeded, reasons, pauses: [...course.pauses, { atMs, reasons }] };
}

/** A breach of the old clock stays, and that clock waits on: facts that come too late do not make up for it. */
function startAnew(course: Course, taking: Taking): Course {
  if (course.openedMs === null) return course;
  const target = course.targets.find(({ kind }) => kind === 'regulator');
  const undecided = { ...course, given: without(course.given, 'regulator') };
  if (target === undefined) return undecided;
  const superseded = each(undecided, (clock) =>
    clock.target.kind === 'regulator' && isMovable(clock)
      ? close(clock, 'superseded', taking)
      : clock,
  );
  return start(superseded, target, taking);
}

function changeTargets(
  course: Course,
  happened: Extract<ClockHappening, { readonly kind: 'retargeted' }>,
  taking: Taking,
): Course {
  const targets = happened.targets.filter(({ kind }) => kind !== 'review');
  const calendars = { ...course.calendars, ...happened.calendars };
  const moved = each(course, (clock) => {
    const { kind } = clock.target;
    const target = targets.find((one) => one.kind === kind);
    if (kind === 'review' || !isWaiting(clock)) return clock;
    if (target === undefined) return close(clock, 'superseded', taking);
    const { atMs, meterOf } = taking;
    const changed = retarget(clock, { target, calendars, atMs }, meterOf);
    return heed(changed, course.reasons, atMs, meterOf);
  });
  const changed = { ...moved, targets, calendars };
  return targets.reduce<Course>((so, target) => startMissing(so, target, taking), changed);
}

/** A promise that the complaint did not have before, unless what it promises was given already. */
function startMissing(course: Course, target: ClockTarget, { atMs, meterOf }: Taking): Course {
  const { clocks, calendars, pauses, openedMs, given } = course;
  const { kind } = target;
  const isThere = clocks.some((clock) => clock.target.kind === kind && isWaiting(clock));
  if (openedMs === null || isThere || ON_DEMAND.has(kind) || given.has(kind)) return course;
  const cycle = nextCycle(course, kind);
  const clock = startBehind({ cycle, target, calendars, openedMs, atMs, pauses }, meterOf);
  return { ...course, clocks: [...clocks, clock] };
}

function changeCalendars(
  course: Course,
  versions: CalendarVersions,
  { atMs, meterOf }: Taking,
): Course {
  const calendars = { ...course.calendars, ...versions };
  const changed = each(course, (clock) => recalendar(clock, versions, atMs, meterOf));
  return { ...changed, calendars };
}

/** May be asked for after the end, and is answered like an open case until the next end. */
function startReview(course: Course, target: ClockTarget, taking: Taking): Course {
  const superseded = each(course, (clock) =>
    clock.target.kind === 'review' ? close(clock, 'superseded', taking) : clock,
  );
  return start({ ...superseded, openedMs: course.openedMs ?? taking.atMs }, target, taking);
}

function end(course: Course, why: ClockEnd, taking: Taking): Course {
  const ended = each(course, (clock) => close(clock, why, taking));
  return { ...ended, openedMs: null, reasons: new Set(), pauses: [] };
}

function start(course: Course, target: ClockTarget, { atMs, meterOf }: Taking): Course {
  const version = versionOf(target.length, course.calendars);
  const cycle = nextCycle(course, target.kind);
  const fresh = startClock({ cycle, target, version, startedMs: atMs }, meterOf);
  return { ...course, clocks: [...course.clocks, heed(fresh, course.reasons, atMs, meterOf)] };
}

function nextCycle({ clocks }: Course, kind: ClockKind): number {
  return clocks.filter(({ target }) => target.kind === kind).length + 1;
}

function close(clock: RunningClock, by: ClockEnd, { atMs, meterOf }: Taking): RunningClock {
  return endClock(clock, { atMs, by }, meterOf);
}

function each(course: Course, change: (clock: RunningClock) => RunningClock): Course {
  return { ...course, clocks: course.clocks.map(change) };
}

function without<T>(set: ReadonlySet<T>, one: T): ReadonlySet<T> {
  return new Set([...set].filter((other) => other !== one));
}
