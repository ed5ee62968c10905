import type { LapseIdentity, Write } from '../domain/write.ts';
import { newId, type Random } from '../lib/ids.ts';
import { applySubmitReport } from './accidents/apply-submit-report.ts';
import { applyAttachDocument } from './claims/apply-attach-document.ts';
import { applyActOnComplaint } from './complaints/apply-act-on-complaint.ts';
import { applyFileComplaint } from './complaints/apply-file-complaint.ts';
import { applyDecideConsent } from './consents/apply-decide-consent.ts';
import { applyChangeProfile } from './customers/apply-change-profile.ts';
import type { QueueHandoffNews } from './handoffs/desk-work.ts';
import { rateHandoff } from './handoffs/rate-handoff.ts';
import { requestHandoff } from './handoffs/request-handoff.ts';
import { withdrawHandoff } from './handoffs/withdraw-handoff.ts';
import { applySendOneTimeCode } from './identity/one-time-code.ts';
import { applyBindIdentity, applyRecordIdentityFailure } from './identity-writes.ts';
import { applyEventWrite } from './owner-events/apply-event-writes.ts';
import type { TellEventDeps } from './owner-events/tell-people.ts';
import { applyOpenReferralLink } from './referrals/apply-open-referral-link.ts';
import { applyCancelRescue } from './service-requests/apply-cancel-rescue.ts';
import { applyRegisterRequest } from './service-requests/apply-register-request.ts';
import type { Sql } from './sql.ts';
import { applyAnswerSurvey } from './surveys/apply-answer-survey.ts';

export interface ApplyWriteDeps {
  readonly random: Random;
  /** The short message that carries a one-time code. */
  readonly oneTimeCodeText: (code: string) => string;
  /** RESCUE_WEBHOOK_URL is set: the partner is told of a rescue by webhook. */
  readonly hasRescuePartner?: boolean;
  /** Queues what other desks are told of hand-offs. */
  readonly queueNews?: QueueHandoffNews;
  /** Tells whoever gets a place at an event that somebody gave back. */
  readonly tellEvent?: Pick<TellEventDeps, 'pushQueue' | 'words'>;
}

/** Carries out one write of a flow, inside the transaction of its turn. */
export function makeApplyWrite(deps: ApplyWriteDeps) {
  return async (sql: Sql, write: Write, now: Date): Promise<void> => {
    switch (write.kind) {
      case 'lapseIdentity':
        return lapseIdentity(sql, write);
      case 'bindIdentity': {
        const bound = await applyBindIdentity(sql, write, now);
        // The replies of this turn were written for somebody who is known: they must not be said. The turn
        // rolls back, is run again and finds the check locked or the code used.
        if (bound.kind === 'refused')
          throw new Error('the identity check was lost to another turn');
        return;
      }
      case 'recordIdentityFailure':
        return applyRecordIdentityFailure(sql, write, now);
      case 'sendOneTimeCode': {
        const { random, oneTimeCodeText } = deps;
        await applySendOneTimeCode(sql, write, { random, now, text: oneTimeCodeText });
        return;
      }
      case 'requestHandoff': {
        const id = newId('handoff', deps.random);
        await requestHandoff(sql, { ...deps, ...write, id, now });
        return;
      }
      case 'withdrawHandoff':
        return withdrawHandoff(sql, { ...deps, ...write, now });
      case 'rateHandoff':
        return rateHandoff(sql, write, now);
      case 'submitAccidentReport':
        return applySubmitReport(sql, write, { now, random: deps.random });
      case 'attachClaimDocument':
        return applyAttachDocument(sql, write, { now, random: deps.random });
      case 'fileComplaint':
        return applyFileComplaint(sql, write, { now, random: deps.random });
      case 'actOnComplaint':
        return applyActOnComplaint(sql, write, { now, random: deps.random });
      case 'registerServiceRequest':
        return applyRegisterRequest(sql, write, { ...deps, now });
      case 'cancelRescue':
        return applyCancelRescue(sql, write, { ...deps, now });
      case 'changeProfile':
        return applyChangeProfile(sql, write, { now, random: deps.random });
      case 'answerSurvey':
        return applyAnswerSurvey(sql, write, { now, random: deps.random });
      case 'decideConsent':
        return applyDecideConsent(sql, write, { now, random: deps.random });
      case 'signUpForEvent':
      case 'cancelEventSignUp':
      case 'checkInAtEvent':
        return applyEventWrite(sql, write, { ...deps, now });
      case 'openReferralLink':
        return applyOpenReferralLink(sql, write, { now, random: deps.random });
    }
  };
}

async function lapseIdentity(sql: Sql, { identityId, level }: LapseIdentity): Promise<void> {
  await sql.query('UPDATE channel_identities SET level = LEAST(level, $2) WHERE id = $1', [
    identityId,
    level,
  ]);
}
