import {
  type CoverKind,
  coverKindOf,
  isReformed,
  PART_OF_OWN_DAMAGE,
} from '../domain/policy/cover-kind.ts';
import { type InsuredCar, isCurrentAt } from '../domain/policy/period.ts';
import type { PolicyCover, PolicyFacts } from '../domain/policy/view.ts';
import { sumText } from './copy/policy.ts';
import { coverMeanings, coverNames } from './copy/policy-covers.ts';
import { copy } from './copy/zh-cn.ts';

const words = copy.policy;

/** Whoever asks for the seats asks for all of them. */
const SAME: Partial<Readonly<Record<CoverKind, readonly CoverKind[]>>> = {
  occupants: ['occupants', 'driver', 'passengers'],
  driver: ['driver', 'occupants'],
  passengers: ['passengers', 'occupants'],
};

/** Whether one cover is in the car's policy, how much it is, and what it means; from the policy's data alone. */
export function coverAnswer(car: InsuredCar, cover: CoverKind, now: Date): readonly string[] {
  const name = coverNames[cover];
  const policy = commercialOf(car, now);
  if (policy === undefined) return [words.covers.noCommercial(name), ...meaningOf(cover)];
  const wanted = SAME[cover] ?? [cover];
  const found = policy.covers.filter((one) => wanted.includes(coverKindOf(one)));
  if (found.length > 0) {
    return [words.covers.yes(found.map(coverLine).join('；')), ...meaningOf(cover)];
  }
  return [
    absentText(policy, cover),
    ...meaningOf(cover),
    ...restrictionsOf(policy),
    words.lines.byClause,
  ];
}

function meaningOf(cover: CoverKind): readonly string[] {
  return [words.lines.meansThis(coverMeanings[cover])];
}

/** The one in force, else the one to come; of a car whose policy ended, that one. */
function commercialOf(car: InsuredCar, now: Date): PolicyFacts | undefined {
  const own = car.policies.filter(({ kind }) => kind === 'commercial');
  return own.find((policy) => isCurrentAt(policy, now)) ?? own[0];
}

function absentText(policy: PolicyFacts, cover: CoverKind): string {
  const name = coverNames[cover];
  if (!PART_OF_OWN_DAMAGE.has(cover)) return words.covers.notListed(name);
  const hasOwnDamage = policy.covers.some((one) => coverKindOf(one) === 'own_damage');
  if (!hasOwnDamage) return words.covers.noOwnDamage(name);
  return isReformed(policy) ? words.covers.inOwnDamage(name) : words.covers.ownDamageOld(name);
}

function restrictionsOf({ covers }: PolicyFacts): readonly string[] {
  const names = covers.filter((one) => coverKindOf(one) === 'restriction').map(({ name }) => name);
  return names.length === 0 ? [] : [words.covers.restrictions(names)];
}

/** `机动车第三者责任保险：保额 200 万元`. */
export function coverLine({ name, sumInsuredFen, deductibleFen }: PolicyCover): string {
  const sum = sumInsuredFen === undefined ? undefined : sumText(sumInsuredFen);
  const hasDeductible = deductibleFen !== undefined && deductibleFen > 0;
  return words.lines.cover(name, sum, hasDeductible ? sumText(deductibleFen) : undefined);
}

/** All covers of a policy, a line each. */
export function coverLines({ kind, covers }: PolicyFacts): readonly string[] {
  if (covers.length === 0) return [words.lines.noCovers(kind)];
  return [words.lines.coversOf(kind), ...covers.map((one) => words.lines.listed(coverLine(one)))];
}

/** What each cover of a policy is for, a plain sentence each. */
export function meaningLines({ kind, covers }: PolicyFacts): readonly string[] {
  if (covers.length === 0) {
    return kind === 'compulsory'
      ? [words.lines.meaning(words.kind(kind), words.lines.compulsoryMeaning)]
      : [words.lines.noCovers(kind)];
  }
  return covers.map((one) => words.lines.meaning(one.name, coverMeanings[coverKindOf(one)]));
}
