/** The month of a day, `YYYY-MM`. */
export function monthOfDay(day: string): string {
  return day.slice(0, 7);
}

/** What the address says when it is a month, else the other. */
export function readMonth(text: string | undefined, otherwise: string): string {
  return text !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : otherwise;
}

/** So many months later, or earlier. */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The days of a month, in their order. */
export function daysIn(month: string): readonly string[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from(
    { length: count },
    (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`,
  );
}

/** 1: Monday, 7: Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The first and the last day of a month. */
export function daysOf(month: string): { readonly from: string; readonly to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` };
}

export interface DayCounts {
  readonly due: number;
  readonly open: number;
  readonly done: number;
  readonly missed: number;
  readonly stopped: number;
}

export const NO_COUNTS: DayCounts = { due: 0, open: 0, done: 0, missed: 0, stopped: 0 };

/** Counts of several kinds, or days, together. */
export function sumCounts(items: readonly DayCounts[]): DayCounts {
  return items.reduce(
    (sum, { due, open, done, missed, stopped }) => ({
      due: sum.due + due,
      open: sum.open + open,
      done: sum.done + done,
      missed: sum.missed + missed,
      stopped: sum.stopped + stopped,
    }),
    NO_COUNTS,
  );
}
