import type { z } from 'zod';
import type { complaintQuery, complaintSummary } from '../../../../server/contract/complaint.ts';
import type { COMPLAINT_COPY } from '../../copy-admin/complaint.ts';

export type Summary = z.infer<typeof complaintSummary>;
export type View = keyof typeof COMPLAINT_COPY.tabs;
type Query = z.input<typeof complaintQuery>;

export const VIEWS: readonly View[] = ['mine', 'free', 'near', 'late', 'all'];

/** Filters of the address beside the view, named as the API names them. */
export const FILTER_NAMES = [
  'status',
  'severity',
  'category',
  'source',
  'handlerId',
  'customerNo',
  'claimNo',
  'groupKey',
  'from',
  'to',
  'sort',
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/** What the address says: the view, and what narrows it. */
export interface Filters {
  readonly view: View;
  readonly values: Readonly<Partial<Record<FilterName, string>>>;
}

/** Reads the address. Whoever handles complaints begins with their own. */
export function readFilters(
  read: (name: string) => string | undefined,
  role: 'agent' | 'supervisor' | 'admin' | 'auditor',
): Filters {
  const asked = read('view');
  const view = VIEWS.find((known) => known === asked) ?? viewWithout(read, role);
  const values = Object.fromEntries(
    FILTER_NAMES.flatMap((name) => {
      const value = read(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return { view, values };
}

/** A link that names a filter and no view means all that fit it. */
function viewWithout(read: (name: string) => string | undefined, role: string): View {
  const isFiltered = FILTER_NAMES.some((name) => read(name) !== undefined);
  return role === 'agent' && !isFiltered ? 'mine' : 'all';
}

const NEAR_HOURS = 24;
const OF_VIEW: Readonly<Record<View, Query>> = {
  mine: { handlerId: 'me', status: 'open', sort: 'due' },
  free: { handlerId: 'none', status: 'open', sort: 'due' },
  near: { dueWithinHours: String(NEAR_HOURS), sort: 'due' },
  late: { isOverdue: 'true', sort: 'due' },
  all: {},
};

/** What the API is asked. A view's own filters win over the ones beside it, but for the state and the order. */
export function queryOf({ view, values }: Filters): Readonly<Record<string, string | undefined>> {
  const { isOverdue, dueWithinHours, handlerId, status, sort } = OF_VIEW[view];
  const { from, to, ...rest } = values;
  return {
    ...rest,
    status: values.status ?? status,
    sort: values.sort ?? sort,
    handlerId: handlerId ?? values.handlerId,
    isOverdue,
    dueWithinHours: dueWithinHours === undefined ? undefined : String(dueWithinHours),
    from: from === undefined ? undefined : startOfDay(from, 0),
    to: to === undefined ? undefined : startOfDay(to, 1),
  };
}

const DAY_MS = 86_400_000;

/** The start in Asia/Shanghai of a day, or of one after it; undefined when it is none. */
function startOfDay(day: string, after: number): string | undefined {
  const at = Date.parse(`${day}T00:00:00+08:00`);
  return Number.isNaN(at) ? undefined : new Date(at + after * DAY_MS).toISOString();
}

/** Over: nobody has to do anything. */
export const ENDED: ReadonlySet<Summary['status']> = new Set([
  'CLOSED',
  'WITHDRAWN',
  'DECLINED',
  'MERGED',
]);

/** Whether a complaint that changed still belongs in the list, as far as a summary tells. */
export function isWanted(
  item: Summary,
  filters: Filters,
  { me, nowMs }: { readonly me: string; readonly nowMs: number },
): boolean {
  const query = queryOf(filters);
  const { handlerId, status, severity, source, category } = query;
  const isOfHandler =
    handlerId === undefined ||
    (handlerId === 'none' ? item.handlerId === null : item.handlerId === realId(handlerId, me));
  const isOfCategory =
    category === undefined ||
    item.category === category ||
    item.category.startsWith(`${category}.`);
  const isOfTime =
    (query['from'] === undefined || item.receivedAt >= query['from']) &&
    (query['to'] === undefined || item.receivedAt < query['to']);
  return (
    isOfHandler &&
    isOfCategory &&
    isOfTime &&
    isOfStatus(item.status, status) &&
    isOneOf(severity, item.severity) &&
    isOneOf(source, item.source) &&
    isOneOf(query['customerNo'], item.customerNo ?? '') &&
    isOneOf(query['claimNo'], item.claimNo ?? '') &&
    (query['isOverdue'] === undefined || String(item.isOverdue) === query['isOverdue']) &&
    (query['dueWithinHours'] === undefined || isNear(item, nowMs))
  );
}

const HOUR_MS = 3_600_000;

/** Open, nothing overdue, and the next deadline soon. */
function isNear({ status, isOverdue, nextClock }: Summary, nowMs: number): boolean {
  const dueAt = nextClock?.dueAt ?? null;
  if (ENDED.has(status) || isOverdue || dueAt === null) return false;
  return Date.parse(dueAt) <= nowMs + NEAR_HOURS * HOUR_MS;
}

function realId(handlerId: string, me: string): string {
  return handlerId === 'me' ? me : handlerId;
}

function isOneOf(wanted: string | undefined, value: string): boolean {
  return wanted === undefined || wanted.split(',').includes(value);
}

function isOfStatus(status: Summary['status'], wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  const words = wanted.split(',');
  return words.includes(status) || (words.includes('open') && !ENDED.has(status));
}
