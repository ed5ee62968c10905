import { formatDay, type ShanghaiDay } from '../calendar/shanghai-day.ts';
import { type AudienceRule, type Condition, narrowRule } from '../outreach/audience.ts';
import { birthdaysOn } from './lunar.ts';
import { isDueOn, monthDayOf, twoDigits } from './occasion-days.ts';
import { isPersonal, type PersonalOccasion, type PlannedOccasion } from './occasions.ts';
import type { CarePlan } from './plan.ts';

/** Whose occasion it is on a day: `{}` is everybody's. Undefined when it is not due on that day. */
export function peopleOf(occasion: PlannedOccasion, day: ShanghaiDay): AudienceRule | undefined {
  if (!isDueOn(occasion, day)) return undefined;
  return isPersonal(occasion) ? PEOPLE[occasion](day) : {};
}

/** Those of them that a plan is for; undefined when nothing is due. Throws for a rule that `mayNarrow` refuses. */
export function planPeople(
  { occasion, audienceRule }: Pick<CarePlan, 'occasion' | 'audienceRule'>,
  day: ShanghaiDay,
): AudienceRule | undefined {
  const people = peopleOf(occasion, day);
  if (people === undefined) return undefined;
  const rule = narrowRule(people, audienceRule);
  if (rule === undefined) throw new Error(`the rule of a plan for ${occasion} is too deep`);
  return rule;
}

/** True when a plan's rule can narrow the people of its occasion: rules are two levels deep at most. */
export function mayNarrow(rule: AudienceRule): boolean {
  const everyone = { kind: 'everyone' } as const;
  return narrowRule({ any: [everyone, everyone] }, rule) !== undefined;
}

/** How long after a repair was paid its owner is asked about it, in days (domain.md 5.4). */
const REPAIR_DAYS = 15;

const one = (condition: Condition): AudienceRule => ({ all: [condition] });

const ends =
  (policyKind: 'commercial' | 'compulsory', inDays: number) =>
  (day: ShanghaiDay): AudienceRule =>
    one({
      kind: 'policy_ends',
      policyKind,
      days: { on: formatDay(day + inDays) },
      isUnrenewed: true,
    });
const licence =
  (inDays: number) =>
  (day: ShanghaiDay): AudienceRule =>
    one({ kind: 'licence_expires', days: { on: formatDay(day + inDays) } });
const inspection =
  (inDays: number) =>
  (day: ShanghaiDay): AudienceRule =>
    one({ kind: 'inspection_due', days: { on: formatDay(day + inDays) } });

const PEOPLE: Readonly<Record<PersonalOccasion, (day: ShanghaiDay) => AudienceRule>> = {
  birthday: (day) => ({
    any: [
      { kind: 'birthday_on', monthDays: [...solarMonthDays(day)] },
      {
        kind: 'lunar_birthday_on',
        days: birthdaysOn(day).map(({ month, day: nth, isLeap }) => ({
          monthDay: twoDigits(month, nth),
          isLeap,
        })),
      },
    ],
  }),
  policy_anniversary: (day) => one({ kind: 'anniversary_on', monthDays: [...solarMonthDays(day)] }),
  commercial_ends_30: ends('commercial', 30),
  commercial_ends_15: ends('commercial', 15),
  commercial_ends_7: ends('commercial', 7),
  commercial_ends_1: ends('commercial', 1),
  // The last day covered was yesterday.
  commercial_lapsed: ends('commercial', -1),
  compulsory_ends_30: ends('compulsory', 30),
  compulsory_ends_15: ends('compulsory', 15),
  compulsory_ends_7: ends('compulsory', 7),
  compulsory_ends_1: ends('compulsory', 1),
  compulsory_lapsed: ends('compulsory', -1),
  licence_expires_90: licence(90),
  licence_expires_30: licence(30),
  licence_expires_7: licence(7),
  inspection_due_90: inspection(90),
  inspection_due_30: inspection(30),
  inspection_due_7: inspection(7),
  repair_quality: (day) =>
    one({ kind: 'claim_closed', days: { on: formatDay(day - REPAIR_DAYS) }, isPaid: true }),
};

/** What is celebrated on a day of the solar year: on 28 February of a common year 29 February too. */
function solarMonthDays(day: ShanghaiDay): readonly string[] {
  const own = monthDayOf(day);
  return own === '02-28' && monthDayOf(day + 1) === '03-01' ? [own, '02-29'] : [own];
}
