import type { ClaimReporter } from '../../domain/claim/record.ts';
import type { ClaimStatus } from '../../domain/claim/status.ts';
import { addMs, MINUTE_MS } from '../../lib/clock.ts';
import type { ClaimStory, StageTime } from './claim-story.ts';
import { decisionChannels, handlingModes } from './data/claim-words.ts';
import { demoPeople, missingOfChenMing, peoplePlaces, zhouJianguo } from './data/people.ts';
import { type DemoHandler, handlers, wangLei } from './data/staff.ts';
import { dayOfLastYear, shanghaiTime } from './demo-dates.ts';
import { at } from './seeded.ts';

/** What happened to a named person, in as few words as the claim needs. */
export interface NamedStory extends Pick<ClaimStory, 'reportedAt' | 'stages' | 'losses'> {
  readonly customerNo: string;
  readonly numbers: { readonly claimNo: string; readonly reportNo: string };
  readonly accidentPlace: string;
  readonly handler: DemoHandler;
  readonly reporter?: ClaimReporter;
  readonly handlingMode?: string;
  readonly factsAt?: ClaimStory['factsAt'];
  readonly lastFacts?: ClaimStory['lastFacts'];
}

/** A stage with its day from the story's day and its time of day, `hh:mm` in Shanghai. */
type Moment = readonly [ClaimStatus, number, string];

const { chenMing, heLi, zhaoQiang, sunYue } = demoPeople;

/** The claims of the named people. The words are the same at every first start; only the dates move. */
export function namedStories(now: Date): readonly NamedStory[] {
  return [
    assessing(now),
    docsPending(now),
    closedPaid(now),
    surveying(now),
    rejected(now),
    paying(now),
  ];
}

function moment(today: Date, days: number, time: string): Date {
  const [hours, minutes] = time.split(':').map(Number);
  return shanghaiTime(today, days, (hours ?? 0) * 60 + (minutes ?? 0));
}

function stagesOf(today: Date, moments: readonly Moment[]): readonly StageTime[] {
  return moments.map(([status, days, time]) => ({ status, at: moment(today, days, time) }));
}

function assessing(now: Date): NamedStory {
  return {
    customerNo: chenMing.customerNo,
    numbers: chenMing.claims.assessing,
    accidentPlace: peoplePlaces.assessing,
    handler: wangLei,
    reportedAt: moment(now, -2, '09:32'),
    stages: stagesOf(now, [
      ['DISPATCHED', -2, '09:36'],
      ['SURVEYING', -2, '10:05'],
      ['SURVEYED', -2, '10:50'],
      ['ASSESSING', -1, '10:20'],
    ]),
    losses: [{ kind: 'OWN_VEHICLE', amountFen: 420_000 }],
    lastFacts: { expectedAt: moment(now, 1, '18:00').toISOString() },
  };
}

function docsPending(now: Date): NamedStory {
  return {
    customerNo: chenMing.customerNo,
    numbers: chenMing.claims.docsPending,
    accidentPlace: peoplePlaces.docsPending,
    handler: wangLei,
    reportedAt: moment(now, -12, '18:40'),
    stages: stagesOf(now, [
      ['DISPATCHED', -12, '18:44'],
      ['SURVEYING', -12, '19:10'],
      ['SURVEYED', -12, '19:45'],
      ['ASSESSING', -11, '10:00'],
      ['LOSS_REVIEW', -11, '14:30'],
      ['LOSS_CONFIRMED', -10, '11:00'],
      ['DOCS_PENDING', -10, '15:20'],
    ]),
    losses: [{ kind: 'OWN_VEHICLE', amountFen: 320_000 }],
    lastFacts: { missingDocuments: missingOfChenMing },
  };
}

