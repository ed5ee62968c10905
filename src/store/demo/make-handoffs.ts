import { rankAt } from '../../domain/handoff/priority.ts';
import { addMs, MINUTE_MS, SECOND_MS } from '../../lib/clock.ts';
import { type Id, newId } from '../../lib/ids.ts';
import { type DemoTalk, demoTalks, ratingComments } from './data/handoff-words.ts';
import { demoPeople } from './data/people.ts';
import { type DeskAccount, deskAccounts } from './data/staff.ts';
import { shanghaiTime } from './demo-dates.ts';
import type { DemoCustomer } from './insurer.ts';
import { at, makeSeeded, type Seeded } from './seeded.ts';

/** A finished hand-off of the demo insurer, with the conversation that it belongs to. */
export interface DemoHandoff {
  readonly id: Id<'handoff'>;
  readonly conversationId: Id<'conversation'>;
  readonly identityId: Id<'identity'>;
  readonly customer: DemoCustomer;
  readonly talk: DemoTalk;
  readonly agent: DeskAccount;
  readonly flags: {
    readonly isInjury: boolean;
    readonly isComplaint: boolean;
    readonly isVip: boolean;
  };
  /** When each line before a person came was said, and each with the person. */
  readonly beforeAt: readonly Date[];
  readonly requestedAt: Date;
  readonly rankAt: Date;
  readonly offeredAt: Date;
  readonly acceptedAt: Date;
  readonly withAt: readonly Date[];
  readonly closedAt: Date;
  readonly rating?: {
    readonly score: number;
    readonly comment?: string;
    readonly answeredAt: Date;
  };
}

const DAYS = 14;
const A_DAY_MIN = 3;
const A_DAY_MAX = 6;
/** The desk's hours, in minutes of the day, and the longest that a talk of ours takes. */
const OPENS_AT = 8 * 60 + 30;
const LAST_REQUEST_AT = 19 * 60 + 45;
const LONGEST_TALK_MS = 40 * MINUTE_MS;
const RATED_SHARE = 0.6;
/** Most are content. */
const SCORES = [5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 3, 3, 2, 1] as const;

/** The hand-offs of the two weeks before the first start, all of them over by then. */
export function makeHandoffs(
  now: Date,
  customers: readonly DemoCustomer[],
): readonly DemoHandoff[] {
  const seeded = makeSeeded('handoffs');
  const named = new Set<string>(Object.values(demoPeople).map(({ customerNo }) => customerNo));
  // Each customer once, and none of the people whom the README names: their story is told there.
  const others = seeded.shuffled(customers.filter(({ customerNo }) => !named.has(customerNo)));
  const plans = Array.from({ length: DAYS }, (_, i) => i - DAYS + 1).flatMap((day) =>
    Array.from({ length: seeded.int(A_DAY_MIN, A_DAY_MAX) }, () => ({
      day,
      minute: seeded.int(OPENS_AT, LAST_REQUEST_AT),
    })),
  );
  return plans.map(({ day, minute }, i) =>
    makeHandoff(seeded, {
      startsAt: startOf(now, day, minute),
      talk: at(demoTalks, i % demoTalks.length),
      customer: at(others, i),
    }),
  );
}

/** Whatever would not be over yet was the day before: the same talks at every first start. */
function startOf(now: Date, day: number, minute: number): Date {
  const startsAt = shanghaiTime(now, day, minute);
  return addMs(startsAt, LONGEST_TALK_MS) <= now ? startsAt : shanghaiTime(now, day - 1, minute);
}

function makeHandoff(
  seeded: Seeded,
  plan: { readonly startsAt: Date; readonly talk: DemoTalk; readonly customer: DemoCustomer },
): DemoHandoff {
  const { talk, customer, startsAt } = plan;
  const beforeAt = timesFrom(seeded, startsAt, { count: talk.before.length, seconds: [4, 25] });
  const requestedAt = at(beforeAt, beforeAt.length - 1);
  const offeredAt = addMs(requestedAt, seeded.int(1, 40) * SECOND_MS);
  const acceptedAt = addMs(offeredAt, seeded.int(3, 25) * SECOND_MS);
  const withAt = timesFrom(seeded, acceptedAt, { count: talk.with.length, seconds: [12, 150] });
  const closedAt = addMs(at(withAt, withAt.length - 1), seeded.int(20, 240) * SECOND_MS);
  const flags = flagsOf(talk, customer);
  return {
    id: newId('handoff', seeded),
    conversationId: newId('conversation', seeded),
    identityId: newId('identity', seeded),
    customer,
    talk,
    agent: seeded.pick(agentsFor(talk.team)),
    flags,
    beforeAt,
    requestedAt,
    rankAt: rankAt(flags, requestedAt),
    offeredAt,
    acceptedAt,
    withAt,
    closedAt,
    ...ratingOf(seeded, talk, closedAt),
  };
}

function timesFrom(
  seeded: Seeded,
  start: Date,
  lines: { readonly count: number; readonly seconds: readonly [number, number] },
): readonly Date[] {
  let time = start;
  return Array.from({ length: lines.count }, () => {
    time = addMs(time, seeded.int(...lines.seconds) * SECOND_MS);
    return time;
  });
}

/** Those who answer customers, the leads among them not. */
function agentsFor(team: DemoTalk['team']): readonly DeskAccount[] {
  return deskAccounts.filter((account) => account.team === team && account.role === 'agent');
}

function flagsOf({ reason }: DemoTalk, { tier }: DemoCustomer): DemoHandoff['flags'] {
  return {
    isInjury: reason === 'injury',
    isComplaint: reason === 'complaint',
    isVip: tier === 'diamond' || tier === 'platinum',
  };
}

/** Whoever fell silent gives no score. */
function ratingOf(seeded: Seeded, talk: DemoTalk, closedAt: Date): Pick<DemoHandoff, 'rating'> {
  const isRated = seeded.chance(RATED_SHARE);
  const score = seeded.pick(SCORES);
  const comment = seeded.pick(ratingComments[score] ?? ['']);
  const isWordy = seeded.chance(0.5);
  const answeredAt = addMs(closedAt, seeded.int(20, 300) * SECOND_MS);
  if (!isRated || talk.resultCode === 'no_answer' || talk.resultCode === undefined) return {};
  return { rating: { score, answeredAt, ...(isWordy ? { comment } : {}) } };
}
