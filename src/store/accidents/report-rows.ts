import { z } from 'zod';
import type { ReportDetail, ReportListItem } from '../../domain/accident/desk-view.ts';
import {
  ACCIDENT_KINDS,
  LOSS_KINDS,
  POLICE_REASONS,
  UNPLATED,
} from '../../domain/accident/report.ts';
import { maskName, maskPhone, maskPlate, maskText } from '../../domain/mask.ts';

/** One row of `REPORTS`. */
export const reportRowSchema = z.object({
  report_no: z.string(),
  reported_at: z.date(),
  accident_at: z.date(),
  is_accident_time_approximate: z.boolean(),
  accident_place: z.string(),
  accident_kind: z.enum(ACCIDENT_KINDS),
  loss_kind: z.enum(LOSS_KINDS),
  has_injury: z.boolean(),
  is_drivable: z.boolean(),
  urgency: z.enum(['normal', 'urgent']),
  plate: z.string(),
  reporter_phone: z.string(),
  reporter_name: z.string().nullable(),
  customer_no: z.string().nullable(),
  claim_no: z.string().nullable(),
  policy_no: z.string().nullable(),
  adjuster_name: z.string().nullable(),
  flags: z.array(z.string()),
  conversation_id: z.string(),
  description: z.string().nullable(),
  injured_count: z.number().nullable(),
  other_plates: z.array(z.string()),
  is_in_safe_place: z.boolean().nullable(),
  police_reported: z.boolean().nullable(),
  police_reasons: z.array(z.enum(POLICE_REASONS)),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  photo_ids: z.array(z.string()),
  documents: z.array(z.string()),
});
export type ReportRow = z.infer<typeof reportRowSchema>;

/** Reports with the names that their ids stand for. */
export const REPORTS = `SELECT r.report_no, r.reported_at, r.accident_at, r.is_accident_time_approximate,
    r.accident_place, r.accident_kind, r.loss_kind, r.has_injury, r.is_drivable, r.urgency, r.plate,
    r.reporter_phone, r.reporter_name, u.customer_no, k.claim_no, p.policy_no, a.name AS adjuster_name, r.flags,
    r.conversation_id, r.description, r.injured_count, r.other_plates, r.is_in_safe_place, r.police_reported,
    r.police_reasons, r.latitude, r.longitude, r.photo_ids, r.documents
  FROM accident_reports r LEFT JOIN customers u ON u.id = r.customer_id
  LEFT JOIN claims k ON k.id = r.claim_id LEFT JOIN policies p ON p.id = r.policy_id
  LEFT JOIN adjusters a ON a.id = r.adjuster_id`;

function shownPlate(plate: string): string {
  return plate === UNPLATED ? plate : maskPlate(plate);
}

/** A report in a list, masked. */
export function toListItem(row: ReportRow): ReportListItem {
  return {
    reportNo: row.report_no,
    reportedAt: row.reported_at,
    accidentAt: row.accident_at,
    isAccidentTimeApproximate: row.is_accident_time_approximate,
    accidentPlace: maskText(row.accident_place),
    accidentKind: row.accident_kind,
    lossKind: row.loss_kind,
    hasInjury: row.has_injury,
    isDrivable: row.is_drivable,
    urgency: row.urgency,
    plate: shownPlate(row.plate),
    reporterPhone: maskPhone(row.reporter_phone),
    customerNo: row.customer_no,
    claimNo: row.claim_no,
    adjusterName: row.adjuster_name,
    photoCount: row.photo_ids.length,
    flags: row.flags,
  };
}

/** A report with all that was told, masked. */
export function toReportDetail(row: ReportRow): ReportDetail {
  return {
    ...toListItem(row),
    conversationId: row.conversation_id,
    policyNo: row.policy_no,
    reporterName: row.reporter_name === null ? null : maskName(row.reporter_name),
    description: row.description === null ? null : maskText(row.description),
    injuredCount: row.injured_count,
    otherPlates: row.other_plates.map(maskPlate),
    isInSafePlace: row.is_in_safe_place,
    policeReported: row.police_reported,
    policeReasons: row.police_reasons,
    location:
      row.latitude === null || row.longitude === null
        ? null
        : { latitude: toKilometre(row.latitude), longitude: toKilometre(row.longitude) },
    photoIds: row.photo_ids,
    documents: row.documents,
  };
}

/** Two decimals of a degree are about a kilometre: where somebody was is sensitive (个人信息保护法 28). */
function toKilometre(degrees: number): number {
  return Math.round(degrees * 100) / 100;
}
