import type { DeliverOutbox } from '../jobs/deliver-outbox.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { OutreachSender } from '../jobs/outreach.ts';
import type { Look } from '../jobs/sweep.ts';
import { MINUTE_MS, SECOND_MS } from '../lib/clock.ts';
import type { Id } from '../lib/ids.ts';
import { makeOutreach } from './campaigns.ts';
import { type CareDesk, makeCareDesk } from './care-desk.ts';
import { brandOf, clock, common, type Desk, linkSecretOf, publicUrlOf } from './desk.ts';
import { openSending, type SendingDeps } from './sending.ts';
import { keptForNews } from './wechat-clients.ts';

/** How soon something that has become due is found. */
const PLANS_EVERY_MS = MINUTE_MS;
const ASKED_EVERY_MS = 5 * SECOND_MS;

/** Everything that leaves: the outbox, and the pushes that go through it. */
export function openPushes(
  desk: Desk,
  deps: Omit<SendingDeps, 'pushPolicy'> & { readonly jobs: Jobs },
): { readonly care: CareDesk; readonly outbox: DeliverOutbox; readonly sender: OutreachSender } {
  const { jobs } = deps;
  const care = openCare(desk, { jobs, wakeSender: () => sender.wake() });
  const outbox = openSending(desk, { ...deps, pushPolicy: care.lastLook });
  const sender = openOutreach(desk, { care, outbox, jobs });
  return { care, outbox, sender };
}

/** Satisfaction, return visits and care on this process's desk. */
function openCare(
  desk: Desk,
  { jobs, wakeSender }: { readonly jobs: Jobs; readonly wakeSender: () => void },
): CareDesk {
  const { config, database, feed, log } = desk;
  const publicUrl = publicUrlOf(config);
  return makeCareDesk({
    ...common,
    pool: database.pool,
    log,
    brand: { ...brandOf(config), publicUrl },
    publicUrl,
    linkSecret: linkSecretOf(config),
    keptForNews: (channelAccount) => keptForNews(config, channelAccount),
    hasSms: config.SMS_GATEWAY_URL !== undefined,
    publishDesk: (events) => feed.publishDesk(events),
    woken: (chats) => {
      for (const id of chats) grew(desk, jobs, id);
    },
    wakeSender,
  });
}

/** The sender of pushes, for a worker. */
function openOutreach(
  desk: Desk,
  deps: { readonly care: CareDesk; readonly outbox: DeliverOutbox; readonly jobs: Jobs },
): OutreachSender {
  return makeOutreach({
    ...common,
    ...deps.care.sending,
    pool: desk.database.pool,
    deliverer: deps.outbox,
    publish: (id) => grew(desk, deps.jobs, id),
    log: desk.log,
  });
}

function grew({ feed }: Desk, jobs: Jobs, id: Id<'conversation'>): void {
  feed.publish(id, []);
  jobs.wakeDelivery(id);
}

/** What satisfaction, visits and care do by themselves. */
export function careLooks({ ticks }: CareDesk): readonly Look[] {
  const look = (everyMs: number, tick: (now: Date) => Promise<void>): Look => ({
    everyMs,
    run: () => tick(clock.now()),
  });
  return [
    look(PLANS_EVERY_MS, ticks.care),
    look(PLANS_EVERY_MS, ticks.events),
    look(ASKED_EVERY_MS, ticks.visits),
    look(ASKED_EVERY_MS, ticks.surveys),
  ];
}
