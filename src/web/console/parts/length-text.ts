import type { z } from 'zod';
import type { clockLength } from '../../../server/contract/sla.ts';
import { CASE_COPY } from '../copy-admin/complaint-case.ts';

const { length: copy } = CASE_COPY.clocks;
const HOUR = 60;

/** How long a clock runs, in words: `48 小时`, `工作时间 8 小时`, `15 个自然日`. */
export function lengthText(length: z.infer<typeof clockLength>): string {
  switch (length.basis) {
    case 'continuous':
      return span(length.minutes);
    case 'working':
      return copy.working(span(length.minutes));
    case 'natural_days':
      return copy.days(length.days);
  }
}

function span(minutes: number): string {
  return minutes % HOUR === 0 ? copy.hours(minutes / HOUR) : copy.minutes(minutes);
}
