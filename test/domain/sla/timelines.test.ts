import { describe, expect, it } from 'vitest';
import { makeBusinessCalendar } from '../../../src/domain/calendar/business-calendar.ts';
import { makeHolidayTable } from '../../../src/domain/calendar/holiday-table.ts';
import type { SlaClock } from '../../../src/domain/sla/clock.ts';
import type { ClockEvent, ClockHappening } from '../../../src/domain/sla/clock-event.ts';
import { type ReplayInput, replayClocks } from '../../../src/domain/sla/replay.ts';
import { Dice, differences, type History, rollHistory } from './histories.ts';
import { consultOracle } from './oracle.ts';
import { calendarOf, flowsOf } from './worlds.ts';

const TIMELINES = 10_000;
/** Seeds below this are those of the ten thousand; the broken engines are shown the first ones of them. */
const FIRST_SEED = 1;

type Replay = (input: ReplayInput) => readonly SlaClock[];

describe('10,000 random timelines', () => {
  const seen = new Map<string, number>();
  const count = (what: string): void => {
    seen.set(what, (seen.get(what) ?? 0) + 1);
  };

  it('are judged by the engine as by the oracle, twice and in whatever order they are read', () => {
    const wrong: string[] = [];
    for (let seed = FIRST_SEED; seed < FIRST_SEED + TIMELINES; seed += 1) {
      const { events, asOf } = rollHistory(seed);
      const clocks = replayClocks({ events, calendarOf, asOf });
      const shuffled = new Dice(seed).shuffle(events);
      const again = replayClocks({ events: shuffled, calendarOf, asOf });
      if (JSON.stringify(again) !== JSON.stringify(clocks))
        wrong.push(`seed ${seed}: not the same`);
      const difference = differences(clocks, consultOracle(shuffled, flowsOf, asOf));
      if (difference !== '') wrong.push(`seed ${seed}: ${difference}`);
      for (const { happened } of events) count(happened.kind);
      for (const clock of clocks) for (const what of traits(clock, asOf)) count(what);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('had everything in them that is to be judged', () => {
    const rare = RARITIES.filter((what) => (seen.get(what) ?? 0) < 100);
    expect(rare).toEqual([]);
  });
});

function traits(clock: SlaClock, asOf: Date): readonly string[] {
  const { verdict, dueAt, doneAt, changes, endedBy, target } = clock;
  return [
    `${clock.kind} ${verdict ?? 'open'}`,
    `by ${target.length.basis} time`,
    ...(doneAt !== null && dueAt?.getTime() === doneAt.getTime() ? ['done at the deadline'] : []),
    ...(doneAt !== null && verdict === 'breached' ? ['done late'] : []),
    ...(dueAt?.getTime() === asOf.getTime() ? ['looked at at the deadline'] : []),
    ...(clock.pausedAt === null ? [] : ['stands still']),
    ...(endedBy === null ? [] : [`ended: ${endedBy}`]),
    ...(clock.cycle > 1 ? ['another cycle'] : []),
    ...new Set(changes.map(({ why }) => `moved: ${why}`)),
    ...(changes.filter(({ why }) => why === 'resume').length > 1 ? ['stood still twice'] : []),
  ];
}

const RARITIES = [
  ...['opened', 'answered', 'contacted', 'customer_spoke', 'paused', 'resumed', 'proposed'],
  ...['decided', 'settled', 'new_facts', 'extended', 'retargeted', 'calendar_changed'],
  ...['review_requested', 'review_decided', 'ended'],
  ...['acknowledgement', 'first_feedback', 'interim', 'resolution', 'next_response', 'regulator']
    .concat('review')
    .flatMap((kind) => [`${kind} met`, `${kind} breached`, `${kind} open`]),
  ...['continuous', 'working', 'natural_days'].map((basis) => `by ${basis} time`),
  ...['done at the deadline', 'done late', 'looked at at the deadline', 'stands still'],
  ...['closed', 'withdrawn', 'merged', 'declined', 'superseded'].map((by) => `ended: ${by}`),
  ...['another cycle', 'stood still twice'],
  ...['pause', 'resume', 'extension', 'target', 'calendar'].map((why) => `moved: ${why}`),
];

/** An engine that gets other events than happened. */
function told(change: (event: ClockEvent, all: readonly ClockEvent[]) => ClockEvent): Replay {
  return (input) =>
    replayClocks({ ...input, events: input.events.map((event) => change(event, input.events)) });
}

function hearing(change: (happened: ClockHappening) => ClockHappening | undefined): Replay {
  return (input) =>
    replayClocks({
      ...input,
      events: input.events.flatMap((event) => {
        const happened = change(event.happened);
        return happened === undefined ? [] : [{ ...event, happened }];
      }),
    });
}

function deafTo(...kinds: readonly ClockHappening['kind'][]): Replay {
  return hearing((happened) => (kinds.includes(happened.kind) ? undefined : happened));
}

function working(keepsHolidays: boolean, hasLunch: boolean): Replay {
  const day = hasLunch
    ? ([
        ['09:00', '12:00'],
        ['13:00', '18:00'],
      ] as const)
    : ([['09:00', '18:00']] as const);
  const calendar = makeBusinessCalendar({
    weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
    keepsHolidays,
    holidays: makeHolidayTable([]),
  });
  return (input) =>
    replayClocks({
      ...input,
      calendarOf: (id, version) =>
        id === 'office' && version === 1 ? calendar : input.calendarOf(id, version),
    });
}

function seenAs(change: (clock: SlaClock) => SlaClock): Replay {
  return (input) => replayClocks(input).map(change);
}

describe('the oracle finds', () => {
  const broken: readonly (readonly [string, Replay])[] = [
    [
      'a verdict by when it was written down, not when it happened',
      told((event, all) => ({
        ...event,
        at: new Date(
          Math.max(...all.filter(({ seq }) => seq <= event.seq).map(({ at }) => at.getTime())),
        ),
      })),
    ],
    [
      'a verdict by when somebody looked, every five minutes',
      told((event) => ({ ...event, at: new Date(Math.ceil(event.at.getTime() / 3e5) * 3e5) })),
    ],
    [
      'a deadline that is a millisecond too early',
      (input) => replayClocks({ ...input, asOf: new Date(input.asOf.getTime() + 1) }),
    ],
    [
      'a late answer that counts as one in time',
      seenAs((clock) =>
        clock.doneAt === null ? clock : { ...clock, verdict: 'met', breachedAt: null },
      ),
    ],
    [
      'a time stamp of the evaluation',
      (input) =>
        seenAs((clock) =>
          clock.breachedAt === null ? clock : { ...clock, breachedAt: input.asOf },
        )(input),
    ],
    [
      'a bot whose answer counts as a person',
      hearing((happened) => (happened.kind === 'answered' ? { kind: 'contacted' } : happened)),
    ],
    [
      'a person who counts as a bot',
      hearing((happened) => (happened.kind === 'contacted' ? { kind: 'answered' } : happened)),
    ],
    ['a clock that never stands still', deafTo('paused')],
    ['a clock that never goes on', deafTo('resumed')],
    ['an extension that is not heard of', deafTo('extended')],
    ['facts that start nothing', deafTo('new_facts')],
    ['a policy that is not heard of', deafTo('retargeted')],
    ['a calendar that never changes', deafTo('calendar_changed')],
    ['a case that never ends', deafTo('ended')],
    ['a decision that settles nothing', deafTo('settled')],
    [
      'a relabelling that starts everything anew',
      hearing((happened) =>
        happened.kind === 'retargeted' ? { ...happened, kind: 'opened' } : happened,
      ),
    ],
    [
      'days whose first one counts',
      hearing((happened) => {
        if (happened.kind !== 'opened') return happened;
        const targets = happened.targets.map((target) =>
          target.length.basis === 'natural_days'
            ? { ...target, length: { ...target.length, days: target.length.days - 1 } }
            : target,
        );
        return { ...happened, targets };
      }),
    ],
    ['an office that works on holidays and not on make-up days', working(false, true)],
    ['an office without lunch', working(true, false)],
  ];

  it.each(broken)('%s', (_, replay) => {
    expect(findDifference(replay, 400)).not.toBeUndefined();
  });

  it('nothing in the engine as it is, by the same timelines', () => {
    expect(findDifference(replayClocks, 400)).toBeUndefined();
  });
});

const judged = new Map<
  number,
  { readonly history: History; readonly clocks: readonly SlaClock[] }
>();

function findDifference(replay: Replay, timelines: number): number | undefined {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + timelines; seed += 1) {
    const { history, clocks } = judged.get(seed) ?? judge(seed);
    if (differences(replay({ ...history, calendarOf }), clocks) !== '') return seed;
  }
  return undefined;
}

function judge(seed: number): { readonly history: History; readonly clocks: readonly SlaClock[] } {
  const history = rollHistory(seed);
  const one = { history, clocks: consultOracle(history.events, flowsOf, history.asOf) };
  judged.set(seed, one);
  return one;
}
