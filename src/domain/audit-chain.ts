import type { JsonObject } from '../lib/json.ts';

/**
 * Something in the audit trail that is not as it was written. `changed`: the row is not what its hash covers.
 * `deleted`: the chain names a row that is gone. `inserted`: a row that the chain does not know.
 * `chain_broken`: a link is missing, was edited, or is not the one that was expected.
 */
export interface AuditFinding {
  readonly kind: 'changed' | 'deleted' | 'inserted' | 'chain_broken';
  /** The link's number; absent for a row that has none. */
  readonly n?: number;
  readonly auditId?: string;
}

export interface AuditVerification {
  readonly isIntact: boolean;
  /** Links that were looked at. */
  readonly checked: number;
  readonly headN: number;
  /** To be kept elsewhere: with it, rows cut off the end are found as well. Absent while there is no row. */
  readonly headHash?: string;
  /** At most FINDINGS_MAX, by number; those without a number last. */
  readonly findings: readonly AuditFinding[];
}

export const FINDINGS_MAX = 100;

/** One link, with the hashes that it might rightly have. */
export interface Link {
  readonly n: number;
  readonly auditId: string;
  readonly hash: string;
  /** Whether the row that it covers exists. */
  readonly isThere: boolean;
  /** What the hash should be, after the stored hash of the link before. */
  readonly byStored: string | undefined;
  /** What the hash should be, after the hash that the link before should have had. */
  readonly byMended: string | undefined;
}

export interface JudgedLink {
  readonly link: Link;
  /** Its hash, and not its row, was edited. */
  readonly isEdited: boolean;
}

/**
 * Says what is wrong with a link. A changed row disagrees with its own hash only; an edited hash also makes the
 * next link disagree, unless one reckons with the hash that should have been there.
 */
export function judgeLink(
  link: Link,
  beside: { readonly before: JudgedLink | undefined; readonly next: Link | undefined },
): { readonly findings: readonly AuditFinding[]; readonly isEdited: boolean } {
  const { before, next } = beside;
  const { n, auditId } = link;
  const expectedN = (before?.link.n ?? 0) + 1;
  const findings: AuditFinding[] = [];
  if (n !== expectedN) findings.push({ kind: 'chain_broken', n: expectedN });
  if (!link.isThere) {
    findings.push({ kind: 'deleted', n, auditId });
    return { findings, isEdited: false };
  }
  // After a gap nobody can say what the hash should be.
  const isRight =
    n !== expectedN ||
    link.hash === link.byStored ||
    (before?.isEdited === true && link.hash === link.byMended);
  if (isRight) return { findings, isEdited: false };
  const isFollowing = next?.n === n + 1 && next.isThere;
  const isEdited = isFollowing && next.hash !== next.byStored && next.hash === next.byMended;
  findings.push({ kind: isEdited ? 'chain_broken' : 'changed', n, auditId });
  return { findings, isEdited };
}

/** One row as it is exported, with its link, so that the copy can be checked against the chain. */
export interface AuditExportRow {
  readonly id: string;
  /** Absent for a row that the chain does not know. */
  readonly n?: number;
  readonly hash?: string;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly reason?: string;
  readonly data: JsonObject;
}

export const AUDIT_EXPORT_FORMATS = ['jsonl', 'csv'] as const;
export type AuditExportFormat = (typeof AUDIT_EXPORT_FORMATS)[number];

const CSV_COLUMNS = [
  'n',
  'id',
  'at',
  'actorKind',
  'actorId',
  'action',
  'subjectKind',
  'subjectId',
  'reason',
  'data',
  'hash',
] as const satisfies readonly (keyof AuditExportRow)[];

/** What comes before the rows of an export. The mark tells Excel that it is UTF-8. */
export function auditExportHead(format: AuditExportFormat): string {
  return format === 'csv' ? `\uFEFF${CSV_COLUMNS.join(',')}\r\n` : '';
}

/** One row of an export with its line end. */
export function auditExportLine(row: AuditExportRow, format: AuditExportFormat): string {
  if (format === 'jsonl') return `${JSON.stringify(row)}\n`;
  return `${CSV_COLUMNS.map((column) => toCell(row[column])).join(',')}\r\n`;
}

function toCell(value: AuditExportRow[keyof AuditExportRow]): string {
  if (value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  // A spreadsheet would run what begins so: a reason is what somebody typed (OWASP, CSV injection).
  const shown = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
