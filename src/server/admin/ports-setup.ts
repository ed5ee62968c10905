import type { Actor } from '../../domain/audit.ts';
import type { HolidayDay } from '../../domain/calendar/holiday-table.ts';
import type { Board } from '../../domain/handoff/board.ts';
import type {
  CalendarRecord,
  CannedAnswerRecord,
  HolidayRecord,
  QualityReview,
  Team,
} from '../../domain/handoff/desk-setup.ts';
import type { DeskSettings, Skill } from '../../domain/handoff/settings.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { SearchHit, SearchKind } from '../../domain/search.ts';

/** What the team routes need. */
export interface TeamsPort {
  list(): Promise<readonly Team[]>;
  create(
    input: { readonly name: string; readonly skills: readonly Skill[] },
    actor: Actor,
  ): Promise<Team | 'name_taken'>;
  change(
    id: string,
    input: { readonly name: string; readonly skills: readonly Skill[] },
    actor: Actor,
  ): Promise<Team | 'not_found' | 'name_taken'>;
  remove(
    id: string,
    actor: Actor,
  ): Promise<'removed' | 'not_found' | 'has_agents' | 'has_handoffs'>;
}

/** What the routes of working hours and holidays need. */
export interface CalendarsPort {
  list(): Promise<readonly CalendarRecord[]>;
  find(id: string): Promise<CalendarRecord | undefined>;
  put(
    calendar: Pick<CalendarRecord, 'id' | 'name' | 'weekly' | 'keepsHolidays'>,
    actor: Actor,
  ): Promise<{ readonly kind: 'created' | 'updated'; readonly calendar: CalendarRecord }>;
  /** The last day for which public holidays are known; undefined: none is. */
  holidaysKnownUntil(): Promise<string | undefined>;
  /** By date; both days are included. */
  listHolidays(days: {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  }): Promise<readonly HolidayRecord[]>;
  putHoliday(
    holiday: HolidayDay,
    actor: Actor,
  ): Promise<{ readonly kind: 'created' | 'updated'; readonly holiday: HolidayRecord }>;
  removeHoliday(date: string, actor: Actor): Promise<'removed' | 'not_found'>;
}

/** What the route of the desk's settings needs. */
export interface DeskSettingsPort {
  read(): Promise<DeskSettings>;
  write(settings: DeskSettings, actor: Actor): Promise<DeskSettings>;
}

type CannedAnswerWords = Pick<CannedAnswerRecord, 'shortcut' | 'title' | 'category' | 'text'>;

/** What the canned answer routes need. */
export interface CannedAnswersPort {
  /** By category and shortcut. */
  list(): Promise<readonly CannedAnswerRecord[]>;
  create(input: CannedAnswerWords, actor: Actor): Promise<CannedAnswerRecord | 'shortcut_taken'>;
  change(
    id: string,
    input: CannedAnswerWords,
    actor: Actor,
  ): Promise<CannedAnswerRecord | 'not_found' | 'shortcut_taken'>;
  remove(id: string, actor: Actor): Promise<'removed' | 'not_found'>;
  /** Fills in what is known of this conversation; what is not stays in the text and is named. */
  render(request: {
    readonly id: string;
    readonly conversationId: string;
    readonly agentName: string;
    readonly actor: Actor;
  }): Promise<
    | { readonly kind: 'rendered'; readonly text: string; readonly missing: readonly string[] }
    | { readonly kind: 'not_found'; readonly what: 'canned answer' | 'conversation' }
  >;
}

/** An answer that an agent may send as it is, or change first. */
export interface SuggestedAnswer {
  readonly text: string;
  readonly title: string;
  /** The article it comes from; null: from several. */
  readonly slug: string | null;
  readonly by: 'template' | 'model';
}

/** What the suggestion route needs. */
export interface SuggestionsPort {
  /** At most three, for what the customer asked last; undefined when there is no such conversation. */
  suggest(conversationId: string): Promise<readonly SuggestedAnswer[] | undefined>;
}

/** What the quality routes need. */
export interface QualityPort {
  /** Draws hand-offs that nobody has drawn before. */
  sample(
    wanted: {
      /** `YYYY-MM-DD` in Asia/Shanghai; both days are included. */
      readonly from: string;
      readonly to: string;
      readonly percent: number;
      readonly agentId?: string | undefined;
    },
    actor: Actor,
  ): Promise<readonly QualityReview[]>;
  /** Newest first. */
  list(
    query: PageRequest & {
      readonly isReviewed?: boolean | undefined;
      readonly agentId?: string | undefined;
    },
  ): Promise<Page<QualityReview>>;
  review(
    id: string,
    input: {
      readonly scores: Readonly<Record<string, number>>;
      readonly comment?: string | undefined;
    },
    actor: Actor,
  ): Promise<QualityReview | 'not_found' | 'own_work'>;
}

export interface BoardPort {
  read(): Promise<Board>;
}

/** What the search route needs. */
export interface SearchPort {
  /** The best of each kind, in the kinds' order. */
  search(query: string, kinds: readonly SearchKind[]): Promise<readonly SearchHit[]>;
}

/** What the routes of setting up, leading and searching the desk need. */
export interface SetupAdminDeps {
  readonly teams: TeamsPort;
  readonly calendars: CalendarsPort;
  readonly deskSettings: DeskSettingsPort;
  readonly cannedAnswers: CannedAnswersPort;
  readonly suggestions: SuggestionsPort;
  readonly quality: QualityPort;
  readonly board: BoardPort;
  readonly search: SearchPort;
}
