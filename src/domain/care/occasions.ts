import { z } from 'zod';
import type { PushClass } from '../push/settings.ts';
import { SOLAR_TERMS } from './solar-terms.ts';

/** Festivals that everybody is wished well on, by what they are called at home. */
export const FESTIVALS = [
  'new_year',
  'laba',
  'little_new_year',
  'little_new_year_south',
  'new_year_eve',
  'spring_festival',
  'lantern_festival',
  'dragon_head',
  'womens_day',
  'labour_day',
  'mothers_day',
  'childrens_day',
  'dragon_boat',
  'fathers_day',
  'qixi',
  'mid_autumn',
  'national_day',
  'double_ninth',
] as const;
export type Festival = (typeof FESTIVALS)[number];

/** Days that are there to say something useful on. */
export const AWARENESS_DAYS = [
  'consumer_rights_day',
  'insurance_day',
  'fire_safety_day',
  'traffic_safety_day',
  'monthly_knowledge',
] as const;
export type AwarenessDay = (typeof AWARENESS_DAYS)[number];

const TERMS = SOLAR_TERMS.map((term) => `term_${term}` as const);

/** Occasions of one person's own: every day is one for somebody. */
export const PERSONAL = [
  'birthday',
  'policy_anniversary',
  'commercial_ends_30',
  'commercial_ends_15',
  'commercial_ends_7',
  'commercial_ends_1',
  'commercial_lapsed',
  'compulsory_ends_30',
  'compulsory_ends_15',
  'compulsory_ends_7',
  'compulsory_ends_1',
  'compulsory_lapsed',
  'licence_expires_90',
  'licence_expires_30',
  'licence_expires_7',
  'inspection_due_90',
  'inspection_due_30',
  'inspection_due_7',
  'repair_quality',
] as const;
export type PersonalOccasion = (typeof PERSONAL)[number];

/** What is sent on an occasion is for one of these; `disaster` is pressed by hand and has no day. */
export const OCCASIONS = [
  ...PERSONAL,
  ...FESTIVALS,
  ...AWARENESS_DAYS,
  ...TERMS,
  'disaster',
] as const;
export type Occasion = (typeof OCCASIONS)[number];
export const occasionSchema = z.enum(OCCASIONS);

/** What a care plan may be for: all but what is pressed by hand. */
export type PlannedOccasion = Exclude<Occasion, 'disaster'>;
export const plannedOccasionSchema = occasionSchema.exclude(['disaster']);

/** How an occasion is dealt with. */
export interface OccasionTraits {
  /** Reminders of what somebody has bought are service, without an offer; everything kind is care. */
  readonly pushClass: Extract<PushClass, 'service' | 'care'>;
  /** Wishes somebody well. Not on 清明 and 中元, and not where a channel forbids greetings (wechat.md 4.8). */
  readonly isGreeting: boolean;
  /** Of one person's own. It goes before what everybody gets, since care is sent once a day (domain.md 3.7). */
  readonly isPersonal: boolean;
}

const PERSONAL_SET: ReadonlySet<string> = new Set(PERSONAL);
const FESTIVAL_SET: ReadonlySet<string> = new Set(FESTIVALS);
const SERVICE = /^(?:commercial|compulsory)_|^disaster$/;

/** True for an occasion of one person's own. */
export function isPersonal(occasion: Occasion): occasion is PersonalOccasion {
  return PERSONAL_SET.has(occasion);
}

/** How this occasion is dealt with. */
export function traitsOf(occasion: Occasion): OccasionTraits {
  return {
    pushClass: SERVICE.test(occasion) ? 'service' : 'care',
    isGreeting:
      FESTIVAL_SET.has(occasion) || occasion === 'birthday' || occasion === 'policy_anniversary',
    isPersonal: isPersonal(occasion),
  };
}
