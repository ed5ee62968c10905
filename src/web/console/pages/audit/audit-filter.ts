/** What the audit trail can be narrowed by; the names are those of the API and of the page's address. */
export const FILTER_NAMES = [
  'from',
  'to',
  'actorId',
  'action',
  'subjectKind',
  'subjectId',
] as const;
type FilterName = (typeof FILTER_NAMES)[number];

export type AuditFilter = Readonly<Record<FilterName, string | undefined>>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The filter of an address. Days are days in Asia/Shanghai; `from` is included, `to` is not. */
export function auditFilterOf(read: (name: string) => string | undefined): AuditFilter {
  return {
    from: startOfDay(read('from')),
    to: startOfDay(read('to')),
    actorId: textOf(read('actorId')),
    action: textOf(read('action')),
    subjectKind: textOf(read('subjectKind')),
    subjectId: textOf(read('subjectId')),
  };
}

/** Where the export of the same days is fetched; it has no other filter. */
export function exportHref(
  filter: Pick<AuditFilter, 'from' | 'to'>,
  format: 'csv' | 'jsonl',
): string {
  const query = new URLSearchParams({ format });
  if (filter.from !== undefined) query.set('from', filter.from);
  if (filter.to !== undefined) query.set('to', filter.to);
  return `/api/v1/audit/export?${query}`;
}

function startOfDay(day: string | undefined): string | undefined {
  if (day === undefined || !DAY.test(day)) return undefined;
  const instant = `${day}T00:00:00+08:00`;
  return Number.isNaN(Date.parse(instant)) ? undefined : instant;
}

function textOf(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}
