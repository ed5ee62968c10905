import type { z } from 'zod';
import type { complaintEvent } from '../../../../server/contract/complaint.ts';
import { CASE_COPY, EVENT_FIELDS, EVENT_TITLES } from '../../copy-admin/complaint-case.ts';
import {
  ANSWERS,
  CLOCKS,
  NATURES,
  NOTICE_CHANNELS,
  PAUSES,
  ROOT_CAUSES,
  SOLVED,
  SOURCES,
} from '../../copy-admin/complaint-labels.ts';
import { ACTION_COPY } from '../../copy-admin/forms.ts';
import { COMPLAINT_CATEGORIES, SEVERITIES } from '../../copy-admin/labels-case.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { showTime, showYuan } from '../../parts/show.ts';

export type ComplaintEvent = z.infer<typeof complaintEvent>;
type Value = ComplaintEvent['data'][string];

export interface EventLine {
  readonly label: string;
  readonly text: string;
}

/** What an event is called in plain words. */
export function titleOf({ name }: Pick<ComplaintEvent, 'name'>): string {
  return labelOf(EVENT_TITLES, name);
}

/** Written down so much later than it happened, it is said so. */
const LATER_MS = 60_000;

/** Whether it was written down afterwards. A complaint is always made before it is registered. */
export function isWrittenLater(
  event: Pick<ComplaintEvent, 'name' | 'occurredAt' | 'recordedAt'>,
): boolean {
  const { name, occurredAt, recordedAt } = event;
  return name !== 'register' && Date.parse(recordedAt) - Date.parse(occurredAt) > LATER_MS;
}

/** Who did it, in words. */
export function whoOf({ byKind, byName }: Pick<ComplaintEvent, 'byKind' | 'byName'>): string {
  if (byKind === 'system') return CASE_COPY.timeline.automatic;
  if (byKind === 'customer') return CASE_COPY.timeline.customer;
  return byName ?? byKind;
}

/** What an event says, field by field. Numbers of ours that mean nothing to a reader stay out. */
export function linesOf(
  event: Pick<ComplaintEvent, 'data'>,
  people: ReadonlyMap<string, string>,
): readonly EventLine[] {
  const data = flat(event.data);
  // In the order of our words: the database keeps its own.
  return Object.keys(EVENT_FIELDS).flatMap((key) => {
    const label = EVENT_FIELDS[key];
    const value = data[key] ?? null;
    const text =
      label === undefined
        ? ''
        : key === 'handlerId'
          ? (people.get(String(value)) ?? '')
          : valueText(key, value);
    return label === undefined || text === '' ? [] : [{ label, text }];
  });
}

/** A notice or a root cause is read as its parts. */
function flat(data: ComplaintEvent['data']): ComplaintEvent['data'] {
  const entries = Object.entries(data).flatMap(([key, value]) =>
    isObject(value) && (key === 'notice' || key === 'rootCause')
      ? Object.entries(key === 'rootCause' ? { rootCause: value['code'] ?? null } : value)
      : [[key, value] as const],
  );
  return Object.fromEntries(entries);
}

function isObject(value: Value): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  channel: NOTICE_CHANNELS,
  reason: PAUSES,
  rootCause: ROOT_CAUSES,
  clock: CLOCKS,
  answer: ANSWERS,
  solved: SOLVED,
  nature: NATURES,
  category: COMPLAINT_CATEGORIES,
  source: SOURCES,
};

function valueText(key: string, value: Value): string {
  if (value === null || value === '') return '';
  if (key === 'compensationFen') return showYuan(Number(value));
  if (key === 'evidenceIds') return Array.isArray(value) ? String(value.length) : '';
  if (typeof value === 'boolean') return value ? ACTION_COPY.yes : '';
  if (typeof value === 'object') return '';
  const text = String(value);
  if (key === 'nextAt' || key === 'until') return showTime(text);
  if (key === 'severity') return labelOf(SEVERITY_LABELS, text);
  return labelOf(CODES[key] ?? {}, text);
}

const SEVERITY_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SEVERITIES).map(([key, { label }]) => [key, label]),
);
