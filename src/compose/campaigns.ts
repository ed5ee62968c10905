import type { Pool } from 'pg';
import { renderReply } from '../bot/channels/web/render-reply.ts';
import { freshState, storeState } from '../bot/dialogue/state.ts';
import { toOutgoing } from '../bot/respond.ts';
import type { PushContent } from '../domain/outreach/delivery.ts';
import type { CompletePush } from '../domain/outreach/draft.ts';
import type { WritePush } from '../domain/outreach/job.ts';
import type { Offer } from '../flows/command.ts';
import { renderPush, type SharedValues, toPushPrompt } from '../flows/push-message.ts';
import type { DeliverOutbox } from '../jobs/deliver-outbox.ts';
import { makeOutreachSender, type OutreachSender } from '../jobs/outreach.ts';
import type { Clock } from '../lib/clock.ts';
import type { Id, Random } from '../lib/ids.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Log } from '../lib/log.ts';
import type { CampaignAdminDeps } from '../server/admin/ports-campaigns.ts';
import { makeOutreachAccounts } from '../store/outreach/accounts.ts';
import { advanceCampaigns } from '../store/outreach/advance.ts';
import { markAnswered } from '../store/outreach/answered.ts';
import { makeCampaigns } from '../store/outreach/campaigns.ts';
import { makeOutreachDeliveries } from '../store/outreach/deliveries.ts';
import { planPage } from '../store/outreach/plan.ts';
import { type ReleaseDeps, release } from '../store/outreach/release.ts';
import { sweepEnded } from '../store/outreach/sweep.ts';

export interface CampaignsDeps extends Pick<ReleaseDeps, 'rules' | 'loadFacts'> {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  /** A campaign may have something to send now: the sender of this process is woken. */
  readonly wake: () => void;
}

/** What the routes of campaigns, their ledger and their accounts need. */
export function makeCampaignAdmin(deps: CampaignsDeps): CampaignAdminDeps {
  return {
    campaigns: makeCampaigns(deps),
    outreachDeliveries: makeOutreachDeliveries(deps),
    outreachAccounts: makeOutreachAccounts(deps),
  };
}

export interface WritePushDeps {
  readonly brand: SharedValues['brand'];
  /** Gives a push what its class needs: flows/push-message.ts. */
  readonly completePush: CompletePush;
}

/** Puts pushes into words: the campaign's template for this customer, or what the push says itself. */
export function makeWritePush({ brand, completePush }: WritePushDeps): WritePush {
  return ({ words, now }) => {
    if (words.kind === 'content') return toWritten(words.content);
    const { template, variant, customer, values } = words;
    const { draft, missing } = renderPush(template, variant, { customer, brand, values, now });
    if (missing.length > 0) return { kind: 'unwritable', reason: 'missing_value' };
    return toWritten(completePush(draft));
  };
}

function toWritten(content: PushContent) {
  const { offers = [], isScale, text } = toPushPrompt(content);
  const quickReplies = offers.map(({ label }) => ({ label }));
  const reply = { text, quickReplies, ...(isScale === true ? { isScale } : {}) };
  return {
    kind: 'written',
    message: toOutgoing(reply, renderReply),
    smsText: content.smsText ?? content.text,
    offered: offers.map(toJson),
  } as const;
}

/** Commands are JSON by construction; their declared fields hide it from the compiler. */
function toJson({ label, commands }: Offer): JsonObject {
  return { label, commands: commands.map((command) => ({ ...command })) };
}

export interface OutreachDeps extends Omit<ReleaseDeps, 'freshState'> {
  readonly deliverer: Pick<DeliverOutbox, 'deliverRows'>;
  /** A conversation grew: whoever shows it looks. */
  readonly publish: (id: Id<'conversation'>) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** The sender of pushes; for a process with the role `worker`. */
export function makeOutreach(deps: OutreachDeps): OutreachSender {
  const { pool, random, deliverer, publish, clock, log } = deps;
  const releases: ReleaseDeps = { ...deps, freshState: storeState(freshState()) };
  return makeOutreachSender({
    ledger: {
      advance: (now) => advanceCampaigns({ pool, random }, now),
      planPage: (now) => planPage(pool, now),
      sweep: (now) => sweepEnded(pool, now),
      release: (given) => release(releases, given),
      markAnswered: (now) => markAnswered(pool, now),
    },
    deliverRows: (rows) => deliverer.deliverRows(rows),
    publish,
    clock,
    log,
  });
}
