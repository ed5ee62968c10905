import { z } from 'zod';
import { RESULT_GROUPS } from '../../domain/questionnaire/results.ts';
import { instant } from './common.ts';

const day = z.iso.date();

/** What a questionnaire came to is asked for a time and by something. */
export const resultsQuery = z.object({
  /** Days in Shanghai, both included, by when it was asked; default the last 90. */
  from: day.optional(),
  to: day.optional(),
  groupBy: z.enum(RESULT_GROUPS).optional(),
});

const share = z.object({
  id: z.string(),
  label: z.string(),
  count: z.number().int(),
  share: z.number().nullable(),
});

const csat = z.object({
  n: z.number().int(),
  /** Answers of 4 and 5 by all, 0 to 1; null when nobody answered. */
  topTwo: z.number().nullable(),
  mean: z.number().nullable(),
  /** Wilson, 95 %. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  isSmall: z.boolean(),
});
const nps = z.object({
  n: z.number().int(),
  promoters: z.number().int(),
  passives: z.number().int(),
  detractors: z.number().int(),
  /** -100 to 100. */
  score: z.number().nullable(),
  /** Half the 95 % interval. */
  margin: z.number().nullable(),
  isSmall: z.boolean(),
});
const ces = z.object({
  n: z.number().int(),
  mean: z.number().nullable(),
  /** Answers of 5 to 7 by all, 0 to 1. */
  easy: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  isSmall: z.boolean(),
});

const funnel = z.object({
  invited: z.number().int(),
  sent: z.number().int(),
  delivered: z.number().int(),
  opened: z.number().int(),
  answered: z.number().int(),
  completed: z.number().int(),
  refused: z.number().int(),
  expired: z.number().int(),
  notSent: z.number().int(),
  /** Completed by delivered; null when nothing was. */
  responseRate: z.number().nullable(),
  /** Completed by opened. */
  completionRate: z.number().nullable(),
  medianSeconds: z.number().nullable(),
});

const figures = z.object({ funnel, csat, nps, ces });

export const results = z.object({
  questionnaireId: z.string(),
  code: z.string(),
  from: day,
  to: day,
  all: figures,
  /** How answers came. Response by the way of the invitation. */
  byWay: z.array(z.object({ way: z.string(), funnel })),
  questions: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      text: z.string(),
      n: z.number().int(),
      skipped: z.number().int(),
      /** Steps of a scale, or options. Empty while fewer than 5 answered what is anonymous. */
      shares: z.array(share),
      csat: csat.nullable(),
      nps: nps.nullable(),
      ces: ces.nullable(),
    }),
  ),
  /** In the order of their names, never of their scores, where anybody has fewer than 30. */
  groups: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      isHidden: z.boolean(),
      figures: figures.nullable(),
    }),
  ),
  /** Newest first, masked, without a name. */
  comments: z.array(z.object({ text: z.string(), csat: z.number().int().nullable(), at: instant })),
});
