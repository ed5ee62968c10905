import type { HolidayDay } from '../calendar/holiday-table.ts';
import { formatDay, type ShanghaiDay } from '../calendar/shanghai-day.ts';
import type { CampaignState } from '../outreach/campaign.ts';
import { type LunarDate, lunarOf } from './lunar.ts';
import { generalOccasionsOn, greetingFreeDay } from './occasion-days.ts';
import type { PlannedOccasion } from './occasions.ts';
import type { PlanSkip } from './plan.ts';
import type { SilentDay } from './silent-day.ts';
import { isAbout } from './silent-days.ts';

/** What a plan does on a day. */
export interface CalendarItem {
  readonly planId: string;
  readonly planName: string;
  readonly occasion: PlannedOccasion;
  readonly templateCode: string;
  readonly hasApprovedTemplate: boolean;
  /** Absent: it is not planned yet. */
  readonly campaign?:
    | {
        readonly id: string;
        readonly status: CampaignState;
        readonly reason: string | null;
        readonly planned: number;
        readonly sent: number;
        readonly suppressed: number;
      }
    | undefined;
  /** People that it is for, by what is known now; absent: planned already, or not counted. */
  readonly expected?: number | undefined;
  /** True: at least so many, counting stopped there. */
  readonly isAtLeast: boolean;
  /** Why nothing will be sent, as known now. */
  readonly skip?: PlanSkip | undefined;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** A day of the care calendar. */
export interface CalendarDay {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly lunar: LunarDate;
  readonly holiday?: HolidayDay | undefined;
  readonly silent: readonly SilentDay[];
  readonly greetingFree?: 'qingming' | 'zhongyuan' | undefined;
  /** For everybody; those of single people are due on every day. */
  readonly occasions: readonly PlannedOccasion[];
  readonly items: readonly CalendarItem[];
}

/** A day with everything that is known of it. */
export function calendarDay(
  day: ShanghaiDay,
  known: {
    readonly items: readonly CalendarItem[];
    readonly silent: readonly SilentDay[];
    readonly holidays: readonly HolidayDay[];
  },
): CalendarDay {
  const date = formatDay(day);
  return {
    date,
    lunar: lunarOf(day),
    holiday: known.holidays.find((holiday) => holiday.date === date),
    silent: known.silent.filter((row) => isAbout(row, day)),
    greetingFree: greetingFreeDay(day),
    occasions: generalOccasionsOn(day),
    items: known.items,
  };
}
