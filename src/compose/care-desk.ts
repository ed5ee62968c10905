import type { Pool } from 'pg';
import type { DeskEvent } from '../domain/handoff/desk-event.ts';
import type { Brand } from '../flows/flow.ts';
import type { Clock } from '../lib/clock.ts';
import type { Id, Random } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';
import type { CareAdminDeps } from '../server/admin/ports-care.ts';
import { makePushQueue } from '../store/outreach/queue.ts';
import { makeCampaignAdmin, makeWritePush, type OutreachDeps } from './campaigns.ts';
import { makeCare } from './care.ts';
import { type Events, makeEvents } from './events.ts';
import { makeOutreachWords } from './outreach-words.ts';
import { makePush, type Push } from './push.ts';
import { makeSurveys, type Surveys } from './surveys.ts';
import { makeVisits } from './visits.ts';

export interface CareDeskDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly brand: Brand;
  /** Where the pages are, without a slash at the end. */
  readonly publicUrl: string;
  readonly linkSecret: string;
  /** Sends that pushes leave over for news on a WeChat account. */
  readonly keptForNews: (channelAccount: string) => number;
  /** Short messages can be sent. Default: yes. */
  readonly hasSms?: boolean;
  /** Tells consoles after a commit; must not fail. */
  readonly publishDesk: (events: readonly DeskEvent[]) => void;
  /** Something was said in these chats: whoever shows or delivers them looks. After the commit. */
  readonly woken: (chats: readonly Id<'conversation'>[]) => void;
  /** There may be something to send now. */
  readonly wakeSender: () => void;
}

/** Satisfaction, return visits and care, put together. */
export interface CareDesk {
  readonly admin: CareAdminDeps;
  readonly lastLook: Push['lastLook'];
  readonly surveyForm: Surveys['form'];
  readonly tickets: Events['tickets'];
  readonly referralForms: Events['referralForms'];
  readonly ensureBank: Surveys['ensureBank'];
  /** What is done by itself, in the order in which one leads to another. Each may run in several processes. */
  readonly ticks: CareTicks;
  /** What the sender needs of all this (compose/campaigns.ts). */
  readonly sending: Pick<OutreachDeps, 'rules' | 'loadFacts' | 'write'>;
}

type Tick = (now: Date) => Promise<void>;

interface CareTicks {
  readonly events: Tick;
  readonly visits: Tick;
  readonly surveys: Tick;
  readonly care: Tick;
}

/** Every part of it, on one database. Nothing happens by itself before its ticks are called. */
export function makeCareDesk(deps: CareDeskDeps): CareDesk {
  const { wakeSender: wake } = deps;
  const pushQueue = makePushQueue();
  const push = makePush(deps);
  const words = makeOutreachWords(deps);
  const sending = {
    rules: push.rules,
    loadFacts: push.loadFacts,
    write: makeWritePush({ brand: deps.brand, completePush: words.completePush }),
  };
  const campaigns = makeCampaignAdmin({ ...deps, ...sending, wake });
  const surveys = makeSurveys({ ...deps, queue: pushQueue });
  const visits = makeVisits({ ...deps, inviter: surveys.inviter });
  const events = makeEvents({ ...deps, pushQueue, inviter: surveys.inviter });
  const care = makeCare({
    ...deps,
    estimate: (input) => campaigns.campaigns.estimate(input),
    wake,
  });
  return {
    admin: {
      ...push.admin,
      ...words.admin,
      ...campaigns,
      ...surveys.admin,
      ...events.admin,
      ...care.admin,
      visits: visits.visits,
    },
    lastLook: push.lastLook,
    surveyForm: surveys.form,
    tickets: events.tickets,
    referralForms: events.referralForms,
    ensureBank: surveys.ensureBank,
    ticks: { events: events.tick, visits: visits.tick, surveys: surveys.tick, care: care.tick },
    sending,
  };
}
