import type { ReportSummary } from '../domain/accident/report.ts';
import type { AuditEntry } from '../domain/audit.ts';
import { isClosed } from '../domain/claim/transitions.ts';
import type { ClaimView } from '../domain/claim/view.ts';
import { normalizeNumber } from '../domain/identifiers.ts';
import { textField } from '../lib/json.ts';
import { aboutClaim } from './claim-view-text.ts';
import { day } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Option, Slots } from './flow.ts';

const OPTIONS_MAX = 8;
const SUFFIX_LENGTH = 4;

/** A case that papers are handed in for: a claim on record, a report made in this very chat, or both in one. */
export interface PaperCase {
  readonly caseNo: string;
  /** Under which its papers may have been handed in. */
  readonly numbers: readonly string[];
  readonly about: string;
  readonly claim?: ClaimView;
  readonly report?: ReportSummary;
}

/** Which case is meant; `unknown`: one was named that is none of these. */
export type FoundCase =
  | { readonly kind: 'one'; readonly found: PaperCase }
  | { readonly kind: 'several'; readonly cases: readonly PaperCase[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' };

/** The open claims of a known customer, and the reports of this chat identity, which needed no proof. */
export async function findCase(slots: Slots, context: FlowContext): Promise<FoundCase> {
  const { reads, subject, level, identityId } = context;
  const claims =
    level >= 1 && subject?.kind === 'customer'
      ? (await reads.claims.ofCustomer(subject.customerId)).filter(
          ({ status }) => !isClosed(status),
        )
      : [];
  const reports = await reads.accidents.ofIdentity(identityId);
  const cases = [
    ...claims.map((claim) => caseOfClaim(claim, reports, context)),
    ...reports.filter((report) => !claims.some((one) => isSame(one, report))).map(caseOfReport),
  ];
  const wanted = textField(slots, 'case_no');
  if (wanted !== undefined)
    return choose(
      cases.filter((one) => isNamed(one, wanted)),
      'unknown',
    );
  // The one that something is missing for is meant; of the others there is nothing to hand in.
  const open = cases.filter((one) => wantedFor(one, context)?.length !== 0);
  return choose(open.length === 1 ? open : cases, 'none');
}

function choose(cases: readonly PaperCase[], otherwise: 'unknown' | 'none'): FoundCase {
  const [found] = cases;
  if (found === undefined) return { kind: otherwise };
  return cases.length === 1 ? { kind: 'one', found } : { kind: 'several', cases };
}

function isNamed({ numbers }: PaperCase, wanted: string): boolean {
  return numbers.some((number) => normalizeNumber(number) === normalizeNumber(wanted));
}

function isSame(claim: ClaimView, { reportNo }: ReportSummary): boolean {
  return claim.reportNo === reportNo || claim.claimNo === reportNo;
}

function caseOfClaim(
  claim: ClaimView,
  reports: readonly ReportSummary[],
  { level, now }: FlowContext,
): PaperCase {
  const report = reports.find((one) => isSame(claim, one));
  return {
    caseNo: claim.claimNo,
    numbers: [claim.claimNo, ...(claim.reportNo === undefined ? [] : [claim.reportNo])],
    about: aboutClaim(claim, { level, now, isReporter: false }),
    claim,
    ...(report === undefined ? {} : { report }),
  };
}

function caseOfReport(report: ReportSummary): PaperCase {
  const { reportNo, accidentAt } = report;
  const about = copy.claim.aboutAccident(day(accidentAt));
  return { caseNo: reportNo, numbers: [reportNo], about, report };
}

/**
 * The papers wanted for a case. The insurer's own list counts first and needs L2 (domain.md 3.4); the list by the
 * kind of accident belongs to whoever reported it here. Undefined: the reader must prove more first.
 */
export function wantedFor({ claim, report }: PaperCase, { level }: FlowContext) {
  if (claim === undefined || level >= 2) {
    return claim?.facts.missingDocuments ?? report?.documents ?? [];
  }
  return report?.documents;
}

/** Cases to choose from; two never carry the same words. */
export function caseOptions(cases: readonly PaperCase[]): readonly Option[] {
  const shown = cases.slice(0, OPTIONS_MAX);
  return shown.map(({ caseNo, about, numbers, claim, report }) => {
    const isTwin = shown.filter((one) => one.about === about).length > 1;
    const plate = claim?.plate ?? report?.plate;
    return {
      label: isTwin ? copy.documents.caseLine(about, caseNo.slice(-SUFFIX_LENGTH)) : about,
      value: caseNo,
      words: [...numbers, ...(plate === undefined ? [] : [plate])],
    };
  });
}

/** A line in the audit trail for each claim whose papers were read. */
export function readsOf(cases: readonly PaperCase[], context: FlowContext): readonly AuditEntry[] {
  const { identityId, level } = context;
  return cases.flatMap(({ claim }) =>
    claim === undefined
      ? []
      : [
          {
            actor: { kind: 'customer' as const, id: identityId },
            action: 'claim.read',
            subjectKind: 'claim',
            subjectId: claim.id,
            data: { level },
          },
        ],
  );
}
