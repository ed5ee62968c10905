import type { Pool } from 'pg';
import type { PushQueue } from '../domain/outreach/delivery.ts';
import type { Inviter } from '../domain/questionnaire/invitation.ts';
import { makeEventWords } from '../flows/event-news.ts';
import type { Clock } from '../lib/clock.ts';
import type { Id, Random } from '../lib/ids.ts';
import type { EventsAdminDeps } from '../server/admin/ports-events.ts';
import type { ReferralFormPort } from '../server/forms/referral-form-routes.ts';
import type { TicketFormPort } from '../server/forms/ticket-routes.ts';
import { makeConsentRecorder } from '../store/consents/record-consent.ts';
import { makeOwnerEventStore } from '../store/owner-events/event-store.ts';
import { makeEventTick } from '../store/owner-events/event-tick.ts';
import { makeTicketStore } from '../store/owner-events/ticket-store.ts';
import { makeReferralForms } from '../store/referrals/referral-forms.ts';
import { makeReferralStore } from '../store/referrals/referral-store.ts';
import type { Sql } from '../store/sql.ts';

export interface EventsDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly pushQueue: PushQueue<Sql>;
  readonly inviter: Pick<Inviter<Sql>, 'invite'>;
  /** Where the pages are, without a slash at the end. */
  readonly publicUrl: string;
  /** What links and the codes at the door are made of. */
  readonly linkSecret: string;
  /** Something was said in these chats: wakes whoever reads or delivers them. After the commit. */
  readonly woken: (chats: readonly Id<'conversation'>[]) => void;
}

export interface Events {
  readonly admin: EventsAdminDeps;
  readonly tickets: TicketFormPort;
  readonly referralForms: ReferralFormPort;
  /** Reminders, ends and questions. Every minute is often enough. */
  readonly tick: (now: Date) => Promise<void>;
}

/** Meetings of car owners, friends who are recommended, and consents that were given elsewhere. */
export function makeEvents(deps: EventsDeps): Events {
  const { linkSecret: secret } = deps;
  const told = { ...deps, words: makeEventWords(deps.publicUrl) };
  return {
    admin: {
      ownerEvents: makeOwnerEventStore({ ...told, secret }),
      referrals: makeReferralStore(deps),
      consentRecorder: makeConsentRecorder(deps),
    },
    tickets: makeTicketStore({ ...deps, secret }),
    referralForms: makeReferralForms(deps),
    tick: makeEventTick(told),
  };
}
