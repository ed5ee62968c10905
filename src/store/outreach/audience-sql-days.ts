import { parseDay, startOf } from '../../domain/calendar/shanghai-day.ts';
import { type DaySpan, daysOf } from '../../domain/outreach/audience.ts';

/** How a rule becomes SQL. */
export interface AudienceSqlOptions {
  /** Adds a value to the statement and returns its place, `$3`. */
  readonly add: (value: unknown) => string;
  /** The occasion's day, `YYYY-MM-DD` in Asia/Shanghai: what spans such as `withinDays` are counted from. */
  readonly day: string;
}

/** A column that holds `YYYY-MM-DD`. */
export function betweenDays(
  column: string,
  span: DaySpan,
  { add, day }: AudienceSqlOptions,
): string {
  const { from, until } = daysOf(span, day);
  return `(${column} >= ${add(from)} AND ${column} <= ${add(until)})`;
}

/** A column that holds the instant at which something begins: on these days of Shanghai. */
export function beginsWithin(
  column: string,
  span: DaySpan,
  { add, day }: AudienceSqlOptions,
): string {
  const { from, until } = daysOf(span, day);
  return `(${column} >= ${instant(add, dayStart(from))} AND ${column} < ${instant(add, dayStart(until, 1))})`;
}

/** A column that holds the first instant after something: its last day is that of the moment before. */
export function endsWithin(
  column: string,
  span: DaySpan,
  { add, day }: AudienceSqlOptions,
): string {
  const { from, until } = daysOf(span, day);
  return `(${column} > ${instant(add, dayStart(from))} AND ${column} <= ${instant(add, dayStart(until, 1))})`;
}

/** The place of an instant; without its type PostgreSQL would guess it from the first use. */
export function instant(add: AudienceSqlOptions['add'], at: Date): string {
  return `${add(at)}::timestamptz`;
}

/** When a day begins in Shanghai, or the day some days after it. */
export function dayStart(day: string, plusDays = 0): Date {
  const found = parseDay(day);
  if (found === undefined) throw new Error(`not a day: ${day}`);
  return new Date(startOf(found + plusDays));
}
