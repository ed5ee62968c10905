import { maskName, maskNumber, maskPlate } from '../domain/mask.ts';
import type { AskedAspect } from '../domain/policy/asked-aspect.ts';
import { type InsuredCar, isCurrentAt, lastMoment, policyState } from '../domain/policy/period.ts';
import type { CustomerProfile, PolicyFacts } from '../domain/policy/view.ts';
import type { CardFact, ReceiptCard } from '../domain/reply.ts';
import { daysAgo, money } from './copy/format.ts';
import { sumText, untilText } from './copy/policy.ts';
import { coverMeanings, coverNames } from './copy/policy-covers.ts';
import { copy } from './copy/zh-cn.ts';
import type { Prompt } from './flow.ts';
import { coverAnswer, coverLines, meaningLines } from './policy-covers.ts';

const words = copy.policy;
const { lines } = words;

/** Who reads, and what they asked first. Details are for level 2 (domain.md 3.4). */
export interface PolicyReading {
  readonly now: Date;
  readonly maySeeDetails: boolean;
  readonly asked: AskedAspect;
  readonly profile: CustomerProfile | undefined;
  /** Other cars of the same customer, as they may be shown. */
  readonly others: readonly string[];
}

/** One car's policies in words: what was asked first, then where both covers stand. */
export function policyReply(car: InsuredCar, reading: PolicyReading): Prompt {
  const answer = answerLines(car, reading);
  const told = [
    ...answer,
    ...warnings(car, reading.now),
    ...(reading.maySeeDetails || reading.asked.topic === 'policy_no' ? [] : [lines.limited]),
    ...(reading.others.length === 0 ? [] : [lines.others(reading.others)]),
  ];
  return { text: told.join('\n'), card: policyCard(car, reading) };
}

/** How a car is named to this reader. */
export function carName(plate: string | undefined, maySeeDetails: boolean): string {
  if (plate === undefined) return words.unplated;
  return maySeeDetails ? plate : maskPlate(plate);
}

function answerLines(car: InsuredCar, reading: PolicyReading): readonly string[] {
  const { asked, maySeeDetails, now, profile } = reading;
  const topic = asked.topic ?? 'overview';
  const shown = ofKind(car, asked.kind);
  const dates = [
    words.heading(carName(car.plate, maySeeDetails)),
    ...shown.map((policy) => dateLine(policy, now)),
    ...missingKinds(car, asked.kind),
  ];
  if (!maySeeDetails) return topic === 'policy_no' ? numbers(shown, false) : dates;
  switch (topic) {
    case 'expiry':
    case 'in_force':
      return dates;
    case 'policy_no':
      return numbers(shown, true);
    case 'premium':
      return current(shown, now).map(premiumLine);
    case 'insured':
      return profile?.name === undefined ? dates : [lines.insured(maskName(profile.name))];
    case 'cover':
      return asked.cover === undefined ? dates : coverAnswer(car, asked.cover, now);
    case 'meaning':
      return meanings(shown, asked, now);
    case 'covers':
      return [...current(shown, now).flatMap(coverLines), lines.byClause];
    case 'overview':
      return [
        ...dates,
        ...current(shown, now).map(premiumLine),
        ...current(shown, now).flatMap((policy) =>
          policy.kind === 'commercial' ? coverLines(policy) : [],
        ),
      ];
  }
}

function ofKind(car: InsuredCar, kind: PolicyFacts['kind'] | undefined): readonly PolicyFacts[] {
  return car.policies.filter((policy) => kind === undefined || policy.kind === kind);
}

/** Those that count now; when none does, the ones that ended. */
function current(policies: readonly PolicyFacts[], now: Date): readonly PolicyFacts[] {
  const counting = policies.filter((policy) => isCurrentAt(policy, now));
  return counting.length > 0 ? counting : policies;
}

