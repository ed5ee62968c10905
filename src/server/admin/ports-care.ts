import type { CampaignAdminDeps } from './ports-campaigns.ts';
import type { CarePlanAdminDeps } from './ports-care-plans.ts';
import type { EventsAdminDeps } from './ports-events.ts';
import type { PushAdminDeps } from './ports-push.ts';
import type { SurveyAdminDeps } from './ports-surveys.ts';
import type { VisitAdminDeps } from './ports-visits.ts';
import type { WordsAdminDeps } from './ports-words.ts';

/** What the routes of satisfaction, return visits and care need. */
export interface CareAdminDeps
  extends PushAdminDeps,
    WordsAdminDeps,
    CarePlanAdminDeps,
    CampaignAdminDeps,
    SurveyAdminDeps,
    VisitAdminDeps,
    EventsAdminDeps {}
