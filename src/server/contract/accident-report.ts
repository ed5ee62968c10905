import { z } from 'zod';
import { ACCIDENT_KINDS, LOSS_KINDS, POLICE_REASONS } from '../../domain/accident/report.ts';
import { instant, instantInput, numberInput, pageQuery, plateInput } from './common.ts';

export const accidentReportParams = z.object({ reportNo: numberInput });

/** Filters of the reports; `from` is included, `to` is not. */
export const accidentReportQuery = pageQuery.extend({
  plate: plateInput.optional(),
  urgency: z.enum(['normal', 'urgent']).optional(),
  /** Such as `outside_policy_period`, `unknown_plate`, `unplated`, `injury_unclear`. */
  flag: z.string().min(1).max(50).optional(),
  hasInjury: z.stringbool().optional(),
  from: instantInput.optional(),
  to: instantInput.optional(),
});

/** A report in a list. Plates, phones, names and texts are masked. */
export const accidentReportSummary = z.object({
  reportNo: z.string(),
  reportedAt: instant,
  accidentAt: instant,
  isAccidentTimeApproximate: z.boolean(),
  accidentPlace: z.string(),
  accidentKind: z.enum(ACCIDENT_KINDS),
  lossKind: z.enum(LOSS_KINDS),
  hasInjury: z.boolean(),
  isDrivable: z.boolean(),
  urgency: z.enum(['normal', 'urgent']),
  plate: z.string(),
  reporterPhone: z.string(),
  customerNo: z.string().nullable(),
  /** The claim's number as it is now: the insurer's own once it was PUT. */
  claimNo: z.string().nullable(),
  adjusterName: z.string().nullable(),
  photoCount: z.number().int(),
  flags: z.array(z.string()),
});

export const accidentReport = accidentReportSummary.extend({
  conversationId: z.string(),
  policyNo: z.string().nullable(),
  reporterName: z.string().nullable(),
  description: z.string().nullable(),
  injuredCount: z.number().int().nullable(),
  otherPlates: z.array(z.string()),
  isInSafePlace: z.boolean().nullable(),
  policeReported: z.boolean().nullable(),
  /** Why 122 has to be called (道路交通事故处理程序规定 13 to 15). */
  policeReasons: z.array(z.enum(POLICE_REASONS)),
  /** Degrees, to about a kilometre. */
  location: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  photoIds: z.array(z.string()),
  documents: z.array(z.string()),
});
