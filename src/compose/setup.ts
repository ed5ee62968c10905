import type { Pool } from 'pg';
import { cannedValues, renderCanned } from '../domain/handoff/canned-answer.ts';
import { claimStages } from '../flows/copy/claim-stages.ts';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/ids.ts';
import type { CannedAnswersPort, SetupAdminDeps } from '../server/admin/ports-setup.ts';
import { makeBoardReader } from '../store/board/board-reader.ts';
import { makeCalendarStore } from '../store/calendars/calendar-store.ts';
import { makeDeskSettingsStore } from '../store/calendars/desk-settings-store.ts';
import { makeCannedAnswerStore } from '../store/canned-answers/canned-answer-store.ts';
import {
  type ConversationFacts,
  makeConversationFacts,
} from '../store/canned-answers/conversation-facts.ts';
import { makeKnowledgeReader } from '../store/knowledge/knowledge-reader.ts';
import { makeQualityStore } from '../store/quality/quality-store.ts';
import { readNewestQuestions } from '../store/search/newest-questions.ts';
import { makeSearchReader } from '../store/search/search-reader.ts';
import { makeTeamStore } from '../store/teams/team-store.ts';
import { makeSuggestions, type SuggestionsDeps } from './suggestions.ts';

export interface SetupDeps extends Pick<SuggestionsDeps, 'drafterFor'> {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly brand: { readonly name: string; readonly hotline: string };
}

/** What administrators set up, supervisors look at, and everybody searches. */
export function makeSetup(deps: SetupDeps): SetupAdminDeps {
  const { pool, clock, drafterFor } = deps;
  return {
    teams: makeTeamStore(deps),
    calendars: makeCalendarStore(deps),
    deskSettings: makeDeskSettingsStore(deps),
    cannedAnswers: makeCannedAnswers(deps),
    suggestions: makeSuggestions({
      clock,
      knowledge: makeKnowledgeReader(deps),
      newestQuestions: (conversationId) => readNewestQuestions(pool, conversationId),
      ...(drafterFor === undefined ? {} : { drafterFor }),
    }),
    quality: makeQualityStore(deps),
    board: makeBoardReader(deps),
    search: makeSearchReader(deps),
  };
}

function makeCannedAnswers(deps: SetupDeps): CannedAnswersPort {
  const { brand, clock } = deps;
  const store = makeCannedAnswerStore(deps);
  const readFacts = makeConversationFacts(deps);
  return {
    ...store,
    render: async ({ id, conversationId, agentName, actor }) => {
      const answer = await store.find(id);
      if (answer === undefined) return { kind: 'not_found', what: 'canned answer' };
      const facts = await readFacts(conversationId, actor);
      if (facts === undefined) return { kind: 'not_found', what: 'conversation' };
      const { claim, ...known } = facts;
      const values = cannedValues({
        ...known,
        ...(claim === undefined ? {} : { claim: withStage(claim) }),
        agentName,
        brand: brand.name,
        hotline: brand.hotline,
        now: clock.now(),
      });
      return { kind: 'rendered', ...renderCanned(answer.text, values) };
    },
  };
}

/** A stage of the insurer's own that we have no words for stays a gap in the text. */
function withStage({ status, ...claim }: NonNullable<ConversationFacts['claim']>) {
  return { ...claim, stage: status === null ? '' : claimStages[status].badge };
}
