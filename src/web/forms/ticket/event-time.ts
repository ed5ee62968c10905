/** China has had one zone and no summer time since 1991. */
const SHANGHAI_MS = 8 * 3_600_000;

export interface ChinaTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** From 0, Sunday. */
  readonly weekday: number;
  /** `14:00`. */
  readonly time: string;
}

/** A time as clocks in China show it, wherever the phone is. `at`: RFC 3339. */
export function chinaTime(at: string): ChinaTime {
  const there = new Date(Date.parse(at) + SHANGHAI_MS);
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    year: there.getUTCFullYear(),
    month: there.getUTCMonth() + 1,
    day: there.getUTCDate(),
    weekday: there.getUTCDay(),
    time: `${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`,
  };
}
