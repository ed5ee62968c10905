import { groupBy, numbersOf } from './analysis.ts';
import { type AnalysedComplaint, validOf } from './analysis-rows.ts';
import type { RegulatorFigures } from './report.ts';

/** 一亿元 in fen. */
const HUNDRED_MILLION_YUAN_FEN = 1e10;
const TEN_THOUSAND = 10_000;

/** What the insurer earned and insured. */
export interface Business {
  /** Null: no premium of these days is known. */
  readonly premiumFen: number | null;
  readonly policiesWithoutPremium: number;
  /** At the end of the days; null: no policy is known. */
  readonly policiesInForce: number | null;
}

/**
 * 亿元保费投诉量 and 万张保单投诉量 (domain.md 2.2): the numerator is what the regulator passed on, not all complaints;
 * one that was merged into an earlier complaint was passed on all the same. Null where the denominator is missing.
 */
export function regulatorFiguresOf(
  all: readonly AnalysedComplaint[],
  business: Business,
): RegulatorFigures {
  const transferred = validOf(all).filter(({ source }) => source === 'regulator_12378');
  const count = transferred.length;
  const { premiumFen, policiesInForce } = business;
  const byCategory = [...groupBy(transferred, ({ category }) => category)]
    .map(([category, { length }]) => ({ category, count: length }))
    .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1));
  return {
    ...business,
    transferred: { count, complaintNos: numbersOf(transferred), byCategory },
    perHundredMillionYuan: perUnit(count, { whole: premiumFen, unit: HUNDRED_MILLION_YUAN_FEN }),
    perTenThousandPolicies: perUnit(count, { whole: policiesInForce, unit: TEN_THOUSAND }),
  };
}

function perUnit(
  count: number,
  { whole, unit }: { readonly whole: number | null; readonly unit: number },
): number | null {
  return whole === null || whole === 0 ? null : (count * unit) / whole;
}