/** A small loss by photo, paid the day after, in June of the year before. */
function closedPaid(now: Date): NamedStory {
  const day = dayOfLastYear(now, { month: 6, day: 15 });
  return {
    customerNo: chenMing.customerNo,
    numbers: chenMing.claims.closedPaid,
    accidentPlace: peoplePlaces.closedPaid,
    handler: wangLei,
    handlingMode: handlingModes.fast,
    reportedAt: moment(day, 0, '08:12'),
    stages: stagesOf(day, [
      ['ASSESSING', 0, '08:40'],
      ['LOSS_CONFIRMED', 0, '10:05'],
      ['DOCS_COMPLETE', 0, '10:30'],
      ['ADJUSTING', 0, '11:00'],
      ['CLAIM_REVIEW', 0, '13:40'],
      ['APPROVED', 0, '15:10'],
      ['PAYING', 0, '16:00'],
      ['PAID', 1, '10:20'],
      ['CLOSED_PAID', 1, '10:30'],
    ]),
    losses: [{ kind: 'OWN_VEHICLE', amountFen: 98_000 }],
    factsAt: {
      DOCS_COMPLETE: { documentsCompleteAt: moment(day, 0, '10:30').toISOString() },
      APPROVED: { payableFen: 98_000, payeeLast4: '6612' },
    },
  };
}

/** Somebody is on the road right now. */
function surveying(now: Date): NamedStory {
  return {
    customerNo: heLi.customerNo,
    numbers: heLi.claims.surveying,
    accidentPlace: peoplePlaces.surveying,
    handler: at(handlers, 4),
    reporter: zhouJianguo,
    reportedAt: addMs(now, -70 * MINUTE_MS),
    stages: [
      { status: 'DISPATCHED', at: addMs(now, -66 * MINUTE_MS) },
      { status: 'SURVEYING', at: addMs(now, -30 * MINUTE_MS) },
    ],
    losses: [{ kind: 'OWN_VEHICLE', amountFen: 260_000 }],
  };
}

function rejected(now: Date): NamedStory {
  return {
    customerNo: zhaoQiang.customerNo,
    numbers: zhaoQiang.claims.rejected,
    accidentPlace: peoplePlaces.rejected,
    handler: at(handlers, 5),
    reportedAt: moment(now, -16, '21:15'),
    stages: stagesOf(now, [
      ['DISPATCHED', -16, '21:20'],
      ['SURVEYING', -16, '21:48'],
      ['SURVEYED', -16, '22:30'],
      ['REJECTION_REVIEW', -14, '09:40'],
      ['REJECTED', -11, '15:05'],
    ]),
    losses: [{ kind: 'OWN_VEHICLE', amountFen: 510_000 }],
    lastFacts: { decisionChannel: at(decisionChannels, 1) },
  };
}

function paying(now: Date): NamedStory {
  return {
    customerNo: sunYue.customerNo,
    numbers: sunYue.claims.paying,
    accidentPlace: peoplePlaces.paying,
    handler: at(handlers, 1),
    reportedAt: moment(now, -9, '12:25'),
    stages: stagesOf(now, [
      ['DISPATCHED', -9, '12:28'],
      ['SURVEYING', -9, '12:55'],
      ['SURVEYED', -9, '13:30'],
      ['ASSESSING', -8, '09:50'],
      ['LOSS_CONFIRMED', -7, '11:10'],
      ['DOCS_PENDING', -7, '14:00'],
      ['DOCS_COMPLETE', -5, '10:40'],
      ['ADJUSTING', -5, '14:20'],
      ['CLAIM_REVIEW', -4, '10:15'],
      ['APPROVED', -2, '16:30'],
      ['PAYING', -1, '16:20'],
    ]),
    losses: [
      { kind: 'OWN_VEHICLE', amountFen: 520_000 },
      { kind: 'THIRD_VEHICLE', amountFen: 160_000 },
    ],
    factsAt: {
      DOCS_PENDING: { missingDocuments: missingOfChenMing },
      DOCS_COMPLETE: { documentsCompleteAt: moment(now, -5, '10:40').toISOString() },
      APPROVED: { payableFen: 680_000, payeeLast4: '8866' },
    },
    lastFacts: { expectedAt: moment(now, 2, '18:00').toISOString() },
  };
}
