import { formatDay, parseDay, type ShanghaiDay } from '../calendar/shanghai-day.ts';
import { greetingFreeDay, monthDayOf } from './occasion-days.ts';
import type { SilentClass, SilentDay } from './silent-day.ts';

/** True when this row is about that day. */
export function isAbout(row: Pick<SilentDay, 'day'>, day: ShanghaiDay): boolean {
  return row.day === formatDay(day) || row.day === monthDayOf(day);
}

/**
 * 清明 and 中元 of a year. Nothing is sold on either. On 中元 nothing kind is sent; on 清明 advice for the road is, and
 * greetings are kept back by the plan itself (plan.ts), so care is not silenced.
 */
export function computedSilentDays(year: number): readonly {
  readonly day: string;
  readonly key: 'qingming' | 'zhongyuan';
  readonly classes: readonly SilentClass[];
}[] {
  const first = parseDay(`${year}-01-01`) ?? 0;
  const next = parseDay(`${year + 1}-01-01`) ?? 0;
  return Array.from({ length: next - first }, (_, nth) => first + nth).flatMap((day) => {
    const key = greetingFreeDay(day);
    if (key === undefined) return [];
    const classes =
      key === 'qingming' ? (['marketing'] as const) : (['care', 'marketing'] as const);
    return [{ day: formatDay(day), key, classes }];
  });
}
