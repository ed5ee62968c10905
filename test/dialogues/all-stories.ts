import { callBackStories } from './call-back-stories.ts';
import { claimReportStories } from './claim-report-stories.ts';
import { claimReportWays } from './claim-report-stories-2.ts';
import { claimReportCases } from './claim-report-stories-3.ts';
import { claimReportPeople } from './claim-report-stories-4.ts';
import { claimStories } from './claim-stories.ts';
import { complaintActStories } from './complaint-act-stories.ts';
import { complaintHeardStories } from './complaint-heard-stories.ts';
import { complaintRatingStories } from './complaint-rating-stories.ts';
import { complaintStories } from './complaint-stories.ts';
import { complaintStatusStories, complaintTurnStories } from './complaint-stories-2.ts';
import { complaintToldStories } from './complaint-told-stories.ts';
import { documentsStories } from './documents-stories.ts';
import { moreDocumentsStories } from './documents-stories-2.ts';
import { engineStories } from './engine-stories.ts';
import { eventStories } from './event-stories.ts';
import { returnStories, upsetStories } from './handoff-end-stories.ts';
import { askingStories, withdrawStories } from './handoff-stories.ts';
import { identifyStories } from './identify-stories.ts';
import { knowledgeStories } from './knowledge-stories.ts';
import { optOutStories } from './opt-out-stories.ts';
import { cancelStories, documentStories } from './policy-service-stories.ts';
import { policyStories } from './policy-stories.ts';
import { profilePeopleStories } from './profile-people-stories.ts';
import { profileStories } from './profile-stories.ts';
import { ratingStories } from './rating-stories.ts';
import { referralStories } from './referral-stories.ts';
import { renewalStories } from './renewal-stories.ts';
import { roadsideStories } from './roadside-stories.ts';
import { moreRoadsideStories } from './roadside-stories-2.ts';
import type { Story } from './story.ts';
import { surveyStories } from './survey-stories.ts';
import { talkOnStories } from './talk-on-stories.ts';
import { talkStories } from './talk-stories.ts';
import { urgingStories } from './urging-stories.ts';

/** Every story there is, by what it is about. */
export const allStories: readonly (readonly [about: string, stories: readonly Story[]])[] = [
  ['identify', identifyStories],
  ['claim status', claimStories],
  ['claim report', claimReportStories],
  ['claim report', claimReportWays],
  ['claim report', claimReportCases],
  ['claim report of people', claimReportPeople],
  ['engine', engineStories],
  ['talk', talkStories],
  ['knowledge', knowledgeStories],
  ['documents', [...documentsStories, ...moreDocumentsStories]],
  ['roadside', [...roadsideStories, ...moreRoadsideStories]],
  ['policy', policyStories],
  ['renewal', renewalStories],
  ['giving up', cancelStories],
  ['policy papers', documentStories],
  ['profile', profileStories],
  ['profile by people', profilePeopleStories],
  ['complaint', complaintStories],
  ['half-way complaint', complaintTurnStories],
  ['complaint status', complaintStatusStories],
  ['complaint acts', complaintActStories],
  ['complaint told', complaintToldStories],
  ['complaint heard', complaintHeardStories],
  ['complaint rating', complaintRatingStories],
  ['urging', urgingStories],
  ['opt-out', optOutStories],
  ['event', eventStories],
  ['referral', referralStories],
  ['told on', talkOnStories],
  ['hand-off', [...askingStories, ...withdrawStories]],
  ['hand-off call', callBackStories],
  ['hand-off end', [...returnStories, ...upsetStories]],
  ['hand-off rating', ratingStories],
  ['survey', surveyStories],
];
