import type { Condition } from '../../domain/outreach/audience.ts';
import { type AudienceSqlOptions, beginsWithin } from './audience-sql-days.ts';

type ClaimCondition = Extract<
  Condition,
  { readonly kind: 'claim_open' | 'claim_reported' | 'claim_closed' }
>;
type ScoredCondition = Extract<Condition, { readonly kind: 'scored' }>;

/** Nothing more happens to these (domain/claim/transitions.ts). */
const CLOSED = `('CLOSED_PAID', 'CLOSED_ZERO', 'CANCELLED', 'REJECTED')`;
const CLOSED_KINDLY = `('CLOSED_PAID', 'CLOSED_ZERO')`;

/** Conditions about a customer's claims. */
export function claimSql(condition: ClaimCondition, options: AudienceSqlOptions): string {
  switch (condition.kind) {
    case 'claim_open':
      return existsClaim(
        `k.status NOT IN ${CLOSED}${condition.hasInjury === true ? ' AND k.has_injury' : ''}`,
      );
    case 'claim_reported':
      return existsClaim(beginsWithin('k.reported_at', condition.days, options));
    case 'claim_closed': {
      const states = condition.isPaid === true ? `= 'CLOSED_PAID'` : `IN ${CLOSED_KINDLY}`;
      return existsClaim(
        `k.status ${states} AND ${beginsWithin('k.status_at', condition.days, options)}`,
      );
    }
  }
}

function existsClaim(test: string): string {
  return `EXISTS (SELECT 1 FROM claims k WHERE k.customer_id = c.id AND ${test})`;
}

/** What they said by their newest whole answer; an anonymous one is nobody's. */
export function scoredSql(condition: ScoredCondition, options: AudienceSqlOptions): string {
  const { add } = options;
  const { scale, questionnaireCode, atLeast, atMost, days } = condition;
  const code =
    questionnaireCode === undefined ? '' : ` AND i.questionnaire_code = ${add(questionnaireCode)}`;
  const tests = [
    ...(atLeast === undefined ? [] : [`newest.score >= ${add(atLeast)}::int`]),
    ...(atMost === undefined ? [] : [`newest.score <= ${add(atMost)}::int`]),
    ...(days === undefined ? [] : [beginsWithin('newest.completed_at', days, options)]),
  ];
  return `EXISTS (SELECT 1 FROM (
      SELECT a.${scale} AS score, a.completed_at FROM invitations i JOIN survey_answers a ON a.invitation_id = i.id
      WHERE i.customer_id = c.id AND NOT a.is_anonymous AND a.status = 'completed' AND a.${scale} IS NOT NULL${code}
      ORDER BY a.completed_at DESC LIMIT 1) newest
    WHERE ${['true', ...tests].join(' AND ')})`;
}
