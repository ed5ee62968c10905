import { AUDIENCE_COPY } from '../../copy-admin/audience.ts';
import { PUSH_WAY_LABELS } from '../../copy-admin/push-labels.ts';

export type ConditionKind = keyof typeof AUDIENCE_COPY.kinds;

type Labels = Readonly<Record<string, string>>;

/** What a person fills in of a condition. `isOptional`: left out when empty. */
export type Field = { readonly name: keyof typeof AUDIENCE_COPY.fields } & (
  | {
      readonly type: 'list';
      readonly labels?: Labels;
      readonly hint?: string;
      readonly isOptional?: true;
    }
  | { readonly type: 'choice'; readonly labels: Labels; readonly isOptional?: true }
  | { readonly type: 'flag' }
  | {
      readonly type: 'number';
      readonly min: number;
      readonly max: number;
      readonly isOptional?: true;
    }
  | { readonly type: 'yuan' }
  | { readonly type: 'span'; readonly isOptional?: true }
  | { readonly type: 'text'; readonly isOptional?: true }
  | { readonly type: 'lunar' }
);

const { tiers, energies, policyKinds, genders, scales, monthDaysHint } = AUDIENCE_COPY;
const POLICY_KIND: Field = {
  name: 'policyKind',
  type: 'choice',
  labels: policyKinds,
  isOptional: true,
};
const SPAN: Field = { name: 'days', type: 'span' };
const MONTH_DAYS: Field = { name: 'monthDays', type: 'list', hint: monthDaysHint };
const SCORE_MAX = 10;
const YEARS_MAX = 100;

/** Of each kind of condition what is filled in, in the order of reading. */
export const CONDITION_FIELDS: Readonly<Record<ConditionKind, readonly Field[]>> = {
  everyone: [],
  city_in: [{ name: 'cities', type: 'list' }],
  tier_in: [{ name: 'tiers', type: 'list', labels: tiers }],
  branch_in: [{ name: 'branches', type: 'list' }],
  tag_in: [{ name: 'tags', type: 'list' }],
  gender_is: [{ name: 'gender', type: 'choice', labels: genders }],
  manager_in: [{ name: 'managers', type: 'list', isOptional: true }],
  customer_no_in: [{ name: 'customerNos', type: 'list' }],
  reachable_by: [{ name: 'way', type: 'choice', labels: PUSH_WAY_LABELS }],
  policy_active: [POLICY_KIND],
  policy_ends: [POLICY_KIND, SPAN, { name: 'isUnrenewed', type: 'flag' }],
  policy_started: [POLICY_KIND, SPAN, { name: 'isFirst', type: 'flag' }],
  anniversary_on: [MONTH_DAYS],
  premium_at_least: [{ name: 'fen', type: 'yuan' }],
  tenure_at_least: [{ name: 'years', type: 'number', min: 0, max: YEARS_MAX }],
  energy_in: [{ name: 'energies', type: 'list', labels: energies }],
  plate_starts_with: [{ name: 'prefixes', type: 'list' }],
  inspection_due: [SPAN],
  licence_expires: [SPAN],
  claim_open: [{ name: 'hasInjury', type: 'flag' }],
  claim_reported: [SPAN],
  claim_closed: [SPAN, { name: 'isPaid', type: 'flag' }],
  birthday_on: [MONTH_DAYS],
  lunar_birthday_on: [{ name: 'days', type: 'lunar' }],
  scored: [
    { name: 'scale', type: 'choice', labels: scales },
    { name: 'atLeast', type: 'number', min: 0, max: SCORE_MAX, isOptional: true },
    { name: 'atMost', type: 'number', min: 0, max: SCORE_MAX, isOptional: true },
    { name: 'questionnaireCode', type: 'text', isOptional: true },
    { name: 'days', type: 'span', isOptional: true },
  ],
  signed_up: [{ name: 'eventNo', type: 'text' }],
};
