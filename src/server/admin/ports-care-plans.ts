import type { Actor } from '../../domain/audit.ts';
import type { HolidayDay } from '../../domain/calendar/holiday-table.ts';
import type { ShanghaiDay } from '../../domain/calendar/shanghai-day.ts';
import type { CalendarDay } from '../../domain/care/calendar.ts';
import type { DisasterKind } from '../../domain/care/disaster.ts';
import type { CarePlan, CarePlanInput } from '../../domain/care/plan.ts';
import type { SilentDay } from '../../domain/care/silent-day.ts';
import type { CareYear } from '../../domain/care/year.ts';
import type { CampaignState } from '../../domain/outreach/campaign.ts';
import type { PushWay } from '../../domain/push/settings.ts';

/** A plan with the words that it would send now. */
export interface CarePlanView extends CarePlan {
  readonly template?:
    | { readonly id: string; readonly version: number; readonly title: string }
    | undefined;
}

export type CarePlanPut =
  | { readonly kind: 'done'; readonly plan: CarePlanView }
  | { readonly kind: 'not_found' }
  /** Another plan sends this template on this occasion. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'other_occasion' };

/** What the routes of care plans need. */
export interface CarePlansPort {
  list(): Promise<readonly CarePlanView[]>;
  create(input: CarePlanInput, actor: Actor): Promise<CarePlanPut>;
  change(id: string, input: CarePlanInput, actor: Actor): Promise<CarePlanPut>;
}

/** What the routes of the calendar and the year need. Both days are included. */
export interface CareCalendarPort {
  days(span: { readonly from: ShanghaiDay; readonly to: ShanghaiDay }): Promise<{
    readonly items: readonly CalendarDay[];
    readonly holidaysKnownUntil?: string | undefined;
    readonly isBeyondHolidays: boolean;
  }>;
  year(span: { readonly from: ShanghaiDay; readonly to: ShanghaiDay }): Promise<CareYear>;
}

/** What the routes of silent days need. */
export interface SilentDaysPort {
  list(): Promise<readonly SilentDayView[]>;
  put(
    day: SilentDay,
    actor: Actor,
  ): Promise<{ readonly kind: 'created' | 'updated'; readonly day: SilentDayView }>;
  remove(day: Pick<SilentDay, 'day' | 'region'>, actor: Actor): Promise<'removed' | 'not_found'>;
}

export interface SilentDayView extends SilentDay {
  readonly updatedBy: string;
  readonly updatedAt: Date;
}

/** What somebody presses before a storm. */
export interface DisasterPress {
  readonly city: string;
  readonly kind: DisasterKind;
  /** What is coming, for the template. */
  readonly warning?: string | undefined;
  /** In place of the template. */
  readonly text?: string | undefined;
  readonly hotline?: string | undefined;
  readonly ways: readonly PushWay[];
}

export type DisasterAnswer =
  | {
      readonly kind: 'new' | 'known';
      readonly campaignId: string;
      readonly status: CampaignState;
      readonly ways: readonly PushWay[];
      readonly people: number;
      readonly byWay: readonly { readonly way: PushWay; readonly people: number }[];
      readonly unreachable: number;
      readonly doneBy: Date | null;
    }
  | { readonly kind: 'no_template'; readonly code: string }
  /** Nobody of ours is at home there. */
  | { readonly kind: 'nobody' }
  | {
      readonly kind: 'forbidden_words';
      readonly findings: readonly { readonly word: string; readonly code: string }[];
    };

/** What the route of notices before a disaster needs. */
export interface DisasterPort {
  send(press: DisasterPress, actor: Actor): Promise<DisasterAnswer>;
}

/** What the route that uploads a year's public holidays needs. */
export interface HolidayYearPort {
  putYear(
    year: string,
    rows: readonly HolidayDay[],
    actor: Actor,
  ): Promise<{
    readonly year: string;
    readonly created: number;
    readonly changed: number;
    readonly removed: number;
    readonly knownUntil?: string | undefined;
  }>;
}

/** What the routes of the care calendar need. */
export interface CarePlanAdminDeps {
  readonly carePlans: CarePlansPort;
  readonly careCalendar: CareCalendarPort;
  readonly silentDays: SilentDaysPort;
  readonly disasterNotices: DisasterPort;
  readonly holidayYears: HolidayYearPort;
}
