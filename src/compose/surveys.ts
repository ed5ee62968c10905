import type { Pool } from 'pg';
import type { PushQueue } from '../domain/outreach/delivery.ts';
import type { Inviter } from '../domain/questionnaire/invitation.ts';
import { surveyBank } from '../flows/copy/survey-bank.ts';
import { surveyPush } from '../flows/survey-push.ts';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/ids.ts';
import { signLink } from '../lib/link-token.ts';
import type { SurveyAdminDeps } from '../server/admin/ports-surveys.ts';
import type { SurveyFormPort } from '../server/forms/survey-form-routes.ts';
import type { Sql } from '../store/sql.ts';
import { ensureBank } from '../store/surveys/ensure-bank.ts';
import { makeFollowUpStore } from '../store/surveys/follow-up-store.ts';
import { makeFormStore } from '../store/surveys/form-store.ts';
import { makeInvitationStore } from '../store/surveys/invitation-store.ts';
import { makeInviter } from '../store/surveys/invite.ts';
import { makeQuestionnaireStore } from '../store/surveys/questionnaire-store.ts';
import { makeResultsReader } from '../store/surveys/results.ts';
import { makeSurveyTick } from '../store/surveys/tick.ts';

export interface SurveysDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly queue: PushQueue<Sql>;
  readonly brand: { readonly name: string };
  /** Absent: messages carry no address of a form. */
  readonly publicUrl?: string | undefined;
  readonly linkSecret: string;
}

export interface Surveys {
  readonly admin: SurveyAdminDeps;
  /** Behind the web form of one invitation. */
  readonly form: SurveyFormPort;
  /** For whoever asks people: visits, events. */
  readonly inviter: Inviter<Sql>;
  /** States, reminders, ends, overdue follow-ups. */
  readonly tick: (now: Date) => Promise<void>;
  /** At the start of a worker: the question bank, where it is not there yet. */
  readonly ensureBank: (now: Date) => Promise<number>;
}

/** Questionnaires, invitations, answers and what follows from them. */
export function makeSurveys(deps: SurveysDeps): Surveys {
  const { pool, random, publicUrl, linkSecret: secret } = deps;
  const asking = {
    random,
    queue: deps.queue,
    words: { push: surveyPush },
    linkOf: (id: string, expiresAt: Date): string | undefined =>
      publicUrl === undefined
        ? undefined
        : `${publicUrl}/s/${signLink({ secret, kind: 'survey', id, expiresAt })}`,
  };
  const inviter = makeInviter(asking);
  const tick = makeSurveyTick({ ...asking, pool });
  const bank = surveyBank(deps.brand.name);
  return {
    admin: {
      questionnaires: { ...makeQuestionnaireStore(deps), results: makeResultsReader(deps) },
      invitations: makeInvitationStore({ ...deps, inviter }),
      followUps: makeFollowUpStore(deps),
    },
    form: makeFormStore(deps),
    inviter,
    tick: async (now) => {
      await tick(now);
    },
    ensureBank: (now) => ensureBank({ pool, random, bank }, now),
  };
}
