import { Agent, request } from 'node:http';
import type { Pool } from 'pg';
import { makeOutreach, makeWritePush } from '../../src/compose/campaigns.ts';
import { makeHolidayTable } from '../../src/domain/calendar/holiday-table.ts';
import type { Sender, SendResult } from '../../src/domain/outbox.ts';
import { makeRules } from '../../src/domain/push/rules.ts';
import { pushSettingsSchema } from '../../src/domain/push/settings.ts';
import { makeCompletePush } from '../../src/flows/push-message.ts';
import { makeDeliverOutbox } from '../../src/jobs/deliver-outbox.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeOutbox } from '../../src/store/outbox/outbox.ts';
import { makeLastLook } from '../../src/store/push/last-look.ts';
import { loadPushFacts } from '../../src/store/push/load-facts.ts';

const ALL_DAY = { from: '00:00', until: '00:00' };
const ANY_HOUR = { workday: ALL_DAY, dayOff: ALL_DAY };

/** The policy without hours: a test runs at any time of the day. */
export const ANY_HOUR_RULES = makeRules({
  settings: pushSettingsSchema.parse({ hours: { service: ANY_HOUR, others: ANY_HOUR } }),
  holidays: makeHolidayTable([]),
  silentDays: [],
});

/** Sends over HTTP to a push transport; what was cut off may have arrived. */
export function httpTransport(url: string, isIdempotent: boolean): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: 512 });
  return {
    isIdempotent,
    // Soon, so that a test does not wait for what is repeated.
    retryDelaysMs: [50, 50, 50, 50, 50, 50, 50, 50],
    send: (row) =>
      new Promise<SendResult>((resolve) => {
        const { to = row.orderKey } = row.payload as { readonly to?: string };
        const sent = request(
          `${url}/?id=${row.id}&to=${to}`,
          { agent, method: 'POST' },
          (answer) => {
            answer.resume();
            answer.once('end', () => resolve({ kind: 'sent' }));
          },
        );
        sent.once('error', () => resolve({ kind: 'unknown', reason: 'network' }));
        sent.end();
      }),
  };
}

/** The whole sender as a worker runs it, but for the channels. */
export function makePushSender(deps: {
  readonly pool: Pool;
  readonly transport: Sender;
  readonly clock: Clock;
}) {
  const { pool, transport, clock } = deps;
  const log = makeLog({ level: 'silent' });
  const deliverer = makeDeliverOutbox({
    outbox: makeOutbox({ pool }),
    senders: { sms: transport, channels: { 'wechat-kf': transport, wechaty: transport } },
    pushPolicy: makeLastLook({ pool, clock }),
    clock,
    random: systemRandom,
    log,
  });
  const brand = { name: '安心车险', hotline: '95500' };
  const outreach = makeOutreach({
    pool,
    random: systemRandom,
    rules: { current: async () => ANY_HOUR_RULES },
    loadFacts: loadPushFacts,
    write: makeWritePush({ brand, completePush: makeCompletePush({ company: brand.name }) }),
    deliverer,
    publish: () => undefined,
    clock,
    log,
  });
  return { deliverer, outreach };
}
