import type { VISIT_COPY } from '../../copy-admin/visits.ts';

export type ListView = keyof typeof VISIT_COPY.listTabs;

interface VisitFilters {
  readonly view: ListView;
  readonly kind?: string | undefined;
  /** Of all visits only. */
  readonly status?: string | undefined;
  /** `YYYY-MM-DD` in Asia/Shanghai: whose window holds it. */
  readonly day?: string | undefined;
  readonly customerNo?: string | undefined;
}

/** What each tab asks of the API. */
const OF_VIEW = {
  today: { due: 'today', status: 'calling' },
  mine: { ownerId: 'me', status: 'open' },
  overdue: { due: 'overdue' },
  open: { status: 'open' },
  all: {},
} as const satisfies Readonly<Record<ListView, Readonly<Record<string, string>>>>;

/** The filters as the API reads them; undefined: not asked. */
export function visitQueryOf(filters: VisitFilters): Readonly<Record<string, string | undefined>> {
  const { view, kind, status, day, customerNo } = filters;
  return {
    kind,
    customerNo,
    ...(view === 'all' ? { status } : {}),
    ...OF_VIEW[view],
    ...spanOf(day),
  };
}

const DAY_MS = 86_400_000;

function spanOf(day: string | undefined): { readonly from?: string; readonly to?: string } {
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) return {};
  const from = Date.parse(`${day}T00:00:00+08:00`);
  if (Number.isNaN(from)) return {};
  return {
    from: new Date(from).toISOString(),
    to: new Date(from + DAY_MS).toISOString(),
  };
}
