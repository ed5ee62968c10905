import { occasionSchema, traitsOf } from '../../domain/care/occasions.ts';
import { decidePush } from '../../domain/push/decide.ts';
import { hoursObstacle } from '../../domain/push/hours.ts';
import type {
  PushDecision,
  PushFacts,
  PushPlace,
  PushRefusal,
  PushRequest,
  PushRules,
} from '../../domain/push/push.ts';
import type { DueRow, OpenCampaign } from './candidates.ts';

/** What keeps a person back and not the hour: whoever is kept back so beyond the window is not asked about. */
const OF_THE_PERSON: readonly PushRefusal[] = [
  'cap_class',
  'cap_total',
  'claim_just_rejected',
  'silent_day',
];

/** What follows for a row that is due. */
export type Verdict =
  | { readonly kind: 'send'; readonly place: PushPlace }
  | { readonly kind: 'suppress'; readonly reason: string }
  | { readonly kind: 'wait'; readonly until: Date; readonly reason: string };

/** The push of a row, as the policy asks for it. */
export function toRequest(row: DueRow, campaign: OpenCampaign | undefined): PushRequest {
  const { push_class: pushClass, customer_id: customerId } = row;
  return {
    customerId,
    pushClass,
    isUrgent: row.is_urgent,
    isAboutCase: row.priority !== null,
    isGreeting: campaign !== undefined && isGreeting(campaign),
    ways: row.ways ?? campaign?.ways ?? [],
    ...(campaign === undefined
      ? {}
      : { dailyFrom: campaign.daily_from, dailyUntil: campaign.daily_until }),
    ...endOf(row, campaign),
  };
}

/**
 * A push of its own ends by itself, and so does what a care plan sends. People are asked when the window of another
 * campaign is over, so that the policy must not drop for the hour alone.
 */
function endOf(row: DueRow, campaign: OpenCampaign | undefined): { readonly notAfter?: Date } {
  if (campaign === undefined) return row.not_after === null ? {} : { notAfter: row.not_after };
  return campaign.care_plan_id === null ? {} : { notAfter: campaign.ends_at };
}

function isGreeting({ occasion }: Pick<OpenCampaign, 'occasion'>): boolean {
  const parsed = occasionSchema.safeParse(occasion);
  return parsed.success && traitsOf(parsed.data).isGreeting;
}

/**
 * True while the hours let a campaign write to nobody at all: its rows are then not looked at one by one. On a silent day
 * they are, once: whoever's window is over by its end is told why.
 */
export function isOutOfHours(campaign: OpenCampaign, rules: PushRules, now: Date): boolean {
  const { push_class: pushClass, is_urgent: isUrgent } = campaign;
  const request: PushRequest = {
    customerId: '',
    pushClass,
    isUrgent,
    isAboutCase: false,
    isGreeting: false,
    ways: campaign.ways,
    dailyFrom: campaign.daily_from,
    dailyUntil: campaign.daily_until,
  };
  const obstacle = hoursObstacle({ request, city: undefined, rules }, now.getTime());
  return obstacle !== undefined && obstacle !== 'silent_day';
}

/** Asks the policy about a row. Whoever is no customer any more is nowhere to be found. */
export function judge(
  row: DueRow,
  known: {
    readonly campaign: OpenCampaign | undefined;
    readonly facts: PushFacts | undefined;
    readonly rules: PushRules;
    readonly now: Date;
  },
): Verdict {
  const { campaign, facts, now, rules } = known;
  if (facts === undefined) return { kind: 'suppress', reason: 'no_way' };
  const decision = decidePush(toRequest(row, campaign), facts, rules, now);
  return toVerdict(decision, row, campaign);
}

function toVerdict(
  decision: PushDecision,
  row: DueRow,
  campaign: OpenCampaign | undefined,
): Verdict {
  switch (decision.kind) {
    case 'send':
      return decision;
    case 'refuse':
      // Why it waited until its end says more than that it ended.
      return {
        kind: 'suppress',
        reason:
          decision.reason === 'window_missed' ? (row.reason ?? decision.reason) : decision.reason,
      };
    case 'later': {
      const { reason, until } = decision;
      const isTooLate = campaign !== undefined && until >= campaign.ends_at;
      if (isTooLate && OF_THE_PERSON.includes(reason)) return { kind: 'suppress', reason };
      return { kind: 'wait', until, reason };
    }
  }
}
