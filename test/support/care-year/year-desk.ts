import type { Pool } from 'pg';
import { makeOutreach } from '../../../src/compose/campaigns.ts';
import { type CareDesk, makeCareDesk } from '../../../src/compose/care-desk.ts';
import type { OutboxRow, Sender } from '../../../src/domain/outbox.ts';
import { makeDeliverOutbox } from '../../../src/jobs/deliver-outbox.ts';
import { type Clock, systemClock } from '../../../src/lib/clock.ts';
import { makeLog } from '../../../src/lib/log.ts';
import { makeFollowUp } from '../../../src/store/clocks/follow-up.ts';
import { loadDemo } from '../../../src/store/demo/load-demo.ts';
import { makeSeeded } from '../../../src/store/demo/seeded.ts';
import { makeOutbox } from '../../../src/store/outbox/outbox.ts';
import { HOLIDAYS_2027, startOfDay } from './calendar-2027.ts';

/** A message as the channel got it. */
export interface Arrived {
  readonly outboxId: string;
  readonly at: Date;
  readonly way: 'sms' | 'wechat';
  readonly text: string;
}

/** The demo insurer's desk in this process, put together as main.ts does it, on a clock that is moved. */
export interface YearDesk {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly care: CareDesk;
  readonly arrived: readonly Arrived[];
  /** What the parts could not do. */
  readonly faults: readonly string[];
  /** Moves the clock there; everything that the desk does by itself is done once. */
  step(at: Date): Promise<void>;
  /** Moves the clock there, and the desk stands still. */
  skip(at: Date): void;
}

export const ACTOR = { kind: 'system', id: 'care-year' } as const;
const BRAND = { name: '安心车险', hotline: '95500', publicUrl: 'https://care.example' };

/** Loads the demo insurer as of the beginning of `firstDay` into an empty database. */
export async function openYearDesk(pool: Pool, firstDay: string): Promise<YearDesk> {
  let now = startOfDay(firstDay);
  const clock: Clock = { now: () => now, sleep: systemClock.sleep };
  const random = makeSeeded('care-year');
  const arrived: Arrived[] = [];
  const faults: string[] = [];
  const log = makeLog({ level: 'silent' });
  log.error = (facts: unknown, text?: unknown): void => {
    faults.push(`${now.toISOString()} ${String(text)} ${String(errorOf(facts))}`);
  };
  await loadDemo({ pool, log }, now);
  const parts = { pool, clock, random, log };
  const care = makeCareDesk({
    ...parts,
    brand: BRAND,
    publicUrl: BRAND.publicUrl,
    linkSecret: 'care-year-secret-care-year-secret-care-year',
    keptForNews: () => 1,
    publishDesk: () => undefined,
    woken: () => undefined,
    wakeSender: () => undefined,
  });
  const transport = recorder(arrived, clock);
  const deliverer = makeDeliverOutbox({
    ...parts,
    outbox: makeOutbox({ pool }),
    senders: { sms: transport, channels: { 'wechat-kf': transport } },
    pushPolicy: care.lastLook,
  });
  const sender = makeOutreach({
    ...parts,
    ...care.sending,
    deliverer,
    publish: () => undefined,
  });
  const askAboutComplaints = makeFollowUp({
    ...parts,
    remediesOf: () => '',
    publishDesk: () => undefined,
  });
  await care.admin.holidayYears.putYear('2027', HOLIDAYS_2027, ACTOR);
  await care.ensureBank(now);
  return {
    pool,
    clock,
    care,
    arrived,
    faults,
    step: async (at) => {
      now = at;
      await askAboutComplaints();
      const { ticks } = care;
      for (const tick of [ticks.care, ticks.events, ticks.visits, ticks.surveys, sender.tick]) {
        await tick(now);
      }
    },
    skip: (at) => {
      now = at;
    },
  };
}

function recorder(arrived: Arrived[], clock: Clock): Sender {
  return {
    isIdempotent: true,
    send: async (row) => {
      const way = row.kind === 'sms' ? 'sms' : 'wechat';
      arrived.push({ outboxId: row.id, at: clock.now(), way, text: textOf(row) });
      return { kind: 'sent' };
    },
  };
}

/** Whatever the shape of the payload: what a customer reads of it. */
function textOf({ payload }: OutboxRow): string {
  return JSON.stringify(payload);
}

function errorOf(facts: unknown): unknown {
  return typeof facts === 'object' && facts !== null && 'err' in facts ? facts.err : '';
}
