import { numbersOf, rateOf } from './analysis.ts';
import { type Aftermath, type AnalysedComplaint, validOf } from './analysis-rows.ts';
import {
  QUALITY_MEASURES,
  type Quality,
  type QualityMeasure,
  type Satisfaction,
} from './report.ts';

interface Row extends AnalysedComplaint {
  readonly aftermath: Aftermath | undefined;
}

/** Of whom a measure is a share, and who are the share. */
const MEASURES: Readonly<
  Record<
    QualityMeasure,
    { readonly of: (row: Row) => boolean; readonly are: (row: Row) => boolean }
  >
> = {
  repeat: { of: () => true, are: ({ isRepeat }) => isRepeat },
  escalated_to_regulator: {
    of: () => true,
    are: ({ aftermath }) => aftermath?.cameThroughRegulator === true,
  },
  escalated_inside: { of: () => true, are: ({ escalation }) => escalation > 0 },
  disputed: {
    of: ({ aftermath }) => aftermath?.wasTold === true,
    are: ({ disputes }) => disputes > 0,
  },
  reopened: {
    of: ({ aftermath }) => aftermath?.wasClosed === true,
    are: ({ aftermath }) => aftermath?.wasReopened === true,
  },
  satisfied: {
    of: ({ rating }) => rating !== null,
    are: ({ rating }) => (rating?.score ?? 0) >= 4,
  },
  first_contact_resolved: {
    of: ({ rating }) => rating !== null,
    are: ({ rating, aftermath }) =>
      rating?.solved === 'solved' &&
      aftermath?.cameAgain !== true &&
      aftermath?.wasReopened !== true,
  },
};

/** Rates of what customers thought and did (domain.md 4.4), each with what it was made of. */
export function qualityOf(
  all: readonly AnalysedComplaint[],
  aftermaths: readonly Aftermath[],
): readonly Quality[] {
  const byNo = new Map(aftermaths.map((one) => [one.complaintNo, one]));
  const rows = validOf(all).map((one) => ({ ...one, aftermath: byNo.get(one.complaintNo) }));
  return QUALITY_MEASURES.map((measure) => {
    const base = rows.filter(MEASURES[measure].of);
    const share = base.filter(MEASURES[measure].are);
    return {
      measure,
      rate: rateOf(share.length, base.length),
      complaintNos: numbersOf(share),
    };
  });
}

/** What was answered, beside the rate: low scores are to be called back (domain.md 2.4). */
export function satisfactionOf(all: readonly AnalysedComplaint[]): Satisfaction {
  const rated = validOf(all).flatMap((one) =>
    one.rating === null ? [] : [{ ...one, score: one.rating.score }],
  );
  const sum = rated.reduce((total, { score }) => total + score, 0);
  return {
    n: rated.length,
    mean: rated.length === 0 ? null : sum / rated.length,
    scores: [1, 2, 3, 4, 5].map((wanted) => rated.filter(({ score }) => score === wanted).length),
    lowNos: numbersOf(rated.filter(({ score }) => score <= 2)),
  };
}