/** From when to when a policy counts, by how it stands. */
export function dateLine(policy: PolicyFacts, now: Date): string {
  const { kind, startsAt: from } = policy;
  const until = lastMoment(policy);
  switch (policyState(policy, now)) {
    case 'in_force':
      return lines.inForce(kind, { from, until, days: -daysAgo(until, now) });
    case 'upcoming':
      return lines.upcoming(kind, { from, until });
    case 'ended':
      return lines.ended(kind, { until });
    case 'cancelled':
      return lines.cancelled(kind);
    case 'unclear':
      return lines.unclear(kind, { until });
  }
}

function missingKinds(car: InsuredCar, wanted: PolicyFacts['kind'] | undefined): readonly string[] {
  const kinds = wanted === undefined ? (['compulsory', 'commercial'] as const) : [wanted];
  return kinds
    .filter((kind) => car.policies.every((policy) => policy.kind !== kind))
    .map((kind) => lines.none(kind));
}

function numbers(policies: readonly PolicyFacts[], isFull: boolean): readonly string[] {
  const rows = policies.map(({ kind, policyNo }) =>
    lines.number(kind, isFull ? policyNo : maskNumber(policyNo)),
  );
  return isFull ? rows : [...rows, lines.numberMasked];
}

function premiumLine({ kind, premiumFen }: PolicyFacts): string {
  return premiumFen === undefined ? lines.noPremium(kind) : lines.premium(kind, premiumFen);
}

function meanings(
  policies: readonly PolicyFacts[],
  { cover }: AskedAspect,
  now: Date,
): readonly string[] {
  if (cover !== undefined) {
    return [lines.meaning(coverNames[cover], coverMeanings[cover]), lines.byClause];
  }
  return [...current(policies, now).flatMap(meaningLines), lines.byClause];
}

/** What nobody should overlook, said once and neutrally. */
function warnings(car: InsuredCar, now: Date): readonly string[] {
  const inForce = car.policies.filter((policy) =>
    ['in_force', 'unclear'].includes(policyState(policy, now)),
  );
  const compulsory = inForce.find(({ kind }) => kind === 'compulsory');
  const commercial = inForce.find(({ kind }) => kind === 'commercial');
  const isOurs = car.policies.some(({ kind }) => kind === 'compulsory');
  if (compulsory === undefined) return isOurs ? [lines.noCompulsory] : [];
  const isApart = commercial !== undefined && daysAgo(compulsory.endsAt, commercial.endsAt) !== 0;
  return isApart ? [lines.endsApart] : [];
}

function policyCard(car: InsuredCar, reading: PolicyReading): ReceiptCard {
  const { maySeeDetails, now } = reading;
  const counting = current(car.policies, now);
  const premiums = counting.flatMap(({ premiumFen }) => premiumFen ?? []);
  const total = premiums.reduce((sum, fen) => sum + fen, 0);
  const hasTotal = maySeeDetails && premiums.length === counting.length && total > 0;
  return {
    kind: 'receipt',
    title: words.cardTitle(carName(car.plate, maySeeDetails)),
    facts: counting.flatMap((policy) => factsOf(policy, reading)),
    ...(hasTotal ? { total: { label: words.facts.premium, value: money(total) } } : {}),
  };
}

function factsOf(policy: PolicyFacts, { maySeeDetails, now }: PolicyReading): readonly CardFact[] {
  const { kind, policyNo, covers } = policy;
  const state = policyState(policy, now);
  const until = words.facts.until(untilText(lastMoment(policy)));
  const dates: CardFact = {
    label: words.kind(kind),
    value: state === 'in_force' ? until : `${words.state(state)}，${until}`,
  };
  const number: CardFact = {
    label: words.facts.number(kind),
    value: maySeeDetails ? policyNo : maskNumber(policyNo),
  };
  if (!maySeeDetails) return [dates, number];
  const sums = covers.flatMap(({ name, sumInsuredFen }) =>
    sumInsuredFen === undefined ? [] : { label: name, value: sumText(sumInsuredFen) },
  );
  return [dates, number, ...sums];
}
