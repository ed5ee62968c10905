import type { Id } from '../../lib/ids.ts';
import type { HolidayDay } from '../calendar/holiday-table.ts';
import type { WeeklyHours } from '../calendar/weekly-hours.ts';
import type { Skill } from './settings.ts';

/** People who do the same kind of work. */
export interface Team {
  readonly id: Id<'team'>;
  readonly name: string;
  /** What its people can do beside their own skills. */
  readonly skills: readonly Skill[];
  /** Its people who may sign in. */
  readonly agentCount: number;
  readonly createdAt: Date;
}

/** The hours in which people work, as administrators see and change them. */
export interface CalendarRecord {
  /** `desk` is the hours of the people in the console. */
  readonly id: string;
  readonly name: string;
  readonly weekly: WeeklyHours;
  /** False: open on public holidays as on any other day. */
  readonly keepsHolidays: boolean;
  readonly version: number;
  readonly updatedBy: string;
  readonly updatedAt: Date;
}

/** A day that is not what its weekday says, as administrators see it. */
export interface HolidayRecord extends HolidayDay {
  readonly updatedAt: Date;
}

/** A text that agents send often. */
export interface CannedAnswerRecord {
  readonly id: Id<'cannedAnswer'>;
  readonly shortcut: string;
  readonly title: string;
  readonly category: string;
  readonly text: string;
  readonly updatedBy: string;
  readonly updatedAt: Date;
}

/** A finished hand-off that a supervisor looks at (质检). */
export interface QualityReview {
  readonly id: Id<'qualityReview'>;
  readonly handoffId: Id<'handoff'>;
  readonly conversationId: Id<'conversation'>;
  readonly agentId: Id<'agent'>;
  readonly agentName: string;
  readonly sampledAt: Date;
  readonly closedAt: Date | null;
  readonly resultCode: string | null;
  /** By criterion, 0 to 100; null until somebody reviewed it. */
  readonly scores: Readonly<Record<string, number>> | null;
  readonly comment: string | null;
  readonly reviewedAt: Date | null;
  /** The reviewer's name. */
  readonly reviewedBy: string | null;
}
